// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/workstate.h"

#include <QString>
#include <QStringView>

#include <string>
#include <vector>

namespace carrel {

/// One word (or phrase) that must stand somewhere in a work.
struct QueryTerm
{
    std::string folded; ///< as foldedText() makes it, never empty
};

/// A clause on what the reader said of a work, such as is:unread.
struct MarkClause
{
    bool WorkState::*mark;
    bool value;
    friend bool operator==(const MarkClause &, const MarkClause &) = default;
};

/// What the reader typed, understood. Parsing never fails: what is no clause is text.
struct Query
{
    std::vector<QueryTerm> terms;  ///< all must be found
    std::vector<MarkClause> marks; ///< all must hold
    bool isEmpty() const { return terms.empty() && marks.empty(); }
};

Query parseQuery(QStringView text);

/// A stretch of a text, in UTF-16 units, as QString counts.
struct TextSpan
{
    qsizetype start;
    qsizetype length;
};

/// Where the terms of the query stand in a text that is shown: sorted, without overlap.
std::vector<TextSpan> matchSpans(QStringView text, const Query &query);

} // namespace carrel
