// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/marktables.h"

#include "library/markchange.h"

#include <QSqlError>

#include <algorithm>
#include <array>
#include <utility>

namespace carrel {

namespace {

enum Statement {
    ReadMarks,
    ReadNote,
    ReadTagsOf,
    SetBookmark,
    SetRead,
    SetRating,
    SetNoteTime,
    SetTagsTime,
    PutNote,
    DropNote,
    AddTagOf,
    DropTagsOf,
    FindTag,
    AddTag,
    RenameTag,
    TouchTagged,
    RowsWithTag,
    ReadTagName,
    ForgetTagChanges,
    TouchTagChanges,
    NoteTagTaken,
    ReadDigest,
    SetDigest,
    PutFacts,
    ReadFacts,
    StatementCount
};

/// In the order of Statement. Times of marks that are not set are NULL.
constexpr std::array<const char *, StatementCount> kStatements{
    "SELECT bookmarked_at, read_at, noted_at, tagged_at, rated_at, rating FROM work WHERE id = ?",
    "SELECT text FROM note WHERE work_id = ?",
    "SELECT tag_id FROM work_tag WHERE work_id = ? ORDER BY tag_id",
    "UPDATE work SET bookmarked_at = NULLIF(?, 0), bookmark_changed = ? WHERE id = ?",
    "UPDATE work SET read_at = NULLIF(?, 0), read_changed = ? WHERE id = ?",
    "UPDATE work SET rated_at = NULLIF(?, 0), rating_changed = ?, rating = ? WHERE id = ?",
    "UPDATE work SET noted_at = NULLIF(?, 0), note_changed = ? WHERE id = ?",
    "UPDATE work SET tagged_at = NULLIF(?, 0), tags_changed = ? WHERE id = ?",
    "INSERT INTO note (work_id, text) VALUES (?, ?) ON CONFLICT (work_id) DO UPDATE SET text = excluded.text",
    "DELETE FROM note WHERE work_id = ?",
    "INSERT INTO work_tag (work_id, tag_id) VALUES (?, ?)",
    "DELETE FROM work_tag WHERE work_id = ?",
    "SELECT id FROM tag WHERE key = ?",
    "INSERT INTO tag (name, key) VALUES (?, ?)",
    "UPDATE tag SET name = ?, key = ? WHERE id = ?",
    "UPDATE work SET tagged_at = ?, tags_changed = ? WHERE id IN (SELECT work_id FROM work_tag WHERE tag_id "
    "= ?)",
    "SELECT work_id FROM work_tag WHERE tag_id = ? ORDER BY work_id",
    "SELECT name FROM tag WHERE id = ?",
    "DELETE FROM tag_change WHERE tag_id = ?",
    "UPDATE tag_change SET changed_at = ?, before = 0 WHERE tag_id = ? AND work_id IN (SELECT work_id FROM "
    "work_tag WHERE tag_id = ?)",
    "INSERT INTO tag_change (work_id, tag_id, changed_at, before) SELECT work_id, ?, ?, 0 FROM work_tag "
    "WHERE "
    "tag_id = ? AND true ON CONFLICT (work_id, tag_id) DO UPDATE SET changed_at = excluded.changed_at, "
    "before "
    "= 0",
    "SELECT facts_digest FROM work WHERE id = ?",
    "UPDATE work SET facts_digest = ? WHERE id = ?",
    "INSERT INTO facts (work_id, entries) VALUES (?, ?) "
    "ON CONFLICT (work_id) DO UPDATE SET entries = excluded.entries",
    "SELECT entries FROM facts WHERE work_id = ?",
};

constexpr int kRatingColumn = 5;

/// From a row with the columns of ReadMarks.
StoredMarks marksOf(const QSqlQuery &query)
{
    StoredMarks marks;
    int column = 0;
    for (qint64 MarkTimes::*const time : {&MarkTimes::bookmarked, &MarkTimes::read, &MarkTimes::noted,
                                          &MarkTimes::tagged, &MarkTimes::rated}) {
        marks.times.*time = query.value(column++).toLongLong();
    }
    marks.rating = static_cast<quint8>(std::clamp(query.value(kRatingColumn).toInt(), 0, kBestRating));
    return marks;
}

} // namespace

MarkTables::MarkTables(SqliteConnection &connection)
    : m_connection(connection)
    , m_statements(connection, kStatements)
{
}

Result<std::vector<RowMarks>> MarkTables::readAll()
{
    std::vector<RowMarks> all;
    Result<void> done = forEach(
        "SELECT bookmarked_at, read_at, noted_at, tagged_at, rated_at, rating, id FROM work ORDER BY id",
        [&all](const QSqlQuery &query) {
            all.push_back({query.value(kRatingColumn + 1).toLongLong(), marksOf(query)});
        });
    // Rows of the other tables come in the same order.
    const auto into = [&all](const auto &put) {
        return [&all, put, next = all.begin()](const QSqlQuery &query) mutable {
            const qint64 row = query.value(0).toLongLong();
            next = std::find_if(next, all.end(), [row](const RowMarks &each) { return each.row >= row; });
            if (next != all.end() && next->row == row) {
                put(next->marks, query.value(1));
            }
        };
    };
    if (done) {
        done = forEach("SELECT work_id, text FROM note ORDER BY work_id",
                       into([](StoredMarks &marks, const QVariant &text) { marks.note = text.toString(); }));
    }
    if (done) {
        done = forEach(
            "SELECT work_id, tag_id FROM work_tag ORDER BY work_id, tag_id",
            into([](StoredMarks &marks, const QVariant &tag) { marks.tags.push_back(tag.toUInt()); }));
    }
    if (!done) {
        return done.error();
    }
    return all;
}

Result<void> MarkTables::forEach(const char *statement, const std::function<void(const QSqlQuery &)> &take)
{
    Result<QSqlQuery> query = m_connection.prepare(QLatin1String(statement));
    if (!query) {
        return query.error();
    }
    query->exec();
    while (query->next()) {
        take(*query);
    }
    return query->lastError().isValid() ? sqlError(*query) : Result<void>();
}

Result<std::optional<StoredMarks>> MarkTables::read(qint64 row)
{
    std::optional<StoredMarks> marks;
    Result<void> done =
        m_statements.read(ReadMarks, {row}, [&](const QSqlQuery &query) { marks = marksOf(query); });
    if (done && marks && marks->times.noted != 0) {
        done = m_statements.read(ReadNote, {row},
                                 [&](const QSqlQuery &query) { marks->note = query.value(0).toString(); });
    }
    if (done && marks && marks->times.tagged != 0) {
        done = m_statements.read(ReadTagsOf, {row}, [&](const QSqlQuery &query) {
            marks->tags.push_back(query.value(0).toUInt());
        });
    }
    return done ? Result<std::optional<StoredMarks>>(std::move(marks)) : done.error();
}

Result<void> MarkTables::write(qint64 row, unsigned fields, const StoredMarks &marks, qint64 now)
{
    Result<void> done;
    if (done && (fields & BookmarkField) != 0) {
        done = m_statements.write(SetBookmark, {marks.times.bookmarked, now, row});
    }
    if (done && (fields & ReadField) != 0) {
        done = m_statements.write(SetRead, {marks.times.read, now, row});
    }
    if (done && (fields & RatingField) != 0) {
        done = m_statements.write(SetRating, {marks.times.rated, now, marks.rating, row});
    }
    if (done && (fields & NoteField) != 0) {
        done = writeNote(row, marks, now);
    }
    if (done && (fields & TagsField) != 0) {
        done = writeTags(row, marks, now);
    }
    return done;
}

Result<void> MarkTables::writeNote(qint64 row, const StoredMarks &marks, qint64 now)
{
    Result<void> done = m_statements.write(SetNoteTime, {marks.times.noted, now, row});
    if (!done) {
        return done;
    }
    return marks.note.isEmpty() ? m_statements.write(DropNote, {row})
                                : m_statements.write(PutNote, {row, marks.note});
}

Result<void> MarkTables::writeTags(qint64 row, const StoredMarks &marks, qint64 now)
{
    Result<void> done = m_statements.write(SetTagsTime, {marks.times.tagged, now, row});
    if (done) {
        done = m_statements.write(DropTagsOf, {row});
    }
    for (auto tag = marks.tags.begin(); done && tag != marks.tags.end(); ++tag) {
        done = m_statements.write(AddTagOf, {row, *tag});
    }
    return done;
}

Result<std::vector<ReaderTag>> MarkTables::readTags()
{
    std::vector<ReaderTag> tags;
    const Result<void> done = forEach("SELECT id, name FROM tag", [&tags](const QSqlQuery &query) {
        tags.push_back({query.value(0).toUInt(), query.value(1).toString(), {}, 0});
    });
    return done ? Result<std::vector<ReaderTag>>(std::move(tags)) : done.error();
}

Result<std::optional<quint32>> MarkTables::findTag(const QString &name)
{
    std::optional<quint32> tag;
    const Result<void> done = m_statements.read(
        FindTag, {tagKey(name)}, [&tag](const QSqlQuery &query) { tag = query.value(0).toUInt(); });
    return done ? Result<std::optional<quint32>>(tag) : done.error();
}

Result<quint32> MarkTables::tagOf(const QString &name)
{
    const Result<std::optional<quint32>> known = findTag(name);
    if (!known) {
        return known.error();
    }
    if (*known) {
        return **known;
    }
    const Result<qint64> made = m_statements.insert(AddTag, {name, tagKey(name)});
    return made ? Result<quint32>(static_cast<quint32>(*made)) : made.error();
}

Result<void> MarkTables::renameTag(quint32 tag, const QString &name, qint64 now)
{
    QString old;
    Result<void> done = m_statements.read(
        ReadTagName, {tag}, [&old](const QSqlQuery &query) { old = query.value(0).toString(); });
    const Result<std::optional<quint32>> known = findTag(name);
    if (!done || !known) {
        return done ? known.error() : done.error();
    }
    const quint32 former = *known && **known != tag ? **known : 0;
    if (former != 0) {
        const Result<std::vector<qint64>> rows = rowsWithTag(former);
        if (!rows || !rows->empty()) {
            return rows ? Error{ErrorCode::TagGone, {}} : rows.error();
        }
        // No name has a line feed: for the moment the tag has none that another could want.
        done = m_statements.write(RenameTag, {old, QString(QLatin1Char('\n')), former});
    }
    if (done) {
        done = m_statements.write(RenameTag, {name, tagKey(name), tag});
    }
    if (done) {
        done = m_statements.write(TouchTagged, {now, now, tag});
    }
    return done && tagKey(name) != tagKey(old) ? keepOldName(tag, old, former, now) : done;
}

/// The old name becomes that of a tag that was taken from all works of this one; former is the tag to use, 0
/// for a new one.
Result<void> MarkTables::keepOldName(quint32 tag, const QString &old, quint32 former, qint64 now)
{
    Result<void> done = m_statements.write(TouchTagChanges, {now, tag, tag});
    if (done && former != 0) {
        done = m_statements.write(ForgetTagChanges, {former});
        if (done) {
            done = m_statements.write(RenameTag, {old, tagKey(old), former});
        }
    } else if (done) {
        const Result<qint64> made = m_statements.insert(AddTag, {old, tagKey(old)});
        if (!made) {
            return made.error();
        }
        former = static_cast<quint32>(*made);
    }
    return done ? m_statements.write(NoteTagTaken, {former, now, tag}) : done;
}

Result<std::vector<qint64>> MarkTables::rowsWithTag(quint32 tag)
{
    std::vector<qint64> rows;
    const Result<void> done = m_statements.read(
        RowsWithTag, {tag}, [&rows](const QSqlQuery &query) { rows.push_back(query.value(0).toLongLong()); });
    return done ? Result<std::vector<qint64>>(std::move(rows)) : done.error();
}

Result<qint64> MarkTables::factsDigest(qint64 row)
{
    qint64 digest = 0;
    const Result<void> done = m_statements.read(
        ReadDigest, {row}, [&digest](const QSqlQuery &query) { digest = query.value(0).toLongLong(); });
    return done ? Result<qint64>(digest) : done.error();
}

Result<void> MarkTables::writeFacts(qint64 row, const StoredFacts &record)
{
    Result<void> done = m_statements.write(SetDigest, {record.digest, row});
    return done ? m_statements.write(PutFacts, {row, QString::fromUtf8(record.entries)}) : done;
}

Result<QByteArray> MarkTables::facts(qint64 row)
{
    QByteArray entries;
    const Result<void> done = m_statements.read(ReadFacts, {row}, [&entries](const QSqlQuery &query) {
        entries = query.value(0).toString().toUtf8();
    });
    return done ? Result<QByteArray>(std::move(entries)) : done.error();
}

} // namespace carrel
