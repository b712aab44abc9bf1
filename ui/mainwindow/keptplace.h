// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/entry.h"

#include <vector>

namespace carrel {

class PaperPane;
class SidebarPane;

/// Where the reader stands in panes whose catalog is about to give way to a later version of it: what the
/// models forget when they take the other one. Works and sections are those of the catalog before.
struct KeptPlace
{
    std::vector<quint32> selected;
    quint32 current = kNone;
    std::vector<quint32> seen; ///< the works in sight, from the top
    int above = 0;             ///< so much of the first one is out of sight
    std::vector<quint32> open; ///< sections
    int sidebar = 0;           ///< how far it is scrolled

    static KeptPlace of(const PaperPane &papers, const SidebarPane &sidebar);
};

/// Brings rows back: the selection, and the place of the first work in sight that is still there.
void bringBack(const KeptPlace &place, PaperPane &papers);

} // namespace carrel
