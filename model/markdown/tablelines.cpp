// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/tablelines.h"

#include "markdown/linescan.h"

#include <algorithm>

namespace carrel {

namespace {

constexpr std::size_t kMostDelimiterBytes = 2048;

/// What would be a block of its own: heading, quote, bullet (typed without its blank as well), number.
bool beginsBlock(std::string_view text)
{
    const char first = text.front();
    const std::string_view behind = text.substr(1);
    if (first == '-' || first == '*' || first == '+') {
        return behind.empty() || behind[0] == ' ' || behind[0] == '\t' || behind[0] == '[' ||
               behind[0] == '\xC2';
    }
    const bool digit = first >= '0' && first <= '9';
    const std::size_t digits = digit ? text.find_first_not_of("0123456789") : 0;
    const bool numbered = digits > 0 && digits != std::string_view::npos &&
                          (text.substr(digits).starts_with(". ") || text.substr(digits).starts_with(") "));
    return first == '#' || first == '>' || numbered || text.starts_with("\u2022");
}

} // namespace

bool isDelimiterRow(std::string_view line)
{
    const std::size_t pipe = line.find('|');
    return line.size() <= kMostDelimiterBytes && pipe != std::string_view::npos &&
           line.find('-') != std::string_view::npos &&
           line.find_first_not_of(" \t|:-") == std::string_view::npos &&
           static_cast<std::size_t>(
               std::count(line.begin() + static_cast<std::ptrdiff_t>(pipe), line.end(), '|')) <= kMostColumns;
}

std::vector<std::string_view> cellsOf(std::string_view line)
{
    const auto trimmed = [](std::string_view text) {
        text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
        return text.substr(0, text.find_last_not_of(" \t") + 1);
    };
    line = trimmed(line);
    line.remove_prefix(line.starts_with('|') ? 1 : 0);
    line.remove_suffix(line.ends_with('|') ? 1 : 0);
    std::vector<std::string_view> cells;
    for (std::size_t start = 0; start <= line.size() && cells.size() <= kMostColumns;) {
        const std::size_t end = std::min(line.find('|', start), line.size());
        cells.push_back(trimmed(line.substr(start, end - start)));
        start = end + 1;
    }
    return cells;
}

TableTracker::Line TableTracker::take(std::string_view line)
{
    const std::size_t text = firstText(line);
    if (text == std::string_view::npos || beginsBlock(line.substr(text)) ||
        line.find('|', text) == std::string_view::npos) {
        reset();
        return Line::Other;
    }
    if (m_maybeHeader && !m_inTable && isDelimiterRow(line)) {
        m_inTable = true;
        return Line::Delimiter;
    }
    m_maybeHeader = true;
    return m_inTable ? Line::Row : Line::Other;
}

void TableTracker::reset()
{
    m_inTable = false;
    m_maybeHeader = false;
}

} // namespace carrel
