// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/workstate.h"
#include "search/clause.h"
#include "search/engine/workset.h"
#include "search/searchindex.h"

#include <functional>

namespace carrel {

/// Keeps of a set those works of which a clause is true: of any of their entries. May be called by several
/// threads at once; index and states must outlive it.
struct ClauseFilter
{
    std::function<void(WorkSet &)> keep;
    bool slow = false; ///< it looks at entries and links one by one
};

ClauseFilter clauseFilter(const SearchIndex &index, const WorkStates &states, const Clause &clause);

} // namespace carrel
