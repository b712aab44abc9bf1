// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/query.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <unordered_set>
#include <utility>

namespace carrel {

namespace {

using Kind = QueryNode::Kind;

/// Deeper parentheses are text: nothing that people write, and each level is a call.
constexpr int kMostNesting = 32;

QString nodeText(const QueryNode &node);

QString childrenText(const QueryNode &node)
{
    const QLatin1String between(node.kind == Kind::Any ? " OR " : " ");
    QString text;
    for (const QueryNode &child : node.children) {
        const bool grouped = child.kind == Kind::All && !child.negated;
        text += text.isEmpty() ? QString() : QString(between);
        text += grouped ? QLatin1Char('(') + nodeText(child) + QLatin1Char(')') : nodeText(child);
    }
    return text;
}

QString nodeText(const QueryNode &node)
{
    const QLatin1String sign(node.negated ? "-" : "");
    if (node.kind == Kind::Clause) {
        return sign + clauseText(node.clause);
    }
    if (node.kind == Kind::Text) {
        const bool phrase = node.folded.find(' ') != std::string::npos;
        const QString text = toQString(node.folded);
        return phrase ? sign + QLatin1Char('"') + text + QLatin1Char('"') : sign + text;
    }
    return node.negated ? QLatin1String("-(") + childrenText(node) + QLatin1Char(')') : childrenText(node);
}

void dropDoubles(std::vector<QueryNode> &nodes)
{
    std::unordered_set<std::string> known;
    std::erase_if(nodes,
                  [&](const QueryNode &node) { return !known.insert(nodeText(node).toStdString()).second; });
}

bool isPlain(const QueryNode &node, Kind kind)
{
    return node.kind == kind && !node.negated;
}

/// Puts children in the place of each node that is nothing but a group of this kind.
std::vector<QueryNode> flattened(std::vector<QueryNode> nodes, Kind kind)
{
    std::vector<QueryNode> out;
    for (QueryNode &node : nodes) {
        if (isPlain(node, kind)) {
            std::move(node.children.begin(), node.children.end(), std::back_inserter(out));
        } else {
            out.push_back(std::move(node));
        }
    }
    dropDoubles(out);
    return out;
}

QueryNode joined(std::vector<QueryNode> nodes, Kind kind)
{
    nodes = flattened(std::move(nodes), kind);
    if (nodes.size() == 1) {
        return std::move(nodes.front());
    }
    QueryNode node;
    node.kind = kind;
    node.children = std::move(nodes);
    return node;
}

/// What stands in one pair of parentheses: alternatives that all must hold.
class Group final
{
public:
    void add(QueryNode node)
    {
        if (!std::exchange(m_or, false) || m_parts.empty()) {
            m_parts.emplace_back();
        }
        m_parts.back().push_back(std::move(node));
    }
    void addOr() { m_or = true; }

    QueryNode finish()
    {
        std::vector<QueryNode> parts;
        for (std::vector<QueryNode> &alternatives : m_parts) {
            parts.push_back(joined(std::move(alternatives), Kind::Any));
        }
        return joined(std::move(parts), Kind::All);
    }

private:
    std::vector<std::vector<QueryNode>> m_parts;
    bool m_or = false;
};

class QueryParser final
{
public:
    explicit QueryParser(QStringView text)
        : m_text(text)
    {
    }

    QueryNode readGroup(int depth)
    {
        Group group;
        while (m_at < m_text.size()) {
            const QChar c = m_text.at(m_at);
            if (c == QLatin1Char(')')) {
                ++m_at;
                if (depth > 0) {
                    break;
                }
            } else if (c.isSpace()) {
                ++m_at;
            } else {
                readItem(group, depth);
            }
        }
        return group.finish();
    }

    std::vector<ClauseSpan> takeClauses() { return std::move(m_clauses); }
    std::vector<QueryWord> takeWords() { return std::move(m_words); }

private:
    QChar at(qsizetype place) const { return place < m_text.size() ? m_text.at(place) : QChar(u' '); }

