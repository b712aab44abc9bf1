// SPDX-License-Identifier: GPL-3.0-or-later
// What the commands lead to that are about lists and settings.
#include "mainwindow/mainwindow.h"

#include "health/healthpanel.h"
#include "mainwindow/browser.h"
#include "mainwindow/listdesk.h"
#include "mainwindow/listupdates.h"
#include "mainwindow/preferencelink.h"
#include "news/newspanel.h"

#include <QAction>
#include <QVBoxLayout>

namespace carrel {

void MainWindow::createListHandlers()
{
    m_updates = new ListUpdates(m_services, *m_updateStatus, this);
    connect(m_updates, &ListUpdates::messageRequested, this, &MainWindow::showMessage);
    connect(m_updates, &ListUpdates::messageObsolete, this, &MainWindow::dismissMessage);
    connect(m_updates, &ListUpdates::versionNoticeChanged, this, &MainWindow::showVersionNotice);
    connect(m_updates, &ListUpdates::changed, this, &MainWindow::updateActions);
    on(Command::UpdateLists, [this] { m_updates->update(); });
    on(Command::StopUpdate, [this] { m_updates->stop(); });
    on(Command::ShowVersions, [this] { m_updates->pickVersion(); });
    m_desk = new ListDesk(m_services, *m_updates, this);
    connect(m_desk, &ListDesk::messageRequested, this, &MainWindow::showMessage);
    connect(m_desk, &ListDesk::messageObsolete, this, &MainWindow::dismissMessage);
    on(Command::AddList, [this] { m_desk->showAdding(); });
    on(Command::ManageLists, [this] { m_desk->showManager(); });

    if (m_services.news != nullptr) {
        m_news = new NewsPanel(m_services, {*m_browser, *m_papers, *m_paperActions}, this);
        connect(m_news, &NewsPanel::messageRequested, this, &MainWindow::showMessage);
        connect(m_news, &NewsPanel::failed, this, &MainWindow::showError);
        connect(m_updates, &ListUpdates::changesRequested, m_news, &NewsPanel::showChanges);
    }
    on(Command::DateByHistory, [this] {
        if (m_news != nullptr) {
            m_news->dateByHistory();
        }
    });
    on(Command::ShowNew, [this] { m_browser->setScope({PaperView::New}); });
    on(Command::ShowChanges, [this] {
        if (m_news != nullptr) {
            m_news->showChanges();
        }
    });

    auto *health = new HealthPanel(m_services, *m_browser, this);
    connect(health, &HealthPanel::messageRequested, this, &MainWindow::showMessage);
    connect(health, &HealthPanel::failed, this, &MainWindow::showError);
    connect(m_desk, &ListDesk::healthRequested, health, &HealthPanel::showHealth);
    on(Command::ShowHealth, [health] { health->showHealth(); });

    QAction *onOpen = m_actions.action(Command::MarkReadOnOpen);
    auto *preferences = new PreferenceLink(m_services, {*m_detail, *m_exporter, *onOpen, *m_updates}, this);
    connect(preferences, &PreferenceLink::failed, this, &MainWindow::showError);
    on(Command::MarkReadOnOpen,
       [preferences, onOpen] { preferences->setMarkReadOnOpen(onOpen->isChecked()); });
    on(Command::ShowSettings, [preferences] { preferences->showDialog(); });
}

void MainWindow::addLists(const QStringList &sources)
{
    m_desk->add(sources);
}

/// A bar of its own: what else there is to say must not hide it.
void MainWindow::showVersionNotice(const QString &text, const MessageAction &action)
{
    if (text.isEmpty()) {
        if (m_versionNotice != nullptr) {
            m_versionNotice->dismiss();
        }
        return;
    }
    if (m_versionNotice == nullptr) {
        m_versionNotice = new MessageBar;
        m_versionNotice->setObjectName(QStringLiteral("versionNotice"));
        m_column->insertWidget(1, m_versionNotice);
    }
    m_versionNotice->showMessage(MessageBar::Kind::Information, text, action);
}

} // namespace carrel
