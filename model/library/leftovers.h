// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/entryplaces.h"
#include "library/titleparts.h"
#include "library/workidentity.h"

#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace carrel {

/// The venue is none, or that of a paper that is not published yet: arXiv, under review.
bool isPreprint(std::string_view venue);

/// What speaks for and against two papers of different title and address being one.
struct Likeness
{
    double ratio = 0;
    bool sameName = false;     ///< a name that no third paper has
    bool otherName = false;    ///< both have names, and these are not alike
    bool otherNumbers = false; ///< HexGen and HexGen-2
    bool otherWords = false;   ///< each has a word of weight that the other lacks
    bool otherId = false;      ///< different ids of one kind
    bool otherVenue = false;   ///< both are published, at different venues
    bool otherYear = false;    ///< the later one is older, or much younger
    bool samePlace = false;    ///< both stand between the same neighbours
};

/// How alike the titles must be, in the light of all else but ratio and otherWords; nothing where no likeness
/// is enough.
std::optional<double> wantedRatio(const Likeness &likeness);
/// Whether that is enough. A wrong match is worse than none.
bool isSamePaper(const Likeness &likeness);

/// A work of the library that was in the list before and is not found, and where it has gone.
using LeftoverMatch = std::pair<quint32, quint32>; ///< work of the library, work of the catalog

/// The last step of the cascade: works of the library that left the list in this update (by number), against
/// works of the catalog that came with it. Each is matched at most once, and only where there is no second
/// choice.
std::vector<LeftoverMatch> matchLeftovers(const LibraryWorks &library, std::span<const quint32> left,
                                          const Catalog &catalog, const std::vector<bool> &newWorks,
                                          const EntryPlaces &places);

} // namespace carrel
