// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/resultcheck.h"
#include "sync/listrecords.h"
#include "sync/liststore.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <utility>

using namespace carrel;

namespace {

const QDateTime kNow(QDate(2026, 2, 7), QTime(10, 0), Qt::UTC);

ListRecord record(const char *name)
{
    ListRecord made;
    made.name = QString::fromLatin1(name);
    made.source = QStringLiteral("owner/") + made.name;
    made.addresses.append(QUrl(QStringLiteral("https://example.org/") + made.name));
    return made;
}

QByteArray numbered(int number)
{
    return "list " + QByteArray::number(number) + '\n';
}

} // namespace

class TestListStore final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firstLists_areInUseWithoutAFile();
    void records_comeBackAsTheyWere();
    void addedList_getsAnIdOfItsOwn();
    void addedList_getsNoIdThatPapersWereDatedUnder();
    void sameSource_isKnown();
    void find_takesIdNameAndSource();
    void keptVersions_areTheNewestAndTenOlder();
    void bytes_ofADamagedVersion_areThoseBefore();
    void bytes_withoutVersions_areTheBundledOnes();
    void emptiedCache_hasNoNewest();
    void removedList_isKeptUntilTheNextIsRemoved();
    void removedList_canBePutBack();
    void putBack_whereItsIdWasGivenAway_getsAnother();
    void putBack_whereItsSourceIsInUse_isRefused();
    void addedList_withItsFirstVersion_isOneStep();
    void movedList_standsWhereItWasMoved();
    void repository_isTheSameInAnyCase();
    void twoStores_seeEachOthersChanges();
    void failedWrite_changesNothing();
    void unusableFile_isLeftAlone_data();
    void unusableFile_isLeftAlone();
    void recordsWithPathsInThem_areRefused();

private:
    ListStore open(const std::vector<ListRecord> &first = {})
    {
        Result<ListStore> store = ListStore::open(m_folder->path(), m_folder->path(), first);
        return store ? std::move(*store) : std::move(*ListStore::open(QString(), QString()));
    }
    QString recordsPath() const { return m_folder->filePath(QStringLiteral("lists.json")); }

    std::unique_ptr<QTemporaryDir> m_folder;

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
};

void TestListStore::firstLists_areInUseWithoutAFile()
{
    ListRecord bundled = record("bundled");
    bundled.id = QStringLiteral("bundled");
    ListStore store = open({bundled});
    QCOMPARE(store.lists().size(), std::size_t(1));
    QVERIFY(!QFile::exists(recordsPath()));
    CARREL_VERIFY_RESULT(store.remove(QStringLiteral("bundled")));
    QVERIFY(open({bundled}).lists().empty());
}

void TestListStore::records_comeBackAsTheyWere()
{
    ListRecord all = record("all");
    all.on = false;
    all.path = QStringLiteral("/tmp/a \"list\".md");
    all.bundled = QStringLiteral(":/list.md");
    all.etag = "W/\"a\\b\"";
    all.lastModified = "Sat, 07 Feb 2026 10:00:00 GMT";
    all.checked = kNow;
    all.waitUntil = kNow.addSecs(60);
    all.state = ListState::Asks;
    all.id = QStringLiteral("all");
    all.versions.push_back({QStringLiteral("a.md"), kNow, 12, QByteArray("\x00\xff", 2), kNow.addDays(-1)});
    all.inUse = QStringLiteral("a.md");
    const Result<std::vector<ListRecord>> read = readListRecords(writeListRecords({all}));
    CARREL_VERIFY_RESULT(read);
    QCOMPARE(read->size(), std::size_t(1));
    const ListRecord &back = read->front();
    QCOMPARE(back.id, all.id);
    QCOMPARE(back.name, all.name);
    QCOMPARE(back.source, all.source);
    QCOMPARE(back.path, all.path);
    QCOMPARE(back.addresses, all.addresses);
    QCOMPARE(back.bundled, all.bundled);
    QCOMPARE(back.on, all.on);
    QCOMPARE(back.etag, all.etag);
    QCOMPARE(back.lastModified, all.lastModified);
    QCOMPARE(back.checked, all.checked);
    QCOMPARE(back.waitUntil, all.waitUntil);
    QVERIFY(back.state == all.state);
    QCOMPARE(back.versions.size(), std::size_t(1));
    QCOMPARE(back.versions[0].file, all.versions[0].file);
    QCOMPARE(back.versions[0].fetched, kNow);
    QCOMPARE(back.versions[0].papers, 12);
    QCOMPARE(back.versions[0].hash, all.versions[0].hash);
    QCOMPARE(back.versions[0].modified, kNow.addDays(-1));
    QCOMPARE(back.inUse, all.inUse);
    QCOMPARE(writeListRecords(*read), writeListRecords({all}));
}

