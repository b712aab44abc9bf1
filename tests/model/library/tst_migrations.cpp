// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/librarystore.h"
#include "library/migrations.h"
#include "library/sqlite.h"
#include "support/listbuilder.h"
#include "support/resultcheck.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace carrel;
using carrel::test::ListBuilder;

namespace {

/// The list that the files of old schemas were marked with, by a Carrel of their time:
/// `mark paxos --bookmark`, `mark raft --read`, `mark gone --bookmark --read`, `mark kv --bookmark`,
/// `mark link --read`, `mark link --unread`.
CatalogPointer markedList()
{
    return ListBuilder()
        .section("Training")
        .entry("Paxos Made Live", "OSDI", 2024, "https://arxiv.org/abs/2401.00001")
        .entry("Raft, or Caf\xC3\xA9 au Lait", "OSDI", 2024,
               "https://www.usenix.org/conference/osdi24/presentation/raft")
        .entry("Gone from the Next List", "NSDI", 2023, "https://arxiv.org/abs/2401.00003")
        .section("Serving")
        .entry("KV Caches \xE2\x80\x94 \xE9\x94\xAE\xE5\x80\xBC\xE7\xBC\x93\xE5\xAD\x98", "SOSP", 2023,
               "https://doi.org/10.1145/3600006.3613165")
        .entry("Without a Link", "ATC", 2022)
        .build();
}

/// All rows of a query, values parted by blanks, blobs as text.
QStringList rows(const QString &path, const QString &statement)
{
    const auto connection = SqliteConnection::open(path);
    Result<QSqlQuery> query = (*connection)->prepare(statement);
    QStringList rows;
    if (!query || !query->exec()) {
        return {QStringLiteral("failed")};
    }
    while (query->next()) {
        QStringList values;
        for (int column = 0; query->value(column).isValid(); ++column) {
            values << (query->isNull(column) ? QStringLiteral("null") : query->value(column).toString());
        }
        rows << values.join(QLatin1Char('|'));
    }
    return rows;
}

const QString kWorks = QStringLiteral("SELECT id, title, venue, year, bookmarked_at, read_at FROM work");
const QString kSearches = QStringLiteral("SELECT name, query, language, section, position FROM saved_search");
const QString kKeys = QStringLiteral("SELECT work_id, kind, key FROM identity ORDER BY 1, 2, 3");

} // namespace

class TestMigrations final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oldSchema_opensWithNothingLost_data();
    void oldSchema_opensWithNothingLost();
    void tagsOfAnOldSchema_changedWhenTheirWorksDid();
    void oldSchema_thatCannotBeWritten_isLeftAsItIs();
};

void TestMigrations::oldSchema_opensWithNothingLost_data()
{
    QTest::addColumn<int>("version");
    QTest::newRow("marks") << 1;
    QTest::newRow("saved searches") << 2;
    QTest::newRow("notes, tags and ratings") << 3;
    QTest::newRow("times of tags") << 4;
    QTest::newRow("lists") << 5;
    QTest::newRow("second copies") << 6;
    QTest::newRow("works that became one") << 7;
    QTest::newRow("sources of lists") << 8;
}

void TestMigrations::oldSchema_opensWithNothingLost()
{
    QFETCH(int, version);
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("library.sqlite"));
    QVERIFY(QFile::copy(QStringLiteral(CARREL_TEST_DATA "/library/schema%1.sqlite").arg(version), path));
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner));
    const QStringList works = rows(path, kWorks);
    const QStringList keys = rows(path, kKeys);
    const QStringList searches = version < 2 ? QStringList() : rows(path, kSearches);
    QCOMPARE(works.size(), 5);
    QCOMPARE(searches.size(), version < 2 ? 0 : 1);
    QCOMPARE(keys.size(), 11);
    {
        const auto store = LibraryStore::open(path);
        CARREL_VERIFY_RESULT(store);
        (*store)->attach(markedList());
        std::string marks;
        const WorkStatesPointer states = (*store)->states();
        for (std::size_t work = 0; work < states->size(); ++work) {
            const WorkState state = (*states)[work];
            marks += state.bookmarked ? 'b' : '-';
            marks += state.read ? 'r' : '-';
        }
        QCOMPARE(marks, "b--rbrb---");
        const quint32 last = 4;
        CARREL_VERIFY_RESULT((*store)->setMarks(std::span(&last, 1), {true, std::nullopt}));
    }
    QCOMPARE(rows(path, QStringLiteral("PRAGMA user_version")),
             QStringList(QString::number(schemaVersion())));
    QCOMPARE(rows(path, QStringLiteral("PRAGMA quick_check")), QStringList(QStringLiteral("ok")));
    QCOMPARE(rows(path, kWorks).mid(0, 4), works.mid(0, 4));
    QCOMPARE(rows(path, kKeys), keys);
    QCOMPARE(rows(path, kSearches), searches);
    QCOMPARE(rows(path, QStringLiteral("SELECT id FROM work WHERE bookmark_changed IS NOT bookmarked_at OR "
                                       "read_changed IS NOT read_at")),
             QStringList());
}

void TestMigrations::tagsOfAnOldSchema_changedWhenTheirWorksDid()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("library.sqlite"));
    QVERIFY(QFile::copy(QStringLiteral(CARREL_TEST_DATA "/library/schema3.sqlite"), path));
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner));
    CARREL_VERIFY_RESULT(LibraryStore::open(path));
    QCOMPARE(rows(path,
                  QStringLiteral("SELECT work_id, name, changed_at FROM tag_change JOIN tag ON id = tag_id")),
             QStringList(
                 {QStringLiteral("1|Consensus|1795400000005"), QStringLiteral("2|Consensus|1795400000004")}));
    QCOMPARE(rows(path, QStringLiteral("SELECT work_id, text FROM note")),
             QStringList(QStringLiteral("1|read the \u201cappendix\u201d\nagain")));
    QCOMPARE(rows(path, QStringLiteral("SELECT id, rating, tagged_at FROM work WHERE rating > 0")),
             QStringList(QStringLiteral("1|3|1795400000000")));
}

void TestMigrations::oldSchema_thatCannotBeWritten_isLeftAsItIs()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("library.sqlite"));
    QVERIFY(QFile::copy(QStringLiteral(CARREL_TEST_DATA "/library/schema1.sqlite"), path));
    const auto other = SqliteConnection::open(path);
    CARREL_VERIFY_RESULT((*other)->execute(QStringLiteral("BEGIN IMMEDIATE")));
    QVERIFY(!LibraryStore::open(path));
    CARREL_VERIFY_RESULT((*other)->execute(QStringLiteral("ROLLBACK")));
    QCOMPARE(rows(path, QStringLiteral("PRAGMA user_version")), QStringList(QStringLiteral("1")));
    QCOMPARE(rows(path, kWorks).size(), 5);
}

QTEST_GUILESS_MAIN(TestMigrations)
#include "tst_migrations.moc"
