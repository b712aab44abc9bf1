// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/messagebar.h"

#include <QElapsedTimer>
#include <QObject>

#include <chrono>
#include <cstddef>

namespace carrel {

class LibraryStore;

/// Says how far the marking of very many papers is, and offers to stop it.
class MarkProgress final : public QObject
{
    Q_OBJECT
public:
    /// What is done within the patience passes without a word.
    MarkProgress(LibraryStore &library, std::chrono::milliseconds patience, QObject *parent = nullptr);

Q_SIGNALS:
    void messageRequested(carrel::MessageBar::Kind kind, const QString &text,
                          const carrel::MessageAction &action);
    void messageObsolete();

private:
    void take(std::size_t done, std::size_t total);
    void end();

    LibraryStore &m_library;
    const std::chrono::milliseconds m_patience;
    QElapsedTimer m_since; ///< invalid where nothing is marked
    int m_percent = 0;     ///< that was told
    bool m_told = false;
};

} // namespace carrel
