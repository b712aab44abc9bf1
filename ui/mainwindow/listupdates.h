// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "commands/actions.h"
#include "commands/windowservices.h"
#include "sync/listshelf.h"
#include "widgets/messagebar.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace carrel {

class UpdateStatus;

/// Updates of lists as the reader meets them: asks for them, says in the status bar how far they have come
/// and when lists were checked, tells what they brought, asks before many papers go, and leads through the
/// versions of a list. The work is the shelf's.
class ListUpdates final : public QObject
{
    Q_OBJECT
public:
    ListUpdates(const WindowServices &services, UpdateStatus &status, QWidget *window);

    /// Because the reader wants it: these lists, or all that are on.
    void update(const QStringList &lists = {});
    void stop();
    /// Shows what would go with a version that lacks many papers, and asks whether it takes its place.
    void ask(const UpdateOutcome &outcome);
    /// Of this list, or of the one that is shown.
    void pickVersion(const QString &list = {});
    /// Without being asked: when the lists are known, and once a day.
    void setAutomatic(bool automatic);
    void setMostMegabytes(int megabytes);
    /// Tells which version the window shows now.
    void showVersion(const CatalogSource &source);
    void addTo(CommandContext &context) const;

Q_SIGNALS:
    void messageRequested(carrel::MessageBar::Kind kind, const QString &text,
                          const carrel::MessageAction &action);
    /// What was said of the update before no longer matters.
    void messageObsolete();
    /// An older version is shown, with the way back; an empty text: the newest one is.
    void versionNoticeChanged(const QString &text, const carrel::MessageAction &action);
    /// The reader wants to see what an update changed.
    void changesRequested(const QString &list);
    /// What addTo() tells is another.
    void changed();

private:
    void connectShelf();
    void takeStart(const QString &list);
    void takeProgress(qint64 done, qint64 total);
    void takeOutcome(const UpdateOutcome &outcome);
    void tellResults();
    void lookAt(const QString &list, const QString &version);
    void goBackToNewest();
    void checkIfDue();
    void refreshStatus();
    QString listsText(const QDateTime &now) const;
    QString nameOf(const QString &list) const;
    std::vector<const ListRecord *> listsThatAreOn() const;
    std::chrono::milliseconds statusLasts(const QDateTime &now) const;

    const WindowServices m_services;
    UpdateStatus &m_status;
    QWidget *m_window;
    QTimer m_patience; ///< shorter updates pass without a word
    QTimer m_ageing;   ///< until the words in the status bar are others
    QTimer m_daily;
    QString m_changed;     ///< the list whose update brought or took something, the last one
    QStringList m_results; ///< sentences on the lists that were updated so far
    bool m_failed = false; ///< one of them speaks of a failure
    bool m_wanted = false; ///< by the reader, who is told of failures too
    bool m_told = false;   ///< the message shown is about an update
    bool m_automatic = false;
    qint64 m_done = 0;
    qint64 m_total = 0;
    QString m_updating; ///< the list
};

} // namespace carrel
