// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/textwriter.h"

#include "catalog/catalog.h"
#include "export/exportedmarks.h"
#include "export/outputtext.h"

#include <QCoreApplication>

namespace carrel {

namespace {

std::string tr(const char *text)
{
    return QCoreApplication::translate("Export", text).toStdString();
}

/// `NAIC @ SIGCOMM 2025`, as much of it as is known.
void appendVenueAndYear(std::string &out, const Catalog &catalog, const Entry &entry)
{
    const VenueTag &tag = catalog.venueTag(entry.venueTag);
    appendPlain(out, tag.venue);
    if (!tag.host.empty()) {
        out += " @ ";
        appendPlain(out, tag.host);
    }
    if (tag.year != 0) {
        out += tag.venue.empty() ? "" : " ";
        out += std::to_string(tag.year);
    }
}

void closeSentence(std::string &out)
{
    if (out.find_last_of(".?!") != out.size() - 1) {
        out += '.';
    }
}

class TextWriter final : public EntryWriter
{
public:
    TextWriter(const Catalog &catalog, const ExportedMarks &marks)
        : m_catalog(catalog)
        , m_marks(marks)
    {
    }

    void entry(std::string &out, quint32 number) override
    {
        const Entry &entry = m_catalog.entry(number);
        m_line.clear();
        appendCitation(m_line, m_catalog, entry, m_catalog.preferredLink(entry));
        out += m_line;
        out += '\n';
        appendWords(out, "  " + tr("Tags:") + ' ', joined(m_marks.tags(entry.work), "; "));
        appendWords(out, "  " + tr("Note:") + ' ', joined(m_marks.noteLines(entry.work), "\n  "));
    }

private:
    static void appendWords(std::string &out, std::string_view before, std::string_view words)
    {
        if (!words.empty()) {
            out.append(before).append(words).append("\n");
        }
    }

    const Catalog &m_catalog;
    const ExportedMarks m_marks;
    std::string m_line;
};

} // namespace

void appendCitation(std::string &out, const Catalog &catalog, const Entry &entry, const Link *link)
{
    std::string part;
    appendPlain(part, catalog.text(entry.title()));
    if (part.empty()) {
        part = tr("(no title)");
    }
    closeSentence(part);
    out += part;
    part.clear();
    appendVenueAndYear(part, catalog, entry);
    if (!part.empty()) {
        closeSentence(part);
        out += ' ';
        out += part;
    }
    if (link != nullptr) {
        out += ' ';
        appendUrl(out, catalog.text(link->url()));
    }
}

EntryWriterPointer makeTextWriter(const Catalog &catalog, const ExportedMarks &marks)
{
    return std::make_unique<TextWriter>(catalog, marks);
}

} // namespace carrel
