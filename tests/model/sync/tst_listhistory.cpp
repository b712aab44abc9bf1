// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/loopbackserver.h"
#include "support/numberedlists.h"
#include "support/resultcheck.h"
#include "sync/listhistory.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace carrel;
using namespace carrel::test;

namespace {

constexpr char kCommits[] = "/api/repos/owner/papers/commits?path=docs/README.md&sha=HEAD&per_page=100&page=";

/// One more than a page, the newest first, each on a day of its own; the date tells which.
QByteArray commitName(int number)
{
    return QByteArray::number(0xabc0000 + number, 16);
}

QByteArray pageOf(int newest, int oldest)
{
    QByteArray page = "[";
    for (int number = newest; number >= oldest; --number) {
        const QDateTime date = QDateTime(QDate(2025, 1, 1), QTime(12, 0), Qt::UTC).addDays(number);
        page += (page.size() > 1 ? "," : "") + QByteArray("{\"sha\": \"") + commitName(number) +
                "\", \"commit\": {\"committer\": {\"date\": \"" + date.toString(Qt::ISODate).toLatin1() +
                "\"}}}";
    }
    return page + "]";
}

QByteArray versionPath(int number)
{
    return "/raw/owner/papers/" + commitName(number) + "/docs/README.md";
}

} // namespace

class TestListHistory final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void versions_comeOldestFirst();
    void severalPages_areAskedFor();
    void ofADay_theLastVersionCounts();
    void whatIsThere_isNotFetchedAgain();
    void cancel_keepsWhatWasFetched();
    void quotaOfTheService_isObeyed();
    void versionThatIsGone_isPassedOver();
    void whatIsNoPage_isRefused_data();
    void whatIsNoPage_isRefused();
    void place_isThatOfARawAddress();

private:
    /// The commits from 0 on, and what stood in them.
    void serve(int commits);
    HistoryOutcome fetch(const std::function<void(ListHistory &)> &meanwhile = {});
    int askedFor(const QByteArray &path) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<LoopbackServer> m_server;
};

void TestListHistory::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<LoopbackServer>();
}

void TestListHistory::serve(int commits)
{
    int page = 1;
    for (int newest = commits - 1; newest >= 0 || page == 1; newest -= 100) {
        m_server->setAnswer(kCommits + QByteArray::number(page++),
                            sends(httpBytes(200, pageOf(newest, std::max(0, newest - 99)))));
    }
    m_server->setAnswer(kCommits + QByteArray::number(page), sends(httpBytes(200, "[]")));
    for (int number = 0; number < commits; ++number) {
        m_server->setAnswer(versionPath(number), sends(httpBytes(200, listOf(number + 1))));
    }
}

HistoryOutcome TestListHistory::fetch(const std::function<void(ListHistory &)> &meanwhile)
{
    ListHistory history({m_folder->path() + QStringLiteral("/history"), limits(),
                         std::chrono::milliseconds(0), m_server->url("/api"), m_server->url("/raw")});
    std::optional<HistoryOutcome> found;
    QEventLoop loop;
    connect(&history, &ListHistory::finished, &loop, [&](const HistoryOutcome &outcome) {
        found = outcome;
        loop.quit();
    });
    if (meanwhile) {
        meanwhile(history);
    }
    history.fetch({QStringLiteral("owner"), QStringLiteral("papers"), QStringLiteral("HEAD"),
                   QStringLiteral("docs/README.md")});
    loop.exec();
    return *found;
}

int TestListHistory::askedFor(const QByteArray &path) const
{
    const auto &requests = m_server->requests();
    return static_cast<int>(std::count_if(requests.begin(), requests.end(), [&](const QByteArray &each) {
        return each.startsWith("GET " + path + ' ');
    }));
}

void TestListHistory::versions_comeOldestFirst()
{
    serve(3);
    const HistoryOutcome outcome = fetch();
    CARREL_VERIFY_RESULT(outcome.versions);
    QCOMPARE(outcome.versions->size(), std::size_t(3));
    for (int number = 0; number < 3; ++number) {
        const HistoryVersion &version = (*outcome.versions)[static_cast<std::size_t>(number)];
        QCOMPARE(version.commit, QString::fromLatin1(commitName(number)));
        QCOMPARE(version.date.date(), QDate(2025, 1, 1).addDays(number));
        QFile file(version.path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), listOf(number + 1));
    }
}

void TestListHistory::severalPages_areAskedFor()
{
    serve(200);
    const HistoryOutcome outcome = fetch();
    CARREL_VERIFY_RESULT(outcome.versions);
    QCOMPARE(outcome.versions->size(), std::size_t(200));
    QCOMPARE(outcome.versions->front().commit, QString::fromLatin1(commitName(0)));
    QCOMPARE(askedFor(QByteArray(kCommits) + "3"), 1);
}

