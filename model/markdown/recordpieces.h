// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/entry.h"

#include <optional>
#include <string_view>

namespace carrel {

struct ListShape;

/// The year of a date (`2024.05`, `May 2024`, `2024-05-13`, `'24`) that a piece of text begins with or is;
/// 0 for none.
int yearOf(std::string_view text);

/// A piece that is a date and nothing else.
bool isDate(std::string_view piece);

/// Words that may name a venue: few, and one of them an acronym or the like of "Journal".
bool isVenueWords(std::string_view words);

/// What a piece between two separators says of the place or time of publication: `OSDI '24`, `(2015)`,
/// `Nature`. A loose piece stands where a venue is expected: any few words with a year will do.
std::optional<VenueTag> venueOf(std::string_view piece, const ListShape &shape, bool loose);

/// `G. Hinton et al.`, `Jie Zhou, Ganqu Cui and Zhengyan Zhang`. A doubtful piece may as well be the rest of
/// a title: initials or many names are asked for.
bool areAuthors(std::string_view piece, bool doubtful);

} // namespace carrel
