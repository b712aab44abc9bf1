// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "commands/windowservices.h"
#include "widgets/messagebar.h"

#include <QObject>
#include <QPointer>
#include <QStringList>

namespace carrel {

class ListAdding;
class ListManager;
class ListUpdates;

/// Where the reader adds lists to those in use and looks after them: opens the dialogs, takes what is dropped
/// on the window, and leads from the table of lists to updates, versions and pages.
class ListDesk final : public QObject
{
    Q_OBJECT
public:
    ListDesk(const WindowServices &services, ListUpdates &updates, QWidget *window);

    void showAdding();
    void showManager();
    /// Files, addresses and repositories; what becomes of them is told.
    void add(const QStringList &sources);

Q_SIGNALS:
    void messageRequested(carrel::MessageBar::Kind kind, const QString &text,
                          const carrel::MessageAction &action);
    void messageObsolete();
    void healthRequested(const QString &list);

private:
    void connectManager();

    const WindowServices m_services;
    ListUpdates &m_updates;
    QWidget *m_window;
    ListAdding *m_adding = nullptr; ///< null where no lists are kept
    QPointer<ListManager> m_manager;
};

} // namespace carrel
