// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "library/sqlite.h"
#include "library/storedfacts.h"
#include "library/storedmarks.h"

#include <functional>
#include <optional>
#include <vector>

namespace carrel {

/// The tables that hold the reader's marks: bookmarks, read marks, ratings, notes, tags, and what the list
/// said of a work. Changes belong into a transaction of LibraryDatabase.
class MarkTables final
{
public:
    explicit MarkTables(SqliteConnection &connection);

    /// Of every work of the library, by rising row.
    Result<std::vector<RowMarks>> readAll();
    /// Nothing for a row that is not there.
    Result<std::optional<StoredMarks>> read(qint64 row);
    /// Stores those fields of the marks, as said by the reader now.
    Result<void> write(qint64 row, unsigned fields, const StoredMarks &marks, qint64 now);

    /// Counts of works are left at 0.
    Result<std::vector<ReaderTag>> readTags();
    Result<std::optional<quint32>> findTag(const QString &name);
    /// The tag of that name, made where there is none.
    Result<quint32> tagOf(const QString &name);
    /// The name must be that of no other tag that a work has. All works with the tag count as changed now,
    /// and as those that the old name was taken from, so that no older library brings it back.
    Result<void> renameTag(quint32 tag, const QString &name, qint64 now);
    Result<std::vector<qint64>> rowsWithTag(quint32 tag);

    /// A digest of the facts that are stored of a work; 0 where there are none.
    Result<qint64> factsDigest(qint64 row);
    Result<void> writeFacts(qint64 row, const StoredFacts &record);
    /// Empty where there are none.
    Result<QByteArray> facts(qint64 row);

private:
    Result<void> forEach(const char *statement, const std::function<void(const QSqlQuery &)> &take);
    Result<void> writeNote(qint64 row, const StoredMarks &marks, qint64 now);
    Result<void> keepOldName(quint32 tag, const QString &old, quint32 former, qint64 now);
    Result<void> writeTags(qint64 row, const StoredMarks &marks, qint64 now);

    SqliteConnection &m_connection;
    SqliteStatements m_statements;
};

} // namespace carrel
