// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "search/query.h"
#include "search/wordlist.h"

#include <optional>

namespace carrel {

/// The query with the words that stand nowhere in the list replaced by the closest words of the list. Nothing
/// where every word stands somewhere, or one of them is close to none. For when nothing matches.
std::optional<Query> closestQuery(const WordList &words, const Query &query);

} // namespace carrel
