// SPDX-License-Identifier: GPL-3.0-or-later
#include "shelffixture.h"
#include "support/resultcheck.h"

#include <QFile>
#include <QSignalSpy>

using namespace carrel;
using namespace carrel::test;

namespace {

using Kind = UpdateOutcome::Kind;
using Fixture = ShelfFixture;

} // namespace

class TestListShelf final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beforeReading_theFirstListsAreInUse();
    void unusableFile_isToldAndLeftAlone_data();
    void unusableFile_isToldAndLeftAlone();
    void update_asksAllThatAreOn();
    void update_beforeTheListsAreRead_waitsForThem();
    void update_twice_asksOnce();
    void changedList_isToldOnce();
    void failureOfOne_touchesNoOther();
    void accept_takesWhatArrived_withoutAskingAgain();
    void decline_keepsTheList_andTheNextUpdateAsksAgain();
    void cancel_stopsAndForgetsTheQueue();
    void cancel_beforeTheServerIsAsked_asksNobody();
    void changes_areMadeOneAfterTheOther();
    void knownSource_isRefused();
    void olderVersion_isInUseUntilANewerOneComes();
    void olderVersion_unchangedSource_staysInUse();
    void bundledVersion_canBeGoneBackTo();
    void dateOfAVersion_isWhatItsServerSaid();
    void changeByAnotherProgram_isTold();
    void smallerLimit_refusesLargerLists();
    void orderAndRemovals_areChangedAndUndone();
    void destruction_whileUpdating_isSafe();
};

void TestListShelf::beforeReading_theFirstListsAreInUse()
{
    ListRecord first;
    first.id = QStringLiteral("first");
    Fixture f({first});
    QVERIFY(!f.shelf->isRead());
    QVERIFY(f.shelf->find(QStringLiteral("first")));
    f.shelf->read();
    QTRY_VERIFY(f.shelf->isRead());
    QVERIFY(f.shelf->find(QStringLiteral("first")));
    QVERIFY(f.changed.isEmpty());
    QVERIFY(!QFile::exists(f.folder.filePath(QStringLiteral("lists.json"))));
}

void TestListShelf::unusableFile_isToldAndLeftAlone_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("damaged") << QByteArray("{\"format\": 1, \"lists\": [") << ErrorCode::ListsUnreadable;
    QTest::newRow("newer") << QByteArray("{\"format\": 99, \"lists\": []}") << ErrorCode::ListsTooNew;
}

void TestListShelf::unusableFile_isToldAndLeftAlone()
{
    QFETCH(QByteArray, bytes);
    QFETCH(ErrorCode, code);
    ListRecord first;
    first.id = QStringLiteral("first");
    Fixture f({first});
    QFile file(f.folder.filePath(QStringLiteral("lists.json")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    file.close();
    f.shelf->update();
    f.shelf->add(f.record("papers"), f.done());
    QVERIFY(f.waitForDone());
    QCOMPARE(f.result->error().code, code);
    QCOMPARE(f.errors.size(), std::size_t(1));
    QCOMPARE(f.errors.front().code, code);
    QVERIFY(f.shelf->refusal());
    QVERIFY(f.shelf->find(QStringLiteral("first")));
    QVERIFY(!f.shelf->isUpdating());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), bytes);
    QCOMPARE(f.server.connections(), 0);
    // Once the file is out of the way all is as with a new one.
    QVERIFY(file.remove());
    f.shelf->read();
    QTRY_VERIFY(f.shelf->isRead());
    QVERIFY(!f.shelf->refusal());
}

void TestListShelf::update_asksAllThatAreOn()
{
    Fixture f;
    f.put({"a", "b", "c"});
    f.shelf->change(
        QStringLiteral("b"), [](ListRecord &each) { each.on = false; }, f.done());
    QVERIFY(f.waitForDone());
    f.serve("a", listOf(3));
    f.serve("b", listOf(4));
    f.serve("c", listOf(5));
    QSignalSpy started(f.shelf.get(), &ListShelf::updateStarted);
    QSignalSpy progress(f.shelf.get(), &ListShelf::progressChanged);
    QVERIFY(f.update());
    QCOMPARE(f.outcomes.size(), std::size_t(2));
    QCOMPARE(f.outcomes[0].list, QStringLiteral("a"));
    QCOMPARE(f.outcomes[1].list, QStringLiteral("c"));
    QCOMPARE(started.size(), 2);
    QCOMPARE(progress.last().at(0).toString(), QStringLiteral("c"));
    QCOMPARE(progress.last().at(1).toLongLong(), qint64(listOf(5).size()));
    QVERIFY(f.update({QStringLiteral("b")}));
    QCOMPARE(f.inUse("b"), listOf(4));
}

