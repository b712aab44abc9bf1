// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/markchange.h"
#include "library/marktables.h"
#include "library/mergetables.h"

#include <vector>

namespace carrel {

/// Carries one change out on rows of the library, within a transaction, and keeps what it changed. Which rows
/// those are is settled by LibraryStore.
class MarkWriter final
{
public:
    MarkWriter(MarkTables &tables, MarkChange change, qint64 now);
    /// Takes one tag away and gives another in its place (0: none).
    MarkWriter(MarkTables &tables, quint32 removed, quint32 added, qint64 now);

    /// Why a change cannot be stored at all: TagTooLong, NoteTooLong.
    static Result<void> check(const MarkChange &change);

    /// Finds the tags that the change names, and makes those that it adds. First of all.
    Result<void> findTags();
    /// The change says something of a work of which nothing was said.
    bool adds() const;

    /// The whole change; nothing is stored yet of a row that is new.
    Result<void> change(qint64 row, bool isNew);
    /// Only what it takes away: for a row that another work of the list shows as well.
    Result<void> changeRemovals(qint64 row);
    /// What was changed, by rising row.
    MarkEdit takeEdit();

private:
    struct Resolved
    {
        MarkChange change;
        std::vector<quint32> added;
        std::vector<quint32> removed;
    };

    Result<void> write(qint64 row, const Resolved &wanted, bool isNew);
    StoredMarks changed(const StoredMarks &before, const Resolved &wanted) const;

    MarkTables &m_tables;
    Resolved m_wanted;
    Resolved m_removals;
    const qint64 m_now;
    MarkEdit m_edit;
};

/// Makes an edit again in all rows that are still there, or that have become others. Returns what it changed.
Result<MarkEdit> writeEdit(MarkTables &tables, MergeTables &merges, const MarkEdit &edit, qint64 now);

} // namespace carrel
