// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace carrel {

/// Tells in the event loop that the system asks the program to end (SIGTERM, SIGINT, SIGHUP). A second signal
/// ends it at once. One a program.
class TerminationSignals final : public QObject
{
    Q_OBJECT
public:
    explicit TerminationSignals(QObject *parent = nullptr);
    ~TerminationSignals() override;

Q_SIGNALS:
    void terminated();

private:
    int m_ends[2] = {-1, -1};
};

} // namespace carrel
