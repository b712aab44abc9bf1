// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/changewriter.h"

#include "catalog/link.h"
#include "export/markdowntext.h"
#include "export/outputtext.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <optional>

namespace carrel {

namespace {

constexpr std::size_t kPiece = 65'536;

std::string tr(const char *text)
{
    return QCoreApplication::translate("Changes", text).toStdString();
}

bool isAboutLinks(ChangeKind kind)
{
    return kind == ChangeKind::LinkGained || kind == ChangeKind::LinkChanged || kind == ChangeKind::LinkLost;
}

/// The list that has the work, the new one before the old one, and its entry there.
const Catalog &listOf(const ListDiff &diff, const ListChange &change)
{
    return change.entry == kNone ? *diff.before : *diff.now;
}

const Entry &entryOf(const ListDiff &diff, const ListChange &change)
{
    return listOf(diff, change).entry(change.entry == kNone ? change.oldEntry : change.entry);
}

/// One array with one change a line.
class JsonChanges final : public ChangeWriter
{
public:
    explicit JsonChanges(const ListDiff &diff)
        : m_diff(diff)
    {
    }

    void begin(std::string &out) override { out += '['; }

    void change(std::string &out, const ListChange &change) override
    {
        const Catalog &list = listOf(m_diff, change);
        const Entry &entry = entryOf(m_diff, change);
        out += m_first ? "\n" : ",\n";
        m_first = false;
        out.append("{\"kind\": \"").append(changeKindName(change.kind));
        out.append("\", \"work\": \"").append(list.workId(entry.work).toStdString());
        out += "\", \"title\": ";
        appendJsonString(out, list.text(entry.title()));
        appendLine(out, ", \"line\": ", *m_diff.now, change.entry);
        appendLine(out, ", \"oldLine\": ", *m_diff.before, change.oldEntry);
        appendText(out, ", \"old\": ", change.kind, oldText(m_diff, change));
        appendText(out, ", \"new\": ", change.kind, newText(m_diff, change));
        out += '}';
    }

    void end(std::string &out) override { out += "\n]\n"; }

private:
    static void appendLine(std::string &out, std::string_view key, const Catalog &list, quint32 entry)
    {
        const quint32 line = entry == kNone ? 0 : list.entry(entry).line;
        out.append(key).append(line == 0 ? "null" : std::to_string(line));
    }

    static void appendText(std::string &out, std::string_view key, ChangeKind kind, const std::string &text)
    {
        out += key;
        if (text.empty()) {
            out += "null";
        } else {
            appendJsonString(out, isAboutLinks(kind) ? withoutPassword(text) : text);
        }
    }

    const ListDiff &m_diff;
    bool m_first = true;
};

/// What the pages for readers have in common: a part for each kind with its count, in those of papers that
/// came and went one for each section.
class Page : public ChangeWriter
{
public:
    explicit Page(const ListDiff &diff)
        : m_diff(diff)
    {
    }

    void begin(std::string &out) final
    {
        const auto count = static_cast<int>(m_diff.changes.size());
        appendTitle(out, m_diff.now->title().toStdString(),
                    count == 0   ? tr("No changes")
                    : count == 1 ? tr("1 change")
                                 : QString::fromStdString(tr("%1 changes")).arg(count).toStdString());
    }

    void change(std::string &out, const ListChange &change) final
    {
        if (!m_kind || *m_kind != change.kind) {
            m_kind = change.kind;
            m_section.reset();
            appendKind(out, heading(change.kind));
        }
        const Catalog &list = listOf(m_diff, change);
        const Entry &entry = entryOf(m_diff, change);
        const bool bySection = change.kind == ChangeKind::Added || change.kind == ChangeKind::Removed;
        if (bySection && m_section != entry.section) {
            m_section = entry.section;
            appendSection(out, sectionText(list, entry));
        }
        appendPaper(out, list, entry);
        if (const std::string old = oldText(m_diff, change); !old.empty()) {
            appendFact(out, tr("was:"), change.kind, old);
        }
        if (const std::string now = newText(m_diff, change);
            !now.empty() && change.kind != ChangeKind::Renamed) {
            appendFact(out, tr("now:"), change.kind, now);
        }
    }

    void end(std::string & /*out*/) final {}

protected:
    virtual void appendTitle(std::string &out, const std::string &list, const std::string &summary) = 0;
    virtual void appendKind(std::string &out, const std::string &heading) = 0;
    virtual void appendSection(std::string &out, const std::string &path) = 0;
    virtual void appendPaper(std::string &out, const Catalog &list, const Entry &entry) = 0;
    virtual void appendFact(std::string &out, const std::string &word, ChangeKind kind,
                            const std::string &text) = 0;

    static std::string titleText(const Catalog &list, const Entry &entry)
    {
        return entry.title().isEmpty() ? tr("(no title)") : std::string(list.text(entry.title()));
    }

private:
    static std::string sectionText(const Catalog &list, const Entry &entry)
    {
        std::string path = sectionPathText(list, entry);
        const std::string group = list.groupTitle(entry.section).toStdString();
        path += path.empty() || group.empty() ? "" : " > ";
        path += group;
        return path.empty() ? tr("(before any heading)") : path;
    }

