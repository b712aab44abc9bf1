// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/entryplaces.h"
#include "library/listsnapshot.h"
#include "library/workidentity.h"

#include <vector>

namespace carrel {

/// How a work of the library was found in a catalog, the firmest first.
enum class MatchStep : quint8 {
    None,   ///< it is not in the catalog
    Title,  ///< equal normal title
    Id,     ///< equal canonical id under a title that is no stranger, or that is new in this update
    Nested, ///< one is a version nested below the other: related, but not all that is said of one holds for
            ///< the other
    Alike,  ///< it left the list as this one came, and both are alike enough
};

struct WorkMatch
{
    quint32 work = kNone; ///< of the catalog
    MatchStep step = MatchStep::None;
    friend bool operator==(const WorkMatch &, const WorkMatch &) = default;
};

/// The same work, not one that is related to it.
constexpr bool isSameWork(const WorkMatch &match)
{
    return match.step != MatchStep::None && match.step != MatchStep::Nested;
}

/// A work of the library that was one and whose titles are two works of the catalog now: what it says was
/// left with the first, and only the reader knows whether it holds for the second.
struct SplitWork
{
    quint32 libraryWork;
    quint32 other; ///< work of the catalog
    friend bool operator==(const SplitWork &, const SplitWork &) = default;
};

struct Reconciliation
{
    std::vector<WorkMatch> matches; ///< one a work of the library; several may be one work of the catalog
    std::vector<SplitWork> splits;
};

/// Where each work of the library stands in the catalog. A pure function of its values, whole list at a time:
/// each step looks only at the works that the steps before it left. keys are the catalog's; previous is the
/// version of the same list that was seen before this one, null where there was none: it tells which titles
/// are new and which works have just left. places are those of previous and keys, where they are made
/// already; owned are the works of the catalog that are known to be others already, where there are such.
Reconciliation reconcile(const LibraryWorks &library, const Catalog &catalog, const ListKeys &keys,
                         const ListSnapshot *previous, const EntryPlaces *places = nullptr,
                         std::vector<bool> owned = {});

/// What a work of the library was not yet known by.
struct UnseenKeys
{
    quint32 libraryWork;
    std::vector<IdentityKey> keys;
};

/// The keys that the catalog adds to the works found in it. Nested versions teach nothing: should the two
/// part again, each keeps its own marks.
std::vector<UnseenKeys> unseenKeys(const LibraryWorks &library, const Catalog &catalog,
                                   const std::vector<WorkMatch> &matches);

} // namespace carrel
