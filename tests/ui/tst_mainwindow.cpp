// SPDX-License-Identifier: GPL-3.0-or-later
#include "mainwindow/mainwindow.h"

#include "detail/detailpane.h"
#include "dialogs/syntaxdialog.h"
#include "facets/facetpane.h"
#include "filterbar/filterbar.h"
#include "items/paperfilter.h"
#include "items/papertablemodel.h"
#include "items/sectiontreemodel.h"
#include "library/librarystore.h"
#include "library/papercommands.h"
#include "library/savedsearches.h"
#include "library/undohistory.h"
#include "mainwindow/browser.h"
#include "mainwindow/scopes.h"
#include "papers/paperpane.h"
#include "papers/papertableview.h"
#include "sidebar/sidebarpane.h"
#include "support/listbuilder.h"
#include "support/recordingurlopener.h"
#include "sync/catalogrepository.h"
#include "widgets/elidedlabel.h"

#include <QAbstractButton>
#include <QAction>
#include <QClipboard>
#include <QLineEdit>
#include <QListView>
#include <QMessageBox>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTextBrowser>
#include <QTimer>
#include <QtTest>

namespace carrel {

namespace {

CatalogPointer smallList()
{
    test::ListBuilder builder;
    builder.section("Training");
    for (int i = 0; i < 15; ++i) {
        builder.entry("Training paper " + std::to_string(i), "OSDI", 2020,
                      "https://a.example/" + std::to_string(i));
    }
    builder.section("Serving")
        .entry("Attention is served", "SOSP", 2023, "https://b.example/x")
        .entry("No link here");
    builder.entry("Training paper 3", "arXiv", 2019);
    return builder.build();
}

/// A window with all that it works with, in memory.
class WindowFixture final
{
public:
    explicit WindowFixture(const QString &stateFile = {}, const std::optional<Error> &refusal = std::nullopt)
        : library(refusal ? LibraryStore::refusing(*refusal)
                          : std::move(LibraryStore::open(QStringLiteral(":memory:"))).value())
        , commands(*library, history, opener)
        , searches(*library)
        , window({repository,
                  *library,
                  commands,
                  history,
                  searches,
                  filter,
                  papers,
                  sections,
                  {},
                  stateFile,
                  {},
                  {}})
    {
        QObject::connect(library.get(), &LibraryStore::statesChanged, &papers, [this](const auto &works) {
            papers.setStates(library->states(), works);
            sections.setStates(library->states());
            filter.setStates(library->states());
        });
        take(smallList());
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
    }

    void take(const CatalogPointer &catalog)
    {
        library->attach(catalog);
        commands.setCatalog(catalog);
        papers.setCatalog(catalog, library->states(), {});
        sections.setCatalog(catalog, library->states());
        window.showCatalog({catalog, {}});
    }

    PaperPane &pane() { return *window.findChild<PaperPane *>(); }
    DetailPane &detail() { return *window.findChild<DetailPane *>(); }
    QLineEdit &filterText() { return *window.findChild<QLineEdit *>(QStringLiteral("filterText")); }
    QString status() { return window.findChild<ElidedLabel *>(QStringLiteral("statusText"))->text(); }
    QString message()
    {
        const auto *bar = window.findChild<MessageBar *>();
        return bar == nullptr ? QString() : bar->text();
    }
    bool waitForRows(std::size_t count)
    {
        return QTest::qWaitFor([&] { return papers.rows().size() == count; });
    }

