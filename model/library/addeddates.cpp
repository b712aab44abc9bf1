// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/addeddates.h"

#include "library/listdiff.h"
#include "library/listkeys.h"
#include "library/workidentity.h"

#include <QtEndian>

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

namespace carrel {

namespace {

/// A list of which less is known is another list.
constexpr std::size_t kKnownOfHundred = 30;
/// What left is forgotten where there is more of it than any list has papers.
constexpr std::size_t kMostKeysThatLeft = 4'000'000;

bool isEarlier(const AddedDates::Work &a, const AddedDates::Work &b)
{
    return std::tuple(a.version, a.added) < std::tuple(b.version, b.added);
}

/// Number of the key, or of where it would stand.
std::size_t placeOf(const std::vector<AddedDates::Key> &keys, quint64 hash)
{
    const auto found =
        std::lower_bound(keys.begin(), keys.end(), hash,
                         [](const AddedDates::Key &key, quint64 wanted) { return key.hash < wanted; });
    return static_cast<std::size_t>(found - keys.begin());
}

quint32 ownerOf(const AddedDates &dates, quint64 hash)
{
    const std::size_t place = placeOf(dates.keys, hash);
    return place < dates.keys.size() && dates.keys[place].hash == hash ? dates.keys[place].work : kNone;
}

/// The known work of each work of a catalog, by its titles; kNone for one that is not known.
std::vector<quint32> knownByTitle(const AddedDates &dates, const Catalog &catalog, const ListKeys &keys)
{
    std::vector<quint32> known(catalog.workCount(), kNone);
    for (quint32 entry = 0; entry < keys.titles.size(); ++entry) {
        quint32 &work = known[catalog.entry(entry).work];
        if (work == kNone && keys.titles[entry] != kNoTitle) {
            work = ownerOf(dates, keys.titles[entry]);
        }
    }
    return known;
}

/// Leads dates to a version of their list.
class Forwarding final
{
public:
    Forwarding(AddedDates dates, const Catalog &now, const AddedDates::Version &version)
        : m_dates(std::move(dates))
        , m_now(now)
        , m_keys(listKeys(now))
        , m_version(static_cast<quint32>(m_dates.versions.size()))
        , m_time(version.time)
        , m_owners(now.workCount(), kNone)
        , m_isThere(m_dates.works.size())
    {
        m_dates.versions.push_back(version);
    }

    /// Titles as well.
    void takeSameWorks(const ListDiff &diff);
    void takeTitles();
    /// Ids of works that left, or that no other work of this version is by its title.
    void takeIds();
    AddedDates finish();

    /// Whether next to nothing of the dates is in this version.
    bool isOfAnotherList() const
    {
        const auto met = static_cast<std::size_t>(std::count(m_isThere.begin(), m_isThere.end(), true));
        const std::size_t smaller = std::min(m_isThere.size(), m_owners.size());
        return met * 100 < smaller * kKnownOfHundred;
    }

private:
    void take(quint32 work, quint32 owner)
    {
        if (owner == kNone) {
            return;
        }
        m_isThere[owner] = true;
        quint32 &present = m_owners[work];
        if (present == kNone || isEarlier(m_dates.works[owner], m_dates.works[present])) {
            present = owner;
        }
    }
    AddedDates::Work newWork() const { return {m_version == 0 ? 0 : m_time, m_version}; }
    quint32 addWork(const AddedDates::Work &work)
    {
        m_dates.works.push_back(work);
        m_isThere.push_back(true);
        return static_cast<quint32>(m_dates.works.size() - 1);
    }
    void addNewWorks();
    void addVersions(std::vector<AddedDates::Key> &keys);
    std::vector<AddedDates::Key> keysNow();
    void mergeKeys(std::vector<AddedDates::Key> keys);
    void forgetWorksWithoutKeys();

