// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetchonce.h"

#include <QtTest>

using namespace carrel;
using namespace carrel::test;

namespace {

FetchLimits impatient()
{
    FetchLimits shortest = limits();
    shortest.connecting = std::chrono::milliseconds(1);
    shortest.silence = std::chrono::milliseconds(1);
    return shortest;
}

} // namespace

class TestFetchFailures final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void slowDrip_arrives();
    void trickle_isSilence();
    void silentServer_isLeft();
    void silentGreeting_isLeft();
    void stalledBody_isLeft();
    void cutBody_isAnError();
    void bodyWithoutASureEnd_isNotRemembered_data();
    void bodyWithoutASureEnd_isNotRemembered();
    void longerContentLength_isAnError();
    void shorterContentLength_endsThere();
    void announcedSize_isRefusedAtOnce();
    void endlessBody_isLeftAtTheLimit();
    void gzipBomb_isLeftAtTheLimit();
    void damagedGzip_isAnError();
    void hugeHeader_endsTheFetch();
    void noHttp_isAnError();
    void untrustedCertificate_isRefused();
    void unknownName_isAnError();
    void serverGone_isAnError();
};

void TestFetchFailures::slowDrip_arrives()
{
    LoopbackServer server;
    server.setAnswer("/list.md", drips(httpBytes(200, kList)));
    const FetchOutcome outcome = outcomeOf(server.url());
    QVERIFY(outcome.list.hasValue());
    QCOMPARE(outcome.list->bytes, kList);
}

void TestFetchFailures::trickle_isSilence()
{
    LoopbackServer server;
    server.setAnswer("/list.md", drips(httpBytes(200, kList, "Content-Length: 5000\r\n"), End::Stalls));
    FetchLimits within = limits();
    within.silence = std::chrono::milliseconds(1);
    QCOMPARE(codeOf(server.url(), within), std::optional(ErrorCode::ServerSilent));
}

void TestFetchFailures::silentServer_isLeft()
{
    LoopbackServer server;
    server.setAnswer("/list.md", stalls({}));
    QCOMPARE(codeOf(server.url(), impatient()), std::optional(ErrorCode::ServerSilent));
}

void TestFetchFailures::silentGreeting_isLeft()
{
    LoopbackServer server;
    QUrl url = server.url();
    url.setScheme(QStringLiteral("https"));
    FetchLimits within = limits();
    within.connecting = std::chrono::milliseconds(1);
    QCOMPARE(codeOf(url, within), std::optional(ErrorCode::ServerSilent));
}

void TestFetchFailures::stalledBody_isLeft()
{
    LoopbackServer server;
    server.setAnswer("/list.md", stalls(httpBytes(200, kList, "Content-Length: 100000\r\n")));
    FetchLimits within = limits();
    within.silence = std::chrono::milliseconds(50);
    QCOMPARE(codeOf(server.url(), within), std::optional(ErrorCode::ServerSilent));
}

void TestFetchFailures::cutBody_isAnError()
{
    LoopbackServer server;
    server.setAnswer("/list.md", sends(httpBytes(200, kList, "Content-Length: 100000\r\n")));
    QCOMPARE(codeOf(server.url()), std::optional(ErrorCode::ConnectionLost));
}

void TestFetchFailures::bodyWithoutASureEnd_isNotRemembered_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("chunks") << httpBytes(200, "10\r\n0123456789abcdef\r\n10\r\n0123",
                                         "ETag: \"abc\"\r\nTransfer-Encoding: chunked\r\n");
    QTest::newRow("no length") << QByteArray(
        "HTTP/1.1 200 OK\r\nETag: \"abc\"\r\nConnection: close\r\n\r\n0123");
}

void TestFetchFailures::bodyWithoutASureEnd_isNotRemembered()
{
    QFETCH(QByteArray, bytes);
    LoopbackServer server;
    server.setAnswer("/list.md", sends(bytes));
    const FetchOutcome outcome = outcomeOf(server.url());
    QVERIFY(!outcome.list || outcome.list->etag.isEmpty());
}

