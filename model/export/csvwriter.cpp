// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/csvwriter.h"

#include "catalog/authornames.h"
#include "catalog/catalog.h"
#include "export/exportedmarks.h"
#include "export/outputtext.h"

#include <string_view>

namespace carrel {

namespace {

/// RFC 4180: a head line, lines end with CR LF, a field with a comma, a quote or a line break is
/// quoted. Fields
/// hold what the list says, unaltered: a sheet that reads `=1+1` as a formula must be told to import text.
class CsvWriter final : public EntryWriter
{
public:
    CsvWriter(const Catalog &catalog, const ExportedMarks &marks)
        : m_catalog(catalog)
        , m_marks(marks)
    {
    }

    void begin(std::string &out) override
    {
        out += "title,venue,year,survey,section,group,url,ids,aliases,notes,line,authors";
        out += m_marks.hasWords() ? ",readerTags,readerNote\r\n" : "\r\n";
    }

    void entry(std::string &out, quint32 number) override
    {
        const Entry &entry = m_catalog.entry(number);
        const EntryDetails &details = m_catalog.details(entry);
        placeTexts(entry.section);
        text(out, m_catalog.text(entry.title()));
        text(out, m_catalog.venueTag(entry.venueTag).venue);
        const int year = m_catalog.year(entry);
        out += year == 0 ? std::string() : std::to_string(year);
        out += entry.survey ? ",true," : ",false,";
        field(out, m_section);
        field(out, m_group);
        url(out, m_catalog.preferredLink(entry));
        ids(out, entry);
        texts(out, details.aliases);
        texts(out, details.notes);
        out += std::to_string(entry.line);
        out += ',';
        authors(out, entry);
        words(out, entry.work);
        out += "\r\n";
    }

private:
    /// Entries of one section mostly follow each other.
    void placeTexts(quint32 section)
    {
        if (section == m_placed) {
            return;
        }
        m_placed = section;
        m_section.clear();
        m_group.clear();
        appendPlain(m_section, m_catalog.sectionPath(section).join(QStringLiteral(" > ")).toStdString());
        appendPlain(m_group, m_catalog.groupTitle(section).toStdString());
    }

    void words(std::string &out, quint32 work)
    {
        if (!m_marks.hasWords()) {
            return;
        }
        out += ',';
        field(out, joined(m_marks.tags(work), "; "));
        quotable(out, joined(m_marks.noteLines(work), "\n"));
    }

    static void field(std::string &out, std::string_view value)
    {
        quotable(out, value);
        out += ',';
    }

    static void quotable(std::string &out, std::string_view value)
    {
        const bool quoted = value.find_first_of(",\"\n") != std::string_view::npos;
        out += quoted ? "\"" : "";
        for (const char c : value) {
            out += c;
            if (c == '"') {
                out += c;
            }
        }
        out += quoted ? "\"" : "";
    }

    void text(std::string &out, std::string_view value)
    {
        m_scratch.clear();
        appendPlain(m_scratch, value);
        field(out, m_scratch);
    }

    void texts(std::string &out, Range range)
    {
        m_scratch.clear();
        for (const TextRef each : m_catalog.texts(range)) {
            m_scratch += m_scratch.empty() ? "" : "; ";
            appendPlain(m_scratch, m_catalog.text(each));
        }
        field(out, m_scratch);
    }

    void authors(std::string &out, const Entry &entry)
    {
        m_scratch.clear();
        appendPlain(m_scratch, m_catalog.authors(entry));
        const AuthorNames authors = authorNames(m_scratch);
        quotable(out, joined(authors.names, "; ") + (authors.others ? "; et al." : ""));
    }

    void url(std::string &out, const Link *link)
    {
        m_scratch.clear();
        if (link != nullptr) {
            appendUrl(m_scratch, m_catalog.text(link->url()));
        }
        field(out, m_scratch);
    }

    void ids(std::string &out, const Entry &entry)
    {
        m_scratch.clear();
        for (const std::string &id : m_catalog.canonicalIds(entry)) {
            m_scratch += m_scratch.empty() ? "" : " ";
            appendUrl(m_scratch, id);
        }
        field(out, m_scratch);
    }

    const Catalog &m_catalog;
    const ExportedMarks m_marks;
    quint32 m_placed = kNone;
    std::string m_section;
    std::string m_group;
    std::string m_scratch;
};

} // namespace

EntryWriterPointer makeCsvWriter(const Catalog &catalog, const ExportedMarks &marks)
{
    return std::make_unique<CsvWriter>(catalog, marks);
}

} // namespace carrel
