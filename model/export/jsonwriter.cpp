// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/jsonwriter.h"

#include "catalog/authornames.h"
#include "catalog/catalog.h"
#include "catalog/link.h"
#include "export/exportedmarks.h"
#include "export/outputtext.h"

#include <string_view>
#include <unordered_map>

namespace carrel {

namespace {

/// An array with one entry a line. Written by hand since a tree of a million entries would not fit, and so
/// that the keys stand in the order in which they are documented.
class JsonWriter final : public EntryWriter
{
public:
    JsonWriter(const Catalog &catalog, const ExportedMarks &marks)
        : m_catalog(catalog)
        , m_marks(marks)
    {
    }

    void begin(std::string &out) override { out += "["; }

    void entry(std::string &out, quint32 number) override
    {
        const Entry &entry = m_catalog.entry(number);
        const EntryDetails &details = m_catalog.details(entry);
        out += m_first ? "\n" : ",\n";
        m_first = false;
        out += R"({"work": ")";
        appendWorkId(out, entry.work);
        out += R"(", "line": )" + (entry.line == 0 ? std::string("null") : std::to_string(entry.line));
        out += ", \"title\": ";
        appendJsonString(out, m_catalog.text(entry.title()));
        appendTag(out, m_catalog.venueTag(entry.venueTag), entry);
        texts(out, ", \"tags\": ", details.aliases);
        appendPlace(out, entry.section);
        out += ", \"links\": [";
        separated(out, m_catalog.links(entry.links()),
                  [&](const Link &each) { appendLink(out, each, true); });
        out += ']';
        texts(out, ", \"notes\": ", details.notes);
        out += ", \"versions\": [";
        separated(out, m_catalog.versions(details.versions),
                  [&](const Version &each) { appendVersion(out, each); });
        out += "], \"ids\": [";
        separated(out, m_catalog.canonicalIds(entry),
                  [&](const std::string &id) { appendJsonString(out, id); });
        out += ']';
        appendAuthors(out, entry);
        appendWords(out, entry.work);
        out += '}';
    }

    void end(std::string &out) override { out += "\n]\n"; }

private:
    template <typename All, typename Append>
    static void separated(std::string &out, const All &all, Append append)
    {
        bool first = true;
        for (const auto &each : all) {
            out += first ? "" : ", ";
            first = false;
            append(each);
        }
    }

    static void stringOrNull(std::string &out, std::string_view key, std::string_view value)
    {
        out += key;
        if (value.empty()) {
            out += "null";
        } else {
            appendJsonString(out, value);
        }
    }

    static void appendYear(std::string &out, int year)
    {
        out += ", \"year\": ";
        out += year == 0 ? "null" : std::to_string(year);
    }

    void texts(std::string &out, std::string_view key, Range range)
    {
        out += key;
        out += '[';
        separated(out, m_catalog.texts(range),
                  [&](TextRef each) { appendJsonString(out, m_catalog.text(each)); });
        out += ']';
    }

    static void appendTag(std::string &out, const VenueTag &tag, const Entry &entry)
    {
        stringOrNull(out, ", \"venue\": ", tag.venue);
        stringOrNull(out, ", \"venueTag\": ", tag.raw);
        stringOrNull(out, ", \"host\": ", tag.host);
        stringOrNull(out, ", \"qualifier\": ", tag.qualifier);
        appendYear(out, tag.year);
        out += entry.survey ? ", \"survey\": true" : ", \"survey\": false";
    }

    /// Only where the list names any.
    void appendAuthors(std::string &out, const Entry &entry) const
    {
        if (!entry.authored) {
            return;
        }
        AuthorNames authors = authorNames(m_catalog.authors(entry));
        if (authors.others) {
            authors.names.emplace_back("et al.");
        }
        out += R"(, "authors": [)";
        separated(out, authors.names, [&](const std::string &name) { appendJsonString(out, name); });
        out += ']';
    }

    /// Behind what the list says, and only where asked for: without them the keys are fixed.
    void appendWords(std::string &out, quint32 work) const
    {
        if (!m_marks.hasWords()) {
            return;
        }
        out += ", \"readerTags\": [";
        separated(out, m_marks.tags(work), [&](const std::string &tag) { appendJsonString(out, tag); });
        out += ']';
        stringOrNull(out, ", \"readerNote\": ", m_marks.note(work));
    }

    void appendLink(std::string &out, const Link &link, bool labelled)
    {
        out += R"({"url": )";
        appendJsonString(out, withoutPassword(m_catalog.text(link.url())));
        out += R"(, "kind": ")";
        out += linkKindName(link.kind);
        out += '"';
        if (labelled) {
            stringOrNull(out, ", \"label\": ", m_catalog.text(link.label()));
        }
        out += '}';
    }

    void appendVersion(std::string &out, const Version &version)
    {
        const VenueTag &tag = m_catalog.venueTag(version.venueTag);
        out += "{\"title\": ";
        appendJsonString(out, m_catalog.text(version.title));
        stringOrNull(out, ", \"venue\": ", tag.venue);
        appendYear(out, tag.year);
        stringOrNull(out, ", \"relation\": ", m_catalog.text(version.relation));
        out += ", \"links\": [";
        separated(out, m_catalog.links(version.links),
                  [&](const Link &each) { appendLink(out, each, false); });
        out += "]}";
    }

    /// Entries of one section mostly follow each other.
    void appendPlace(std::string &out, quint32 section)
    {
        if (section != m_placed) {
            m_placed = section;
            m_place = ", \"section\": [";
            separated(m_place, m_catalog.sectionPath(section),
                      [&](const QString &title) { appendJsonString(m_place, title.toStdString()); });
            m_place += ']';
            stringOrNull(m_place, ", \"group\": ", m_catalog.groupTitle(section).toStdString());
        }
        out += m_place;
    }

    /// An id looks at all entries of its work: kept, so that a list of one work ten thousand times stays
    /// fast.
    void appendWorkId(std::string &out, quint32 work)
    {
        if (m_catalog.work(work).entries.size() == 1) {
            out += m_catalog.workId(work).toStdString();
            return;
        }
        std::string &id = m_workIds[work];
        if (id.empty()) {
            id = m_catalog.workId(work).toStdString();
        }
        out += id;
    }

    const Catalog &m_catalog;
    const ExportedMarks m_marks;
    bool m_first = true;
    quint32 m_placed = kNone;
    std::string m_place;
    std::unordered_map<quint32, std::string> m_workIds;
};

} // namespace

EntryWriterPointer makeJsonWriter(const Catalog &catalog, const ExportedMarks &marks)
{
    return std::make_unique<JsonWriter>(catalog, marks);
}

} // namespace carrel
