// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/sqlite.h"

#include <QFileInfo>
#include <QSqlDriver>
#include <QSqlError>
#include <QUrl>
#include <QUuid>
#include <QVariant>

#include <sqlite3.h>

#include <utility>

namespace carrel {

namespace {

// Another program holds the file for a few milliseconds at a time; the window must not wait for one that
// hangs.
constexpr char kOptions[] = "QSQLITE_BUSY_TIMEOUT=2000";
constexpr char kStillOptions[] = "QSQLITE_OPEN_READONLY;QSQLITE_OPEN_URI";

} // namespace

Result<std::unique_ptr<SqliteConnection>> SqliteConnection::open(const QString &path, Access access)
{
    std::unique_ptr<SqliteConnection> connection(new SqliteConnection);
    QSqlDatabase &database = connection->m_database;
    database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QUuid::createUuid().toString());
    const bool still = access == Access::ReadStill;
    connection->m_still = still;
    const QString address = QString::fromLatin1(QUrl::fromLocalFile(path).toEncoded());
    database.setDatabaseName(still ? address + QLatin1String("?immutable=1") : path);
    database.setConnectOptions(QLatin1String(still ? kStillOptions : kOptions));
    if (!database.open()) {
        return Error{ErrorCode::LibraryUnavailable, path + QLatin1String(": ") + database.lastError().text()};
    }
    return connection;
}

Result<std::unique_ptr<SqliteConnection>> SqliteConnection::openWhereItIs(const QString &path)
{
    const QFileInfo file(path);
    const bool still = file.exists() && !QFileInfo(file.absolutePath()).isWritable() &&
                       QFileInfo(path + QLatin1String("-wal")).size() == 0;
    return open(path, still ? Access::ReadStill : Access::Write);
}

SqliteConnection::~SqliteConnection()
{
    // removeDatabase() warns while a handle is left, so the member gives its up first.
    const QString name = m_database.connectionName();
    std::exchange(m_database, QSqlDatabase()).close();
    QSqlDatabase::removeDatabase(name);
}

Result<void> SqliteConnection::execute(const QString &statement)
{
    QSqlQuery query(m_database);
    if (!query.exec(statement)) {
        return sqlError(query);
    }
    return {};
}

Result<QSqlQuery> SqliteConnection::prepare(const QString &statement)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.prepare(statement)) {
        return sqlError(query);
    }
    return query;
}

Result<QVariant> SqliteConnection::ask(const QString &question)
{
    Result<QSqlQuery> query = prepare(question);
    if (!query) {
        return query.error();
    }
    query->exec();
    const QVariant answer = query->next() ? query->value(0) : QVariant();
    return query->lastError().isValid() ? Result<QVariant>(sqlError(*query)) : answer;
}

sqlite3 *SqliteConnection::handle() const
{
    const QVariant handle = m_database.driver()->handle();
    QSqlQuery source(QStringLiteral("SELECT sqlite_source_id()"), m_database);
    if (qstrcmp(handle.typeName(), "sqlite3*") != 0 || !source.next() ||
        source.value(0).toString() != QLatin1String(sqlite3_sourceid())) {
        return nullptr;
    }
    sqlite3 *database = *static_cast<sqlite3 *const *>(handle.constData());
    // A second copy of the same SQLite has file systems of its own.
    sqlite3_vfs *files = nullptr;
    const bool told = sqlite3_file_control(database, "main", SQLITE_FCNTL_VFS_POINTER, &files) == SQLITE_OK &&
                      files != nullptr;
    return told && sqlite3_vfs_find(files->zName) == files ? database : nullptr;
}

bool SqliteConnection::hasMoved() const
{
    int moved = 0;
    sqlite3 *database = handle();
    return database != nullptr &&
           sqlite3_file_control(database, "main", SQLITE_FCNTL_HAS_MOVED, &moved) == SQLITE_OK && moved != 0;
}

Error sqlError(int code, const QString &detail)
{
    // The low byte is the primary code of an extended one.
    switch (code & 0xff) {
    case SQLITE_ERROR: // of SQL: a table is not what it should be
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return {ErrorCode::LibraryDamaged, detail};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {ErrorCode::LibraryBusy, detail};
    default:
        return {ErrorCode::LibraryUnavailable, detail};
    }
}

SqliteStatements::SqliteStatements(SqliteConnection &connection, std::span<const char *const> statements)
    : m_connection(connection)
    , m_statements(statements)
    , m_queries(statements.size())
{
}

Result<QSqlQuery *> SqliteStatements::run(std::size_t statement, const QVariantList &values)
{
    std::optional<QSqlQuery> &query = m_queries[statement];
    if (!query) {
        Result<QSqlQuery> prepared = m_connection.prepare(QLatin1String(m_statements[statement]));
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

Result<void> SqliteStatements::write(std::size_t statement, const QVariantList &values)
{
    const Result<QSqlQuery *> query = run(statement, values);
    return query ? Result<void>() : query.error();
}

Result<qint64> SqliteStatements::insert(std::size_t statement, const QVariantList &values)
{
    const Result<QSqlQuery *> query = run(statement, values);
    return query ? Result<qint64>((*query)->lastInsertId().toLongLong()) : query.error();
}

Result<void> SqliteStatements::read(std::size_t statement, const QVariantList &values,
                                    const std::function<void(const QSqlQuery &)> &take)
{
    const Result<QSqlQuery *> query = run(statement, values);
    if (!query) {
        return query.error();
    }
    while ((*query)->next()) {
        take(**query);
    }
    const bool failed = (*query)->lastError().isValid();
    Result<void> done = failed ? sqlError(**query) : Result<void>();
    (*query)->finish();
    return done;
}

Error sqlError(const QSqlQuery &query)
{
    const QSqlError error = query.lastError();
    return sqlError(error.nativeErrorCode().toInt(), error.text());
}

} // namespace carrel
