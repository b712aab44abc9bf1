// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/queryrunner.h"
#include "support/listbuilder.h"

#include <QtTest>

#include <memory>

using namespace carrel;
using carrel::test::ListBuilder;

namespace {

using Rows = std::vector<quint32>;

Rows found(const CatalogPointer &catalog, const QString &text, const Scope &scope, const WorkStates &states)
{
    return runQuery(*SearchIndex::build(catalog), states, {parseQuery(text), scope});
}

} // namespace

class TestQueryAges final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dateAdded_ordersStablyWithTheUnknownLast();
    void newWorks_areAViewAndAClause();
};

void TestQueryAges::dateAdded_ordersStablyWithTheUnknownLast()
{
    const CatalogPointer catalog =
        ListBuilder().entry("A").entry("B").entry("C").entry("D").entry("E").build();
    const auto ages = std::make_shared<WorkAges>(5);
    ages->set(0, {1000, false, false, false});
    ages->set(1, {3000, true, false, false});
    ages->set(2, {2000, true, false, false});
    ages->set(4, {3000, true, false, false});
    WorkStates states(5);
    states.setAges(ages);
    const auto sorted = [&](bool descending) {
        return runQuery(*SearchIndex::build(catalog), states, {{}, {}, PaperOrder::Added, descending});
    };
    QCOMPARE(sorted(false), (Rows{2, 1, 4, 0, 3}));
    QCOMPARE(sorted(true), (Rows{1, 4, 2, 0, 3}));
}

void TestQueryAges::newWorks_areAViewAndAClause()
{
    const CatalogPointer catalog = ListBuilder().entry("A x").entry("B x").entry("C").build();
    const auto ages = std::make_shared<WorkAges>(3);
    ages->set(1, {3000, true, true, false});
    ages->set(2, {3000, true, true, true});
    WorkStates states(3);
    QCOMPARE(found(catalog, QString(), {PaperView::New}, states), Rows());
    QCOMPARE(found(catalog, QStringLiteral("-is:new"), {}, states), (Rows{0, 1, 2}));
    states.setAges(ages);
    QCOMPARE(found(catalog, QString(), {PaperView::New}, states), (Rows{1, 2}));
    QCOMPARE(found(catalog, QStringLiteral("x"), {PaperView::New}, states), (Rows{1}));
    QCOMPARE(found(catalog, QStringLiteral("is:new"), {}, states), (Rows{1, 2}));
    QCOMPARE(found(catalog, QStringLiteral("-is:new"), {}, states), (Rows{0}));
}

QTEST_GUILESS_MAIN(TestQueryAges)
#include "tst_queryages.moc"
