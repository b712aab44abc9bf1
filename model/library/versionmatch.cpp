// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/versionmatch.h"

#include "base/poolwork.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace carrel {

namespace {

/// Entries that a thread looks through at a time.
constexpr std::size_t kShare = 65'536;

/// Their hashes are equal; the texts decide.
bool haveEqualTitles(const Catalog &before, const Entry &old, const Catalog &now, const Entry &entry)
{
    const std::string_view title = now.text(entry.title());
    return (!title.empty() && before.text(old.title()) == title) ||
           titleIdentity(before, old) == titleIdentity(now, entry);
}

/// Pairs works of one entry whose title no other entry of either version has.
class EqualWorks final
{
public:
    EqualWorks(const Catalog &before, const Catalog &now, const EntryPlaces &places)
        : m_before(before)
        , m_now(now)
        , m_places(places.before().onlyPlacesIn(places.now()))
        , m_nowOf(before.workCount(), kNone)
    {
        forEachInPool((m_places.size() + kShare - 1) / kShare, [this](std::size_t share) {
            const std::size_t end = std::min((share + 1) * kShare, m_places.size());
            for (std::size_t entry = share * kShare; entry < end; ++entry) {
                pair(static_cast<quint32>(entry));
            }
        });
    }

    /// One a work before: the work now, kNone where the cascade must tell.
    const std::vector<quint32> &nowOf() const { return m_nowOf; }

private:
    void pair(quint32 number)
    {
        if (m_places[number] == kNone) {
            return;
        }
        const Entry &old = m_before.entry(number);
        const Entry &entry = m_now.entry(m_places[number]);
        if (m_before.work(old.work).entries.size() == 1 && m_now.work(entry.work).entries.size() == 1 &&
            haveEqualTitles(m_before, old, m_now, entry)) {
            m_nowOf[old.work] = entry.work;
        }
    }

    const Catalog &m_before;
    const Catalog &m_now;
    const std::vector<quint32> m_places;
    std::vector<quint32> m_nowOf;
};

/// A work of a catalog as a library knows it.
void addWork(LibraryWorks &library, const Catalog &catalog, quint32 work)
{
    const Entry &face = catalog.face(work);
    library.addWork(qint64(work) + 1, {});
    library.works.back().listed = true;
    library.setFacts(catalog.text(face.title()), catalog.venueTag(face.venueTag).venue, catalog.year(face));
    for (const IdentityKey &key : identityKeys(catalog, work)) {
        library.addKey(key.kind, key.text);
    }
}

} // namespace

Reconciliation matchVersions(const Catalog &before, const ListKeys &keysBefore, const Catalog &now,
                             const ListKeys &keysNow)
{
    const EntryPlaces places(keysBefore.titles, keysNow.titles);
    const EqualWorks equal(before, now, places);
    Reconciliation found{std::vector<WorkMatch>(before.workCount()), {}};
    std::vector<bool> owned(now.workCount());
    LibraryWorks others;
    std::vector<quint32> numbers; // of the others
    for (quint32 work = 0; work < before.workCount(); ++work) {
        if (const quint32 workNow = equal.nowOf()[work]; workNow != kNone) {
            found.matches[work] = {workNow, MatchStep::Title};
            owned[workNow] = true;
        } else {
            addWork(others, before, work);
            numbers.push_back(work);
        }
    }
    if (numbers.empty()) {
        return found;
    }
    const ListSnapshot previous = snapshotOf(before, keysBefore);
    const Reconciliation rest = reconcile(others, now, keysNow, &previous, &places, std::move(owned));
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        found.matches[numbers[i]] = rest.matches[i];
    }
    for (const SplitWork &split : rest.splits) {
        found.splits.push_back({numbers[split.libraryWork], split.other});
    }
    return found;
}

} // namespace carrel
