// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "search/engine/workset.h"

#include <QtGlobal>

#include <algorithm>
#include <limits>
#include <memory>
#include <vector>

namespace carrel {

/// The orders that a table of works can stand in. Unknown values come last in both directions. BestMatch and
/// those behind it have no column: they depend on the query, and on what the reader said.
enum class PaperOrder : quint8 {
    List,
    Title,
    Venue,
    Year,
    Links,
    Section,
    Lists,
    Authors,
    BestMatch,
    Bookmarked,
    Rating,
    Added
};

/// True for the orders that SearchIndex has a column for.
constexpr bool hasColumn(PaperOrder order)
{
    return order != PaperOrder::List && order < PaperOrder::BestMatch;
}

/// True for the orders that follow from the states of works: the reader's marks, their ages.
constexpr bool isByMarks(PaperOrder order)
{
    return order > PaperOrder::BestMatch;
}

/// Numbers of two bytes where all fit, else of four.
class ColumnValues final
{
public:
    ColumnValues() = default;
    /// So many zeros; no number will be greater than the greatest.
    ColumnValues(std::size_t count, quint32 greatest)
        : m_narrow(greatest <= kGreatestNarrow ? count : 0)
        , m_wide(greatest <= kGreatestNarrow ? 0 : count)
    {
    }

    std::size_t size() const { return m_narrow.size() + m_wide.size(); }
    quint32 operator[](std::size_t place) const { return m_wide.empty() ? m_narrow[place] : m_wide[place]; }
    void set(std::size_t place, quint32 value)
    {
        if (m_wide.empty()) {
            m_narrow[place] = static_cast<quint16>(value);
        } else {
            m_wide[place] = value;
        }
    }

    /// act(numbers) with the vector of all, for loops that are fast only where their width is known.
    template <typename Act>
    auto visit(Act act) const
    {
        return m_wide.empty() ? act(m_narrow) : act(m_wide);
    }

private:
    static constexpr quint32 kGreatestNarrow = std::numeric_limits<quint16>::max();

    std::vector<quint16> m_narrow;
    std::vector<quint32> m_wide;
};

/// One small number a work, rising as a table sorted by it shows them; `size` itself stands for unknown.
struct WorkColumn
{
    ColumnValues values;
    quint32 size = 0;
};

/// All works in the order of a column, for when there are many to be put into it.
struct WorkOrder
{
    explicit WorkOrder(const WorkColumn &column);

    std::shared_ptr<const std::vector<quint32>> works;
    WorkSet equalsPrevious; ///< rows with the value of the row above
    quint32 known = 0;      ///< rows with a value; those behind have none
};

/// Calls visit(work) for all works; those of equal value stand as in the list, in both directions.
template <typename Visit>
void forEachInOrder(const WorkOrder &order, bool descending, Visit visit)
{
    const std::vector<quint32> &works = *order.works;
    quint32 row = 0;
    if (descending) {
        for (quint32 end = order.known; end > 0;) {
            quint32 first = end - 1;
            while (order.equalsPrevious.contains(first)) {
                --first;
            }
            std::for_each(works.begin() + first, works.begin() + end, visit);
            end = first;
        }
        row = order.known;
    }
    std::for_each(works.begin() + row, works.end(), visit);
}

/// Sorts works by a column; those of equal value keep the order they have, in both directions.
void sortByColumn(std::vector<quint32> &works, const WorkColumn &column, bool descending);

} // namespace carrel
