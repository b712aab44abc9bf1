// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace carrel {

/// Where the text of a line begins, behind blanks; npos for a blank line. Every line is asked several times,
/// and the library's search calls a function for each byte.
inline std::size_t firstText(std::string_view line)
{
    std::size_t i = 0;
    while (i < line.size() && (line[i] == ' ' || line[i] == '\t')) {
        ++i;
    }
    return i == line.size() ? std::string_view::npos : i;
}

} // namespace carrel
