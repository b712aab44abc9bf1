// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "library/librarydocument.h"

#include <QSqlQuery>
#include <QVariantList>

#include <functional>
#include <map>
#include <unordered_map>
#include <vector>

namespace carrel {

class LibraryDatabase;

/// A library as it stands in the database.
struct StoredDocument
{
    LibraryDocument library;
    std::vector<qint64> rows; ///< one a work
};

/// Reads and writes a library's tables as a LibraryDocument, with the times of all its changes as they are.
/// What is written belongs into a transaction of the database.
class DocumentTables final
{
public:
    explicit DocumentTables(LibraryDatabase &database);

    Result<StoredDocument> read();
    /// Row 0 makes a new work.
    Result<void> write(qint64 row, const LibraryDocument::Work &work);
    /// Behind the searches that are there.
    Result<void> add(const LibraryDocument::Search &search);

private:
    using Take = std::function<void(const QSqlQuery &)>;

    Result<void> forEach(const char *statement, const Take &take);
    Result<void> run(const char *statement, const QVariantList &values);
    Result<void> writeTags(qint64 row, const LibraryDocument::Work &work);

    LibraryDatabase &m_database;
    std::map<const char *, QSqlQuery> m_queries; ///< by statement
};

} // namespace carrel
