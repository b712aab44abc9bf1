// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/markdownwriter.h"

#include "catalog/catalog.h"
#include "catalog/link.h"
#include "export/exportedmarks.h"
#include "export/markdowntext.h"

#include <QCoreApplication>

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace carrel {

namespace {

using Chain = std::vector<quint32>;

/// Other readers of Markdown may be less careful with what a link can start.
bool isWritten(const Link &link)
{
    return link.kind != LinkKind::Unsafe;
}

class MarkdownWriter final : public EntryWriter
{
public:
    MarkdownWriter(const Catalog &catalog, const ExportedMarks &marks)
        : m_catalog(catalog)
        , m_marks(marks)
    {
    }

    void entry(std::string &out, quint32 number) override
    {
        const Entry &entry = m_catalog.entry(number);
        openSections(out, entry.section);
        if (!m_inList) {
            openBlock(out);
            m_inList = true;
        }
        appendBullet(out, entry);
        appendNested(out, entry);
    }

private:
    /// Section numbers from the outermost in; unnamed sections have no heading.
    Chain chainOf(quint32 section) const
    {
        Chain chain;
        for (; section != kNone; section = m_catalog.section(section).parent) {
            if (m_catalog.section(section).line != 0) {
                chain.push_back(section);
            }
        }
        std::reverse(chain.begin(), chain.end());
        return chain;
    }

    /// How many headings of the open chain still hold for the next one.
    std::size_t keptHeadings(const Chain &next) const
    {
        const auto end = std::mismatch(m_open.begin(), m_open.end(), next.begin(), next.end()).first;
        const auto common = static_cast<std::size_t>(end - m_open.begin());
        if (common == m_open.size()) {
            return common;
        }
        // Something below the common section is open: only a heading closes it, neither bullet nor group
        // does.
        const bool closed = common < next.size() && (!m_catalog.section(next[common]).group ||
                                                     m_catalog.section(m_open[common]).group);
        return closed || common == 0 ? common : common - 1;
    }

    /// A blank line between blocks.
    void openBlock(std::string &out)
    {
        out += m_written ? "\n" : "";
        m_written = true;
    }

    void openSections(std::string &out, quint32 section)
    {
        if (section == m_section) {
            return;
        }
        m_section = section;
        const Chain next = chainOf(section);
        appendDocumentTitle(out, next);
        for (std::size_t i = keptHeadings(next); i < next.size(); ++i) {
            appendHeading(out, m_catalog.section(next[i]));
        }
        m_open = next;
    }

    /// A first heading of level 1 would be taken for the title of the list, so it needs one above it.
    void appendDocumentTitle(std::string &out, const Chain &first)
    {
        if (m_begun) {
            return;
        }
        m_begun = true;
        QString title = m_catalog.title();
        if (title.isEmpty() && !first.empty() && m_catalog.section(first.front()).level == 1) {
            title = QCoreApplication::translate("Export", "Papers");
        }
        if (!title.isEmpty()) {
            openBlock(out);
            out += "# ";
            appendMarkdown(out, title.toStdString());
            out += '\n';
        }
    }

    void appendHeading(std::string &out, const Section &section)
    {
        openBlock(out);
        out += section.group ? "**" : std::string(section.level, '#') + ' ';
        appendMarkdown(out, m_catalog.text(section.title));
        out += section.group ? "**\n" : "\n";
        m_inList = false;
    }

    void appendTag(std::string &out, const VenueTag &tag)
    {
        if (!tag.raw.empty()) {
            out += '[';
            appendMarkdown(out, tag.raw);
            out += "] ";
        }
    }

    /// The title, linked where its own link may be opened. Says whether the first link was used.
    bool appendTitle(std::string &out, TextRef title, std::span<const Link> links, bool opensLine)
    {
        const bool linked = !links.empty() && links.front().isOfTitle() && isWritten(links.front());
        const std::string_view url = linked ? m_catalog.text(links.front().url()) : std::string_view();
        const std::string shown = !title.isEmpty() ? std::string(m_catalog.text(title))
                                  : linked
                                      ? std::string(url)
                                      : QCoreApplication::translate("Export", "(no title)").toStdString();
        if (linked) {
            appendMarkdownLink(out, shown, url);
        } else if (opensLine) {
            appendMarkdownLine(out, shown);
        } else {
            appendMarkdown(out, shown);
        }
        return linked;
    }

    void appendBullet(std::string &out, const Entry &entry)
    {
        const std::span<const Link> links = m_catalog.links(entry.links());
        const bool bare = !entry.survey && entry.venueTag == kNone;
        out += "- ";
        out += entry.survey ? "[Survey :mag:] " : "";
        appendTag(out, m_catalog.venueTag(entry.venueTag));
        const bool linked = appendTitle(out, entry.title(), links, bare);
        // A bullet of bare words with links below it reads as a heading of these, so they stand beside it.
        const bool beside = bare && !linked;
        const std::span<const Link> more = links.subspan(linked ? 1 : 0);
        appendLinks(out, beside ? more : std::span<const Link>(), " ", "");
        appendAliases(out, m_catalog.texts(m_catalog.details(entry).aliases));
        out += '\n';
        appendLinks(out, beside ? std::span<const Link>() : more, "  - ", "\n");
    }

    void appendLinks(std::string &out, std::span<const Link> links, std::string_view before,
                     std::string_view behind)
    {
        for (const Link &link : links) {
            if (isWritten(link)) {
                out += before;
                appendMarkdownLink(out, m_catalog.text(link.isOfTitle() ? link.url() : link.label()),
                                   m_catalog.text(link.url()));
                out += behind;
            }
        }
    }

    void appendAliases(std::string &out, std::span<const TextRef> aliases)
    {
        std::string_view before = " (";
        for (const TextRef alias : aliases) {
            out += before;
            appendMarkdownCode(out, m_catalog.text(alias));
            before = " or ";
        }
        out += aliases.empty() ? "" : ")";
    }

    void appendNested(std::string &out, const Entry &entry)
    {
        if (entry.authored) {
            out += "  - Authors: ";
            appendMarkdown(out, m_catalog.authors(entry));
            out += '\n';
        }
        const EntryDetails &details = m_catalog.details(entry);
        for (const Version &version : m_catalog.versions(details.versions)) {
            appendVersion(out, version);
        }
        for (const TextRef note : m_catalog.texts(details.notes)) {
            out += "  - ";
            appendMarkdownLine(out, m_catalog.text(note));
            out += '\n';
        }
        appendWords(out, entry.work);
    }

    void appendWords(std::string &out, quint32 work)
    {
        std::string before = "  - " + QCoreApplication::translate("Export", "Tags:").toStdString() + ' ';
        const std::vector<std::string> tags = m_marks.tags(work);
        for (const std::string &tag : tags) {
            out += before;
            appendMarkdownCode(out, tag);
            before = ", ";
        }
        out += tags.empty() ? "" : "\n";
        before = "  - " + QCoreApplication::translate("Export", "Note:").toStdString() + ' ';
        const std::vector<std::string> note = m_marks.noteLines(work);
        for (const std::string &line : note) {
            // Lines are kept by a break, which an empty one would end the paragraph behind.
            if (!line.empty()) {
                out += before;
                appendMarkdownLine(out, line);
                before = "\\\n    ";
            }
        }
        out += note.empty() ? "" : "\n";
    }

    void appendVersion(std::string &out, const Version &version)
    {
        const std::span<const Link> links = m_catalog.links(version.links);
        out += "  - ";
        appendMarkdownLine(out, m_catalog.text(version.relation));
        out += version.relation.isEmpty() ? "" : " ";
        appendTag(out, m_catalog.venueTag(version.venueTag));
        const bool linked = appendTitle(out, version.title, links, false);
        appendLinks(out, links.subspan(linked ? 1 : 0), " [", "]");
        out += '\n';
    }

    const Catalog &m_catalog;
    const ExportedMarks m_marks;
    quint32 m_section = kNone;
    Chain m_open;
    bool m_begun = false;
    bool m_written = false;
    bool m_inList = false;
};

} // namespace

EntryWriterPointer makeMarkdownWriter(const Catalog &catalog, const ExportedMarks &marks)
{
    return std::make_unique<MarkdownWriter>(catalog, marks);
}

} // namespace carrel