    test::RecordingUrlOpener opener;
    std::unique_ptr<LibraryStore> library;
    CatalogRepository repository;
    UndoHistory history;
    PaperCommands commands;
    SavedSearches searches;
    PaperFilter filter;
    PaperTableModel papers;
    SectionTreeModel sections;
    MainWindow window;
};

/// The row of the sidebar's section "Serving".
Scope serving(const WindowFixture &fixture)
{
    return {PaperView::Section, sectionNamed(*fixture.papers.catalog(), QStringLiteral("serving"))};
}

} // namespace

class MainWindowTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void start_showsAllPapersInListOrder();
    void letters_actOnPapersAndAreTextInTheFilter();
    void filter_narrowsWithinTheSectionOrEverywhere();
    void history_goesBackAndForthBetweenScopes();
    void place_leadsToItsSectionAndKeepsThePaper();
    void open_aboveTenPapersAsksFirst();
    void markAllRead_saysTheNumberFirst();
    void copy_takesTheSelectedTitles();
    void copy_inTheDetailTakesTheTextMarkedThere();
    void undo_isOfTheWindowUnlessTextIsTyped();
    void undo_failure_isTold();
    void libraryError_refusesMarks();
    void close_andStartAgain_bringsAllBack();
    void facets_areHiddenByKeyAndStaySo();
    void facets_areOnesOfThePanes();
    void otherList_takesThePlaceOfTheFirst();
    void slipOfTheFinger_leadsToWhatWasMeant();
    void bestMatch_ordersWhatIsLookedFor();
    void completion_knowsTheListThatIsShown();
    void syntaxHelp_putsItsExamplesIntoTheBox();
};

void MainWindowTest::start_showsAllPapersInListOrder()
{
    WindowFixture fixture;
    QCOMPARE(fixture.papers.rows().size(), std::size_t(17));
    QVERIFY2(fixture.status().startsWith(QLatin1String("17 papers")), qPrintable(fixture.status()));
    QCOMPARE(fixture.detail().work(), kNone);
    fixture.window.browser().selectRow(2);
    QCOMPARE(fixture.detail().work(), 2U);
}

void MainWindowTest::letters_actOnPapersAndAreTextInTheFilter()
{
    WindowFixture fixture;
    fixture.window.browser().selectRow(0);
    fixture.pane().setFocus();
    QTest::keyClick(fixture.window.focusWidget(), Qt::Key_B);
    QVERIFY((*fixture.library->states())[0].bookmarked);
    QTest::keyClick(fixture.window.focusWidget(), Qt::Key_J);
    QCOMPARE(fixture.detail().work(), 1U);
    QTest::keyClick(fixture.window.focusWidget(), Qt::Key_R);
    QVERIFY((*fixture.library->states())[1].read);
    QTest::keyClick(fixture.window.focusWidget(), Qt::Key_O);
    QCOMPARE(fixture.opener.opened.back(), QUrl(QStringLiteral("https://a.example/1")));

    QTest::keyClick(fixture.window.focusWidget(), Qt::Key_F, Qt::ControlModifier);
    QCOMPARE(fixture.window.focusWidget(), &fixture.filterText());
    const std::size_t opened = fixture.opener.opened.size();
    QTest::keyClicks(fixture.window.focusWidget(), QStringLiteral("bjrop"));
    QCOMPARE(fixture.filterText().text(), QStringLiteral("bjrop"));
    QVERIFY((*fixture.library->states())[0].bookmarked && (*fixture.library->states())[1].read);
    QCOMPARE(fixture.opener.opened.size(), opened);
}

void MainWindowTest::filter_narrowsWithinTheSectionOrEverywhere()
{
    WindowFixture fixture;
    fixture.window.browser().setScope(serving(fixture));
    QVERIFY(fixture.waitForRows(3));
    fixture.window.browser().setFilter(QStringLiteral("training"));
    QVERIFY(fixture.waitForRows(1));
    fixture.window.findChild<FilterBar *>()->setEverywhere(true);
    QVERIFY(fixture.waitForRows(15));
    fixture.window.browser().setFilter(QString());
    QVERIFY(fixture.waitForRows(3));
    QVERIFY(fixture.status().contains(QLatin1String("Serving")));
}

void MainWindowTest::history_goesBackAndForthBetweenScopes()
{
    WindowFixture fixture;
    fixture.window.browser().setScope(serving(fixture));
    QVERIFY(fixture.waitForRows(3));
    QTest::keyClick(&fixture.window, Qt::Key_Left, Qt::AltModifier);
    QVERIFY(fixture.waitForRows(17));
    QCOMPARE(fixture.window.findChild<SidebarPane *>()->currentScope(), Scope());
    QTest::keyClick(&fixture.window, Qt::Key_Right, Qt::AltModifier);
    QVERIFY(fixture.waitForRows(3));
}

