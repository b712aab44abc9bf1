// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/sectionwriter.h"

#include "catalog/catalog.h"
#include "export/outputtext.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace carrel {

namespace {

constexpr std::size_t kCountWidth = 9;

/// Sections with papers between two numbers that stand at the top of that range.
std::vector<quint32> sectionsAt(const Catalog &catalog, quint32 first, quint32 end)
{
    std::vector<quint32> found;
    for (quint32 i = first; i < end; i = catalog.section(i).subtreeEnd) {
        if (catalog.section(i).entries.count > 0) {
            found.push_back(i);
        }
    }
    return found;
}

std::vector<quint32> topSections(const Catalog &catalog)
{
    return sectionsAt(catalog, 0, static_cast<quint32>(catalog.sections().size()));
}

std::vector<quint32> sectionsBelow(const Catalog &catalog, quint32 section)
{
    return sectionsAt(catalog, section + 1, catalog.section(section).subtreeEnd);
}

void appendNumber(std::string &out, std::string_view key, quint32 number)
{
    out += key;
    out += std::to_string(number);
}

class JsonTree final
{
public:
    explicit JsonTree(const Catalog &catalog)
        : m_catalog(catalog)
    {
    }

    std::string write()
    {
        appendArray(topSections(m_catalog), false, 0);
        m_out += '\n';
        return std::move(m_out);
    }

private:
    /// The sections, or else the groups, of these.
    void appendArray(const std::vector<quint32> &numbers, bool groups, std::size_t depth)
    {
        m_out += '[';
        bool first = true;
        for (const quint32 number : numbers) {
            if (m_catalog.section(number).group != groups) {
                continue;
            }
            m_out += first ? "\n" : ",\n";
            m_out.append(2 * depth + 2, ' ');
            first = false;
            if (groups) {
                appendGroup(m_catalog.section(number));
            } else {
                appendSection(number, depth + 1);
            }
        }
        if (!first) {
            m_out += '\n';
            m_out.append(2 * depth, ' ');
        }
        m_out += ']';
    }

    void appendSection(quint32 number, std::size_t depth)
    {
        const Section &section = m_catalog.section(number);
        const std::vector<quint32> below = sectionsBelow(m_catalog, number);
        appendTitle(section);
        appendNumber(m_out, ", \"level\": ", section.level);
        m_out += ", \"line\": " + (section.line == 0 ? "null" : std::to_string(section.line));
        appendNumber(m_out, ", \"entries\": ", section.entries.count);
        appendNumber(m_out, ", \"works\": ", section.workCount);
        m_out += ", \"children\": ";
        appendArray(below, false, depth);
        m_out += ", \"groups\": ";
        appendArray(below, true, depth);
        m_out += '}';
    }

    void appendGroup(const Section &group)
    {
        appendTitle(group);
        appendNumber(m_out, ", \"entries\": ", group.entries.count);
        m_out += '}';
    }

    void appendTitle(const Section &section)
    {
        m_out += "{\"title\": ";
        if (section.line == 0) {
            m_out += "null";
        } else {
            appendJsonString(m_out, m_catalog.text(section.title));
        }
    }

    const Catalog &m_catalog;
    std::string m_out;
};

class TextTree final
{
public:
    explicit TextTree(const Catalog &catalog)
        : m_catalog(catalog)
    {
    }

    std::string write()
    {
        appendLine(tr("entries"), tr("works"), 0, tr("section"));
        for (const quint32 number : topSections(m_catalog)) {
            appendSection(number, 0);
        }
        return std::move(m_out);
    }

private:
    static std::string tr(const char *text)
    {
        return QCoreApplication::translate("Export", text).toStdString();
    }

    void appendSection(quint32 number, std::size_t depth)
    {
        const Section &section = m_catalog.section(number);
        appendLine(std::to_string(section.entries.count), std::to_string(section.workCount), depth,
                   title(section));
        for (const quint32 below : sectionsBelow(m_catalog, number)) {
            appendSection(below, depth + 1);
        }
    }

    std::string title(const Section &section) const
    {
        std::string title;
        appendPlain(title, m_catalog.text(section.title));
        if (title.empty()) {
            title = section.line == 0 ? tr("(before any heading)") : tr("(no title)");
        }
        return section.group ? '[' + title + ']' : title;
    }

    void appendLine(const std::string &entries, const std::string &works, std::size_t depth,
                    const std::string &title)
    {
        appendRight(entries);
        appendRight(works);
        m_out.append(2 * depth + 2, ' ');
        m_out += title;
        m_out += '\n';
    }

    void appendRight(const std::string &text)
    {
        m_out.append(kCountWidth - std::min(text.size(), kCountWidth), ' ');
        m_out += text;
    }

    const Catalog &m_catalog;
    std::string m_out;
};

template <typename Tree>
QByteArray writeTree(const Catalog &catalog)
{
    return QByteArray::fromStdString(Tree(catalog).write());
}

constexpr std::array kFormats{SectionFormat{"text", writeTree<TextTree>},
                              SectionFormat{"json", writeTree<JsonTree>}};

} // namespace

std::span<const SectionFormat> sectionFormats()
{
    return kFormats;
}

const SectionFormat *sectionFormat(QAnyStringView name)
{
    const auto format = std::find_if(kFormats.begin(), kFormats.end(), [&](const SectionFormat &each) {
        return name == QLatin1String(each.name);
    });
    return format == kFormats.end() ? nullptr : &*format;
}

} // namespace carrel
