// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/librarybackup.h"
#include "library/librarydatabase.h"
#include "library/libraryrestore.h"
#include "library/librarystore.h"
#include "library/migrations.h"
#include "library/sqlitecopy.h"
#include "support/listbuilder.h"
#include "support/resultcheck.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <numeric>

using namespace carrel;

/// Copies of the library, and what puts one in its place.
class TestLibraryBackup final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void handle_isThatOfTheLibraryLinkedHere();
    void copyDatabase_holdsWhatIsOnlyInTheLog();
    void copyDatabase_foreignSqlite_copiesAsWell();
    void daily_isMadeOnceADay();
    void daily_emptyLibrary_isNotMade();
    void daily_noteAlone_isBackedUp();
    void daily_noLibrary_makesNothing();
    void daily_damagedLibrary_leavesNoFile();
    void daily_folderThatCannotBeMade_fails();
    void daily_whileAnotherWrites_isWhole();
    void rotation_keepsTen();
    void rotation_keepsTheFullest();
    void rotation_leavesOtherFilesAlone();
    void leftOvers_areRemovedWhenOld();
    void upgrade_backsUpBefore();
    void upgrade_withoutBackup_isNotDone();
    void newestSound_passesOverDamagedOnes();
    void restore_putsMarksBackAndKeepsThePresent();
    void restore_canBeUndone();
    void restore_seenByWhoHasItOpen();
    void restore_overDamaged_keepsTheDamagedFile();
    void restore_overNothing_makesTheLibrary();
    void restore_olderSchema_isUpgraded();
    void restore_unusableBackup_changesNothing_data();
    void restore_unusableBackup_changesNothing();
    void setAside_takesTheLogAlong();

private:
    void mark(std::initializer_list<quint32> works, bool on = true);
    int marks(const QString &path) const;
    QStringList backups() const { return QDir(backupFolder(m_path)).entryList(QDir::Files); }
    QStringList files() const { return QDir(m_folder->path()).entryList(QDir::Files); }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    CatalogPointer m_catalog;
};

namespace {

const QDateTime kNow(QDate(2026, 2, 7), QTime(14, 22, 33));

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

/// Pages of the tables become noise; the header stays.
bool damage(const QString &path)
{
    QByteArray bytes = bytesOf(path);
    std::fill(bytes.begin() + 4096, bytes.end(), 'x');
    return bytes.size() > 4096 && write(path, bytes);
}

} // namespace

void TestLibraryBackup::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(QStringLiteral("library.sqlite"));
    test::ListBuilder list;
    for (int i = 0; i < 20; ++i) {
        list.entry("Paper " + std::to_string(i));
    }
    m_catalog = list.build();
}

void TestLibraryBackup::mark(std::initializer_list<quint32> works, bool on)
{
    const auto store = LibraryStore::open(m_path);
    CARREL_VERIFY_RESULT(store);
    (*store)->attach(m_catalog);
    CARREL_VERIFY_RESULT((*store)->setMarks(std::vector<quint32>(works), {on, std::nullopt}));
}

int TestLibraryBackup::marks(const QString &path) const
{
    const auto connection = SqliteConnection::openWhereItIs(path);
    const Result<LibraryContent> content = contentOf(**connection);
    return content ? static_cast<int>(content->marks) : -1;
}

void TestLibraryBackup::handle_isThatOfTheLibraryLinkedHere()
{
    const auto connection = SqliteConnection::open(m_path);
    CARREL_VERIFY_RESULT(connection);
    QVERIFY((*connection)->handle() != nullptr);
}

