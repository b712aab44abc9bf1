// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "search/clause.h"

#include <QString>
#include <QStringView>

#include <string>
#include <vector>

namespace carrel {

/// Goes up when a text that could be written before comes to mean something else; kept with each text that is
/// stored.
constexpr int kQueryLanguageVersion = 1;

/// A stretch of a text, in UTF-16 units, as QString counts.
struct TextSpan
{
    qsizetype start;
    qsizetype length;
    friend bool operator==(const TextSpan &, const TextSpan &) = default;
};

/// A part of a query: all or any of its children, a word or phrase, or a clause; or the opposite of it.
struct QueryNode
{
    enum class Kind : quint8 { All, Any, Text, Clause };

    Kind kind = Kind::All;
    bool negated = false;
    std::string folded;              ///< of a text, as foldedText() makes it, never empty
    Clause clause;                   ///< of a clause
    std::vector<QueryNode> children; ///< two at least, but for the root; none twice

    friend bool operator==(const QueryNode &, const QueryNode &) = default;
};

/// One word (or phrase) that is looked for, and so is marked where it stands.
struct QueryTerm
{
    std::string folded; ///< as foldedText() makes it, never empty
};

/// A clause that was recognised, and where in the text as typed it stands, its minus included.
struct ClauseSpan
{
    TextSpan span;
    ClauseKind kind;
    bool negated;
};

/// A word or phrase as typed, clauses included; without its minus.
struct QueryWord
{
    TextSpan span{};
    bool phrase = false;
};

/// What the reader typed, understood. Two queries are equal when they mean the same in the same words,
/// however they were typed.
struct Query
{
    QueryNode root; ///< all of its children must hold; without children it is every work
    std::vector<QueryTerm> terms;
    std::vector<ClauseSpan> clauses; ///< in the order of the text

    bool isEmpty() const { return root.children.empty(); }
    friend bool operator==(const Query &a, const Query &b) { return a.root == b.root; }
};

/// Never fails: what is no clause is text. A minus stands for "not", OR joins what stands on its left and
/// right more closely than blanks do, parentheses group.
Query parseQuery(QStringView text);

/// The words that parseQuery() sees, in the order of the text.
std::vector<QueryWord> queryWords(QStringView text);

/// The query as text, in one spelling: parseQuery() makes an equal query of it.
QString queryText(const Query &query);

/// True where the result depends on the states of works: on what the reader said, as words may stand in
/// notes, or on their ages.
bool usesMarks(const Query &query);
/// True where it depends on the ages of works.
bool usesAges(const Query &query);

/// The query asks for something that the reader said, so that works which left the list answer as well.
bool findsGone(const Query &query);

/// The query without its clauses of one kind: what the values of a facet are counted under. Only those that
/// narrow the whole query go; clauses inside of groups stay, unless the whole group is of that kind.
Query withoutClauses(const Query &query, ClauseKind kind);
/// The same for one word of is: and has:.
Query withoutClauses(const Query &query, ClauseWord word);

} // namespace carrel
