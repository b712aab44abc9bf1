// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/queryedit.h"

#include "base/text.h"

#include <QStringList>

#include <algorithm>
#include <functional>
#include <utility>

namespace carrel {

namespace {

using Kind = QueryNode::Kind;
using ClauseTest = std::function<bool(const Clause &clause, bool negated)>;

/// Kinds whose values exclude each other in most works: several of them are alternatives.
bool areAlternatives(ClauseKind kind)
{
    return kind != ClauseKind::Is && kind != ClauseKind::Has;
}

/// A clause, or alternatives of one kind, that must hold.
bool isPart(const QueryNode &node, ClauseKind kind)
{
    const auto isPlain = [kind](const QueryNode &each) {
        return each.kind == Kind::Clause && !each.negated && each.clause.kind == kind;
    };
    const bool group = node.kind == Kind::Any && !node.negated && areAlternatives(kind);
    return isPlain(node) || (group && std::all_of(node.children.begin(), node.children.end(), isPlain));
}

/// Alternatives none of which may hold stand for as many clauses that must not; those of one kind are a part.
bool isGroupInUse(const QueryNode &node)
{
    if (node.kind != Kind::Any || node.negated) {
        return node.kind == Kind::Any;
    }
    const QueryNode &first = node.children.front();
    return first.kind == Kind::Clause && isPart(node, first.clause.kind);
}

template <typename Visit>
void forEachUse(const Query &query, Visit visit)
{
    for (const QueryNode &node : query.root.children) {
        if (node.kind == Kind::Clause) {
            visit(node.clause, node.negated);
        } else if (isGroupInUse(node)) {
            for (const QueryNode &child : node.children) {
                if (child.kind == Kind::Clause) {
                    visit(child.clause, child.negated != node.negated);
                }
            }
        }
    }
}

/// The query as parsing makes it: groups that lost a member are no groups any more.
Query normal(const Query &query)
{
    return parseQuery(queryText(query));
}

Query without(const Query &query, const ClauseTest &drops)
{
    Query out;
    for (QueryNode node : query.root.children) {
        const bool negated = node.negated;
        if (isGroupInUse(node)) {
            std::erase_if(node.children, [&](const QueryNode &child) {
                return child.kind == Kind::Clause && drops(child.clause, child.negated != negated);
            });
        }
        const bool gone = node.kind == Kind::Clause ? drops(node.clause, negated)
                                                    : node.kind == Kind::Any && node.children.empty();
        if (!gone) {
            out.root.children.push_back(std::move(node));
        }
    }
    return normal(out);
}

/// Equal but for the order of what must hold.
bool means(const Query &a, const Query &b)
{
    const std::vector<QueryNode> &left = a.root.children;
    const std::vector<QueryNode> &right = b.root.children;
    return left.size() == right.size() && std::is_permutation(left.begin(), left.end(), right.begin());
}

qsizetype blanksFrom(const QString &text, qsizetype at)
{
    while (at < text.size() && text.at(at).isSpace()) {
        ++at;
    }
    return at;
}

qsizetype blanksBefore(const QString &text, qsizetype at)
{
    while (at > 0 && text.at(at - 1).isSpace()) {
        --at;
    }
    return at;
}

/// Where the OR ends that follows, or begins that precedes; the place itself where there is none.
qsizetype orFrom(const QString &text, qsizetype at)
{
    const qsizetype word = blanksFrom(text, at);
    const bool found = word > at && QStringView(text).sliced(word).startsWith(u"OR") &&
                       (word + 2 == text.size() || text.at(word + 2).isSpace());
    return found ? word + 2 : at;
}

qsizetype orBefore(const QString &text, qsizetype at)
{
    const qsizetype end = blanksBefore(text, at);
    const bool found = end < at && end >= 2 && QStringView(text).first(end).endsWith(u"OR") &&
                       (end == 2 || text.at(end - 3).isSpace());
    return found ? end - 2 : at;
}

struct Stretch
{
    qsizetype start;
    qsizetype end;
};

/// The parentheses right around a stretch, with a minus before them; the stretch itself where there are none.
Stretch withParentheses(const QString &text, Stretch inside)
{
    const qsizetype open = blanksBefore(text, inside.start);
    const qsizetype close = blanksFrom(text, inside.end);
    if (open == 0 || close == text.size() || text.at(open - 1) != QLatin1Char('(') ||
        text.at(close) != QLatin1Char(')')) {
        return inside;
    }
    return {open - 1, close + 1};
}

/// A stretch grown to all that means nothing without it: one OR, or the parentheses that it fills.
Stretch withRemains(const QString &text, Stretch gone)
{
    for (;;) {
        if (const qsizetype end = orFrom(text, gone.end); end != gone.end) {
            return {gone.start, end};
        }
        if (const qsizetype start = orBefore(text, gone.start); start != gone.start) {
            return {start, gone.end};
        }
        const Stretch group = withParentheses(text, gone);
        if (group.start == gone.start) {
            return gone;
        }
        const bool minus = group.start > 0 && text.at(group.start - 1) == QLatin1Char('-');
        gone = {group.start - (minus ? 1 : 0), group.end};
    }
}

/// The text without a stretch, with one blank where it stood between others.
QString cut(const QString &text, Stretch gone)
{
    const QString left = text.first(blanksBefore(text, gone.start));
    const QString right = text.sliced(blanksFrom(text, gone.end));
    const bool apart = !left.isEmpty() && !right.isEmpty() && !left.endsWith(QLatin1Char('(')) &&
                       !right.startsWith(QLatin1Char(')'));
    return left + QLatin1String(apart ? " " : "") + right;
}

Stretch stretchOf(const ClauseSpan &clause)
{
    return {clause.span.start, clause.span.start + clause.span.length};
}

/// The text without parentheses around nothing but one clause, at a place where something was cut out.
QString withoutIdleParentheses(const QString &text, qsizetype place)
{
    const Query query = parseQuery(text);
    for (const ClauseSpan &clause : query.clauses) {
        const Stretch inside = stretchOf(clause);
        const Stretch group = withParentheses(text, inside);
        const bool touched = group.start != inside.start && place >= group.start && place <= group.end;
        const QString tidy = text.first(group.start) + text.sliced(inside.start, inside.end - inside.start) +
                             text.sliced(group.end);
        if (touched && parseQuery(tidy) == query) {
            return tidy;
        }
    }
    return text;
}

bool isNamed(const QString &text, const ClauseSpan &clause, const ClauseTest &drops)
{
    const Query alone = parseQuery(QStringView(text).sliced(clause.span.start, clause.span.length));
    const Clause &named = alone.root.children.front().clause;
    return drops(named, true) || drops(named, false);
}

/// Takes out each clause that drops() names, one after the other, the last one first. One that cannot be cut
/// out without a change to the rest stays.
QString withoutNamed(const QString &text, const ClauseTest &drops)
{
    Query query = parseQuery(text);
    const Query wanted = without(query, drops);
    if (means(query, wanted)) {
        return text;
    }
    QString out = text;
    for (std::size_t i = query.clauses.size(); i-- > 0;) {
        if (i >= query.clauses.size() || !isNamed(out, query.clauses[i], drops)) {
            continue;
        }
        const Stretch gone = withRemains(out, stretchOf(query.clauses[i]));
        const QString shorter = cut(out, gone);
        if (without(parseQuery(shorter), drops) == wanted) {
            out = withoutIdleParentheses(shorter, blanksBefore(out, gone.start));
            query = parseQuery(out);
        }
    }
    return means(query, wanted) ? out : queryText(wanted);
}

/// The first of several texts that means what is wanted, else the query in its one spelling.
QString firstThatMeans(const QStringList &texts, const Query &wanted)
{
    const auto found = std::find_if(texts.begin(), texts.end(),
                                    [&](const QString &text) { return means(parseQuery(text), wanted); });
    return found == texts.end() ? queryText(wanted) : *found;
}

QueryNode clauseNode(const Clause &clause, bool negated)
{
    QueryNode node;
    node.kind = Kind::Clause;
    node.negated = negated;
    node.clause = clause;
    return node;
}

/// Behind all that stands there, or before it where the end is open (`"a phrase`, `a OR`).
QString withPart(const QString &text, const Clause &clause, bool negated)
{
    Query wanted = parseQuery(text);
    wanted.root.children.push_back(clauseNode(clause, negated));
    const QString words = QLatin1String(negated ? "-" : "") + clauseText(clause);
    const QString left = text.first(blanksBefore(text, text.size()));
    return left.isEmpty() ? words
                          : firstThatMeans({left + QLatin1Char(' ') + words, words + QLatin1Char(' ') + text},
                                           normal(wanted));
}

/// As one more alternative to a part of the same kind, the last where there are several.
QString withAlternative(const QString &text, const Clause &clause)
{
    Query wanted = parseQuery(text);
    std::vector<QueryNode> &parts = wanted.root.children;
    const auto part = std::find_if(parts.rbegin(), parts.rend(),
                                   [&](const QueryNode &node) { return isPart(node, clause.kind); });
    if (part == parts.rend()) {
        return withPart(text, clause, false);
    }
    QueryNode group;
    group.kind = Kind::Any;
    group.children = part->kind == Kind::Any ? part->children : std::vector<QueryNode>{*part};
    group.children.push_back(clauseNode(clause, false));
    *part = std::move(group);

    const QString more = QLatin1String(" OR ") + clauseText(clause);
    QStringList texts;
    for (auto each = wanted.clauses.rbegin(); each != wanted.clauses.rend(); ++each) {
        if (each->kind != clause.kind || each->negated) {
            continue;
        }
        const Stretch place = stretchOf(*each);
        const QString longer = text.first(place.end) + more + text.sliced(place.end);
        const QString grouped = text.first(place.start) + QLatin1Char('(') +
                                text.sliced(place.start, place.end - place.start) + more + QLatin1Char(')') +
                                text.sliced(place.end);
        const Stretch grown = withRemains(text, place);
        const bool alone = grown.start == place.start && grown.end == place.end;
        texts += alone ? QStringList{grouped, longer} : QStringList{longer, grouped};
    }
    return firstThatMeans(texts, normal(wanted));
}

bool covers(const Clause &years, int year)
{
    return year >= years.first && year <= years.last;
}

} // namespace

std::optional<FacetValue> venueValue(std::string_view venue)
{
    FacetValue value;
    value.clause.kind = ClauseKind::Venue;
    value.clause.text = foldedText(venue);
    return value.clause.text.empty() ? std::nullopt : std::optional(std::move(value));
}

ClauseUse clauseUse(const Query &query, const FacetValue &value)
{
    ClauseUse use = ClauseUse::None;
    forEachUse(query, [&](const Clause &clause, bool negated) {
        if (clause == value.clause && use != ClauseUse::Excluded) {
            use = negated == value.negated ? ClauseUse::Included : ClauseUse::Excluded;
        }
    });
    return use;
}

ClauseUse yearUse(const Query &query, int year)
{
    bool excluded = false;
    forEachUse(query, [&](const Clause &clause, bool negated) {
        excluded = excluded || (negated && clause.kind == ClauseKind::Year && covers(clause, year));
    });
    if (excluded) {
        return ClauseUse::Excluded;
    }
    ClauseUse use = ClauseUse::None;
    for (const QueryNode &node : query.root.children) {
        if (!isPart(node, ClauseKind::Year)) {
            continue;
        }
        const bool within =
            node.kind == Kind::Clause
                ? covers(node.clause, year)
                : std::any_of(node.children.begin(), node.children.end(),
                              [&](const QueryNode &each) { return covers(each.clause, year); });
        if (!within) {
            return ClauseUse::None;
        }
        use = ClauseUse::Included;
    }
    return use;
}

std::vector<Clause> clausesInUse(const Query &query, ClauseKind kind)
{
    std::vector<Clause> clauses;
    forEachUse(query, [&](const Clause &clause, bool) {
        if (clause.kind == kind && std::find(clauses.begin(), clauses.end(), clause) == clauses.end()) {
            clauses.push_back(clause);
        }
    });
    return clauses;
}

ClauseUse nextUse(ClauseUse use)
{
    return use == ClauseUse::None       ? ClauseUse::Included
           : use == ClauseUse::Included ? ClauseUse::Excluded
                                        : ClauseUse::None;
}

QString withUse(const QString &text, const FacetValue &value, ClauseUse use)
{
    const QString free =
        withoutNamed(text, [&](const Clause &clause, bool) { return clause == value.clause; });
    if (use == ClauseUse::None) {
        return free;
    }
    const bool negated = value.negated == (use == ClauseUse::Included);
    const bool alternative = !negated && areAlternatives(value.clause.kind);
    return alternative ? withAlternative(free, value.clause) : withPart(free, value.clause, negated);
}

QString withYears(const QString &text, std::optional<YearRange> years)
{
    const QString free = withoutNamed(text, [&](const Clause &clause, bool negated) {
        const bool apart = years && negated && (clause.last < years->first || clause.first > years->last);
        return clause.kind == ClauseKind::Year && !apart;
    });
    if (!years) {
        return free;
    }
    Clause clause;
    clause.kind = ClauseKind::Year;
    clause.first = years->first;
    clause.last = years->last;
    return withPart(free, clause, false);
}

} // namespace carrel