void TestLibraryBackup::copyDatabase_holdsWhatIsOnlyInTheLog()
{
    const auto store = LibraryStore::open(m_path);
    CARREL_VERIFY_RESULT(store);
    (*store)->attach(m_catalog);
    const std::vector<quint32> works{1, 2, 3};
    CARREL_VERIFY_RESULT((*store)->setMarks(works, {true, std::nullopt}));
    QVERIFY(QFileInfo(m_path + QLatin1String("-wal")).size() > 0);
    const QString copy = m_folder->filePath(QStringLiteral("copy.sqlite"));
    const auto connection = SqliteConnection::openWhereItIs(m_path);
    CARREL_VERIFY_RESULT(copyDatabase(**connection, copy));
    QCOMPARE(marks(copy), 3);
    QVERIFY(files().filter(QStringLiteral("copy")).size() == 1);
}

void TestLibraryBackup::copyDatabase_foreignSqlite_copiesAsWell()
{
    mark({1, 2, 3});
    const QString copy = m_folder->filePath(QStringLiteral("it's a copy.sqlite"));
    const auto connection = SqliteConnection::openWhereItIs(m_path);
    CARREL_VERIFY_RESULT(copyInSql(**connection, copy));
    QCOMPARE(marks(copy), 3);
}

void TestLibraryBackup::daily_isMadeOnceADay()
{
    mark({1});
    CARREL_VERIFY_RESULT(backUpDaily(m_path, kNow));
    QCOMPARE(backups(), QStringList{QStringLiteral("library-2026-02-07.sqlite")});
    mark({2});
    CARREL_VERIFY_RESULT(backUpDaily(m_path, kNow.addSecs(3600)));
    const std::vector<LibraryBackup> first = findBackups(m_path);
    QCOMPARE(first.size(), 1U);
    QCOMPARE(first.front().marks, std::optional<qint64>(1));
    QCOMPARE(first.front().made.date(), kNow.date());
    CARREL_VERIFY_RESULT(backUpDaily(m_path, kNow.addDays(1)));
    const std::vector<LibraryBackup> both = findBackups(m_path);
    QCOMPARE(both.size(), 2U);
    QCOMPARE(both.front().marks, std::optional<qint64>(2));
}

void TestLibraryBackup::daily_emptyLibrary_isNotMade()
{
    mark({1});
    mark({1}, false);
    CARREL_VERIFY_RESULT(backUpDaily(m_path, kNow));
    QVERIFY(backups().isEmpty());
    const auto connection = SqliteConnection::open(m_path);
    CARREL_VERIFY_RESULT(
        (*connection)
            ->execute(QStringLiteral(
                "INSERT INTO saved_search (name, query, language, position) VALUES ('a', 'b', 1, 0)")));
    CARREL_VERIFY_RESULT(backUpDaily(m_path, kNow));
    QCOMPARE(backups().size(), 1);
}

void TestLibraryBackup::daily_noteAlone_isBackedUp()
{
    for (const char *column : {"noted_at", "tagged_at", "rated_at"}) {
        init();
        mark({1});
        mark({1}, false);
        const auto connection = SqliteConnection::open(m_path);
        CARREL_VERIFY_RESULT(
            (*connection)->execute(QStringLiteral("UPDATE work SET %1 = 1").arg(QLatin1String(column))));
        CARREL_VERIFY_RESULT(backUpDaily(m_path, kNow));
        QCOMPARE(findBackups(m_path).size(), 1U);
        QCOMPARE(findBackups(m_path).front().marks, std::optional<qint64>(1));
    }
}

void TestLibraryBackup::daily_noLibrary_makesNothing()
{
    CARREL_VERIFY_RESULT(backUpDaily(m_path, kNow));
    QVERIFY(files().isEmpty() && backups().isEmpty());
}

void TestLibraryBackup::daily_damagedLibrary_leavesNoFile()
{
    mark({1, 2, 3});
    QVERIFY(damage(m_path));
    const Result<void> done = backUpDaily(m_path, kNow);
    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::LibraryDamaged);
    QVERIFY(backups().isEmpty());
}

void TestLibraryBackup::daily_folderThatCannotBeMade_fails()
{
    mark({1});
    QVERIFY(write(backupFolder(m_path), "a file"));
    const Result<void> done = backUpDaily(m_path, kNow);
    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::BackupFailed);
}

