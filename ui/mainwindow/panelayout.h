// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mainwindow/windowstate.h"

#include <QSplitter>

namespace carrel {

/// Where the panes stand and how much room each has; what is in them is their own business. The facets stand
/// below the sidebar.
class PaneLayout final : public QSplitter
{
    Q_OBJECT
public:
    struct Panes
    {
        QWidget *sidebar;
        QWidget *facets;
        QWidget *papers;
        QWidget *detail;
    };

    explicit PaneLayout(const Panes &panes, QWidget *parent = nullptr);

    void setDetailPlacement(DetailPlacement placement);
    /// Shows or hides the sidebar with the facets below it.
    void setSidebarShown(bool shown);
    bool isSidebarShown() const { return !m_left->isHidden(); }
    void setFacetsShown(bool shown);
    /// In sight, not only where the sidebar is.
    bool areFacetsShown() const { return isSidebarShown() && !m_panes.facets->isHidden(); }
    /// Gives the focus to the next or previous of the panes shown.
    void focusPane(int step);

    void saveTo(WindowState &state);
    void restoreFrom(const WindowState &state);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void rememberSizes();
    void applySizes();

    Panes m_panes;
    QSplitter *m_left;
    QSplitter *m_column;
    DetailPlacement m_placement = DetailPlacement::Right;
    int m_sidebarWidth = 0;
    int m_facetsHeight = 0;
    int m_detailWidth = 0;
    int m_detailHeight = 0;
    bool m_sized = false;
};

} // namespace carrel
