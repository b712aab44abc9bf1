// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/threadturns.h"

#include <QtGlobal>

#ifdef Q_OS_LINUX
#include <sched.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

namespace carrel {

#ifdef Q_OS_LINUX

// On Linux all of this is about single threads, and the main thread has the number of the process.

namespace {

/// Steps of nice. Ten would leave the pool a tenth beside any busy program of the same session.
constexpr int kSteps = 5;
constexpr quint64 kTurn = 300'000; ///< nanoseconds; kernels take about ten times that

/// As the kernel reads it, version 0; older C libraries have no such type.
struct SchedulingRequest
{
    quint32 size = 0;
    quint32 policy = SCHED_OTHER;
    quint64 flags = 0;
    qint32 nice = 0;
    quint32 priority = 0;
    quint64 turn = 0;
    quint64 deadline = 0;
    quint64 period = 0;
};

} // namespace

void takeShortTurns()
{
    if (sched_getscheduler(0) != SCHED_OTHER) {
        return;
    }
    constexpr quint64 kNotForChildren = 1; // nor for the threads that this one starts
    SchedulingRequest request;
    request.size = sizeof(request);
    request.flags = kNotForChildren;
    request.nice = getpriority(PRIO_PROCESS, 0);
    request.turn = kTurn;
    // Kernels before 6.12 know turns of one length only, and take this for granted.
    (void)syscall(SYS_sched_setattr, 0, &request, 0);
}

void giveWayToMainThread()
{
    const pid_t process = getpid();
    if (gettid() != process) {
        const int nice = getpriority(PRIO_PROCESS, static_cast<id_t>(process));
        (void)setpriority(PRIO_PROCESS, 0, nice + kSteps);
    }
}

#else

void takeShortTurns() {}

void giveWayToMainThread() {}

#endif

} // namespace carrel
