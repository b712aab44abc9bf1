// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/libraryjoin.h"

#include "base/poolwork.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <tuple>
#include <utility>

namespace carrel {

namespace {

/// One list of the catalog while it is joined.
struct JoinedList
{
    explicit JoinedList(const Catalog &list)
        : catalog(list)
    {
    }

    const Catalog &catalog;
    quint32 firstEntry = 0; ///< in the catalog of all lists
    ListKeys keys;
    ListSnapshot now;
    ListJoin join;
    /// The version that was seen before, the list that it was seen as, and where that had to be made the
    /// places of its titles.
    std::optional<ListSnapshot> previous;
    qint64 seenAs = 0;
    std::optional<EntryPlaces> places;
};

std::vector<JoinedList> listsOf(const Catalog &catalog)
{
    std::vector<JoinedList> lists;
    for (const CatalogList &each : catalog.lists()) {
        lists.emplace_back(each.catalog == nullptr ? catalog : *each.catalog);
        lists.back().firstEntry = each.entries.first;
        lists.back().join.source = each.origin.source;
    }
    if (lists.empty()) {
        lists.emplace_back(catalog);
    }
    return lists;
}

/// Tells which of the lists that the library has seen the lists at hand are: by source, else by what they
/// hold. A list with a source is never taken for one with another, however alike they are: one may have come
/// from the other.
class ListFinder final
{
public:
    ListFinder(const LibraryWorks &library, std::vector<JoinedList> &lists)
        : m_library(library)
        , m_lists(lists)
        , m_taken(library.lists.size())
    {
    }

    void find()
    {
        findAll([this](JoinedList &list, const StoredList &stored) { return findBySource(list, stored); });
        findAll([this](JoinedList &list, const StoredList &stored) { return findSame(list, stored); });
        findAll([this](JoinedList &list, const StoredList &stored) { return findVersion(list, stored); });
    }

private:
    template <typename Finds>
    void findAll(Finds finds)
    {
        for (JoinedList &list : m_lists) {
            for (std::size_t i = 0; i < m_taken.size() && list.seenAs == 0; ++i) {
                if (!m_taken[i] && finds(list, m_library.lists[i])) {
                    m_taken[i] = true;
                    list.seenAs = m_library.lists[i].row;
                }
            }
        }
    }

    static bool mayBe(const JoinedList &list, const StoredList &stored)
    {
        return stored.source.isEmpty() || list.join.source.isEmpty();
    }

    static void claim(JoinedList &list, const StoredList &stored)
    {
        list.join.row = stored.row;
        list.join.changed = stored.snapshot != list.join.snapshot ||
                            (!list.join.source.isEmpty() && stored.source != list.join.source);
    }

    static bool findBySource(JoinedList &list, const StoredList &stored)
    {
        if (stored.source.isEmpty() || stored.source != list.join.source) {
            return false;
        }
        list.previous =
            stored.snapshot == list.join.snapshot ? list.now : ListSnapshot::fromBytes(stored.snapshot);
        claim(list, stored);
        return true;
    }

    static bool findSame(JoinedList &list, const StoredList &stored)
    {
        if (!mayBe(list, stored) || stored.snapshot != list.join.snapshot) {
            return false;
        }
        list.previous = list.now;
        claim(list, stored);
        return true;
    }

    /// A file that is a version of one of the reader's lists is shown as that, but does not take its place.
    static bool findVersion(JoinedList &list, const StoredList &stored)
    {
        list.previous = mayBe(list, stored) ? ListSnapshot::fromBytes(stored.snapshot) : std::nullopt;
        if (!list.previous) {
            return false;
        }
        list.places.emplace(list.previous->titles, list.now.titles);
        if (isVersionOf(list.now, list.places->now(), *list.previous, list.places->before())) {
            if (stored.source.isEmpty()) {
                claim(list, stored);
            }
            return true;
        }
        list.places.reset();
        list.previous.reset();
        return false;
    }

