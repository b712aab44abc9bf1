// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/libraryjoin.h"

#include <optional>
#include <utility>

namespace carrel {

namespace {

/// The version of the list that was seen before, among the lists that the library knows; the one seen last
/// where there are several.
std::optional<ListSnapshot> findPrevious(const LibraryWorks &library, const ListSnapshot &now,
                                         LibraryJoin &join)
{
    for (const StoredList &list : library.lists) {
        if (list.snapshot == join.snapshot) {
            join.list = list.row;
            return now;
        }
    }
    for (const StoredList &list : library.lists) {
        std::optional<ListSnapshot> before = ListSnapshot::fromBytes(list.snapshot);
        if (before && isVersionOf(now, *before)) {
            join.list = list.row;
            join.listChanged = true;
            return before;
        }
    }
    return std::nullopt;
}

void markListed(LibraryWorks &library, qint64 list)
{
    auto work = library.works.begin();
    for (const Listing &listing : library.listings) {
        while (work != library.works.end() && work->row < listing.workRow) {
            ++work;
        }
        if (work != library.works.end() && work->row == listing.workRow) {
            work->listed = work->listed || listing.listRow == list;
        }
    }
}

} // namespace

LibraryJoin joinLibrary(LibraryWorks library, const Catalog &catalog)
{
    LibraryJoin join;
    const ListKeys keys = listKeys(catalog);
    const ListSnapshot now = snapshotOf(catalog, keys);
    join.snapshot = now.toBytes();
    const std::optional<ListSnapshot> previous = findPrevious(library, now, join);
    markListed(library, join.list);
    Reconciliation found = reconcile(library, catalog, keys, previous ? &*previous : nullptr);
    join.unseen = unseenKeys(library, catalog, found.matches);
    for (quint32 work = 0; work < found.matches.size(); ++work) {
        if (isSameWork(found.matches[work]) && !library.works[work].listed) {
            join.newlyListed.push_back(work);
        } else if (found.matches[work].step == MatchStep::None && library.works[work].listed) {
            join.gone.push_back(work);
        }
    }
    join.matches = std::move(found.matches);
    join.splits = std::move(found.splits);
    join.library = std::move(library);
    return join;
}

} // namespace carrel
