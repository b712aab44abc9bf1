// SPDX-License-Identifier: GPL-3.0-or-later
#include "mainwindow/listdesk.h"

#include "library/papercommands.h"
#include "lists/listadding.h"
#include "lists/listdrops.h"
#include "lists/listmanager.h"
#include "mainwindow/listupdates.h"

namespace carrel {

ListDesk::ListDesk(const WindowServices &services, ListUpdates &updates, QWidget *window)
    : QObject(window)
    , m_services(services)
    , m_updates(updates)
    , m_window(window)
{
    if (services.lists == nullptr) {
        return;
    }
    m_adding = new ListAdding(*services.lists, window);
    connect(m_adding, &ListAdding::messageRequested, this, &ListDesk::messageRequested);
    connect(m_adding, &ListAdding::messageObsolete, this, &ListDesk::messageObsolete);
    connect(new ListDrops(window), &ListDrops::dropped, this, &ListDesk::add);
}

void ListDesk::showAdding()
{
    if (m_adding != nullptr) {
        m_adding->showDialog();
    }
}

void ListDesk::add(const QStringList &sources)
{
    if (m_adding != nullptr) {
        m_adding->add(sources);
    }
}

void ListDesk::showManager()
{
    if (m_services.lists == nullptr) {
        return;
    }
    if (m_manager == nullptr) {
        m_manager = new ListManager(*m_services.lists, m_window);
        m_manager->selectList(m_services.repository.source().list);
        connectManager();
    }
    m_manager->show();
    m_manager->raise();
    m_manager->activateWindow();
}

void ListDesk::connectManager()
{
    const ListManager *manager = m_manager;
    connect(manager, &ListManager::addRequested, this, &ListDesk::showAdding);
    connect(manager, &ListManager::updateRequested, &m_updates, &ListUpdates::update);
    connect(manager, &ListManager::stopRequested, &m_updates, &ListUpdates::stop);
    connect(manager, &ListManager::comparisonRequested, &m_updates, &ListUpdates::ask);
    connect(manager, &ListManager::versionsRequested, &m_updates, &ListUpdates::pickVersion);
    connect(manager, &ListManager::healthRequested, this, &ListDesk::healthRequested);
    connect(manager, &ListManager::pageRequested, this,
            [this](const QUrl &page) { m_services.commands.openLink(kNone, page); });
}

} // namespace carrel