    std::string heading(ChangeKind kind) const
    {
        static constexpr std::array<const char *, kChangeKinds> kHeadings{
            QT_TRANSLATE_NOOP("Changes", "Added: %1"),
            QT_TRANSLATE_NOOP("Changes", "Removed: %1"),
            QT_TRANSLATE_NOOP("Changes", "Moved to another section: %1"),
            QT_TRANSLATE_NOOP("Changes", "Renamed: %1"),
            QT_TRANSLATE_NOOP("Changes", "Published, a preprint before: %1"),
            QT_TRANSLATE_NOOP("Changes", "Link gained: %1"),
            QT_TRANSLATE_NOOP("Changes", "Link changed: %1"),
            QT_TRANSLATE_NOOP("Changes", "Link lost: %1"),
            QT_TRANSLATE_NOOP("Changes", "Venue tag changed: %1")};
        const auto count = std::count_if(m_diff.changes.begin(), m_diff.changes.end(),
                                         [kind](const ListChange &change) { return change.kind == kind; });
        return QString::fromStdString(tr(kHeadings[static_cast<std::size_t>(kind)])).arg(count).toStdString();
    }

    const ListDiff &m_diff;
    std::optional<ChangeKind> m_kind;
    std::optional<quint32> m_section;
};

class TextPage final : public Page
{
public:
    using Page::Page;

private:
    void appendTitle(std::string &out, const std::string &list, const std::string &summary) override
    {
        appendPlain(out, list);
        out.append(list.empty() ? "" : ": ").append(summary).append("\n");
    }

    void appendKind(std::string &out, const std::string &heading) override
    {
        out.append("\n").append(heading).append("\n");
    }

    void appendSection(std::string &out, const std::string &path) override
    {
        out += "  ";
        appendPlain(out, path);
        out += '\n';
    }

    void appendPaper(std::string &out, const Catalog &list, const Entry &entry) override
    {
        out += "    ";
        if (const VenueTag &tag = list.venueTag(entry.venueTag); !tag.raw.empty()) {
            out += '[';
            appendPlain(out, tag.raw);
            out += "] ";
        }
        appendPlain(out, titleText(list, entry));
        out += '\n';
    }

    void appendFact(std::string &out, const std::string &word, ChangeKind kind,
                    const std::string &text) override
    {
        out.append("        ").append(word).append(" ");
        if (isAboutLinks(kind)) {
            appendUrl(out, text);
        } else {
            appendPlain(out, text);
        }
        out += '\n';
    }
};

class MarkdownPage final : public Page
{
public:
    using Page::Page;

private:
    void appendTitle(std::string &out, const std::string &list, const std::string &summary) override
    {
        out += "# ";
        appendMarkdown(out, list.empty() ? tr("Changes") : list);
        out.append("\n\n").append(summary).append("\n");
    }

    void appendKind(std::string &out, const std::string &heading) override
    {
        out.append("\n## ").append(heading).append("\n");
        m_blank = true;
    }

    void appendSection(std::string &out, const std::string &path) override
    {
        out += "\n### ";
        appendMarkdown(out, path);
        out += '\n';
        m_blank = true;
    }

    void appendPaper(std::string &out, const Catalog &list, const Entry &entry) override
    {
        out += m_blank ? "\n- " : "- ";
        m_blank = false;
        const VenueTag &tag = list.venueTag(entry.venueTag);
        if (!tag.raw.empty()) {
            out += '[';
            appendMarkdown(out, tag.raw);
            out += "] ";
        }
        const std::string_view url = titleAddress(list, entry);
        if (isOpenable(linkKind(url))) {
            appendMarkdownLink(out, titleText(list, entry), url);
        } else if (tag.raw.empty()) {
            appendMarkdownLine(out, titleText(list, entry));
        } else {
            appendMarkdown(out, titleText(list, entry));
        }
        out += '\n';
    }

    void appendFact(std::string &out, const std::string &word, ChangeKind kind,
                    const std::string &text) override
    {
        out.append("  - ").append(word).append(" ");
        if (isAboutLinks(kind) && isOpenable(linkKind(text))) {
            appendMarkdownLink(out, withoutPassword(text), text);
        } else {
            appendMarkdown(out, text);
        }
        out += '\n';
    }

    bool m_blank = false; ///< a list begins after a blank line
};

template <typename Writer>
std::unique_ptr<ChangeWriter> make(const ListDiff &diff)
{
    return std::make_unique<Writer>(diff);
}

constexpr std::array kFormats{ChangeFormat{"text", make<TextPage>}, ChangeFormat{"json", make<JsonChanges>},
                              ChangeFormat{"markdown", make<MarkdownPage>}};

} // namespace

std::span<const ChangeFormat> changeFormats()
{
    return kFormats;
}

const ChangeFormat *changeFormat(QAnyStringView name)
{
    const auto format = std::find_if(kFormats.begin(), kFormats.end(), [&](const ChangeFormat &each) {
        return name == QLatin1String(each.name);
    });
    return format == kFormats.end() ? nullptr : &*format;
}

Result<void> writeChanges(const ChangeFormat &format, const ListDiff &diff, const ChangeSink &sink)
{
    std::string out;
    const std::unique_ptr<ChangeWriter> writer = format.makeWriter(diff);
    writer->begin(out);
    for (const ListChange &change : diff.changes) {
        writer->change(out, change);
        if (out.size() >= kPiece) {
            if (Result<void> taken = sink(out); !taken) {
                return taken;
            }
            out.clear();
        }
    }
    writer->end(out);
    return sink(out);
}

} // namespace carrel
