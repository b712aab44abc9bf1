// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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

/// What the reader typed, understood. Parsing never fails: what is no clause is text.
struct Query
{
    std::vector<QueryTerm> terms; ///< all must be found
    bool isEmpty() const { return terms.empty(); }
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
