// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/poolwork.h"

#include "base/threadturns.h"

#include <QRunnable>
#include <QThread>
#include <QThreadPool>

#include <algorithm>
#include <atomic>
#include <memory>

namespace carrel {

namespace {

/// More than there are long tasks at a time.
constexpr int kRoomForPainting = 12;

/// Shared with helpers, which may come when all is done and act() is gone.
struct SharedWork
{
    SharedWork(std::size_t numbers, const std::function<void(std::size_t)> &function)
        : count(numbers)
        , act(function)
    {
    }

    void takeTurns()
    {
        giveWayToMainThread();
        for (std::size_t number = next++; number < count; number = next++) {
            act(number);
            if (++done == count) {
                done.notify_all();
            }
        }
    }

    std::size_t count;
    const std::function<void(std::size_t)> &act;
    std::atomic<std::size_t> next = 0;
    std::atomic<std::size_t> done = 0;
};

} // namespace

void forEachInPool(std::size_t count, const std::function<void(std::size_t)> &act)
{
    const auto work = std::make_shared<SharedWork>(count, act);
    const auto cores = static_cast<std::size_t>(std::max(QThread::idealThreadCount(), 1));
    for (std::size_t helper = 1; helper < std::min(cores, count); ++helper) {
        QThreadPool::globalInstance()->start(QRunnable::create([work] { work->takeTurns(); }));
    }
    work->takeTurns();
    for (std::size_t done = work->done; done < count; done = work->done) {
        work->done.wait(done);
    }
}

void keepPoolFreeForPainting()
{
    QThreadPool::globalInstance()->setMaxThreadCount(QThread::idealThreadCount() + kRoomForPainting);
}

} // namespace carrel
