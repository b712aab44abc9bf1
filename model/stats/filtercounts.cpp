// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/filtercounts.h"

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

namespace carrel {

namespace {

/// The word whose clause asks for a kind, negated for NoLink.
constexpr std::array<ClauseWord, kFacetKinds> kKindWords{ClauseWord::Survey, ClauseWord::Code,
                                                         ClauseWord::Pdf, ClauseWord::Link};

/// Finds what facets and views are counted over; what two of them share is found once.
class FilterCounter final
{
public:
    FilterCounter(const SearchIndex &index, const WorkStates &states, const Query &query, const Scope &scope,
                  const QueryMatches *matches)
        : m_index(index)
        , m_states(states)
        , m_query(query)
        , m_scope(scope)
        , m_matches(matches)
    {
        if (m_matches == nullptr) {
            m_found = findMatches(index, states, query, scope);
            m_matches = m_found.get();
        }
        m_works = worksOf(*m_matches);
    }

    void countVenues(FilterCounts &counts) const
    {
        counts.venues = carrel::countVenues(catalog(), worksFor(withoutClauses(m_query, ClauseKind::Venue)));
    }

    void countYears(FilterCounts &counts) const
    {
        counts.years = carrel::countYears(catalog(), worksFor(withoutClauses(m_query, ClauseKind::Year)));
    }

    void countKinds(FilterCounts &counts) const
    {
        counts.kinds = carrel::countKinds(catalog(), m_works);
        for (std::size_t kind = 0; kind < kFacetKinds; ++kind) {
            if (const Query others = withoutClauses(m_query, kKindWords[kind]); !(others == m_query)) {
                counts.kinds[kind] = carrel::countKinds(catalog(), worksFor(others))[kind];
            }
        }
    }

    void countSections(FilterCounts &counts) const
    {
        const bool everywhere = m_scope.view == PaperView::All;
        const std::vector<quint32> works =
            everywhere ? m_works : worksOf(*findMatches(m_index, m_states, m_query, {}));
        counts.sections = carrel::countSections(catalog(), works);
        counts.views.all = static_cast<quint32>(works.size());
        for (const quint32 work : works) {
            const WorkState state = work < m_states.size() ? m_states[work] : WorkState();
            counts.views.bookmarked += state.bookmarked ? 1 : 0;
            counts.views.unread += state.read ? 0 : 1;
        }
    }

private:
    const Catalog &catalog() const { return m_index.catalog(); }

    std::vector<quint32> worksOf(const QueryMatches &matches) const
    {
        return matchRows(m_index, matches, PaperOrder::List, false);
    }

    std::vector<quint32> worksFor(const Query &query) const
    {
        return query == m_query ? m_works : worksOf(*findMatches(m_index, m_states, query, m_scope));
    }

    const SearchIndex &m_index;
    const WorkStates &m_states;
    const Query &m_query;
    const Scope &m_scope;
    const QueryMatches *m_matches;
    QueryMatchesPointer m_found;
    std::vector<quint32> m_works;
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
