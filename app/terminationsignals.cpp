// SPDX-License-Identifier: GPL-3.0-or-later
#include "terminationsignals.h"

#include <QSocketNotifier>

#include <array>

#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace carrel {

namespace {

constexpr std::array kSignals{SIGTERM, SIGINT, SIGHUP};

/// A handler is given nothing but a number, so the pipe that it writes to has to be known to all.
volatile std::sig_atomic_t writingEnd = -1;

/// Hardly anything may be called here; write() may.
extern "C" void takeSignal(int)
{
    const char byte = 0;
    const int saved = errno;
    [[maybe_unused]] const ssize_t written = ::write(writingEnd, &byte, 1);
    errno = saved;
}

} // namespace

TerminationSignals::TerminationSignals(QObject *parent)
    : QObject(parent)
{
    if (::pipe2(m_ends, O_CLOEXEC | O_NONBLOCK) != 0) {
        return;
    }
    writingEnd = m_ends[1];
    auto *notifier = new QSocketNotifier(m_ends[0], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this, notifier] {
        notifier->setEnabled(false);
        Q_EMIT terminated();
    });
    struct sigaction action = {};
    action.sa_handler = takeSignal;
    action.sa_flags = SA_RESTART | static_cast<int>(SA_RESETHAND);
    sigemptyset(&action.sa_mask);
    for (const int number : kSignals) {
        sigaction(number, &action, nullptr);
    }
}

TerminationSignals::~TerminationSignals()
{
    for (const int number : kSignals) {
        std::signal(number, SIG_DFL);
    }
    writingEnd = -1;
    for (const int end : m_ends) {
        if (end >= 0) {
            ::close(end);
        }
    }
}

} // namespace carrel
