// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace carrel {

enum class DetailPlacement { Right, Below, Hidden };

/// How the reader left the window: all that comes back at the next start. Plain values; what they mean to a
/// pane is the pane's business.
struct WindowState
{
    QByteArray geometry;  ///< of QWidget::saveGeometry()
    int sidebarWidth = 0; ///< 0: not set by the reader yet
    int facetsHeight = 0;
    int detailWidth = 0;  ///< at the right
    int detailHeight = 0; ///< below
    DetailPlacement detail = DetailPlacement::Right;
    bool sidebarShown = true;
    bool facetsShown = true; ///< where the sidebar is
    QByteArray sections;     ///< of SidebarPane::saveState(): open sections and the current one
    QByteArray columns;      ///< of PaperPane::saveState(): columns and order
    QString filter;
    QString list;            ///< id of the list that was looked at
    bool everywhere = false; ///< the filter looks beyond the section
    int zoom = 0;            ///< steps from the usual size
    friend bool operator==(const WindowState &, const WindowState &) = default;
};

/// What file says, with the first state for all that is missing or makes no sense.
WindowState readWindowState(const QString &file);
/// Replaces the file as a whole. False where it could not be written: the layout is lost then, nothing else.
bool writeWindowState(const QString &file, const WindowState &state);

} // namespace carrel
