// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "commands/windowservices.h"
#include "library/librarybackup.h"
#include "library/libraryrestore.h"
#include "widgets/messagebar.h"

#include <QObject>

#include <optional>

namespace carrel {

class LibraryGuard;

/// Tells what is wrong with the library, with the button that mends it, and lets the reader pick a backup.
/// What is done then is the guard's.
class LibraryOffers final : public QObject
{
    Q_OBJECT
public:
    LibraryOffers(const WindowServices &services, QWidget *window);

    /// Why marks are refused, and what can be done.
    void explainRefusal();
    void pickBackup();

Q_SIGNALS:
    void messageRequested(carrel::MessageBar::Kind kind, const QString &text,
                          const carrel::MessageAction &action);

private:
    void connectGuard();
    void tellFailure(const Error &error);
    void offerForDamage();
    void tellRestored(const LibraryBackup &backup, const RestoredLibrary &before);

    const WindowServices &m_services;
    LibraryGuard &m_guard;
    QWidget *m_window;
    std::optional<LibraryBackup> m_newest; ///< the newest sound one, where that was looked for
    bool m_looked = false;
};

} // namespace carrel
