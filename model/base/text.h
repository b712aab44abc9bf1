// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string>
#include <string_view>

namespace carrel {

/// All text of a catalog is UTF-8; these convert at the edge to Qt.
inline QString toQString(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

/// Text in which upper and lower case are the same (UTF-8).
std::string caseFolded(std::string_view utf8);

/// The title as identity sees it: NFKD, case folded, letters and digits only (UTF-8). Empty when none is
/// left.
std::string normalTitle(std::string_view utf8);
void appendNormalTitle(std::string &out, std::string_view utf8);

/// Text as the filter sees it: NFKD without marks, case folded, punctuation and runs of blanks become one
/// blank, invisible characters vanish (UTF-8, no blank at either end).
std::string foldedText(std::string_view utf8);
void appendFoldedText(std::string &out, std::string_view utf8);

/// Likeness of two texts between 0 and 1: twice the matching characters of the longest common blocks, found
/// recursively, through the sum of both lengths (Ratcliff and Obershelp). Characters beyond the 256th are
/// ignored.
double similarity(std::string_view a, std::string_view b);

/// Valid UTF-8 without control characters, bidirectional overrides and zero-width characters, runs of white
/// space as one blank, none at the ends, at most maximum bytes (a longer text is cut between characters and
/// ends with an ellipsis).
std::string displayText(std::string_view utf8, std::size_t maximum);

} // namespace carrel
