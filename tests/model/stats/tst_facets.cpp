// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/facets.h"
#include "support/listbuilder.h"

#include <QRandomGenerator>
#include <QtTest>

#include <map>
#include <set>

using namespace carrel;
using test::ListBuilder;

namespace {

std::vector<WorkSet> allWorks(const CatalogPointer &catalog)
{
    return {WorkSet(0, static_cast<quint32>(catalog->workCount()), true)};
}

std::vector<WorkSet> oneWork(const CatalogPointer &catalog, quint32 work)
{
    WorkSet set(0, static_cast<quint32>(catalog->workCount()), false);
    set.insert(work);
    return {set};
}

QStringList described(const std::vector<VenueCount> &counts)
{
    QStringList lines;
    for (const VenueCount &count : counts) {
        lines << QString::fromStdString(count.venue) + QLatin1Char(' ') + QString::number(count.works);
    }
    return lines;
}

QStringList described(const std::vector<YearCount> &counts)
{
    QStringList lines;
    for (const YearCount &count : counts) {
        lines << QString::number(count.year) + QLatin1Char(' ') + QString::number(count.works);
    }
    return lines;
}

/// "A" has two entries in two sections, in two venues and years.
CatalogPointer someList()
{
    EntryDraft survey;
    survey.title = "D";
    survey.survey = true;
    survey.links = {{"https://github.com/a/d", "Code"}, {"#anchor", "x"}};
    return ListBuilder()
        .section("First")
        .entry("A", "arXiv", 2023, "https://arxiv.org/abs/2401.00001")
        .entry("B", "OSDI", 2024, "https://a.example/b")
        .section("Second")
        .entry("C")
        .section("Below", 3)
        .entry("A", "OSDI", 2024)
        .entry("A", "OSDI", 2024)
        .entry(survey)
        .build();
}

CatalogPointer randomList(QRandomGenerator &random)
{
    ListBuilder list;
    for (int i = 0; i < 60; ++i) {
        if (random.bounded(4) == 0) {
            list.section("Section", 1 + random.bounded(4));
        } else if (random.bounded(6) == 0) {
            list.group("Group");
        }
        list.entry(std::to_string(random.bounded(30)), random.bounded(2) == 0 ? "OSDI" : "arXiv",
                   2020 + random.bounded(4));
    }
    return list.build();
}

} // namespace

class TestFacets final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void venues_countEachWorkOnce();
    void venues_thatReadAlikeAreOne();
    void years_riseFromTheUnknown();
    void kinds_areThoseOfAnyEntry();
    void sections_countWorksInThemAndBelow();
    void sections_ofAllWorksAreThoseOfTheCatalog();
    void someWorks_countLikeAReader();
    void noWorks_countNothing();
};

void TestFacets::venues_countEachWorkOnce()
{
    const CatalogPointer catalog = someList();
    QCOMPARE(described(countVenues(*SearchIndex::build(catalog), allWorks(catalog))),
             (QStringList{QStringLiteral("OSDI 2"), QStringLiteral("arXiv 1")}));
    QCOMPARE(described(countVenues(*SearchIndex::build(catalog), oneWork(catalog, 1))),
             QStringList{QStringLiteral("OSDI 1")});
}

void TestFacets::venues_thatReadAlikeAreOne()
{
    const CatalogPointer catalog =
        ListBuilder().entry("A", "S&P").entry("B", "S P").entry("C", "s&p").entry("D", "SP").build();
    QCOMPARE(countVenues(*SearchIndex::build(catalog), allWorks(catalog)).front().works, 3U);
    QCOMPARE(countVenues(*SearchIndex::build(catalog), allWorks(catalog)).size(), std::size_t(2));
}

void TestFacets::years_riseFromTheUnknown()
{
    const CatalogPointer catalog = someList();
    QCOMPARE(described(countYears(*SearchIndex::build(catalog), allWorks(catalog))),
             (QStringList{QStringLiteral("0 2"), QStringLiteral("2023 1"), QStringLiteral("2024 2")}));
}

void TestFacets::kinds_areThoseOfAnyEntry()
{
    const CatalogPointer catalog = someList();
    QCOMPARE(countKinds(*SearchIndex::build(catalog), allWorks(catalog)), (KindCounts{1, 1, 1, 1}));
}

void TestFacets::sections_countWorksInThemAndBelow()
{
    const CatalogPointer catalog = someList();
    QCOMPARE(countSections(*SearchIndex::build(catalog), allWorks(catalog)), (std::vector<quint32>{2, 3, 2}));
    QCOMPARE(countSections(*SearchIndex::build(catalog), oneWork(catalog, 0)),
             (std::vector<quint32>{1, 1, 1}));
}

void TestFacets::sections_ofAllWorksAreThoseOfTheCatalog()
{
    QRandomGenerator random(3);
    for (int round = 0; round < 100; ++round) {
        const CatalogPointer catalog = randomList(random);
        std::vector<quint32> expected;
        for (const Section &section : catalog->sections()) {
            expected.push_back(section.workCount);
        }
        QCOMPARE(countSections(*SearchIndex::build(catalog), allWorks(catalog)), expected);
    }
}

void TestFacets::someWorks_countLikeAReader()
{
    QRandomGenerator random(4);
    for (int round = 0; round < 100; ++round) {
        const CatalogPointer catalog = randomList(random);
        std::vector<WorkSet> works = allWorks(catalog);
        works.front().keepIf([&](quint32) { return random.bounded(2) == 0; });
        std::map<int, std::set<quint32>> years;
        std::vector<std::set<quint32>> sections(catalog->sections().size());
        for (const Entry &entry : catalog->entries()) {
            if (!works.front().contains(entry.work)) {
                continue;
            }
            years[catalog->year(entry)].insert(entry.work);
            for (quint32 each = entry.section; each != kNone; each = catalog->section(each).parent) {
                sections[each].insert(entry.work);
            }
        }
        QStringList expectedYears;
        for (const auto &[year, set] : years) {
            expectedYears << QString::number(year) + QLatin1Char(' ') + QString::number(set.size());
        }
        QCOMPARE(described(countYears(*SearchIndex::build(catalog), works)), expectedYears);
        std::vector<quint32> expected;
        for (const std::set<quint32> &set : sections) {
            expected.push_back(static_cast<quint32>(set.size()));
        }
        QCOMPARE(countSections(*SearchIndex::build(catalog), works), expected);
    }
}

void TestFacets::noWorks_countNothing()
{
    const CatalogPointer catalog = someList();
    QVERIFY(countVenues(*SearchIndex::build(catalog), {}).empty());
    QVERIFY(countYears(*SearchIndex::build(catalog), {}).empty());
    QCOMPARE(countKinds(*SearchIndex::build(catalog), {}), KindCounts());
    QCOMPARE(countSections(*SearchIndex::build(catalog), {}), (std::vector<quint32>{0, 0, 0}));
    QVERIFY(countSections(*SearchIndex::build(ListBuilder().build()), {}).empty());
}

QTEST_GUILESS_MAIN(TestFacets)
#include "tst_facets.moc"
