// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application.h"

#include "base/poolwork.h"
#include "base/threadturns.h"
#include "items/papertablemodel.h"
#include "papers/papertableview.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QLineEdit>
#include <QTest>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace carrel::bench {

/// Waits as the program does, which wakes up for every event: QTest::qWait() sleeps between two looks.
inline void rest(std::chrono::milliseconds time)
{
    QEventLoop loop;
    QTimer::singleShot(time, Qt::PreciseTimer, &loop, &QEventLoop::quit);
    loop.exec();
}

/// False where it does not come to pass in time.
inline bool restUntil(const std::function<bool()> &ready, std::chrono::milliseconds patience)
{
    QTimer wakeUp;
    wakeUp.start(10);
    QElapsedTimer timer;
    timer.start();
    while (!ready() && timer.elapsed() < patience.count()) {
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    }
    return ready();
}

/// Sees the paints of a widget and of those in it.
class PaintWatch final : public QObject
{
public:
    explicit PaintWatch(QWidget &widget)
        : m_widget(widget)
    {
        QCoreApplication::instance()->installEventFilter(this);
    }

    /// Milliseconds from now until what act() brings about has been painted, flushed and taken by the X
    /// server; nothing where it brings nothing about.
    std::optional<double> tryMeasure(
        const std::function<void()> &act, const std::function<bool()> &ready = [] { return true; },
        int patience = 3000)
    {
        settle();
        QTimer wakeUp;
        wakeUp.start(100);
        QElapsedTimer timer;
        timer.start();
        act();
        m_painted = false;
        bool done = false;
        while (!done && timer.elapsed() < patience) {
            QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
            done = m_painted && ready();
        }
        QGuiApplication::sync();
        return done ? std::optional(static_cast<double>(timer.nsecsElapsed()) / 1e6) : std::nullopt;
    }

    bool waitForPaint(std::chrono::milliseconds patience)
    {
        return restUntil([this] { return m_painted; }, patience);
    }

    /// The same where something must be painted.
    double measure(
        const std::function<void()> &act, const std::function<bool()> &ready = [] { return true; })
    {
        constexpr int kPatience = 30000;
        const std::optional<double> time = tryMeasure(act, ready, kPatience);
        if (!time) {
            qFatal("nothing was painted");
        }
        return *time;
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && watched->isWidgetType()) {
            const auto *widget = static_cast<const QWidget *>(watched);
            m_painted = m_painted || widget == &m_widget || m_widget.isAncestorOf(widget);
        }
        return QObject::eventFilter(watched, event);
    }

private:
    static void settle()
    {
        rest(std::chrono::milliseconds(10));
        QGuiApplication::sync();
    }

    QWidget &m_widget;
    bool m_painted = false;
};

/// The real window with a list.
class WindowBench final
{
public:
    WindowBench(const QString &folder, const CatalogSource &source, bool wait)
        : m_paths(dataPaths(folder))
    {
        if (!makeFolders(m_paths)) {
            qFatal("no folder");
        }
        takeShortTurns();
        keepPoolFreeForPainting();
        m_application = std::make_unique<Application>(m_paths, QString());
        m_application->start(source, CatalogRepository::startReading(source), wait);
        const QWidgetList windows = QApplication::topLevelWidgets();
        for (QWidget *window : windows) {
            m_view = m_view == nullptr ? window->findChild<PaperTableView *>() : m_view;
            m_filter =
                m_filter == nullptr ? window->findChild<QLineEdit *>(QStringLiteral("filterText")) : m_filter;
        }
    }

    PaperTableView &view() const { return *m_view; }
    PaperTableModel &model() const { return static_cast<PaperTableModel &>(*m_view->model()); }
    QLineEdit &filter() const { return *m_filter; }
    const DataPaths &paths() const { return m_paths; }

private:
    DataPaths m_paths;
    std::unique_ptr<Application> m_application;
    PaperTableView *m_view = nullptr;
    QLineEdit *m_filter = nullptr;
};

inline void focus(QWidget &widget)
{
    widget.window()->activateWindow();
    widget.setFocus();
    if (!restUntil([&] { return widget.hasFocus(); }, std::chrono::seconds(5))) {
        qFatal("no focus");
    }
}

/// A key event that is made within the program.
inline void send(QLineEdit &box, QChar letter)
{
    QTest::sendKeyEvent(QTest::Click, &box, Qt::Key(letter.toUpper().unicode()), QString(letter),
                        Qt::NoModifier);
}

} // namespace carrel::bench
