// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/workrecord.h"

#include "base/text.h"
#include "catalog/canonicalid.h"
#include "catalog/catalog.h"
#include "catalog/link.h"
#include "export/outputtext.h"

#include <QCoreApplication>

#include <string_view>

namespace carrel {

namespace {

std::string plain(std::string_view text)
{
    std::string out;
    appendPlain(out, text);
    return out;
}

bool namesWorkshop(std::string_view text)
{
    return caseFolded(text).find("workshop") != std::string::npos;
}

std::string fullName(std::string_view series, const VenueName &known)
{
    const bool explained = known.kind == VenueKind::Conference && !known.name.empty();
    return explained            ? std::string(known.name) + " (" + std::string(series) + ')'
           : known.name.empty() ? std::string(series)
                                : std::string(known.name);
}

void takeVenue(WorkRecord &record, const VenueTag &tag)
{
    const VenueName known = venueName(tag.venue, record.year);
    record.kind = known.kind;
    record.venueShort = plain(tag.venue);
    record.venue = fullName(record.venueShort, known);
    if (!tag.host.empty()) {
        // What is held at a conference is no journal, whatever its name.
        record.kind = VenueKind::Conference;
        const bool explained = !known.name.empty() || namesWorkshop(record.venue);
        record.venue += explained ? " at " : " Workshop at ";
        record.venue += plain(tag.host);
    } else if (known.kind == VenueKind::Conference && namesWorkshop(tag.qualifier) &&
               !namesWorkshop(record.venue)) {
        record.venue = "Workshop at " + record.venue;
    }
}

void takeIds(WorkRecord &record, const Catalog &catalog, const Entry &entry)
{
    constexpr std::string_view kDoi = "doi:";
    constexpr std::string_view kArxiv = "arxiv:";
    for (const std::string &id : catalog.canonicalIds(entry)) {
        if (record.doi.empty() && id.starts_with(kDoi)) {
            appendUrl(record.doi, std::string_view(id).substr(kDoi.size()));
        } else if (record.arxiv.empty() && id.starts_with(kArxiv)) {
            record.arxiv = id.substr(kArxiv.size());
        }
    }
}

} // namespace

WorkRecord workRecord(const Catalog &catalog, quint32 work)
{
    const Entry &face = catalog.face(work);
    WorkRecord record;
    record.title = plain(catalog.text(face.title()));
    if (record.title.empty()) {
        record.title = QCoreApplication::translate("Export", "(no title)").toStdString();
    }
    record.authors = authorNames(plain(catalog.authorsOfWork(work)));
    record.year = catalog.year(face);
    takeIds(record, catalog, face);
    for (const quint32 number : catalog.work(work).entries) {
        takeIds(record, catalog, catalog.entry(number));
    }
    takeVenue(record, catalog.venueTag(face.venueTag));
    if (record.kind == VenueKind::Elsewhere && record.venue.empty() && !record.arxiv.empty()) {
        takeVenue(record, {"arXiv", "arXiv", {}, {}, 0});
    }
    if (record.kind == VenueKind::Preprint && record.year == 0) {
        record.year = arxivYear("arxiv:" + record.arxiv);
    }
    if (const Link *link = catalog.preferredLinkOfWork(work); link != nullptr) {
        if (const std::optional<QUrl> url = openableUrl(catalog.text(link->url()))) {
            record.url = url->toEncoded().toStdString();
        }
    }
    return record;
}

WorkWriter::WorkWriter(const Catalog &catalog, const ExportedMarks &marks)
    : m_catalog(catalog)
    , m_marks(marks)
    , m_keys(catalog)
    , m_written(catalog.workCount())
{
}

void WorkWriter::entry(std::string &out, quint32 number)
{
    const quint32 which = m_catalog.entry(number).work;
    if (!m_written[which]) {
        m_written[which] = true;
        WorkRecord record = workRecord(m_catalog, which);
        record.key = m_keys.key(which);
        record.tags = m_marks.tags(which);
        record.note = m_marks.noteLines(which);
        work(out, record);
    }
}

} // namespace carrel
