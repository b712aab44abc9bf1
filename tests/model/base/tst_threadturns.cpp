// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/poolwork.h"
#include "base/threadturns.h"

#include <QSemaphore>
#include <QThreadPool>
#include <QtTest>

#include <atomic>
#include <functional>

#ifdef Q_OS_LINUX
#include <sched.h>
#include <sys/resource.h>
#endif

using namespace carrel;

#ifdef Q_OS_LINUX

namespace {

int niceOfThisThread()
{
    return getpriority(PRIO_PROCESS, 0);
}

/// In another thread than this.
int niceInPool(const std::function<void()> &before)
{
    int nice = 0;
    QSemaphore done;
    QThreadPool::globalInstance()->start([&] {
        before();
        nice = niceOfThisThread();
        done.release();
    });
    done.acquire();
    return nice;
}

} // namespace

#endif

class TestThreadTurns final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void poolThread_givesWayOnce();
    void mainThread_neverGivesWay();
    void sharedWork_givesWayInEachHelper();
    void shortTurns_leavePolicyAndNice();
};

void TestThreadTurns::initTestCase()
{
#ifndef Q_OS_LINUX
    QSKIP("Threads are told nothing of this here");
#endif
}

void TestThreadTurns::poolThread_givesWayOnce()
{
#ifdef Q_OS_LINUX
    const int before = niceOfThisThread();
    const int once = niceInPool(giveWayToMainThread);
    QVERIFY(once > before || before == 19);
    QCOMPARE(niceInPool([] {
                 giveWayToMainThread();
                 giveWayToMainThread();
             }),
             once);
    QCOMPARE(niceOfThisThread(), before);
#endif
}

void TestThreadTurns::mainThread_neverGivesWay()
{
#ifdef Q_OS_LINUX
    const int before = niceOfThisThread();
    giveWayToMainThread();
    QCOMPARE(niceOfThisThread(), before);
#endif
}

void TestThreadTurns::sharedWork_givesWayInEachHelper()
{
#ifdef Q_OS_LINUX
    const int before = niceOfThisThread();
    const Qt::HANDLE self = QThread::currentThreadId();
    std::atomic<bool> right = true;
    forEachInPool(1000, [&](std::size_t) {
        const bool gives = niceOfThisThread() > before || before == 19;
        right = right && gives == (QThread::currentThreadId() != self);
    });
    QVERIFY(right);
    QCOMPARE(niceOfThisThread(), before);
#endif
}

void TestThreadTurns::shortTurns_leavePolicyAndNice()
{
#ifdef Q_OS_LINUX
    const int before = niceOfThisThread();
    takeShortTurns();
    QCOMPARE(niceOfThisThread(), before);
    QCOMPARE(sched_getscheduler(0) & ~SCHED_RESET_ON_FORK, SCHED_OTHER);
    const int once = niceInPool(giveWayToMainThread);
    QVERIFY(once > before || before == 19);
#endif
}

QTEST_GUILESS_MAIN(TestThreadTurns)
#include "tst_threadturns.moc"
