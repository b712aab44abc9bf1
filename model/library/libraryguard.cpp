// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/libraryguard.h"

#include "base/threadturns.h"
#include "library/librarystore.h"

#include <QFutureWatcher>
#include <QtConcurrentRun>

namespace carrel {

namespace {

Result<void> checkAndBackUp(const QString &library, const QDateTime &now)
{
    const Result<void> sound = checkLibrary(library);
    return sound ? backUpDaily(library, now) : sound;
}

} // namespace

LibraryGuard::LibraryGuard(LibraryStore &store, const QString &library, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_library(library)
{
}

LibraryGuard::~LibraryGuard()
{
    m_running.waitForFinished();
}

/// One thing at a time; what is asked for meanwhile is not done.
template <typename Work, typename Take>
void LibraryGuard::runInPool(Work work, Take take)
{
    if (m_busy) {
        return;
    }
    using Value = std::invoke_result_t<Work>;
    auto *watcher = new QFutureWatcher<Value>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, take] {
        watcher->deleteLater();
        m_busy = false;
        take(watcher->result());
    });
    m_busy = true;
    const QFuture<Value> future = QtConcurrent::run([work] {
        giveWayToMainThread();
        return work();
    });
    m_running = QFuture<void>(future);
    watcher->setFuture(future);
}

void LibraryGuard::lookAfter()
{
    const std::optional<Error> &refusal = m_store.refusal();
    if (refusal) {
        if (refusal->code == ErrorCode::LibraryDamaged) {
            lookForSound();
        }
        return;
    }
    const auto work = [library = m_library, now = QDateTime::currentDateTime()] {
        return checkAndBackUp(library, now);
    };
    runInPool(work, [this](const Result<void> &result) {
        if (result) {
            return;
        }
        if (result.error().code == ErrorCode::LibraryDamaged) {
            m_store.close(result.error());
            lookForSound();
        } else {
            Q_EMIT failed(result.error());
        }
    });
}

void LibraryGuard::lookForSound()
{
    runInPool([library = m_library] { return newestSoundBackup(library); },
              [this](const std::optional<LibraryBackup> &newest) { Q_EMIT damageFound(newest); });
}

void LibraryGuard::findBackups()
{
    runInPool([library = m_library] { return carrel::findBackups(library); },
              [this](const std::vector<LibraryBackup> &backups) { Q_EMIT backupsFound(backups); });
}

void LibraryGuard::restore(const LibraryBackup &backup)
{
    if (m_busy) {
        return;
    }
    m_store.close({ErrorCode::LibraryRestoring, m_library});
    const auto work = [library = m_library, path = backup.path, now = QDateTime::currentDateTime()] {
        return restoreBackup(library, path, now);
    };
    runInPool(work, [this, backup](const Result<RestoredLibrary> &result) { takeRestored(backup, result); });
}

void LibraryGuard::takeRestored(const LibraryBackup &backup, const Result<RestoredLibrary> &result)
{
    const Result<void> opened = m_store.reopen(m_library);
    if (!result) {
        Q_EMIT failed(result.error());
        return;
    }
    if (!opened) {
        Q_EMIT failed(opened.error());
        return;
    }
    Q_EMIT restored(backup, *result);
}

void LibraryGuard::startAnew()
{
    if (m_busy) {
        return;
    }
    m_store.close({ErrorCode::LibraryRestoring, m_library});
    const Result<QString> aside = setAside(m_library, QDateTime::currentDateTime());
    const Result<void> opened = m_store.reopen(m_library);
    if (!aside || !opened) {
        Q_EMIT failed(aside ? opened.error() : aside.error());
        return;
    }
    Q_EMIT startedAnew(*aside);
}

void LibraryGuard::openAgain()
{
    if (m_busy) {
        return;
    }
    if (const Result<void> opened = m_store.reopen(m_library); !opened) {
        Q_EMIT failed(opened.error());
        return;
    }
    Q_EMIT openedAgain();
    lookAfter();
}

} // namespace carrel
