// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/entry.h"

#include <array>
#include <cstddef>
#include <string_view>

namespace carrel {

inline constexpr std::size_t kMostTitleBytes = 2048;
inline constexpr std::size_t kMostLabelBytes = 256;
inline constexpr std::size_t kMostNoteBytes = 4096;
inline constexpr std::size_t kMostTagBytes = 120;
/// Words of what stands before a colon or a title as its short name.
inline constexpr std::size_t kMostNameWords = 4;

/// Dashes with their blanks, as they part a title from what stands behind it.
inline constexpr std::array<std::string_view, 5> kDashes{" - ", " \u2013 ", " \u2014 ", " \u00B7 ", " -- "};

/// A venue tag with a year.
bool looksLikeTag(std::string_view text);

/// What a tag says; a date is no venue.
VenueTag tagOf(std::string_view text);

/// A title as it is shown: without number, signs, quotes and the full stop behind it.
std::string_view cleanTitle(std::string_view title);

/// Bytes of the colon that text begins with, blanks before it included; 0 for none.
std::size_t colonAt(std::string_view text);

} // namespace carrel
