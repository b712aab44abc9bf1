// SPDX-License-Identifier: GPL-3.0-or-later
#include "sidebar/sidebarpane.h"

#include "items/itemroles.h"
#include "items/sectiontreemodel.h"
#include "sidebar/sidebarview.h"
#include "support/listbuilder.h"

#include <QPaintEvent>
#include <QSignalSpy>
#include <QtTest>

using namespace carrel;
using namespace carrel::test;

namespace {

CatalogPointer someList()
{
    return ListBuilder()
        .section("Training", 2)
        .section("Scheduling", 3)
        .entry("A")
        .section("Notes", 3)
        .entry("B")
        .section("Notes", 3)
        .section("Deep", 4)
        .entry("C")
        .section("Inference", 2)
        .entry("D")
        .build();
}

struct Fixture
{
    explicit Fixture(CatalogPointer catalog = someList())
    {
        set(std::move(catalog));
        pane.setModel(&model);
        pane.resize(240, 500);
    }
    void set(CatalogPointer catalog) { model.setCatalog(std::move(catalog), nullptr); }
    QModelIndex find(const QString &title, int occurrence = 0)
    {
        const QModelIndexList all =
            model.match(model.index(0, 0), Qt::DisplayRole, title, -1,
                        Qt::MatchExactly | Qt::MatchRecursive | Qt::MatchCaseSensitive);
        return all.value(occurrence);
    }
    void click(const QModelIndex &index)
    {
        pane.view().scrollTo(index);
        QTest::mouseClick(pane.view().viewport(), Qt::LeftButton, {}, pane.view().visualRect(index).center());
    }
    SectionTreeModel model;
    SidebarPane pane;
};

/// What of a widget was painted.
class PaintedRegion final : public QObject
{
public:
    explicit PaintedRegion(QWidget &widget) { widget.installEventFilter(this); }
    QRegion region;

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint) {
            region += static_cast<QPaintEvent *>(event)->region();
        }
        return false;
    }
};

QString currentTitle(Fixture &f)
{
    return f.pane.view().currentIndex().data().toString();
}

} // namespace

class SidebarPaneTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void atFirst_allPapersIsCurrentAndHeadsAreOpen()
    {
        Fixture f;
        QCOMPARE(f.pane.currentScope(), Scope());
        QCOMPARE(f.pane.view().currentIndex().data(NodeKindRole).toInt(),
                 static_cast<int>(SidebarNode::AllPapers));
        QVERIFY(f.pane.view().isExpanded(f.model.index(0, 0)));
        QVERIFY(f.pane.view().isExpanded(f.model.index(1, 0)));
    }

    void click_activatesTheScopeOnce()
    {
        Fixture f;
        f.pane.show();
        QSignalSpy activated(&f.pane, &SidebarPane::scopeActivated);
        f.click(f.find(QStringLiteral("Inference")));
        QCOMPARE(activated.size(), 1);
        QCOMPARE(activated.at(0).at(0).value<Scope>(), f.pane.currentScope());
        QCOMPARE(f.pane.currentScope().view, PaperView::Section);
    }

    void clickOnHead_activatesNothing()
    {
        Fixture f;
        f.pane.show();
        QSignalSpy activated(&f.pane, &SidebarPane::scopeActivated);
        f.click(f.model.index(1, 0));
        QCOMPARE(activated.size(), 0);
        QCOMPARE(f.pane.currentScope(), Scope());
    }

    void setCurrentScope_isSilentAndOpensWhatLiesAbove()
    {
        Fixture f;
        f.pane.show();
        QSignalSpy activated(&f.pane, &SidebarPane::scopeActivated);
        const QModelIndex deep = f.find(QStringLiteral("Deep"));
        f.pane.setCurrentScope(f.model.scopeAt(deep));
        QCOMPARE(activated.size(), 0);
        QCOMPARE(currentTitle(f), QStringLiteral("Deep"));
        QVERIFY(f.pane.view().visualRect(deep).isValid());
    }

    void keys_stepOverHeads()
    {
        Fixture f;
        f.pane.show();
        QSignalSpy activated(&f.pane, &SidebarPane::scopeActivated);
        const auto key = [&f](Qt::Key k) { QTest::keyClick(&f.pane.view(), k); };
        key(Qt::Key_Up);
        QCOMPARE(f.pane.currentScope(), Scope());
        key(Qt::Key_Left);
        QCOMPARE(f.pane.currentScope(), Scope());
        for (int i = 0; i < 4; ++i) {
            key(Qt::Key_Down);
        }
        QCOMPARE(currentTitle(f), QStringLiteral("Training"));
        key(Qt::Key_Up);
        QCOMPARE(f.pane.currentScope().view, PaperView::New);
        QCOMPARE(activated.size(), 5);
        key(Qt::Key_Home);
        QCOMPARE(f.pane.currentScope(), Scope());
    }

    void letters_areLeftToTheWindow()
    {
        Fixture f;
        f.pane.show();
        QKeyEvent letter(QEvent::KeyPress, Qt::Key_I, {}, QStringLiteral("i"));
        QCoreApplication::sendEvent(&f.pane.view(), &letter);
        QVERIFY(!letter.isAccepted());
        QCOMPARE(f.pane.currentScope(), Scope());
    }

    void state_comesBackByTitles()
    {
        QByteArray state;
        {
            Fixture f;
            f.pane.show();
            f.pane.view().expand(f.find(QStringLiteral("Training")));
            f.pane.view().expand(f.find(QStringLiteral("Notes"), 1));
            f.click(f.find(QStringLiteral("Deep")));
            state = f.pane.saveState();
        }
        Fixture f(nullptr);
        QSignalSpy activated(&f.pane, &SidebarPane::scopeActivated);
        f.pane.restoreState(state);
        f.set(ListBuilder()
                  .section("Brand new", 2)
                  .entry("Z")
                  .section("Training", 2)
                  .section("Notes", 3)
                  .entry("B")
                  .section("Notes", 3)
                  .section("Deep", 4)
                  .entry("C")
                  .build());
        QVERIFY(f.pane.view().isExpanded(f.find(QStringLiteral("Training"))));
        QVERIFY(!f.pane.view().isExpanded(f.find(QStringLiteral("Notes"), 0)));
        QVERIFY(f.pane.view().isExpanded(f.find(QStringLiteral("Notes"), 1)));
        QCOMPARE(currentTitle(f), QStringLiteral("Deep"));
        QCOMPARE(f.pane.currentScope(), f.model.scopeAt(f.find(QStringLiteral("Deep"))));
        QCOMPARE(activated.size(), 0);
    }

    void sectionThatIsGone_leadsToAllPapersUntilItIsBack()
    {
        Fixture f;
        f.pane.show();
        f.click(f.find(QStringLiteral("Inference")));
        f.set(ListBuilder().section("Other").entry("X").build());
        QCOMPARE(f.pane.currentScope(), Scope());
        f.set(someList());
        QCOMPARE(currentTitle(f), QStringLiteral("Inference"));
    }

    void nonsenseState_isIgnored()
    {
        Fixture f;
        for (const char *nonsense :
             {"", "{", "[]", "{\"open\":7,\"current\":\"\\u001fx\"}", "{\"current\":[1]}"}) {
            f.pane.restoreState(QByteArray(nonsense));
            QCOMPARE(f.pane.currentScope(), Scope());
        }
    }

    void filterCounts_arePaintedInEachRow()
    {
        Fixture f;
        f.pane.show();
        f.pane.view().expandAll();
        QVERIFY(QTest::qWaitForWindowExposed(&f.pane));
        const QRect row = f.pane.view().visualRect(f.find(QStringLiteral("Deep")));
        PaintedRegion painted(*f.pane.view().viewport());
        QCoreApplication::processEvents();
        painted.region = {};
        FilterCounts counts;
        counts.filtered = true;
        counts.sections.assign(f.model.catalog()->sections().size(), 0);
        f.model.setFilterCounts(counts);
        QTRY_VERIFY(painted.region.contains(row.center()));
    }

    void manySections_arePainted()
    {
        ListBuilder builder;
        for (int i = 0; i < 20'000; ++i) {
            builder.section("Section " + std::to_string(i)).entry("Paper " + std::to_string(i));
        }
        Fixture f(builder.build());
        f.pane.show();
        QTest::keyClick(&f.pane.view(), Qt::Key_End);
        QCOMPARE(currentTitle(f), QStringLiteral("Section 19999"));
        QVERIFY(!f.pane.grab().isNull());
    }
};

QTEST_MAIN(SidebarPaneTest)
#include "tst_sidebarpane.moc"
