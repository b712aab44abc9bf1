// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "search/queryrunner.h"
#include "stats/facets.h"

#include <functional>
#include <optional>
#include <vector>

namespace carrel {

/// Works that match in the views of the library.
struct ViewCounts
{
    quint32 all = 0;
    quint32 bookmarked = 0;
    quint32 unread = 0;
    quint32 gone = 0;
    quint32 fresh = 0; ///< in the view of new papers
    friend bool operator==(const ViewCounts &, const ViewCounts &) = default;
};

/// What stands beside the facets and in the sidebar while a filter is on. A facet follows the scope and the
/// other filters: the number of a venue, year or kind is that of the rows its clause would leave, were it the
/// only one of its facet. Views and sections are counted under the query alone, in the whole list.
struct FilterCounts
{
    bool filtered = false; ///< there is a query
    std::vector<VenueCount> venues;
    std::vector<YearCount> years;
    KindCounts kinds{};
    std::vector<quint32> sections; ///< one a section of the catalog
    ViewCounts views;
};

/// Pure; runs in the pool. `matches` is what query and scope found in the index under these states, or null
/// where that is not known. Nothing once isStopped() is true.
std::optional<FilterCounts> countFilter(const SearchIndex &index, const WorkStates &states,
                                        const Query &query, const Scope &scope, const QueryMatches *matches,
                                        const std::function<bool()> &isStopped);

} // namespace carrel
