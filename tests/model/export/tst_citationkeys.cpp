// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/citationkeys.h"

#include "samplelist.h"

#include <QtTest>

#include <algorithm>
#include <set>

using namespace carrel;
using namespace carrel::test;

class TestCitationKeys final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void key_readsLikeThePaper_data();
    void key_readsLikeThePaper();
    void key_alias_isPreferred();
    void key_preprintWithoutYear_takesItFromTheId();
    void keys_ofOneName_bearPiecesOfTheirIds();
    void keys_ofWorksThatLookAlike_differ();
    void key_doesNotDependOnLaterWorksOfOtherNames();
};

void TestCitationKeys::key_readsLikeThePaper_data()
{
    QTest::addColumn<QByteArray>("title");
    QTest::addColumn<QByteArray>("venue");
    QTest::addColumn<int>("year");
    QTest::addColumn<QByteArray>("key");
    QTest::newRow("name") << QByteArray("Orca: A Distributed Serving System") << QByteArray("OSDI") << 2022
                          << QByteArray("orca-osdi22");
    QTest::newRow("name of words") << QByteArray("Ray Data: Streams") << QByteArray("USENIX ATC") << 2005
                                   << QByteArray("ray-data-usenixatc05");
    QTest::newRow("no name") << QByteArray("On the Efficient Training of Models") << QByteArray("SOSP")
                             << 2023 << QByteArray("efficient-training-sosp23");
    QTest::newRow("sentence before the colon")
        << QByteArray("Is all you need attention: a study") << QByteArray() << 0 << QByteArray("all-you");
    QTest::newRow("accents") << QByteArray("Über Łódź: x") << QByteArray("S&P") << 2024
                             << QByteArray("uber-lodz-sp24");
    QTest::newRow("Greek") << QByteArray("λScale: x") << QByteArray("OSDI") << 0
                           << QByteArray("lambdascale-osdi");
    QTest::newRow("no ASCII") << QByteArray("标题") << QByteArray("OSDI") << 2024
                              << QByteArray("paper-osdi24");
    QTest::newRow("hostile") << QByteArray("a{b}%,\\x: y") << QByteArray("O{S}") << 2024
                             << QByteArray("a-b-x-os24");
    QTest::newRow("endless") << QByteArray(100, 'x') << QByteArray("SC") << 2024
                             << QByteArray(40, 'x') + QByteArray("-sc24");
}

void TestCitationKeys::key_readsLikeThePaper()
{
    QFETCH(QByteArray, title);
    QFETCH(QByteArray, venue);
    QFETCH(int, year);
    const CatalogPointer list =
        ListBuilder().section("A").entry(title.toStdString(), venue.toStdString(), year).build();
    QTEST(QByteArray::fromStdString(CitationKeys(*list).key(0)), "key");
}

void TestCitationKeys::key_alias_isPreferred()
{
    EntryDraft second;
    second.title = "Training Models";
    second.aliases = {"Megatron-LM v2"};
    const CatalogPointer list =
        ListBuilder().section("A").entry("Training Models", "SC", 2021).section("B").entry(second).build();
    QCOMPARE(CitationKeys(*list).key(0), std::string("megatron-lm-v2-sc21"));
}

void TestCitationKeys::key_preprintWithoutYear_takesItFromTheId()
{
    const CatalogPointer list =
        ListBuilder().section("A").entry("Orca: x", "arXiv", 0, "https://arxiv.org/abs/2401.00001").build();
    QCOMPARE(CitationKeys(*list).key(0), std::string("orca-arxiv24"));
}

void TestCitationKeys::keys_ofOneName_bearPiecesOfTheirIds()
{
    const CatalogPointer list = ListBuilder()
                                    .section("A")
                                    .entry("Orca: one", "OSDI", 2022)
                                    .entry("Orca: two", "OSDI", 2022)
                                    .entry("Orca: three", "OSDI", 2023)
                                    .build();
    const CitationKeys keys(*list);
    QCOMPARE(keys.key(0), "orca-osdi22." + list->workId(0).left(4).toStdString());
    QCOMPARE(keys.key(1), "orca-osdi22." + list->workId(1).left(4).toStdString());
    QCOMPARE(keys.key(2), std::string("orca-osdi23"));
}

void TestCitationKeys::keys_ofWorksThatLookAlike_differ()
{
    // 3,000 works of one readable key: some share four digits of their id.
    ListBuilder list;
    list.section("A");
    for (int i = 0; i < 3000; ++i) {
        list.entry("Orca: number " + std::to_string(i), "OSDI", 2022);
    }
    list.entry("???", "OSDI", 2022)
        .entry("!!!", "OSDI", 2022)
        .entry({}, "OSDI", 2022)
        .entry({}, "OSDI", 2022);
    const CatalogPointer catalog = list.build();
    const CitationKeys keys(*catalog);
    std::set<std::string> all;
    bool longer = false;
    for (quint32 work = 0; work < catalog->workCount(); ++work) {
        const std::string key = keys.key(work);
        longer = longer || key.size() == std::string_view("orca-osdi22.12345678").size();
        all.insert(key);
    }
    QCOMPARE(all.size(), catalog->workCount());
    QVERIFY(longer);
}

void TestCitationKeys::key_doesNotDependOnLaterWorksOfOtherNames()
{
    const auto keyIn = [](ListBuilder list) {
        const CatalogPointer catalog = list.build();
        return CitationKeys(*catalog).key(0);
    };
    ListBuilder one;
    one.section("A").entry("Orca: one", "OSDI", 2022);
    ListBuilder two = one;
    two.entry("Whale: two", "OSDI", 2022);
    QCOMPARE(keyIn(one), keyIn(two));
}

QTEST_APPLESS_MAIN(TestCitationKeys)
#include "tst_citationkeys.moc"