    const LibraryWorks &m_library;
    std::vector<JoinedList> &m_lists;
    std::vector<bool> m_taken; ///< of the library's lists
};

/// Works that were seen in one of the lists for which isOne() says yes.
template <typename IsOne>
std::vector<bool> worksSeenIn(const LibraryWorks &library, IsOne isOne)
{
    std::vector<bool> seen(library.works.size());
    std::size_t work = 0;
    for (const Listing &listing : library.listings) {
        while (work < seen.size() && library.works[work].row < listing.workRow) {
            ++work;
        }
        if (work < seen.size() && library.works[work].row == listing.workRow) {
            seen[work] = seen[work] || isOne(listing.listRow);
        }
    }
    return seen;
}

/// The firmest first.
int rankOf(const WorkMatch &match)
{
    constexpr int kLast = 4;
    switch (match.step) {
    case MatchStep::Title:
        return 0;
    case MatchStep::Id:
        return 1;
    case MatchStep::Alike:
        return 2;
    case MatchStep::Nested:
        return 3;
    case MatchStep::None:
        break;
    }
    return kLast;
}

/// Joins the lists of a catalog one after the other and brings together what they find.
class Joiner final
{
public:
    Joiner(LibraryWorks library, const Catalog &catalog)
        : m_catalog(catalog)
        , m_lists(listsOf(catalog))
    {
        m_join.library = std::move(library);
    }

    LibraryJoin run(const QStringList &absent)
    {
        if (m_join.library.works.empty() && m_join.library.lists.empty()) {
            for (JoinedList &list : m_lists) {
                list.join.snapshot = snapshotBytes(list.catalog);
                m_join.lists.push_back(std::move(list.join));
            }
            return std::move(m_join);
        }
        forEachInPool(m_lists.size(), [this](std::size_t number) {
            JoinedList &list = m_lists[number];
            list.keys = listKeys(list.catalog);
            list.now = snapshotOf(list.catalog, list.keys);
            list.join.snapshot = list.now.toBytes();
        });
        ListFinder(m_join.library, m_lists).find();
        m_seen.resize(m_join.library.works.size());
        for (JoinedList &list : m_lists) {
            joinList(list);
        }
        settleSplits();
        findUnseen();
        findGone(absent);
        return std::move(m_join);
    }

private:
    void joinList(JoinedList &list);
    void addMatch(quint32 libraryWork, const WorkMatch &match);
    quint32 workHere(const JoinedList &list, quint32 work) const;
    void settleSplits();
    void findUnseen();
    void findGone(const QStringList &absent);

