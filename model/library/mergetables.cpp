// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/mergetables.h"

#include <array>
#include <utility>
#include <vector>

namespace carrel {

namespace {

/// In the order of MergeTables::Statement. The triggers on tags take their times from the work, so that those
/// of the two are read before and written afterwards.
constexpr std::array kStatements{
    "SELECT 1 FROM apart WHERE (work_id = ? AND other_id = ?) OR (work_id = ? AND other_id = ?)",
    "SELECT tag_id, max(changed_at) FROM tag_change WHERE work_id IN (?, ?) GROUP BY tag_id",
    "UPDATE work SET (bookmark_changed, read_changed, note_changed, tags_changed, rating_changed) = (SELECT "
    "max(bookmark_changed), max(read_changed), max(note_changed), max(tags_changed), max(rating_changed) "
    "FROM "
    "work WHERE id IN (?, ?)) WHERE id = ?",
    "UPDATE work SET bookmarked_at = NULLIF(?, 0), read_at = NULLIF(?, 0), noted_at = NULLIF(?, 0), "
    "tagged_at "
    "= NULLIF(?, 0), rated_at = NULLIF(?, 0), rating = ? WHERE id = ?",
    "INSERT INTO note (work_id, text) VALUES (?, ?) ON CONFLICT (work_id) DO UPDATE SET text = excluded.text",
    "INSERT OR IGNORE INTO work_tag (work_id, tag_id) SELECT ?, tag_id FROM work_tag WHERE work_id = ?",
    "INSERT INTO tag_change (work_id, tag_id, changed_at, before) VALUES (?, ?, ?, 0) "
    "ON CONFLICT (work_id, tag_id) DO UPDATE SET changed_at = excluded.changed_at, before = 0",
    "INSERT OR IGNORE INTO identity (work_id, kind, key) SELECT ?, kind, key FROM identity WHERE work_id = "
    "?",
    "INSERT OR IGNORE INTO listing (work_id, list_id) SELECT ?, list_id FROM listing WHERE work_id = ?",
    "INSERT OR IGNORE INTO facts (work_id, entries) SELECT ?, entries FROM facts WHERE work_id = ?",
    "UPDATE work SET facts_digest = (SELECT facts_digest FROM work WHERE id = ?) WHERE id = ? AND "
    "facts_digest = 0",
    "INSERT OR IGNORE INTO apart (work_id, other_id) SELECT ?, other_id FROM apart WHERE work_id = ? "
    "UNION SELECT ?, work_id FROM apart WHERE other_id = ?",
    "UPDATE merged SET work_id = ? WHERE work_id = ?",
    "INSERT INTO merged (work_id, id) VALUES (?, ?)",
    "DELETE FROM work WHERE id = ?",
    "SELECT work_id FROM merged WHERE id = ? AND NOT EXISTS (SELECT 1 FROM work WHERE id = ?)",
    "INSERT OR IGNORE INTO apart (work_id, other_id) VALUES (?, ?)",
    "SELECT work_id, other_id FROM apart ORDER BY work_id, other_id",
};

} // namespace

MergeTables::MergeTables(SqliteConnection &connection, MarkTables &marks)
    : m_marks(marks)
    , m_statements(connection, kStatements)
{
    static_assert(kStatements.size() == StatementCount);
}

Result<bool> MergeTables::merge(qint64 into, qint64 gone)
{
    bool apart = false;
    const Result<void> asked =
        m_statements.read(AreApart, {into, gone, gone, into}, [&apart](const QSqlQuery &) { apart = true; });
    if (!asked) {
        return asked.error();
    }
    const Result<std::optional<StoredMarks>> one = m_marks.read(into);
    const Result<std::optional<StoredMarks>> other = m_marks.read(gone);
    if (!one || !other) {
        return one ? other.error() : one.error();
    }
    if (apart || into == gone || !*one || !*other) {
        return false;
    }
    const std::optional<StoredMarks> united = unitedMarks(**one, **other);
    if (!united) {
        return false;
    }
    const Result<void> done = writeUnited(into, gone, *united);
    return done ? Result<bool>(true) : done.error();
}

Result<void> MergeTables::writeUnited(qint64 into, qint64 gone, const StoredMarks &marks)
{
    const MarkTimes &times = marks.times;
    Result<void> done = m_statements.write(UniteChanges, {into, gone, into});
    if (done) {
        done = m_statements.write(WriteMarks, {times.bookmarked, times.read, times.noted, times.tagged,
                                               times.rated, marks.rating, into});
    }
    if (done && !marks.note.isEmpty()) {
        done = m_statements.write(PutNote, {into, marks.note});
    }
    if (done) {
        done = uniteTags(into, gone);
    }
    if (done) {
        // What became the one that goes is the other from now on, before it goes.
        done = writeAll({MoveKeys, MoveListings, MoveFacts, MoveMerged, NoteMerged}, {into, gone});
    }
    if (done) {
        done = m_statements.write(MoveDigest, {gone, into});
    }
    if (done) {
        done = m_statements.write(MoveApart, {into, gone, into, gone});
    }
    return done ? m_statements.write(DropWork, {gone}) : done;
}

Result<void> MergeTables::uniteTags(qint64 into, qint64 gone)
{
    std::vector<std::pair<quint32, qint64>> times;
    Result<void> done = m_statements.read(ReadTagTimes, {into, gone}, [&times](const QSqlQuery &query) {
        times.emplace_back(query.value(0).toUInt(), query.value(1).toLongLong());
    });
    if (done) {
        done = m_statements.write(GiveTags, {into, gone});
    }
    for (auto each = times.begin(); done && each != times.end(); ++each) {
        done = m_statements.write(WriteTagTime, {into, each->first, each->second});
    }
    return done;
}

Result<void> MergeTables::writeAll(std::initializer_list<Statement> statements, const QVariantList &values)
{
    Result<void> done;
    for (auto each = statements.begin(); done && each != statements.end(); ++each) {
        done = m_statements.write(*each, values);
    }
    return done;
}

Result<qint64> MergeTables::rowNow(qint64 row)
{
    qint64 now = row;
    const Result<void> done = m_statements.read(
        RowNow, {row, row}, [&now](const QSqlQuery &query) { now = query.value(0).toLongLong(); });
    return done ? Result<qint64>(now) : done.error();
}

Result<void> MergeTables::readApart(std::vector<std::pair<qint64, qint64>> &apart)
{
    return m_statements.read(ReadApart, {}, [&apart](const QSqlQuery &query) {
        apart.emplace_back(query.value(0).toLongLong(), query.value(1).toLongLong());
    });
}

Result<void> MergeTables::tellApart(qint64 one, qint64 other)
{
    return m_statements.write(TellApart, {one, other});
}

} // namespace carrel
