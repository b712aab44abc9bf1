// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalog.h"

#include <functional>
#include <string_view>
#include <vector>

namespace carrel {

/// A hash that is the same on every machine and in every version, since it is stored.
quint64 identityHash(std::string_view text);
inline constexpr quint64 kNoTitle = 0;

/// What the works of a catalog are known by, as hashes that find; the texts themselves decide.
struct ListKeys
{
    struct Id
    {
        quint64 hash;
        quint32 entry;
        quint32 link; ///< of the catalog, to read the id again
    };
    std::vector<quint64> titles; ///< of titleIdentity(), one an entry; kNoTitle for none
    std::vector<Id> ids;         ///< canonical ids of the entries' own links, in list order
};

ListKeys listKeys(const Catalog &catalog);

/// Tells the title of each entry and behind it the entry's ids, in list order, one at a time: a long list has
/// more of them than should be held without need.
void visitKeys(const Catalog &catalog, const std::function<void(quint64)> &title,
               const std::function<void(const ListKeys::Id &)> &id);

/// The canonical id of one link of the catalog.
std::string idText(const Catalog &catalog, const ListKeys::Id &id);

} // namespace carrel
