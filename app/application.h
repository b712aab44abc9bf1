// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "commandline.h"
#include "datapaths.h"
#include "desktopurlopener.h"
#include "items/paperfilter.h"
#include "items/papertablemodel.h"
#include "items/sectiontreemodel.h"
#include "library/libraryguard.h"
#include "library/librarystore.h"
#include "library/papercommands.h"
#include "library/savedsearches.h"
#include "library/succession.h"
#include "library/undohistory.h"
#include "mainwindow/mainwindow.h"
#include "news/listnews.h"
#include "singleinstance.h"
#include "sync/catalogrepository.h"
#include "sync/listshelf.h"
#include "sync/listwatcher.h"
#include "sync/shownlists.h"

#include <QElapsedTimer>
#include <QFuture>
#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>

namespace carrel {

/// Builds stores, models and the window, connects them, and owns them in the order in which they need each
/// other.
class Application final : public QObject
{
    Q_OBJECT
public:
    Application(const DataPaths &paths, const QString &layoutFile, const FetchLimits &limits = {});
    ~Application() override;

    /// Shows the window with the list that is being read; waits for it where that is told.
    void start(const CatalogSource &source, const CatalogRepository::Reading &reading, bool wait);
    /// Draws the window into the picture that the command line asks for. Returns the exit status.
    int drawPicture(const CommandLine &line);
    /// Calls back when the window has been painted for the first time.
    void whenPainted(std::function<void()> then);
    /// The first of these files is shown or is about to be: shows the others with it, and offers to keep
    /// them.
    void addToFirst(const QStringList &files);
    /// What another start of the program brings; the window comes to the front.
    void takeHandOver(const HandOver &message);
    /// What can wait until the window is there, with nobody waiting for it: reads which lists are in use,
    /// checks the library and backs it up.
    void lookAfterAll();
    /// Leaves everything as closing the window does.
    void end();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void takeCatalog(const LoadedCatalog &loaded);
    void showCatalog(const LoadedCatalog &loaded, const SuccessionPointer &succession);
    void takeStates(const std::vector<quint32> &works);
    void takeAges();
    void connectLibrary();
    void waitForFilter();
    void offerToKeep(const QStringList &files);

    DesktopUrlOpener m_opener;
    std::unique_ptr<LibraryStore> m_library;
    LibraryGuard m_guard;
    CatalogRepository m_repository;
    ListShelf m_lists;
    ListWatcher m_watcher;
    ListNews m_news;
    ShownLists m_shown;
    UndoHistory m_history;
    PaperCommands m_commands;
    SavedSearches m_searches;
    PaperFilter m_filter;
    PaperTableModel m_papers;
    SectionTreeModel m_sections;
    MainWindow m_window;
    QTimer m_idle;
    std::function<void()> m_whenPainted;
    CatalogPointer m_catalog;   ///< the lists that are shown, without works that left them
    QFuture<void> m_comparing;  ///< the catalog shown with the one that is to take its place
    quint64 m_request = 0;      ///< number of the catalog that is to be shown
    bool m_awaitsMarks = false; ///< of the list that is shown
    bool m_fellBack = false;    ///< the first list could not be read, the bundled one took its place
};

/// Runs the window, or draws it where the command line asks for a picture. Returns the exit status.
int runWindow(const CommandLine &line, const QElapsedTimer &sinceStart, int argc, char *argv[]);

} // namespace carrel