    bool standsAfter(QStringView signs) const
    {
        return m_at == 0 || m_text.at(m_at - 1).isSpace() || signs.contains(m_text.at(m_at - 1));
    }

    void readItem(Group &group, int depth)
    {
        const qsizetype start = m_at;
        const bool opens = standsAfter(u"()");
        const bool negated = at(m_at) == QLatin1Char('-') && standsAfter(u"(") && !at(m_at + 1).isSpace() &&
                             at(m_at + 1) != QLatin1Char('-');
        m_at += negated ? 1 : 0;
        const qsizetype wordStart = m_at;
        const bool phrase = isQuote(at(m_at));
        std::optional<QueryNode> node;
        if (at(m_at) == QLatin1Char('(') && (opens || negated) && depth < kMostNesting) {
            ++m_at;
            node = readGroup(depth + 1);
        } else if (phrase) {
            node = textNode(readQuoted());
            m_words.push_back({{wordStart, m_at - wordStart}, true});
        } else if (const QStringView word = readWord(depth); word != u"OR" || negated) {
            node = wordNode(word, start, negated);
            m_words.push_back({{wordStart, m_at - wordStart}, false});
        } else {
            group.addOr();
        }
        const bool empty = node && node->kind == Kind::All && node->children.empty();
        if (node && !empty) {
            node->negated = node->negated != negated;
            group.add(*std::move(node));
        }
    }

    static std::optional<QueryNode> textNode(QStringView text)
    {
        QueryNode node;
        node.kind = Kind::Text;
        node.folded = foldedText(text.toUtf8().toStdString());
        return node.folded.empty() ? std::nullopt : std::optional(std::move(node));
    }

    QStringView readQuoted()
    {
        const qsizetype start = ++m_at;
        while (m_at < m_text.size() && !isQuote(m_text.at(m_at))) {
            ++m_at;
        }
        const QStringView text = m_text.sliced(start, m_at - start);
        m_at = std::min(m_at + 1, m_text.size());
        return text;
    }

    /// Parentheses inside of a word belong to it: `O(1)`.
    QStringView readWord(int depth)
    {
        const qsizetype start = m_at;
        int open = 0;
        for (; m_at < m_text.size(); ++m_at) {
            const QChar c = m_text.at(m_at);
            if (c.isSpace() || isQuote(c) || (c == QLatin1Char(')') && open == 0 && depth > 0)) {
                break;
            }
            open += c == QLatin1Char('(') ? 1 : c == QLatin1Char(')') && open > 0 ? -1 : 0;
        }
        return m_text.sliced(start, m_at - start);
    }

    /// A clause where the word is one, else a text.
    std::optional<QueryNode> wordNode(QStringView word, qsizetype start, bool negated)
    {
        const qsizetype colon = word.indexOf(QLatin1Char(':'));
        const ClauseInfo *info = colon < 0 ? nullptr : findClause(word.first(colon));
        if (info == nullptr) {
            return textNode(word);
        }
        const qsizetype wordStart = m_at - word.size();
        QString value = word.sliced(colon + 1).toString();
        if (isQuote(at(m_at)) && m_at < m_text.size() && (value.isEmpty() || value == QLatin1String("~"))) {
            value += readQuoted();
        }
        std::optional<Clause> clause = readClause(*info, value);
        if (!clause) {
            return textNode(m_text.sliced(wordStart, m_at - wordStart));
        }
        m_clauses.push_back({{start, m_at - start}, clause->kind, negated});
        QueryNode node;
        node.kind = Kind::Clause;
        node.clause = *std::move(clause);
        return node;
    }

