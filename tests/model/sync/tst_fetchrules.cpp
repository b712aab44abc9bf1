// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/fetchrules.h"
#include "sync/listfetcher.h"

#include <QtTest>

using namespace carrel;

class TestFetchRules final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mayRedirect_toHttpsOrWithinTheHost_data();
    void mayRedirect_toHttpsOrWithinTheHost();
    void waitOf_understandsSecondsAndDates_data();
    void waitOf_understandsSecondsAndDates();
};

void TestFetchRules::mayRedirect_toHttpsOrWithinTheHost_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<bool>("may");
    const auto row = [](const char *from, const char *to, bool may) {
        QTest::addRow("%s to %s", from, to) << QString::fromLatin1(from) << QString::fromLatin1(to) << may;
    };
    row("https://a.org/1", "https://a.org/2", true);
    row("https://a.org/1", "https://b.org/2", true);
    row("http://a.org/1", "https://b.org/2", true);
    row("http://a.org/1", "http://a.org/2", true);
    row("http://a.org/1", "http://a.org:8080/2", true);
    row("http://a.org/1", "http://A.ORG/2", true);
    row("http://a.org/1", "http://b.org/2", false);
    row("https://a.org/1", "http://a.org/2", false);
    row("https://a.org/1", "file:///etc/passwd", false);
    row("https://a.org/1", "ftp://a.org/2", false);
    row("https://a.org/1", "https:///2", false);
    row("https://a.org/1", "javascript:alert(1)", false);
}

void TestFetchRules::mayRedirect_toHttpsOrWithinTheHost()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(bool, may);
    QCOMPARE(mayRedirect(QUrl(from), QUrl(to)), may);
}

void TestFetchRules::waitOf_understandsSecondsAndDates_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("seconds");
    QTest::newRow("seconds") << QByteArray(" 30 ") << 30;
    QTest::newRow("none") << QByteArray("0") << 0;
    QTest::newRow("negative") << QByteArray("-5") << 0;
    QTest::newRow("for ever") << QByteArray("999999999999") << 86400;
    QTest::newRow("overflow") << QByteArray("99999999999999999999999") << 60;
    QTest::newRow("date") << QByteArray("Sat, 07 Feb 2026 10:01:30 GMT") << 90;
    QTest::newRow("past") << QByteArray("Sat, 07 Feb 2026 09:00:00 GMT") << 0;
    QTest::newRow("words") << QByteArray("later") << 60;
    QTest::newRow("nothing") << QByteArray() << 60;
}

void TestFetchRules::waitOf_understandsSecondsAndDates()
{
    QFETCH(QByteArray, text);
    QFETCH(int, seconds);
    const QDateTime now(QDate(2026, 2, 7), QTime(10, 0), Qt::UTC);
    QCOMPARE(waitOf(text, now), std::chrono::seconds(seconds));
}

QTEST_GUILESS_MAIN(TestFetchRules)
#include "tst_fetchrules.moc"
