// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/libraryjoin.h"

#include <optional>
#include <utility>

namespace carrel {

namespace {

struct PreviousList
{
    std::optional<ListSnapshot> list;
    std::optional<EntryPlaces> places; ///< where they had to be made
};

/// The version of the list that was seen before, among the lists that the library knows; the one seen last
/// where there are several.
void findPrevious(const LibraryWorks &library, const ListSnapshot &now, LibraryJoin &join,
                  PreviousList &previous)
{
    for (const StoredList &list : library.lists) {
        if (list.snapshot == join.snapshot) {
            join.list = list.row;
            previous.list = now;
            return;
        }
    }
    for (const StoredList &list : library.lists) {
        previous.list = ListSnapshot::fromBytes(list.snapshot);
        if (!previous.list) {
            continue;
        }
        previous.places.emplace(previous.list->titles, now.titles);
        if (isVersionOf(now, previous.places->now(), *previous.list, previous.places->before())) {
            join.list = list.row;
            join.listChanged = true;
            return;
        }
    }
    previous.places.reset();
    previous.list.reset();
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
    if (library.works.empty() && library.lists.empty()) {
        join.snapshot = snapshotBytes(catalog);
        join.library = std::move(library);
        return join;
    }
    const ListKeys keys = listKeys(catalog);
    const ListSnapshot now = snapshotOf(catalog, keys);
    join.snapshot = now.toBytes();
    PreviousList previous;
    findPrevious(library, now, join, previous);
    markListed(library, join.list);
    Reconciliation found = reconcile(library, catalog, keys, previous.list ? &*previous.list : nullptr,
                                     previous.places ? &*previous.places : nullptr);
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
