// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetchonce.h"

#include <QtTest>

using namespace carrel;
using namespace carrel::test;

namespace {

QByteArray redirect(int status, const QByteArray &location)
{
    return httpBytes(status, {}, "Location: " + location + "\r\n");
}

} // namespace

class TestListFetcher final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void list_arrivesWithWhatTheServerSaysOfIt();
    void request_saysWhoAsksAndWhatIsKnown();
    void notModified_isUnchanged();
    void redirect_isFollowed_data();
    void redirect_isFollowed();
    void redirectElsewhere_isRefused_data();
    void redirectElsewhere_isRefused();
    void redirectsWithoutEnd_areLeft();
    void status_isAnError_data();
    void status_isAnError();
    void tooManyRequests_sayHowLongToWait();
    void address_mustBeOfTheWeb_data();
    void address_mustBeOfTheWeb();
    void packedList_isUnpacked();
    void emptyBody_arrives();
    void cancel_endsTheFetch();
    void newFetch_cancelsTheOldOne();
    void destroyedFetcher_saysNothing();
    void progress_reachesTheWhole();
};

void TestListFetcher::list_arrivesWithWhatTheServerSaysOfIt()
{
    LoopbackServer server;
    server.setAnswer(
        "/list.md",
        sends(httpBytes(200, kList, "ETag: \"abc\"\r\nLast-Modified: Sat, 07 Feb 2026 10:00:00 GMT\r\n")));
    const FetchOutcome outcome = outcomeOf(server.url());
    QVERIFY(outcome.list.hasValue());
    QCOMPARE(outcome.list->bytes, kList);
    QCOMPARE(outcome.list->etag, QByteArray("\"abc\""));
    QCOMPARE(outcome.list->lastModified, QByteArray("Sat, 07 Feb 2026 10:00:00 GMT"));
    QVERIFY(!outcome.list->unchanged);
    QVERIFY(!outcome.wait);
}

void TestListFetcher::request_saysWhoAsksAndWhatIsKnown()
{
    LoopbackServer server;
    server.setAnswer("/list.md", sends(httpBytes(200, kList)));
    (void)outcomeOf({server.url(), "\"abc\"", "Sat, 07 Feb 2026 10:00:00 GMT"});
    QCOMPARE(server.requests().size(), 1);
    const QByteArray &head = server.requests().first();
    QVERIFY(head.startsWith("GET /list.md HTTP/1.1\r\n"));
    QVERIFY(head.contains("\r\nUser-Agent: Carrel/"));
    QVERIFY(head.contains("\r\nIf-None-Match: \"abc\"\r\n"));
    QVERIFY(head.contains("\r\nIf-Modified-Since: Sat, 07 Feb 2026 10:00:00 GMT\r\n"));
    QVERIFY(head.contains("gzip"));
    QVERIFY(!head.contains("Cookie"));
}

void TestListFetcher::notModified_isUnchanged()
{
    LoopbackServer server;
    server.setAnswer("/list.md",
                     sends("HTTP/1.1 304 Not Modified\r\nETag: \"abc\"\r\nConnection: close\r\n\r\n"));
    const FetchOutcome outcome = outcomeOf({server.url(), "\"abc\"", {}});
    QVERIFY(outcome.list.hasValue());
    QVERIFY(outcome.list->unchanged);
}

void TestListFetcher::redirect_isFollowed_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {301, 302, 303, 307, 308}) {
        QTest::addRow("%d", status) << status;
    }
}

void TestListFetcher::redirect_isFollowed()
{
    QFETCH(int, status);
    LoopbackServer server;
    server.setAnswer("/list.md", sends(redirect(status, "/other/there.md")));
    server.setAnswer("/other/there.md", sends(httpBytes(200, kList)));
    const FetchOutcome outcome = outcomeOf(server.url());
    QVERIFY(outcome.list.hasValue());
    QCOMPARE(outcome.list->bytes, kList);
}

void TestListFetcher::redirectElsewhere_isRefused_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::newRow("a file") << QByteArray("file:///etc/passwd");
    QTest::newRow("plain http elsewhere") << QByteArray("http://localhost/list.md");
    QTest::newRow("ftp") << QByteArray("ftp://127.0.0.1/list.md");
    QTest::newRow("data") << QByteArray("data:text/plain,hello");
}

void TestListFetcher::redirectElsewhere_isRefused()
{
    QFETCH(QByteArray, location);
    LoopbackServer server;
    server.setAnswer("/list.md", sends(redirect(302, location)));
    const FetchOutcome outcome = outcomeOf(server.url());
    QVERIFY(!outcome.list);
    QCOMPARE(outcome.list.error().code, ErrorCode::RedirectRefused);
}

void TestListFetcher::redirectsWithoutEnd_areLeft()
{
    LoopbackServer server;
    server.setAnswer("/list.md", sends(redirect(301, "/b")));
    server.setAnswer("/b", sends(redirect(301, "/list.md")));
    QCOMPARE(codeOf(server.url()), std::optional(ErrorCode::TooManyRedirects));
    QCOMPARE(server.requests().size(), limits().mostRedirects + 1);
}

void TestListFetcher::status_isAnError_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<ErrorCode>("code");
    const auto row = [](int status, ErrorCode code) { QTest::addRow("%d", status) << status << code; };
    row(401, ErrorCode::AccessRefused);
    row(403, ErrorCode::AccessRefused);
    row(404, ErrorCode::NotOnServer);
    row(410, ErrorCode::NotOnServer);
    row(500, ErrorCode::ServerFailed);
    row(503, ErrorCode::ServerFailed);
    row(204, ErrorCode::AnswerUnusable);
    row(206, ErrorCode::AnswerUnusable);
    row(301, ErrorCode::AnswerUnusable); // leads nowhere
    row(418, ErrorCode::AnswerUnusable);
}

