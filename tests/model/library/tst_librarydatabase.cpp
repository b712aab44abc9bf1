// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/librarydatabase.h"
#include "library/migrations.h"
#include "support/resultcheck.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QtTest>

using namespace carrel;

namespace {

using OpenedDatabase = Result<std::unique_ptr<LibraryDatabase>>;

/// What a statement answers through a connection of its own.
QVariant ask(const QString &path, const QString &statement)
{
    const auto connection = SqliteConnection::open(path);
    Result<QSqlQuery> query = (*connection)->prepare(statement);
    return query && query->exec() && query->next() ? query->value(0) : QVariant();
}

bool tell(const QString &path, const QString &statement)
{
    const auto connection = SqliteConnection::open(path);
    return (*connection)->execute(statement).hasValue();
}

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

} // namespace

class TestLibraryDatabase final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void open_noFile_makesOne();
    void open_emptyFile_makesALibrary();
    void open_again_writesNothing();
    void open_newerSchema_isRefusedUntouched();
    void open_noDatabase_isRefusedUntouched_data();
    void open_noDatabase_isRefusedUntouched();
    void open_otherProgramsDatabase_isRefusedUntouched();
    void open_libraryWithoutItsTables_isDamaged();
    void open_cutFile_isDamaged();
    void open_directory_isUnavailable();
    void open_noFolder_isUnavailable();
    void open_whileAnotherWrites_isUnavailableAtMost();
    void connection_isDurable();
    void connection_closed_leavesOneFileAndNoName();
    void read_givesBackWhatWasWritten();
    void transact_failure_writesNothing();
    void findByTitle_onlyTitlesAboveTheRow();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void TestLibraryDatabase::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(QStringLiteral("library.sqlite"));
}

void TestLibraryDatabase::open_noFile_makesOne()
{
    {
        const OpenedDatabase database = LibraryDatabase::open(m_path);
        CARREL_VERIFY_RESULT(database);
        const Result<LibraryWorks> works = (*database)->read();
        CARREL_VERIFY_RESULT(works);
        QVERIFY(works->works.empty());
    }
    QCOMPARE(ask(m_path, QStringLiteral("PRAGMA user_version")).toInt(), schemaVersion());
    QCOMPARE(ask(m_path, QStringLiteral("PRAGMA application_id")).toInt(), 0x4372726c);
}

void TestLibraryDatabase::open_emptyFile_makesALibrary()
{
    QVERIFY(write(m_path, {}));
    CARREL_VERIFY_RESULT(LibraryDatabase::open(m_path));
    QCOMPARE(ask(m_path, QStringLiteral("PRAGMA user_version")).toInt(), schemaVersion());
}

void TestLibraryDatabase::open_again_writesNothing()
{
    CARREL_VERIFY_RESULT(LibraryDatabase::open(m_path));
    const QByteArray before = bytesOf(m_path);
    {
        const OpenedDatabase database = LibraryDatabase::open(m_path);
        CARREL_VERIFY_RESULT(database);
        CARREL_VERIFY_RESULT((*database)->read());
    }
    QCOMPARE(bytesOf(m_path), before);
}

void TestLibraryDatabase::open_newerSchema_isRefusedUntouched()
{
    CARREL_VERIFY_RESULT(LibraryDatabase::open(m_path));
    QVERIFY(tell(m_path, QStringLiteral("PRAGMA user_version = %1").arg(schemaVersion() + 1)));
    const QByteArray before = bytesOf(m_path);
    const OpenedDatabase database = LibraryDatabase::open(m_path);
    QVERIFY(!database);
    QCOMPARE(database.error().code, ErrorCode::LibraryTooNew);
    QCOMPARE(bytesOf(m_path), before);
}

void TestLibraryDatabase::open_noDatabase_isRefusedUntouched_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("a line") << QByteArray("# Papers\n");
    QTest::newRow("text") << QByteArray("Not a database. ").repeated(4096);
    QTest::newRow("zeros") << QByteArray(8192, '\0');
}

void TestLibraryDatabase::open_noDatabase_isRefusedUntouched()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(write(m_path, bytes));
    const OpenedDatabase database = LibraryDatabase::open(m_path);
    QVERIFY(!database);
    QCOMPARE(database.error().code, ErrorCode::LibraryDamaged);
    QCOMPARE(bytesOf(m_path), bytes);
}

