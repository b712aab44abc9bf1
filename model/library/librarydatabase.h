// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "library/listtables.h"
#include "library/marktables.h"
#include "library/mergetables.h"
#include "library/sqlite.h"
#include "library/storedfacts.h"
#include "library/workidentity.h"

#include <QString>
#include <QVariant>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace carrel {

/// The library's tables of works: every SQL statement on them but those of the migrations. Which work is
/// meant is settled by its callers. Tables that know nothing of works are asked through prepare().
class LibraryDatabase final
{
public:
    /// A library of an older schema is backed up before it is given the one of today. Errors:
    /// LibraryUnavailable, LibraryTooNew, LibraryDamaged, LibraryBusy, BackupFailed.
    static Result<std::unique_ptr<LibraryDatabase>> open(const QString &path);

    /// To read a file that is there and that a LibraryDatabase holds open elsewhere, so that it has the
    /// schema of today. For the pool.
    static Result<std::unique_ptr<LibraryDatabase>> openBeside(const QString &path);

    /// All works with what they are known by.
    Result<LibraryWorks> read();
    /// What is read beside from here on counts as read().
    void noteReading() { m_dataVersion = dataVersion(); }
    /// Another program has written since read().
    bool isOutdated();
    /// Another file, or none, stands where this one was opened: nothing must be written any more.
    bool hasMoved() const { return m_connection->hasMoved(); }

    /// Commits what write() did, or nothing of it if that or the commit fails. Errors: LibraryUnwritable,
    /// LibraryDamaged, LibraryBusy, LibraryMoved.
    Result<void> transact(const std::function<Result<void>()> &write);
    /// The same in parts, for what goes on over several turns of an event loop: commit() or rollBack() must
    /// follow, and nothing else may be begun before.
    Result<void> begin();
    Result<void> commit();
    /// Returns how a change that failed for this reason is told.
    Error rollBack(const Error &why);

    /// How long a statement waits for another connection that holds the file.
    void setPatience(std::chrono::milliseconds patience);

    /// A statement on another table, gone before the database is. Within transact() it is part of that.
    Result<QSqlQuery> prepare(const QString &statement);

    /// The work with a normal title among those with a row above the given one.
    Result<std::optional<qint64>> findByTitle(std::string_view title, qint64 above);
    /// The highest row of a work; 0 where there is none.
    Result<qint64> lastRow();
    Result<qint64> addWork(const WorkFacts &facts);
    Result<void> updateFacts(qint64 row, const WorkFacts &facts);
    /// Keys that the work has already are left as they are.
    Result<void> addKeys(qint64 row, std::span<const IdentityKey> keys);
    Result<void> removeKeys(qint64 row, std::span<const IdentityKey> keys);

    /// The tables of the reader's marks, tags and notes.
    MarkTables &marks() { return m_marks; }
    /// The tables of the lists that works were seen in.
    ListTables &lists() { return m_lists; }
    /// Makes works one.
    MergeTables &merges() { return m_merges; }

private:
    enum Statement {
        FindByTitle,
        ReadWorks,
        ReadKeys,
        LastRow,
        AddWork,
        UpdateFacts,
        AddKey,
        AddKeys,
        RemoveKey,
        StatementCount
    };

    explicit LibraryDatabase(std::unique_ptr<SqliteConnection> connection);
    QVariant dataVersion();
    Result<void> readWorks(LibraryWorks &library);
    Result<void> readKeys(LibraryWorks &library);
    Result<void> readMarks(LibraryWorks &library);
    Result<void> readLists(LibraryWorks &library);

    std::unique_ptr<SqliteConnection> m_connection;
    SqliteStatements m_statements;
    MarkTables m_marks;
    ListTables m_lists;
    MergeTables m_merges;
    QVariant m_dataVersion; ///< when it was read
};

} // namespace carrel
