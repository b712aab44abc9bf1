// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "commands/actions.h"
#include "commands/windowservices.h"
#include "mainwindow/windowstate.h"
#include "widgets/messagebar.h"

#include <QMainWindow>

#include <functional>
#include <vector>

class QLabel;
class QVBoxLayout;

namespace carrel {

class Browser;
class DetailPane;
class ElidedLabel;
class Exporter;
class FacetPane;
class FilterBar;
class LibraryOffers;
class LibraryTransfers;
class ListDesk;
class ListOpener;
class NewsPanel;
class PaneLayout;
class PaperActions;
class PaperPane;
class SavedSearchPanel;
class SidebarPane;
class ToolRow;
class WindowMenus;
class ListUpdates;
class UpdateStatus;
struct Succession;

/// The window: places the panes, runs commands, tells the reader what happens, keeps its layout over
/// restarts.
class MainWindow final : public QMainWindow
{
    Q_OBJECT
public:
    explicit MainWindow(const WindowServices &services);

    /// Shows another list, or with a succession a later version of the same at the place that the browser
    /// kept; models and library hold it already. The first one is shown as the window was left.
    void showCatalog(const LoadedCatalog &loaded, const Succession *succession = nullptr);
    void showError(const Error &error);
    /// Why the library takes no marks, and what can be done.
    void showRefusal();
    void showMessage(MessageBar::Kind kind, const QString &text, const MessageAction &action = {});

    /// Adds files, addresses and repositories to the lists in use.
    void addLists(const QStringList &sources);

    /// Keeps the layout for the next start, as closing does.
    void saveState();

    /// Where the reader is, for those who would lead elsewhere.
    Browser &browser() const { return *m_browser; }

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void createPanes();
    void createTools();
    void createStatusBar();
    void createHandlers();
    void createViewHandlers();
    void createMarkHandlers();
    void createListHandlers();
    void on(Command command, std::function<void()> run);
    void connectParts();
    void restoreState();

    void showFacets(bool shown);
    void setZoom(int steps);
    void goToNextUnread();
    void showVersionNotice(const QString &text, const MessageAction &action);
    void updateActions();
    void dismissMessage();

    const WindowServices m_services;
    WindowState m_state; ///< as it is stored
    Actions m_actions;
    std::vector<std::function<void()>> m_handlers; ///< one a Command
    PaperActions *m_paperActions;
    ListOpener *m_opener;
    LibraryOffers *m_offers; ///< null where the library is not kept
    Exporter *m_exporter;
    LibraryTransfers *m_transfers;
    SidebarPane *m_sidebar = nullptr;
    FacetPane *m_facets = nullptr;
    FilterBar *m_filterBar = nullptr;
    PaperPane *m_papers = nullptr;
    DetailPane *m_detail = nullptr;
    PaneLayout *m_panes = nullptr;
    Browser *m_browser = nullptr;
    SavedSearchPanel *m_searches = nullptr;
    NewsPanel *m_news = nullptr; ///< null where no lists are kept
    WindowMenus *m_menus = nullptr;
    ToolRow *m_tools = nullptr;
    MessageBar *m_messages = nullptr;      ///< made for the first message
    MessageBar *m_versionNotice = nullptr; ///< made for the first older version
    QVBoxLayout *m_column = nullptr;
    ElidedLabel *m_status = nullptr;
    UpdateStatus *m_updateStatus = nullptr;
    ListUpdates *m_updates = nullptr;
    ListDesk *m_desk = nullptr;
    QLabel *m_selection = nullptr;
    int m_zoom = 0;
};

} // namespace carrel
