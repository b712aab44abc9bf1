// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "catalog/catalog.h"
#include "export/entrywriter.h"
#include "export/exportedmarks.h"

#include <QAnyStringView>
#include <QByteArray>
#include <QString>

#include <functional>
#include <span>
#include <string_view>
#include <vector>

namespace carrel {

/// One way to write entries: name on the command line, file ending, pure writer.
struct ExportFormat
{
    const char *name;   ///< "json", "csv", "bibtex"
    const char *suffix; ///< of files, without the dot
    const char *title;  ///< for menus, to be translated in context "ExportFormats"
    EntryWriterPointer (*makeWriter)(const Catalog &catalog, const ExportedMarks &marks);
    bool places; ///< tells in which sections papers stand, so it wants every entry of a work, in list order
    bool dates;  ///< tells when papers were bookmarked, so it wants marks even where no notes and tags are
                 ///< asked for

    /// All in one piece, for selections.
    QByteArray write(const Catalog &catalog, std::span<const quint32> entries,
                     const ExportedMarks &marks = {}) const;
};

std::span<const ExportFormat> exportFormats();
/// Null for a name that is none.
const ExportFormat *exportFormat(QAnyStringView name);

/// The entries that a format wants for works: all of them in list order where it tells in which sections
/// papers stand, those within section alone where one is given; else the face of each work, in the order of
/// the works.
std::vector<quint32> entriesOfWorks(const ExportFormat &format, const Catalog &catalog,
                                    std::span<const quint32> works, quint32 section = kNone);

/// Takes the next piece of what is written, and how many of the entries it ends with; an error ends the
/// writing.
using ExportSink = std::function<Result<void>(std::string_view piece, std::size_t entries)>;

/// Writes entries in the order given, in pieces of some 64 KB.
Result<void> writeEntries(const ExportFormat &format, const Catalog &catalog,
                          std::span<const quint32> entries, const ExportSink &sink,
                          const ExportedMarks &marks = {});

/// One line for the clipboard: `Title. Venue Year. URL`.
QString citation(const Catalog &catalog, quint32 work);

} // namespace carrel
