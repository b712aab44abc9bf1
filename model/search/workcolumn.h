// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <vector>

namespace carrel {

/// The orders that a table of works can stand in. Unknown values come last in both directions. BestMatch and
/// those behind it have no column: they depend on the query, and on what the reader said.
enum class PaperOrder : quint8 { List, Title, Venue, Year, Links, Section, BestMatch, Bookmarked, Rating };

/// True for the orders that SearchIndex has a column for.
constexpr bool hasColumn(PaperOrder order)
{
    return order != PaperOrder::List && order < PaperOrder::BestMatch;
}

/// True for the orders that follow from the reader's marks.
constexpr bool isByMarks(PaperOrder order)
{
    return order > PaperOrder::BestMatch;
}

/// One small number a work, rising as a table sorted by it shows them; `size` itself stands for unknown.
struct WorkColumn
{
    std::vector<quint32> values;
    quint32 size = 0;
};

/// Sorts works by a column; those of equal value keep the order they have, in both directions.
void sortByColumn(std::vector<quint32> &works, const WorkColumn &column, bool descending);

} // namespace carrel
