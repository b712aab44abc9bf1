// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "library/librarybackup.h"
#include "library/libraryrestore.h"

#include <QFuture>
#include <QObject>
#include <QString>

#include <optional>
#include <vector>

namespace carrel {

class LibraryStore;

/// Watches over the library's file: looks it over and backs it up, and puts a backup in its place. All of it
/// happens in the pool, through connections that live and die there; what the library says is the store's
/// business.
class LibraryGuard final : public QObject
{
    Q_OBJECT
public:
    LibraryGuard(LibraryStore &store, const QString &library, QObject *parent = nullptr);
    /// Waits for what is under way.
    ~LibraryGuard() override;

    /// Checks the library and makes the backup of the day. damageFound or failed may follow; the store
    /// refuses changes from damageFound on.
    void lookAfter();
    /// backupsFound follows.
    void findBackups();
    /// Puts a backup in the library's place. The store refuses changes until restored or failed follows.
    void restore(const LibraryBackup &backup);
    /// Gives a damaged library another name and begins an empty one. startedAnew or failed follows.
    void startAnew();
    /// Another try to open the library, for one that could not be.
    void openAgain();
    bool isBusy() const { return m_busy; }

Q_SIGNALS:
    /// With the newest sound backup.
    void damageFound(const std::optional<carrel::LibraryBackup> &newest);
    void backupsFound(const std::vector<carrel::LibraryBackup> &backups);
    void restored(const carrel::LibraryBackup &backup, const carrel::RestoredLibrary &before);
    void startedAnew(const QString &keptAs);
    void openedAgain();
    void failed(const carrel::Error &error);

private:
    template <typename Work, typename Take>
    void runInPool(Work work, Take take);
    void lookForSound();
    void takeRestored(const LibraryBackup &backup, const Result<RestoredLibrary> &result);

    LibraryStore &m_store;
    const QString m_library;
    QFuture<void> m_running;
    bool m_busy = false;
};

} // namespace carrel
