// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QAction;
class QWidget;

namespace carrel {

/// Takes the back and forward buttons of the mouse wherever they are pressed in a window, before a pane takes
/// them for a click.
class HistoryButtons final : public QObject
{
    Q_OBJECT
public:
    HistoryButtons(QAction *back, QAction *forward, QWidget *window);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QAction *m_back;
    QAction *m_forward;
    QWidget *m_window;
};

} // namespace carrel
