// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/catalogbuilder.h"
#include "search/queryrunner.h"
#include "support/listbuilder.h"

#include <QtTest>

using namespace carrel;
using test::ListBuilder;
using Rows = std::vector<quint32>;

namespace {

Rows found(const CatalogPointer &catalog, const QString &text)
{
    return runQuery(*SearchIndex::build(catalog), {}, {parseQuery(text), {}, PaperOrder::List, false});
}

Rows sorted(const CatalogPointer &catalog, PaperOrder order, bool descending)
{
    return runQuery(*SearchIndex::withNameOrders(SearchIndex::build(catalog)), {},
                    {{}, {}, order, descending});
}

} // namespace

/// Several lists at once.
class TestQueriesOfLists final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void severalLists_areFoundByName_andCountedByWork();
};

void TestQueriesOfLists::severalLists_areFoundByName_andCountedByWork()
{
    const CatalogPointer one =
        ListBuilder().section("Systems").entry("A").entry("B").section("Other").entry("C").build();
    const CatalogPointer two = ListBuilder().entry("C").entry("D").entry("B").build();
    const CatalogPointer three = ListBuilder().section("Systems").entry("B").build();
    const CatalogPointer catalog =
        test::withGone(**CatalogBuilder::united({{QStringLiteral("ML Systems"), one},
                                                 {QStringLiteral("Networks"), two},
                                                 {QStringLiteral("Data systems"), three}}),
                       {"Left"});
    QCOMPARE(found(catalog, QStringLiteral("list:\"ml systems\"")), (Rows{0, 1, 2}));
    QCOMPARE(found(catalog, QStringLiteral("list:net")), (Rows{1, 2, 3}));
    QCOMPARE(found(catalog, QStringLiteral("list:systems list:net")), (Rows{1, 2}));
    QCOMPARE(found(catalog, QStringLiteral("-list:systems")), (Rows{3}));
    QCOMPARE(found(catalog, QStringLiteral("list:nowhere")), Rows());
    QCOMPARE(found(catalog, QStringLiteral("lists:1")), (Rows{0, 3}));
    QCOMPARE(found(catalog, QStringLiteral("lists:2")), (Rows{2}));
    QCOMPARE(found(catalog, QStringLiteral("lists:>=2")), (Rows{1, 2}));
    QCOMPARE(found(catalog, QStringLiteral("-lists:3")), (Rows{0, 2, 3}));
    QCOMPARE(found(one, QStringLiteral("lists:1")), (Rows{0, 1, 2}));
    QCOMPARE(found(one, QStringLiteral("lists:>=2")), Rows());
    QCOMPARE(found(catalog, QStringLiteral("section:ml")), Rows());
    QCOMPARE(found(catalog, QStringLiteral("section:systems")), (Rows{0, 1}));
    QCOMPARE(sorted(catalog, PaperOrder::Lists, false), (Rows{0, 3, 2, 1}));
    QCOMPARE(sorted(catalog, PaperOrder::Lists, true), (Rows{1, 2, 0, 3}));
    QCOMPARE(sorted(one, PaperOrder::Lists, true), (Rows{0, 1, 2}));
}

QTEST_GUILESS_MAIN(TestQueriesOfLists)
#include "tst_queriesoflists.moc"
