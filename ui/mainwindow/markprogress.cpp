// SPDX-License-Identifier: GPL-3.0-or-later
#include "mainwindow/markprogress.h"

#include "library/librarystore.h"

#include <QLocale>

namespace carrel {

MarkProgress::MarkProgress(LibraryStore &library, std::chrono::milliseconds patience, QObject *parent)
    : QObject(parent)
    , m_library(library)
    , m_patience(patience)
{
    connect(&library, &LibraryStore::markingProgressed, this, &MarkProgress::take);
}

void MarkProgress::take(std::size_t done, std::size_t total)
{
    if (done == 0 || done == total) {
        end();
        return;
    }
    if (!m_since.isValid()) {
        m_since.start();
    }
    const int percent = static_cast<int>(done * 100 / total);
    const bool silent = m_since.elapsed() < m_patience.count() || (m_told && percent == m_percent);
    if (silent) {
        return;
    }
    m_told = true;
    m_percent = percent;
    Q_EMIT messageRequested(
        MessageBar::Kind::Information,
        tr("Marking %1 papers: %2 %")
            .arg(QLocale().toString(static_cast<qulonglong>(total)), QString::number(percent)),
        {tr("Stop"), [this] { m_library.cancelMarking(); }});
}

void MarkProgress::end()
{
    m_since.invalidate();
    if (m_told) {
        m_told = false;
        Q_EMIT messageObsolete();
    }
}

} // namespace carrel
