// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/workstate.h"
#include "search/engine/bytefinder.h"
#include "search/engine/clausefilter.h"
#include "search/engine/workset.h"
#include "search/query.h"
#include "search/searchindex.h"

#include <cstddef>
#include <vector>

namespace carrel {

/// A query made ready for one index: the cheap and the rare is looked at first. Immutable, so several threads
/// may use it at once; index, states and query must outlive it.
class QueryPlan final
{
public:
    QueryPlan(const SearchIndex &index, const WorkStates &states, const QueryNode &root);

    /// Keeps those works that match.
    void narrow(WorkSet &works) const { narrow(m_root, works); }

private:
    struct Step
    {
        QueryNode::Kind kind;
        bool negated;
        int cost;
        std::vector<ByteFinder> terms; ///< of texts that must all be there, the rarest first
        ClauseFilter filter;           ///< of a clause
        std::vector<Step> steps;       ///< of a group, the cheapest first
    };

    Step stepOf(const QueryNode &node) const;
    std::vector<Step> stepsOf(const QueryNode &group) const;
    std::size_t timesInSample(const ByteFinder &term) const;
    void narrow(const Step &step, WorkSet &works) const;
    void narrowToAny(const std::vector<Step> &steps, WorkSet &works) const;
    void narrowToTexts(const std::vector<ByteFinder> &terms, WorkSet &works) const;
    std::vector<quint32> matchingNotes(const std::vector<ByteFinder> &terms, const WorkSet &works) const;
    void scanShort(const std::vector<ByteFinder> &terms, WorkSet &works) const;
    void scan(const std::vector<ByteFinder> &terms, WorkSet &works) const;

    const SearchIndex &m_index;
    const WorkStates &m_states;
    Step m_root;
};

} // namespace carrel
