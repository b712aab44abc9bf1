// SPDX-License-Identifier: GPL-3.0-or-later
#include "papersfixture.h"

#include <QAccessible>

using namespace carrel;
using namespace carrel::test;

namespace {

QAccessibleTableInterface *tableOf(PapersFixture &papers)
{
    QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(&papers.view());
    return interface == nullptr ? nullptr : interface->tableInterface();
}

int shownAt(PapersFixture &papers, PaperColumn column)
{
    const std::vector<int> shown = papers.view().header().shownColumns();
    return static_cast<int>(std::ranges::find(shown, PaperTableHeader::numberOf(column)) - shown.begin());
}

} // namespace

class AccessiblePaperTableTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void table_hasTheRowsAndTheShownColumns()
    {
        PapersFixture papers(7);
        papers.show();
        QAccessibleTableInterface *table = tableOf(papers);
        QVERIFY(table != nullptr);
        QCOMPARE(table->rowCount(), 7);
        QCOMPARE(table->columnCount(), static_cast<int>(papers.view().header().shownColumns().size()));
        QCOMPARE(table->columnDescription(shownAt(papers, PaperColumn::Title)), QStringLiteral("Title"));
        QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(&papers.view());
        QCOMPARE(interface->role(), QAccessible::Table);
        QVERIFY(!interface->text(QAccessible::Name).isEmpty());
        QCOMPARE(interface->childCount(), 8 * table->columnCount());
    }

    void cells_speakTheirTextAndTheirHeader()
    {
        PapersFixture papers(7);
        papers.show();
        papers.setState(3, {true, false});
        QAccessibleTableInterface *table = tableOf(papers);
        QAccessibleInterface *title = table->cellAt(3, shownAt(papers, PaperColumn::Title));
        QCOMPARE(title->text(QAccessible::Name), QStringLiteral("Paper 3"));
        QCOMPARE(title->text(QAccessible::Description), QStringLiteral("bookmarked, unread, OSDI, 2003"));
        QCOMPARE(title->role(), QAccessible::Cell);
        const QList<QAccessibleInterface *> headers = title->tableCellInterface()->columnHeaderCells();
        QCOMPARE(headers.size(), 1);
        QCOMPARE(headers.first()->text(QAccessible::Name), QStringLiteral("Title"));
        QCOMPARE(headers.first()->role(), QAccessible::ColumnHeader);
        QAccessibleInterface *star = table->cellAt(3, shownAt(papers, PaperColumn::Bookmark));
        QCOMPARE(star->text(QAccessible::Name), QStringLiteral("bookmarked"));
        QVERIFY(star->state().checked);
        QCOMPARE(table->cellAt(7, 0), nullptr);
        QCOMPARE(table->cellAt(0, 99), nullptr);
    }

    void children_areWhatTheyAreFoundBy()
    {
        PapersFixture papers(7);
        papers.show();
        QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(&papers.view());
        for (int i = 0; i < interface->childCount(); ++i) {
            QAccessibleInterface *child = interface->child(i);
            QVERIFY(child != nullptr);
            QCOMPARE(interface->indexOfChild(child), i);
            QCOMPARE(child->parent(), interface);
        }
        QAccessibleInterface *cell = interface->tableInterface()->cellAt(2, 2);
        const QPoint centre = cell->rect().center();
        QCOMPARE(interface->childAt(centre.x(), centre.y()), cell);
    }

    void selectionAndFocus_areTold()
    {
        PapersFixture papers(7);
        papers.show();
        papers.view().setFocus();
        papers.pane.selectWork(4);
        QAccessibleTableInterface *table = tableOf(papers);
        QVERIFY(table->isRowSelected(4));
        QCOMPARE(table->selectedRows(), QList<int>{4});
        QCOMPARE(table->selectedCellCount(), table->columnCount());
        QCOMPARE(table->selectedCells().size(), table->columnCount());
        QVERIFY(table->cellAt(4, 0)->state().selected);
        QVERIFY(!table->cellAt(3, 0)->state().selected);
        QVERIFY(table->selectRow(5));
        QVERIFY(papers.pane.selectedWorks() == (std::vector<quint32>{4, 5}));
        QVERIFY(table->unselectRow(4));
        QVERIFY(papers.pane.selectedWorks() == std::vector<quint32>{5});
    }

    void newRows_replaceTheCells()
    {
        PapersFixture papers(7);
        papers.show();
        QAccessible::setActive(true);
        QAccessibleTableInterface *table = tableOf(papers);
        const int title = shownAt(papers, PaperColumn::Title);
        QCOMPARE(table->cellAt(0, title)->text(QAccessible::Name), QStringLiteral("Paper 0"));
        papers.model.setRows({6, 5});
        QCOMPARE(table->rowCount(), 2);
        QCOMPARE(table->cellAt(0, title)->text(QAccessible::Name), QStringLiteral("Paper 6"));
        QAccessible::setActive(false);
    }
};

QTEST_MAIN(AccessiblePaperTableTest)
#include "tst_accessiblepapertable.moc"
