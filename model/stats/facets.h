// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalog.h"

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

// Each counts works out of a set of distinct ones: those that a clause on this venue, year, kind or section
// would leave of them. A work counts under each venue, year and section of its entries, once. To follow the
// other filters, a facet is given the works that match without the clauses of its own kind.

/// The most frequent first, then by name; works without a venue are not told.
std::vector<VenueCount> countVenues(const Catalog &catalog, std::span<const quint32> works);
/// Rising, the unknown year first.
std::vector<YearCount> countYears(const Catalog &catalog, std::span<const quint32> works);
KindCounts countKinds(const Catalog &catalog, std::span<const quint32> works);
/// One number a section of the catalog: the works in it and below. Takes time for the works and the sections.
std::vector<quint32> countSections(const Catalog &catalog, std::span<const quint32> works);

} // namespace carrel
