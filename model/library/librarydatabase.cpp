// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/librarydatabase.h"

#include "library/librarybackup.h"
#include "library/migrations.h"

#include <QDateTime>
#include <QSqlError>

#include <utility>

namespace carrel {

namespace {

/// In the order of LibraryDatabase::Statement. An empty text would be bound as NULL where its QString is
/// null, hence IFNULL.
constexpr std::array kStatements{
    "SELECT work_id FROM identity WHERE key = ? AND kind = 1 AND work_id > ? ORDER BY work_id LIMIT 1",
    "INSERT INTO work (title, venue, year) VALUES (IFNULL(?, ''), IFNULL(?, ''), ?)",
    "UPDATE work SET title = IFNULL(?, ''), venue = IFNULL(?, ''), year = ? WHERE id = ?",
    "INSERT OR IGNORE INTO identity (work_id, kind, key) VALUES (?, ?, ?)",
    "UPDATE work SET bookmarked_at = CASE WHEN ? THEN IFNULL(bookmarked_at, ?) END WHERE id = ?",
    "UPDATE work SET read_at = CASE WHEN ? THEN IFNULL(read_at, ?) END WHERE id = ?",
};

QByteArray toBytes(std::string_view text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

Result<void> backUpBeforeUpgrade(SqliteConnection &connection, const QString &path)
{
    const auto made = backUp(connection, path, BackupKind::BeforeUpgrade, QDateTime::currentDateTime());
    return made ? Result<void>() : made.error();
}

/// How a change that failed is told; the rest of what SQLite says comes from a disk that takes nothing.
Error writeError(const Error &error)
{
    const bool known = error.code == ErrorCode::LibraryDamaged || error.code == ErrorCode::LibraryBusy ||
                       error.code == ErrorCode::LibraryMoved;
    return {known ? error.code : ErrorCode::LibraryUnwritable, error.detail};
}

} // namespace

LibraryDatabase::LibraryDatabase(std::unique_ptr<SqliteConnection> connection)
    : m_connection(std::move(connection))
{
}

Result<std::unique_ptr<LibraryDatabase>> LibraryDatabase::open(const QString &path)
{
    Result<std::unique_ptr<SqliteConnection>> connection = SqliteConnection::openWhereItIs(path);
    if (!connection) {
        return connection.error();
    }
    SqliteConnection &sqlite = **connection;
    if (const Result<void> done = migrate(sqlite, [&] { return backUpBeforeUpgrade(sqlite, path); }); !done) {
        return done.error();
    }
    if (sqlite.isStill()) {
        return std::unique_ptr<LibraryDatabase>(new LibraryDatabase(std::move(*connection)));
    }
    // Only now: a file that is refused must not be touched.
    for (const char *pragma :
         {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA foreign_keys = ON"}) {
        if (const Result<void> done = sqlite.execute(QLatin1String(pragma)); !done) {
            return done.error();
        }
    }
    return std::unique_ptr<LibraryDatabase>(new LibraryDatabase(std::move(*connection)));
}

Result<LibraryWorks> LibraryDatabase::read()
{
    Result<QSqlQuery> query = m_connection->prepare(
        QStringLiteral("SELECT id, bookmarked_at IS NOT NULL, read_at IS NOT NULL, kind, key FROM work "
                       "LEFT JOIN identity ON work_id = id ORDER BY id, kind"));
    if (!query) {
        return query.error();
    }
    LibraryWorks library;
    // Asked before reading: what is written meanwhile is news the next time.
    m_dataVersion = dataVersion();
    query->exec();
    while (query->next()) {
        const qint64 row = query->value(0).toLongLong();
        if (library.works.empty() || library.works.back().row != row) {
            library.addWork(row, {query->value(1).toBool(), query->value(2).toBool()});
        }
        const QByteArray key = query->value(4).toByteArray();
        library.addKey(static_cast<IdentityKind>(query->value(3).toInt()),
                       std::string_view(key.constData(), static_cast<std::size_t>(key.size())));
    }
    if (query->lastError().isValid()) {
        return sqlError(*query);
    }
    return library;
}

bool LibraryDatabase::isOutdated()
{
    return dataVersion() != m_dataVersion;
}

QVariant LibraryDatabase::dataVersion()
{
    const Result<QVariant> version = m_connection->ask(QStringLiteral("PRAGMA data_version"));
    return version ? *version : QVariant();
}

Result<void> LibraryDatabase::transact(const std::function<Result<void>()> &write)
{
    Result<void> done = m_connection->execute(QStringLiteral("BEGIN IMMEDIATE"));
    if (done) {
        done = hasMoved() ? Error{ErrorCode::LibraryMoved, QString()} : write();
        if (done) {
            done = m_connection->execute(QStringLiteral("COMMIT"));
        }
        if (!done) {
            // SQLite may have rolled back by itself, then this fails and nothing is left to undo.
            (void)m_connection->execute(QStringLiteral("ROLLBACK"));
        }
    }
    return done ? done : writeError(done.error());
}

Result<QSqlQuery> LibraryDatabase::prepare(const QString &statement)
{
    return m_connection->prepare(statement);
}

Result<std::optional<qint64>> LibraryDatabase::findByTitle(std::string_view title, qint64 above)
{
    const Result<QSqlQuery *> query = run(FindByTitle, {toBytes(title), above});
    if (!query) {
        return query.error();
    }
    std::optional<qint64> row;
    if ((*query)->next()) {
        row = (*query)->value(0).toLongLong();
    }
    (*query)->finish();
    return row;
}

Result<qint64> LibraryDatabase::addWork(const WorkFacts &facts)
{
    const Result<QSqlQuery *> query = run(AddWork, {facts.title, facts.venue, facts.year});
    if (!query) {
        return query.error();
    }
    return (*query)->lastInsertId().toLongLong();
}

Result<void> LibraryDatabase::updateFacts(qint64 row, const WorkFacts &facts)
{
    return write(UpdateFacts, {facts.title, facts.venue, facts.year, row});
}

Result<void> LibraryDatabase::addKeys(qint64 row, std::span<const IdentityKey> keys)
{
    for (const IdentityKey &key : keys) {
        if (Result<void> done = write(AddKey, {row, static_cast<int>(key.kind), toBytes(key.text)}); !done) {
            return done;
        }
    }
    return {};
}

Result<void> LibraryDatabase::setMarks(qint64 row, const MarkChange &change, qint64 now)
{
    for (const auto &[statement, wanted] :
         {std::pair(SetBookmarked, change.bookmarked), std::pair(SetRead, change.read)}) {
        if (!wanted) {
            continue;
        }
        if (Result<void> done = write(statement, {*wanted, now, row}); !done) {
            return done;
        }
    }
    return {};
}

Result<QSqlQuery *> LibraryDatabase::run(Statement statement, const QVariantList &values)
{
    std::optional<QSqlQuery> &query = m_statements[statement];
    if (!query) {
        Result<QSqlQuery> prepared = m_connection->prepare(QLatin1String(kStatements[statement]));
        if (!prepared) {
            return prepared.error();
        }
        query = std::move(*prepared);
    }
    for (qsizetype i = 0; i < values.size(); ++i) {
        query->bindValue(static_cast<int>(i), values[i]);
    }
    if (!query->exec()) {
        return sqlError(*query);
    }
    return &*query;
}

Result<void> LibraryDatabase::write(Statement statement, const QVariantList &values)
{
    const Result<QSqlQuery *> query = run(statement, values);
    return query ? Result<void>() : query.error();
}

} // namespace carrel
