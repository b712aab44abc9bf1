// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariantList>

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

struct sqlite3;

namespace carrel {

/// One connection to one SQLite file, closed with its object. Knows nothing of what is in the file. Every
/// query must be gone before the connection is.
class SqliteConnection final
{
public:
    enum class Access {
        Write,
        ReadStill, ///< of a file that nobody writes to and that has no log: without locks, leaves no trace
    };

    /// Errors: LibraryUnavailable.
    static Result<std::unique_ptr<SqliteConnection>> open(const QString &path, Access access = Access::Write);
    /// For writing; where nobody can write for reading, if all there is stands in the file.
    static Result<std::unique_ptr<SqliteConnection>> openWhereItIs(const QString &path);
    ~SqliteConnection();
    SqliteConnection(const SqliteConnection &) = delete;
    SqliteConnection &operator=(const SqliteConnection &) = delete;

    /// Opened with ReadStill.
    bool isStill() const { return m_still; }

    Result<void> execute(const QString &statement);
    /// A query that reads forwards only.
    Result<QSqlQuery> prepare(const QString &statement);
    /// The first value of the first row; an invalid one where there is no row.
    Result<QVariant> ask(const QString &question);

    /// The connection as SQLite's C interface knows it. Null where Qt's driver has a SQLite of its own in it:
    /// its handles mean nothing to the one that is linked here.
    sqlite3 *handle() const;
    /// The file has been moved, removed or replaced since it was opened: what is written is lost. Never so
    /// where handle() is null.
    bool hasMoved() const;

private:
    SqliteConnection() = default;
    QSqlDatabase m_database;
    bool m_still = false;
};

/// Statements that are used again and again, each prepared at its first use. Gone before their connection is.
class SqliteStatements final
{
public:
    SqliteStatements(SqliteConnection &connection, std::span<const char *const> statements);

    Result<void> write(std::size_t statement, const QVariantList &values);
    /// The number of the row that a statement made.
    Result<qint64> insert(std::size_t statement, const QVariantList &values);
    /// Calls take() with the query at each row.
    Result<void> read(std::size_t statement, const QVariantList &values,
                      const std::function<void(const QSqlQuery &)> &take);

private:
    Result<QSqlQuery *> run(std::size_t statement, const QVariantList &values);

    SqliteConnection &m_connection;
    std::span<const char *const> m_statements;
    std::vector<std::optional<QSqlQuery>> m_queries;
};

/// LibraryDamaged where SQLite found the file or its schema unsound, LibraryBusy where another connection
/// holds it, else LibraryUnavailable.
Error sqlError(const QSqlQuery &query);
/// The same for a result code of SQLite.
Error sqlError(int code, const QString &detail);

} // namespace carrel
