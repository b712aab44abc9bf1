// SPDX-License-Identifier: GPL-3.0-or-later
#include "mainwindow/panelayout.h"

#include <QResizeEvent>

#include <algorithm>
#include <vector>

namespace carrel {

namespace {

/// Gives the lower of two panes its height, as far as there is that much.
void share(QSplitter &splitter, int wanted, int most)
{
    const int below = std::min(wanted, most);
    splitter.setSizes({splitter.height() - below - splitter.handleWidth(), below});
}

} // namespace

PaneLayout::PaneLayout(const Panes &panes, QWidget *parent)
    : QSplitter(Qt::Horizontal, parent)
    , m_panes(panes)
    , m_left(new QSplitter(Qt::Vertical))
    , m_column(new QSplitter(Qt::Vertical))
{
    m_left->addWidget(panes.sidebar);
    m_left->addWidget(panes.facets);
    m_column->addWidget(panes.papers);
    addWidget(m_left);
    addWidget(m_column);
    addWidget(panes.detail);
    setStretchFactor(0, 0);
    setStretchFactor(1, 1);
    setStretchFactor(2, 0);
    for (QSplitter *splitter : {static_cast<QSplitter *>(this), m_left, m_column}) {
        splitter->setHandleWidth(1);
        splitter->setChildrenCollapsible(false);
    }
    for (QSplitter *splitter : {m_left, m_column}) {
        splitter->setStretchFactor(0, 1);
    }
    m_left->setStretchFactor(1, 0);
}

void PaneLayout::setDetailPlacement(DetailPlacement placement)
{
    rememberSizes();
    m_placement = placement;
    if (placement == DetailPlacement::Below && m_column->indexOf(m_panes.detail) < 0) {
        m_column->addWidget(m_panes.detail);
        m_column->setStretchFactor(1, 0);
    } else if (placement == DetailPlacement::Right && indexOf(m_panes.detail) < 0) {
        addWidget(m_panes.detail);
        setStretchFactor(2, 0);
    }
    m_panes.detail->setVisible(placement != DetailPlacement::Hidden);
    applySizes();
}

void PaneLayout::setSidebarShown(bool shown)
{
    rememberSizes();
    m_left->setVisible(shown);
    applySizes();
}

void PaneLayout::setFacetsShown(bool shown)
{
    rememberSizes();
    m_panes.facets->setVisible(shown);
    applySizes();
}

void PaneLayout::focusPane(int step)
{
    std::vector<QWidget *> panes;
    for (QWidget *pane : {m_panes.sidebar, m_panes.facets, m_panes.papers, m_panes.detail}) {
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
    state.sidebarShown = isSidebarShown();
    state.sidebarWidth = m_sidebarWidth;
    state.facetsShown = !m_panes.facets->isHidden();
    state.facetsHeight = m_facetsHeight;
    state.detailWidth = m_detailWidth;
    state.detailHeight = m_detailHeight;
}

void PaneLayout::restoreFrom(const WindowState &state)
{
    m_sidebarWidth = state.sidebarWidth;
    m_facetsHeight = state.facetsHeight;
    m_detailWidth = state.detailWidth;
    m_detailHeight = state.detailHeight;
    if (state.detail != m_placement) {
        setDetailPlacement(state.detail);
    }
    if (!state.sidebarShown) {
        setSidebarShown(false);
    }
    if (!state.facetsShown) {
        setFacetsShown(false);
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
    if (isSidebarShown()) {
        m_sidebarWidth = m_left->width();
    }
    if (areFacetsShown()) {
        m_facetsHeight = m_panes.facets->height();
    }
    if (!m_panes.detail->isHidden() && m_placement == DetailPlacement::Right) {
        m_detailWidth = m_panes.detail->width();
    } else if (!m_panes.detail->isHidden() && m_placement == DetailPlacement::Below) {
        m_detailHeight = m_panes.detail->height();
    }
}

void PaneLayout::applySizes()
{
    if (!m_sized) {
        return;
    }
    const int third = width() / 3;
    const int side =
        isSidebarShown()
            ? std::min(m_sidebarWidth > 0 ? m_sidebarWidth : m_panes.sidebar->sizeHint().width(), third)
            : 0;
    const bool right = m_placement == DetailPlacement::Right;
    const int detail =
        !right
            ? 0
            : std::min(m_detailWidth > 0 ? m_detailWidth : m_panes.detail->sizeHint().width(), width() / 2);
    setSizes({side, std::max(width() - side - detail - 2 * handleWidth(), 0), detail});
    if (m_placement == DetailPlacement::Below) {
        share(*m_column, m_detailHeight > 0 ? m_detailHeight : m_panes.detail->sizeHint().height(),
              m_column->height() * 2 / 3);
    }
    if (areFacetsShown()) {
        const int room = m_left->height();
        const int usual = std::min(std::max(m_panes.facets->sizeHint().height(), room / 3), room * 2 / 5);
        share(*m_left, m_facetsHeight > 0 ? m_facetsHeight : usual, room * 2 / 3);
    }
}

} // namespace carrel
