// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "library/marktables.h"
#include "library/sqlite.h"

#include <initializer_list>
#include <utility>
#include <vector>

namespace carrel {

/// Makes two works of the library one, and remembers which works have become another and which the reader
/// told apart. Changes belong into a transaction of LibraryDatabase.
class MergeTables final
{
public:
    MergeTables(SqliteConnection &connection, MarkTables &marks);

    /// Gives a work all that is said and known of another, which is there no more afterwards. False, and
    /// nothing is changed, where one of them is not there, where the reader told them apart, and where their
    /// notes are too long for one.
    Result<bool> merge(qint64 into, qint64 gone);
    /// What has become of a work: its own row where it is still there, or never was.
    Result<qint64> rowNow(qint64 row);
    /// All that were told apart, rising.
    Result<void> readApart(std::vector<std::pair<qint64, qint64>> &apart);
    /// The reader says that they are two works: they are never made one again.
    Result<void> tellApart(qint64 one, qint64 other);

private:
    enum Statement {
        AreApart,
        ReadTagTimes,
        UniteChanges,
        WriteMarks,
        PutNote,
        GiveTags,
        WriteTagTime,
        MoveKeys,
        MoveListings,
        MoveFacts,
        MoveDigest,
        MoveApart,
        MoveMerged,
        NoteMerged,
        DropWork,
        RowNow,
        TellApart,
        ReadApart,
        StatementCount
    };

    Result<void> writeUnited(qint64 into, qint64 gone, const StoredMarks &marks);
    Result<void> uniteTags(qint64 into, qint64 gone);
    Result<void> writeAll(std::initializer_list<Statement> statements, const QVariantList &values);

    MarkTables &m_marks;
    SqliteStatements m_statements;
};

} // namespace carrel