void TestListStore::addedList_getsAnIdOfItsOwn()
{
    ListStore store = open();
    ListRecord odd = record("../Ü 論文/..");
    QCOMPARE(*store.add(record("My Papers")), QStringLiteral("my-papers"));
    ListRecord other = record("my papers");
    other.addresses = {QUrl(QStringLiteral("https://example.org/other"))};
    QCOMPARE(*store.add(other), QStringLiteral("my-papers-2"));
    QCOMPARE(*store.add(odd), QStringLiteral("list"));
    QCOMPARE(open().lists().size(), std::size_t(3));
}

void TestListStore::addedList_getsNoIdThatPapersWereDatedUnder()
{
    ListStore store = open();
    QVERIFY(QDir(m_folder->path()).mkpath(QStringLiteral("added")));
    QFile dates(m_folder->filePath(QStringLiteral("added/papers.dates")));
    QVERIFY(dates.open(QIODevice::WriteOnly));
    QCOMPARE(*store.add(record("papers")), QStringLiteral("papers-2"));
    ListRecord first = record("first");
    first.id = QStringLiteral("papers");
    QCOMPARE(*store.add(first), QStringLiteral("papers"));
}

void TestListStore::sameSource_isKnown()
{
    ListStore store = open();
    CARREL_VERIFY_RESULT(store.add(record("papers")));
    ListRecord again = record("papers");
    again.name = QStringLiteral("other");
    const Result<QString> added = store.add(again);
    QVERIFY(!added);
    QCOMPARE(added.error().code, ErrorCode::ListKnown);
    QCOMPARE(added.error().detail, QStringLiteral("papers"));
}

void TestListStore::find_takesIdNameAndSource()
{
    ListStore store = open();
    const QString id = *store.add(record("My Papers"));
    for (const char *named : {"my-papers", "MY PAPERS", "owner/My Papers"}) {
        const ListRecord *found = store.find(QString::fromLatin1(named));
        QVERIFY2(found != nullptr && found->id == id, named);
    }
    QVERIFY(store.find(QStringLiteral("papers")) == nullptr);
}

void TestListStore::keptVersions_areTheNewestAndTenOlder()
{
    ListStore store = open();
    const QString id = *store.add(record("papers"));
    for (int i = 0; i < 15; ++i) {
        CARREL_VERIFY_RESULT(
            store.keep(id, numbered(i), i, kNow.addSecs(i), [](ListRecord &each) { each.etag = "\"x\""; }));
    }
    const ListStore again = open();
    const ListRecord &kept = again.lists().front();
    QCOMPARE(kept.versions.size(), ListStore::kOlderVersions + 1);
    QCOMPARE(kept.etag, QByteArray("\"x\""));
    QCOMPARE(kept.versions.front().papers, 14);
    QCOMPARE(kept.versions.back().papers, 4);
    QCOMPARE(*ListStore::bytes(m_folder->path(), kept), numbered(14));
    ListRecord oldest = kept;
    oldest.versions = {kept.versions.back()};
    QCOMPARE(*ListStore::bytes(m_folder->path(), oldest), numbered(4));
    const QDir files(m_folder->filePath(QStringLiteral("lists/papers")));
    QVERIFY(files.entryList(QDir::Files).size() <= 12);
}

void TestListStore::bytes_ofADamagedVersion_areThoseBefore()
{
    ListStore store = open();
    const QString id = *store.add(record("papers"));
    CARREL_VERIFY_RESULT(store.keep(id, numbered(1), 1, kNow));
    CARREL_VERIFY_RESULT(store.keep(id, numbered(2), 2, kNow.addSecs(1)));
    const ListRecord &kept = store.lists().front();
    QVERIFY(ListStore::hasNewest(m_folder->path(), kept));
    QFile newest(m_folder->filePath(QStringLiteral("lists/papers/")) + kept.versions.front().file);
    QVERIFY(newest.open(QIODevice::WriteOnly));
    newest.write("list");
    newest.close();
    QVERIFY(!ListStore::hasNewest(m_folder->path(), kept));
    QCOMPARE(*ListStore::bytes(m_folder->path(), kept), numbered(1));
}

void TestListStore::bytes_withoutVersions_areTheBundledOnes()
{
    ListRecord bundled = record("bundled");
    QVERIFY(!ListStore::bytes(m_folder->path(), bundled));
    bundled.bundled = m_folder->filePath(QStringLiteral("bundled.md"));
    QFile file(bundled.bundled);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(numbered(0));
    file.close();
    QCOMPARE(*ListStore::bytes(m_folder->path(), bundled), numbered(0));
    QVERIFY(!ListStore::hasNewest(m_folder->path(), bundled));
}

