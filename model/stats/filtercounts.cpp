// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/filtercounts.h"

#include <algorithm>
#include <array>
#include <type_traits>

namespace carrel {

namespace {

/// The word whose clause asks for a kind, negated for NoLink.
constexpr std::array<ClauseWord, kFacetKinds> kKindWords{ClauseWord::Survey, ClauseWord::Code,
                                                         ClauseWord::Pdf, ClauseWord::Link};

/// Finds what facets and views are counted over; what is known already is not found again.
class FilterCounter final
{
public:
    FilterCounter(const SearchIndex &index, const WorkStates &states, const Query &query, const Scope &scope,
                  const QueryMatches *matches)
        : m_index(index)
        , m_states(states)
        , m_query(query)
        , m_scope(scope)
        , m_found(matches == nullptr ? findMatches(index, states, query, scope) : nullptr)
        , m_matches(matches == nullptr ? *m_found : *matches)
    {
    }

    void countVenues(FilterCounts &counts) const
    {
        counts.venues = over(withoutClauses(m_query, ClauseKind::Venue), carrel::countVenues);
    }

    void countYears(FilterCounts &counts) const
    {
        counts.years = over(withoutClauses(m_query, ClauseKind::Year), carrel::countYears);
    }

    void countKinds(FilterCounts &counts) const
    {
        counts.kinds = over(m_query, carrel::countKinds);
        for (std::size_t kind = 0; kind < kFacetKinds; ++kind) {
            if (const Query others = withoutClauses(m_query, kKindWords[kind]); !(others == m_query)) {
                counts.kinds[kind] = over(others, carrel::countKinds)[kind];
            }
        }
    }

    void countSections(FilterCounts &counts) const
    {
        if (m_scope.view == PaperView::All) {
            countWholeList(counts, m_matches.pieces);
        } else {
            countWholeList(counts, findMatches(m_index, m_states, m_query, {})->pieces);
        }
    }

private:
    void countWholeList(FilterCounts &counts, WorkSets works) const
    {
        counts.sections = carrel::countSections(m_index, works);
        countViews(counts.views, works);
        const Catalog &catalog = m_index.catalog();
        if (catalog.listedWorks() == catalog.workCount()) {
            return;
        }
        const QueryMatchesPointer gone = findMatches(m_index, m_states, m_query, {PaperView::Gone});
        ViewCounts left;
        countViews(left, gone->pieces);
        counts.views.gone = left.all;
        if (!findsGone(m_query)) {
            counts.views.bookmarked += left.bookmarked;
        }
    }

    void countViews(ViewCounts &views, WorkSets works) const
    {
        const quint32 listed = m_index.catalog().listedWorks();
        for (const WorkSet &set : works) {
            views.all += set.count();
            set.forEach([&](quint32 work) {
                const WorkState state = work < m_states.size() ? m_states[work] : WorkState();
                views.bookmarked += state.bookmarked ? 1 : 0;
                views.unread += state.read ? 0 : 1;
                views.fresh += work < listed && m_states.ages().isNew(work) ? 1 : 0;
            });
        }
    }

    template <typename Count>
    std::invoke_result_t<Count, const SearchIndex &, WorkSets> over(const Query &query, Count count) const
    {
        return query == m_query ? count(m_index, m_matches.pieces)
                                : count(m_index, findMatches(m_index, m_states, query, m_scope)->pieces);
    }

    const SearchIndex &m_index;
    const WorkStates &m_states;
    const Query &m_query;
    const Scope &m_scope;
    QueryMatchesPointer m_found;
    const QueryMatches &m_matches;
};

} // namespace

std::optional<FilterCounts> countFilter(const SearchIndex &index, const WorkStates &states,
                                        const Query &query, const Scope &scope, const QueryMatches *matches,
                                        const std::function<bool()> &isStopped)
{
    constexpr std::array kSteps{&FilterCounter::countSections, &FilterCounter::countVenues,
                                &FilterCounter::countYears, &FilterCounter::countKinds};
    if (isStopped()) {
        return std::nullopt;
    }
    const FilterCounter counter(index, states, query, scope, matches);
    FilterCounts counts;
    counts.filtered = !query.isEmpty();
    for (const auto step : kSteps) {
        if (isStopped()) {
            return std::nullopt;
        }
        (counter.*step)(counts);
    }
    return counts;
}

} // namespace carrel
