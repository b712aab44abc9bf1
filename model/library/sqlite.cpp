// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/sqlite.h"

#include <QSqlError>
#include <QUuid>

#include <utility>

namespace carrel {

Result<std::unique_ptr<SqliteConnection>> SqliteConnection::open(const QString &path)
{
    std::unique_ptr<SqliteConnection> connection(new SqliteConnection);
    QSqlDatabase &database = connection->m_database;
    database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QUuid::createUuid().toString());
    database.setDatabaseName(path);
    // Another program holds the file for a few milliseconds at a time; the window must not wait for one that
    // hangs.
    database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=2000"));
    if (!database.open()) {
        return Error{ErrorCode::LibraryUnavailable, path + QLatin1String(": ") + database.lastError().text()};
    }
    return connection;
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

Error sqlError(const QSqlQuery &query)
{
    constexpr int kSqlOrSchema = 1;
    constexpr int kCorrupt = 11;
    constexpr int kNotADatabase = 26;
    const QSqlError error = query.lastError();
    // The low byte is the primary code of an extended one.
    const int code = error.nativeErrorCode().toInt() & 0xff;
    const bool damaged = code == kSqlOrSchema || code == kCorrupt || code == kNotADatabase;
    return {damaged ? ErrorCode::LibraryDamaged : ErrorCode::LibraryUnavailable, error.text()};
}

} // namespace carrel
