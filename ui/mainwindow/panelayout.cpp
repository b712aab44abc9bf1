// SPDX-License-Identifier: GPL-3.0-or-later
#include "mainwindow/panelayout.h"

#include <QResizeEvent>

#include <algorithm>
#include <vector>

namespace carrel {

PaneLayout::PaneLayout(QWidget *sidebar, QWidget *papers, QWidget *detail, QWidget *parent)
    : QSplitter(Qt::Horizontal, parent)
    , m_sidebar(sidebar)
    , m_papers(papers)
    , m_detail(detail)
    , m_column(new QSplitter(Qt::Vertical))
{
    m_column->addWidget(papers);
    m_column->setChildrenCollapsible(false);
    m_column->setStretchFactor(0, 1);
    addWidget(sidebar);
    addWidget(m_column);
    addWidget(detail);
    setChildrenCollapsible(false);
    setStretchFactor(0, 0);
    setStretchFactor(1, 1);
    setStretchFactor(2, 0);
    for (QSplitter *splitter : {static_cast<QSplitter *>(this), m_column}) {
        splitter->setHandleWidth(1);
    }
}

void PaneLayout::setDetailPlacement(DetailPlacement placement)
{
    rememberSizes();
    m_placement = placement;
    if (placement == DetailPlacement::Below && m_column->indexOf(m_detail) < 0) {
        m_column->addWidget(m_detail);
        m_column->setStretchFactor(1, 0);
    } else if (placement == DetailPlacement::Right && indexOf(m_detail) < 0) {
        addWidget(m_detail);
        setStretchFactor(2, 0);
    }
    m_detail->setVisible(placement != DetailPlacement::Hidden);
    applySizes();
}

void PaneLayout::setSidebarShown(bool shown)
{
    rememberSizes();
    m_sidebar->setVisible(shown);
    applySizes();
}

void PaneLayout::focusPane(int step)
{
    std::vector<QWidget *> panes;
    for (QWidget *pane : {m_sidebar, m_papers, m_detail}) {
        if (pane->isVisible()) {
            panes.push_back(pane);
        }
    }
    const auto focused = std::find_if(panes.begin(), panes.end(), [](const QWidget *pane) {
        const QWidget *focus = pane->window()->focusWidget();
        return focus != nullptr && (focus == pane || pane->isAncestorOf(focus));
    });
    const auto count = static_cast<int>(panes.size());
    if (count > 0) {
        const int from =
            focused == panes.end() ? (step > 0 ? -1 : 0) : static_cast<int>(focused - panes.begin());
        panes[static_cast<std::size_t>((from + step + count) % count)]->setFocus(Qt::ShortcutFocusReason);
    }
}

void PaneLayout::saveTo(WindowState &state)
{
    rememberSizes();
    state.detail = m_placement;
    state.sidebarShown = !m_sidebar->isHidden();
    state.sidebarWidth = m_sidebarWidth;
    state.detailWidth = m_detailWidth;
    state.detailHeight = m_detailHeight;
}

void PaneLayout::restoreFrom(const WindowState &state)
{
    m_sidebarWidth = state.sidebarWidth;
    m_detailWidth = state.detailWidth;
    m_detailHeight = state.detailHeight;
    if (state.detail != m_placement) {
        setDetailPlacement(state.detail);
    }
    if (!state.sidebarShown) {
        setSidebarShown(false);
    }
}

void PaneLayout::resizeEvent(QResizeEvent *event)
{
    QSplitter::resizeEvent(event);
    // Only now the room is known that the sizes are shares of.
    if (!m_sized) {
        m_sized = true;
        applySizes();
    }
}

void PaneLayout::rememberSizes()
{
    if (!m_sized) {
        return;
    }
    if (!m_sidebar->isHidden()) {
        m_sidebarWidth = m_sidebar->width();
    }
    if (!m_detail->isHidden() && m_placement == DetailPlacement::Right) {
        m_detailWidth = m_detail->width();
    } else if (!m_detail->isHidden() && m_placement == DetailPlacement::Below) {
        m_detailHeight = m_detail->height();
    }
}

void PaneLayout::applySizes()
{
    if (!m_sized) {
        return;
    }
    const int third = width() / 3;
    const int side =
        m_sidebar->isHidden()
            ? 0
            : std::min(m_sidebarWidth > 0 ? m_sidebarWidth : m_sidebar->sizeHint().width(), third);
    const bool right = m_placement == DetailPlacement::Right;
    const int detail =
        !right ? 0 : std::min(m_detailWidth > 0 ? m_detailWidth : m_detail->sizeHint().width(), width() / 2);
    setSizes({side, std::max(width() - side - detail - 2 * handleWidth(), 0), detail});
    if (m_placement == DetailPlacement::Below) {
        const int below = std::min(m_detailHeight > 0 ? m_detailHeight : m_detail->sizeHint().height(),
                                   m_column->height() * 2 / 3);
        m_column->setSizes({m_column->height() - below - handleWidth(), below});
    }
}

} // namespace carrel
