// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "search/query.h"
#include "search/searchindex.h"

#include <vector>

namespace carrel {

/// Puts works whose title or short name fits the words of a query best first: those it starts with the words,
/// then whole words, the starts of words, words in their order side by side. Works that fit alike keep the
/// order they have; without words all do.
void sortByMatch(const SearchIndex &index, const Query &query, std::vector<quint32> &works);

} // namespace carrel
