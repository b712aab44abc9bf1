// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/workstate.h"
#include "search/engine/bytefinder.h"
#include "search/engine/clausefilter.h"
#include "search/engine/workset.h"
#include "search/query.h"
#include "search/searchindex.h"

#include <cstddef>
#include <span>
#include <string_view>
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
    /// A text that stands in venue tags too, which are not part of the text of most works.
    struct TagTerm
    {
        ByteFinder finder;
        std::vector<quint8> otherTags; ///< by the column of tags: 0 for those with the text, 1 for all others
    };
    /// Texts that must all be there.
    struct Terms
    {
        std::vector<ByteFinder> plain; ///< the rarest first
        std::vector<TagTerm> ofTags;
    };
    struct Step
    {
        QueryNode::Kind kind;
        bool negated;
        int cost;
        Terms terms;
        ClauseFilter filter;     ///< of a clause
        std::vector<Step> steps; ///< of a group, the cheapest first
    };
    using Finders = std::span<const ByteFinder>;

    Step stepOf(const QueryNode &node) const;
    std::vector<Step> stepsOf(const QueryNode &group) const;
    Terms termsOf(const std::vector<ByteFinder> &finders) const;
    std::size_t timesInSample(const ByteFinder &term) const;
    void narrow(const Step &step, WorkSet &works) const;
    void narrowToAny(const std::vector<Step> &steps, WorkSet &works) const;
    void narrowToTexts(const Terms &terms, WorkSet &works) const;
    void narrowToTexts(Finders terms, WorkSet &works) const;
    void narrowToTag(const TagTerm &term, WorkSet &works) const;
    bool says(quint32 work, std::string_view note, const Terms &terms) const;
    std::vector<quint32> matchingNotes(const Terms &terms, const WorkSet &works) const;
    void scanShort(Finders terms, WorkSet &works) const;
    void scan(Finders terms, WorkSet &works) const;

    const SearchIndex &m_index;
    const WorkStates &m_states;
    Step m_root;
};

} // namespace carrel
