// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/listsnapshot.h"
#include "support/listbuilder.h"

#include <QRandomGenerator>
#include <QtTest>

#include <algorithm>

using namespace carrel;

/// What a list held when it was seen, and where titles stand in it.
class TestListSnapshot final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void places_areThoseOfALinearSearch_data();
    void places_areThoseOfALinearSearch();
    void placesIn_isTheFirstOfEachTitleThere();
    void onlyPlacesIn_isOfTitlesThatStandOnceInEach();
    void bytes_giveTheSnapshotBack();
    void bytes_cutAnywhere_giveNothing();
    void bytesOfACatalog_areThoseOfItsSnapshot();
};

namespace {

std::vector<quint64> randomTitles(std::size_t count, quint64 different)
{
    QRandomGenerator random(7);
    std::vector<quint64> titles;
    for (std::size_t i = 0; i < count; ++i) {
        // Spread over all numbers, as hashes are; every now and then none.
        const quint64 title = random.generate() % different;
        titles.push_back(title * 0x9E3779B97F4A7C15);
    }
    return titles;
}

std::vector<quint32> searched(const std::vector<quint64> &titles, quint64 title)
{
    std::vector<quint32> places;
    for (quint32 place = 0; place < titles.size(); ++place) {
        if (titles[place] == title) {
            places.push_back(place);
        }
    }
    return places;
}

} // namespace

void TestListSnapshot::places_areThoseOfALinearSearch_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("different");
    QTest::newRow("none") << 0 << 1;
    QTest::newRow("one") << 1 << 100;
    QTest::newRow("two") << 2 << 100;
    QTest::newRow("hardly any twice") << 1000 << 100000;
    QTest::newRow("all many times") << 1000 << 30;
    QTest::newRow("all alike") << 300 << 1;
}

void TestListSnapshot::places_areThoseOfALinearSearch()
{
    QFETCH(int, count);
    QFETCH(int, different);
    const std::vector<quint64> titles =
        randomTitles(static_cast<std::size_t>(count), static_cast<quint64>(different));
    const TitlePlaces places(titles);
    std::vector<quint64> asked = titles;
    asked.insert(asked.end(), {0, 1, ~quint64(0), quint64(1) << 63});
    for (const quint64 title : asked) {
        const auto found = places.find(title);
        QCOMPARE(std::vector<quint32>(found.begin(), found.end()), searched(titles, title));
    }
    std::vector<quint64> once = titles;
    std::sort(once.begin(), once.end());
    once.erase(std::unique(once.begin(), once.end()), once.end());
    std::erase(once, kNoTitle);
    QCOMPARE(places.distinct(), once.size());
}

void TestListSnapshot::placesIn_isTheFirstOfEachTitleThere()
{
    const std::vector<quint64> mine = randomTitles(500, 200);
    const std::vector<quint64> theirs = randomTitles(300, 400);
    const std::vector<quint32> found = TitlePlaces(mine).placesIn(TitlePlaces(theirs));
    QCOMPARE(found.size(), mine.size());
    for (std::size_t place = 0; place < mine.size(); ++place) {
        const std::vector<quint32> there = searched(theirs, mine[place]);
        QCOMPARE(found[place], there.empty() || mine[place] == kNoTitle ? kNone : there.front());
    }
}

void TestListSnapshot::onlyPlacesIn_isOfTitlesThatStandOnceInEach()
{
    const std::vector<quint64> mine = randomTitles(500, 400);
    const std::vector<quint64> theirs = randomTitles(300, 400);
    const std::vector<quint32> found = TitlePlaces(mine).onlyPlacesIn(TitlePlaces(theirs));
    QCOMPARE(found.size(), mine.size());
    for (std::size_t place = 0; place < mine.size(); ++place) {
        const std::vector<quint32> there = searched(theirs, mine[place]);
        const bool once =
            mine[place] != kNoTitle && there.size() == 1 && searched(mine, mine[place]).size() == 1;
        QCOMPARE(found[place], once ? there.front() : kNone);
    }
}

void TestListSnapshot::bytes_giveTheSnapshotBack()
{
    const ListSnapshot snapshot{
        QStringLiteral("Papers \u952e"), randomTitles(100, 1000), {1, 2, ~quint64(0)}};
    const QByteArray bytes = snapshot.toBytes();
    // As they are stored: little-endian, whatever the machine.
    QVERIFY(bytes.endsWith(QByteArray("\x02\0\0\0\0\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff", 16)));
    QCOMPARE(ListSnapshot::fromBytes(bytes), std::optional(snapshot));
}

void TestListSnapshot::bytes_cutAnywhere_giveNothing()
{
    const ListSnapshot snapshot{QStringLiteral("Papers"), {1, 2, 3}, {4}};
    const QByteArray bytes = snapshot.toBytes();
    for (qsizetype size = 0; size < bytes.size(); ++size) {
        QVERIFY(!ListSnapshot::fromBytes(bytes.left(size)));
    }
}

void TestListSnapshot::bytesOfACatalog_areThoseOfItsSnapshot()
{
    const CatalogPointer catalog = test::ListBuilder()
                                       .section("A")
                                       .entry("One", "arXiv", 2024, "https://arxiv.org/abs/2402.00002")
                                       .entry("Two", "arXiv", 2024, "https://arxiv.org/abs/2401.00001")
                                       .entry("One", "arXiv", 2024, "https://arxiv.org/pdf/2402.00002")
                                       .entry("---")
                                       .build();
    const ListKeys keys = listKeys(*catalog);
    QCOMPARE(keys.titles.size(), std::size_t(4));
    QCOMPARE(keys.ids.size(), std::size_t(3));
    QCOMPARE(snapshotBytes(*catalog), snapshotOf(*catalog, keys).toBytes());
    QCOMPARE(snapshotBytes(Catalog()), snapshotOf(Catalog(), {}).toBytes());
}

QTEST_GUILESS_MAIN(TestListSnapshot)
#include "tst_listsnapshot.moc"