void TestListHistory::ofADay_theLastVersionCounts()
{
    const QByteArray page = pageOf(2, 0).replace("2025-01-02", "2025-01-01");
    m_server->setAnswer(QByteArray(kCommits) + "1", sends(httpBytes(200, page)));
    for (const int number : {0, 1, 2}) {
        m_server->setAnswer(versionPath(number), sends(httpBytes(200, listOf(number + 1))));
    }
    const HistoryOutcome outcome = fetch();
    CARREL_VERIFY_RESULT(outcome.versions);
    QCOMPARE(outcome.versions->size(), std::size_t(2));
    QCOMPARE(outcome.versions->front().commit, QString::fromLatin1(commitName(1)));
    QCOMPARE(askedFor(versionPath(0)), 0);
}

void TestListHistory::whatIsThere_isNotFetchedAgain()
{
    serve(3);
    CARREL_VERIFY_RESULT(fetch().versions);
    serve(4);
    const HistoryOutcome outcome = fetch();
    CARREL_VERIFY_RESULT(outcome.versions);
    QCOMPARE(outcome.versions->size(), std::size_t(4));
    for (const int number : {0, 1, 2, 3}) {
        QCOMPARE(askedFor(versionPath(number)), 1);
    }
}

void TestListHistory::cancel_keepsWhatWasFetched()
{
    serve(5);
    const HistoryOutcome stopped = fetch([](ListHistory &history) {
        connect(&history, &ListHistory::progressChanged, &history, [&history](int done) {
            if (done == 2) {
                history.cancel();
            }
        });
    });
    QVERIFY(!stopped.versions);
    QCOMPARE(stopped.versions.error().code, ErrorCode::DownloadCancelled);
    const HistoryOutcome outcome = fetch();
    CARREL_VERIFY_RESULT(outcome.versions);
    QCOMPARE(outcome.versions->size(), std::size_t(5));
    for (const int number : {0, 1, 2, 3, 4}) {
        QCOMPARE(askedFor(versionPath(number)), 1);
    }
}

void TestListHistory::quotaOfTheService_isObeyed()
{
    const QByteArray reset = QByteArray::number(QDateTime::currentSecsSinceEpoch() + 1800);
    m_server->setAnswer(
        QByteArray(kCommits) + "1",
        sends(httpBytes(403, "{}", "X-RateLimit-Remaining: 0\r\nX-RateLimit-Reset: " + reset + "\r\n")));
    const HistoryOutcome outcome = fetch();
    QVERIFY(!outcome.versions);
    QCOMPARE(outcome.versions.error().code, ErrorCode::ServerBusy);
    QVERIFY(outcome.wait);
    QVERIFY(*outcome.wait > std::chrono::minutes(29) && *outcome.wait <= std::chrono::minutes(30));
}

void TestListHistory::versionThatIsGone_isPassedOver()
{
    serve(3);
    m_server->setAnswer(versionPath(1), sends(httpBytes(404)));
    const HistoryOutcome outcome = fetch();
    CARREL_VERIFY_RESULT(outcome.versions);
    QCOMPARE(outcome.versions->size(), std::size_t(2));
    QCOMPARE(outcome.versions->back().commit, QString::fromLatin1(commitName(2)));
    m_server->setAnswer(QByteArray(kCommits) + "1", sends(httpBytes(500)));
    QCOMPARE(fetch().versions.error().code, ErrorCode::ServerFailed);
}

void TestListHistory::whatIsNoPage_isRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("no JSON") << QByteArray("<html>");
    QTest::newRow("no array") << QByteArray("{\"message\": \"no\"}");
    QTest::newRow("no commit") << QByteArray("[{\"sha\": \"../../x\", \"commit\": {\"committer\": "
                                             "{\"date\": \"2025-01-01T00:00:00Z\"}}}]");
    QTest::newRow("no date") << QByteArray("[{\"sha\": \"abcdef0\"}]");
}

void TestListHistory::whatIsNoPage_isRefused()
{
    QFETCH(QByteArray, body);
    m_server->setAnswer(QByteArray(kCommits) + "1", sends(httpBytes(200, body)));
    const HistoryOutcome outcome = fetch();
    QVERIFY(!outcome.versions);
    QCOMPARE(outcome.versions.error().code, ErrorCode::AnswerUnusable);
    QCOMPARE(m_server->requests().size(), 1);
}

void TestListHistory::place_isThatOfARawAddress()
{
    ListRecord record;
    record.addresses = {QUrl(QStringLiteral("https://raw.githubusercontent.com/o/r/HEAD/a/README.md"))};
    const std::optional<HistoryPlace> place = historyPlaceOf(record);
    QVERIFY(place);
    QCOMPARE(place->owner, QStringLiteral("o"));
    QCOMPARE(place->repository, QStringLiteral("r"));
    QCOMPARE(place->branch, QStringLiteral("HEAD"));
    QCOMPARE(place->path, QStringLiteral("a/README.md"));
    record.addresses = {QUrl(QStringLiteral("https://example.org/o/r/HEAD/README.md"))};
    QVERIFY(!historyPlaceOf(record));
}

QTEST_GUILESS_MAIN(TestListHistory)
#include "tst_listhistory.moc"
