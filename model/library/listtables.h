// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "library/sqlite.h"
#include "library/workidentity.h"

#include <vector>

namespace carrel {

/// The tables of lists as they were seen last, and of which works were seen in them.
class ListTables final
{
public:
    explicit ListTables(SqliteConnection &connection);

    /// The list that was seen last first.
    Result<void> readLists(std::vector<StoredList> &lists);
    Result<void> readListings(std::vector<Listing> &listings);

    /// Stores what a list holds now, as a new list where its row is 0, and where it is from, unless the
    /// source is empty. Returns its row.
    Result<qint64> putList(qint64 list, const QString &source, const QByteArray &snapshot, qint64 now);
    Result<void> addListing(qint64 work, qint64 list);

private:
    enum Statement { ReadLists, ReadListings, AddList, UpdateList, AddListing };
    SqliteStatements m_statements;
};

} // namespace carrel
