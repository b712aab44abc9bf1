// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "commands/windowservices.h"
#include "library/addeddates.h"
#include "sync/listhistory.h"
#include "widgets/messagebar.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace carrel {

/// Dates the papers of a list by the list's own history, because the reader asks for it: has its versions
/// fetched, says how far that is, and hands over what they say.
class HistoryDating final : public QObject
{
    Q_OBJECT
public:
    /// services.news and services.lists are not null. The folder of the setup is where those of all lists
    /// are.
    HistoryDating(const WindowServices &services, ListHistory::Setup setup, QObject *parent);
    /// Waits for what runs in the pool.
    ~HistoryDating() override;

    /// Of the list that is shown, the first of several.
    void start();

Q_SIGNALS:
    void messageRequested(carrel::MessageBar::Kind kind, const QString &text,
                          const carrel::MessageAction &action);

private:
    void showProgress();
    void take(const HistoryOutcome &outcome);
    void tell(MessageBar::Kind kind, const QString &text);

    const WindowServices m_services;
    const ListHistory::Setup m_setup;
    std::unique_ptr<ListHistory> m_history; ///< null where nothing is under way
    QString m_list;
    QString m_name;
    QTimer m_patience; ///< between two words on the progress
    int m_done = 0;
    int m_total = 0;
    QFuture<void> m_working;
};

/// The dates that versions of a list tell, the oldest first; those that cannot be read are passed over. For
/// the pool.
AddedDates datesOfHistory(const std::vector<HistoryVersion> &versions);

} // namespace carrel
