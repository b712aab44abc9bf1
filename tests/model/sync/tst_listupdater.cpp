// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/numberedlists.h"
#include "support/loopbackserver.h"
#include "support/resultcheck.h"
#include "sync/listreading.h"
#include "sync/listupdater.h"

#include <QEventLoop>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace carrel;
using namespace carrel::test;

class TestListUpdater final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void firstUpdate_keepsTheList();
    void secondUpdate_asksWhetherItChanged();
    void changedList_isKeptBesideTheOldOne();
    void sameBytesAgain_areUnchanged();
    void emptiedCache_isFilledAgain();
    void emptiedCache_doesNotForgetHowManyPapersThereWere();
    void notModified_withoutHavingAsked_isAnError();
    void whatIsNoList_isRefused_data();
    void whatIsNoList_isRefused();
    void lossOfATenth_asks();
    void acceptedLoss_isKept();
    void smallLoss_isKept();
    void halfAList_asks();
    void bundledList_isWhatIsInUseAtFirst();
    void missingReadme_isLookedForUnderOtherNames();
    void serverThatAsksToWait_isNotAskedBefore();
    void failure_leavesTheListInUse();
    void file_isReadAgain();
    void cancelledUpdate_leavesTheListInUse();
    void unknownList_isAnError();

private:
    UpdateOutcome update(bool accept = false);
    const ListRecord &record() const { return m_store->lists().front(); }
    QByteArray inUse() const
    {
        const Result<QByteArray> bytes = ListStore::bytes(m_folder->path(), record());
        return bytes ? *bytes : QByteArray();
    }
    void serve(const QByteArray &list, const QByteArray &headers = {})
    {
        m_server->setAnswer("/list.md", sends(httpBytes(200, list, headers)));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<LoopbackServer> m_server;
    std::unique_ptr<ListStore> m_store;
};

void TestListUpdater::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<LoopbackServer>();
    m_store = std::make_unique<ListStore>(std::move(*ListStore::open(m_folder->path(), m_folder->path())));
    ListRecord papers;
    papers.name = QStringLiteral("papers");
    papers.addresses = {m_server->url("/list.md")};
    CARREL_VERIFY_RESULT(m_store->add(papers));
    serve(listOf(0, 20), "ETag: \"one\"\r\n");
}

UpdateOutcome TestListUpdater::update(bool accept)
{
    ListUpdater updater(*m_store, compareTitles, limits());
    UpdateOutcome found;
    QEventLoop loop;
    connect(&updater, &ListUpdater::finished, &loop, [&](const UpdateOutcome &outcome) {
        found = outcome;
        loop.quit();
    });
    updater.update(QStringLiteral("papers"), accept);
    loop.exec();
    return found;
}

void TestListUpdater::firstUpdate_keepsTheList()
{
    const UpdateOutcome outcome = update();
    QVERIFY(outcome.kind == UpdateOutcome::Kind::Updated);
    QCOMPARE(outcome.papers, std::size_t(20));
    QVERIFY(!outcome.diff);
    QCOMPARE(inUse(), listOf(0, 20));
    QCOMPARE(record().etag, QByteArray("\"one\""));
    QVERIFY(record().state == ListState::Current);
    QVERIFY(record().checked.isValid());
}

void TestListUpdater::secondUpdate_asksWhetherItChanged()
{
    (void)update();
    m_server->setAnswer("/list.md", sends("HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n"));
    const UpdateOutcome outcome = update();
    QVERIFY(outcome.kind == UpdateOutcome::Kind::Unchanged);
    QCOMPARE(outcome.papers, std::size_t(20));
    QVERIFY(m_server->requests().last().contains("If-None-Match: \"one\""));
    QCOMPARE(record().etag, QByteArray("\"one\""));
    QCOMPARE(record().versions.size(), std::size_t(1));
}

void TestListUpdater::changedList_isKeptBesideTheOldOne()
{
    (void)update();
    serve(listOf(0, 30), "ETag: \"two\"\r\n");
    const UpdateOutcome outcome = update();
    QVERIFY(outcome.kind == UpdateOutcome::Kind::Updated);
    QVERIFY(outcome.diff);
    QCOMPARE(inUse(), listOf(0, 30));
    QCOMPARE(record().etag, QByteArray("\"two\""));
    QCOMPARE(record().versions.size(), std::size_t(2));
}

void TestListUpdater::sameBytesAgain_areUnchanged()
{
    (void)update();
    serve(listOf(0, 20), "ETag: \"two\"\r\n");
    QVERIFY(update().kind == UpdateOutcome::Kind::Unchanged);
    QCOMPARE(record().etag, QByteArray("\"two\""));
    QCOMPARE(record().versions.size(), std::size_t(1));
}