void TestLibraryDatabase::open_otherProgramsDatabase_isRefusedUntouched()
{
    QVERIFY(tell(m_path, QStringLiteral("CREATE TABLE bookmarks (url TEXT)")));
    const QByteArray before = bytesOf(m_path);
    const OpenedDatabase database = LibraryDatabase::open(m_path);
    QVERIFY(!database);
    QCOMPARE(database.error().code, ErrorCode::LibraryDamaged);
    QCOMPARE(bytesOf(m_path), before);
}

void TestLibraryDatabase::open_libraryWithoutItsTables_isDamaged()
{
    CARREL_VERIFY_RESULT(LibraryDatabase::open(m_path));
    QVERIFY(tell(m_path, QStringLiteral("DROP TABLE identity")));
    const OpenedDatabase database = LibraryDatabase::open(m_path);
    CARREL_VERIFY_RESULT(database);
    const Result<LibraryWorks> works = (*database)->read();
    QVERIFY(!works);
    QCOMPARE(works.error().code, ErrorCode::LibraryDamaged);
}

void TestLibraryDatabase::open_cutFile_isDamaged()
{
    CARREL_VERIFY_RESULT(LibraryDatabase::open(m_path));
    const QByteArray whole = bytesOf(m_path);
    QVERIFY(write(m_path, whole.left(4096 + 100)));
    const OpenedDatabase database = LibraryDatabase::open(m_path);
    const ErrorCode code = database ? (*database)->read().error().code : database.error().code;
    QCOMPARE(code, ErrorCode::LibraryDamaged);
}

void TestLibraryDatabase::open_directory_isUnavailable()
{
    const OpenedDatabase database = LibraryDatabase::open(m_folder->path());
    QVERIFY(!database);
    QCOMPARE(database.error().code, ErrorCode::LibraryUnavailable);
}

void TestLibraryDatabase::open_noFolder_isUnavailable()
{
    const OpenedDatabase database =
        LibraryDatabase::open(m_folder->filePath(QStringLiteral("none/library.sqlite")));
    QVERIFY(!database);
    QCOMPARE(database.error().code, ErrorCode::LibraryUnavailable);
}

void TestLibraryDatabase::open_whileAnotherWrites_isUnavailableAtMost()
{
    CARREL_VERIFY_RESULT(LibraryDatabase::open(m_path));
    const auto other = SqliteConnection::open(m_path);
    CARREL_VERIFY_RESULT((*other)->execute(QStringLiteral("BEGIN IMMEDIATE")));
    const OpenedDatabase database = LibraryDatabase::open(m_path);
    CARREL_VERIFY_RESULT(database);
    CARREL_VERIFY_RESULT((*database)->read());
}

void TestLibraryDatabase::connection_isDurable()
{
    const OpenedDatabase database = LibraryDatabase::open(m_path);
    CARREL_VERIFY_RESULT(database);
    QSqlDatabase connection = QSqlDatabase::database(QSqlDatabase::connectionNames().constFirst(), false);
    const auto pragma = [&](const char *name) {
        QSqlQuery query(QLatin1String("PRAGMA ") + QLatin1String(name), connection);
        return query.next() ? query.value(0).toString() : QString();
    };
    QCOMPARE(pragma("journal_mode"), QStringLiteral("wal"));
    QCOMPARE(pragma("synchronous"), QStringLiteral("2"));
    QCOMPARE(pragma("foreign_keys"), QStringLiteral("1"));
    QCOMPARE(pragma("busy_timeout"), QStringLiteral("2000"));
}

void TestLibraryDatabase::connection_closed_leavesOneFileAndNoName()
{
    {
        const OpenedDatabase first = LibraryDatabase::open(m_path);
        const OpenedDatabase second = LibraryDatabase::open(m_path);
        CARREL_VERIFY_RESULT(first);
        CARREL_VERIFY_RESULT(second);
        CARREL_VERIFY_RESULT((*first)->transact([&]() -> Result<void> {
            const Result<qint64> row = (*first)->addWork({QStringLiteral("A"), {}, 0});
            return row ? Result<void>() : row.error();
        }));
        CARREL_VERIFY_RESULT((*second)->read());
        QCOMPARE(QSqlDatabase::connectionNames().size(), 2);
    }
    QVERIFY(QSqlDatabase::connectionNames().isEmpty());
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{QStringLiteral("library.sqlite")});
}