void TestListStore::emptiedCache_hasNoNewest()
{
    ListStore store = open();
    const QString id = *store.add(record("papers"));
    CARREL_VERIFY_RESULT(store.keep(id, numbered(1), 1, kNow));
    QVERIFY(QDir(m_folder->filePath(QStringLiteral("lists"))).removeRecursively());
    QVERIFY(!ListStore::hasNewest(m_folder->path(), store.lists().front()));
    QVERIFY(!ListStore::bytes(m_folder->path(), store.lists().front()));
    CARREL_VERIFY_RESULT(store.keep(id, numbered(2), 2, kNow));
    QCOMPARE(*ListStore::bytes(m_folder->path(), store.lists().front()), numbered(2));
}

void TestListStore::removedList_isKeptUntilTheNextIsRemoved()
{
    ListStore store = open();
    const QString id = *store.add(record("papers"));
    CARREL_VERIFY_RESULT(store.keep(id, numbered(1), 1, kNow));
    CARREL_VERIFY_RESULT(store.remove(id));
    QVERIFY(store.lists().empty());
    QCOMPARE(store.remove(id).error().code, ErrorCode::ListUnknown);
    QCOMPARE(store.keep(id, numbered(2), 2, kNow).error().code, ErrorCode::ListUnknown);
    const QString other = *store.add(record("more"), numbered(3), {{}, kNow, 1, {}, {}});
    QVERIFY(QDir(m_folder->filePath(QStringLiteral("lists/papers"))).exists());
    CARREL_VERIFY_RESULT(store.remove(other));
    QVERIFY(!QDir(m_folder->filePath(QStringLiteral("lists/papers"))).exists());
}

void TestListStore::removedList_canBePutBack()
{
    ListStore store = open();
    for (const char *name : {"a", "b", "c"}) {
        CARREL_VERIFY_RESULT(store.add(record(name)));
    }
    CARREL_VERIFY_RESULT(store.keep(QStringLiteral("b"), numbered(1), 1, kNow));
    const ListRecord before = *store.find(QStringLiteral("b"));
    CARREL_VERIFY_RESULT(store.remove(QStringLiteral("b")));
    CARREL_VERIFY_RESULT(store.putBack(before, 1));
    const ListStore after = open();
    QCOMPARE(after.lists()[1].id, QStringLiteral("b"));
    QCOMPARE(*ListStore::bytes(m_folder->path(), store.lists()[1]), numbered(1));
}

void TestListStore::putBack_whereItsIdWasGivenAway_getsAnother()
{
    ListStore store = open();
    CARREL_VERIFY_RESULT(store.add(record("papers"), numbered(1), {{}, kNow, 1, {}, {}}));
    const ListRecord before = store.lists().front();
    CARREL_VERIFY_RESULT(store.remove(before.id));
    ListRecord other = record("papers");
    other.addresses = {QUrl(QStringLiteral("https://example.org/elsewhere"))};
    QCOMPARE(*store.add(other, numbered(2), {{}, kNow, 1, {}, {}}), before.id);
    CARREL_VERIFY_RESULT(store.putBack(before, 99));
    QVERIFY(store.lists()[1].id != before.id);
    QCOMPARE(*ListStore::bytes(m_folder->path(), store.lists()[0]), numbered(2));
    QVERIFY(!ListStore::bytes(m_folder->path(), store.lists()[1]));
}

void TestListStore::putBack_whereItsSourceIsInUse_isRefused()
{
    ListStore store = open();
    CARREL_VERIFY_RESULT(store.add(record("papers")));
    QCOMPARE(store.putBack(store.lists().front(), 0).error().code, ErrorCode::ListKnown);
    QCOMPARE(store.lists().size(), std::size_t(1));
}

void TestListStore::addedList_withItsFirstVersion_isOneStep()
{
    ListStore store = open();
    const QString id = *store.add(record("papers"), numbered(1), {{}, kNow, 7, {}, kNow.addDays(-1)});
    const ListStore after = open();
    QCOMPARE(*ListStore::bytes(m_folder->path(), *after.find(id)), numbered(1));
    const ListVersion &version = after.find(id)->versions.front();
    QCOMPARE(version.papers, 7);
    QCOMPARE(version.fetched, kNow);
    QCOMPARE(version.modified, kNow.addDays(-1));
    QCOMPARE(store.add(record("papers"), numbered(2), {{}, kNow, 1, {}, {}}).error().code,
             ErrorCode::ListKnown);
}

