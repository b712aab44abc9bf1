// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/headingslug.h"

#include <QtTest>

using namespace carrel;

class TestHeadingSlug final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void slug_isThatOfGitHub_data();
    void slug_isThatOfGitHub();
    void key_leavesOutHowItIsWritten();
};

void TestHeadingSlug::slug_isThatOfGitHub_data()
{
    QTest::addColumn<QByteArray>("heading");
    QTest::addColumn<QByteArray>("slug");
    QTest::newRow("words") << QByteArray("GPU Sharing") << QByteArray("gpu-sharing");
    QTest::newRow("ampersand") << QByteArray("Fault & Straggler") << QByteArray("fault--straggler");
    QTest::newRow("entity") << QByteArray("Fault &amp; Straggler") << QByteArray("fault--straggler");
    QTest::newRow("parentheses") << QByteArray("Mixture (MoE)") << QByteArray("mixture-moe");
    QTest::newRow("number") << QByteArray("2.1 DL Scheduling") << QByteArray("21-dl-scheduling");
    QTest::newRow("link") << QByteArray("[ML Systems](mlsystems.md)") << QByteArray("ml-systems");
    QTest::newRow("image") << QByteArray("![x](y.png) A") << QByteArray("a");
    QTest::newRow("code, emphasis") << QByteArray("`foo_bar` *and* _this_") << QByteArray("foo_bar-and-this");
    QTest::newRow("chinese") << QByteArray("数据处理（一）") << QByteArray("数据处理一");
    QTest::newRow("accents") << QByteArray("Évaluation") << QByteArray("évaluation");
    QTest::newRow("emoji") << QByteArray("\U0001F680 Start") << QByteArray("-start");
}

void TestHeadingSlug::slug_isThatOfGitHub()
{
    QFETCH(QByteArray, heading);
    QFETCH(QByteArray, slug);
    QCOMPARE(QByteArray::fromStdString(headingSlug(heading.toStdString())), slug);
}

void TestHeadingSlug::key_leavesOutHowItIsWritten()
{
    QCOMPARE(anchorKey("%E6%95%B0"), anchorKey("数"));
    QCOMPARE(anchorKey("user-content-A"), anchorKey("a"));
}

QTEST_GUILESS_MAIN(TestHeadingSlug)
#include "tst_headingslug.moc"
