// SPDX-License-Identifier: GPL-3.0-or-later
// How the reader stays in place when a later version of the list is shown.
#include "mainwindow/browser.h"

#include "library/succession.h"
#include "papers/paperpane.h"
#include "sidebar/sidebarpane.h"
#include "sidebar/sidebarview.h"

#include <QScrollBar>

#include <algorithm>

namespace carrel {

void Browser::keepPlace()
{
    // Where rows are still awaited the place is that which they were to come to.
    if (m_isShown && !m_kept) {
        leaveStep();
        m_kept = KeptPlace::of(m_panes.papers, m_panes.sidebar);
    }
}

void Browser::showLaterVersion(const Succession &succession)
{
    m_awaited.reset();
    const auto scopeNow = [&](const Scope &scope) { return carried(scope, succession); };
    m_history.carryOver([&](BrowseStep step) {
        step.scope = scopeNow(step.scope);
        step.work = succession.workNow(step.work);
        return step;
    });
    m_scope = scopeNow(m_scope);
    if (m_panes.sidebar.currentScope() != m_scope) {
        m_panes.sidebar.setCurrentScope(m_scope);
    }
    if (m_kept) {
        const auto lead = [&](std::vector<quint32> &works) {
            std::ranges::transform(works, works.begin(),
                                   [&](quint32 work) { return succession.workNow(work); });
        };
        lead(m_kept->selected);
        std::erase(m_kept->selected, kNone);
        lead(m_kept->seen);
        m_kept->current = succession.workNow(m_kept->current);
        std::ranges::transform(m_kept->open, m_kept->open.begin(),
                               [&](quint32 section) { return succession.sectionNow(section); });
        std::erase(m_kept->open, kNone);
        m_panes.sidebar.openSections(m_kept->open);
        m_panes.sidebar.view().verticalScrollBar()->setValue(m_kept->sidebar);
    }
    takeCatalog();
    // The rows have moved already; what was shown beside them was of the other catalog.
    showWork(m_panes.papers.currentWork());
}

/// A section that is gone leaves the reader with all papers.
Scope Browser::carried(const Scope &scope, const Succession &succession) const
{
    if (scope.view != PaperView::Section) {
        return scope;
    }
    const quint32 section = succession.sectionNow(scope.section);
    return section == kNone ? Scope() : Scope{PaperView::Section, section};
}

} // namespace carrel
