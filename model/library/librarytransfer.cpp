// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/librarytransfer.h"

#include "base/threadturns.h"
#include "library/documentjson.h"
#include "library/documenttables.h"
#include "library/librarybackup.h"
#include "library/librarydatabase.h"
#include "library/librarymerge.h"
#include "library/savedsearches.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QtConcurrentRun>

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

Result<QByteArray> readLibraryFile(QIODevice &device, const QString &name)
{
    constexpr qint64 kMost = 256 * 1024 * 1024;
    constexpr qint64 kPiece = 1024 * 1024;
    QByteArray bytes;
    while (bytes.size() <= kMost) {
        const QByteArray piece = device.read(kPiece);
        if (piece.isEmpty() && !device.waitForReadyRead(-1)) {
            return bytes;
        }
        bytes += piece;
    }
    return Error{ErrorCode::TooLarge, name};
}

QFuture<Result<void>> startLibraryExport(const QString &library, const QString &file)
{
    return QtConcurrent::run([library, file]() -> Result<void> {
        giveWayToMainThread();
        const Result<QByteArray> bytes = exportLibrary(library);
        if (!bytes) {
            return bytes.error();
        }
        QSaveFile out(file);
        const bool written =
            out.open(QIODevice::WriteOnly) && out.write(*bytes) == bytes->size() && out.commit();
        return written ? Result<void>() : Error{ErrorCode::FileUnwritable, file};
    });
}

QFuture<Result<LibraryImport>> startLibraryImport(const QString &library, const QString &file,
                                                  const QDateTime &now)
{
    return QtConcurrent::run([library, file, now]() -> Result<LibraryImport> {
        giveWayToMainThread();
        QFile in(file);
        if (!in.open(QIODevice::ReadOnly)) {
            return Error{ErrorCode::FileUnreadable, file};
        }
        const Result<QByteArray> bytes = readLibraryFile(in, file);
        return bytes ? importLibrary(library, *bytes, now) : bytes.error();
    });
}

} // namespace carrel
