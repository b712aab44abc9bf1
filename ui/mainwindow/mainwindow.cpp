// SPDX-License-Identifier: GPL-3.0-or-later
#include "mainwindow/mainwindow.h"

#include "commands/exporter.h"
#include "commands/librarytransfers.h"
#include "commands/paperactions.h"
#include "commands/windowmenus.h"
#include "detail/detailpane.h"
#include "facets/facetpane.h"
#include "filterbar/filterbar.h"
#include "items/papertablemodel.h"
#include "library/librarystore.h"
#include "library/papercommands.h"
#include "library/undohistory.h"
#include "mainwindow/browser.h"
#include "mainwindow/facetlink.h"
#include "mainwindow/libraryoffers.h"
#include "mainwindow/listopener.h"
#include "mainwindow/listupdates.h"
#include "mainwindow/panelayout.h"
#include "mainwindow/savedsearchpanel.h"
#include "mainwindow/statustext.h"
#include "mainwindow/toolrow.h"
#include "mainwindow/updatestatus.h"
#include "papers/paperpane.h"
#include "sidebar/sidebarpane.h"
#include "widgets/elidedlabel.h"
#include "widgets/errortext.h"
#include "widgets/listnotices.h"

#include <QAction>
#include <QCloseEvent>
#include <QFontInfo>
#include <QLabel>
#include <QLocale>
#include <QScreen>
#include <QStatusBar>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

namespace carrel {

MainWindow::MainWindow(const WindowServices &services)
    : m_services(services)
    , m_state(readWindowState(services.stateFile))
    , m_actions(this)
    , m_paperActions(new PaperActions(m_services, this))
    , m_opener(new ListOpener(m_services, this))
    , m_offers(services.guard == nullptr ? nullptr : new LibraryOffers(m_services, this))
    , m_exporter(new Exporter(m_services, this))
    , m_transfers(new LibraryTransfers(m_services, this))
{
    setWindowTitle(tr("Carrel"));
    createPanes();
    createTools();
    createStatusBar();
    createHandlers();
    createViewHandlers();
    createListHandlers();
    connectParts();
    restoreState();
}

void MainWindow::createPanes()
{
    m_sidebar = new SidebarPane;
    m_papers = new PaperPane;
    m_detail = new DetailPane;
    m_filterBar = new FilterBar;
    m_facets = new FacetPane;
    m_facets->addMenuAction(m_actions.action(Command::ShowFacets));
    m_panes = new PaneLayout({m_sidebar, m_facets, m_papers, m_detail});
    new FacetLink({*m_facets, *m_filterBar, m_services.filter, m_services.sections}, this);
    m_browser =
        new Browser(m_services, {*m_sidebar, *m_filterBar, *m_papers, *m_detail}, *m_paperActions, this);
    m_searches = new SavedSearchPanel(m_services, {*m_sidebar, *m_filterBar, *m_browser}, this);
    m_sidebar->setModel(&m_services.sections);
    m_sidebar->setContextMenuPolicy(Qt::CustomContextMenu);
    m_papers->setModel(&m_services.papers);

    auto *central = new QWidget;
    m_column = new QVBoxLayout(central);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_column->addWidget(m_panes, 1);
    setCentralWidget(central);
}

void MainWindow::createTools()
{
    m_menus = new WindowMenus(
        m_actions,
        {[this](QMenu &menu) { m_papers->fillColumnMenu(menu); },
         [this](QMenu &menu) { m_browser->fillForms(menu); },
         [this](QMenu &menu) {
             m_exporter->fillCopyMenu(menu, [this] { return m_browser->selectedForExport(); });
         },
         [this](QMenu &menu) { m_paperActions->fillTags(menu, m_papers->selectedWorks()); }},
        this);
    m_tools = new ToolRow(m_actions, *m_menus, m_filterBar);
    m_column->insertWidget(0, m_tools);
}

void MainWindow::createStatusBar()
{
    m_status = new ElidedLabel;
    m_status->setObjectName(QStringLiteral("statusText"));
    m_selection = new QLabel;
    m_selection->setTextFormat(Qt::PlainText);
    const int blank = fontMetrics().height() / 2;
    statusBar()->setContentsMargins(blank, 0, blank, 0);
    statusBar()->setSizeGripEnabled(false);
    statusBar()->addWidget(m_status, 1);
    m_updateStatus = new UpdateStatus;
    statusBar()->addPermanentWidget(m_selection);
    statusBar()->addPermanentWidget(m_updateStatus);
}

void MainWindow::connectParts()
{
    connect(m_browser, &Browser::viewChanged, this, [this] {
        m_status->setText(m_browser->statusText());
        updateActions();
    });
    connect(m_browser, &Browser::selectionChanged, this, &MainWindow::updateActions);
    connect(&m_services.history, &UndoHistory::changed, this, &MainWindow::updateActions);
    connect(m_papers, &PaperPane::contextMenuRequested, m_menus, &WindowMenus::showForPapers);
    connect(m_sidebar, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        m_menus->showForSidebar(m_sidebar->mapToGlobal(at), m_sidebar->currentSavedSearch().has_value());
    });
    connect(m_paperActions, &PaperActions::messageRequested, this, &MainWindow::showMessage);
    connect(m_searches, &SavedSearchPanel::changed, this, &MainWindow::updateActions);
    connect(m_searches, &SavedSearchPanel::messageRequested, this, &MainWindow::showMessage);
    connect(m_searches, &SavedSearchPanel::messageObsolete, this, &MainWindow::dismissMessage);
    connect(m_searches, &SavedSearchPanel::sidebarRequested, this, [this] {
        m_panes->setSidebarShown(true);
        m_actions.action(Command::ShowSidebar)->setChecked(true);
    });
    connect(&m_services.searches, &SavedSearches::failed, this, &MainWindow::showError);
    connect(m_opener, &ListOpener::messageRequested, this, &MainWindow::showMessage);
    if (m_offers != nullptr) {
        connect(m_offers, &LibraryOffers::messageRequested, this, &MainWindow::showMessage);
        connect(m_paperActions, &PaperActions::markRefused, m_offers, &LibraryOffers::explainRefusal);
    }
    connect(m_opener, &ListOpener::messageObsolete, this, &MainWindow::dismissMessage);
    connect(m_exporter, &Exporter::messageRequested, this, &MainWindow::showMessage);
    connect(m_exporter, &Exporter::messageObsolete, this, &MainWindow::dismissMessage);
    connect(m_exporter, &Exporter::failed, this, &MainWindow::showError);
    connect(m_transfers, &LibraryTransfers::messageRequested, this, &MainWindow::showMessage);
    connect(m_transfers, &LibraryTransfers::failed, this, &MainWindow::showError);
    connect(&m_services.commands, &PaperCommands::failed, this, &MainWindow::showError);
    connect(&m_services.library, &LibraryStore::failed, this, &MainWindow::showError);
    connect(&m_services.repository, &CatalogRepository::failed, this, &MainWindow::showError);
}