void TestLibraryBackup::daily_whileAnotherWrites_isWhole()
{
    mark({1});
    const auto writer = SqliteConnection::open(m_path);
    CARREL_VERIFY_RESULT((*writer)->execute(QStringLiteral("BEGIN IMMEDIATE")));
    CARREL_VERIFY_RESULT((*writer)->execute(QStringLiteral("UPDATE work SET bookmarked_at = NULL")));
    CARREL_VERIFY_RESULT(backUpDaily(m_path, kNow));
    CARREL_VERIFY_RESULT((*writer)->execute(QStringLiteral("COMMIT")));
    QCOMPARE(findBackups(m_path).front().marks, std::optional<qint64>(1));
}

void TestLibraryBackup::rotation_keepsTen()
{
    mark({1});
    for (int day = 0; day < 25; ++day) {
        CARREL_VERIFY_RESULT(backUpDaily(m_path, kNow.addDays(day)));
    }
    QCOMPARE(backups().size(), 10);
    QCOMPARE(backups().constLast(), QStringLiteral("library-2026-03-03.sqlite"));
    QCOMPARE(backups().constFirst(), QStringLiteral("library-2026-02-22.sqlite"));
}

void TestLibraryBackup::rotation_keepsTheFullest()
{
    mark({1, 2, 3, 4, 5});
    CARREL_VERIFY_RESULT(backUpDaily(m_path, kNow));
    mark({1, 2, 3, 4}, false);
    for (int day = 1; day < 25; ++day) {
        CARREL_VERIFY_RESULT(backUpDaily(m_path, kNow.addDays(day)));
    }
    QCOMPARE(backups().size(), 10);
    QCOMPARE(backups().constFirst(), QStringLiteral("library-2026-02-07.sqlite"));
    QCOMPARE(findBackups(m_path).back().marks, std::optional<qint64>(5));
}

void TestLibraryBackup::rotation_leavesOtherFilesAlone()
{
    mark({1});
    QVERIFY(QDir().mkpath(backupFolder(m_path)));
    for (const char *name : {"library-my own.sqlite", "library-2026-13-01.sqlite", "notes.txt",
                             "library-2026-01-01-120000-before-restore.sqlite"}) {
        QVERIFY(write(backupFolder(m_path) + QLatin1Char('/') + QLatin1String(name), "mine"));
    }
    for (int day = 0; day < 12; ++day) {
        CARREL_VERIFY_RESULT(backUpDaily(m_path, kNow.addDays(day)));
    }
    QCOMPARE(backups().size(), 14);
}

void TestLibraryBackup::leftOvers_areRemovedWhenOld()
{
    mark({1});
    const QDateTime now = QDateTime::currentDateTime();
    QVERIFY(QDir().mkpath(backupFolder(m_path)));
    QVERIFY(write(backupFolder(m_path) + QLatin1String("/library-2026-01-01.sqlite.1234.partial"), "half"));
    CARREL_VERIFY_RESULT(backUpDaily(m_path, now));
    QCOMPARE(backups().size(), 2);
    CARREL_VERIFY_RESULT(backUpDaily(m_path, now.addDays(1)));
    QCOMPARE(backups().filter(QStringLiteral("partial")).size(), 0);
}

void TestLibraryBackup::upgrade_backsUpBefore()
{
    const QString old = QStringLiteral(CARREL_TEST_DATA "/library/schema1.sqlite");
    QVERIFY(QFile::copy(old, m_path));
    QVERIFY(QFile::setPermissions(m_path, QFile::ReadOwner | QFile::WriteOwner));
    CARREL_VERIFY_RESULT(LibraryDatabase::open(m_path));
    const std::vector<LibraryBackup> found = findBackups(m_path);
    QCOMPARE(found.size(), 1U);
    QVERIFY(found.front().kind == BackupKind::BeforeUpgrade);
    QCOMPARE(found.front().marks, std::optional<qint64>(marks(old)));
    const auto copy = SqliteConnection::open(found.front().path, SqliteConnection::Access::ReadStill);
    QCOMPARE((*copy)->ask(QStringLiteral("PRAGMA user_version"))->toInt(), 1);
    CARREL_VERIFY_RESULT(LibraryDatabase::open(m_path));
    QCOMPARE(backups().size(), 1);
}

