// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/itemroles.h"
#include "items/sectiontreemodel.h"
#include "support/listbuilder.h"

#include <QAbstractItemModelTester>
#include <QMimeData>
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

/// A row a letter, its id the letter's.
std::vector<SavedSearchRow> savedRows(const QString &letters)
{
    std::vector<SavedSearchRow> rows;
    for (const QChar letter : letters) {
        rows.push_back({letter.unicode(), QString(letter), QString(), 3, false});
    }
    return rows;
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
    void tags_standBelowAHeadOfTheirOwn();
    void tags_withoutWorks_stayUntilToldToGo();
    void filterCounts_takeThePlaceOfTheOwn();
    void filterCountsOfAnotherList_areLeftOut();
    void scopes_leadThereAndBack();
    void scopeThatIsNotThere_hasNoIndex();
    void heads_areNotSelectable();
    void unnamedSections_haveAName();
    void sectionToolTip_isEscaped();
    void rows_areSpokenWithTheirCount();
    void manySections_areInstant();
    void savedSearches_standBetweenViewsAndList();
    void savedSearches_changeRowByRow_data();
    void savedSearches_changeRowByRow();
    void savedSearches_stayOverANewCatalog();
    void savedSearches_tellTheirRoles();
    void savedSearches_areDroppedBetweenEachOther_data();
    void savedSearches_areDroppedBetweenEachOther();
    void drop_ofAnythingElse_isRefused();
    void worksThatLeft_haveARowOfTheirOwn();
    void worksThatLeft_changeNoOtherCount();
    void worksThatLeft_areFollowedByTheFilter();
    void anotherList_hasNoneThatLeft();

private:
    QString savedNames() const
    {
        QString names;
        const QModelIndex head = m_model->index(1, 0);
        for (int row = 0; row < m_model->rowCount(head); ++row) {
            names += m_model->index(row, 0, head).data().toString();
        }
        return names;
    }
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

void TestSectionTreeModel::worksThatLeft_haveARowOfTheirOwn()
{
    const QPersistentModelIndex training(listRow(0));
    const QModelIndex library = m_model->index(0, 0);
    QVERIFY(!m_model->indexOf({PaperView::Gone}).isValid());
    m_model->extendCatalog(test::withGone(*sectionedList(), {"Left", "Too"}));
    QVERIFY(training.isValid());
    QCOMPARE(m_model->rowCount(library), 5);
    const QModelIndex gone = m_model->index(4, 0, library);
    QCOMPARE(gone.data().toString(), QStringLiteral("No longer listed"));
    QCOMPARE(gone.data(CountRole).toInt(), 2);
    QVERIFY(m_model->scopeAt(gone) == Scope{PaperView::Gone});
    QCOMPARE(m_model->indexOf({PaperView::Gone}), gone);
    m_model->extendCatalog(test::withGone(*sectionedList(), {"Left", "Too", "Three"}));
    QCOMPARE(m_model->rowCount(library), 5);
    QCOMPARE(gone.data(CountRole).toInt(), 3);
    QCOMPARE(m_model->rowCount(m_model->index(1, 0)), 2);
}

void TestSectionTreeModel::worksThatLeft_changeNoOtherCount()
{
    m_model->extendCatalog(test::withGone(*sectionedList(), {"Left", "Too"}));
    const auto marked = states(5);
    marked->setState(0, {false, true});
    marked->setState(3, {true, true});
    marked->setState(4, {true, false});
    m_model->setStates(marked);
    QCOMPARE(m_model->indexOf({}).data(CountRole).toInt(), 3);
    QCOMPARE(m_model->indexOf({PaperView::Unread}).data(CountRole).toInt(), 2);
    QCOMPARE(m_model->indexOf({PaperView::Bookmarks}).data(CountRole).toInt(), 2);
    QCOMPARE(listRow(0).data(CountRole).toInt(), 3);
}

void TestSectionTreeModel::worksThatLeft_areFollowedByTheFilter()
{
    m_model->extendCatalog(test::withGone(*sectionedList(), {"Left", "Too"}));
    FilterCounts counts;
    counts.filtered = true;
    counts.sections.resize(m_model->catalog()->sections().size());
    counts.views.gone = 1;
    m_model->setFilterCounts(counts);
    QCOMPARE(m_model->indexOf({PaperView::Gone}).data(CountRole).toInt(), 1);
}

void TestSectionTreeModel::anotherList_hasNoneThatLeft()
{
    m_model->extendCatalog(test::withGone(*sectionedList(), {"Left"}));
    m_model->setCatalog(sectionedList(), states(3));
    QCOMPARE(m_model->rowCount(m_model->index(0, 0)), 4);
    QVERIFY(!m_model->indexOf({PaperView::Gone}).isValid());
    m_model->setCatalog(test::withGone(*sectionedList(), {"Left"}), states(4));
    QCOMPARE(m_model->rowCount(m_model->index(0, 0)), 5);
}

void TestSectionTreeModel::withoutCatalog_bothHeadsStand()
{
    SectionTreeModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.rowCount(model.index(0, 0)), 4);
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

void TestSectionTreeModel::tags_standBelowAHeadOfTheirOwn()
{
    const std::shared_ptr<WorkStates> tagged = states(3);
    tagged->setTags({{4, QStringLiteral("zoo"), {}, 0},
                     {5, QStringLiteral("ant"), {}, 0},
                     {6, QStringLiteral("none"), {}, 0}});
    tagged->setTagsOf(0, {4});
    tagged->setTagsOf(2, {4, 5});
    m_model->setStates(tagged);
    QCOMPARE(m_model->rowCount(), 3);
    const QModelIndex head = m_model->index(1, 0);
    QCOMPARE(head.data().toString(), QStringLiteral("Tags"));
    QCOMPARE(m_model->rowCount(head), 2);
    const QModelIndex zoo = m_model->index(1, 0, head);
    QCOMPARE(zoo.data().toString(), QStringLiteral("zoo"));
    QCOMPARE(zoo.data(CountRole).toInt(), 2);
    QCOMPARE(m_model->scopeAt(zoo), (Scope{PaperView::Tag, kNone, 4}));
    QCOMPARE(m_model->indexOf({PaperView::Tag, kNone, 4}), zoo);
    QVERIFY(!m_model->indexOf({PaperView::Tag, kNone, 6}).isValid());
    QCOMPARE(m_model->index(2, 0).data().toString(), QStringLiteral("The list"));
}

void TestSectionTreeModel::tags_withoutWorks_stayUntilToldToGo()
{
    const std::shared_ptr<WorkStates> tagged = states(3);
    tagged->setTags({{4, QStringLiteral("a"), {}, 0}});
    tagged->setTagsOf(0, {4});
    m_model->setStates(tagged);
    const QPersistentModelIndex row = m_model->indexOf({PaperView::Tag, kNone, 4});
    const auto untagged = std::make_shared<WorkStates>(*tagged);
    untagged->setTagsOf(0, {});
    m_model->setStates(untagged);
    QVERIFY(row.isValid());
    QCOMPARE(row.data(CountRole).toInt(), 0);
    m_model->dropEmptyTags();
    QVERIFY(!row.isValid());
    QCOMPARE(m_model->rowCount(), 2);
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

void TestSectionTreeModel::filterCounts_takeThePlaceOfTheOwn()
{
    const auto countOf = [&](const Scope &scope) { return m_model->indexOf(scope).data(CountRole).toInt(); };
    const Scope serving = m_model->scopeAt(listRow(1));
    FilterCounts counts;
    counts.filtered = true;
    counts.sections.assign(m_model->catalog()->sections().size(), 0);
    counts.sections[m_model->scopeAt(listRow(0)).section] = 2;
    counts.views = {5, 4, 1};
    const QSignalSpy changes(m_model.get(), &QAbstractItemModel::dataChanged);
    m_model->setFilterCounts(counts);
    QCOMPARE(changes.count(), 1);
    QCOMPARE(listRow(0).data(CountRole).toInt(), 2);
    QCOMPARE(listRow(0).data(Qt::AccessibleTextRole).toString(), QStringLiteral("Training, papers: 2"));
    QCOMPARE(countOf(serving), 0);
    QCOMPARE(countOf({}), 5);
    QCOMPARE(countOf({PaperView::Bookmarks, kNone}), 4);
    QCOMPARE(countOf({PaperView::Unread, kNone}), 1);
    QCOMPARE(m_model->index(1, 0).data(CountRole).toInt(), -1);
    counts.filtered = false;
    m_model->setFilterCounts(counts);
    m_model->setFilterCounts(counts);
    QCOMPARE(changes.count(), 2);
    QCOMPARE(countOf(serving), 1);
    QCOMPARE(countOf({}), 3);
}

void TestSectionTreeModel::filterCountsOfAnotherList_areLeftOut()
{
    FilterCounts counts;
    counts.filtered = true;
    counts.sections = {7};
    m_model->setFilterCounts(counts);
    QCOMPARE(listRow(0).data(CountRole).toInt(), 3);
    counts.sections.assign(m_model->catalog()->sections().size(), 0);
    m_model->setFilterCounts(counts);
    m_model->setCatalog(sectionedList(), states(3));
    QCOMPARE(listRow(0).data(CountRole).toInt(), 3);
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
    m_model->setCatalog(catalog, states(catalog->workCount()));
    for (quint32 section = 0; section < 20000; ++section) {
        const QModelIndex index = m_model->indexOf({PaperView::Section, section});
        QCOMPARE(m_model->index(index.row(), 0, index.parent()), index);
        QCOMPARE(index.data(SectionRole).toUInt(), section);
    }
}

void TestSectionTreeModel::savedSearches_standBetweenViewsAndList()
{
    const QPersistentModelIndex serving = listRow(1);
    m_model->setSavedSearches(savedRows(QStringLiteral("ab")));
    QCOMPARE(m_model->rowCount(), 3);
    QCOMPARE(m_model->index(1, 0).data().toString(), QStringLiteral("Saved searches"));
    QCOMPARE(savedNames(), QStringLiteral("ab"));
    QCOMPARE(m_model->index(2, 0).data().toString(), QStringLiteral("The list"));
    QCOMPARE(serving.data().toString(), QStringLiteral("Serving"));
    QCOMPARE(serving.parent(), m_model->index(2, 0));
    QCOMPARE(m_model->indexOf(m_model->scopeAt(serving)), QModelIndex(serving));
    QVERIFY(m_model->scopeAt(m_model->indexOfSavedSearch('a')) == Scope());
    m_model->setSavedSearches({});
    QCOMPARE(m_model->rowCount(), 2);
    QCOMPARE(serving.parent(), m_model->index(1, 0));
}

void TestSectionTreeModel::savedSearches_changeRowByRow_data()
{
    QTest::addColumn<QString>("after");
    QTest::addColumn<int>("inserted");
    QTest::addColumn<int>("removed");
    QTest::addColumn<int>("moved");
    QTest::newRow("same") << QStringLiteral("abcd") << 0 << 0 << 0;
    QTest::newRow("one more") << QStringLiteral("abxcd") << 1 << 0 << 0;
    QTest::newRow("one less") << QStringLiteral("abd") << 0 << 1 << 0;
    QTest::newRow("up") << QStringLiteral("dabc") << 0 << 0 << 1;
    QTest::newRow("turned round") << QStringLiteral("dcba") << 0 << 0 << 3;
    QTest::newRow("others") << QStringLiteral("xy") << 2 << 4 << 0;
    QTest::newRow("all at once") << QStringLiteral("dxa") << 1 << 2 << 1;
    QTest::newRow("none") << QString() << 0 << 5 << 0;
}

void TestSectionTreeModel::savedSearches_changeRowByRow()
{
    QFETCH(QString, after);
    m_model->setSavedSearches(savedRows(QStringLiteral("abcd")));
    const QPersistentModelIndex last = m_model->indexOfSavedSearch('d');
    const QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
    const QSignalSpy removed(m_model.get(), &QAbstractItemModel::rowsRemoved);
    const QSignalSpy moved(m_model.get(), &QAbstractItemModel::rowsMoved);
    const QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
    m_model->setSavedSearches(savedRows(after));
    if (!after.isEmpty()) {
        QCOMPARE(savedNames(), after);
    }
    QCOMPARE(last.isValid(), after.contains(QLatin1Char('d')));
    if (last.isValid()) {
        QCOMPARE(last.data().toString(), QStringLiteral("d"));
    }
    QTEST(static_cast<int>(inserted.count()), "inserted");
    QTEST(static_cast<int>(removed.count()), "removed");
    QTEST(static_cast<int>(moved.count()), "moved");
    QCOMPARE(reset.count(), 0);
}

void TestSectionTreeModel::savedSearches_stayOverANewCatalog()
{
    m_model->setSavedSearches(savedRows(QStringLiteral("ab")));
    m_model->setCatalog(ListBuilder().section("Other").entry("One").build(), states(1));
    QCOMPARE(savedNames(), QStringLiteral("ab"));
    QCOMPARE(m_model->index(0, 0, m_model->index(2, 0)).data().toString(), QStringLiteral("Other"));
}

void TestSectionTreeModel::savedSearches_tellTheirRoles()
{
    const SavedSearchRow row{7, QStringLiteral("<b>&name"), QStringLiteral("a <b> OR c"), 12, true};
    m_model->setSavedSearches({row});
    const QModelIndex index = m_model->indexOfSavedSearch(7);
    QCOMPARE(index.data().toString(), row.name);
    QCOMPARE(index.data(Qt::EditRole).toString(), row.name);
    QCOMPARE(index.data(Qt::ToolTipRole).toString(), QStringLiteral("<span>a &lt;b&gt; OR c</span>"));
    QCOMPARE(index.data(Qt::AccessibleTextRole).toString(), QStringLiteral("<b>&name, papers: 12"));
    QCOMPARE(index.data(NodeKindRole).toInt(), static_cast<int>(SidebarNode::SavedSearch));
    QCOMPARE(index.data(SavedSearchRole).toLongLong(), 7);
    QCOMPARE(index.data(CountRole).toInt(), 12);
    QVERIFY(index.data(UnsureRole).toBool() && !index.data(SectionRole).isValid());
    QVERIFY(index.flags().testFlag(Qt::ItemIsEditable) && index.flags().testFlag(Qt::ItemIsDragEnabled));
    QVERIFY(!index.parent().flags().testFlag(Qt::ItemIsSelectable));
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    m_model->setSavedSearches({row});
    QCOMPARE(changed.count(), 0);
    m_model->setSavedSearches({{7, row.name, row.toolTip, -1, false}});
    QCOMPARE(changed.count(), 1);
    QCOMPARE(index.data(Qt::AccessibleTextRole).toString(), row.name);
}

void TestSectionTreeModel::savedSearches_areDroppedBetweenEachOther_data()
{
    QTest::addColumn<char>("dragged");
    QTest::addColumn<int>("before");
    QTest::addColumn<int>("place");
    QTest::newRow("to the top") << 'c' << 0 << 0;
    QTest::newRow("to the end") << 'a' << 4 << 3;
    QTest::newRow("down") << 'b' << 3 << 2;
    QTest::newRow("up") << 'd' << 1 << 1;
    QTest::newRow("above itself") << 'b' << 1 << -1;
    QTest::newRow("below itself") << 'b' << 2 << -1;
}

void TestSectionTreeModel::savedSearches_areDroppedBetweenEachOther()
{
    QFETCH(char, dragged);
    QFETCH(int, before);
    QFETCH(int, place);
    m_model->setSavedSearches(savedRows(QStringLiteral("abcd")));
    QSignalSpy moved(m_model.get(), &SectionTreeModel::savedSearchMoved);
    const std::unique_ptr<QMimeData> data(m_model->mimeData({m_model->indexOfSavedSearch(dragged)}));
    QVERIFY(m_model->canDropMimeData(data.get(), Qt::MoveAction, before, 0, m_model->index(1, 0)));
    QVERIFY(!m_model->dropMimeData(data.get(), Qt::MoveAction, before, 0, m_model->index(1, 0)));
    QCOMPARE(moved.count(), place < 0 ? 0 : 1);
    if (place >= 0) {
        QCOMPARE(moved[0][0].toLongLong(), dragged);
        QCOMPARE(moved[0][1].toInt(), place);
    }
    QCOMPARE(savedNames(), QStringLiteral("abcd"));
}

void TestSectionTreeModel::drop_ofAnythingElse_isRefused()
{
    QCOMPARE(m_model->mimeData({listRow(0)}), nullptr);
    m_model->setSavedSearches(savedRows(QStringLiteral("ab")));
    const std::unique_ptr<QMimeData> data(m_model->mimeData({m_model->indexOfSavedSearch('a')}));
    const auto accepts = [&](const QMimeData &what, Qt::DropAction action, int row,
                             const QModelIndex &parent) {
        return m_model->canDropMimeData(&what, action, row, 0, parent);
    };
    QVERIFY(!accepts(*data, Qt::CopyAction, 0, m_model->index(1, 0)));
    QVERIFY(!accepts(*data, Qt::MoveAction, -1, m_model->index(1, 0)));
    QVERIFY(!accepts(*data, Qt::MoveAction, 1, {}));
    QVERIFY(!accepts(*data, Qt::MoveAction, 0, m_model->index(2, 0)));
    QMimeData other;
    other.setText(QStringLiteral("97"));
    QVERIFY(!accepts(other, Qt::MoveAction, 0, m_model->index(1, 0)));
    m_model->setSavedSearches(savedRows(QStringLiteral("b")));
    QVERIFY(!accepts(*data, Qt::MoveAction, 0, m_model->index(1, 0)));
}

QTEST_GUILESS_MAIN(TestSectionTreeModel)
#include "tst_sectiontreemodel.moc"
