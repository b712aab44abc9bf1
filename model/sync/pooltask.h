// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/threadturns.h"

#include <QFuture>
#include <QFutureWatcher>
#include <QObject>
#include <QtConcurrentRun>

#include <utility>

namespace carrel {

/// Runs work() in the pool and gives what it returns to take() on the thread of the owner, unless that is
/// gone by then.
template <typename Work, typename Take>
QFuture<void> runInPool(QObject &owner, Work work, Take take)
{
    using Value = decltype(work());
    auto *watcher = new QFutureWatcher<Value>(&owner);
    QObject::connect(watcher, &QFutureWatcherBase::finished, &owner, [watcher, take = std::move(take)] {
        watcher->deleteLater();
        take(watcher->result());
    });
    const QFuture<Value> future = QtConcurrent::run([work = std::move(work)]() mutable {
        giveWayToMainThread();
        return work();
    });
    watcher->setFuture(future);
    return QFuture<void>(future);
}

} // namespace carrel
