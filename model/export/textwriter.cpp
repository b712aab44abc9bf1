// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/textwriter.h"

#include "catalog/catalog.h"
#include "export/outputtext.h"

#include <QCoreApplication>

namespace carrel {

namespace {

/// `NAIC @ SIGCOMM 2025`, as much of it as is known.
void appendVenueAndYear(std::string &out, const Catalog &catalog, const Entry &entry)
{
    const VenueTag &tag = catalog.venueTag(entry.venueTag);
    appendPlain(out, tag.venue);
    if (!tag.host.empty()) {
        out += " @ ";
        appendPlain(out, tag.host);
    }
    if (entry.year != 0) {
        out += tag.venue.empty() ? "" : " ";
        out += std::to_string(entry.year);
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
    explicit TextWriter(const Catalog &catalog)
        : m_catalog(catalog)
    {
    }

    void entry(std::string &out, quint32 number) override
    {
        const Entry &entry = m_catalog.entry(number);
        m_line.clear();
        appendCitation(m_line, m_catalog, entry, m_catalog.preferredLink(entry));
        out += m_line;
        out += '\n';
    }

private:
    const Catalog &m_catalog;
    std::string m_line;
};

} // namespace

void appendCitation(std::string &out, const Catalog &catalog, const Entry &entry, const Link *link)
{
    std::string part;
    appendPlain(part, catalog.text(entry.title));
    if (part.empty()) {
        part = QCoreApplication::translate("Export", "(no title)").toStdString();
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
        appendUrl(out, catalog.text(link->url));
    }
}

EntryWriterPointer makeTextWriter(const Catalog &catalog)
{
    return std::make_unique<TextWriter>(catalog);
}

} // namespace carrel
