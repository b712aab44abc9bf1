// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mainwindow/windowstate.h"

#include <QSplitter>

namespace carrel {

/// Where the three panes stand and how much room each has; what is in them is their own business.
class PaneLayout final : public QSplitter
{
    Q_OBJECT
public:
    PaneLayout(QWidget *sidebar, QWidget *papers, QWidget *detail, QWidget *parent = nullptr);

    void setDetailPlacement(DetailPlacement placement);
    void setSidebarShown(bool shown);
    /// Gives the focus to the next or previous of the panes shown.
    void focusPane(int step);

    void saveTo(WindowState &state);
    void restoreFrom(const WindowState &state);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void rememberSizes();
    void applySizes();

    QWidget *m_sidebar;
    QWidget *m_papers;
    QWidget *m_detail;
    QSplitter *m_column;
    DetailPlacement m_placement = DetailPlacement::Right;
    int m_sidebarWidth = 0;
    int m_detailWidth = 0;
    int m_detailHeight = 0;
    bool m_sized = false;
};

} // namespace carrel
