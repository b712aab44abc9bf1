// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/entry.h"
#include "search/workrows.h"

#include <QRandomGenerator>
#include <QtTest>

#include <algorithm>
#include <set>

using namespace carrel;
using Works = std::vector<quint32>;

namespace {

/// Of 300 numbers in stretches of 128.
WorkRows rowsOf(const std::set<quint32> &works)
{
    std::vector<WorkSet> pieces{{0, 128, false}, {128, 128, false}, {256, 44, false}};
    for (const quint32 work : works) {
        pieces[work / 128].insert(work);
    }
    return WorkRows(std::make_shared<const std::vector<WorkSet>>(std::move(pieces)));
}

} // namespace

class TestWorkRows final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void noRows_areEmpty();
    void allWorks_standInTheirOrder();
    void foundWorks_areLookedUpByRowAndByWork();
    void sortedWorks_keepTheirOrder();
    void lastWork_isReached();
    void equalRows_areEqualInAnyForm();
};

void TestWorkRows::noRows_areEmpty()
{
    for (const WorkRows &rows : {WorkRows(), WorkRows(Works()), WorkRows::all(0), rowsOf({})}) {
        QVERIFY(rows.empty());
        QCOMPARE(rows.size(), 0U);
        QCOMPARE(rows.rowOf(0), kNone);
        QCOMPARE(rows.works(), Works());
        QVERIFY(rows == WorkRows());
    }
    QCOMPARE(WorkRows(std::make_shared<const std::vector<WorkSet>>()).rowOf(3), kNone);
}

void TestWorkRows::allWorks_standInTheirOrder()
{
    const WorkRows rows = WorkRows::all(3);
    QCOMPARE(rows.works(), (Works{0, 1, 2}));
    QCOMPARE(rows[2], 2U);
    QCOMPARE(rows.rowOf(2), 2U);
    QCOMPARE(rows.rowOf(3), kNone);
    QVERIFY(rows.isInListOrder());
}

void TestWorkRows::foundWorks_areLookedUpByRowAndByWork()
{
    QRandomGenerator random(5);
    for (int round = 0; round < 200; ++round) {
        std::set<quint32> works;
        for (quint32 n = random.bounded(1U + 3U * (round + 1U)); n > 0; --n) {
            works.insert(random.bounded(300U));
        }
        const WorkRows rows = rowsOf(works);
        QCOMPARE(rows.works(), Works(works.begin(), works.end()));
        quint32 row = 0;
        for (const quint32 work : works) {
            QCOMPARE(rows[row], work);
            QCOMPARE(rows.rowOf(work), row);
            ++row;
        }
        for (quint32 work = 0; work < 400; ++work) {
            QCOMPARE(rows.rowOf(work) == kNone, works.count(work) == 0);
        }
        QVERIFY(rows.isInListOrder());
    }
}

void TestWorkRows::sortedWorks_keepTheirOrder()
{
    const WorkRows rows{7, 2, 5};
    QCOMPARE(rows.works(), (Works{7, 2, 5}));
    QCOMPARE(rows[1], 2U);
    QCOMPARE(rows.rowOf(5), 2U);
    QCOMPARE(rows.rowOf(1), kNone);
    QVERIFY(!rows.isInListOrder());
}

void TestWorkRows::lastWork_isReached()
{
    for (const WorkRows &rows : {WorkRows{7, 2, 5}, rowsOf({1, 7}), WorkRows::all(8)}) {
        QVERIFY(rows.reach(0));
        QVERIFY(rows.reach(7));
        QVERIFY(!rows.reach(8));
    }
    QVERIFY(!WorkRows().reach(0));
    QVERIFY(!rowsOf({}).reach(0));
}

void TestWorkRows::equalRows_areEqualInAnyForm()
{
    std::set<quint32> three{1, 130, 299};
    QVERIFY(rowsOf(three) == rowsOf(three));
    QVERIFY(rowsOf(three) == (WorkRows{1, 130, 299}));
    QVERIFY(!(rowsOf(three) == (WorkRows{1, 299, 130})));
    QVERIFY(!(rowsOf(three) == (WorkRows{1, 131, 299})));
    QVERIFY(!(rowsOf(three) == rowsOf({1, 131, 299})));
    QVERIFY(!(rowsOf(three) == rowsOf({1, 130})));
    std::set<quint32> all;
    for (quint32 work = 0; work < 300; ++work) {
        all.insert(work);
    }
    QVERIFY(rowsOf(all) == WorkRows::all(300));
    QVERIFY(WorkRows::all(300) == WorkRows(Works(all.begin(), all.end())));
    QVERIFY(!(WorkRows::all(299) == rowsOf(all)));
    all.erase(150);
    QVERIFY(!(rowsOf(all) == WorkRows::all(299)));
    QVERIFY(!(WorkRows{0, 2, 1, 3} == WorkRows::all(4)));
}

QTEST_APPLESS_MAIN(TestWorkRows)
#include "tst_workrows.moc"
