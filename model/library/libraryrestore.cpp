// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/libraryrestore.h"

#include "library/filemoves.h"
#include "library/librarybackup.h"
#include "library/migrations.h"
#include "library/sqlitecopy.h"

#include <QFile>
#include <QFileInfo>

#include <array>
#include <optional>

namespace carrel {

namespace {

using Connection = std::unique_ptr<SqliteConnection>;

void removeDatabase(const QString &path)
{
    for (const char *suffix : {"", "-journal", "-wal", "-shm"}) {
        QFile::remove(path + QLatin1String(suffix));
    }
}

/// A copy of the backup beside the library, checked and in the schema of today.
Result<void> prepare(const QString &backup, const QString &path)
{
    removeDatabase(path);
    const Result<Connection> source = SqliteConnection::open(backup, SqliteConnection::Access::ReadStill);
    Result<void> done = source ? checkSoundness(**source) : source.error();
    // An empty file is a sound database, but no library.
    if (!done || !contentOf(**source)) {
        return Error{ErrorCode::BackupUnusable, backup};
    }
    done = copyDatabase(**source, path);
    if (!done) {
        return Error{ErrorCode::LibraryUnwritable, done.error().detail};
    }
    const Result<Connection> copy = SqliteConnection::open(path);
    if (!copy) {
        return Error{ErrorCode::LibraryUnwritable, copy.error().detail};
    }
    done = migrate(**copy);
    if (!done && done.error().code == ErrorCode::LibraryDamaged) {
        return Error{ErrorCode::BackupUnusable, backup};
    }
    return done;
}

/// What stands at the library's place, where that is a sound library. Error: LibraryBusy.
Result<Connection> openSound(const QString &library)
{
    if (!QFileInfo::exists(library)) {
        return Connection();
    }
    Result<Connection> connection = SqliteConnection::open(library);
    if (!connection) {
        return Connection();
    }
    const Result<void> sound = checkSoundness(**connection);
    const Result<LibraryContent> content = sound ? contentOf(**connection) : sound.error();
    if (!content && content.error().code == ErrorCode::LibraryBusy) {
        return content.error();
    }
    return content ? std::move(*connection) : Connection();
}

Error unwritable(const Error &error)
{
    return {error.code == ErrorCode::LibraryBusy ? error.code : ErrorCode::LibraryUnwritable, error.detail};
}

/// The library and what SQLite keeps beside it. The log goes first: a damaged library without its log is
/// still one, a log beside another library would be taken for its own.
constexpr std::array kParts{"-wal", "-journal", "-shm", ""};

Result<void> moveLibrary(const QString &from, const QString &to)
{
    for (const char *part : kParts) {
        const QString name = from + QLatin1String(part);
        if (!QFileInfo::exists(name)) {
            continue;
        }
        if (const Result<void> done = moveFile(name, to + QLatin1String(part)); !done) {
            return unwritable(done.error());
        }
    }
    return {};
}

Result<RestoredLibrary> putInPlace(const QString &library, const QString &prepared, const QDateTime &now)
{
    const Result<QString> aside = setAside(library, now);
    if (!aside) {
        return aside.error();
    }
    if (const Result<void> done = moveFile(prepared, library); !done) {
        if (!aside->isEmpty()) {
            (void)moveLibrary(*aside, library);
        }
        return unwritable(done.error());
    }
    return RestoredLibrary{*aside, true};
}

/// Nothing where SQLite's interface cannot be had.
Result<std::optional<RestoredLibrary>> replace(SqliteConnection &present, const QString &library,
                                               const QString &prepared, const QDateTime &now)
{
    const Result<std::optional<QString>> kept = backUp(present, library, BackupKind::BeforeRestore, now);
    if (!kept) {
        return kept.error();
    }
    const Result<Connection> source = SqliteConnection::open(prepared);
    if (!source) {
        return source.error();
    }
    const Result<bool> replaced = replaceContents(present, **source);
    if (!replaced) {
        return unwritable(replaced.error());
    }
    return *replaced ? std::optional(RestoredLibrary{kept->value_or(QString()), false}) : std::nullopt;
}

Result<RestoredLibrary> putPrepared(const QString &library, const QString &prepared, const QDateTime &now)
{
    Result<Connection> present = openSound(library);
    if (!present) {
        return present.error();
    }
    if (*present != nullptr) {
        const Result<std::optional<RestoredLibrary>> replaced = replace(**present, library, prepared, now);
        if (!replaced || *replaced) {
            return replaced ? Result<RestoredLibrary>(**replaced) : replaced.error();
        }
        present->reset();
    }
    return putInPlace(library, prepared, now);
}

} // namespace

Result<RestoredLibrary> restoreBackup(const QString &library, const QString &backup, const QDateTime &now)
{
    const QString prepared = library + QLatin1String(".restoring");
    const Result<void> ready = prepare(backup, prepared);
    Result<RestoredLibrary> restored =
        ready ? putPrepared(library, prepared, now) : Result<RestoredLibrary>(ready.error());
    removeDatabase(prepared);
    return restored;
}

Result<QString> setAside(const QString &library, const QDateTime &now)
{
    if (!QFileInfo::exists(library)) {
        return QString();
    }
    const QFileInfo file(library);
    const QString aside = file.absolutePath() + QLatin1String("/library-damaged-") +
                          now.toString(QStringLiteral("yyyy-MM-dd-HHmmss")) + QLatin1String(".sqlite");
    const Result<void> done = moveLibrary(library, aside);
    return done ? Result<QString>(aside) : done.error();
}

} // namespace carrel
