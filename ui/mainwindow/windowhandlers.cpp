// SPDX-License-Identifier: GPL-3.0-or-later
// What each command of the window leads to.
#include "mainwindow/mainwindow.h"

#include "commands/exporter.h"
#include "commands/librarytransfers.h"
#include "commands/paperactions.h"
#include "detail/detailpane.h"
#include "dialogs/aboutdialog.h"
#include "dialogs/keysdialog.h"
#include "dialogs/syntaxdialog.h"
#include "filterbar/filterbar.h"
#include "library/undohistory.h"
#include "mainwindow/browser.h"
#include "mainwindow/historybuttons.h"
#include "mainwindow/libraryoffers.h"
#include "mainwindow/listopener.h"
#include "mainwindow/panelayout.h"
#include "mainwindow/savedsearchpanel.h"
#include "mainwindow/toolrow.h"
#include "papers/paperpane.h"
#include "sidebar/sidebarpane.h"

#include <QAction>

#include <functional>

namespace carrel {

void MainWindow::on(Command command, std::function<void()> run)
{
    m_handlers.resize(commandTable().size());
    m_handlers[static_cast<std::size_t>(command)] = std::move(run);
}

void MainWindow::createHandlers()
{
    const auto selected = [this](void (PaperActions::*act)(const PaperActions::Works &)) {
        return [this, act] { std::invoke(act, m_paperActions, m_papers->selectedWorks()); };
    };
    const auto step = [this](Result<void> (UndoHistory::*act)()) {
        return [this, act] {
            if (const Result<void> done = std::invoke(act, m_services.history); !done) {
                showError(done.error());
            }
        };
    };
    on(Command::OpenList, [this] { m_opener->pickFile(); });
    on(Command::OpenBundled, [this] { m_opener->openBundled(); });
    on(Command::RestoreLibrary, [this] {
        if (m_offers != nullptr) {
            m_offers->pickBackup();
        }
    });
    on(Command::ExportView, [this] { m_exporter->pickFile(m_browser->viewForExport()); });
    on(Command::ExportSelected, [this] { m_exporter->pickFile(m_browser->selectedForExport()); });
    on(Command::ExportLibrary, [this] { m_transfers->pickExport(); });
    on(Command::ImportLibrary, [this] { m_transfers->pickImport(); });
    on(Command::Quit, [this] { close(); });
    on(Command::Undo, step(&UndoHistory::undo));
    on(Command::Redo, step(&UndoHistory::redo));
    on(Command::CopyCitation, selected(&PaperActions::copyCitations));
    on(Command::CopyLink, selected(&PaperActions::copyLinks));
    on(Command::CopyTitle, selected(&PaperActions::copyTitles));
    on(Command::Open, selected(&PaperActions::open));
    on(Command::OpenPdf, selected(&PaperActions::openPdf));
    on(Command::ToggleBookmark, selected(&PaperActions::toggleBookmarked));
    on(Command::ToggleRead, selected(&PaperActions::toggleRead));
    on(Command::MarkAllRead, [this] { m_browser->offerMarkAllRead(); });
    createMarkHandlers();
    on(Command::ShowKeys, [this] { (new KeysDialog(this))->show(); });
    on(Command::ShowSyntax, [this] {
        auto *dialog = findChild<SyntaxDialog *>();
        if (dialog == nullptr) {
            dialog = new SyntaxDialog(this);
            connect(dialog, &SyntaxDialog::exampleChosen, m_filterBar, &FilterBar::setText);
        }
        dialog->show();
        dialog->raise();
        dialog->activateWindow();
    });
    connect(m_filterBar, &FilterBar::helpRequested, m_actions.action(Command::ShowSyntax), &QAction::trigger);
    on(Command::About,
       [this] { (new AboutDialog(m_services.dataFolder, m_services.configFolder, this))->show(); });
    connect(&m_actions, &Actions::triggered, this,
            [this](Command command) { m_handlers[static_cast<std::size_t>(command)](); });
}

void MainWindow::createViewHandlers()
{
    const auto place = [this](DetailPlacement placement) {
        return [this, placement] { m_panes->setDetailPlacement(placement); };
    };
    const auto focus = [](QWidget *pane) { return [pane] { pane->setFocus(Qt::ShortcutFocusReason); }; };
    on(Command::FocusFilter, [this] { m_filterBar->focusText(); });
    on(Command::ClearFilter, [this] { m_filterBar->setText(QString()); });
    on(Command::SaveSearch, [this] { m_searches->save(); });
    on(Command::UpdateSearch, [this] { m_searches->update(); });
    on(Command::RenameSearch, [this] { m_searches->rename(); });
    on(Command::MoveSearchUp, [this] { m_searches->move(-1); });
    on(Command::MoveSearchDown, [this] { m_searches->move(1); });
    on(Command::DeleteSearch, [this] { m_searches->remove(); });
    on(Command::ShowSidebar, [this] { m_panes->setSidebarShown(!m_panes->isSidebarShown()); });
    on(Command::ShowFacets, [this] { showFacets(!m_panes->areFacetsShown()); });
    on(Command::DetailRight, place(DetailPlacement::Right));
    on(Command::DetailBelow, place(DetailPlacement::Below));
    on(Command::DetailHidden, place(DetailPlacement::Hidden));
    on(Command::SortByBestMatch, [this] { m_papers->toggleBestMatch(); });
    on(Command::ZoomIn, [this] { setZoom(m_zoom + 1); });
    on(Command::ZoomOut, [this] { setZoom(m_zoom - 1); });
    on(Command::ZoomReset, [this] { setZoom(0); });
    on(Command::Back, [this] { m_browser->goInHistory(-1); });
    on(Command::Forward, [this] { m_browser->goInHistory(1); });
    new HistoryButtons(m_actions.action(Command::Back), m_actions.action(Command::Forward), this);
    on(Command::NextPaper, [this] { m_papers->moveCurrent(1); });
    on(Command::PreviousPaper, [this] { m_papers->moveCurrent(-1); });
    on(Command::NextUnread, [this] { goToNextUnread(); });
    on(Command::FocusSidebar, focus(m_sidebar));
    on(Command::FocusPapers, focus(m_papers));
    on(Command::FocusDetail, focus(m_detail));
    on(Command::NextPane, [this] { m_panes->focusPane(1); });
    on(Command::PreviousPane, [this] { m_panes->focusPane(-1); });
    on(Command::OpenMenu, [this] { m_tools->openMenu(); });
}

/// Facets that are to be seen bring the sidebar with them.
void MainWindow::showFacets(bool shown)
{
    m_panes->setFacetsShown(shown);
    m_actions.action(Command::ShowFacets)->setChecked(shown);
    if (shown && !m_panes->isSidebarShown()) {
        m_panes->setSidebarShown(true);
        m_actions.action(Command::ShowSidebar)->setChecked(true);
    }
}

void MainWindow::goToNextUnread()
{
    if (!m_papers->goToNextUnread()) {
        showMessage(MessageBar::Kind::Information, tr("No unread paper is left in this view."));
    }
}

} // namespace carrel
