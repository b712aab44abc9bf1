// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/listadding.h"

#include "lists/addlistdialog.h"
#include "mainwindow/statustext.h"
#include "mainwindow/updatetext.h"

#include <chrono>
#include <utility>

namespace carrel {

ListAdding::ListAdding(ListShelf &shelf, QWidget *window)
    : QObject(window)
    , m_shelf(shelf)
    , m_adder(shelf)
    , m_window(window)
{
    using namespace std::chrono_literals;
    m_patience.setSingleShot(true);
    m_patience.setInterval(300ms);
    connect(&m_patience, &QTimer::timeout, this, &ListAdding::showProgress);
    connect(&m_adder, &ListAdder::currentChanged, this, &ListAdding::takeCurrent);
    connect(&m_adder, &ListAdder::ended, this, &ListAdding::takeEnd);
    connect(&m_adder, &ListAdder::progressChanged, this, [this](qint64 done, qint64 total) {
        m_done = done;
        m_total = total;
        if (!m_patience.isActive()) {
            showProgress();
        }
    });
}

void ListAdding::showDialog()
{
    if (m_dialog == nullptr) {
        m_dialog = new AddListDialog(m_adder, m_shelf, knownLists(), m_window);
    }
    m_dialog->show();
    m_dialog->raise();
    m_dialog->activateWindow();
}

void ListAdding::add(const QStringList &sources)
{
    for (const QString &source : sources) {
        m_adder.add(source);
    }
}

void ListAdding::takeCurrent()
{
    m_done = 0;
    m_total = 0;
    if (m_adder.isAdding()) {
        m_patience.start();
        return;
    }
    m_patience.stop();
    if (std::exchange(m_told, false)) {
        Q_EMIT messageObsolete();
    }
    const QStringList results = std::exchange(m_results, {});
    const auto kind =
        std::exchange(m_failed, false) ? MessageBar::Kind::Warning : MessageBar::Kind::Information;
    if (!results.isEmpty()) {
        Q_EMIT messageRequested(kind, results.join(QLatin1Char(' ')), {});
    }
}

void ListAdding::takeEnd(const AddedList &added)
{
    const QString sentence = addedText(added);
    if (m_dialog == nullptr && !sentence.isEmpty()) {
        m_results.append(sentence);
        m_failed = m_failed || added.outcome.kind != UpdateOutcome::Kind::Updated;
    }
    // What is not understood was never waited for.
    if (!m_adder.isAdding()) {
        takeCurrent();
    }
}

void ListAdding::showProgress()
{
    if (!m_adder.isAdding() || m_dialog != nullptr) {
        return;
    }
    m_told = true;
    const QString name = shortened(m_adder.current(), 60);
    Q_EMIT messageRequested(MessageBar::Kind::Information,
                            m_done == 0
                                ? tr("Adding \u201c%1\u201d ...").arg(name)
                                : tr("Adding \u201c%1\u201d: %2").arg(name, transferText(m_done, m_total)),
                            {tr("Stop"), [this] { m_adder.stop(); }});
}

} // namespace carrel
