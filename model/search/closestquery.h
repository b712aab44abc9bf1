// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "search/query.h"
#include "search/searchindex.h"

#include <optional>

namespace carrel {

/// The query with the words that stand nowhere in the list replaced by the closest words of the list: one
/// letter wrong, missing, too many or two swapped, in longer words two. Nothing where every word stands
/// somewhere, or one of them is close to none. For when nothing matches: it reads the whole text.
std::optional<Query> closestQuery(const SearchIndex &index, const Query &query);

} // namespace carrel
