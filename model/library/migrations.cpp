// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/migrations.h"

#include "library/sqlite.h"

#include <QStringList>
#include <QVariant>

#include <array>
#include <span>

namespace carrel {

namespace {

/// "Crrl" in the file's header: tells a library from another program's database.
constexpr int kApplicationId = 0x4372726c;

/// Times are milliseconds since 1970 in UTC. A work that lost its last mark stays, so that its number is
/// never given to another work while a second program still holds it, and so that a mark put back finds all
/// it was known by.
constexpr std::array kFirstSchema{
    "CREATE TABLE work (id INTEGER PRIMARY KEY, title TEXT NOT NULL, venue TEXT NOT NULL, year INTEGER NOT "
    "NULL, "
    "bookmarked_at INTEGER, read_at INTEGER) STRICT",
    "CREATE TABLE identity (work_id INTEGER NOT NULL REFERENCES work (id) ON DELETE CASCADE, "
    "kind INTEGER NOT NULL, -- 1: normal title, 2: canonical id, 3: title or id of a nested version\n"
    "key BLOB NOT NULL, -- UTF-8\n"
    "PRIMARY KEY (work_id, kind, key)) STRICT, WITHOUT ROWID",
    "CREATE INDEX identity_by_key ON identity (key)",
};

/// A number is never given twice: what the reader undoes finds its search again, or none.
constexpr std::array kSavedSearches{
    "CREATE TABLE saved_search (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, query TEXT NOT "
    "NULL, "
    "language INTEGER NOT NULL, -- version of the filter language that the query was written in\n"
    "section TEXT, -- JSON array of titles, outermost first; null: all papers\n"
    "position INTEGER NOT NULL) STRICT",
};

/// A note stands in a table of its own and so does what a list said, so that a mark writes little and the
/// start reads little. Of each field the time of the mark is kept, and when the reader last changed it, be it
/// to take the mark away: of two libraries the newer word counts. Numbers of tags are never given twice.
constexpr std::array kMarks{
    "ALTER TABLE work ADD COLUMN noted_at INTEGER",
    "ALTER TABLE work ADD COLUMN tagged_at INTEGER",
    "ALTER TABLE work ADD COLUMN rated_at INTEGER",
    "ALTER TABLE work ADD COLUMN rating INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE work ADD COLUMN bookmark_changed INTEGER",
    "ALTER TABLE work ADD COLUMN read_changed INTEGER",
    "ALTER TABLE work ADD COLUMN note_changed INTEGER",
    "ALTER TABLE work ADD COLUMN tags_changed INTEGER",
    "ALTER TABLE work ADD COLUMN rating_changed INTEGER",
    "ALTER TABLE work ADD COLUMN facts_digest INTEGER NOT NULL DEFAULT 0",
    "UPDATE work SET bookmark_changed = bookmarked_at, read_changed = read_at",
    "CREATE TABLE note (work_id INTEGER PRIMARY KEY REFERENCES work (id) ON DELETE CASCADE, "
    "text TEXT NOT NULL) STRICT",
    "CREATE TABLE tag (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, "
    "key TEXT NOT NULL UNIQUE -- the name, case folded\n"
    ") STRICT",
    "CREATE TABLE work_tag (work_id INTEGER NOT NULL REFERENCES work (id) ON DELETE CASCADE, "
    "tag_id INTEGER NOT NULL REFERENCES tag (id) ON DELETE CASCADE, "
    "PRIMARY KEY (work_id, tag_id)) STRICT, WITHOUT ROWID",
    "CREATE INDEX work_tag_by_tag ON work_tag (tag_id)",
    "CREATE TABLE facts (work_id INTEGER PRIMARY KEY REFERENCES work (id) ON DELETE CASCADE, "
    "entries TEXT NOT NULL -- JSON, see storedfacts.h\n"
    ") STRICT",
};

/// When each tag was last given to a work or taken from it, so that of two libraries the newer word counts,
/// tag by tag. Kept by triggers, whoever writes. A change first notes its time at the work; it takes all tags
/// of the work away and gives it those that it has afterwards, so a tag that comes back at the time it went
/// has the time from before.
constexpr std::array kTagChanges{
    "CREATE TABLE tag_change (work_id INTEGER NOT NULL REFERENCES work (id) ON DELETE CASCADE, "
    "tag_id INTEGER NOT NULL REFERENCES tag (id) ON DELETE CASCADE, "
    "changed_at INTEGER NOT NULL, "
    "before INTEGER NOT NULL, -- the change before this one\n"
    "PRIMARY KEY (work_id, tag_id)) STRICT, WITHOUT ROWID",
    "INSERT INTO tag_change (work_id, tag_id, changed_at, before) "
    "SELECT work_id, tag_id, IFNULL(tags_changed, 0), 0 FROM work_tag JOIN work ON id = work_id",
    "CREATE TRIGGER tag_given AFTER INSERT ON work_tag BEGIN "
    "INSERT INTO tag_change (work_id, tag_id, changed_at, before) "
    "SELECT NEW.work_id, NEW.tag_id, IFNULL(tags_changed, 0), 0 FROM work WHERE id = NEW.work_id "
    "ON CONFLICT (work_id, tag_id) DO UPDATE SET before = changed_at, changed_at = "
    "CASE WHEN changed_at = excluded.changed_at THEN before ELSE excluded.changed_at END; END",
    "CREATE TRIGGER tag_taken AFTER DELETE ON work_tag BEGIN "
    "UPDATE tag_change SET before = changed_at, "
    "changed_at = (SELECT IFNULL(tags_changed, 0) FROM work WHERE id = OLD.work_id) "
    "WHERE work_id = OLD.work_id AND tag_id = OLD.tag_id "
    "AND EXISTS (SELECT 1 FROM work WHERE id = OLD.work_id); END",
};

/// Lists are kept as they were seen last, so that a later version can be told from another list, and what is
/// new in it from what was there.
constexpr std::array kLists{
    "CREATE TABLE list (id INTEGER PRIMARY KEY AUTOINCREMENT, seen_at INTEGER NOT NULL, "
    "snapshot BLOB NOT NULL -- see listsnapshot.h\n"
    ") STRICT",
    "CREATE TABLE listing (work_id INTEGER NOT NULL REFERENCES work (id) ON DELETE CASCADE, "
    "list_id INTEGER NOT NULL REFERENCES list (id) ON DELETE CASCADE, "
    "PRIMARY KEY (work_id, list_id)) STRICT, WITHOUT ROWID",
};

/// What the reader said stands a second time in an index, number of the row first so that a change writes
/// both in one place. SQLite's own check compares the two: a byte that changes in one of them is told.
/// Identities and tags of works stand in indexes of theirs already.
constexpr std::array kSecondCopies{
    "CREATE INDEX work_copy ON work (id, title, venue, year, bookmarked_at, read_at, noted_at, tagged_at, "
    "rated_at, rating, bookmark_changed, read_changed, note_changed, tags_changed, rating_changed)",
    "CREATE INDEX note_copy ON note (work_id, text)",
    "CREATE INDEX tag_copy ON tag (id, name)",
    "CREATE INDEX tag_change_copy ON tag_change (work_id, tag_id, changed_at, before)",
    "CREATE INDEX saved_search_copy ON saved_search (id, name, query, language, section, position)",
    "CREATE INDEX listing_by_list ON listing (list_id)",
};

/// Two works that turn out to be one become one row; who still holds the other's number finds it again. Works
/// that the reader told apart never do.
constexpr std::array kMerges{
    "CREATE TABLE merged (id INTEGER PRIMARY KEY, -- of a work that is there no more\n"
    "work_id INTEGER NOT NULL REFERENCES work (id) ON DELETE CASCADE) STRICT",
    "CREATE INDEX merged_by_work ON merged (work_id)",
    "CREATE TABLE apart (work_id INTEGER NOT NULL REFERENCES work (id) ON DELETE CASCADE, "
    "other_id INTEGER NOT NULL REFERENCES work (id) ON DELETE CASCADE, "
    "PRIMARY KEY (work_id, other_id)) STRICT, WITHOUT ROWID",
    "CREATE INDEX apart_by_other ON apart (other_id)",
};

/// A list of the reader's is known by where it is from, so that of two lists of which one came from the other
/// neither is taken for the other. Null where that is not known.
constexpr std::array kListSources{
    "ALTER TABLE list ADD COLUMN source TEXT",
};

/// One step for each schema version, from the one before it; never changed once released.
constexpr std::array kSteps{
    std::span<const char *const>(kFirstSchema), std::span<const char *const>(kSavedSearches),
    std::span<const char *const>(kMarks),       std::span<const char *const>(kTagChanges),
    std::span<const char *const>(kLists),       std::span<const char *const>(kSecondCopies),
    std::span<const char *const>(kMerges),      std::span<const char *const>(kListSources),
};

struct Header
{
    int applicationId = 0;
    int version = 0;
    bool empty = true;
};

Result<Header> readHeader(SqliteConnection &connection)
{
    Result<QSqlQuery> query = connection.prepare(
        QStringLiteral("SELECT application_id, user_version, NOT EXISTS (SELECT 1 FROM sqlite_schema) "
                       "FROM pragma_application_id, pragma_user_version"));
    if (!query) {
        return query.error();
    }
    if (!query->exec() || !query->next()) {
        return sqlError(*query);
    }
    return Header{query->value(0).toInt(), query->value(1).toInt(), query->value(2).toBool()};
}

/// The version to start from.
Result<int> checkedVersion(const Header &header)
{
    const bool fresh = header.empty && header.applicationId == 0 && header.version == 0;
    if (!fresh && (header.applicationId != kApplicationId || header.version < 1)) {
        return Error{ErrorCode::LibraryDamaged, QStringLiteral("a database of another program")};
    }
    if (header.version > schemaVersion()) {
        return Error{ErrorCode::LibraryTooNew, QStringLiteral("schema %1").arg(header.version)};
    }
    return header.version;
}

Result<int> readVersion(SqliteConnection &connection)
{
    const Result<Header> header = readHeader(connection);
    return header ? checkedVersion(*header) : header.error();
}

Result<void> executeAll(SqliteConnection &connection, const QStringList &statements)
{
    for (const QString &statement : statements) {
        if (Result<void> done = connection.execute(statement); !done) {
            return done;
        }
    }
    return {};
}

Result<void> takeSteps(SqliteConnection &connection)
{
    // Read again inside the transaction: another program may have been faster.
    const Result<int> found = readVersion(connection);
    if (!found) {
        return found.error();
    }
    QStringList statements;
    for (int version = *found; version < schemaVersion(); ++version) {
        for (const char *statement : kSteps[static_cast<std::size_t>(version)]) {
            statements << QLatin1String(statement);
        }
    }
    statements << QStringLiteral("PRAGMA application_id = %1").arg(kApplicationId)
               << QStringLiteral("PRAGMA user_version = %1").arg(schemaVersion()) << QStringLiteral("COMMIT");
    return executeAll(connection, statements);
}

} // namespace

int schemaVersion()
{
    return static_cast<int>(kSteps.size());
}

Result<void> migrate(SqliteConnection &connection, const std::function<Result<void>()> &beforeUpgrade)
{
    const Result<int> version = readVersion(connection);
    if (!version) {
        return version.error();
    }
    if (*version == schemaVersion()) {
        return {};
    }
    Result<void> done = *version > 0 && beforeUpgrade ? beforeUpgrade() : Result<void>();
    if (done) {
        done = connection.execute(QStringLiteral("BEGIN IMMEDIATE"));
    }
    if (done) {
        done = takeSteps(connection);
        if (!done) {
            (void)connection.execute(QStringLiteral("ROLLBACK"));
        }
    }
    return done;
}

} // namespace carrel
