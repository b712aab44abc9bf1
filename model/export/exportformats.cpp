// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/exportformats.h"

#include "export/bibtexwriter.h"
#include "export/bookmarkswriter.h"
#include "export/cslwriter.h"
#include "export/csvwriter.h"
#include "export/jsonwriter.h"
#include "export/markdownwriter.h"
#include "export/riswriter.h"
#include "export/textwriter.h"

#include <QtGlobal>

#include <algorithm>
#include <array>
#include <string>

namespace carrel {

namespace {

constexpr std::size_t kPiece = 65'536;

constexpr std::array kFormats{
    ExportFormat{"text", "txt", QT_TRANSLATE_NOOP("ExportFormats", "Plain Text"), makeTextWriter, false,
                 false},
    ExportFormat{"json", "json", QT_TRANSLATE_NOOP("ExportFormats", "JSON"), makeJsonWriter, true, false},
    ExportFormat{"csv", "csv", QT_TRANSLATE_NOOP("ExportFormats", "CSV Table"), makeCsvWriter, true, false},
    ExportFormat{"bibtex", "bib", QT_TRANSLATE_NOOP("ExportFormats", "BibTeX"), makeBibtexWriter, false,
                 false},
    ExportFormat{"ris", "ris", QT_TRANSLATE_NOOP("ExportFormats", "RIS"), makeRisWriter, false, false},
    ExportFormat{"csl", "csl.json", QT_TRANSLATE_NOOP("ExportFormats", "CSL JSON"), makeCslWriter, false,
                 false},
    ExportFormat{"markdown", "md", QT_TRANSLATE_NOOP("ExportFormats", "Markdown List"), makeMarkdownWriter,
                 true, false},
    ExportFormat{"html", "html", QT_TRANSLATE_NOOP("ExportFormats", "Bookmarks for Browsers"),
                 makeBookmarksWriter, true, true}};

} // namespace

QByteArray ExportFormat::write(const Catalog &catalog, std::span<const quint32> entries,
                               const ExportedMarks &marks) const
{
    std::string out;
    const EntryWriterPointer writer = makeWriter(catalog, marks);
    writer->begin(out);
    for (const quint32 number : entries) {
        writer->entry(out, number);
    }
    writer->end(out);
    return QByteArray(out.data(), static_cast<qsizetype>(out.size()));
}

std::span<const ExportFormat> exportFormats()
{
    return kFormats;
}

const ExportFormat *exportFormat(QAnyStringView name)
{
    const auto format = std::find_if(kFormats.begin(), kFormats.end(), [&](const ExportFormat &each) {
        return name == QLatin1String(each.name);
    });
    return format == kFormats.end() ? nullptr : &*format;
}

std::vector<quint32> entriesOfWorks(const ExportFormat &format, const Catalog &catalog,
                                    std::span<const quint32> works, quint32 section)
{
    std::vector<quint32> entries;
    entries.reserve(works.size());
    for (const quint32 work : works) {
        if (!format.places) {
            entries.push_back(catalog.work(work).face);
            continue;
        }
        for (const quint32 number : catalog.work(work).entries) {
            if (section == kNone || catalog.isWithin(catalog.entry(number).section, section)) {
                entries.push_back(number);
            }
        }
    }
    if (format.places) {
        std::sort(entries.begin(), entries.end());
    }
    return entries;
}

Result<void> writeEntries(const ExportFormat &format, const Catalog &catalog,
                          std::span<const quint32> entries, const ExportSink &sink,
                          const ExportedMarks &marks)
{
    std::string out;
    const EntryWriterPointer writer = format.makeWriter(catalog, marks);
    writer->begin(out);
    for (std::size_t i = 0; i < entries.size(); ++i) {
        writer->entry(out, entries[i]);
        if (out.size() < kPiece) {
            continue;
        }
        if (Result<void> taken = sink(out, i + 1); !taken) {
            return taken;
        }
        out.clear();
    }
    writer->end(out);
    return sink(out, entries.size());
}

QString citation(const Catalog &catalog, quint32 work)
{
    std::string out;
    appendCitation(out, catalog, catalog.face(work), catalog.preferredLinkOfWork(work));
    return toQString(out);
}

} // namespace carrel
