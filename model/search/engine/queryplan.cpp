// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/engine/queryplan.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace carrel {

namespace {

/// One scan of a stretch is cheaper than looking into more than one of so many works.
constexpr quint32 kWorksAScanIsWorth = 4;

/// Terms of so many bytes stand in many works.
constexpr std::size_t kShortTerm = 2;

enum Cost : int { Column, Texts, Group, AbsentText, Slow };

bool isWantedText(const QueryNode &node)
{
    return node.kind == QueryNode::Kind::Text && !node.negated;
}

bool has(std::string_view text, const ByteFinder &term)
{
    return term.find(text, 0) != text.size();
}

bool hasAll(std::string_view text, std::span<const ByteFinder> terms)
{
    return std::all_of(terms.begin(), terms.end(), [&](const ByteFinder &term) { return has(text, term); });
}

/// The number, within a piece, of the work whose text holds this byte, at or behind `from`: steps that
/// double, then a search between the last two.
std::size_t numberAt(const TextPiece &piece, std::size_t from, std::size_t byte)
{
    std::size_t step = 1;
    std::size_t low = from;
    while (low + step < piece.size() && piece.starts[low + step] <= byte) {
        low += step;
        step *= 2;
    }
    std::size_t high = std::min(piece.size(), low + step);
    while (high - low > 1) {
        const std::size_t middle = low + (high - low) / 2;
        (piece.starts[middle] <= byte ? low : high) = middle;
    }
    return low;
}

/// True where a bit from begin up to, not including, end is set.
bool hasBit(const std::vector<std::uint64_t> &bits, std::size_t begin, std::size_t end)
{
    constexpr std::size_t kBits = ByteFinder::kPlaces;
    if (begin == end) {
        return false;
    }
    const std::size_t first = begin / kBits;
    const std::size_t last = (end - 1) / kBits;
    const std::uint64_t fromBegin = ~std::uint64_t(0) << (begin % kBits);
    const std::uint64_t toEnd = ~std::uint64_t(0) >> (kBits - 1 - (end - 1) % kBits);
    if (first == last) {
        return (bits[first] & fromBegin & toEnd) != 0;
    }
    std::uint64_t found = (bits[first] & fromBegin) | (bits[last] & toEnd);
    for (std::size_t i = first + 1; i < last; ++i) {
        found |= bits[i];
    }
    return found != 0;
}

} // namespace

QueryPlan::QueryPlan(const SearchIndex &index, const WorkStates &states, const QueryNode &root)
    : m_index(index)
    , m_states(states)
    , m_root(stepOf(root))
{
}

QueryPlan::Step QueryPlan::stepOf(const QueryNode &node) const
{
    Step step{node.kind, node.negated, Group, {}, {}, {}};
    if (node.kind == QueryNode::Kind::Text) {
        step.terms = termsOf({ByteFinder(node.folded)});
        step.cost = node.negated ? AbsentText : Texts;
    } else if (node.kind == QueryNode::Kind::Clause) {
        step.filter = clauseFilter(m_index, m_states, node.clause);
        step.cost = step.filter.slow ? Slow : Column;
    } else {
        step.steps = stepsOf(node);
    }
    return step;
}

/// The texts that must all be there become one step: where the rarest is found, the others are looked for at
/// once, while its work is at hand.
std::vector<QueryPlan::Step> QueryPlan::stepsOf(const QueryNode &group) const
{
    std::vector<Step> steps;
    std::vector<ByteFinder> texts;
    for (const QueryNode &child : group.children) {
        if (group.kind == QueryNode::Kind::All && isWantedText(child)) {
            texts.emplace_back(child.folded);
        } else {
            steps.push_back(stepOf(child));
        }
    }
    if (!texts.empty()) {
        steps.push_back({QueryNode::Kind::Text, false, Texts, termsOf(texts), {}, {}});
    }
    std::stable_sort(steps.begin(), steps.end(),
                     [](const Step &a, const Step &b) { return a.cost < b.cost; });
    return steps;
}

QueryPlan::Terms QueryPlan::termsOf(const std::vector<ByteFinder> &finders) const
{
    Terms terms;
    std::vector<std::pair<std::size_t, ByteFinder>> plain;
    for (const ByteFinder &finder : finders) {
        std::vector<quint8> others;
        for (const std::string &tag : m_index.tagTexts()) {
            others.push_back(has(tag, finder) ? 0 : 1);
        }
        others.push_back(1);
        if (std::find(others.begin(), others.end(), 0) != others.end()) {
            terms.ofTags.push_back({finder, std::move(others)});
        } else {
            plain.emplace_back(finders.size() > 1 ? timesInSample(finder) : 0, finder);
        }
    }
    std::stable_sort(plain.begin(), plain.end(), [](const auto &a, const auto &b) {
        return a.first != b.first ? a.first < b.first : a.second.termSize() > b.second.termSize();
    });
    for (const auto &[times, finder] : plain) {
        terms.plain.push_back(finder);
    }
    return terms;
}