void TestListShelf::update_beforeTheListsAreRead_waitsForThem()
{
    Fixture f;
    QVERIFY(f.store().add(f.record("a")));
    f.serve("a", listOf(3));
    f.shelf->update();
    QTRY_COMPARE(f.outcomes.size(), std::size_t(1));
    QVERIFY(f.outcomes.front().kind == Kind::Updated);
}

void TestListShelf::update_twice_asksOnce()
{
    Fixture f;
    f.put({"a", "b"});
    f.serve("a", listOf(3));
    f.serve("b", listOf(3));
    f.shelf->update();
    QCOMPARE(f.shelf->waiting(), std::size_t(1));
    QVERIFY(f.update());
    QCOMPARE(f.outcomes.size(), std::size_t(2));
    QCOMPARE(f.server.requests().size(), 2);
}

void TestListShelf::changedList_isToldOnce()
{
    Fixture f;
    f.put({"a", "b"});
    f.serve("a", listOf(20), "ETag: \"one\"\r\n");
    f.serve("b", listOf(20));
    QVERIFY(f.update());
    QCOMPARE(f.changed, QStringList({QStringLiteral("a"), QStringLiteral("b")}));
    f.changed.clear();
    f.server.setAnswer("/a", sends("HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n"));
    f.serve("b", listOf(21));
    QVERIFY(f.update());
    QCOMPARE(f.changed, QStringList(QStringLiteral("b")));
    QVERIFY(f.outcomes[2].kind == Kind::Unchanged);
    QVERIFY(f.outcomes[3].kind == Kind::Updated);
}

void TestListShelf::failureOfOne_touchesNoOther()
{
    Fixture f;
    f.put({"a", "b"});
    f.serve("a", listOf(20));
    f.serve("b", listOf(20));
    QVERIFY(f.update());
    f.serve("a", "<!DOCTYPE html><title>Log in</title>");
    f.serve("b", listOf(25));
    QVERIFY(f.update());
    QCOMPARE(f.outcomes[2].error.code, ErrorCode::WebPage);
    QVERIFY(f.outcomes[3].kind == Kind::Updated);
    QCOMPARE(f.inUse("a"), listOf(20));
    QCOMPARE(f.inUse("b"), listOf(25));
    QVERIFY(f.shelf->find(QStringLiteral("a"))->state == ListState::Refused);
    QVERIFY(f.shelf->find(QStringLiteral("b"))->state == ListState::Current);
}

void TestListShelf::accept_takesWhatArrived_withoutAskingAgain()
{
    Fixture f;
    f.put({"a"});
    f.serve("a", listOf(20));
    QVERIFY(f.update());
    f.serve("a", listOf(10));
    QVERIFY(f.update());
    QVERIFY(f.outcomes.back().kind == Kind::Asks);
    QCOMPARE(f.outcomes.back().lost, std::size_t(10));
    QCOMPARE(f.inUse("a"), listOf(20));
    f.server.close();
    f.changed.clear();
    f.shelf->accept(QStringLiteral("a"));
    QVERIFY(f.waitForUpdates());
    QVERIFY(f.outcomes.back().kind == Kind::Updated);
    QCOMPARE(f.inUse("a"), listOf(10));
    QCOMPARE(f.changed, QStringList(QStringLiteral("a")));
    QCOMPARE(f.server.requests().size(), 2);
}

void TestListShelf::decline_keepsTheList_andTheNextUpdateAsksAgain()
{
    Fixture f;
    f.put({"a"});
    f.serve("a", listOf(20));
    QVERIFY(f.update());
    f.serve("a", listOf(10));
    QVERIFY(f.update());
    f.shelf->decline(QStringLiteral("a"));
    QCOMPARE(f.inUse("a"), listOf(20));
    QVERIFY(f.update());
    QVERIFY(f.outcomes.back().kind == Kind::Asks);
    f.shelf->decline(QStringLiteral("a"));
    // A yes to what was forgotten fetches it.
    f.shelf->accept(QStringLiteral("a"));
    QVERIFY(f.waitForUpdates());
    QCOMPARE(f.inUse("a"), listOf(10));
    QCOMPARE(f.server.requests().size(), 4);
}

