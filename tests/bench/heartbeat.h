// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <ctime>

namespace carrel::bench {

inline double threadTime()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

/// Beats as often as a timer can, and keeps the longest time between two beats: so long the GUI thread was
/// not there for the reader.
class Heartbeat final
{
public:
    Heartbeat()
    {
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { beat(); });
        m_timer.setTimerType(Qt::PreciseTimer);
        m_clock.start();
        m_busy = threadTime();
        m_timer.start(1);
    }

    /// What came before does not count: it was the bench itself.
    void skip()
    {
        m_clock.restart();
        m_busy = threadTime();
    }

    /// The longest time between two beats since the last report or reset.
    double longest() const { return m_longest; }
    void reset()
    {
        m_longest = m_busiest = 0;
        skip();
    }

    /// One line: the longest time between two beats since the last report, and how long the thread worked in
    /// the busiest of them.
    void report(const char *phase)
    {
        std::printf("gap %s %.4f %.4f\n", phase, m_longest, m_busiest);
        reset();
    }

private:
    void beat()
    {
        m_longest = std::max(m_longest, static_cast<double>(m_clock.nsecsElapsed()) / 1e6);
        m_busiest = std::max(m_busiest, threadTime() - m_busy);
        skip();
    }

    QTimer m_timer;
    QElapsedTimer m_clock;
    double m_busy = 0;
    double m_longest = 0;
    double m_busiest = 0;
};

} // namespace carrel::bench
