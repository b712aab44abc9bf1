// SPDX-License-Identifier: GPL-3.0-or-later
#include "windowfixture.h"

#include "detail/detailpane.h"
#include "library/succession.h"

namespace carrel {

using test::ListBuilder;
using test::WindowFixture;

namespace {

CatalogPointer listA(int first = 0)
{
    ListBuilder builder;
    builder.section("Training");
    for (int i = first; i < 80; ++i) {
        builder.entry("Training paper " + std::to_string(i), i % 2 == 0 ? "OSDI" : "SOSP", 2020);
    }
    builder.section("Serving").entry("Attention is served", "SOSP", 2023).entry("No link here");
    return builder.build({QStringLiteral("a"), QStringLiteral("me/a")});
}

CatalogPointer listB(int first = 40)
{
    ListBuilder builder;
    builder.section("Training");
    for (int i = first; i < 120; ++i) {
        builder.entry("Training paper " + std::to_string(i), "ATC", 2021);
    }
    return builder.build({QStringLiteral("b"), QStringLiteral("me/b")});
}

CatalogPointer unitedLists(const CatalogPointer &one, const CatalogPointer &other)
{
    return *CatalogBuilder::united({{QStringLiteral("One"), one}, {QStringLiteral("Other"), other}});
}

/// A window in which one catalog takes the place of another as the program does it.
struct Fixture
{
    Fixture() { show(listA()); }

    void show(const CatalogPointer &catalog)
    {
        SuccessionPointer succession;
        if (shown != nullptr && haveListsInCommon(shown, catalog)) {
            succession = std::make_shared<const Succession>(successionOf(shown, catalog));
            window.browser().keepPlace();
        }
        shown = catalog;
        base.library->attachLater(catalog, QStringLiteral("No longer listed"), {}, succession);
        base.commands.setCatalog(catalog);
        if (succession != nullptr) {
            papers.moveTo(catalog, base.library->states(), *succession);
        } else {
            papers.setCatalog(catalog, base.library->states(), {});
        }
        base.sections.setCatalog(catalog, base.library->states());
        window.showCatalog({catalog, {}}, succession.get());
    }
    PaperPane &pane() { return *window.findChild<PaperPane *>(); }
    PaperTableView &table() { return pane().view(); }
    QString title(quint32 work) const { return shown->string(shown->face(work).title()); }
    QString currentTitle() { return title(pane().currentWork()); }
    QString titleInSight()
    {
        const QModelIndex top = table().indexAt(QPoint(table().viewport()->width() / 2, 1));
        return title(table().workAt(top.row()));
    }
    QString sectionTitle()
    {
        const Scope &scope = window.browser().scope();
        return scope.view == PaperView::Section
                   ? shown->string(shown->section(scope.section).title) +
                         QStringLiteral(" of %1").arg(
                             shown->lists()[shown->listOfSection(scope.section)].origin.id)
                   : QString();
    }

    WindowFixture base;
    MainWindow &window = base.window;
    PaperTableModel &papers = base.papers;
    CatalogPointer shown;
};

} // namespace

/// What the reader looks at when a catalog takes the place of another.
class MovedCatalogTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void listAmongOthers_keepsAllInItsPlace();
    void section_isStillThatOfItsList();
    void filterAndHistory_stay();
    void marks_showAtOnce();
    void sidebar_keepsWhatIsOpen();
    void otherList_beginsAnew();
};

void MovedCatalogTest::listAmongOthers_keepsAllInItsPlace()
{
    Fixture f;
    QVERIFY(f.base.waitForRows(82));
    f.window.browser().selectRow(50);
    f.table().selectionModel()->select(f.papers.index(52, 0),
                                       QItemSelectionModel::Select | QItemSelectionModel::Rows);
    const QString inSight = f.titleInSight();
    QVERIFY(inSight != f.title(f.papers.workAt(0)));
    f.show(unitedLists(listB(80), f.shown));
    QCOMPARE(f.papers.rowCount(), 122);
    QCOMPARE(f.currentTitle(), QStringLiteral("Training paper 50"));
    QCOMPARE(f.titleInSight(), inSight);
    const std::vector<quint32> selected = f.pane().selectedWorks();
    QCOMPARE(selected.size(), std::size_t(2));
    QCOMPARE(f.title(selected.back()), QStringLiteral("Training paper 52"));
    QCOMPARE(f.window.findChild<DetailPane *>()->work(), f.pane().currentWork());
}

