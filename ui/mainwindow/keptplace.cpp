// SPDX-License-Identifier: GPL-3.0-or-later
#include "mainwindow/keptplace.h"

#include "items/papertablemodel.h"
#include "papers/paperpane.h"
#include "papers/papertableview.h"
#include "sidebar/sidebarpane.h"
#include "sidebar/sidebarview.h"

#include <QScrollBar>

namespace carrel {

KeptPlace KeptPlace::of(const PaperPane &papers, const SidebarPane &sidebar)
{
    const PaperTableView &view = papers.view();
    const int scroll = view.verticalScrollBar()->value();
    const int height = view.rowHeight();
    KeptPlace place{
        papers.selectedWorks(), papers.currentWork(),   {},
        scroll % height,        sidebar.openSections(), sidebar.view().verticalScrollBar()->value()};
    const int end = std::min(view.rowCount(), (scroll + view.viewport()->height()) / height + 1);
    for (int row = scroll / height; row < end; ++row) {
        place.seen.push_back(view.workAt(row));
    }
    return place;
}

void bringBack(const KeptPlace &place, PaperPane &papers)
{
    papers.selectWorks(place.selected, place.current);
    PaperTableView &view = papers.view();
    const auto &model = static_cast<const PaperTableModel &>(*view.model());
    for (std::size_t i = 0; i < place.seen.size(); ++i) {
        if (const int row = place.seen[i] == kNone ? -1 : model.rowOf(place.seen[i]); row >= 0) {
            const int top = (row - static_cast<int>(i)) * view.rowHeight() + place.above;
            view.verticalScrollBar()->setValue(top);
            return;
        }
    }
}

} // namespace carrel
