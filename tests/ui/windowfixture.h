// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filterbar/filterbar.h"
#include "items/itemroles.h"
#include "items/paperfilter.h"
#include "items/papertablemodel.h"
#include "items/sectiontreemodel.h"
#include "library/librarystore.h"
#include "library/papercommands.h"
#include "library/savedsearches.h"
#include "library/undohistory.h"
#include "mainwindow/browser.h"
#include "mainwindow/mainwindow.h"
#include "news/listnews.h"
#include "papers/paperpane.h"
#include "papers/papertableview.h"
#include "sidebar/sidebarpane.h"
#include "sidebar/sidebarview.h"
#include "support/listbuilder.h"
#include "support/recordingurlopener.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QLineEdit>
#include <QMimeData>
#include <QScrollBar>
#include <QWindow>
#include <QtTest>

#include <algorithm>

namespace carrel::test {

inline CatalogPointer smallList()
{
    ListBuilder builder;
    builder.section("Training");
    for (int i = 0; i < 80; ++i) {
        builder.entry("Training paper " + std::to_string(i), i % 2 == 0 ? "OSDI" : "SOSP", 2020);
    }
    builder.section("Serving").entry("Attention is served", "SOSP", 2023).entry("No link here");
    return builder.build();
}

/// A window with all that it works with, in memory.
class WindowFixture final
{
public:
    /// Without a folder settings are not kept.
    explicit WindowFixture(const QString &configFolder = {},
                           const QString &libraryFile = QStringLiteral(":memory:"),
                           ListShelf *lists = nullptr, const QString &dataFolder = {})
        : library(std::move(LibraryStore::open(libraryFile)).value())
        , news(lists == nullptr ? nullptr : std::make_unique<ListNews>(*lists, *library, dataFolder))
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
                  {},
                  {},
                  configFolder,
                  nullptr,
                  lists,
                  news.get()})
        , tester(&sections, QAbstractItemModelTester::FailureReportingMode::QtTest)
    {
        QObject::connect(library.get(), &LibraryStore::statesChanged, &papers, [this](const auto &works) {
            papers.setStates(library->states(), works);
            sections.setStates(library->states());
            filter.setStates(library->states());
        });
        QObject::connect(library.get(), &LibraryStore::agesChanged, &papers, [this] {
            papers.setAges(library->states());
            sections.setStates(library->states());
            filter.setStates(library->states());
            filter.runAgainForAges();
        });
        take(smallList());
        window.resize(1000, 700);
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

    /// As the program does: the marks follow, with what left the list.
    void takeLater(const CatalogPointer &catalog)
    {
        library->attachLater(catalog, QStringLiteral("No longer listed"));
        commands.setCatalog(catalog);
        papers.setCatalog(catalog, library->states(), {});
        sections.setCatalog(catalog, library->states());
        window.showCatalog({catalog, {}});
    }

    SidebarPane &sidebar() { return *window.findChild<SidebarPane *>(); }
    QLineEdit &filterText() { return *window.findChild<QLineEdit *>(QStringLiteral("filterText")); }
    /// Null where no name is typed.
    QLineEdit *nameEditor()
    {
        const auto editors = window.findChildren<QLineEdit *>(QStringLiteral("savedSearchName"));
        const auto open = std::find_if(editors.begin(), editors.end(),
                                       [](QLineEdit *editor) { return editor->isVisible(); });
        return open == editors.end() ? nullptr : *open;
    }
    QString message()
    {
        const auto *bar = window.findChild<MessageBar *>();
        return bar == nullptr || !bar->isVisible() ? QString() : bar->text();
    }
    QAction *action(const char *text)
    {
        for (QAction *each : window.actions()) {
            if (each->text().remove(QLatin1Char('&')) == QLatin1String(text)) {
                return each;
            }
        }
        return nullptr;
    }
    /// Types into the filter box.
    void type(const QString &text)
    {
        filterText().setFocus();
        filterText().selectAll();
        QTest::keyClicks(&filterText(), text);
    }
    /// Types a text and saves it under a name.
    void save(const QString &text, const QString &name)
    {
        type(text);
        QTest::keyClick(&filterText(), Qt::Key_S, Qt::ControlModifier);
        QVERIFY(nameEditor());
        QTest::keyClicks(nameEditor(), name);
        QTest::keyClick(nameEditor(), Qt::Key_Return);
        QTRY_VERIFY(name.trimmed().isEmpty() || row(name).isValid());
    }
    QModelIndex row(const QString &name)
    {
        for (const SavedSearch &search : searches.all()) {
            if (search.name == name) {
                return sections.indexOfSavedSearch(search.id);
            }
        }
        return {};
    }
    void click(const QModelIndex &index)
    {
        SidebarView &view = sidebar().view();
        view.scrollTo(index);
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.visualRect(index).center());
    }
    QString names()
    {
        QStringList all;
        for (const SavedSearch &search : searches.all()) {
            all << search.name;
        }
        return all.join(QLatin1Char(' '));
    }
    QString currentName()
    {
        const std::optional<qint64> id = sidebar().currentSavedSearch();
        return id && searches.find(*id) != nullptr ? searches.find(*id)->name : QString();
    }
    bool waitForRows(std::size_t count)
    {
        return QTest::qWaitFor([&] { return papers.rows().size() == count; });
    }
    bool waitForCount(const QString &name, int count)
    {
        return QTest::qWaitFor([&] { return row(name).data(CountRole).toInt() == count; });
    }

    RecordingUrlOpener opener;
    std::unique_ptr<LibraryStore> library;
    CatalogRepository repository;
    std::unique_ptr<ListNews> news; ///< null without lists
    UndoHistory history;
    PaperCommands commands;
    SavedSearches searches;
    PaperFilter filter;
    PaperTableModel papers;
    SectionTreeModel sections;
    MainWindow window;
    QAbstractItemModelTester tester;
};

inline Scope serving()
{
    return {PaperView::Section, 1};
}

} // namespace carrel::test