    const Catalog &m_catalog;
    std::vector<JoinedList> m_lists;
    LibraryJoin m_join;
    std::vector<bool> m_seen; ///< works of the library that were seen in any of the lists
};

void Joiner::joinList(JoinedList &list)
{
    LibraryWorks &library = m_join.library;
    const std::vector<bool> seen = worksSeenIn(library, [&list](qint64 row) { return row == list.seenAs; });
    for (quint32 work = 0; work < seen.size(); ++work) {
        library.works[work].listed = seen[work];
        m_seen[work] = m_seen[work] || seen[work];
    }
    Reconciliation found =
        reconcile(library, list.catalog, list.keys, list.previous ? &*list.previous : nullptr,
                  list.places ? &*list.places : nullptr);
    for (quint32 work = 0; work < found.matches.size(); ++work) {
        if (isSameWork(found.matches[work]) && !(seen[work] && list.join.row != 0)) {
            list.join.newlyListed.push_back(work);
        }
    }
    if (!m_catalog.hasSeveralLists()) {
        m_join.matches = std::move(found.matches);
        m_join.splits = std::move(found.splits);
    } else {
        m_join.matches.resize(found.matches.size());
        for (quint32 work = 0; work < found.matches.size(); ++work) {
            const WorkMatch &match = found.matches[work];
            if (match.step != MatchStep::None) {
                addMatch(work, {workHere(list, match.work), match.step});
            }
        }
        for (const SplitWork &split : found.splits) {
            m_join.splits.push_back({split.libraryWork, workHere(list, split.other)});
        }
    }
    m_join.lists.push_back(std::move(list.join));
}

/// Several lists may know a work under names that nothing but the library brings together: it stands for all
/// of them then. A related work counts only where there is none that is the same.
void Joiner::addMatch(quint32 libraryWork, const WorkMatch &match)
{
    WorkMatch &firmest = m_join.matches[libraryWork];
    if (firmest.work == match.work || firmest.step == MatchStep::None) {
        firmest = rankOf(match) < rankOf(firmest) ? match : firmest;
        return;
    }
    WorkMatch other = match;
    if (rankOf(match) < rankOf(firmest)) {
        std::swap(firmest, other);
    }
    if (isSameWork(other)) {
        m_join.further.push_back({libraryWork, other});
    }
}

quint32 Joiner::workHere(const JoinedList &list, quint32 work) const
{
    return m_catalog.entry(list.firstEntry + list.catalog.work(work).entries.front()).work;
}

/// What a list could not tell another one may.
void Joiner::settleSplits()
{
    if (!m_catalog.hasSeveralLists()) {
        return;
    }
    std::vector<LibraryJoin::Further> &further = m_join.further;
    const auto key = [](const LibraryJoin::Further &each) {
        return std::tuple(each.libraryWork, each.match.work);
    };
    std::sort(further.begin(), further.end(), [&](const auto &a, const auto &b) { return key(a) < key(b); });
    further.erase(std::unique(further.begin(), further.end(),
                              [&](const auto &a, const auto &b) { return key(a) == key(b); }),
                  further.end());
    std::erase_if(further, [this](const LibraryJoin::Further &each) {
        return m_join.matches[each.libraryWork].work == each.match.work;
    });
    std::vector<bool> owned(m_catalog.workCount());
    for (const WorkMatch &match : m_join.matches) {
        if (isSameWork(match)) {
            owned[match.work] = true;
        }
    }
    for (const LibraryJoin::Further &each : further) {
        owned[each.match.work] = true;
    }
    std::vector<SplitWork> &splits = m_join.splits;
    std::erase_if(splits, [&owned](const SplitWork &split) { return owned[split.other]; });
    const auto order = [](const SplitWork &each) { return std::tuple(each.libraryWork, each.other); };
    std::sort(splits.begin(), splits.end(),
              [&](const auto &a, const auto &b) { return order(a) < order(b); });
    splits.erase(std::unique(splits.begin(), splits.end()), splits.end());
}

void Joiner::findUnseen()
{
    m_join.unseen = unseenKeys(m_join.library, m_catalog, m_join.matches);
    if (m_join.further.empty()) {
        return;
    }
    std::vector<WorkMatch> others(m_join.matches.size());
    for (const LibraryJoin::Further &each : m_join.further) {
        others[each.libraryWork] = each.match;
    }
    for (UnseenKeys &added : unseenKeys(m_join.library, m_catalog, others)) {
        const auto known = std::lower_bound(
            m_join.unseen.begin(), m_join.unseen.end(), added.libraryWork,
            [](const UnseenKeys &each, quint32 libraryWork) { return each.libraryWork < libraryWork; });
        if (known == m_join.unseen.end() || known->libraryWork != added.libraryWork) {
            m_join.unseen.insert(known, std::move(added));
        } else {
            std::move(added.keys.begin(), added.keys.end(), std::back_inserter(known->keys));
        }
    }
}

void Joiner::findGone(const QStringList &absent)
{
    const LibraryWorks &library = m_join.library;
    std::vector<qint64> rows;
    for (const StoredList &list : library.lists) {
        if (!list.source.isEmpty() && absent.contains(list.source)) {
            rows.push_back(list.row);
        }
    }
    std::vector<bool> elsewhere;
    if (!rows.empty()) {
        elsewhere = worksSeenIn(
            library, [&rows](qint64 row) { return std::find(rows.begin(), rows.end(), row) != rows.end(); });
    }
    for (quint32 work = 0; work < m_join.matches.size(); ++work) {
        if (m_join.matches[work].step == MatchStep::None && m_seen[work] &&
            (elsewhere.empty() || !elsewhere[work])) {
            m_join.gone.push_back(work);
        }
    }
}

} // namespace

LibraryJoin joinLibrary(LibraryWorks library, const Catalog &catalog, const QStringList &absent)
{
    return Joiner(std::move(library), catalog).run(absent);
}

} // namespace carrel
