// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/itemroles.h"
#include "items/sectiontreemodel.h"
#include "support/listbuilder.h"

#include <QAbstractItemModelTester>
#include <QtTest>

#include <memory>

using namespace carrel;
using test::ListBuilder;

/// Several lists in the tree of the sidebar.
class TestListRows final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void severalLists_standBelowOneHead()
    {
        SectionTreeModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const auto listRow = [&model](int row) { return model.index(row, 0, model.index(1, 0)); };

        const CatalogPointer one = ListBuilder()
                                       .section("Training")
                                       .entry("A")
                                       .build({QStringLiteral("one"), QStringLiteral("me/one")});
        const CatalogPointer two = ListBuilder().section("Serving").entry("A").entry("B").build();
        model.setCatalog(one, std::make_shared<WorkStates>(1));
        QCOMPARE(model.index(1, 0).data(PathNameRole).toString(), QStringLiteral("one"));
        model.setCatalog(
            *CatalogBuilder::united({{QStringLiteral("First"), one}, {QStringLiteral("Second"), two}}),
            std::make_shared<WorkStates>(2));
        const QModelIndex head = model.index(1, 0);
        QCOMPARE(head.data().toString(), QStringLiteral("Lists"));
        QCOMPARE(head.data(PathNameRole).toString(), QString());
        QCOMPARE(model.rowCount(head), 2);
        QCOMPARE(listRow(0).data().toString(), QStringLiteral("First"));
        QCOMPARE(listRow(0).data(PathNameRole).toString(), QStringLiteral("one"));
        QCOMPARE(listRow(0).data(CountRole).toInt(), 1);
        QCOMPARE(listRow(1).data(PathNameRole).toString(), QStringLiteral("Second"));
        QCOMPARE(listRow(1).data(CountRole).toInt(), 2);
        QVERIFY(listRow(1).data(ListRole).toBool());
        const QModelIndex section = model.index(0, 0, listRow(1));
        QCOMPARE(section.data().toString(), QStringLiteral("Serving"));
        QVERIFY(!section.data(ListRole).toBool());
        QVERIFY(model.scopeAt(listRow(1)) == (Scope{PaperView::Section, 2}));
        QCOMPARE(model.indexOf({PaperView::Section, 3}), section);
    }
};

QTEST_GUILESS_MAIN(TestListRows)
#include "tst_listrows.moc"