void TestListShelf::cancel_stopsAndForgetsTheQueue()
{
    Fixture f;
    f.put({"a", "b"});
    f.server.setAnswer("/a", stalls(httpBytes(200, "# Papers\n", "Content-Length: 100000\r\n")));
    f.serve("b", listOf(20));
    QObject::connect(f.shelf.get(), &ListShelf::progressChanged, f.shelf.get(), &ListShelf::cancel);
    QVERIFY(f.update());
    QCOMPARE(f.outcomes.size(), std::size_t(1));
    QCOMPARE(f.outcomes.front().error.code, ErrorCode::DownloadCancelled);
    QCOMPARE(f.shelf->waiting(), std::size_t(0));
    QCOMPARE(f.server.requests().size(), 1);
}

void TestListShelf::cancel_beforeTheServerIsAsked_asksNobody()
{
    Fixture f;
    f.put({"a"});
    f.serve("a", listOf(20));
    f.shelf->update();
    f.shelf->cancel();
    QVERIFY(f.waitForUpdates());
    QCOMPARE(f.outcomes.front().error.code, ErrorCode::DownloadCancelled);
    QCOMPARE(f.server.connections(), 0);
}

void TestListShelf::changes_areMadeOneAfterTheOther()
{
    Fixture f;
    f.shelf->add(f.record("a"));
    f.shelf->add(f.record("b"));
    f.shelf->change(QStringLiteral("a"), [](ListRecord &each) { each.name = QStringLiteral("A"); });
    f.shelf->remove(QStringLiteral("b"), f.done());
    QVERIFY(f.waitForDone());
    QVERIFY(f.errors.empty());
    QCOMPARE(f.shelf->lists().size(), std::size_t(1));
    QCOMPARE(f.shelf->lists().front().name, QStringLiteral("A"));
    QCOMPARE(f.store().lists().front().name, QStringLiteral("A"));
    f.shelf->remove(QStringLiteral("b"));
    QTRY_COMPARE(f.errors.size(), std::size_t(1));
    QCOMPARE(f.errors.front().code, ErrorCode::ListUnknown);
}

void TestListShelf::knownSource_isRefused()
{
    Fixture f;
    f.put({"a"});
    f.shelf->add(f.record("a"), f.done());
    QVERIFY(f.waitForDone());
    QCOMPARE(f.result->error().code, ErrorCode::ListKnown);
    QCOMPARE(f.shelf->lists().size(), std::size_t(1));
}

void TestListShelf::olderVersion_isInUseUntilANewerOneComes()
{
    Fixture f;
    f.put({"a"});
    for (const int papers : {20, 21, 22}) {
        f.serve("a", listOf(papers));
        QVERIFY(f.update());
    }
    const ListRecord record = f.shelf->lists().front();
    QCOMPARE(record.versions.size(), std::size_t(3));
    f.changed.clear();
    f.shelf->useVersion(record.id, record.versions[2].file, f.done());
    QVERIFY(f.waitForDone());
    QCOMPARE(f.inUse("a"), listOf(20));
    QVERIFY(ListStore::content(f.folder.path(), f.shelf->lists().front())->older);
    QCOMPARE(f.changed.size(), 1);
    QCOMPARE(f.store().lists().front().inUse, f.shelf->lists().front().inUse);
    f.serve("a", listOf(23));
    QVERIFY(f.update());
    QCOMPARE(f.inUse("a"), listOf(23));
    QVERIFY(f.shelf->lists().front().inUse.isEmpty());
    QCOMPARE(f.shelf->lists().front().versions.size(), std::size_t(4));
    const QString newest = f.shelf->lists().front().versions[0].file;
    f.shelf->useVersion(record.id, newest, f.done());
    QVERIFY(f.waitForDone());
    QVERIFY(f.shelf->lists().front().inUse.isEmpty());
}

void TestListShelf::olderVersion_unchangedSource_staysInUse()
{
    Fixture f;
    f.put({"a"});
    for (const int papers : {20, 21}) {
        f.serve("a", listOf(papers));
        QVERIFY(f.update());
    }
    f.shelf->useVersion(QStringLiteral("a"), f.shelf->lists().front().versions[1].file, f.done());
    QVERIFY(f.waitForDone());
    QVERIFY(f.update());
    QVERIFY(f.outcomes.back().kind == Kind::Unchanged);
    QCOMPARE(f.inUse("a"), listOf(20));
}

