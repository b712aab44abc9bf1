// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/savedsearches.h"

#include "library/librarydatabase.h"
#include "library/librarystore.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSqlError>

#include <algorithm>
#include <optional>
#include <utility>

namespace carrel {

namespace {

/// One line without characters that are not seen.
QString cleanLine(QString text)
{
    std::replace_if(
        text.begin(), text.end(), [](QChar c) { return c.category() == QChar::Other_Control; },
        QLatin1Char(' '));
    return text;
}

/// As it will be stored.
Result<SavedSearch> checked(SavedSearch search)
{
    search.name = cleanLine(search.name).simplified();
    search.query = cleanLine(search.query).trimmed();
    if (search.name.isEmpty()) {
        return Error{ErrorCode::SearchWithoutName, {}};
    }
    if (search.name.size() > SavedSearches::kLongestName ||
        search.query.size() > SavedSearches::kLongestQuery) {
        return Error{ErrorCode::SearchTooLong, {}};
    }
    return search;
}

QVariant sectionText(const QStringList &section)
{
    if (section.isEmpty()) {
        return QVariant(QMetaType(QMetaType::QString));
    }
    return QString::fromUtf8(
        QJsonDocument(QJsonArray::fromStringList(section)).toJson(QJsonDocument::Compact));
}

/// A path that cannot be read names a section that is not there, never all papers.
QStringList sectionOf(const QString &text)
{
    QStringList titles;
    for (const QJsonValue title : QJsonDocument::fromJson(text.toUtf8()).array()) {
        titles << title.toString();
    }
    return titles.isEmpty() ? QStringList{text} : titles;
}

/// After exec().
Result<QSqlQuery> run(LibraryDatabase &database, const char *statement, const QVariantList &values)
{
    Result<QSqlQuery> query = database.prepare(QLatin1String(statement));
    if (!query) {
        return query;
    }
    for (const QVariant &value : values) {
        query->addBindValue(value);
    }
    return query->exec() ? std::move(query) : sqlError(*query);
}

/// For statements on the one row of an id.
Result<void> changeOne(LibraryDatabase &database, const char *statement, const QVariantList &values)
{
    const Result<QSqlQuery> query = run(database, statement, values);
    if (!query) {
        return query.error();
    }
    return query->numRowsAffected() == 1 ? Result<void>() : Error{ErrorCode::SearchGone, {}};
}

bool isRefusal(ErrorCode code)
{
    return code == ErrorCode::SearchGone || code == ErrorCode::TooManySearches;
}

auto withId(qint64 id)
{
    return [id](const SavedSearch &search) { return search.id == id; };
}

} // namespace

SavedSearches::SavedSearches(LibraryStore &store, QObject *parent)
    : QObject(parent)
    , m_library(store)
{
    connect(&store, &LibraryStore::statesReset, this, [this] {
        if (const Result<void> done = reload(); !done) {
            Q_EMIT failed(done.error());
        }
    });
}

Result<void> SavedSearches::reload()
{
    if (m_library.database() == nullptr) {
        return {};
    }
    std::vector<SavedSearch> fresh;
    Result<void> done = read(fresh);
    if (fresh != m_all) {
        m_all = std::move(fresh);
        Q_EMIT changed();
    }
    return done;
}

const SavedSearch *SavedSearches::find(qint64 id) const
{
    const auto found = std::find_if(m_all.begin(), m_all.end(), withId(id));
    return found == m_all.end() ? nullptr : &*found;
}

int SavedSearches::placeOf(qint64 id) const
{
    const auto found = std::find_if(m_all.begin(), m_all.end(), withId(id));
    return found == m_all.end() ? -1 : static_cast<int>(found - m_all.begin());
}

Result<void> SavedSearches::read(std::vector<SavedSearch> &into) const
{
    // What no Carrel has written stays in the file, but is neither shown nor run.
    Result<QSqlQuery> query = run(*m_library.database(),
                                  "SELECT id, substr(name, 1, ?), query, language, section FROM saved_search "
                                  "WHERE length(query) <= ? ORDER BY position, id LIMIT ?",
                                  {kLongestName, kLongestQuery, static_cast<int>(kMost)});
    if (!query) {
        return query.error();
    }
    while (query->next()) {
        SavedSearch search{query->value(0).toLongLong(),
                           cleanLine(query->value(1).toString()),
                           cleanLine(query->value(2).toString()),
                           query->value(3).toInt(),
                           {}};
        if (search.name.trimmed().isEmpty()) {
            search.name = search.query.left(kLongestName);
        }
        if (!query->isNull(4)) {
            search.section = sectionOf(query->value(4).toString());
        }
        into.push_back(std::move(search));
    }
    return query->lastError().isValid() ? sqlError(*query) : Result<void>();
}

Result<void> SavedSearches::change(const Write &write)
{
    if (m_library.refusal()) {
        return *m_library.refusal();
    }
    std::vector<SavedSearch> fresh;
    std::optional<Error> refusal;
    Result<void> done = m_library.database()->transact([&]() -> Result<void> {
        Result<void> written = write();
        if (written) {
            written = read(fresh);
        } else if (isRefusal(written.error().code)) {
            refusal = written.error();
        }
        return written;
    });
    if (!done) {
        return refusal ? *refusal : done;
    }
    m_all = std::move(fresh);
    Q_EMIT changed();
    return {};
}

/// Behind all others; an id that is null is chosen by the database. Returns the id.
Result<qint64> SavedSearches::insert(const SavedSearch &search, const QVariant &id)
{
    Result<QSqlQuery> count = run(*m_library.database(), "SELECT count(*) FROM saved_search", {});
    if (!count) {
        return count.error();
    }
    if (!count->next() || count->value(0).toULongLong() >= kMost) {
        return Error{ErrorCode::TooManySearches, {}};
    }
    count->finish();
    const Result<QSqlQuery> inserted =
        run(*m_library.database(),
            "INSERT INTO saved_search (id, name, query, language, section, position) VALUES (?, ?, "
            "IFNULL(?, ''), ?, ?, (SELECT IFNULL(max(position), -1) + 1 FROM saved_search))",
            {id, search.name, search.query, search.language, sectionText(search.section)});
    if (!inserted) {
        return inserted.error();
    }
    return inserted->lastInsertId().toLongLong();
}

Result<qint64> SavedSearches::add(const SavedSearch &search)
{
    const Result<SavedSearch> stored = checked(search);
    if (!stored) {
        return stored.error();
    }
    qint64 id = 0;
    const Result<void> done = change([&]() -> Result<void> {
        const Result<qint64> inserted = insert(*stored, QVariant(QMetaType(QMetaType::LongLong)));
        if (!inserted) {
            return inserted.error();
        }
        id = *inserted;
        return {};
    });
    if (!done) {
        return done.error();
    }
    return id;
}

Result<void> SavedSearches::restore(const SavedSearch &search, int place)
{
    return change([&]() -> Result<void> {
        const Result<qint64> inserted = insert(search, search.id);
        return inserted ? putAt(search.id, place) : inserted.error();
    });
}

Result<void> SavedSearches::rename(qint64 id, const QString &name)
{
    const Result<SavedSearch> stored = checked({id, name, {}, 0, {}});
    if (!stored) {
        return stored.error();
    }
    return change([&] {
        return changeOne(*m_library.database(), "UPDATE saved_search SET name = ? WHERE id = ?",
                         {stored->name, id});
    });
}

Result<void> SavedSearches::changeQuery(const SavedSearch &search)
{
    const Result<SavedSearch> stored = checked(search);
    if (!stored) {
        return stored.error();
    }
    return change([&] {
        return changeOne(
            *m_library.database(),
            "UPDATE saved_search SET query = IFNULL(?, ''), language = ?, section = ? WHERE id = ?",
            {stored->query, stored->language, sectionText(stored->section), stored->id});
    });
}

Result<void> SavedSearches::move(qint64 id, int place)
{
    return change([&] { return putAt(id, place); });
}

Result<void> SavedSearches::remove(qint64 id)
{
    return change(
        [&] { return changeOne(*m_library.database(), "DELETE FROM saved_search WHERE id = ?", {id}); });
}

/// Numbers all anew with one of them at a place.
Result<void> SavedSearches::putAt(qint64 id, int place)
{
    std::vector<SavedSearch> order;
    if (Result<void> done = read(order); !done) {
        return done;
    }
    const auto found = std::find_if(order.begin(), order.end(), withId(id));
    if (found == order.end()) {
        return Error{ErrorCode::SearchGone, {}};
    }
    const std::ptrdiff_t target = std::clamp(place, 0, static_cast<int>(order.size()) - 1);
    if (const auto there = order.begin() + target; there < found) {
        std::rotate(there, found, found + 1);
    } else {
        std::rotate(found, found + 1, there + 1);
    }
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (Result<void> done =
                changeOne(*m_library.database(), "UPDATE saved_search SET position = ? WHERE id = ?",
                          {static_cast<int>(i), order[i].id});
            !done) {
            return done;
        }
    }
    return {};
}

} // namespace carrel
