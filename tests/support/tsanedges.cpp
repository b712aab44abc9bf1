// SPDX-License-Identifier: GPL-3.0-or-later
// Linked into tests and program under ThreadSanitizer only. The system's Qt is not built for it, so the
// sanitizer does not see what Qt's own locks order: that a task starts after it was handed to the pool, and
// that its result is taken after it was made. The functions below stand before Qt's own of the same name,
// tell the sanitizer of these edges and call the real ones.
#include <QFutureInterface>
#include <QRunnable>
#include <QThreadPool>
#include <QtConcurrent/qtconcurrentthreadengine.h>

#include <dlfcn.h>

#include <memory>
#include <mutex>

extern "C" void __tsan_acquire(void *address);
extern "C" void __tsan_release(void *address);

namespace {

template <typename Function>
Function real(const char *mangled)
{
    return reinterpret_cast<Function>(dlsym(RTLD_NEXT, mangled));
}

void *identity(const void *address)
{
    return const_cast<void *>(address);
}

/// Runs a task after it has been told that the task was handed over.
class OrderedTask final : public QRunnable
{
public:
    explicit OrderedTask(QRunnable *task)
        : m_task(task)
    {
        __tsan_release(this);
    }

    void run() override
    {
        __tsan_acquire(this);
        const std::unique_ptr<QRunnable> owned(m_task->autoDelete() ? m_task : nullptr);
        m_task->run();
    }

private:
    QRunnable *m_task;
};

} // namespace

void QThreadPool::start(QRunnable *task, int priority)
{
    static const auto next =
        real<void (*)(QThreadPool *, QRunnable *, int)>("_ZN11QThreadPool5startEP9QRunnablei");
    next(this, new OrderedTask(task), priority);
}

bool QThreadPool::tryStart(QRunnable *task)
{
    static const auto next =
        real<bool (*)(QThreadPool *, QRunnable *)>("_ZN11QThreadPool8tryStartEP9QRunnable");
    __tsan_release(task);
    return next(this, task);
}

void QFutureInterfaceBase::reportFinished()
{
    static const auto next =
        real<void (*)(QFutureInterfaceBase *)>("_ZN20QFutureInterfaceBase14reportFinishedEv");
    __tsan_release(identity(&mutex()));
    next(this);
}

bool QFutureInterfaceBase::derefT() const noexcept
{
    static const auto next =
        real<bool (*)(const QFutureInterfaceBase *)>("_ZNK20QFutureInterfaceBase6derefTEv");
    void *const shared = identity(&mutex());
    __tsan_release(shared);
    const bool alive = next(this);
    if (!alive) {
        __tsan_acquire(shared);
    }
    return alive;
}

namespace QtConcurrent {

// As Qt's own, but for the edges: the kernel of a map is its task, so it cannot be wrapped.
void ThreadEngineBase::run()
{
    __tsan_acquire(static_cast<QRunnable *>(this));
    if (isCanceled()) {
        threadExit();
        return;
    }
    startThreads();
    while (threadFunction() == ThrottleThread) {
        if (threadThrottleExit()) {
            return;
        }
    }
    // The last to leave takes the results of all: one after the other, so that it has seen them.
    static std::mutex leaving;
    const std::lock_guard<std::mutex> lock(leaving);
    threadExit();
}

} // namespace QtConcurrent
