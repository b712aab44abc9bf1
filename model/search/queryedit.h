// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "search/query.h"

#include <QString>

#include <optional>
#include <string_view>
#include <vector>

namespace carrel {

/// What a query says of one value of a facet. Only what narrows the whole query counts: a value that is one
/// of several alternatives of other kinds is not in use.
enum class ClauseUse : quint8 { None, Included, Excluded };

/// One value of a facet: works that a clause finds, or with negated those it does not (`-has:link`).
struct FacetValue
{
    Clause clause;
    bool negated = false;
    friend bool operator==(const FacetValue &, const FacetValue &) = default;
};

struct YearRange
{
    int first = 0; ///< both 0 for works of an unknown year
    int last = 0;
    friend bool operator==(const YearRange &, const YearRange &) = default;
};

/// Exactly this venue, as a list writes it; nothing for a name without letters and digits.
std::optional<FacetValue> venueValue(std::string_view venue);

ClauseUse clauseUse(const Query &query, const FacetValue &value);
/// Whether a year (0: unknown) lies in the years asked for.
ClauseUse yearUse(const Query &query, int year);
/// The clauses of a kind that are in use, in the order of the query, each once.
std::vector<Clause> clausesInUse(const Query &query, ClauseKind kind);

/// What one more click on a value asks for: included, then excluded, then none.
ClauseUse nextUse(ClauseUse use);

// Each changes the text of a query as little as it can: what the reader typed stays as it was typed. Where a
// small change cannot do it, the query is written anew.

/// The text with a value included, excluded or free. Several venues included are alternatives; all else must
/// hold together.
QString withUse(const QString &text, const FacetValue &value, ClauseUse use);
/// The text with these years asked for in place of all others; without a range no years are asked for.
QString withYears(const QString &text, std::optional<YearRange> years);

} // namespace carrel
