// SPDX-License-Identifier: GPL-3.0-or-later
#include "mainwindow/updatetext.h"

#include <QtTest>

using namespace carrel;

namespace {

const QDateTime kNow(QDate(2026, 3, 1), QTime(12, 0), Qt::UTC);

ListRecord checkedBefore(qint64 seconds, ListState state)
{
    ListRecord record;
    record.checked = kNow.addSecs(-seconds);
    record.state = state;
    return record;
}

} // namespace

class TestUpdateText final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QStringLiteral("en_US"))); }
    void age_isTold_data();
    void age_isTold();
    void wait_isTold_data();
    void wait_isTold();
    void check_isTold();
    void busyServer_isToldBeforeAllElse();
    void changes_areToldInASentence();
    void transfer_isToldInBytes();
    void refusedAnswer_isToldByItsKind();
};

void TestUpdateText::age_isTold_data()
{
    QTest::addColumn<int>("seconds");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("lasts");
    QTest::newRow("now") << 0 << QStringLiteral("just now") << 60;
    QTest::newRow("a clock that was ahead") << -500 << QStringLiteral("just now") << 60;
    QTest::newRow("59 s") << 59 << QStringLiteral("just now") << 1;
    QTest::newRow("one minute") << 60 << QStringLiteral("1 minute ago") << 60;
    QTest::newRow("minutes") << 3 * 60 + 20 << QStringLiteral("3 minutes ago") << 40;
    QTest::newRow("one hour") << 3600 << QStringLiteral("1 hour ago") << 3600;
    QTest::newRow("hours") << 5 * 3600 + 1 << QStringLiteral("5 hours ago") << 3599;
    QTest::newRow("one day") << 86400 << QStringLiteral("1 day ago") << 86400;
    QTest::newRow("days") << 1234 * 86400 << QStringLiteral("1,234 days ago") << 86400;
}

void TestUpdateText::age_isTold()
{
    QFETCH(int, seconds);
    QFETCH(int, lasts);
    const QDateTime then = kNow.addSecs(-seconds);
    QTEST(agoText(then, kNow), "text");
    QCOMPARE(agoLasts(then, kNow), std::chrono::milliseconds(std::chrono::seconds(lasts)));
    // It says the same until then, and no longer.
    if (seconds >= 0) {
        QCOMPARE(agoText(then, kNow.addSecs(lasts - 1)), agoText(then, kNow));
        QVERIFY(agoText(then, kNow.addSecs(lasts)) != agoText(then, kNow));
    }
}

void TestUpdateText::wait_isTold_data()
{
    QTest::addColumn<int>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("1") << 1 << QStringLiteral("1 second");
    QTest::newRow("59") << 59 << QStringLiteral("59 seconds");
    QTest::newRow("60") << 60 << QStringLiteral("1:00 minutes");
    QTest::newRow("754") << 754 << QStringLiteral("12:34 minutes");
    QTest::newRow("3600") << 3600 << QStringLiteral("1:00:00 hours");
    QTest::newRow("86399") << 86399 << QStringLiteral("23:59:59 hours");
}

void TestUpdateText::wait_isTold()
{
    QFETCH(int, seconds);
    QTEST(waitText(std::chrono::seconds(seconds)), "text");
}

void TestUpdateText::check_isTold()
{
    QCOMPARE(checkText(ListRecord(), kNow), QStringLiteral("never checked"));
    ListRecord record = checkedBefore(180, ListState::Current);
    QCOMPARE(checkText(record, kNow), QStringLiteral("checked 3 minutes ago, unchanged"));
    QCOMPARE(checkText(record, kNow, true), QStringLiteral("checked 3 minutes ago"));
    record.versions.push_back({QStringLiteral("a.md"), record.checked, 1, {}});
    QCOMPARE(checkText(record, kNow), QStringLiteral("updated 3 minutes ago"));
    QCOMPARE(checkText(checkedBefore(180, ListState::Refused), kNow),
             QStringLiteral("checked 3 minutes ago, the answer was no list"));
    QCOMPARE(checkText(checkedBefore(180, ListState::Asks), kNow),
             QStringLiteral("checked 3 minutes ago, a shorter version not taken"));
    QCOMPARE(checkText(checkedBefore(180, ListState::Failed), kNow),
             QStringLiteral("not reached 3 minutes ago"));
}

void TestUpdateText::busyServer_isToldBeforeAllElse()
{
    ListRecord record = checkedBefore(10, ListState::Failed);
    record.addresses = {QUrl(QStringLiteral("https://example.org/list.md"))};
    record.waitUntil = kNow.addMSecs(41'500);
    QCOMPARE(checkText(record, kNow), QStringLiteral("example.org asks to wait 42 seconds"));
    QVERIFY(!waitLeft(record, kNow.addSecs(42)));
}

void TestUpdateText::changes_areToldInASentence()
{
    ListDiff diff;
    QCOMPARE(changesText(diff), QStringLiteral("no paper changed"));
    diff.changes = {{ChangeKind::Moved}};
    QCOMPARE(changesText(diff), QStringLiteral("1 paper moved"));
    diff.changes.assign(1200, {ChangeKind::Added});
    diff.changes.push_back({ChangeKind::Renamed});
    diff.changes.push_back({ChangeKind::LinkGained});
    QCOMPARE(changesText(diff), QStringLiteral("1,200 papers added, 1 renamed, 1 with a new link"));
}

void TestUpdateText::transfer_isToldInBytes()
{
    QCOMPARE(transferText(93'900, 234'700), QStringLiteral("93.9 kB of 234.7 kB"));
    QCOMPARE(transferText(93'900, 0), QStringLiteral("93.9 kB"));
}

void TestUpdateText::refusedAnswer_isToldByItsKind()
{
    UpdateOutcome outcome;
    outcome.error = {ErrorCode::WebPage, QStringLiteral("papers")};
    QCOMPARE(outcomeText(outcome),
             QStringLiteral("The source of papers sent a web page, maybe the login page of this network, "
                            "so nothing was changed."));
    outcome.error = {ErrorCode::DownloadCancelled, QString()};
    QCOMPARE(outcomeText(outcome), QString());
    outcome.kind = UpdateOutcome::Kind::Unchanged;
    QCOMPARE(outcomeText(outcome), QString());
}

QTEST_GUILESS_MAIN(TestUpdateText)
#include "tst_updatetext.moc"
