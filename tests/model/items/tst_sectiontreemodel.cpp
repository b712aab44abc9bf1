// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/itemroles.h"
#include "items/sectiontreemodel.h"
#include "support/listbuilder.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

#include <memory>

using namespace carrel;
using test::ListBuilder;

namespace {

CatalogPointer sectionedList()
{
    return ListBuilder()
        .section("The list", 1)
        .section("Training")
        .entry("One")
        .section("Data", 3)
        .group("General")
        .entry("Two")
        .group("Fetching")
        .entry("Three")
        .entry("One")
        .section("Serving")
        .entry("Two")
        .section("References")
        .build();
}

std::shared_ptr<WorkStates> states(std::size_t works)
{
    return std::make_shared<WorkStates>(works);
}

} // namespace

class TestSectionTreeModel final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void withoutCatalog_bothHeadsStand();
    void tree_isThatOfTheList();
    void sectionsWithoutPapers_areLeftOut();
    void counts_areWorksBelow();
    void setStates_countsMarks();
    void scopes_leadThereAndBack();
    void scopeThatIsNotThere_hasNoIndex();
    void heads_areNotSelectable();
    void unnamedSections_haveAName();
    void sectionToolTip_isEscaped();
    void rows_areSpokenWithTheirCount();
    void manySections_areInstant();

private:
    QModelIndex listRow(int row) const { return m_model->index(row, 0, m_model->index(1, 0)); }

    std::unique_ptr<SectionTreeModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestSectionTreeModel::init()
{
    m_tester.reset();
    m_model = std::make_unique<SectionTreeModel>();
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_model->setCatalog(sectionedList(), states(3));
}

void TestSectionTreeModel::withoutCatalog_bothHeadsStand()
{
    SectionTreeModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.rowCount(model.index(0, 0)), 3);
    QCOMPARE(model.rowCount(model.index(1, 0)), 0);
    QCOMPARE(model.index(1, 0).data().toString(), QStringLiteral("Papers"));
}

void TestSectionTreeModel::tree_isThatOfTheList()
{
    QCOMPARE(m_model->index(0, 0).data().toString(), QStringLiteral("Library"));
    QCOMPARE(m_model->index(1, 0).data().toString(), QStringLiteral("The list"));
    QCOMPARE(listRow(0).data().toString(), QStringLiteral("Training"));
    const QModelIndex data = m_model->index(0, 0, listRow(0));
    QCOMPARE(data.data().toString(), QStringLiteral("Data"));
    QVERIFY(!data.data(GroupRole).toBool());
    QCOMPARE(m_model->rowCount(data), 2);
    const QModelIndex fetching = m_model->index(1, 0, data);
    QCOMPARE(fetching.data().toString(), QStringLiteral("Fetching"));
    QVERIFY(fetching.data(GroupRole).toBool());
    QCOMPARE(fetching.parent(), data);
    QCOMPARE(listRow(1).data().toString(), QStringLiteral("Serving"));
}

void TestSectionTreeModel::sectionsWithoutPapers_areLeftOut()
{
    QCOMPARE(m_model->rowCount(m_model->index(1, 0)), 2);
}

void TestSectionTreeModel::counts_areWorksBelow()
{
    QCOMPARE(listRow(0).data(CountRole).toInt(), 3);
    QCOMPARE(listRow(1).data(CountRole).toInt(), 1);
    QCOMPARE(m_model->index(1, 0).data(CountRole).toInt(), -1);
    QCOMPARE(m_model->indexOf({}).data(CountRole).toInt(), 3);
}

void TestSectionTreeModel::setStates_countsMarks()
{
    const QSignalSpy changes(m_model.get(), &QAbstractItemModel::dataChanged);
    const std::shared_ptr<WorkStates> marked = states(3);
    marked->setState(0, {true, true});
    marked->setState(1, {true, false});
    m_model->setStates(marked);
    QCOMPARE(changes.count(), 1);
    QCOMPARE(m_model->indexOf({PaperView::Bookmarks, kNone}).data(CountRole).toInt(), 2);
    QCOMPARE(m_model->indexOf({PaperView::Unread, kNone}).data(CountRole).toInt(), 2);
}

void TestSectionTreeModel::scopes_leadThereAndBack()
{
    const QModelIndex serving = listRow(1);
    const Scope scope = m_model->scopeAt(serving);
    QCOMPARE(scope.view, PaperView::Section);
    QCOMPARE(m_model->indexOf(scope), serving);
    for (const PaperView view : {PaperView::All, PaperView::Bookmarks, PaperView::Unread}) {
        const QModelIndex index = m_model->indexOf({view, kNone});
        QCOMPARE(index.parent(), m_model->index(0, 0));
        QVERIFY(m_model->scopeAt(index) == (Scope{view, kNone}));
    }
    QVERIFY(m_model->scopeAt(m_model->index(1, 0)) == Scope());
    QVERIFY(m_model->scopeAt({}) == Scope());
}

void TestSectionTreeModel::scopeThatIsNotThere_hasNoIndex()
{
    QVERIFY(!m_model->indexOf({PaperView::Section, kNone}).isValid());
    QVERIFY(!m_model->indexOf({PaperView::Section, 99}).isValid());
}

void TestSectionTreeModel::heads_areNotSelectable()
{
    QVERIFY(!m_model->index(1, 0).flags().testFlag(Qt::ItemIsSelectable));
    QVERIFY(listRow(0).flags().testFlag(Qt::ItemIsSelectable));
    QVERIFY(listRow(1).flags().testFlag(Qt::ItemNeverHasChildren));
}

void TestSectionTreeModel::unnamedSections_haveAName()
{
    m_model->setCatalog(ListBuilder().entry("Before any heading").section("").entry("Below").build(),
                        states(2));
    QCOMPARE(listRow(0).data().toString(), QStringLiteral("Unsorted"));
    QCOMPARE(listRow(1).data().toString(), QStringLiteral("(untitled section)"));
}

void TestSectionTreeModel::sectionToolTip_isEscaped()
{
    m_model->setCatalog(ListBuilder().section("<img src=x> & more").entry("One").build(), states(1));
    QCOMPARE(listRow(0).data(Qt::ToolTipRole).toString(),
             QStringLiteral("<span>&lt;img src=x&gt; &amp; more</span>"));
}

void TestSectionTreeModel::rows_areSpokenWithTheirCount()
{
    QCOMPARE(listRow(0).data(Qt::AccessibleTextRole).toString(), QStringLiteral("Training, papers: 3"));
    QCOMPARE(m_model->index(1, 0).data(Qt::AccessibleTextRole).toString(), QStringLiteral("The list"));
}

void TestSectionTreeModel::manySections_areInstant()
{
    m_tester.reset();
    ListBuilder list;
    for (int i = 0; i < 20000; ++i) {
        list.section("Section " + std::to_string(i), 2 + i % 4).entry("Paper " + std::to_string(i));
    }
    const CatalogPointer catalog = list.build();
    m_model->setCatalog(catalog, states(catalog->works().size()));
    for (quint32 section = 0; section < 20000; ++section) {
        const QModelIndex index = m_model->indexOf({PaperView::Section, section});
        QCOMPARE(m_model->index(index.row(), 0, index.parent()), index);
        QCOMPARE(index.data(SectionRole).toUInt(), section);
    }
}

QTEST_GUILESS_MAIN(TestSectionTreeModel)
#include "tst_sectiontreemodel.moc"
