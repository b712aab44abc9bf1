// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/documenttables.h"

#include "library/documentjson.h"
#include "library/librarydatabase.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSqlError>

#include <array>
#include <string>

namespace carrel {

namespace {

using Mark = LibraryDocument::Mark;
using Search = LibraryDocument::Search;
using Work = LibraryDocument::Work;

/// The marks of a work in the order of the columns below, each with its time and its last change.
constexpr std::array kMarks{&Work::bookmark, &Work::read, &Work::noted, &Work::tagged, &Work::rated};

constexpr char kReadWorks[] =
    "SELECT id, title, venue, year, rating, bookmarked_at, bookmark_changed, read_at, read_changed, "
    "noted_at, "
    "note_changed, tagged_at, tags_changed, rated_at, rating_changed FROM work ORDER BY id";
constexpr int kFirstMark = 5;

constexpr char kWriteMarks[] =
    "UPDATE work SET rating = ?, bookmarked_at = NULLIF(?, 0), bookmark_changed = NULLIF(?, 0), "
    "read_at = NULLIF(?, 0), read_changed = NULLIF(?, 0), noted_at = NULLIF(?, 0), note_changed = NULLIF(?, "
    "0), "
    "tagged_at = NULLIF(?, 0), tags_changed = NULLIF(?, 0), rated_at = NULLIF(?, 0), "
    "rating_changed = NULLIF(?, 0) WHERE id = ?";

QString sectionText(const QStringList &section)
{
    return QString::fromUtf8(
        QJsonDocument(QJsonArray::fromStringList(section)).toJson(QJsonDocument::Compact));
}

QStringList sectionOf(const QString &json)
{
    QStringList titles;
    for (const QJsonValue title : QJsonDocument::fromJson(json.toUtf8()).array()) {
        titles.append(title.toString());
    }
    return titles;
}

Work workOf(const QSqlQuery &query)
{
    Work work;
    work.title = query.value(1).toString();
    work.venue = query.value(2).toString();
    work.year = query.value(3).toInt();
    work.rating = query.value(4).toInt();
    int column = kFirstMark;
    for (Mark Work::*const mark : kMarks) {
        (work.*mark).at = query.value(column++).toLongLong();
        (work.*mark).changed = query.value(column++).toLongLong();
    }
    return work;
}

} // namespace

DocumentTables::DocumentTables(LibraryDatabase &database)
    : m_database(database)
{
}

Result<void> DocumentTables::forEach(const char *statement, const Take &take)
{
    Result<QSqlQuery> query = m_database.prepare(QLatin1String(statement));
    if (!query) {
        return query.error();
    }
    query->exec();
    while (query->next()) {
        take(*query);
    }
    return query->lastError().isValid() ? sqlError(*query) : Result<void>();
}

Result<void> DocumentTables::run(const char *statement, const QVariantList &values)
{
    auto known = m_queries.find(statement);
    if (known == m_queries.end()) {
        Result<QSqlQuery> query = m_database.prepare(QLatin1String(statement));
        if (!query) {
            return query.error();
        }
        known = m_queries.emplace(statement, std::move(*query)).first;
    }
    QSqlQuery &query = known->second;
    for (int i = 0; i < values.size(); ++i) {
        query.bindValue(i, values.at(i));
    }
    return query.exec() ? Result<void>() : sqlError(query);
}

Result<StoredDocument> DocumentTables::read()
{
    StoredDocument stored;
    std::vector<LibraryDocument::Work> &works = stored.library.works;
    std::unordered_map<qint64, std::size_t> places;
    Result<void> done = forEach(kReadWorks, [&](const QSqlQuery &query) {
        places[query.value(0).toLongLong()] = works.size();
        stored.rows.push_back(query.value(0).toLongLong());
        works.push_back(workOf(query));
    });
    const auto into = [&](const auto &put) {
        return [&works, &places, put](const QSqlQuery &query) {
            if (const auto place = places.find(query.value(0).toLongLong()); place != places.end()) {
                put(works[place->second], query);
            }
        };
    };
    const auto next = [&](const char *statement, const auto &put) {
        if (done) {
            done = forEach(statement, into(put));
        }
    };
    next("SELECT work_id, kind, key FROM identity", [](LibraryDocument::Work &work, const QSqlQuery &query) {
        work.keys.push_back(
            {static_cast<IdentityKind>(query.value(1).toInt()), query.value(2).toByteArray().toStdString()});
    });
    next("SELECT work_id, text FROM note",
         [](LibraryDocument::Work &work, const QSqlQuery &query) { work.note = query.value(1).toString(); });
    next("SELECT c.work_id, name, changed_at, w.tag_id IS NULL FROM tag_change c JOIN tag ON id = c.tag_id "
         "LEFT JOIN work_tag w ON w.work_id = c.work_id AND w.tag_id = c.tag_id",
         [](LibraryDocument::Work &work, const QSqlQuery &query) {
             work.tags.push_back(
                 {query.value(1).toString(), query.value(2).toLongLong(), query.value(3).toBool()});
         });
    next("SELECT work_id, entries FROM facts", [](LibraryDocument::Work &work, const QSqlQuery &query) {
        work.facts = normalisedFacts(query.value(1).toString().toUtf8());
    });
    if (done) {
        done = forEach("SELECT name, query, language, section FROM saved_search ORDER BY position, id",
                       [&](const QSqlQuery &query) {
                           stored.library.searches.push_back(
                               {query.value(0).toString(), query.value(1).toString(), query.value(2).toInt(),
                                sectionOf(query.value(3).toString())});
                       });
    }
    if (!done) {
        return done.error();
    }
    for (LibraryDocument::Work &work : works) {
        normalise(work);
    }
    return stored;
}

Result<void> DocumentTables::write(qint64 row, const LibraryDocument::Work &work)
{
    if (row == 0) {
        const Result<qint64> made = m_database.addWork({work.title, work.venue, work.year});
        if (!made) {
            return made.error();
        }
        row = *made;
    }
    QVariantList values{work.rating};
    for (Mark LibraryDocument::Work::*const mark : kMarks) {
        values << (work.*mark).at << (work.*mark).changed;
    }
    Result<void> done = run(kWriteMarks, values << row);
    if (done) {
        done = m_database.addKeys(row, work.keys);
    }
    if (done) {
        done = work.note.isEmpty() ? run("DELETE FROM note WHERE work_id = ?", {row})
                                   : run("INSERT INTO note (work_id, text) VALUES (?, ?) "
                                         "ON CONFLICT (work_id) DO UPDATE SET text = excluded.text",
                                         {row, work.note});
    }
    if (done) {
        done = writeTags(row, work);
    }
    if (done && !work.facts.isEmpty()) {
        // What this machine's list says is newer than what another once saw.
        done = run("INSERT OR IGNORE INTO facts (work_id, entries) VALUES (?, ?)",
                   {row, QString::fromUtf8(work.facts)});
        if (done) {
            done = run(
                "UPDATE work SET facts_digest = ? WHERE id = ? AND facts_digest = 0",
                {factsDigest({work.facts.constData(), static_cast<std::size_t>(work.facts.size())}), row});
        }
    }
    return done;
}

Result<void> DocumentTables::writeTags(qint64 row, const LibraryDocument::Work &work)
{
    Result<void> done = run("DELETE FROM work_tag WHERE work_id = ?", {row});
    for (auto tag = work.tags.begin(); done && tag != work.tags.end(); ++tag) {
        const Result<quint32> number = m_database.marks().tagOf(tag->name);
        if (!number) {
            return number.error();
        }
        if (!tag->removed) {
            done = run("INSERT INTO work_tag (work_id, tag_id) VALUES (?, ?)", {row, *number});
        }
        if (done) {
            done = run(
                "INSERT INTO tag_change (work_id, tag_id, changed_at, before) VALUES (?, ?, ?, 0) "
                "ON CONFLICT (work_id, tag_id) DO UPDATE SET changed_at = excluded.changed_at, before = 0",
                {row, *number, tag->changed});
        }
    }
    return done;
}

Result<void> DocumentTables::add(const LibraryDocument::Search &search)
{
    const QVariant section = search.section.isEmpty() ? QVariant(QMetaType(QMetaType::QString))
                                                      : QVariant(sectionText(search.section));
    return run(
        "INSERT INTO saved_search (name, query, language, section, position) VALUES (?, IFNULL(?, ''), "
        "?, ?, (SELECT IFNULL(max(position), -1) + 1 FROM saved_search))",
        {search.name, search.query, search.language, section});
}

} // namespace carrel