void TestListStore::movedList_standsWhereItWasMoved()
{
    ListStore store = open();
    for (const char *name : {"a", "b", "c", "d"}) {
        CARREL_VERIFY_RESULT(store.add(record(name)));
    }
    const auto order = [&] {
        QString ids;
        const ListStore after = open();
        for (const ListRecord &each : after.lists()) {
            ids += each.id;
        }
        return ids;
    };
    CARREL_VERIFY_RESULT(store.move(QStringLiteral("a"), 2));
    QCOMPARE(order(), QStringLiteral("bcad"));
    CARREL_VERIFY_RESULT(store.move(QStringLiteral("d"), 0));
    QCOMPARE(order(), QStringLiteral("dbca"));
    CARREL_VERIFY_RESULT(store.move(QStringLiteral("b"), 99));
    QCOMPARE(order(), QStringLiteral("dcab"));
    CARREL_VERIFY_RESULT(store.move(QStringLiteral("c"), 1));
    QCOMPARE(order(), QStringLiteral("dcab"));
    QCOMPARE(store.move(QStringLiteral("x"), 0).error().code, ErrorCode::ListUnknown);
}

void TestListStore::repository_isTheSameInAnyCase()
{
    const auto at = [](const char *address) {
        ListRecord made;
        made.addresses = {QUrl(QString::fromLatin1(address))};
        return made;
    };
    QVERIFY(sharesSource(at("https://raw.githubusercontent.com/Owner/Name/HEAD/README.md"),
                         at("https://raw.githubusercontent.com/owner/name/HEAD/README.md")));
    QVERIFY(!sharesSource(at("https://example.org/Owner"), at("https://example.org/owner")));
    ListRecord file;
    file.path = QStringLiteral("/a/list.md");
    QVERIFY(sharesSource(file, file));
    QVERIFY(!sharesSource(ListRecord(), ListRecord()));
}

void TestListStore::twoStores_seeEachOthersChanges()
{
    ListStore one = open();
    ListStore other = open();
    const QString id = *one.add(record("papers"));
    CARREL_VERIFY_RESULT(other.add(record("more")));
    QCOMPARE(other.lists().size(), std::size_t(2));
    CARREL_VERIFY_RESULT(other.change(id, [](ListRecord &each) { each.on = false; }));
    CARREL_VERIFY_RESULT(one.keep(id, numbered(1), 1, kNow));
    QVERIFY(!one.find(id)->on);
    CARREL_VERIFY_RESULT(other.refresh());
    QCOMPARE(other.find(id)->versions.size(), std::size_t(1));
}

void TestListStore::failedWrite_changesNothing()
{
    ListStore store = open();
    const QString id = *store.add(record("papers"));
    CARREL_VERIFY_RESULT(store.keep(id, numbered(1), 1, kNow));
    const QString folder = m_folder->filePath(QStringLiteral("lists/papers"));
    QVERIFY(QDir().rename(folder, folder + QStringLiteral(".away")));
    QFile blocker(folder);
    QVERIFY(blocker.open(QIODevice::WriteOnly));
    QCOMPARE(store.keep(id, numbered(2), 2, kNow.addSecs(1)).error().code, ErrorCode::FileUnwritable);
    QVERIFY(blocker.remove());
    QVERIFY(QDir().rename(folder + QStringLiteral(".away"), folder));
    const ListStore after = open();
    QCOMPARE(*ListStore::bytes(m_folder->path(), after.lists().front()), numbered(1));
    QCOMPARE(after.lists().front().versions.size(), std::size_t(1));
}

void TestListStore::unusableFile_isLeftAlone_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("empty") << QByteArray() << ErrorCode::ListsUnreadable;
    QTest::newRow("no JSON") << QByteArray("lists") << ErrorCode::ListsUnreadable;
    QTest::newRow("cut") << writeListRecords({}).chopped(3) << ErrorCode::ListsUnreadable;
    QTest::newRow("another object") << QByteArray("{\"a\": 1}") << ErrorCode::ListsUnreadable;
    QTest::newRow("newer") << QByteArray("{\"format\": 2, \"lists\": []}") << ErrorCode::ListsTooNew;
}

void TestListStore::unusableFile_isLeftAlone()
{
    QFETCH(QByteArray, bytes);
    QFETCH(ErrorCode, code);
    ListStore store = open();
    QFile file(recordsPath());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
    file.close();
    const Error error = ListStore::open(m_folder->path(), m_folder->path()).error();
    QCOMPARE(error.code, code);
    QCOMPARE(error.detail, recordsPath());
    QCOMPARE(store.add(record("papers")).error().code, code);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), bytes);
}

void TestListStore::recordsWithPathsInThem_areRefused()
{
    ListRecord evil = record("evil");
    evil.id = QStringLiteral("../../home");
    QCOMPARE(readListRecords(writeListRecords({evil})).error().code, ErrorCode::ListsUnreadable);
    evil.id = QStringLiteral("evil");
    evil.versions.push_back({QStringLiteral("../lists.json"), kNow, 1, QByteArray("x")});
    const Result<std::vector<ListRecord>> read = readListRecords(writeListRecords({evil}));
    CARREL_VERIFY_RESULT(read);
    QVERIFY(read->front().versions.empty());
}

QTEST_GUILESS_MAIN(TestListStore)
#include "tst_liststore.moc"
