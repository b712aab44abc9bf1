// SPDX-License-Identifier: GPL-3.0-or-later
#include "mainwindow/historybuttons.h"

#include <QAction>
#include <QMouseEvent>
#include <QWidget>
#include <QWindow>

namespace carrel {

HistoryButtons::HistoryButtons(QAction *back, QAction *forward, QWidget *window)
    : QObject(window)
    , m_back(back)
    , m_forward(forward)
    , m_window(window)
{
    window->installEventFilter(this);
}

bool HistoryButtons::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_window) {
        // The window system's window comes when it is first shown.
        if (event->type() == QEvent::Show && m_window->windowHandle() != nullptr) {
            m_window->windowHandle()->installEventFilter(this);
        }
        return false;
    }
    const QEvent::Type type = event->type();
    if (type != QEvent::MouseButtonPress && type != QEvent::MouseButtonRelease &&
        type != QEvent::MouseButtonDblClick) {
        return false;
    }
    const Qt::MouseButton button = static_cast<QMouseEvent *>(event)->button();
    if (button != Qt::BackButton && button != Qt::ForwardButton) {
        return false;
    }
    if (type != QEvent::MouseButtonRelease) {
        (button == Qt::BackButton ? m_back : m_forward)->trigger();
    }
    return true;
}

} // namespace carrel
