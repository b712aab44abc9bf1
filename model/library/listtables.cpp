// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/listtables.h"

#include <array>

namespace carrel {

namespace {

/// In the order of ListTables::Statement.
constexpr std::array kStatements{
    "SELECT id, snapshot, source FROM list ORDER BY seen_at DESC, id DESC",
    "SELECT work_id, list_id FROM listing ORDER BY work_id",
    "INSERT INTO list (source, snapshot, seen_at) VALUES (?, ?, ?)",
    "UPDATE list SET source = IFNULL(?, source), snapshot = ?, seen_at = ? WHERE id = ?",
    "INSERT OR IGNORE INTO listing (work_id, list_id) VALUES (?, ?)",
};

} // namespace

ListTables::ListTables(SqliteConnection &connection)
    : m_statements(connection, kStatements)
{
}

Result<void> ListTables::readLists(std::vector<StoredList> &lists)
{
    return m_statements.read(ReadLists, {}, [&](const QSqlQuery &query) {
        lists.push_back(
            {query.value(0).toLongLong(), query.value(1).toByteArray(), query.value(2).toString()});
    });
}

Result<void> ListTables::readListings(std::vector<Listing> &listings)
{
    return m_statements.read(ReadListings, {}, [&](const QSqlQuery &query) {
        listings.push_back({query.value(0).toLongLong(), query.value(1).toLongLong()});
    });
}

Result<qint64> ListTables::putList(qint64 list, const QString &source, const QByteArray &snapshot, qint64 now)
{
    const QVariant known = source.isEmpty() ? QVariant() : QVariant(source);
    if (list == 0) {
        return m_statements.insert(AddList, {known, snapshot, now});
    }
    const Result<void> done = m_statements.write(UpdateList, {known, snapshot, now, list});
    return done ? Result<qint64>(list) : done.error();
}

Result<void> ListTables::addListing(qint64 work, qint64 list)
{
    return m_statements.write(AddListing, {work, list});
}

} // namespace carrel
