// SPDX-License-Identifier: GPL-3.0-or-later
#include "shelffixture.h"

#include <QFile>
#include <QSignalSpy>

using namespace carrel;
using namespace carrel::test;

namespace {

using Kind = UpdateOutcome::Kind;
using Fixture = ShelfFixture;

} // namespace

class TestListAdding final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addedFromSource_isInUseWithWhatWasFetched();
    void addedFromSource_looksForTheReadmeUnderOtherNames();
    void whatIsNoList_isNotAdded_data();
    void whatIsNoList_isNotAdded();
    void addingAKnownList_isRefused();
    void addingAFirstListAgain_asksNobody();
    void cancelAdding_stopsAndForgetsTheQueue();
    void adding_waitsForNoUpdate();
};

void TestListAdding::addedFromSource_isInUseWithWhatWasFetched()
{
    Fixture f;
    f.serve("a", listOf(20), "ETag: \"one\"\r\nLast-Modified: Sat, 07 Feb 2026 12:00:00 GMT\r\n");
    QSignalSpy progress(f.shelf.get(), &ListShelf::addingProgressed);
    f.addFromSource(f.record("a"));
    QVERIFY(f.waitForAdded(1));
    QVERIFY(f.added.front().kind == Kind::Updated);
    QCOMPARE(f.added.front().papers, std::size_t(20));
    QVERIFY(!progress.isEmpty());
    const ListRecord *record = f.shelf->find(f.added.front().list);
    QVERIFY(record);
    QCOMPARE(f.inUse("a"), listOf(20));
    QCOMPARE(record->etag, QByteArray("\"one\""));
    QVERIFY(record->state == ListState::Current);
    QCOMPARE(record->versions.front().papers, 20);
    QCOMPARE(record->versions.front().date(), QDate(2026, 2, 7));
    QVERIFY(f.outcomes.empty());
    // The next update asks whether that has changed.
    f.server.setAnswer("/a", sends("HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n"));
    QVERIFY(f.update());
    QVERIFY(f.outcomes.back().kind == Kind::Unchanged);
}

void TestListAdding::addedFromSource_looksForTheReadmeUnderOtherNames()
{
    Fixture f;
    f.serve("readme.md", listOf(20));
    ListRecord record = f.record("README.md");
    record.addresses.append(f.server.url("/readme.md"));
    f.addFromSource(record);
    QVERIFY(f.waitForAdded(1));
    QVERIFY(f.added.front().kind == Kind::Updated);
    QCOMPARE(f.shelf->lists().front().addresses.first(), f.server.url("/readme.md"));
}

void TestListAdding::whatIsNoList_isNotAdded_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("page") << httpBytes(200, "<!DOCTYPE html><title>Log in</title>") << ErrorCode::WebPage;
    QTest::newRow("no papers") << httpBytes(200, "# A title\n\nAnd a text.\n") << ErrorCode::NoPapers;
    QTest::newRow("missing") << httpBytes(404) << ErrorCode::NotOnServer;
    QTest::newRow("busy") << httpBytes(429, {}, "Retry-After: 20\r\n") << ErrorCode::ServerBusy;
    QTest::newRow("unasked 304") << QByteArray("HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n")
                                 << ErrorCode::AnswerUnusable;
}

void TestListAdding::whatIsNoList_isNotAdded()
{
    QFETCH(QByteArray, answer);
    QFETCH(ErrorCode, code);
    Fixture f;
    f.server.setAnswer("/a", sends(answer));
    f.addFromSource(f.record("a"));
    QVERIFY(f.waitForAdded(1));
    QVERIFY(f.added.front().kind == Kind::Failed);
    QCOMPARE(f.added.front().error.code, code);
    QVERIFY(f.added.front().list.isEmpty());
    QCOMPARE(f.added.front().wait.has_value(), code == ErrorCode::ServerBusy);
    QVERIFY(f.shelf->lists().empty());
    QVERIFY(!QFile::exists(f.folder.filePath(QStringLiteral("lists.json"))));
    QVERIFY(!QFile::exists(f.folder.filePath(QStringLiteral("lists"))));
}

void TestListAdding::addingAKnownList_isRefused()
{
    Fixture f;
    f.put({"a"});
    f.serve("a", listOf(20));
    f.addFromSource(f.record("a"));
    QVERIFY(f.waitForAdded(1));
    QCOMPARE(f.added.front().error.code, ErrorCode::ListKnown);
    QCOMPARE(f.shelf->lists().size(), std::size_t(1));
}

void TestListAdding::addingAFirstListAgain_asksNobody()
{
    ListRecord first;
    LoopbackServer elsewhere;
    first.id = first.name = QStringLiteral("first");
    first.addresses = {elsewhere.url("/first")};
    first.bundled = QStringLiteral(":/first.md");
    Fixture f({first});
    f.shelf->remove(QStringLiteral("first"), f.done());
    QVERIFY(f.waitForDone());
    QVERIFY(f.shelf->lists().empty());
    ListRecord again = first;
    again.bundled.clear();
    f.addFromSource(again);
    QVERIFY(f.waitForAdded(1));
    QVERIFY(f.added.front().kind == Kind::Updated);
    QCOMPARE(f.shelf->find(f.added.front().list)->bundled, first.bundled);
    QCOMPARE(elsewhere.connections(), 0);
}

void TestListAdding::cancelAdding_stopsAndForgetsTheQueue()
{
    Fixture f;
    f.server.setAnswer("/a", stalls(httpBytes(200, "# Papers\n", "Content-Length: 100000\r\n")));
    f.serve("b", listOf(20));
    const auto stop = QObject::connect(f.shelf.get(), &ListShelf::addingProgressed, f.shelf.get(),
                                       &ListShelf::cancelAdding);
    f.addFromSource(f.record("a"));
    f.addFromSource(f.record("b"));
    QVERIFY(f.waitForAdded(2));
    for (const UpdateOutcome &outcome : f.added) {
        QCOMPARE(outcome.error.code, ErrorCode::DownloadCancelled);
    }
    QVERIFY(!f.shelf->isAdding());
    QCOMPARE(f.server.requests().size(), 1);
    QObject::disconnect(stop);
    f.addFromSource(f.record("b"));
    QVERIFY(f.waitForAdded(3));
    QVERIFY(f.added.back().kind == Kind::Updated);
}

void TestListAdding::adding_waitsForNoUpdate()
{
    Fixture f;
    f.put({"a"});
    f.server.setAnswer("/a", stalls(httpBytes(200, "# Papers\n", "Content-Length: 100000\r\n")));
    f.serve("b", listOf(20));
    f.shelf->update();
    f.addFromSource(f.record("b"));
    QVERIFY(f.waitForAdded(1));
    QVERIFY(f.added.front().kind == Kind::Updated);
    QVERIFY(f.shelf->isUpdating());
    f.shelf->cancel();
    QVERIFY(f.waitForUpdates());
}

QTEST_GUILESS_MAIN(TestListAdding)
#include "tst_listadding.moc"
