// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalog.h"

#include <string>
#include <string_view>
#include <vector>

namespace carrel {

/// What happened to a work from one version of a list to another, in the order in which it is told.
enum class ChangeKind : quint8 {
    Added,
    Removed,
    Moved,       ///< to another section; a section that was renamed moved nothing
    Renamed,     ///< another title
    Promoted,    ///< a preprint that has a venue now
    LinkGained,  ///< of the title, as are the two below
    LinkChanged, ///< another address
    LinkLost,
    TagChanged ///< any other change of the venue tag
};
inline constexpr std::size_t kChangeKinds = 9;

/// The name of a kind in JSON: "added", "link-gained".
std::string_view changeKindName(ChangeKind kind);

/// One change, as entries of both versions; what changed is read off them.
struct ListChange
{
    ChangeKind kind = ChangeKind::Added;
    quint32 entry = kNone;    ///< of the new version, kNone where the work is not in it
    quint32 oldEntry = kNone; ///< of the old version, kNone where the work was not in it
    friend bool operator==(const ListChange &, const ListChange &) = default;
};

/// Two versions of a list and the changes between them, by kind and then in the order of the list.
struct ListDiff
{
    CatalogPointer before;
    CatalogPointer now;
    std::vector<ListChange> changes;
    /// What each work before is now; kNone where it left or has become a version of another.
    std::vector<quint32> nowOf{};
    /// What each work now was before, the first of several, be it a version of that; kNone where it came.
    std::vector<quint32> beforeOf{};
};

/// The address that an entry's title leads to; empty where it has none. Code and slides are no substitute.
std::string_view titleAddress(const Catalog &catalog, const Entry &entry);

/// The titles of the sections an entry stands in, joined by " > ".
std::string sectionPathText(const Catalog &catalog, const Entry &entry);

/// The title, address, tag or section path that the change is about, before and after; empty where there is
/// none.
std::string oldText(const ListDiff &diff, const ListChange &change);
std::string newText(const ListDiff &diff, const ListChange &change);

} // namespace carrel
