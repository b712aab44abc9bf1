// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "search/searchindex.h"

#include <array>
#include <span>
#include <string>
#include <vector>

namespace carrel {

struct VenueCount
{
    std::string venue; ///< as the list writes it
    quint32 works;
};

struct YearCount
{
    int year; ///< 0: unknown
    quint32 works;
};

enum class FacetKind : quint8 { Survey, Code, Pdf, NoLink };
inline constexpr std::size_t kFacetKinds = 4;
using KindCounts = std::array<quint32, kFacetKinds>;

/// A set of works in consecutive stretches, as QueryMatches has it.
using WorkSets = std::span<const WorkSet>;

// Each counts works out of a set of them: those that a clause on this venue, year, kind or section would
// leave. A work counts under each venue, year and section of its entries, once. To follow the other filters,
// a facet is given the works that match without the clauses of its own kind.

/// The most frequent first, then by name; works without a venue are not told.
std::vector<VenueCount> countVenues(const SearchIndex &index, WorkSets works);
/// Rising, the unknown year first.
std::vector<YearCount> countYears(const SearchIndex &index, WorkSets works);
KindCounts countKinds(const SearchIndex &index, WorkSets works);
/// One number a section of the catalog: the works in it and below. Takes time for the works and the sections.
std::vector<quint32> countSections(const SearchIndex &index, WorkSets works);

} // namespace carrel
