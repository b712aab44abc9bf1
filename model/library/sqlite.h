// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QSqlDatabase>
#include <QSqlQuery>

#include <memory>

namespace carrel {

/// One connection to one SQLite file, closed with its object. Knows nothing of what is in the file. Every
/// query must be gone before the connection is.
class SqliteConnection final
{
public:
    /// Errors: LibraryUnavailable.
    static Result<std::unique_ptr<SqliteConnection>> open(const QString &path);
    ~SqliteConnection();
    SqliteConnection(const SqliteConnection &) = delete;
    SqliteConnection &operator=(const SqliteConnection &) = delete;

    Result<void> execute(const QString &statement);
    /// A query that reads forwards only.
    Result<QSqlQuery> prepare(const QString &statement);

private:
    SqliteConnection() = default;
    QSqlDatabase m_database;
};

/// LibraryDamaged where SQLite found the file or its schema unsound, else LibraryUnavailable.
Error sqlError(const QSqlQuery &query);

} // namespace carrel
