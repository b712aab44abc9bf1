// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/sectiontreemodel.h"
#include "support/listbuilder.h"

#include <QAbstractItemModelTester>
#include <QtTest>

#include <memory>

using namespace carrel;
using carrel::test::ListBuilder;

class TestSectionBadges final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newWorks_areCountedAndHaveBadges();
    void filter_leavesTheBadges();
};

namespace {

/// Three works, of which the second is new and the third was not looked at either.
WorkStatesPointer agedStates(const Catalog &catalog)
{
    const auto ages = std::make_shared<WorkAges>(3);
    ages->set(1, {1000, true, true, false});
    ages->set(2, {2000, true, true, true});
    ages->countSections(catalog);
    const auto states = std::make_shared<WorkStates>(3);
    states->setAges(ages);
    return states;
}

CatalogPointer sampleList()
{
    return ListBuilder().section("Training").entry("A").entry("B").section("Moe", 3).entry("C").build();
}

} // namespace

void TestSectionBadges::newWorks_areCountedAndHaveBadges()
{
    SectionTreeModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const CatalogPointer list = sampleList();
    model.setCatalog(list, std::make_shared<WorkStates>(3));
    const QModelIndex fresh = model.indexOf({PaperView::New});
    QCOMPARE(fresh.data().toString(), QStringLiteral("New"));
    QVERIFY(model.scopeAt(fresh) == Scope{PaperView::New});
    QCOMPARE(fresh.data(CountRole).toInt(), 0);
    QCOMPARE(fresh.data(UnseenRole).toInt(), 0);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setStates(agedStates(*list));
    QCOMPARE(changed.count(), 1);
    QCOMPARE(fresh.data(CountRole).toInt(), 2);
    QCOMPARE(fresh.data(UnseenRole).toInt(), 1);
    QCOMPARE(model.indexOf({PaperView::Section, 0}).data(UnseenRole).toInt(), 1);
    QCOMPARE(model.indexOf({PaperView::Section, 1}).data(UnseenRole).toInt(), 1);
    QCOMPARE(model.indexOf({}).data(UnseenRole).toInt(), 0);
    QVERIFY(fresh.data(Qt::AccessibleTextRole).toString().endsWith(QStringLiteral("not looked at: 1")));
}

void TestSectionBadges::filter_leavesTheBadges()
{
    SectionTreeModel model;
    const CatalogPointer list = sampleList();
    model.setCatalog(list, agedStates(*list));
    FilterCounts counts;
    counts.filtered = true;
    counts.sections = {0, 0};
    model.setFilterCounts(counts);
    QCOMPARE(model.indexOf({PaperView::New}).data(CountRole).toInt(), 0);
    QCOMPARE(model.indexOf({PaperView::New}).data(UnseenRole).toInt(), 1);
    QCOMPARE(model.indexOf({PaperView::Section, 1}).data(UnseenRole).toInt(), 1);
}

QTEST_GUILESS_MAIN(TestSectionBadges)
#include "tst_sectionbadges.moc"