void MainWindow::restoreState()
{
    if (!restoreGeometry(m_state.geometry)) {
        const int line = fontMetrics().height();
        resize(QSize(line * 92, line * 57).boundedTo(screen()->availableSize() * 0.95));
    }
    setZoom(m_state.zoom);
    m_panes->restoreFrom(m_state);
    m_sidebar->restoreState(m_state.sections);
    m_papers->restoreState(m_state.columns);
    m_filterBar->setEverywhere(m_state.everywhere);
    m_filterBar->setText(m_state.filter);
    constexpr std::array kPlaces{Command::DetailRight, Command::DetailBelow, Command::DetailHidden};
    m_actions.action(kPlaces[static_cast<std::size_t>(m_state.detail)])->setChecked(true);
    m_actions.action(Command::ShowSidebar)->setChecked(m_state.sidebarShown);
    m_actions.action(Command::ShowFacets)->setChecked(m_state.facetsShown);
    m_papers->setEmptyState(EmptyReason::Loading);
    m_papers->setFocus(Qt::OtherFocusReason);
}

void MainWindow::saveState()
{
    m_detail->flush();
    WindowState state;
    state.geometry = saveGeometry();
    m_panes->saveTo(state);
    state.sections = m_sidebar->saveState();
    state.columns = m_papers->saveState();
    state.filter = m_filterBar->text();
    state.list = m_browser->currentList();
    state.everywhere = m_filterBar->isEverywhere();
    state.zoom = m_zoom;
    if (!(state == m_state) && writeWindowState(m_services.stateFile, state)) {
        m_state = state;
    }
}

void MainWindow::setZoom(int steps)
{
    const int bounded = std::clamp(steps, -5, 12);
    if (bounded == m_zoom) {
        return;
    }
    m_zoom = bounded;
    QFont scaled;
    scaled.setPointSizeF(QFontInfo(scaled).pointSizeF() * std::pow(1.1, m_zoom));
    setFont(scaled);
}

void MainWindow::showCatalog(const LoadedCatalog &loaded, const Succession *succession)
{
    const QString name = loaded.catalog->title();
    setWindowTitle(name.isEmpty() ? tr("Carrel") : tr("%1 - Carrel").arg(shortened(name, 80)));
    m_papers->setSeveralLists(loaded.catalog->hasSeveralLists());
    if (succession != nullptr) {
        m_browser->showLaterVersion(*succession);
    } else {
        m_browser->showCatalog();
    }
    m_searches->showCatalog();
    m_updates->showVersion(loaded.source);
    if (!loaded.failures.empty()) {
        showMessage(MessageBar::Kind::Warning, errorText(loaded.failures));
    } else if (const QStringList notices = listNotices(*loaded.catalog);
               succession == nullptr && !notices.isEmpty()) {
        showMessage(MessageBar::Kind::Information, notices.join(QLatin1Char(' ')));
    }
}

void MainWindow::updateActions()
{
    if (m_services.papers.catalog() != nullptr) {
        CommandContext context = m_browser->context();
        m_searches->addTo(context);
        m_updates->addTo(context);
        context.splitQuestion = !m_services.library.questions().empty();
        context.undo = m_services.history.undoName();
        context.redo = m_services.history.redoName();
        m_actions.setContext(context);
        m_selection->setText(context.selected > 1 ? tr("%1 selected").arg(locale().toString(context.selected))
                                                  : QString());
    }
}

void MainWindow::showMessage(MessageBar::Kind kind, const QString &text, const MessageAction &action)
{
    if (m_messages == nullptr) {
        m_messages = new MessageBar;
        m_column->insertWidget(1, m_messages);
    }
    m_messages->showMessage(kind, text, action);
}

void MainWindow::dismissMessage()
{
    if (m_messages != nullptr) {
        m_messages->dismiss();
    }
}

void MainWindow::showError(const Error &error)
{
    showMessage(MessageBar::Kind::Warning, errorText(error));
}

void MainWindow::showRefusal()
{
    if (m_offers != nullptr) {
        m_offers->explainRefusal();
    }
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    saveState();
    QMainWindow::closeEvent(event);
}

} // namespace carrel
