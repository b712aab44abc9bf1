// SPDX-License-Identifier: GPL-3.0-or-later
// What the reader sees when an update goes wrong: a sentence, the list in use, a window that answers.
#include "updatefixture.h"

#include "dialogs/lossdialog.h"

#include <QPushButton>

using namespace carrel;
using namespace carrel::test;

namespace {

/// How the server of a row behaves, and what the reader is told.
struct Case
{
    const char *name;
    std::function<void(UpdateFixture &f)> prepare;
    const char *message;
};

Answer redirects(int status, const QByteArray &location)
{
    return sends(httpBytes(status, {}, "Location: " + location + "\r\n"));
}

void answer(UpdateFixture &f, const Answer &with)
{
    f.server.setAnswer("/list.md", with);
}

/// Four megabytes of zeros, packed a thousand to one.
QByteArray gzipBomb()
{
    constexpr qsizetype kSize = 4 * 1024 * 1024;
    const QByteArray packed = qCompress(QByteArray(kSize, '\0'), 9);
    // Without the head and the sum of qCompress(), with those of gzip.
    return QByteArray::fromHex("1f8b0800000000000003") + packed.mid(6, packed.size() - 10) +
           QByteArray::fromHex("6a40471100004000");
}

std::vector<Case> cases()
{
    const QByteArray half = papers(0, 60).left(1000);
    return {
        {"301 to a file", [](auto &f) { answer(f, redirects(301, "file:///etc/passwd")); },
         "leads to another address that is not safe to follow"},
        {"302 to plain http", [](auto &f) { answer(f, redirects(302, "http://example.org/list.md")); },
         "leads to another address that is not safe to follow"},
        {"307 loop", [](auto &f) { answer(f, redirects(307, "/list.md")); },
         "leads from one address to the next without end"},
        {"308 loop", [](auto &f) { answer(f, redirects(308, "/list.md")); },
         "leads from one address to the next without end"},
        {"403", [](auto &f) { answer(f, sends(httpBytes(403))); }, "does not let Carrel have this list"},
        {"404", [](auto &f) { answer(f, sends(httpBytes(404))); }, "has no list at this address"},
        {"429", [](auto &f) { answer(f, sends(httpBytes(429, {}, "Retry-After: 120\r\n"))); },
         "You can ask again in 2:00 minutes."},
        {"500", [](auto &f) { answer(f, sends(httpBytes(500))); }, "has a problem of its own"},
        {"trickle",
         [half](auto &f) {
             answer(f, drips(httpBytes(200, half.left(50), "Content-Length: 5000\r\n"), End::Stalls));
         },
         "does not answer, or too slowly"},
        {"stalled in the middle",
         [half](auto &f) { answer(f, stalls(httpBytes(200, half, "Content-Length: 5000\r\n"))); },
         "does not answer, or too slowly"},
        {"cut in the middle",
         [half](auto &f) { answer(f, sends(httpBytes(200, half, "Content-Length: 5000\r\n"))); },
         "ended before the list was there"},
        {"endless", [](auto &f) { answer(f, repeats("HTTP/1.1 200 OK\r\n\r\n", QByteArray(65'536, 'x'))); },
         "sends more than Carrel fetches"},
        {"gzip bomb",
         [](auto &f) { answer(f, sends(httpBytes(200, gzipBomb(), "Content-Encoding: gzip\r\n"))); },
         "sends more than Carrel fetches"},
        {"captive portal",
         [](auto &f) { answer(f, sends(httpBytes(200, "<!DOCTYPE html><html>Log in</html>"))); },
         "The source of papers sent a web page, maybe the login page of this network, so nothing was "
         "changed."},
        {"empty", [](auto &f) { answer(f, sends(httpBytes(200))); },
         "The source of papers sent a text without any paper, so nothing was changed."},
        {"JSON", [](auto &f) { answer(f, sends(httpBytes(200, "{\"message\": \"no\"}"))); },
         "The source of papers sent JSON, maybe an error message, so nothing was changed."},
        {"huge header",
         [](auto &f) {
             answer(f, sends(httpBytes(200, {}, "X-Large: " + QByteArray(1 << 20, 'x') + "\r\n")));
         },
         ""},
        {"server gone", [](auto &f) { f.server.close(); }, "cannot be reached"},
    };
}

} // namespace

class TestUpdateFailures final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reader_isToldAndKeepsTheList_data();
    void reader_isToldAndKeepsTheList();
    void halfAList_isAskedAbout();
    void untrustedCertificate_isRefused();
    void unknownName_isTold();
    void redirect_isFollowed_data();
    void redirect_isFollowed();
    void window_answersWhileTheServerIsSilent();

private:
    static FetchLimits impatient()
    {
        FetchLimits limits;
        limits.silence = std::chrono::milliseconds(100);
        limits.mostBytes = 1 << 20;
        return limits;
    }
};

void TestUpdateFailures::reader_isToldAndKeepsTheList_data()
{
    QTest::addColumn<int>("number");
    int number = 0;
    for (const Case &each : cases()) {
        QTest::newRow(each.name) << number++;
    }
}

void TestUpdateFailures::reader_isToldAndKeepsTheList()
{
    QFETCH(int, number);
    const Case row = cases()[static_cast<std::size_t>(number)];
    UpdateFixture f(impatient());
    QVERIFY(f.isReady());
    f.window->browser().selectRow(20);
    row.prepare(f);
    f.window->findChild<ListUpdates *>()->setMostMegabytes(1);
    QVERIFY(f.updateAndWait());
    QVERIFY(!f.message().isEmpty());
    QVERIFY2(f.message().contains(QLatin1String(row.message)), qPrintable(f.message()));
    QCOMPARE(f.kept(), papers(0, 60));
    QCOMPARE(f.rows(), 60);
    QCOMPARE(f.currentTitle(), QStringLiteral("Paper number 20"));
    // The next update is as if nothing had been, but where the server asked to wait or is gone.
    if (!QLatin1String(row.name).startsWith(QLatin1String("429")) &&
        QLatin1String(row.name) != QLatin1String("server gone")) {
        f.serve(papers(0, 61));
        f.update();
        QTRY_COMPARE(f.rows(), 61);
        QCOMPARE(f.currentTitle(), QStringLiteral("Paper number 20"));
    }
}

void TestUpdateFailures::halfAList_isAskedAbout()
{
    UpdateFixture f;
    QVERIFY(f.isReady());
    f.serve(papers(0, 60).left(papers(0, 60).size() / 2));
    f.update();
    QTRY_VERIFY(f.window->findChild<LossDialog *>());
    QCOMPARE(f.kept(), papers(0, 60));
    QCOMPARE(f.rows(), 60);
}

void TestUpdateFailures::untrustedCertificate_isRefused()
{
    UpdateFixture f(impatient(), LoopbackServer::Kind::Tls);
    QVERIFY(f.isReady());
    f.serve(papers(0, 61));
    QVERIFY(f.updateAndWait());
    QVERIFY2(f.message().contains(QStringLiteral("cannot prove that it is the right server")),
             qPrintable(f.message()));
    QCOMPARE(f.kept(), papers(0, 60));
    QVERIFY(f.server.requests().isEmpty());
}

void TestUpdateFailures::unknownName_isTold()
{
    UpdateFixture f(impatient(), LoopbackServer::Kind::Plain, [](ListRecord &record) {
        record.addresses = {QUrl(QStringLiteral("http://carrel.invalid/list.md"))};
    });
    QVERIFY(f.isReady());
    QVERIFY(f.updateAndWait());
    QVERIFY(!f.message().isEmpty());
    QVERIFY2(f.message().contains(QStringLiteral("carrel.invalid")), qPrintable(f.message()));
    QCOMPARE(f.kept(), papers(0, 60));
}

void TestUpdateFailures::redirect_isFollowed_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {301, 302, 307, 308}) {
        QTest::addRow("%d", status) << status;
    }
}

void TestUpdateFailures::redirect_isFollowed()
{
    QFETCH(int, status);
    UpdateFixture f;
    QVERIFY(f.isReady());
    f.server.setAnswer("/list.md", redirects(status, "/moved.md"));
    f.server.setAnswer("/moved.md", sends(httpBytes(200, papers(0, 61))));
    f.update();
    QTRY_COMPARE(f.rows(), 61);
    QTRY_COMPARE(f.message(), QStringLiteral("Updated: 1 paper added."));
}

/// Whoever waited for the server in the event loop of the window would not come to what is posted to it.
void TestUpdateFailures::window_answersWhileTheServerIsSilent()
{
    UpdateFixture f;
    QVERIFY(f.isReady());
    f.server.setAnswer("/list.md", stalls({}));
    f.update();
    QTRY_COMPARE(f.server.requests().size(), 1);
    QVERIFY(f.isUpdating());
    QVERIFY(!QApplication::activeModalWidget());
    bool answered = false;
    QMetaObject::invokeMethod(
        f.window, [&] { answered = true; }, Qt::QueuedConnection);
    QCoreApplication::processEvents();
    QVERIFY(answered);
    QTest::keyClick(f.window, Qt::Key_J);
    QVERIFY(!f.currentTitle().isEmpty());
    QVERIFY(f.isUpdating());
    f.action("Stop Updating")->trigger();
    QTRY_VERIFY(!f.isUpdating());
    QCOMPARE(f.kept(), papers(0, 60));
}

QTEST_MAIN(TestUpdateFailures)
#include "tst_updatefailures.moc"