void TestLibraryDatabase::read_givesBackWhatWasWritten()
{
    using namespace std::string_literals;
    const std::vector<IdentityKey> first{{IdentityKind::Title, "caf\xC3\xA9"},
                                         {IdentityKind::Id, "arxiv:2401.00001"},
                                         {IdentityKind::Nested, "with\0zero"s}};
    const std::vector<IdentityKey> second{{IdentityKind::Title, "caf\xC3\xA9"}, {IdentityKind::Title, ""}};
    qint64 rows[2] = {};
    {
        const OpenedDatabase database = LibraryDatabase::open(m_path);
        CARREL_VERIFY_RESULT(database);
        LibraryDatabase &library = **database;
        CARREL_VERIFY_RESULT(library.transact([&]() -> Result<void> {
            rows[0] = *library.addWork({QStringLiteral("Caf\u00E9"), QStringLiteral("OSDI"), 2024});
            rows[1] = *library.addWork({});
            for (const auto &[row, keys] : {std::pair(0, first), std::pair(1, second), std::pair(0, first)}) {
                if (Result<void> done = library.addKeys(rows[row], keys); !done) {
                    return done;
                }
            }
            (void)library.marks().write(rows[0], BookmarkField, {{7, 0, 0, 0, 0}, 0, {}, {}}, 1);
            return library.marks().write(rows[1], ReadField, {{0, 8, 0, 0, 0}, 0, {}, {}}, 1);
        }));
    }
    const OpenedDatabase database = LibraryDatabase::open(m_path);
    CARREL_VERIFY_RESULT(database);
    const Result<LibraryWorks> read = (*database)->read();
    CARREL_VERIFY_RESULT(read);
    QCOMPARE(read->works.size(), 2U);
    const WorkState bookmarked{true, false};
    const WorkState wasRead{false, true};
    QVERIFY(read->works[0].row == rows[0] && read->works[0].state == bookmarked);
    QVERIFY(read->works[1].row == rows[1] && read->works[1].state == wasRead);
    QCOMPARE(read->marksOf(rows[0]).times.bookmarked, 7);
    QCOMPARE(read->marksOf(rows[1]).times.read, 8);
    QVERIFY(read->marksOf(rows[1] + 1) == StoredMarks());
    QCOMPARE(read->keysOf(read->works[0]).size(), first.size());
    QCOMPARE(read->keysOf(read->works[1]).size(), second.size());
    for (std::size_t i = 0; i < first.size(); ++i) {
        QVERIFY(read->keys[i].kind == first[i].kind && read->keyText(read->keys[i]) == first[i].text);
    }
}

void TestLibraryDatabase::transact_failure_writesNothing()
{
    const OpenedDatabase database = LibraryDatabase::open(m_path);
    CARREL_VERIFY_RESULT(database);
    LibraryDatabase &library = **database;
    const Result<void> done = library.transact([&]() -> Result<void> {
        const Result<qint64> row = library.addWork({QStringLiteral("A"), {}, 0});
        return row ? library.addKeys(*row + 1, std::vector<IdentityKey>{{IdentityKind::Title, "orphan"}})
                   : row.error();
    });
    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::LibraryUnwritable);
    QVERIFY(library.read()->works.empty());
}

void TestLibraryDatabase::findByTitle_onlyTitlesAboveTheRow()
{
    const OpenedDatabase database = LibraryDatabase::open(m_path);
    CARREL_VERIFY_RESULT(database);
    LibraryDatabase &library = **database;
    const qint64 row = *library.addWork({QStringLiteral("A"), {}, 0});
    const std::vector<IdentityKey> keys{{IdentityKind::Title, "a"}, {IdentityKind::Nested, "b"}};
    CARREL_VERIFY_RESULT(library.addKeys(row, keys));
    QVERIFY(*library.findByTitle("a", row - 1) == row);
    QVERIFY(!*library.findByTitle("a", row));
    QVERIFY(!*library.findByTitle("b", row - 1));
}

QTEST_GUILESS_MAIN(TestLibraryDatabase)
#include "tst_librarydatabase.moc"
