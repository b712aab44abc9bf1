// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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
};

struct WorkMatch
{
    quint32 work = kNone; ///< of the catalog
    MatchStep step = MatchStep::None;
    friend bool operator==(const WorkMatch &, const WorkMatch &) = default;
};

/// Where each work of the library stands in the catalog; several may be one work there. A pure function of
/// its values, whole list at a time: each step looks only at the works that the steps before it left.
/// previous is the catalog that this one takes the place of, null where there was none: it tells which titles
/// are new.
std::vector<WorkMatch> reconcile(const LibraryWorks &library, const Catalog &catalog,
                                 const Catalog *previous);

/// What a work of the library was not yet known by.
struct UnseenKeys
{
    quint32 libraryWork;
    std::vector<IdentityKey> keys;
};

/// The keys that the catalog adds to the works found by title or id. Nested versions teach nothing: should
/// the two part again, each keeps its own marks.
std::vector<UnseenKeys> unseenKeys(const LibraryWorks &library, const Catalog &catalog,
                                   const std::vector<WorkMatch> &matches);

} // namespace carrel