void MovedCatalogTest::section_isStillThatOfItsList()
{
    Fixture f;
    f.window.browser().setScope({PaperView::Section, 0});
    QVERIFY(f.base.waitForRows(80));
    const CatalogPointer a = f.shown;
    f.show(unitedLists(listB(), a));
    QCOMPARE(f.sectionTitle(), QStringLiteral("Training of a"));
    QVERIFY(f.base.waitForRows(80));
    QVERIFY(f.base.sidebar().currentScope() == f.window.browser().scope());
    f.show(a);
    QCOMPARE(f.sectionTitle(), QStringLiteral("Training of a"));
    QVERIFY(f.base.waitForRows(80));
    f.show(unitedLists(listA(20), listB()));
    QCOMPARE(f.sectionTitle(), QStringLiteral("Training of a"));
    QVERIFY(f.base.waitForRows(60));
}

void MovedCatalogTest::filterAndHistory_stay()
{
    Fixture f;
    f.window.browser().setScope({PaperView::Section, 1});
    QVERIFY(f.base.waitForRows(2));
    f.window.browser().setScope({});
    f.window.browser().setFilter(QStringLiteral("paper 7"));
    QVERIFY(f.base.waitForRows(17));
    f.window.browser().selectRow(3);
    const QString current = f.currentTitle();
    f.show(unitedLists(listB(), f.shown));
    QCOMPARE(f.base.filterText().text(), QStringLiteral("paper 7"));
    QCOMPARE(f.currentTitle(), current);
    QVERIFY(f.base.waitForRows(21));
    QCOMPARE(f.currentTitle(), current);
    f.window.browser().goInHistory(-1);
    f.window.browser().goInHistory(-1);
    QCOMPARE(f.sectionTitle(), QStringLiteral("Serving of a"));
    QVERIFY(f.base.waitForRows(2));
}

void MovedCatalogTest::marks_showAtOnce()
{
    Fixture f;
    f.base.library->finishJoining();
    const quint32 work = 12;
    QVERIFY(f.base.library->setMarks(std::span(&work, 1), MarkChange{true, std::nullopt}));
    f.show(unitedLists(listB(), f.shown));
    const auto bookmarked = [&f] {
        QStringList titles;
        for (quint32 each = 0; each < f.base.library->states()->size(); ++each) {
            if ((*f.base.library->states())[each].bookmarked) {
                titles << f.title(each);
            }
        }
        return titles;
    };
    QVERIFY(f.base.library->isJoining());
    QCOMPARE(bookmarked(), QStringList(QStringLiteral("Training paper 12")));
    f.base.library->finishJoining();
    QCOMPARE(bookmarked(), QStringList(QStringLiteral("Training paper 12")));
}

void MovedCatalogTest::sidebar_keepsWhatIsOpen()
{
    WindowFixture fixture;
    const CatalogPointer nested = ListBuilder()
                                      .section("Outer")
                                      .section("Inner", 3)
                                      .entry("One")
                                      .build({QStringLiteral("n"), QStringLiteral("me/n")});
    const auto indexOf = [&](quint32 section) {
        return fixture.sections.indexOf({PaperView::Section, section});
    };
    SidebarView &view = *fixture.sidebar().findChild<SidebarView *>();
    fixture.take(nested);
    view.expand(indexOf(0));
    fixture.take(unitedLists(listB(), nested));
    const quint32 outer = fixture.papers.catalog()->lists()[1].root + 1;
    QVERIFY(view.isExpanded(indexOf(0)));
    QVERIFY(view.isExpanded(indexOf(outer)));
    view.collapse(indexOf(0));
    fixture.take(nested);
    QVERIFY(view.isExpanded(indexOf(0)));
    fixture.take(unitedLists(nested, listB()));
    QVERIFY(view.isExpanded(indexOf(0)));
    QVERIFY(!view.isExpanded(indexOf(fixture.papers.catalog()->lists()[1].root)));
}

void MovedCatalogTest::otherList_beginsAnew()
{
    Fixture f;
    f.window.browser().setScope({PaperView::Section, 1});
    QVERIFY(f.base.waitForRows(2));
    f.show(listB());
    QVERIFY(f.window.browser().scope() == Scope());
    QVERIFY(f.base.waitForRows(80));
    QCOMPARE(f.pane().currentWork(), kNone);
    QVERIFY(!f.base.action("Back")->isEnabled());
}

} // namespace carrel

QTEST_MAIN(carrel::MovedCatalogTest)
#include "tst_movedcatalog.moc"
