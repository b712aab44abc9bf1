// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/librarytransfer.h"

#include "library/documentjson.h"
#include "library/documenttables.h"
#include "library/librarybackup.h"
#include "library/librarydatabase.h"
#include "library/librarymerge.h"
#include "library/savedsearches.h"

#include <QFileInfo>

#include <algorithm>

namespace carrel {

namespace {

Result<void> keepBackup(const QString &library, const QDateTime &now)
{
    const Result<std::unique_ptr<SqliteConnection>> connection = SqliteConnection::open(library);
    if (!connection) {
        return connection.error();
    }
    const auto made = backUp(**connection, library, BackupKind::BeforeImport, now);
    return made ? Result<void>() : made.error();
}

Result<void> apply(DocumentTables &tables, const LibraryMerge &merge, const StoredDocument &own)
{
    for (const LibraryMerge::Change &change : merge.changes) {
        const qint64 row = change.own == LibraryMerge::kNew ? 0 : own.rows[change.own];
        if (const Result<void> done = tables.write(row, change.work); !done) {
            return done;
        }
    }
    for (const LibraryDocument::Search &search : merge.searches) {
        if (const Result<void> done = tables.add(search); !done) {
            return done;
        }
    }
    return {};
}

LibraryImport summary(const LibraryDocument &other, const LibraryMerge &merge)
{
    LibraryImport done;
    done.works = static_cast<qsizetype>(other.works.size());
    done.added = std::ranges::count(merge.changes, LibraryMerge::kNew, &LibraryMerge::Change::own);
    done.changed = static_cast<qsizetype>(merge.changes.size()) - done.added;
    done.searches = static_cast<qsizetype>(merge.searches.size());
    return done;
}

} // namespace

Result<QByteArray> exportLibrary(const QString &library)
{
    if (!QFileInfo::exists(library)) {
        return toJson({});
    }
    const Result<std::unique_ptr<LibraryDatabase>> database = LibraryDatabase::open(library);
    if (!database) {
        return database.error();
    }
    const Result<StoredDocument> stored = DocumentTables(**database).read();
    return stored ? Result<QByteArray>(toJson(stored->library)) : stored.error();
}

Result<LibraryImport> importLibrary(const QString &library, const QByteArray &json, const QDateTime &now)
{
    const Result<LibraryDocument> other = fromJson(json);
    if (!other) {
        return other.error();
    }
    const Result<std::unique_ptr<LibraryDatabase>> database = LibraryDatabase::open(library);
    if (!database) {
        return database.error();
    }
    if (const Result<void> kept = keepBackup(library, now); !kept) {
        return kept.error();
    }
    LibraryImport imported;
    bool tooMany = false;
    const Result<void> done = (*database)->transact([&]() -> Result<void> {
        DocumentTables tables(**database);
        const Result<StoredDocument> own = tables.read();
        if (!own) {
            return own.error();
        }
        const LibraryMerge merge = mergeLibraries(own->library, *other);
        tooMany = own->library.searches.size() + merge.searches.size() > SavedSearches::kMost;
        if (tooMany) {
            return Error{ErrorCode::TooManySearches, {}};
        }
        imported = summary(*other, merge);
        return apply(tables, merge, *own);
    });
    if (tooMany) {
        return Error{ErrorCode::TooManySearches, {}};
    }
    return done ? Result<LibraryImport>(imported) : done.error();
}

} // namespace carrel