void TestListUpdater::emptiedCache_isFilledAgain()
{
    (void)update();
    QVERIFY(QDir(m_folder->filePath(QStringLiteral("lists"))).removeRecursively());
    QVERIFY(update().kind == UpdateOutcome::Kind::Updated);
    QVERIFY(!m_server->requests().last().contains("If-None-Match"));
    QCOMPARE(inUse(), listOf(0, 20));
}

void TestListUpdater::emptiedCache_doesNotForgetHowManyPapersThereWere()
{
    (void)update();
    QVERIFY(QDir(m_folder->filePath(QStringLiteral("lists"))).removeRecursively());
    serve(listOf(0, 10));
    const UpdateOutcome outcome = update();
    QVERIFY(outcome.kind == UpdateOutcome::Kind::Asks);
    QCOMPARE(outcome.lost, std::size_t(10));
    QVERIFY(update(true).kind == UpdateOutcome::Kind::Updated);
}

void TestListUpdater::notModified_withoutHavingAsked_isAnError()
{
    m_server->setAnswer("/list.md", sends("HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n"));
    const UpdateOutcome outcome = update();
    QVERIFY(outcome.kind == UpdateOutcome::Kind::Failed);
    QCOMPARE(outcome.error.code, ErrorCode::AnswerUnusable);
}

void TestListUpdater::whatIsNoList_isRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("captive portal") << QByteArray("<!DOCTYPE html><html><body>Log in</body></html>")
                                    << ErrorCode::WebPage;
    QTest::newRow("JSON") << QByteArray("{\"message\": \"Not Found\"}") << ErrorCode::Json;
    QTest::newRow("LFS pointer")
        << QByteArray("version https://git-lfs.github.com/spec/v1\noid sha256:1234\nsize 5\n")
        << ErrorCode::LfsPointer;
    QTest::newRow("PDF") << QByteArray("%PDF-1.7\n") << ErrorCode::Pdf;
    QTest::newRow("empty") << QByteArray() << ErrorCode::NoPapers;
    QTest::newRow("no papers") << QByteArray("# Nothing yet\n") << ErrorCode::NoPapers;
}

void TestListUpdater::whatIsNoList_isRefused()
{
    QFETCH(QByteArray, bytes);
    QFETCH(ErrorCode, code);
    (void)update();
    serve(bytes, "ETag: \"portal\"\r\n");
    const UpdateOutcome outcome = update(true);
    QVERIFY(outcome.kind == UpdateOutcome::Kind::Failed);
    QCOMPARE(outcome.error.code, code);
    QCOMPARE(inUse(), listOf(0, 20));
    QCOMPARE(record().etag, QByteArray("\"one\""));
    QVERIFY(record().state == ListState::Refused);
}

void TestListUpdater::lossOfATenth_asks()
{
    (void)update();
    serve(listOf(2, 25), "ETag: \"two\"\r\n");
    const UpdateOutcome outcome = update();
    QVERIFY(outcome.kind == UpdateOutcome::Kind::Asks);
    QCOMPARE(outcome.lost, std::size_t(2));
    QVERIFY(outcome.diff);
    QCOMPARE(inUse(), listOf(0, 20));
    QCOMPARE(record().etag, QByteArray("\"one\""));
    QVERIFY(record().state == ListState::Asks);
}

void TestListUpdater::acceptedLoss_isKept()
{
    (void)update();
    serve(listOf(2, 25), "ETag: \"two\"\r\n");
    QVERIFY(update(true).kind == UpdateOutcome::Kind::Updated);
    QCOMPARE(inUse(), listOf(2, 25));
    QVERIFY(record().state == ListState::Current);
}

void TestListUpdater::smallLoss_isKept()
{
    (void)update();
    serve(listOf(1, 20));
    const UpdateOutcome outcome = update();
    QVERIFY(outcome.kind == UpdateOutcome::Kind::Updated);
    QCOMPARE(outcome.lost, std::size_t(1));
    QCOMPARE(inUse(), listOf(1, 20));
}

void TestListUpdater::halfAList_asks()
{
    (void)update();
    const QByteArray whole = listOf(0, 20);
    serve(whole, "Content-Length: " + QByteArray::number(whole.size() / 2) + "\r\n");
    QVERIFY(update().kind == UpdateOutcome::Kind::Asks);
    QCOMPARE(inUse(), whole);
}