void TestLibraryBackup::upgrade_withoutBackup_isNotDone()
{
    QVERIFY(QFile::copy(QStringLiteral(CARREL_TEST_DATA "/library/schema1.sqlite"), m_path));
    QVERIFY(QFile::setPermissions(m_path, QFile::ReadOwner | QFile::WriteOwner));
    QVERIFY(write(backupFolder(m_path), "a file"));
    const QByteArray before = bytesOf(m_path);
    const auto database = LibraryDatabase::open(m_path);
    QVERIFY(!database);
    QCOMPARE(database.error().code, ErrorCode::BackupFailed);
    QCOMPARE(bytesOf(m_path), before);
}

void TestLibraryBackup::newestSound_passesOverDamagedOnes()
{
    mark({1, 2});
    for (int day = 0; day < 4; ++day) {
        CARREL_VERIFY_RESULT(backUpDaily(m_path, kNow.addDays(day)));
    }
    const QString folder = backupFolder(m_path) + QLatin1Char('/');
    QVERIFY(damage(folder + QLatin1String("library-2026-02-10.sqlite")));
    QVERIFY(write(folder + QLatin1String("library-2026-02-09.sqlite"), {}));
    const std::optional<LibraryBackup> newest = newestSoundBackup(m_path);
    QVERIFY(newest);
    QCOMPARE(QFileInfo(newest->path).fileName(), QStringLiteral("library-2026-02-08.sqlite"));
    QCOMPARE(newest->marks, std::optional<qint64>(2));
    const std::vector<LibraryBackup> all = findBackups(m_path);
    QCOMPARE(all.size(), 4U);
    QVERIFY(!all[1].marks);
}

void TestLibraryBackup::restore_putsMarksBackAndKeepsThePresent()
{
    mark({1, 2, 3});
    CARREL_VERIFY_RESULT(backUpDaily(m_path, kNow));
    mark({2, 3}, false);
    const Result<RestoredLibrary> restored =
        restoreBackup(m_path, findBackups(m_path).front().path, kNow.addSecs(60));
    CARREL_VERIFY_RESULT(restored);
    QVERIFY(!restored->moved);
    QCOMPARE(QFileInfo(restored->keptAs).fileName(),
             QStringLiteral("library-2026-02-07-142333-before-restore.sqlite"));
    QCOMPARE(marks(m_path), 3);
    QCOMPARE(marks(restored->keptAs), 1);
    CARREL_VERIFY_RESULT(checkLibrary(m_path));
    QCOMPARE(files(), QStringList{QStringLiteral("library.sqlite")});
}

void TestLibraryBackup::restore_canBeUndone()
{
    mark({1, 2, 3});
    CARREL_VERIFY_RESULT(backUpDaily(m_path, kNow));
    mark({4, 5});
    const auto restored = restoreBackup(m_path, findBackups(m_path).front().path, kNow.addSecs(60));
    CARREL_VERIFY_RESULT(restored);
    QCOMPARE(marks(m_path), 3);
    CARREL_VERIFY_RESULT(restoreBackup(m_path, restored->keptAs, kNow.addSecs(120)));
    QCOMPARE(marks(m_path), 5);
}

void TestLibraryBackup::restore_seenByWhoHasItOpen()
{
    mark({1, 2, 3});
    CARREL_VERIFY_RESULT(backUpDaily(m_path, kNow));
    mark({2, 3}, false);
    const auto other = LibraryStore::open(m_path);
    CARREL_VERIFY_RESULT(other);
    (*other)->attach(m_catalog);
    CARREL_VERIFY_RESULT(restoreBackup(m_path, findBackups(m_path).front().path, kNow.addSecs(60)));
    const quint32 work = 9;
    CARREL_VERIFY_RESULT((*other)->setMarks(std::span(&work, 1), {true, std::nullopt}));
    QVERIFY((*(*other)->states())[3].bookmarked);
    QCOMPARE(marks(m_path), 4);
}

