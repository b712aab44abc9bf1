// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/queryrunner.h"

#include "search/bytefinder.h"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <utility>

namespace carrel {

namespace {

/// A set of works, one bit each.
class WorkSet final
{
public:
    explicit WorkSet(quint32 works)
        : m_words((works + 63) / 64)
    {
    }
    bool contains(quint32 work) const { return (m_words[work / 64] >> (work % 64) & 1U) != 0; }
    void insert(quint32 work) { m_words[work / 64] |= quint64(1) << (work % 64); }

private:
    std::vector<quint64> m_words;
};

using Terms = std::vector<ByteFinder>;

/// The longest first: it stands in the fewest works.
Terms termsByLength(const Query &query)
{
    Terms terms;
    for (const QueryTerm &term : query.terms) {
        terms.emplace_back(term.folded);
    }
    std::stable_sort(terms.begin(), terms.end(),
                     [](const ByteFinder &a, const ByteFinder &b) { return a.termSize() > b.termSize(); });
    return terms;
}

bool hasTerms(std::string_view text, Terms::const_iterator first, Terms::const_iterator last)
{
    return std::all_of(first, last,
                       [&](const ByteFinder &term) { return term.find(text, 0) != text.size(); });
}

/// The work whose text holds this byte, at or behind `from`: steps that double, then a search between the
/// last two.
quint32 workAt(const SearchIndex &index, quint32 from, std::size_t byte)
{
    quint32 step = 1;
    quint32 low = from;
    const quint32 end = index.workCount();
    while (low + step < end && index.textStart(low + step) <= byte) {
        low += step;
        step *= 2;
    }
    quint32 high = std::min(end, low + step);
    while (high - low > 1) {
        const quint32 middle = low + (high - low) / 2;
        (index.textStart(middle) <= byte ? low : high) = middle;
    }
    return low;
}

/// Calls found(work) for each work that has all terms, in list order: one scan for the first term, the others
/// only where it stands.
template <typename Found>
void scanBlock(const SearchIndex &index, const Terms &terms, Found found)
{
    const std::string_view text = index.text();
    const ByteFinder &longest = terms.front();
    quint32 work = 0;
    for (std::size_t at = longest.find(text, 0); at != text.size();
         at = longest.find(text, index.textStart(work++ + 1))) {
        work = workAt(index, work, at);
        if (hasTerms(index.textOf(work), terms.begin() + 1, terms.end())) {
            found(work);
        }
    }
}

std::vector<quint32> worksWith(const SearchIndex &index, const Terms &terms)
{
    std::vector<quint32> works;
    scanBlock(index, terms, [&](quint32 work) { works.push_back(work); });
    return works;
}

/// A scan of everything is cheaper than many small ones.
constexpr quint32 kWideScope = 8;

void keepMatches(const SearchIndex &index, const Terms &terms, std::vector<quint32> &works)
{
    if (works.size() > index.workCount() / kWideScope) {
        WorkSet matches(index.workCount());
        scanBlock(index, terms, [&](quint32 work) { matches.insert(work); });
        std::erase_if(works, [&](quint32 work) { return !matches.contains(work); });
    } else {
        std::erase_if(
            works, [&](quint32 work) { return !hasTerms(index.textOf(work), terms.begin(), terms.end()); });
    }
}

WorkState stateOf(const WorkStates &states, quint32 work)
{
    return work < states.size() ? states[work] : WorkState();
}

void keepMarked(const WorkStates &states, const std::vector<MarkClause> &clauses, std::vector<quint32> &works)
{
    for (const MarkClause &clause : clauses) {
        std::erase_if(works,
                      [&](quint32 work) { return stateOf(states, work).*clause.mark != clause.value; });
    }
}

template <typename Keeps>
std::vector<quint32> worksThat(quint32 count, Keeps keeps)
{
    std::vector<quint32> works;
    for (quint32 work = 0; work < count; ++work) {
        if (keeps(work)) {
            works.push_back(work);
        }
    }
    return works;
}

/// The works of a section as it lists them: by their first place in it.
std::vector<quint32> sectionWorks(const Catalog &catalog, quint32 number)
{
    std::vector<quint32> works;
    if (number >= catalog.sections().size()) {
        return works;
    }
    const Section &section = catalog.section(number);
    works.reserve(section.workCount);
    WorkSet seen(static_cast<quint32>(catalog.works().size()));
    for (const Entry &entry : catalog.entries().subspan(section.entries.first, section.entries.count)) {
        if (!seen.contains(entry.work)) {
            seen.insert(entry.work);
            works.push_back(entry.work);
        }
    }
    return works;
}

} // namespace

std::vector<quint32> scopeWorks(const Catalog &catalog, const WorkStates &states, const Scope &scope)
{
    const auto count = static_cast<quint32>(catalog.works().size());
    const auto state = [&](quint32 work) { return stateOf(states, work); };
    switch (scope.view) {
    case PaperView::Bookmarks:
        return worksThat(count, [&](quint32 work) { return state(work).bookmarked; });
    case PaperView::Unread:
        return worksThat(count, [&](quint32 work) { return !state(work).read; });
    case PaperView::Section:
        return sectionWorks(catalog, scope.section);
    case PaperView::All:
        break;
    }
    std::vector<quint32> works(count);
    std::iota(works.begin(), works.end(), 0U);
    return works;
}

std::vector<quint32> runQuery(const SearchIndex &index, const WorkStates &states, const QueryRequest &request)
{
    const Terms terms = termsByLength(request.query);
    const bool everywhere = request.scope.view == PaperView::All;
    std::vector<quint32> works = everywhere && !terms.empty()
                                     ? worksWith(index, terms)
                                     : scopeWorks(index.catalog(), states, request.scope);
    if (!everywhere && !terms.empty()) {
        keepMatches(index, terms, works);
    }
    keepMarked(states, request.query.marks, works);
    if (const WorkColumn *column = index.column(request.order)) {
        sortByColumn(works, *column, request.descending);
    }
    return works;
}

} // namespace carrel
