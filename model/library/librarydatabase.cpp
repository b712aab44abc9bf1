// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/librarydatabase.h"

#include "library/librarybackup.h"
#include "library/migrations.h"

#include <QDateTime>
#include <QFileInfo>
#include <QSqlError>

#include <array>
#include <utility>

namespace carrel {

namespace {

constexpr qsizetype kKeysAtOnce = 4;

/// In the order of LibraryDatabase::Statement. An empty text would be bound as NULL where its QString is
/// null, hence IFNULL.
constexpr std::array kStatements{
    "SELECT work_id FROM identity WHERE key = ? AND kind = 1 AND work_id > ? ORDER BY work_id LIMIT 1",
    "SELECT id, bookmarked_at IS NOT NULL, read_at IS NOT NULL, title, venue, year FROM work ORDER BY id",
    "SELECT work_id, kind, key FROM identity ORDER BY work_id, kind",
    "SELECT IFNULL(max(id), 0) FROM work",
    "INSERT INTO work (title, venue, year) VALUES (IFNULL(?, ''), IFNULL(?, ''), ?)",
    "UPDATE work SET title = IFNULL(?, ''), venue = IFNULL(?, ''), year = ? WHERE id = ?",
    "INSERT OR IGNORE INTO identity (work_id, kind, key) VALUES (?, ?, ?)",
    "INSERT OR IGNORE INTO identity (work_id, kind, key) VALUES (?, ?, ?), (?, ?, ?), (?, ?, ?), (?, ?, ?)",
    "DELETE FROM identity WHERE work_id = ? AND kind = ? AND key = ?",
};

QByteArray toBytes(std::string_view text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

Result<void> backUpBeforeUpgrade(SqliteConnection &connection, const QString &path)
{
    const auto made = backUp(connection, path, BackupKind::BeforeUpgrade, QDateTime::currentDateTime());
    return made ? Result<void>() : made.error();
}

/// How a change that failed is told; the rest of what SQLite says comes from a disk that takes nothing.
Error writeError(const Error &error)
{
    const bool known = error.code == ErrorCode::LibraryDamaged || error.code == ErrorCode::LibraryBusy ||
                       error.code == ErrorCode::LibraryMoved || error.code == ErrorCode::Cancelled;
    return {known ? error.code : ErrorCode::LibraryUnwritable, error.detail};
}

} // namespace

LibraryDatabase::LibraryDatabase(std::unique_ptr<SqliteConnection> connection)
    : m_connection(std::move(connection))
    , m_statements(*m_connection, kStatements)
    , m_marks(*m_connection)
    , m_lists(*m_connection)
    , m_merges(*m_connection, m_marks)
{
}

Result<std::unique_ptr<LibraryDatabase>> LibraryDatabase::open(const QString &path)
{
    Result<std::unique_ptr<SqliteConnection>> connection = SqliteConnection::openWhereItIs(path);
    if (!connection) {
        return connection.error();
    }
    SqliteConnection &sqlite = **connection;
    if (const Result<void> done = migrate(sqlite, [&] { return backUpBeforeUpgrade(sqlite, path); }); !done) {
        return done.error();
    }
    if (sqlite.isStill()) {
        return std::unique_ptr<LibraryDatabase>(new LibraryDatabase(std::move(*connection)));
    }
    // Only now: a file that is refused must not be touched.
    for (const char *pragma :
         {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA foreign_keys = ON"}) {
        if (const Result<void> done = sqlite.execute(QLatin1String(pragma)); !done) {
            return done.error();
        }
    }
    return std::unique_ptr<LibraryDatabase>(new LibraryDatabase(std::move(*connection)));
}

Result<std::unique_ptr<LibraryDatabase>> LibraryDatabase::openBeside(const QString &path)
{
    // Opening would make one.
    if (!QFileInfo::exists(path)) {
        return Error{ErrorCode::LibraryUnavailable, path};
    }
    Result<std::unique_ptr<SqliteConnection>> connection = SqliteConnection::openWhereItIs(path);
    if (!connection) {
        return connection.error();
    }
    return std::unique_ptr<LibraryDatabase>(new LibraryDatabase(std::move(*connection)));
}

Result<LibraryWorks> LibraryDatabase::read()
{
    // Asked before reading: what is written meanwhile is news the next time.
    noteReading();
    // One transaction, so that what is read belongs together while another program writes.
    Result<void> done = m_connection->execute(QStringLiteral("BEGIN"));
    LibraryWorks library;
    for (const auto part : {&LibraryDatabase::readWorks, &LibraryDatabase::readKeys,
                            &LibraryDatabase::readMarks, &LibraryDatabase::readLists}) {
        if (done) {
            done = (this->*part)(library);
        }
    }
    (void)m_connection->execute(QStringLiteral("ROLLBACK"));
    return done ? Result<LibraryWorks>(std::move(library)) : done.error();
}

Result<void> LibraryDatabase::readWorks(LibraryWorks &library)
{
    const auto text = [](const QSqlQuery &query, int column) {
        return query.value(column).toString().toStdString();
    };
    return m_statements.read(ReadWorks, {}, [&](const QSqlQuery &query) {
        library.addWork(query.value(0).toLongLong(), {query.value(1).toBool(), query.value(2).toBool()});
        library.setFacts(text(query, 3), text(query, 4), query.value(5).toInt());
    });
}

Result<void> LibraryDatabase::readKeys(LibraryWorks &library)
{
    std::size_t work = 0;
    return m_statements.read(ReadKeys, {}, [&](const QSqlQuery &query) {
        const qint64 row = query.value(0).toLongLong();
        while (work < library.works.size() && library.works[work].row < row) {
            ++work;
        }
        if (work < library.works.size() && library.works[work].row == row) {
            const QByteArray key = query.value(2).toByteArray();
            library.addKeyTo(static_cast<quint32>(work), static_cast<IdentityKind>(query.value(1).toInt()),
                             std::string_view(key.constData(), static_cast<std::size_t>(key.size())));
        }
    });
}

Result<void> LibraryDatabase::readLists(LibraryWorks &library)
{
    Result<void> done = m_lists.readLists(library.lists);
    if (done) {
        done = m_lists.readListings(library.listings);
    }
    return done ? m_merges.readApart(library.apart) : done;
}

bool LibraryDatabase::isOutdated()
{
    return dataVersion() != m_dataVersion;
}

QVariant LibraryDatabase::dataVersion()
{
    const Result<QVariant> version = m_connection->ask(QStringLiteral("PRAGMA data_version"));
    return version ? *version : QVariant();
}

/// Another program may have added works since they were read: theirs show at the next attach.
Result<void> LibraryDatabase::readMarks(LibraryWorks &library)
{
    Result<std::vector<RowMarks>> marks = m_marks.readAll();
    if (!marks) {
        return marks.error();
    }
    Result<std::vector<ReaderTag>> tags = m_marks.readTags();
    if (!tags) {
        return tags.error();
    }
    library.marks = std::move(*marks);
    library.tags = std::move(*tags);
    return {};
}

Result<void> LibraryDatabase::transact(const std::function<Result<void>()> &write)
{
    if (const Result<void> begun = begin(); !begun) {
        return begun;
    }
    const Result<void> done = write();
    return done ? commit() : rollBack(done.error());
}

Result<void> LibraryDatabase::begin()
{
    if (const Result<void> begun = m_connection->execute(QStringLiteral("BEGIN IMMEDIATE")); !begun) {
        return writeError(begun.error());
    }
    return hasMoved() ? rollBack({ErrorCode::LibraryMoved, QString()}) : Result<void>();
}

Result<void> LibraryDatabase::commit()
{
    const Result<void> done = m_connection->execute(QStringLiteral("COMMIT"));
    return done ? done : rollBack(done.error());
}

/// SQLite may have rolled back by itself, then this fails and nothing is left to undo.
Error LibraryDatabase::rollBack(const Error &why)
{
    (void)m_connection->execute(QStringLiteral("ROLLBACK"));
    return writeError(why);
}

void LibraryDatabase::setPatience(std::chrono::milliseconds patience)
{
    (void)m_connection->execute(QStringLiteral("PRAGMA busy_timeout = %1").arg(patience.count()));
}

Result<QSqlQuery> LibraryDatabase::prepare(const QString &statement)
{
    return m_connection->prepare(statement);
}

Result<std::optional<qint64>> LibraryDatabase::findByTitle(std::string_view title, qint64 above)
{
    std::optional<qint64> row;
    const Result<void> done =
        m_statements.read(FindByTitle, {toBytes(title), above},
                          [&row](const QSqlQuery &query) { row = query.value(0).toLongLong(); });
    return done ? Result<std::optional<qint64>>(row) : done.error();
}

Result<qint64> LibraryDatabase::lastRow()
{
    qint64 row = 0;
    const Result<void> done =
        m_statements.read(LastRow, {}, [&row](const QSqlQuery &query) { row = query.value(0).toLongLong(); });
    return done ? Result<qint64>(row) : done.error();
}

Result<qint64> LibraryDatabase::addWork(const WorkFacts &facts)
{
    return m_statements.insert(AddWork, {facts.title, facts.venue, facts.year});
}

Result<void> LibraryDatabase::updateFacts(qint64 row, const WorkFacts &facts)
{
    return m_statements.write(UpdateFacts, {facts.title, facts.venue, facts.year, row});
}

Result<void> LibraryDatabase::addKeys(qint64 row, std::span<const IdentityKey> keys)
{
    QVariantList values;
    Result<void> done;
    for (std::size_t i = 0; done && i < keys.size(); ++i) {
        values << row << static_cast<int>(keys[i].kind) << toBytes(keys[i].text);
        if (values.size() == 3 * kKeysAtOnce) {
            done = m_statements.write(AddKeys, values);
            values.clear();
        }
    }
    for (qsizetype i = 0; done && i < values.size(); i += 3) {
        done = m_statements.write(AddKey, values.sliced(i, 3));
    }
    return done;
}

Result<void> LibraryDatabase::removeKeys(qint64 row, std::span<const IdentityKey> keys)
{
    Result<void> done;
    for (auto key = keys.begin(); done && key != keys.end(); ++key) {
        done = m_statements.write(RemoveKey, {row, static_cast<int>(key->kind), toBytes(key->text)});
    }
    return done;
}

} // namespace carrel
