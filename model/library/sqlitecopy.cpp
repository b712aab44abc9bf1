// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/sqlitecopy.h"

#include <QFile>
#include <QSqlError>
#include <QVariant>

#include <sqlite3.h>

namespace carrel {

namespace {

constexpr int kAllPages = -1;

/// All pages in one step: the copy is that of one moment, and a database with a log goes on being written.
Result<void> copyPages(sqlite3 *source, sqlite3 *target)
{
    sqlite3_backup *backup = sqlite3_backup_init(target, "main", source, "main");
    const int stepped = backup == nullptr ? SQLITE_ERROR : sqlite3_backup_step(backup, kAllPages);
    const int finished = sqlite3_backup_finish(backup);
    if (stepped == SQLITE_DONE && finished == SQLITE_OK) {
        return {};
    }
    return sqlError(stepped == SQLITE_DONE ? finished : stepped, QString::fromUtf8(sqlite3_errmsg(target)));
}

/// The target's connection is gone when this returns.
Result<void> writeCopy(SqliteConnection &source, const QString &path)
{
    const Result<std::unique_ptr<SqliteConnection>> target = SqliteConnection::open(path);
    if (!target) {
        return target.error();
    }
    sqlite3 *from = source.handle();
    sqlite3 *into = (*target)->handle();
    if (from == nullptr || into == nullptr) {
        // Qt as its makers ship it has its own SQLite inside, which cannot be called from here; in SQL it
        // can.
        QString quoted = path;
        quoted.replace(QLatin1Char('\''), QLatin1String("''"));
        return source.execute(QStringLiteral("VACUUM INTO '%1'").arg(quoted));
    }
    Result<void> done = copyPages(from, into);
    // A copy that stands alone needs no log, and whoever looks at it leaves no files beside it.
    return done ? (*target)->execute(QStringLiteral("PRAGMA journal_mode = DELETE")) : done;
}

Result<void> checkFile(const QString &path)
{
    const auto copy = SqliteConnection::open(path, SqliteConnection::Access::ReadStill);
    return copy ? checkSoundness(**copy) : copy.error();
}

} // namespace

Result<void> checkSoundness(SqliteConnection &connection)
{
    // What quick_check looks at, and the indexes as well: each key of a work stands in one of them a second
    // time.
    const Result<QVariant> answer = connection.ask(QStringLiteral("PRAGMA integrity_check(1)"));
    if (!answer) {
        return answer.error();
    }
    const QString said = answer->toString();
    return said == QLatin1String("ok") ? Result<void>() : Error{ErrorCode::LibraryDamaged, said};
}

Result<void> copyDatabase(SqliteConnection &source, const QString &path)
{
    Result<void> done = writeCopy(source, path);
    if (done) {
        done = checkFile(path);
    }
    if (!done) {
        for (const char *suffix : {"", "-journal", "-wal", "-shm"}) {
            QFile::remove(path + QLatin1String(suffix));
        }
    }
    return done;
}

Result<void> copyInSql(SqliteConnection &source, const QString &path)
{
    QString quoted = path;
    quoted.replace(QLatin1Char('\''), QLatin1String("''"));
    return source.execute(QStringLiteral("VACUUM INTO '%1'").arg(quoted));
}

Result<bool> replaceContents(SqliteConnection &target, SqliteConnection &source)
{
    sqlite3 *from = source.handle();
    sqlite3 *into = target.handle();
    if (from == nullptr || into == nullptr) {
        return false;
    }
    const Result<void> done = copyPages(from, into);
    return done ? Result<bool>(true) : done.error();
}

} // namespace carrel
