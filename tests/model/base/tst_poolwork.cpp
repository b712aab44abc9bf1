// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/poolwork.h"

#include <QSemaphore>
#include <QThreadPool>
#include <QtTest>

#include <algorithm>
#include <atomic>
#include <vector>

using namespace carrel;

class TestPoolWork final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachNumber_isTakenOnce();
    void noNumbers_areDoneAtOnce();
    void aFullPool_isNotWaitedFor();
    void tasksOfThePool_mayShareWork();
    void painting_findsAFreeThread();
};

void TestPoolWork::eachNumber_isTakenOnce()
{
    for (const std::size_t count : {1U, 2U, 3U, 1000U}) {
        std::vector<int> taken(count);
        forEachInPool(count, [&](std::size_t number) { ++taken[number]; });
        QVERIFY(std::all_of(taken.begin(), taken.end(), [](int times) { return times == 1; }));
    }
}

void TestPoolWork::noNumbers_areDoneAtOnce()
{
    forEachInPool(0, [](std::size_t) { QFAIL("there is none"); });
}

void TestPoolWork::aFullPool_isNotWaitedFor()
{
    QThreadPool *pool = QThreadPool::globalInstance();
    QSemaphore end;
    const int threads = pool->maxThreadCount();
    for (int i = 0; i < threads; ++i) {
        pool->start([&end] { end.acquire(); });
    }
    std::atomic<int> sum = 0;
    forEachInPool(100, [&](std::size_t) { ++sum; });
    QCOMPARE(sum.load(), 100);
    end.release(threads);
    pool->waitForDone();
    QCOMPARE(sum.load(), 100);
}

/// With QtConcurrent::blockingMap() each of these would wait for a thread that another holds.
void TestPoolWork::tasksOfThePool_mayShareWork()
{
    QThreadPool *pool = QThreadPool::globalInstance();
    std::atomic<int> sum = 0;
    QSemaphore started;
    const int tasks = pool->maxThreadCount();
    for (int i = 0; i < tasks; ++i) {
        pool->start([&] {
            started.release();
            started.acquire(tasks);
            started.release(tasks);
            forEachInPool(100, [&](std::size_t) { ++sum; });
        });
    }
    QVERIFY(pool->waitForDone(60000));
    QCOMPARE(sum.load(), tasks * 100);
}

void TestPoolWork::painting_findsAFreeThread()
{
    QThreadPool *pool = QThreadPool::globalInstance();
    const int before = pool->maxThreadCount();
    keepPoolFreeForPainting();
    QSemaphore end;
    QSemaphore painted;
    for (int i = 0; i < before; ++i) {
        pool->start([&end] { end.acquire(); });
    }
    pool->start([&painted] { painted.release(); });
    const bool free = painted.tryAcquire(1, 60000);
    end.release(before);
    pool->waitForDone();
    pool->setMaxThreadCount(before);
    QVERIFY(free);
}

QTEST_GUILESS_MAIN(TestPoolWork)
#include "tst_poolwork.moc"