void TestListShelf::bundledVersion_canBeGoneBackTo()
{
    Fixture f;
    QFile file(f.folder.filePath(QStringLiteral("bundled.md")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(listOf(20)) > 0);
    file.close();
    ListRecord record = f.record("a");
    record.bundled = file.fileName();
    f.shelf->add(record);
    f.serve("a", listOf(21));
    QVERIFY(f.waitForUpdates());
    f.shelf->useVersion(QStringLiteral("a"), file.fileName(), f.done());
    QVERIFY(f.waitForDone());
    QVERIFY(!ListStore::content(f.folder.path(), f.shelf->lists().front())->older);
    QVERIFY(f.update());
    QCOMPARE(f.inUse("a"), listOf(21));
    f.shelf->useVersion(QStringLiteral("a"), file.fileName(), f.done());
    QVERIFY(f.waitForDone());
    QCOMPARE(f.inUse("a"), listOf(20));
    const Result<ListContent> content = ListStore::content(f.folder.path(), f.shelf->lists().front());
    CARREL_VERIFY_RESULT(content);
    QVERIFY(content->older);
    QVERIFY(!content->version);
}

void TestListShelf::dateOfAVersion_isWhatItsServerSaid()
{
    Fixture f;
    f.put({"a"});
    f.serve("a", listOf(20), "Last-Modified: Sat, 07 Feb 2026 12:00:00 GMT\r\n");
    QVERIFY(f.update());
    const ListVersion first = f.shelf->lists().front().versions.front();
    QCOMPARE(first.modified, QDateTime(QDate(2026, 2, 7), QTime(12, 0), Qt::UTC));
    f.serve("a", listOf(21));
    QVERIFY(f.update());
    const ListVersion second = f.store().lists().front().versions.front();
    QVERIFY(!second.modified.isValid());
    QCOMPARE(second.date(), second.fetched.toLocalTime().date());
}

void TestListShelf::changeByAnotherProgram_isTold()
{
    Fixture f;
    f.put({"a"});
    f.serve("a", listOf(20));
    QVERIFY(f.update());
    f.changed.clear();
    ListStore other = f.store();
    CARREL_VERIFY_RESULT(other.keep(QStringLiteral("a"), listOf(30), 30, QDateTime::currentDateTimeUtc()));
    f.shelf->read();
    QTRY_COMPARE(f.changed, QStringList(QStringLiteral("a")));
    QCOMPARE(f.inUse("a"), listOf(30));
}

void TestListShelf::smallerLimit_refusesLargerLists()
{
    Fixture f;
    f.put({"a"});
    f.serve("a", listOf(20));
    f.shelf->setMostBytes(100);
    QVERIFY(f.update());
    QCOMPARE(f.outcomes.back().error.code, ErrorCode::DownloadTooLarge);
    f.shelf->setMostBytes(100'000);
    QVERIFY(f.update());
    QVERIFY(f.outcomes.back().kind == Kind::Updated);
}

void TestListShelf::orderAndRemovals_areChangedAndUndone()
{
    Fixture f;
    f.put({"a", "b", "c"});
    f.shelf->move(QStringLiteral("c"), 0, f.done());
    QVERIFY(f.waitForDone());
    QCOMPARE(f.shelf->lists().front().id, QStringLiteral("c"));
    const ListRecord removed = f.shelf->lists()[1];
    f.shelf->remove(removed.id);
    f.shelf->putBack(removed, 1, f.done());
    QVERIFY(f.waitForDone());
    CARREL_VERIFY_RESULT(*f.result);
    QCOMPARE(f.store().lists()[1].id, removed.id);
    f.shelf->move(QStringLiteral("x"), 0, f.done());
    QVERIFY(f.waitForDone());
    QCOMPARE(f.result->error().code, ErrorCode::ListUnknown);
}

void TestListShelf::destruction_whileUpdating_isSafe()
{
    Fixture f;
    f.put({"a"});
    f.server.setAnswer("/a", stalls(httpBytes(200, "# Papers\n", "Content-Length: 100000\r\n")));
    f.shelf->update();
    QTRY_COMPARE(f.server.connections(), 1);
    f.shelf.reset();
    QVERIFY(f.outcomes.empty());
}

QTEST_GUILESS_MAIN(TestListShelf)
#include "tst_listshelf.moc"
