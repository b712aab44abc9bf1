// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "commands/windowservices.h"
#include "widgets/messagebar.h"

#include <QObject>

class QFutureWatcherBase;
class QWidget;

namespace carrel {

/// Takes the whole library to another machine and brings it back, through a file that the reader names. What
/// is in the file is settled below; what was done is told.
class LibraryTransfers final : public QObject
{
    Q_OBJECT
public:
    LibraryTransfers(const WindowServices &services, QWidget *window);

    void pickExport();
    void pickImport();
    void exportTo(const QString &file);
    void importFrom(const QString &file);

Q_SIGNALS:
    void messageRequested(carrel::MessageBar::Kind kind, const QString &text,
                          const carrel::MessageAction &action);
    void failed(const carrel::Error &error);
    void finished();

private:
    bool mayTransfer();
    void say(const QString &text);
    /// Says what is going on where it takes longer than a moment.
    void watchFor(QFutureWatcherBase *watcher, const QString &doing);

    const WindowServices &m_services;
    QWidget *m_window;
};

} // namespace carrel
