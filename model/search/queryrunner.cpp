// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/queryrunner.h"

#include "base/poolwork.h"
#include "search/engine/matchrank.h"
#include "search/engine/queryplan.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <string>

namespace carrel {

namespace {

WorkState stateOf(const WorkStates &states, quint32 work)
{
    return work < states.size() ? states[work] : WorkState();
}

template <typename Keeps>
std::vector<quint32> worksThat(quint32 first, quint32 end, Keeps keeps)
{
    std::vector<quint32> works;
    for (quint32 work = first; work < end; ++work) {
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
    WorkSet seen(0, static_cast<quint32>(catalog.workCount()), false);
    for (const Entry &entry : catalog.entries().subspan(section.entries.first, section.entries.count)) {
        if (!seen.contains(entry.work)) {
            seen.insert(entry.work);
            works.push_back(entry.work);
        }
    }
    return works;
}

constexpr quint32 kPieceWorks = SearchIndex::kPieceWorks;

std::vector<WorkSet> pieces(quint32 works, bool full)
{
    std::vector<WorkSet> sets;
    for (quint32 first = 0; first < works; first += kPieceWorks) {
        sets.emplace_back(first, std::min(kPieceWorks, works - first), full);
    }
    return sets;
}

std::vector<WorkSet> scopePieces(const SearchIndex &index, const WorkStates &states, const Scope &scope,
                                 bool withGone)
{
    const bool everywhere = scope.view == PaperView::All;
    std::vector<WorkSet> sets = pieces(index.workCount(), everywhere);
    if (!everywhere) {
        for (const quint32 work : scopeWorks(index.catalog(), states, scope, withGone)) {
            sets[work / kPieceWorks].insert(work);
        }
    } else if (!withGone) {
        for (quint32 work = index.catalog().listedWorks(); work < index.workCount(); ++work) {
            sets[work / kPieceWorks].remove(work);
        }
    }
    return sets;
}

quint32 countOf(const std::vector<WorkSet> &sets)
{
    return std::accumulate(sets.begin(), sets.end(), 0U,
                           [](quint32 count, const WorkSet &set) { return count + set.count(); });
}

std::vector<quint32> worksOf(const std::vector<WorkSet> &sets)
{
    std::vector<quint32> works(countOf(sets));
    auto next = works.begin();
    for (const WorkSet &set : sets) {
        set.forEach([&](quint32 work) { *next++ = work; });
    }
    return works;
}

/// A part this small is sorted sooner than picked out of all.
constexpr quint32 kFew = 8;

/// The works of the matches, picked out of all in their order.
WorkRows orderedRows(const WorkOrder &order, const QueryMatches &matches, quint32 count, bool descending)
{
    const auto all = static_cast<quint32>(order.works->size());
    if (count == all && !descending) {
        return WorkRows(order.works);
    }
    WorkSet found(0, all, false);
    for (const WorkSet &piece : matches.pieces) {
        found.insertAll(piece);
    }
    std::vector<quint32> works;
    works.reserve(count);
    forEachInOrder(order, descending, [&](quint32 work) {
        if (found.contains(work)) {
            works.push_back(work);
        }
    });
    return works;
}

std::vector<quint32> sectionMatches(const SearchIndex &index, const QueryMatches &matches)
{
    std::vector<quint32> works = sectionWorks(index.catalog(), matches.scope.section);
    std::erase_if(works, [&](quint32 work) { return !matches.pieces[work / kPieceWorks].contains(work); });
    return works;
}

/// True where every work that has what one part asks for has what the other asks for.
bool implies(const QueryNode &part, const QueryNode &other)
{
    if (part.kind != QueryNode::Kind::Text || other.kind != QueryNode::Kind::Text ||
        part.negated != other.negated) {
        return part == other;
    }
    const std::string &longer = part.negated ? other.folded : part.folded;
    const std::string &shorter = part.negated ? part.folded : other.folded;
    return longer.find(shorter) != std::string::npos;
}

bool isNarrower(const Query &query, const Query &earlier)
{
    constexpr std::size_t kMostPairs = 4096;
    const std::vector<QueryNode> &parts = query.root.children;
    const std::vector<QueryNode> &others = earlier.root.children;
    return parts.size() * others.size() <= kMostPairs &&
           std::all_of(others.begin(), others.end(), [&](const QueryNode &other) {
               return std::any_of(parts.begin(), parts.end(),
                                  [&](const QueryNode &part) { return implies(part, other); });
           });
}

/// What a work is ordered by; 0 for unknown.
qint64 orderValue(const WorkStates &states, PaperOrder order, quint32 work)
{
    if (order == PaperOrder::Added) {
        return states.ages().added(work);
    }
    if (work >= states.size()) {
        return 0;
    }
    return order == PaperOrder::Rating ? states[work].rating : states.times(work).bookmarked;
}

/// Those of equal value keep the order they have.
WorkRows sortedByMarks(std::vector<quint32> works, const WorkStates &states, PaperOrder order,
                       bool descending)
{
    std::vector<std::pair<qint64, quint32>> keyed;
    keyed.reserve(works.size());
    for (const quint32 work : works) {
        const qint64 value = orderValue(states, order, work);
        const qint64 key = descending ? -value : value;
        keyed.emplace_back(value == 0 ? std::numeric_limits<qint64>::max() : key, work);
    }
    std::stable_sort(keyed.begin(), keyed.end(),
                     [](const auto &a, const auto &b) { return a.first < b.first; });
    std::transform(keyed.begin(), keyed.end(), works.begin(), [](const auto &each) { return each.second; });
    return works;
}

std::vector<quint32> taggedWorks(const WorkStates &states, quint32 count, quint32 tag)
{
    std::vector<quint32> works;
    states.forEachRemark(0, count, [&](quint32 work, std::string_view, std::span<const quint32> tags) {
        if (std::binary_search(tags.begin(), tags.end(), tag)) {
            works.push_back(work);
        }
    });
    std::sort(works.begin(), works.end());
    return works;
}

} // namespace

std::vector<quint32> scopeWorks(const Catalog &catalog, const WorkStates &states, const Scope &scope,
                                bool withGone)
{
    const auto all = static_cast<quint32>(catalog.workCount());
    const quint32 count = withGone ? all : catalog.listedWorks();
    const auto state = [&](quint32 work) { return stateOf(states, work); };
    switch (scope.view) {
    case PaperView::Bookmarks:
        return worksThat(0, all, [&](quint32 work) { return state(work).bookmarked; });
    case PaperView::Unread:
        return worksThat(0, count, [&](quint32 work) { return !state(work).read; });
    case PaperView::New:
        return worksThat(0, catalog.listedWorks(), [&](quint32 work) { return states.ages().isNew(work); });
    case PaperView::Section:
        return sectionWorks(catalog, scope.section);
    case PaperView::Tag:
        return taggedWorks(states, all, scope.tag);
    case PaperView::Gone:
        return worksThat(catalog.listedWorks(), all, [](quint32) { return true; });
    case PaperView::All:
        break;
    }
    std::vector<quint32> works(count);
    std::iota(works.begin(), works.end(), 0U);
    return works;
}

QueryMatchesPointer findMatches(const SearchIndex &index, const WorkStates &states, const Query &query,
                                const Scope &scope, const QueryMatches *earlier)
{
    const bool withGone = findsGone(query);
    const bool narrower = earlier != nullptr && earlier->scope == scope &&
                          findsGone(earlier->query) == withGone && isNarrower(query, earlier->query);
    auto matches = std::make_shared<QueryMatches>(
        QueryMatches{query, scope, narrower ? earlier->pieces : scopePieces(index, states, scope, withGone)});
    const QueryPlan plan(index, states, matches->query.root);
    if (!query.isEmpty()) {
        forEachInPool(matches->pieces.size(),
                      [&](std::size_t number) { plan.narrow(matches->pieces[number]); });
    }
    return matches;
}

quint32 countMatches(const SearchIndex &index, const WorkStates &states, const Query &query,
                     const Scope &scope)
{
    return countOf(findMatches(index, states, query, scope)->pieces);
}

WorkRows matchRows(const SearchIndex &index, const QueryMatchesPointer &matches, PaperOrder order,
                   bool descending)
{
    const bool isSection = matches->scope.view == PaperView::Section;
    if (!isSection && (order == PaperOrder::List || isByMarks(order))) {
        return WorkRows(WorkRows::Pieces(matches, &matches->pieces));
    }
    if (const WorkOrder *known = isSection ? nullptr : index.order(order)) {
        if (const quint32 count = countOf(matches->pieces); count >= index.workCount() / kFew) {
            return orderedRows(*known, *matches, count, descending);
        }
    }
    std::vector<quint32> works = isSection ? sectionMatches(index, *matches) : worksOf(matches->pieces);
    if (order == PaperOrder::BestMatch) {
        sortByMatch(index, matches->query, works);
    } else if (const WorkColumn *column = index.column(order)) {
        sortByColumn(works, *column, descending);
    }
    return works;
}

WorkRows orderedMatches(const SearchIndex &index, const WorkStates &states,
                        const QueryMatchesPointer &matches, PaperOrder order, bool descending)
{
    WorkRows rows = matchRows(index, matches, order, descending);
    return isByMarks(order) ? sortedByMarks(rows.works(), states, order, descending) : rows;
}

std::vector<quint32> runQuery(const SearchIndex &index, const WorkStates &states, const QueryRequest &request)
{
    const QueryMatchesPointer matches = findMatches(index, states, request.query, request.scope);
    return orderedMatches(index, states, matches, request.order, request.descending).works();
}

} // namespace carrel
