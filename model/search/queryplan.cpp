// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/queryplan.h"

#include <algorithm>
#include <limits>
#include <string_view>
#include <utility>

namespace carrel {

namespace {

/// One scan of a stretch is cheaper than looking into more than one of so many works.
constexpr quint32 kWorksAScanIsWorth = 4;

enum Cost { kColumn = 0, kLongestText = 1, kShortestText = 64, kAbsentText, kGroup, kSlow };

int costOfText(const QueryNode &node)
{
    constexpr std::size_t kLengths = kShortestText - kLongestText;
    return node.negated ? kAbsentText
                        : kShortestText - static_cast<int>(std::min(node.folded.size(), kLengths));
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

} // namespace

QueryPlan::QueryPlan(const SearchIndex &index, const WorkStates &states, const QueryNode &root)
    : m_index(index)
    , m_root(stepOf(root, states))
{
}

QueryPlan::Step QueryPlan::stepOf(const QueryNode &node, const WorkStates &states) const
{
    Step step{node.kind, node.negated, kGroup, {}, {}, {}};
    if (node.kind == QueryNode::Kind::Text) {
        step.finder.emplace(node.folded);
        step.cost = costOfText(node);
    } else if (node.kind == QueryNode::Kind::Clause) {
        step.filter = clauseFilter(m_index, states, node.clause);
        step.cost = step.filter.slow ? kSlow : kColumn;
    }
    step.steps.reserve(node.children.size());
    for (const QueryNode &child : node.children) {
        step.steps.push_back(stepOf(child, states));
    }
    std::stable_sort(step.steps.begin(), step.steps.end(),
                     [](const Step &a, const Step &b) { return a.cost < b.cost; });
    return step;
}

void QueryPlan::narrow(const Step &step, WorkSet &works) const
{
    if (works.isEmpty()) {
        return;
    }
    std::optional<WorkSet> before;
    if (step.negated) {
        before = works;
    }
    switch (step.kind) {
    case QueryNode::Kind::Text:
        narrowToText(*step.finder, works);
        break;
    case QueryNode::Kind::Clause:
        step.filter.keep(works);
        break;
    case QueryNode::Kind::Any:
        narrowToAny(step.steps, works);
        break;
    case QueryNode::Kind::All:
        for (const Step &each : step.steps) {
            narrow(each, works);
        }
        break;
    }
    if (before) {
        before->subtract(works);
        works = *std::move(before);
    }
}

void QueryPlan::narrowToAny(const std::vector<Step> &steps, WorkSet &works) const
{
    WorkSet open = works;
    for (const Step &each : steps) {
        WorkSet found = open;
        narrow(each, found);
        open.subtract(found);
    }
    works.subtract(open);
}

void QueryPlan::narrowToText(const ByteFinder &term, WorkSet &works) const
{
    if (works.count() > works.size() / kWorksAScanIsWorth) {
        works.intersect(worksWith(term, works));
        return;
    }
    works.keepIf([&](quint32 work) {
        const std::string_view text = m_index.textOf(work);
        return term.find(text, 0) != text.size();
    });
}

/// Those of a stretch that have the term, by one scan of its text.
WorkSet QueryPlan::worksWith(const ByteFinder &term, const WorkSet &stretch) const
{
    WorkSet found(stretch.first(), stretch.size(), false);
    const std::string_view text = m_index.text().substr(0, m_index.textStart(stretch.end()));
    quint32 work = stretch.first();
    for (std::size_t at = term.find(text, m_index.textStart(work)); at != text.size();
         at = term.find(text, m_index.textStart(++work))) {
        work = workAt(m_index, work, at);
        found.insert(work);
    }
    return found;
}

} // namespace carrel