void MainWindowTest::place_leadsToItsSectionAndKeepsThePaper()
{
    WindowFixture fixture;
    fixture.window.browser().selectRow(3);
    Q_EMIT fixture.detail().placeRequested(serving(fixture).section);
    QVERIFY(fixture.waitForRows(3));
    QCOMPARE(fixture.pane().currentWork(), 3U);
    QCOMPARE(fixture.window.findChild<SidebarPane *>()->currentScope(), serving(fixture));
}

void MainWindowTest::open_aboveTenPapersAsksFirst()
{
    WindowFixture fixture;
    fixture.pane().setFocus();
    fixture.pane().selectAll();
    QString asked;
    const auto answer = [&](bool yes) {
        QTimer::singleShot(0, &fixture.window, [&, yes] {
            auto *box = fixture.window.findChild<QMessageBox *>();
            asked = box->text();
            const QMessageBox::ButtonRole role = yes ? QMessageBox::AcceptRole : QMessageBox::RejectRole;
            for (QAbstractButton *button : box->buttons()) {
                if (box->buttonRole(button) == role) {
                    button->click();
                    return;
                }
            }
        });
    };
    answer(false);
    QTest::keyClick(fixture.window.focusWidget(), Qt::Key_O);
    QCOMPARE(asked, QStringLiteral("Open 17 papers in the browser?"));
    QVERIFY(fixture.opener.opened.empty());
    fixture.window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&fixture.window));
    answer(true);
    QTest::keyClick(fixture.window.focusWidget(), Qt::Key_O);
    QCOMPARE(fixture.opener.opened.size(), std::size_t(17));
}

void MainWindowTest::markAllRead_saysTheNumberFirst()
{
    WindowFixture fixture;
    fixture.window.browser().setScope(serving(fixture));
    QVERIFY(fixture.waitForRows(3));
    fixture.window.browser().offerMarkAllRead();
    QCOMPARE(fixture.message(), QStringLiteral("3 unread papers in Serving will be marked as read."));
    QVERIFY(!(*fixture.library->states())[15].read);
    QTest::mouseClick(fixture.window.findChild<QWidget *>(QStringLiteral("messageAction")), Qt::LeftButton);
    QVERIFY((*fixture.library->states())[15].read && (*fixture.library->states())[16].read);
    QVERIFY(!(*fixture.library->states())[0].read);
}

void MainWindowTest::copy_takesTheSelectedTitles()
{
    WindowFixture fixture;
    fixture.window.browser().selectRow(0);
    fixture.pane().setFocus();
    QTest::keyClick(fixture.window.focusWidget(), Qt::Key_C);
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(QLatin1String("Training paper 0. OSDI 2020.")));
    QTest::keyClick(fixture.window.focusWidget(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("https://a.example/0"));
}

void MainWindowTest::copy_inTheDetailTakesTheTextMarkedThere()
{
    WindowFixture fixture;
    fixture.window.browser().selectRow(0);
    auto *text = fixture.window.findChild<QTextBrowser *>();
    text->setFocus();
    QTextCursor cursor = text->document()->find(QStringLiteral("OSDI"));
    text->setTextCursor(cursor);
    QTest::keyClick(text, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("OSDI"));
    QTest::keyClick(text, Qt::Key_J);
    QCOMPARE(fixture.detail().work(), 1U);
}