void TestLibraryBackup::restore_overDamaged_keepsTheDamagedFile()
{
    mark({1, 2, 3});
    CARREL_VERIFY_RESULT(backUpDaily(m_path, kNow));
    QVERIFY(damage(m_path));
    const QByteArray damaged = bytesOf(m_path);
    const auto restored = restoreBackup(m_path, findBackups(m_path).front().path, kNow);
    CARREL_VERIFY_RESULT(restored);
    QVERIFY(restored->moved);
    QCOMPARE(QFileInfo(restored->keptAs).fileName(),
             QStringLiteral("library-damaged-2026-02-07-142233.sqlite"));
    QCOMPARE(bytesOf(restored->keptAs), damaged);
    QCOMPARE(marks(m_path), 3);
    mark({4});
    QCOMPARE(marks(m_path), 4);
}

void TestLibraryBackup::restore_overNothing_makesTheLibrary()
{
    mark({1, 2, 3});
    CARREL_VERIFY_RESULT(backUpDaily(m_path, kNow));
    QVERIFY(QFile::remove(m_path));
    const auto restored = restoreBackup(m_path, findBackups(m_path).front().path, kNow);
    CARREL_VERIFY_RESULT(restored);
    QVERIFY(restored->keptAs.isEmpty());
    QCOMPARE(marks(m_path), 3);
}

void TestLibraryBackup::restore_olderSchema_isUpgraded()
{
    mark({1});
    const QString old = QStringLiteral(CARREL_TEST_DATA "/library/schema1.sqlite");
    CARREL_VERIFY_RESULT(restoreBackup(m_path, old, kNow));
    QCOMPARE(marks(m_path), marks(old));
    const auto connection = SqliteConnection::open(m_path);
    QCOMPARE((*connection)->ask(QStringLiteral("PRAGMA user_version"))->toInt(), schemaVersion());
}

void TestLibraryBackup::restore_unusableBackup_changesNothing_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("code");
    const int unusable = static_cast<int>(ErrorCode::BackupUnusable);
    QTest::newRow("text") << QByteArray("no database").repeated(1000) << unusable;
    QTest::newRow("empty") << QByteArray() << unusable;
    mark({1, 2, 3});
    QByteArray cut = bytesOf(m_path);
    QTest::newRow("cut") << cut.left(8192) << unusable;
}

void TestLibraryBackup::restore_unusableBackup_changesNothing()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, code);
    mark({1, 2, 3});
    const QString backup = m_folder->filePath(QStringLiteral("backup.sqlite"));
    QVERIFY(write(backup, bytes));
    const QByteArray before = bytesOf(m_path);
    const auto restored = restoreBackup(m_path, backup, kNow);
    QVERIFY(!restored);
    QCOMPARE(static_cast<int>(restored.error().code), code);
    QCOMPARE(bytesOf(m_path), before);
    QVERIFY(backups().isEmpty());
    QCOMPARE(files().size(), 2);
}

void TestLibraryBackup::setAside_takesTheLogAlong()
{
    for (const char *part : {"", "-wal", "-shm"}) {
        QVERIFY(write(m_path + QLatin1String(part), part));
    }
    const Result<QString> aside = setAside(m_path, kNow);
    CARREL_VERIFY_RESULT(aside);
    QCOMPARE(bytesOf(*aside + QLatin1String("-wal")), QByteArray("-wal"));
    QCOMPARE(bytesOf(*aside + QLatin1String("-shm")), QByteArray("-shm"));
    QCOMPARE(files().size(), 3);
    QVERIFY(!QFile::exists(m_path));
}

QTEST_GUILESS_MAIN(TestLibraryBackup)
#include "tst_librarybackup.moc"