void TestFetchFailures::longerContentLength_isAnError()
{
    LoopbackServer server;
    const QByteArray length = "Content-Length: " + QByteArray::number(kList.size() + 1) + "\r\n";
    server.setAnswer("/list.md", sends(httpBytes(200, kList, length)));
    QCOMPARE(codeOf(server.url()), std::optional(ErrorCode::ConnectionLost));
}

void TestFetchFailures::shorterContentLength_endsThere()
{
    LoopbackServer server;
    server.setAnswer("/list.md", sends(httpBytes(200, kList, "Content-Length: 9\r\n")));
    const FetchOutcome outcome = outcomeOf(server.url());
    QVERIFY(outcome.list.hasValue());
    QCOMPARE(outcome.list->bytes, QByteArray("# Papers\n"));
}

void TestFetchFailures::announcedSize_isRefusedAtOnce()
{
    LoopbackServer server;
    server.setAnswer("/list.md", stalls(httpBytes(200, {}, "Content-Length: 99999999999\r\n")));
    QCOMPARE(codeOf(server.url()), std::optional(ErrorCode::DownloadTooLarge));
}

void TestFetchFailures::endlessBody_isLeftAtTheLimit()
{
    LoopbackServer server;
    server.setAnswer("/list.md",
                     repeats("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", QByteArray(65536, 'a')));
    FetchLimits within = limits();
    within.mostBytes = 1'000'000;
    QCOMPARE(codeOf(server.url(), within), std::optional(ErrorCode::DownloadTooLarge));
}

void TestFetchFailures::gzipBomb_isLeftAtTheLimit()
{
    LoopbackServer server;
    const QByteArray bomb = packed("a", 50'000'000);
    QVERIFY(!bomb.isEmpty());
    FetchLimits within = limits();
    within.mostBytes = 10'000'000;
    QVERIFY(bomb.size() < within.mostBytes / 100);
    server.setAnswer("/list.md", sends(httpBytes(200, bomb, "Content-Encoding: gzip\r\n")));
    QCOMPARE(codeOf(server.url(), within), std::optional(ErrorCode::DownloadTooLarge));
}

void TestFetchFailures::damagedGzip_isAnError()
{
    LoopbackServer server;
    server.setAnswer("/list.md", sends(httpBytes(200, kList, "Content-Encoding: gzip\r\n")));
    QCOMPARE(codeOf(server.url()), std::optional(ErrorCode::AnswerUnusable));
}

void TestFetchFailures::hugeHeader_endsTheFetch()
{
    LoopbackServer server;
    server.setAnswer("/list.md", sends("HTTP/1.1 200 OK\r\nX-Large: " + QByteArray(2'000'000, 'a')));
    QVERIFY(!outcomeOf(server.url()).list);
}

void TestFetchFailures::noHttp_isAnError()
{
    LoopbackServer server;
    server.setAnswer("/list.md", sends("220 mail.example.org ESMTP\r\n\r\n"));
    QVERIFY(!outcomeOf(server.url()).list);
}

void TestFetchFailures::untrustedCertificate_isRefused()
{
    LoopbackServer server(LoopbackServer::Kind::Tls);
    server.setAnswer("/list.md", sends(httpBytes(200, kList)));
    QCOMPARE(codeOf(server.url()), std::optional(ErrorCode::CertificateRefused));
    QVERIFY(server.requests().isEmpty());
}

void TestFetchFailures::unknownName_isAnError()
{
    const FetchOutcome outcome = outcomeOf(QUrl(QStringLiteral("http://nobody.invalid/list.md")));
    QCOMPARE(outcome.list.error().code, ErrorCode::HostUnknown);
    QCOMPARE(outcome.list.error().detail, QStringLiteral("nobody.invalid"));
}

void TestFetchFailures::serverGone_isAnError()
{
    LoopbackServer server;
    const QUrl url = server.url();
    server.close();
    QCOMPARE(codeOf(url), std::optional(ErrorCode::ServerUnreachable));
}

QTEST_GUILESS_MAIN(TestFetchFailures)
#include "tst_fetchfailures.moc"