void TestListFetcher::status_isAnError()
{
    QFETCH(int, status);
    QFETCH(ErrorCode, code);
    LoopbackServer server;
    server.setAnswer("/list.md", sends(httpBytes(status, status == 204 ? QByteArray() : kList)));
    const FetchOutcome outcome = outcomeOf(server.url());
    QVERIFY(!outcome.list);
    QCOMPARE(outcome.list.error().code, code);
    QCOMPARE(outcome.list.error().detail, QStringLiteral("127.0.0.1"));
    QVERIFY(!outcome.wait);
}

void TestListFetcher::tooManyRequests_sayHowLongToWait()
{
    LoopbackServer server;
    for (const int status : {429, 503, 403}) {
        server.setAnswer("/list.md", sends(httpBytes(status, "slow down", "Retry-After: 30\r\n")));
        const FetchOutcome outcome = outcomeOf(server.url());
        QCOMPARE(outcome.list.error().code, ErrorCode::ServerBusy);
        QCOMPARE(outcome.wait, std::optional(std::chrono::seconds(30)));
    }
}

void TestListFetcher::address_mustBeOfTheWeb_data()
{
    QTest::addColumn<QUrl>("url");
    QTest::newRow("a file") << QUrl(QStringLiteral("file:///etc/passwd"));
    QTest::newRow("ftp") << QUrl(QStringLiteral("ftp://example.org/list.md"));
    QTest::newRow("no host") << QUrl(QStringLiteral("https:///list.md"));
    QTest::newRow("nothing") << QUrl();
}

void TestListFetcher::address_mustBeOfTheWeb()
{
    QFETCH(QUrl, url);
    QCOMPARE(codeOf(url), std::optional(ErrorCode::AddressNotFetchable));
}

void TestListFetcher::packedList_isUnpacked()
{
    LoopbackServer server;
    server.setAnswer("/list.md", sends(httpBytes(200, packed("papers\\n", 100'000),
                                                 "ETag: \"abc\"\r\nContent-Encoding: gzip\r\n")));
    const FetchOutcome outcome = outcomeOf(server.url());
    QVERIFY(outcome.list.hasValue());
    QCOMPARE(outcome.list->bytes, QByteArray("papers\n").repeated(100'000));
    QCOMPARE(outcome.list->etag, QByteArray("\"abc\""));
}

void TestListFetcher::emptyBody_arrives()
{
    LoopbackServer server;
    server.setAnswer("/list.md", sends(httpBytes(200)));
    const FetchOutcome outcome = outcomeOf(server.url());
    QVERIFY(outcome.list.hasValue());
    QVERIFY(outcome.list->bytes.isEmpty());
}

void TestListFetcher::cancel_endsTheFetch()
{
    LoopbackServer server;
    server.setAnswer("/list.md", stalls(httpBytes(200, kList, "Content-Length: 100000\r\n")));
    ListFetcher fetcher(limits());
    QList<ErrorCode> codes;
    connect(&fetcher, &ListFetcher::finished, this,
            [&](const FetchOutcome &outcome) { codes.append(outcome.list.error().code); });
    fetcher.fetch({server.url(), {}, {}});
    connect(&fetcher, &ListFetcher::progressChanged, &fetcher, &ListFetcher::cancel);
    QTRY_VERIFY(!fetcher.isFetching());
    QCOMPARE(codes, QList<ErrorCode>({ErrorCode::DownloadCancelled}));
    fetcher.cancel();
    QCOMPARE(codes.size(), 1);
}

void TestListFetcher::newFetch_cancelsTheOldOne()
{
    LoopbackServer server;
    server.setAnswer("/old.md", stalls({}));
    server.setAnswer("/list.md", sends(httpBytes(200, kList)));
    ListFetcher fetcher(limits());
    QList<bool> arrived;
    connect(&fetcher, &ListFetcher::finished, this,
            [&](const FetchOutcome &outcome) { arrived.append(outcome.list.hasValue()); });
    fetcher.fetch({server.url("/old.md"), {}, {}});
    QTRY_COMPARE(server.requests().size(), 1);
    fetcher.fetch({server.url(), {}, {}});
    QTRY_COMPARE(arrived, QList<bool>({false, true}));
}

void TestListFetcher::destroyedFetcher_saysNothing()
{
    LoopbackServer server;
    server.setAnswer("/list.md", stalls({}));
    int said = 0;
    {
        ListFetcher fetcher(limits());
        connect(&fetcher, &ListFetcher::finished, this, [&] { ++said; });
        fetcher.fetch({server.url(), {}, {}});
        QTRY_COMPARE(server.requests().size(), 1);
    }
    QCOMPARE(said, 0);
}

void TestListFetcher::progress_reachesTheWhole()
{
    LoopbackServer server;
    const QByteArray body(500'000, 'a');
    server.setAnswer("/list.md", sends(httpBytes(200, body)));
    ListFetcher fetcher(limits());
    QList<std::pair<qint64, qint64>> told;
    connect(&fetcher, &ListFetcher::progressChanged, this, [&](qint64 done, qint64 total) {
        told.append({done, total});
    });
    fetcher.fetch({server.url(), {}, {}});
    QTRY_VERIFY(!fetcher.isFetching());
    QVERIFY(std::is_sorted(told.begin(), told.end()));
    const std::pair<qint64, qint64> whole(body.size(), body.size());
    QCOMPARE(told.last(), whole);
}

QTEST_GUILESS_MAIN(TestListFetcher)
#include "tst_listfetcher.moc"