void TestListUpdater::bundledList_isWhatIsInUseAtFirst()
{
    QFile file(m_folder->filePath(QStringLiteral("bundled.md")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(listOf(0, 40));
    file.close();
    CARREL_VERIFY_RESULT(
        m_store->change(QStringLiteral("papers"), [&](ListRecord &each) { each.bundled = file.fileName(); }));
    QVERIFY(update().kind == UpdateOutcome::Kind::Asks);
    QCOMPARE(inUse(), listOf(0, 40));
}

void TestListUpdater::missingReadme_isLookedForUnderOtherNames()
{
    CARREL_VERIFY_RESULT(m_store->change(QStringLiteral("papers"), [&](ListRecord &each) {
        each.addresses = {m_server->url("/README.md"), m_server->url("/readme.md"),
                          m_server->url("/list.md")};
    }));
    QVERIFY(update().kind == UpdateOutcome::Kind::Updated);
    QCOMPARE(m_server->requests().size(), 3);
    QCOMPARE(record().addresses.first(), m_server->url("/list.md"));
    (void)update();
    QCOMPARE(m_server->requests().size(), 4);
    m_server->setAnswer("/list.md", sends(httpBytes(404)));
    const UpdateOutcome nowhere = update();
    QCOMPARE(nowhere.error.code, ErrorCode::NotOnServer);
    QCOMPARE(inUse(), listOf(0, 20));
}

void TestListUpdater::serverThatAsksToWait_isNotAskedBefore()
{
    m_server->setAnswer("/list.md", sends(httpBytes(429, {}, "Retry-After: 3600\r\n")));
    const UpdateOutcome first = update();
    QCOMPARE(first.error.code, ErrorCode::ServerBusy);
    QCOMPARE(first.wait, std::optional(std::chrono::seconds(3600)));
    const UpdateOutcome second = update();
    QCOMPARE(second.error.code, ErrorCode::ServerBusy);
    QVERIFY(second.wait && *second.wait > std::chrono::minutes(30));
    QCOMPARE(m_server->requests().size(), 1);
    CARREL_VERIFY_RESULT(m_store->change(QStringLiteral("papers"), [](ListRecord &each) {
        each.waitUntil = QDateTime::currentDateTimeUtc().addYears(1);
    }));
    (void)update();
    QCOMPARE(m_server->requests().size(), 2);
    CARREL_VERIFY_RESULT(m_store->change(QStringLiteral("papers"), [](ListRecord &each) {
        each.waitUntil = QDateTime::currentDateTimeUtc().addSecs(-1);
    }));
    serve(listOf(0, 20));
    QVERIFY(update().kind == UpdateOutcome::Kind::Updated);
    QVERIFY(!record().waitUntil.isValid());
}

void TestListUpdater::failure_leavesTheListInUse()
{
    (void)update();
    m_server->setAnswer("/list.md", sends(httpBytes(500)));
    const UpdateOutcome outcome = update();
    QVERIFY(outcome.kind == UpdateOutcome::Kind::Failed);
    QCOMPARE(outcome.error.code, ErrorCode::ServerFailed);
    QCOMPARE(inUse(), listOf(0, 20));
    QCOMPARE(record().etag, QByteArray("\"one\""));
    QVERIFY(record().state == ListState::Failed);
}

void TestListUpdater::file_isReadAgain()
{
    QFile file(m_folder->filePath(QStringLiteral("own.md")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(listOf(0, 5));
    file.close();
    CARREL_VERIFY_RESULT(m_store->change(QStringLiteral("papers"), [&](ListRecord &each) {
        each.addresses.clear();
        each.path = file.fileName();
    }));
    QVERIFY(update().kind == UpdateOutcome::Kind::Updated);
    QVERIFY(update().kind == UpdateOutcome::Kind::Unchanged);
    QVERIFY(file.remove());
    QCOMPARE(update().error.code, ErrorCode::FileUnreadable);
    QCOMPARE(inUse(), listOf(0, 5));
    QCOMPARE(m_server->connections(), 0);
}

void TestListUpdater::cancelledUpdate_leavesTheListInUse()
{
    (void)update();
    m_server->setAnswer("/list.md", stalls(httpBytes(200, "# Papers\n", "Content-Length: 100000\r\n")));
    ListUpdater updater(*m_store, compareTitles, limits());
    std::optional<UpdateOutcome> found;
    connect(&updater, &ListUpdater::finished, this, [&](const UpdateOutcome &outcome) { found = outcome; });
    connect(&updater, &ListUpdater::progressChanged, &updater, &ListUpdater::cancel);
    updater.update(QStringLiteral("papers"));
    QTRY_VERIFY(found);
    QCOMPARE(found->error.code, ErrorCode::DownloadCancelled);
    QVERIFY(!updater.isUpdating());
    QCOMPARE(inUse(), listOf(0, 20));
    QVERIFY(record().state == ListState::Current);
}

void TestListUpdater::unknownList_isAnError()
{
    CARREL_VERIFY_RESULT(m_store->remove(QStringLiteral("papers")));
    QCOMPARE(update().error.code, ErrorCode::ListUnknown);
}

QTEST_GUILESS_MAIN(TestListUpdater)
#include "tst_listupdater.moc"