/// How often a term stands in a few stretches of the text.
std::size_t QueryPlan::timesInSample(const ByteFinder &term) const
{
    constexpr std::size_t kStretches = 4;
    constexpr std::size_t kStretchBytes = std::size_t(8) * 1024;
    const std::span<const TextPiece> pieces = m_index.pieces();
    std::size_t times = 0;
    for (std::size_t i = 0; i < kStretches && !pieces.empty(); ++i) {
        const std::string_view text = pieces[pieces.size() * i / kStretches].text;
        const std::string_view stretch = text.substr(text.size() / kStretches * i, kStretchBytes);
        for (std::size_t at = term.find(stretch, 0); at != stretch.size(); at = term.find(stretch, at + 1)) {
            ++times;
        }
    }
    return times;
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
        narrowToTexts(step.terms, works);
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

void QueryPlan::narrowToTexts(const Terms &terms, WorkSet &works) const
{
    const std::vector<quint32> noted = matchingNotes(terms, works);
    if (!terms.plain.empty()) {
        narrowToTexts(terms.plain, works);
    }
    for (const TagTerm &term : terms.ofTags) {
        narrowToTag(term, works);
    }
    for (const quint32 work : noted) {
        works.insert(work);
    }
}

void QueryPlan::narrowToTexts(Finders terms, WorkSet &works) const
{
    if (works.count() > works.size() / kWorksAScanIsWorth) {
        terms.front().termSize() <= kShortTerm ? scanShort(terms, works) : scan(terms, works);
    } else {
        works.keepIf([&](quint32 work) { return hasAll(m_index.textOf(work), terms); });
    }
}

/// Only where the tag does not say it the text is looked at.
void QueryPlan::narrowToTag(const TagTerm &term, WorkSet &works) const
{
    WorkSet missing = works;
    keepAccepted(missing, m_index.columns().tags, term.otherTags);
    WorkSet found = missing;
    narrowToTexts(std::span(&term.finder, 1), found);
    missing.subtract(found);
    works.subtract(missing);
}

bool QueryPlan::says(quint32 work, std::string_view note, const Terms &terms) const
{
    const auto stands = [&, text = m_index.textOf(work)](const ByteFinder &term) {
        return has(note, term) || has(text, term);
    };
    const quint32 tag = m_index.columns().tags.values[work];
    return std::all_of(terms.plain.begin(), terms.plain.end(), stands) &&
           std::all_of(terms.ofTags.begin(), terms.ofTags.end(),
                       [&](const TagTerm &term) { return term.otherTags[tag] == 0 || stands(term.finder); });
}

/// The works that have all terms when the reader's notes count too. Few works have one.
std::vector<quint32> QueryPlan::matchingNotes(const Terms &terms, const WorkSet &works) const
{
    std::vector<quint32> found;
    m_states.forEachRemark(works.first(), works.end(),
                           [&](quint32 work, std::string_view note, std::span<const quint32>) {
                               if (!note.empty() && works.contains(work) && says(work, note, terms)) {
                                   found.push_back(work);
                               }
                           });
    return found;
}

/// The same for a first term so short that it stands in most works: all its places first, then which works
/// they are in.
void QueryPlan::scanShort(Finders terms, WorkSet &works) const
{
    const TextPiece &piece = m_index.pieceOf(works.first());
    const std::vector<std::uint64_t> places = terms.front().places(piece.text);
    works.keepIf([&](quint32 work) {
        const std::size_t number = work - works.first();
        return hasBit(places, piece.starts[number], piece.starts[number + 1]) &&
               hasAll(piece.textOf(number), terms.subspan(1));
    });
}

/// One scan for the first term, the others only where it stands. A set never reaches over a piece.
void QueryPlan::scan(Finders terms, WorkSet &works) const
{
    WorkSet found(works.first(), works.size(), false);
    const ByteFinder &first = terms.front();
    const TextPiece &piece = m_index.pieceOf(works.first());
    const std::string_view text = piece.text;
    std::size_t number = 0;
    for (std::size_t at = first.find(text, 0); at != text.size();
         at = first.find(text, piece.starts[++number])) {
        number = numberAt(piece, number, at);
        const quint32 work = works.first() + static_cast<quint32>(number);
        if (works.contains(work) && hasAll(piece.textOf(number), terms.subspan(1))) {
            found.insert(work);
        }
    }
    works = std::move(found);
}

} // namespace carrel
