// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/librarybackup.h"

#include "library/filemoves.h"
#include "library/sqlitecopy.h"
#include "library/storedfacts.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSqlError>
#include <QStringList>
#include <QUuid>
#include <QVariant>

#include <algorithm>
#include <array>
#include <utility>

namespace carrel {

namespace {

using Access = SqliteConnection::Access;

constexpr std::ptrdiff_t kKept = 10;

/// In the order of BackupKind: what stands behind the date in the name.
constexpr std::array kSuffixes{"", "-before-upgrade", "-before-import", "-before-restore"};

const QString &partialSuffix()
{
    static const QString suffix = QStringLiteral(".partial");
    return suffix;
}

/// "library-2026-02-07.sqlite", "library-2026-02-07-142233-before-restore.sqlite".
QString nameOf(BackupKind kind, const QDateTime &now)
{
    const bool daily = kind == BackupKind::Daily;
    return QLatin1String("library-") +
           now.toString(daily ? QStringLiteral("yyyy-MM-dd") : QStringLiteral("yyyy-MM-dd-HHmmss")) +
           QLatin1String(kSuffixes[static_cast<std::size_t>(kind)]) + QLatin1String(".sqlite");
}

/// Nothing for a file that is no backup of ours.
std::optional<LibraryBackup> fromName(const QFileInfo &file)
{
    static const QRegularExpression pattern(
        QStringLiteral("^library-(\\d{4}-\\d\\d-\\d\\d)(?:-(\\d{6}))?(-before-upgrade|-before-import|-before-"
                       "restore)?\\.sqlite$"));
    const QRegularExpressionMatch match = pattern.match(file.fileName());
    const QDate day = QDate::fromString(match.captured(1), Qt::ISODate);
    const bool daily = match.captured(3).isEmpty();
    if (!day.isValid() || daily != match.captured(2).isEmpty()) {
        return std::nullopt;
    }
    const auto suffix = std::find_if(kSuffixes.begin(), kSuffixes.end(), [&match](const char *each) {
        return match.captured(3) == QLatin1String(each);
    });
    LibraryBackup backup;
    backup.path = file.filePath();
    backup.kind = static_cast<BackupKind>(suffix - kSuffixes.begin());
    const QDateTime written = file.lastModified();
    const QTime told = QTime::fromString(match.captured(2), QStringLiteral("HHmmss"));
    // A file that was copied has another time than it was made at, but not another name.
    backup.made = QDateTime(day, !daily ? told : written.date() == day ? written.time() : QTime(0, 0));
    return backup;
}

std::vector<LibraryBackup> listFolder(const QString &library)
{
    std::vector<LibraryBackup> backups;
    const QFileInfoList files =
        QDir(backupFolder(library)).entryInfoList({QStringLiteral("library-*.sqlite")}, QDir::Files);
    for (const QFileInfo &file : files) {
        if (std::optional<LibraryBackup> backup = fromName(file)) {
            backups.push_back(std::move(*backup));
        }
    }
    std::stable_sort(backups.begin(), backups.end(),
                     [](const LibraryBackup &a, const LibraryBackup &b) { return a.made > b.made; });
    return backups;
}

void countMarks(LibraryBackup &backup)
{
    const auto connection = SqliteConnection::open(backup.path, Access::ReadStill);
    const Result<LibraryContent> content =
        connection ? contentOf(**connection) : Result<LibraryContent>(connection.error());
    if (content) {
        backup.marks = content->marks;
    }
}

/// Takes the oldest of a kind away until ten are left; the one with the most marks stays, whatever its age.
void rotate(const QString &library, BackupKind kind)
{
    std::vector<LibraryBackup> backups = listFolder(library);
    std::erase_if(backups, [kind](const LibraryBackup &each) { return each.kind != kind; });
    if (std::ssize(backups) <= kKept) {
        return;
    }
    std::for_each(backups.begin(), backups.end(), countMarks);
    const auto fullest =
        std::max_element(backups.begin(), backups.end(), [](const LibraryBackup &a, const LibraryBackup &b) {
            return a.marks.value_or(-1) < b.marks.value_or(-1);
        });
    // Where the fullest is too old to be among the newest ten, one of those gives way.
    const bool fullestIsOld = fullest - backups.begin() >= kKept;
    for (auto each = backups.begin() + kKept - (fullestIsOld ? 1 : 0); each != backups.end(); ++each) {
        if (each != fullest) {
            QFile::remove(each->path);
        }
    }
}

/// What a kill left half written. Another program may be at one right now.
void removeLeftOvers(const QDir &folder, const QDateTime &now)
{
    const QFileInfoList files = folder.entryInfoList({QLatin1String("*.partial*")}, QDir::Files);
    for (const QFileInfo &file : files) {
        if (file.lastModified() < now.addSecs(-3600)) {
            QFile::remove(file.filePath());
        }
    }
}

/// Error: LibraryDamaged where the answer is not 0.
Result<void> expectNone(SqliteConnection &connection, const QString &question)
{
    const Result<QVariant> found = connection.ask(question);
    if (!found) {
        return found.error();
    }
    return found->toLongLong() == 0 ? Result<void>() : Error{ErrorCode::LibraryDamaged, question};
}

/// What lists said of works, against the digests that are stored beside it. Libraries that an import was
/// merged into have digests of 1, which tell nothing.
Result<void> checkFacts(SqliteConnection &connection)
{
    Result<QSqlQuery> query = connection.prepare(
        QStringLiteral("SELECT entries, facts_digest, id FROM facts JOIN work ON id = work_id "
                       "WHERE facts_digest NOT IN (0, 1)"));
    if (!query) {
        return query.error();
    }
    query->exec();
    while (query->next()) {
        const QByteArray entries = query->value(0).toString().toUtf8();
        if (factsDigest({entries.constData(), static_cast<std::size_t>(entries.size())}) !=
            query->value(1).toLongLong()) {
            return Error{ErrorCode::LibraryDamaged,
                         QStringLiteral("facts of work %1").arg(query->value(2).toString())};
        }
    }
    return query->lastError().isValid() ? sqlError(*query) : Result<void>();
}

/// What SQLite finds nothing wrong with, but no Carrel writes: notes, tags and keys of works that are not
/// there, times before 1970, ratings that nobody can give, facts that are not what their digest says.
Result<void> checkMeaning(SqliteConnection &connection)
{
    constexpr int kWithNotes = 3;
    const Result<QVariant> version = connection.ask(QStringLiteral("PRAGMA user_version"));
    Result<void> sound =
        expectNone(connection, QStringLiteral("SELECT EXISTS (SELECT 1 FROM pragma_foreign_key_check)"));
    if (!sound || !version || version->toInt() < kWithNotes) {
        return sound;
    }
    sound = expectNone(connection,
                       QStringLiteral("SELECT EXISTS (SELECT 1 FROM work WHERE rating NOT BETWEEN 0 AND 5 OR "
                                      "bookmarked_at < 0 OR read_at < 0 OR noted_at < 0 OR tagged_at < 0 OR "
                                      "rated_at < 0)"));
    return sound ? checkFacts(connection) : sound;
}

Error failure(const Error &error)
{
    return {error.code == ErrorCode::LibraryDamaged ? error.code : ErrorCode::BackupFailed, error.detail};
}

} // namespace

QString backupFolder(const QString &library)
{
    return QFileInfo(library).absolutePath() + QLatin1String("/backups");
}

Result<LibraryContent> contentOf(SqliteConnection &connection)
{
    // Backups keep the schema they were made with.
    constexpr int kWithSearches = 2;
    constexpr int kWithNotes = 3;
    const Result<QVariant> version = connection.ask(QStringLiteral("PRAGMA user_version"));
    if (!version) {
        return version.error();
    }
    QString marked = QStringLiteral("bookmarked_at IS NOT NULL OR read_at IS NOT NULL");
    if (version->toInt() >= kWithNotes) {
        marked += QLatin1String(" OR noted_at IS NOT NULL OR tagged_at IS NOT NULL OR rated_at IS NOT NULL");
    }
    const Result<QVariant> marks = connection.ask(QLatin1String("SELECT count(*) FROM work WHERE ") + marked);
    if (!marks) {
        return marks.error();
    }
    Result<QVariant> searches = QVariant(0);
    if (version->toInt() >= kWithSearches) {
        searches = connection.ask(QStringLiteral("SELECT count(*) FROM saved_search"));
    }
    return searches ? Result<LibraryContent>(LibraryContent{marks->toLongLong(), searches->toLongLong()})
                    : searches.error();
}

Result<void> checkLibrary(const QString &library)
{
    if (!QFileInfo::exists(library)) {
        return {};
    }
    const auto connection = SqliteConnection::openWhereItIs(library);
    const Result<void> sound = connection ? checkSoundness(**connection) : connection.error();
    return sound ? checkMeaning(**connection) : sound;
}

Result<std::optional<QString>> backUp(SqliteConnection &connection, const QString &library, BackupKind kind,
                                      const QDateTime &now)
{
    const Result<LibraryContent> content = contentOf(connection);
    if (!content) {
        return failure(content.error());
    }
    if (content->isEmpty()) {
        return std::optional<QString>();
    }
    const QDir folder(backupFolder(library));
    if (!QDir().mkpath(folder.path())) {
        return Error{ErrorCode::BackupFailed, folder.path()};
    }
    removeLeftOvers(folder, now);
    const QString path = folder.filePath(nameOf(kind, now));
    const QString partial =
        path + QLatin1Char('.') + QUuid::createUuid().toString(QUuid::Id128).left(8) + partialSuffix();
    Result<void> done = copyDatabase(connection, partial);
    if (done) {
        done = moveFile(partial, path);
    }
    if (!done) {
        QFile::remove(partial);
        return failure(done.error());
    }
    rotate(library, kind);
    return std::optional(path);
}

Result<void> backUpDaily(const QString &library, const QDateTime &now)
{
    if (!QFileInfo::exists(library) ||
        QFileInfo::exists(QDir(backupFolder(library)).filePath(nameOf(BackupKind::Daily, now)))) {
        return {};
    }
    const auto connection = SqliteConnection::openWhereItIs(library);
    if (!connection) {
        return failure(connection.error());
    }
    const Result<std::optional<QString>> made = backUp(**connection, library, BackupKind::Daily, now);
    return made ? Result<void>() : made.error();
}

std::vector<LibraryBackup> findBackups(const QString &library)
{
    std::vector<LibraryBackup> backups = listFolder(library);
    std::for_each(backups.begin(), backups.end(), countMarks);
    return backups;
}

std::optional<LibraryBackup> newestSoundBackup(const QString &library)
{
    for (LibraryBackup &backup : listFolder(library)) {
        countMarks(backup);
        const auto connection = SqliteConnection::open(backup.path, Access::ReadStill);
        if (backup.marks && connection && checkSoundness(**connection) && checkMeaning(**connection)) {
            return std::move(backup);
        }
    }
    return std::nullopt;
}

} // namespace carrel