    AddedDates m_dates;
    const Catalog &m_now;
    const ListKeys m_keys;
    const quint32 m_version;
    const quint32 m_time;
    std::vector<quint32> m_owners; ///< of each work now the known work that it is
    std::vector<bool> m_isThere;   ///< known works that the list has, before or now
};

void Forwarding::takeSameWorks(const ListDiff &diff)
{
    const Catalog &before = *diff.before;
    const ListKeys keys = listKeys(before);
    std::vector<quint32> known = knownByTitle(m_dates, before, keys);
    for (const ListKeys::Id &id : keys.ids) {
        quint32 &work = known[before.entry(id.entry).work];
        work = work == kNone ? ownerOf(m_dates, id.hash) : work;
    }
    for (quint32 &work : known) {
        // What no version is known to have brought was there all the time.
        work = work == kNone ? addWork({}) : work;
        m_isThere[work] = true;
    }
    for (quint32 work = 0; work < known.size(); ++work) {
        if (diff.nowOf[work] != kNone) {
            take(diff.nowOf[work], known[work]);
        }
    }
    takeTitles();
    // The second of two that one has become, and what stood below another.
    for (quint32 work = 0; work < m_owners.size(); ++work) {
        if (m_owners[work] == kNone && diff.beforeOf[work] != kNone) {
            take(work, known[diff.beforeOf[work]]);
        }
    }
}

void Forwarding::takeTitles()
{
    const std::vector<quint32> known = knownByTitle(m_dates, m_now, m_keys);
    for (quint32 work = 0; work < m_owners.size(); ++work) {
        if (m_owners[work] == kNone) {
            take(work, known[work]);
        }
    }
}

void Forwarding::takeIds()
{
    for (const ListKeys::Id &id : m_keys.ids) {
        const quint32 work = m_now.entry(id.entry).work;
        if (m_owners[work] != kNone) {
            continue;
        }
        if (const quint32 owner = ownerOf(m_dates, id.hash); owner != kNone && !m_isThere[owner]) {
            take(work, owner);
        }
    }
}

/// Works without title and address are never the same as any other: nothing can be known of them.
void Forwarding::addNewWorks()
{
    for (quint32 entry = 0; entry < m_keys.titles.size(); ++entry) {
        quint32 &owner = m_owners[m_now.entry(entry).work];
        if (owner == kNone && m_keys.titles[entry] != kNoTitle) {
            owner = addWork(newWork());
        }
    }
}

/// Versions that stand below a work are dated as well: each may be an entry of its own one day. What is known
/// already stays what it is.
void Forwarding::addVersions(std::vector<AddedDates::Key> &keys)
{
    for (const Entry &entry : m_now.entries()) {
        if (!entry.detailed) {
            continue;
        }
        for (const std::string &key : nestedKeys(m_now, entry)) {
            const quint64 hash = identityHash(key);
            if (ownerOf(m_dates, hash) == kNone) {
                keys.push_back({hash, addWork(newWork())});
            }
        }
    }
}

/// By rising hash, each once. An id that two works of the list share stays with the first of them.
std::vector<AddedDates::Key> Forwarding::keysNow()
{
    std::vector<AddedDates::Key> keys;
    keys.reserve(m_keys.titles.size() + m_keys.ids.size());
    const auto add = [&](quint64 hash, quint32 entry) {
        if (const quint32 owner = m_owners[m_now.entry(entry).work]; owner != kNone) {
            keys.push_back({hash, owner});
        }
    };
    for (quint32 entry = 0; entry < m_keys.titles.size(); ++entry) {
        if (m_keys.titles[entry] != kNoTitle) {
            add(m_keys.titles[entry], entry);
        }
    }
    for (const ListKeys::Id &id : m_keys.ids) {
        add(id.hash, id.entry);
    }
    addVersions(keys);
    std::stable_sort(keys.begin(), keys.end(),
                     [](const AddedDates::Key &a, const AddedDates::Key &b) { return a.hash < b.hash; });
    const auto same = [](const AddedDates::Key &a, const AddedDates::Key &b) { return a.hash == b.hash; };
    keys.erase(std::unique(keys.begin(), keys.end(), same), keys.end());
    return keys;
}

/// What the list says now goes before what it said.
void Forwarding::mergeKeys(std::vector<AddedDates::Key> keys)
{
    std::vector<AddedDates::Key> all;
    all.reserve(std::max(keys.size(), m_dates.keys.size()));
    std::set_union(keys.begin(), keys.end(), m_dates.keys.begin(), m_dates.keys.end(),
                   std::back_inserter(all),
                   [](const AddedDates::Key &a, const AddedDates::Key &b) { return a.hash < b.hash; });
    const bool tooMany = all.size() > keys.size() + kMostKeysThatLeft;
    m_dates.keys = tooMany ? std::move(keys) : std::move(all);
    if (tooMany) {
        forgetWorksWithoutKeys();
    }
}

void Forwarding::forgetWorksWithoutKeys()
{
    std::vector<quint32> numbers(m_dates.works.size(), kNone);
    std::vector<AddedDates::Work> works;
    for (AddedDates::Key &key : m_dates.keys) {
        quint32 &number = numbers[key.work];
        if (number == kNone) {
            number = static_cast<quint32>(works.size());
            works.push_back(m_dates.works[key.work]);
        }
        key.work = number;
    }
    m_dates.works = std::move(works);
}

AddedDates Forwarding::finish()
{
    addNewWorks();
    mergeKeys(keysNow());
    return std::move(m_dates);
}

} // namespace

quint32 AddedDates::version(quint64 hash) const
{
    const auto found = std::find_if(versions.begin(), versions.end(),
                                    [hash](const Version &each) { return each.hash == hash; });
    return found == versions.end() ? kNone : static_cast<quint32>(found - versions.begin());
}

const AddedDates::Work *AddedDates::find(quint64 hash) const
{
    const quint32 owner = ownerOf(*this, hash);
    return owner == kNone ? nullptr : &works[owner];
}

quint64 versionHash(const QByteArray &sha256)
{
    return sha256.size() < static_cast<qsizetype>(sizeof(quint64))
               ? 0
               : qFromLittleEndian<quint64>(sha256.data());
}

AddedDates broughtForward(AddedDates dates, const ListDiff &diff, const AddedDates::Version &version)
{
    Forwarding forwarding(std::move(dates), *diff.now, version);
    forwarding.takeSameWorks(diff);
    forwarding.takeIds();
    return forwarding.finish();
}

AddedDates broughtForward(AddedDates dates, const Catalog &now, const AddedDates::Version &version)
{
    Forwarding forwarding(std::move(dates), now, version);
    forwarding.takeTitles();
    forwarding.takeIds();
    return forwarding.isOfAnotherList() ? broughtForward(AddedDates(), now, version) : forwarding.finish();
}

AddedDates datedBy(AddedDates dates, const Catalog &now, const AddedDates &history, bool fromTheBeginning)
{
    const ListKeys keys = listKeys(now);
    const std::vector<quint32> known = knownByTitle(dates, now, keys);
    const std::vector<quint32> then = knownByTitle(history, now, keys);
    for (quint32 work = 0; work < known.size(); ++work) {
        if (known[work] == kNone || then[work] == kNone) {
            continue;
        }
        if (const quint32 version = history.works[then[work]].version; version > 0 || fromTheBeginning) {
            dates.works[known[work]].added = history.versions[version].time;
        }
    }
    return dates;
}

void HistoryDates::add(CatalogPointer version, quint32 time)
{
    // Commits bear the clocks of those who made them; their order is that of the history.
    const AddedDates::Version next{m_dates.versions.size() + 1,
                                   m_dates.isEmpty() ? time : std::max(time, m_dates.versions.back().time)};
    m_dates = m_last == nullptr ? broughtForward(AddedDates(), *version, next)
                                : broughtForward(std::move(m_dates), diffLists(m_last, version), next);
    m_last = std::move(version);
}

namespace {

WorkAge ageIn(const DatedList &list, const AddedDates::Work &work)
{
    WorkAge age;
    age.exact = work.added != 0;
    age.time = age.exact ? work.added : list.dates->versions.front().time;
    age.isNew = list.newSince ? age.exact && work.added >= *list.newSince : work.version > list.newAfter;
    age.unseen = work.version > list.looked;
    return age;
}

/// Where a work stands several times it is as old and as well known as the oldest of them.
WorkAge united(const WorkAge &a, const WorkAge &b)
{
    WorkAge age = std::tuple(a.time, a.exact) < std::tuple(b.time, b.exact) ? a : b;
    age.isNew = a.isNew && b.isNew;
    age.unseen = a.unseen && b.unseen;
    return age;
}

} // namespace

WorkAgesPointer agesOf(const Catalog &catalog, std::span<const DatedList> lists)
{
    const auto ages = std::make_shared<WorkAges>(catalog.workCount());
    const ListKeys keys = listKeys(catalog);
    for (const DatedList &list : lists) {
        for (quint32 entry = list.entries.first; entry < list.entries.first + list.entries.count; ++entry) {
            if (keys.titles[entry] == kNoTitle) {
                continue;
            }
            const AddedDates::Work *known = list.dates->find(keys.titles[entry]);
            if (known == nullptr) {
                continue;
            }
            const quint32 work = catalog.entry(entry).work;
            const WorkAge before = (*ages)[work];
            const WorkAge age = ageIn(list, *known);
            ages->set(work, before.time == 0 ? age : united(before, age));
        }
    }
    ages->countSections(catalog);
    return ages;
}

} // namespace carrel
