// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/workstate.h"
#include "search/clause.h"
#include "search/searchindex.h"

#include <QString>

#include <string>
#include <vector>

namespace carrel {

/// A value that a clause can be given in a list.
struct ClauseValue
{
    Clause clause;
    QString shown;         ///< as the list writes it: "OSDI"
    std::string spellings; ///< folded, of all that lead to it, each followed by a line feed
    quint32 works = kNone; ///< that the clause finds in the whole list; kNone where that is not counted
};

/// All values of a clause that find something, and all words of those that take words; the most frequent
/// first, years from the newest on, words in their order. None of clauses whose values are not worth a list
/// (ids). Bounded; reads the whole list, so it is for the pool.
std::vector<ClauseValue> clauseValues(const SearchIndex &index, const WorkStates &states, ClauseKind kind);

/// True where the numbers depend on what the reader said of works.
bool countsMarks(ClauseKind kind);

} // namespace carrel