void MainWindowTest::undo_isOfTheWindowUnlessTextIsTyped()
{
    WindowFixture fixture;
    int undone = 0;
    int redone = 0;
    const auto counter = [](int &count) {
        return [&count]() -> Result<void> {
            ++count;
            return {};
        };
    };
    fixture.history.push({QStringLiteral("Bookmark"), counter(undone), counter(redone)});
    fixture.filterText().setFocus();
    QTest::keyClicks(&fixture.filterText(), QStringLiteral("moe"));
    QTest::keyClick(&fixture.filterText(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(undone, 0);
    QCOMPARE(fixture.filterText().text(), QString());
    fixture.pane().setFocus();
    QTest::keyClick(fixture.window.focusWidget(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(undone, 1);
    QTest::keyClick(fixture.window.focusWidget(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(redone, 1);
}

void MainWindowTest::undo_failure_isTold()
{
    WindowFixture fixture;
    fixture.history.push({QStringLiteral("Bookmark"),
                          []() -> Result<void> {
                              return Error{ErrorCode::LibraryUnwritable, {}};
                          },
                          {}});
    QTest::keyClick(&fixture.window, Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(fixture.message().contains(QLatin1String("could not be stored")));
    QVERIFY(fixture.history.canUndo());
}

void MainWindowTest::libraryError_refusesMarks()
{
    WindowFixture fixture({}, Error{ErrorCode::LibraryTooNew, {}});
    fixture.window.browser().selectRow(0);
    fixture.pane().setFocus();
    QTest::keyClick(fixture.window.focusWidget(), Qt::Key_B);
    QVERIFY(!(*fixture.library->states())[0].bookmarked);
    QVERIFY(fixture.message().contains(QLatin1String("newer Carrel")));
}

void MainWindowTest::close_andStartAgain_bringsAllBack()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("window.json"));
    {
        WindowFixture fixture(file);
        fixture.window.resize(1000, 600);
        fixture.window.browser().setScope(serving(fixture));
        fixture.window.browser().setFilter(QStringLiteral("attention"));
        QVERIFY(fixture.waitForRows(1));
        QTest::keyClick(&fixture.window, Qt::Key_Plus, Qt::ControlModifier);
        fixture.window.close();
    }
    WindowFixture fixture(file);
    QCOMPARE(fixture.window.size(), QSize(1000, 600));
    QCOMPARE(fixture.filterText().text(), QStringLiteral("attention"));
    QCOMPARE(fixture.window.findChild<SidebarPane *>()->currentScope(), serving(fixture));
    QVERIFY(fixture.window.font().pointSizeF() > QFont().pointSizeF() * 1.05);
    QVERIFY(fixture.waitForRows(1));
}

void MainWindowTest::facets_areHiddenByKeyAndStaySo()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("window.json"));
    const auto key = [](WindowFixture &fixture, Qt::KeyboardModifiers modifiers) {
        QTest::keyClick(&fixture.window, Qt::Key_F9, modifiers);
    };
    {
        WindowFixture fixture(file);
        const auto &facets = *fixture.window.findChild<FacetPane *>();
        const auto &sidebar = *fixture.window.findChild<SidebarPane *>();
        QVERIFY(facets.isVisible() && facets.height() < sidebar.height());
        key(fixture, Qt::ShiftModifier);
        QVERIFY(!facets.isVisible() && sidebar.isVisible());
        key(fixture, {});
        QVERIFY(!sidebar.isVisible());
        key(fixture, Qt::ShiftModifier);
        QVERIFY(facets.isVisible() && sidebar.isVisible());
        key(fixture, Qt::ShiftModifier);
        fixture.window.close();
    }
    WindowFixture fixture(file);
    QVERIFY(!fixture.window.findChild<FacetPane *>()->isVisible());
    key(fixture, Qt::ShiftModifier);
    QVERIFY(fixture.window.findChild<FacetPane *>()->isVisible());
}

void MainWindowTest::facets_areOnesOfThePanes()
{
    WindowFixture fixture;
    const auto *facets = fixture.window.findChild<FacetPane *>();
    QTest::keyClick(&fixture.window, Qt::Key_1, Qt::ControlModifier);
    QTest::keyClick(&fixture.window, Qt::Key_F6);
    QVERIFY(facets->isAncestorOf(fixture.window.focusWidget()));
    QTest::keyClick(&fixture.window, Qt::Key_F6);
    QVERIFY(fixture.pane().isAncestorOf(fixture.window.focusWidget()));
}

void MainWindowTest::otherList_takesThePlaceOfTheFirst()
{
    WindowFixture fixture;
    fixture.window.browser().setScope(serving(fixture));
    fixture.window.browser().selectRow(0);
    fixture.take(test::ListBuilder().section("Other").entry("One").entry("Two").build());
    QVERIFY(fixture.waitForRows(2));
    QCOMPARE(fixture.detail().work(), kNone);
    QVERIFY(!fixture.pane().selectWork(15));
}

void MainWindowTest::slipOfTheFinger_leadsToWhatWasMeant()
{
    WindowFixture fixture;
    fixture.filterText().setFocus();
    QTest::keyClicks(&fixture.filterText(), QStringLiteral("atention"));
    QVERIFY(fixture.waitForRows(0));
    QTRY_VERIFY(fixture.window.findChild<QPushButton *>(QStringLiteral("suggestion")) != nullptr);
    auto *suggestion = fixture.window.findChild<QPushButton *>(QStringLiteral("suggestion"));
    QTRY_VERIFY(suggestion->isVisible());
    QVERIFY(fixture.papers.rows().empty());
    QTest::keyClick(&fixture.filterText(), Qt::Key_Return);
    QCOMPARE(fixture.window.focusWidget(), suggestion);
    QTest::keyClick(suggestion, Qt::Key_Return);
    QCOMPARE(fixture.filterText().text(), QStringLiteral("attention"));
    QVERIFY(fixture.waitForRows(1));
    QCOMPARE(fixture.window.focusWidget(), &fixture.pane().view());
}

void MainWindowTest::bestMatch_ordersWhatIsLookedFor()
{
    WindowFixture fixture;
    fixture.take(
        test::ListBuilder().section("A").entry("On learning to serve").entry("Serve").entry("Other").build());
    QAction *best = nullptr;
    for (QAction *action : fixture.window.actions()) {
        best = action->text() == QLatin1String("Sort by Best &Match") ? action : best;
    }
    QVERIFY(best != nullptr && !best->isEnabled());
    fixture.window.browser().setFilter(QStringLiteral("serve"));
    QTRY_COMPARE(fixture.papers.rows(), (std::vector<quint32>{0, 1}));
    best->trigger();
    QTRY_COMPARE(fixture.papers.rows(), (std::vector<quint32>{1, 0}));
    QVERIFY(best->isChecked());
    QVERIFY2(fixture.status().contains(QLatin1String("best match first")), qPrintable(fixture.status()));
    fixture.window.browser().setFilter(QString());
    QTRY_COMPARE(fixture.papers.rows(), (std::vector<quint32>{0, 1, 2}));
    QVERIFY(!fixture.status().contains(QLatin1String("best match first")));
}

void MainWindowTest::completion_knowsTheListThatIsShown()
{
    WindowFixture fixture;
    fixture.filterText().setFocus();
    QTest::keyClicks(&fixture.filterText(), QStringLiteral("venue:"));
    const auto offered = [&fixture] {
        QStringList all;
        const auto *popup = fixture.window.findChild<QListView *>(QStringLiteral("completions"));
        for (int row = 0; popup != nullptr && popup->isVisible() && row < popup->model()->rowCount(); ++row) {
            all.append(popup->model()->index(row, 0).data().toString());
        }
        return all;
    };
    QTRY_COMPARE(offered(),
                 (QStringList{QStringLiteral("OSDI"), QStringLiteral("SOSP"), QStringLiteral("arXiv")}));
    fixture.take(test::ListBuilder().section("Other").entry("One", "ICML", 2020).entry("Two").build());
    QTRY_COMPARE(offered(), QStringList{QStringLiteral("ICML")});
    QTest::keyClick(&fixture.filterText(), Qt::Key_Tab);
    QCOMPARE(fixture.filterText().text(), QStringLiteral("venue:icml"));
    QVERIFY(fixture.waitForRows(1));
}

void MainWindowTest::syntaxHelp_putsItsExamplesIntoTheBox()
{
    WindowFixture fixture;
    QTest::keyClick(&fixture.window, Qt::Key_F1, Qt::ShiftModifier);
    auto *dialog = fixture.window.findChild<SyntaxDialog *>();
    QVERIFY(dialog != nullptr);
    Q_EMIT dialog->exampleChosen(QStringLiteral("venue:osdi"));
    QCOMPARE(fixture.filterText().text(), QStringLiteral("venue:osdi"));
    Q_EMIT fixture.window.findChild<FilterBar *>()->helpRequested();
    QCOMPARE(fixture.window.findChildren<SyntaxDialog *>().size(), 1);
}

} // namespace carrel

QTEST_MAIN(carrel::MainWindowTest)
#include "tst_mainwindow.moc"