    QStringView m_text;
    qsizetype m_at = 0;
    std::vector<ClauseSpan> m_clauses;
    std::vector<QueryWord> m_words;
};

/// Calls visit(node) for each text and clause that is looked for, not for those that must be absent.
void forEachWanted(const QueryNode &node, const std::function<void(const QueryNode &)> &visit)
{
    if (node.negated) {
        return;
    }
    if (node.kind == Kind::Text || node.kind == Kind::Clause) {
        visit(node);
    }
    for (const QueryNode &child : node.children) {
        forEachWanted(child, visit);
    }
}

std::vector<QueryTerm> wantedTerms(const QueryNode &root)
{
    std::vector<QueryTerm> terms;
    std::unordered_set<std::string> known;
    forEachWanted(root, [&](const QueryNode &node) {
        if (node.kind == Kind::Text && known.insert(node.folded).second) {
            terms.push_back({node.folded});
        }
    });
    return terms;
}

/// Words are looked for in the reader's notes too, tags are also the reader's.
bool asksForMarks(const QueryNode &node)
{
    constexpr std::array kWords{ClauseWord::Bookmarked, ClauseWord::Read, ClauseWord::Unread,
                                ClauseWord::Note,       ClauseWord::Gone, ClauseWord::New};
    const bool asks = node.kind == Kind::Clause
                          ? node.clause.kind == ClauseKind::Tag ||
                                std::find(kWords.begin(), kWords.end(), node.clause.word) != kWords.end()
                          : node.kind == Kind::Text;
    return asks || std::any_of(node.children.begin(), node.children.end(), asksForMarks);
}

bool asksForAges(const QueryNode &node)
{
    return (node.kind == Kind::Clause && node.clause.word == ClauseWord::New) ||
           std::any_of(node.children.begin(), node.children.end(), asksForAges);
}

bool asksForSaid(const QueryNode &node)
{
    constexpr std::array kWords{ClauseWord::Bookmarked, ClauseWord::Read, ClauseWord::Note, ClauseWord::Gone};
    const bool asks = node.kind == Kind::Clause &&
                      (node.clause.kind == ClauseKind::Tag ||
                       std::find(kWords.begin(), kWords.end(), node.clause.word) != kWords.end());
    return !node.negated && (asks || std::any_of(node.children.begin(), node.children.end(), asksForSaid));
}

template <typename T>
bool isOnly(const QueryNode &node, T Clause::*what, T value)
{
    if (node.kind == Kind::Text || node.kind == Kind::Clause) {
        return node.kind == Kind::Clause && node.clause.*what == value;
    }
    return std::all_of(node.children.begin(), node.children.end(),
                       [&](const QueryNode &child) { return isOnly(child, what, value); });
}

template <typename T>
Query withoutParts(const Query &query, T Clause::*what, T value)
{
    Query out;
    out.root = query.root;
    std::erase_if(out.root.children, [&](const QueryNode &child) { return isOnly(child, what, value); });
    out.terms = wantedTerms(out.root);
    return out;
}

QueryNode asRoot(QueryNode node)
{
    if (isPlain(node, Kind::All)) {
        return node;
    }
    QueryNode root;
    root.children.push_back(std::move(node));
    return root;
}

} // namespace

Query parseQuery(QStringView text)
{
    QueryParser parser(text);
    Query query;
    query.root = asRoot(parser.readGroup(0));
    query.terms = wantedTerms(query.root);
    query.clauses = parser.takeClauses();
    return query;
}

std::vector<QueryWord> queryWords(QStringView text)
{
    QueryParser parser(text);
    parser.readGroup(0);
    return parser.takeWords();
}

QString queryText(const Query &query)
{
    return nodeText(query.root);
}

bool usesMarks(const Query &query)
{
    return asksForMarks(query.root);
}

bool usesAges(const Query &query)
{
    return asksForAges(query.root);
}

bool findsGone(const Query &query)
{
    return asksForSaid(query.root);
}

Query withoutClauses(const Query &query, ClauseKind kind)
{
    return withoutParts(query, &Clause::kind, kind);
}

Query withoutClauses(const Query &query, ClauseWord word)
{
    return withoutParts(query, &Clause::word, word);
}

} // namespace carrel
