// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace carrel {

/// Columns beyond these make no table of papers.
inline constexpr std::size_t kMostColumns = 40;

/// `|---|:---:|`: the line below the header of a table.
bool isDelimiterRow(std::string_view line);

/// The cells of a line of a table, as written; the pipes at both ends are optional.
std::vector<std::string_view> cellsOf(std::string_view line);

/// Follows a text line by line and tells which lines belong to tables. A table ends before whatever begins
/// another block, so none goes on over the begin of a chunk.
class TableTracker final
{
public:
    enum class Line { Other, Delimiter, Row };

    Line take(std::string_view line);
    void reset();

private:
    bool m_inTable = false;
    bool m_maybeHeader = false;
};

} // namespace carrel
