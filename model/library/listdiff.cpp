// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/listdiff.h"

#include "base/poolwork.h"
#include "base/text.h"
#include "library/leftovers.h"
#include "library/sameworks.h"
#include "library/sectionmap.h"
#include "library/versionmatch.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>

namespace carrel {

namespace {

/// So many entries of a work tell which section has become which.
constexpr std::size_t kVotesPerWork = 8;

/// What the works of both versions are known by.
struct KnownBy
{
    ListKeys before;
    ListKeys now;

    KnownBy(const Catalog &then, const Catalog &today)
    {
        forEachInPool(2, [&](std::size_t number) {
            (number == 0 ? before : now) = listKeys(number == 0 ? then : today);
        });
    }
};

/// The entries of one work in both versions, in list order.
struct Entries
{
    std::vector<quint32> before;
    std::vector<quint32> now;
};

/// One entry of a work, with what it is found again by.
struct Place
{
    quint32 entry;
    quint64 title;
    quint32 section; ///< of the new version
    std::string_view address;
};

/// What the places of a pass have in common.
struct Pass
{
    bool title;
    bool section;
    bool address;

    std::tuple<quint64, quint32, std::string_view> key(const Place &place) const
    {
        return {title ? place.title : 0, section ? place.section : 0,
                address ? place.address : std::string_view()};
    }
};

/// Which entry of a work has become which, the surest first; what has no counterpart is one place more or
/// less.
std::vector<SectionMap::Pair> pairPlaces(std::vector<Place> before, std::vector<Place> now)
{
    constexpr std::array kPasses{Pass{true, true, true},   Pass{true, true, false},
                                 Pass{false, true, true},  Pass{false, true, false},
                                 Pass{true, false, false}, Pass{false, false, false}};
    std::vector<SectionMap::Pair> pairs;
    for (const Pass &pass : kPasses) {
        const auto less = [&](const Place &a, const Place &b) {
            return std::tuple(pass.key(a), a.entry) < std::tuple(pass.key(b), b.entry);
        };
        std::sort(before.begin(), before.end(), less);
        std::sort(now.begin(), now.end(), less);
        std::vector<Place> leftBefore;
        std::vector<Place> leftNow;
        auto old = before.begin();
        auto fresh = now.begin();
        while (old != before.end() && fresh != now.end()) {
            if (pass.key(*old) < pass.key(*fresh)) {
                leftBefore.push_back(*old++);
            } else if (pass.key(*fresh) < pass.key(*old)) {
                leftNow.push_back(*fresh++);
            } else {
                pairs.emplace_back((old++)->entry, (fresh++)->entry);
            }
        }
        leftBefore.insert(leftBefore.end(), old, before.end());
        leftNow.insert(leftNow.end(), fresh, now.end());
        before = std::move(leftBefore);
        now = std::move(leftNow);
    }
    return pairs;
}

/// What was known of a work in one version, wherever it stood.
struct Known
{
    std::set<quint32> sections; ///< of the new version
    std::set<std::string_view> titles;
    std::set<std::string_view> addresses; ///< of all its links
    quint32 preprint = kNone;             ///< an entry that says so
    bool published = false;
};

bool isPublished(const Catalog &catalog, const Entry &entry)
{
    return !isPreprint(catalog.venueTag(entry.venueTag).venue);
}

class Differ final
{
public:
    Differ(const Catalog &before, const Catalog &now)
        : m_before(before)
        , m_now(now)
        , m_known(before, now)
        , m_works(before, now)
    {
    }

    /// Adds what is to be told to a diff of the two.
    void run(ListDiff &diff)
    {
        uniteWorks();
        m_nowOf.assign(m_before.workCount(), kNone);
        m_beforeOf.assign(m_now.workCount(), kNone);
        const SectionMap sections(m_before, m_now, likelyPairs());
        m_sections = &sections;
        m_works.forEach([this](std::span<const quint32> nodes) { compareWork(nodes); });
        std::sort(m_changes.begin(), m_changes.end(), [](const ListChange &a, const ListChange &b) {
            return std::tuple(a.kind, a.entry, a.oldEntry) < std::tuple(b.kind, b.entry, b.oldEntry);
        });
        diff.changes = std::move(m_changes);
        diff.nowOf = std::move(m_nowOf);
        diff.beforeOf = std::move(m_beforeOf);
    }

private:
    void uniteWorks();
    std::vector<SectionMap::Pair> likelyPairs();
    Entries entriesOf(std::span<const quint32> nodes) const;
    quint32 workAbove(std::span<const quint32> entries) const;
    void tellLoneWork(quint32 node);
    void noteSameWork(std::span<const quint32> nodes);
    void compareWork(std::span<const quint32> nodes);
    bool isUnchanged(quint32 before, quint32 now) const;
    quint32 sectionThen(quint32 entry) const
    {
        return m_sections->now(SectionMap::sectionOf(m_before, m_before.entry(entry)));
    }
    quint32 sectionNow(quint32 entry) const { return SectionMap::sectionOf(m_now, m_now.entry(entry)); }
    std::vector<SectionMap::Pair> pair(const Entries &entries) const;
    void addFromNewPlaces(const Entries &entries, const Known &then, std::vector<ListChange> &changes) const;
    Known knownBefore(const Entries &entries) const;
    Known knownNow(const Entries &entries) const;
    void compareEntries(const SectionMap::Pair &pair, const Known &then, const Known &known,
                        std::vector<ListChange> &changes) const;
    void keepDistinct(std::vector<ListChange> changes);

    const Catalog &m_before;
    const Catalog &m_now;
    KnownBy m_known;
    SameWorks m_works;
    const SectionMap *m_sections = nullptr;
    std::vector<bool> m_nestedNow;                           ///< works before that stand below another now
    std::unordered_map<std::string, quint32> m_nestedBefore; ///< keys and the work they stood below
    std::vector<ListChange> m_changes;
    std::vector<quint32> m_nowOf;    ///< as in ListDiff
    std::vector<quint32> m_beforeOf; ///< as in ListDiff
};

void Differ::uniteWorks()
{
    const Reconciliation found = matchVersions(m_before, m_known.before, m_now, m_known.now);
    std::vector<bool> owned(m_now.workCount());
    for (quint32 work = 0; work < found.matches.size(); ++work) {
        if (isSameWork(found.matches[work])) {
            m_works.unite(work, found.matches[work].work);
            owned[found.matches[work].work] = true;
        }
    }
    m_nestedNow.resize(found.matches.size());
    for (quint32 work = 0; work < found.matches.size(); ++work) {
        if (found.matches[work].step != MatchStep::Nested) {
            continue;
        }
        // A paper that stands below one that nobody knew has only changed its face.
        m_nestedNow[work] = owned[found.matches[work].work];
        if (!m_nestedNow[work]) {
            m_works.unite(work, found.matches[work].work);
        }
    }
    for (const SplitWork &split : found.splits) {
        m_works.unite(split.libraryWork, split.other);
    }
    for (const Entry &entry : m_before.entries()) {
        if (entry.detailed) {
            for (std::string &key : nestedKeys(m_before, entry)) {
                m_nestedBefore.emplace(std::move(key), entry.work);
            }
        }
    }
}

/// Entries of one work, whichever of them has become which: enough to tell what became of sections.
std::vector<SectionMap::Pair> Differ::likelyPairs()
{
    std::vector<SectionMap::Pair> pairs;
    pairs.reserve(m_before.entries().size());
    m_works.forEach([&](std::span<const quint32> nodes) {
        if (nodes.size() < 2) {
            return;
        }
        const Entries entries = entriesOf(nodes);
        for (std::size_t i = 0; i < std::min(entries.before.size(), kVotesPerWork); ++i) {
            for (std::size_t k = 0; k < std::min(entries.now.size(), kVotesPerWork); ++k) {
                pairs.emplace_back(entries.before[i], entries.now[k]);
            }
        }
    });
    return pairs;
}

Entries Differ::entriesOf(std::span<const quint32> nodes) const
{
    Entries entries;
    for (const quint32 node : nodes) {
        const bool old = m_works.isBefore(node);
        const auto more = old ? m_before.work(node).entries : m_now.work(m_works.workNow(node)).entries;
        std::vector<quint32> &all = old ? entries.before : entries.now;
        all.insert(all.end(), more.begin(), more.end());
    }
    return entries;
}

/// The work that one of the entries was a version of before; kNone where there is none. What had a place
/// below another paper is not new.
quint32 Differ::workAbove(std::span<const quint32> entries) const
{
    const auto above = [this](const std::string &key) {
        const auto found = m_nestedBefore.find(key);
        return found == m_nestedBefore.end() ? kNone : found->second;
    };
    if (m_nestedBefore.empty()) {
        return kNone;
    }
    for (const quint32 number : entries) {
        const Entry &entry = m_now.entry(number);
        quint32 found = above(titleIdentity(m_now, entry));
        for (const std::string &id : m_now.canonicalIds(entry)) {
            found = found == kNone ? above(id) : found;
        }
        if (found != kNone) {
            return found;
        }
    }
    return kNone;
}

/// A work that is in one version only. What has neither title nor link cannot be told from others like it.
void Differ::tellLoneWork(quint32 node)
{
    if (m_works.isBefore(node)) {
        const quint32 face = m_before.work(node).face;
        if (!m_nestedNow[node] && m_known.before.titles[face] != kNoTitle) {
            m_changes.push_back({ChangeKind::Removed, kNone, face});
        }
        return;
    }
    const quint32 number = m_works.workNow(node);
    const Work work = m_now.work(number);
    m_beforeOf[number] = workAbove(work.entries);
    if (m_beforeOf[number] == kNone && m_known.now.titles[work.face] != kNoTitle) {
        m_changes.push_back({ChangeKind::Added, work.face, kNone});
    }
}

/// The works of a component, those before first.
void Differ::noteSameWork(std::span<const quint32> nodes)
{
    const auto firstNow =
        std::find_if_not(nodes.begin(), nodes.end(), [this](quint32 node) { return m_works.isBefore(node); });
    std::for_each(nodes.begin(), firstNow, [&](quint32 node) { m_nowOf[node] = m_works.workNow(*firstNow); });
    std::for_each(firstNow, nodes.end(),
                  [&](quint32 node) { m_beforeOf[m_works.workNow(node)] = nodes.front(); });
}

void Differ::compareWork(std::span<const quint32> nodes)
{
    const quint32 node = nodes.front();
    if (nodes.size() == 1) {
        tellLoneWork(node);
        return;
    }
    noteSameWork(nodes);
    const Entries entries = entriesOf(nodes);
    const bool single = entries.before.size() == 1 && entries.now.size() == 1;
    if (single && isUnchanged(entries.before.front(), entries.now.front())) {
        return;
    }
    const Known then = knownBefore(entries);
    const Known known = knownNow(entries);
    std::vector<ListChange> changes;
    for (const SectionMap::Pair &each : pair(entries)) {
        compareEntries(each, then, known, changes);
    }
    addFromNewPlaces(entries, then, changes);
    keepDistinct(std::move(changes));
}

/// A venue or a link that the work has at last, if only at one more place.
void Differ::addFromNewPlaces(const Entries &entries, const Known &then,
                              std::vector<ListChange> &changes) const
{
    const auto addOnce = [&](ChangeKind kind, quint32 old, auto has) {
        const bool told = std::any_of(changes.begin(), changes.end(),
                                      [&](const ListChange &change) { return change.kind == kind; });
        const auto found = std::find_if(entries.now.begin(), entries.now.end(),
                                        [&](quint32 number) { return has(m_now.entry(number)); });
        if (!told && found != entries.now.end()) {
            changes.push_back({kind, *found, old});
        }
    };
    if (!then.published && then.preprint != kNone) {
        addOnce(ChangeKind::Promoted, then.preprint,
                [this](const Entry &entry) { return isPublished(m_now, entry); });
    }
    if (then.addresses.empty()) {
        addOnce(ChangeKind::LinkGained, entries.before.front(),
                [this](const Entry &entry) { return !titleAddress(m_now, entry).empty(); });
    }
}

bool Differ::isUnchanged(quint32 before, quint32 now) const
{
    const Entry &old = m_before.entry(before);
    const Entry &entry = m_now.entry(now);
    return m_before.text(old.title()) == m_now.text(entry.title()) &&
           sectionThen(before) == sectionNow(now) &&
           m_before.venueTag(old.venueTag).raw == m_now.venueTag(entry.venueTag).raw &&
           titleAddress(m_before, old) == titleAddress(m_now, entry);
}

std::vector<SectionMap::Pair> Differ::pair(const Entries &entries) const
{
    std::vector<Place> before;
    std::vector<Place> now;
    for (const quint32 entry : entries.before) {
        before.push_back({entry, m_known.before.titles[entry], sectionThen(entry),
                          titleAddress(m_before, m_before.entry(entry))});
    }
    for (const quint32 entry : entries.now) {
        now.push_back(
            {entry, m_known.now.titles[entry], sectionNow(entry), titleAddress(m_now, m_now.entry(entry))});
    }
    return pairPlaces(std::move(before), std::move(now));
}

Known Differ::knownBefore(const Entries &entries) const
{
    Known known;
    for (const quint32 number : entries.before) {
        const Entry &entry = m_before.entry(number);
        known.sections.insert(sectionThen(number));
        known.titles.insert(m_before.text(entry.title()));
        for (const Link &link : m_before.links(entry.links())) {
            known.addresses.insert(m_before.text(link.url()));
        }
        known.published = known.published || isPublished(m_before, entry);
        if (known.preprint == kNone && !m_before.venueTag(entry.venueTag).venue.empty()) {
            known.preprint = number;
        }
    }
    return known;
}

Known Differ::knownNow(const Entries &entries) const
{
    Known known;
    for (const quint32 number : entries.now) {
        const Entry &entry = m_now.entry(number);
        known.sections.insert(sectionNow(number));
        for (const Link &link : m_now.links(entry.links())) {
            known.addresses.insert(m_now.text(link.url()));
        }
    }
    return known;
}

/// What was known of the work from another of its places is no news.
void Differ::compareEntries(const SectionMap::Pair &pair, const Known &then, const Known &known,
                            std::vector<ListChange> &changes) const
{
    const Entry &old = m_before.entry(pair.first);
    const Entry &entry = m_now.entry(pair.second);
    const auto add = [&](ChangeKind kind) { changes.push_back({kind, pair.second, pair.first}); };
    const quint32 from = sectionThen(pair.first);
    const quint32 to = sectionNow(pair.second);
    if (from != to && !then.sections.contains(to) && (from == kNone || !known.sections.contains(from))) {
        add(ChangeKind::Moved);
    }
    if (m_before.text(old.title()) != m_now.text(entry.title()) &&
        !then.titles.contains(m_now.text(entry.title()))) {
        add(ChangeKind::Renamed);
    }
    const VenueTag &oldTag = m_before.venueTag(old.venueTag);
    const VenueTag &tag = m_now.venueTag(entry.venueTag);
    if (oldTag.raw != tag.raw) {
        const bool promoted = !oldTag.venue.empty() && !then.published && isPublished(m_now, entry);
        add(promoted ? ChangeKind::Promoted : ChangeKind::TagChanged);
    }
    const std::string_view oldAddress = titleAddress(m_before, old);
    const std::string_view address = titleAddress(m_now, entry);
    if (oldAddress == address) {
        return;
    }
    const bool gained = !address.empty() && !then.addresses.contains(address);
    const bool lost = !oldAddress.empty() && !known.addresses.contains(oldAddress);
    if (!oldAddress.empty() && !address.empty() && (gained || lost)) {
        add(ChangeKind::LinkChanged);
    } else if (gained) {
        add(ChangeKind::LinkGained);
    } else if (lost) {
        add(ChangeKind::LinkLost);
    }
}

/// The same change in several places of a work is one.
void Differ::keepDistinct(std::vector<ListChange> changes)
{
    if (changes.size() < 2) {
        m_changes.insert(m_changes.end(), changes.begin(), changes.end());
        return;
    }
    const ListDiff diff{
        CatalogPointer(CatalogPointer(), &m_before), CatalogPointer(CatalogPointer(), &m_now), {}};
    std::set<std::tuple<ChangeKind, std::string, std::string>> seen;
    for (const ListChange &change : changes) {
        if (seen.emplace(change.kind, oldText(diff, change), newText(diff, change)).second) {
            m_changes.push_back(change);
        }
    }
}

} // namespace

ListDiff diffLists(CatalogPointer before, CatalogPointer now)
{
    ListDiff diff{std::move(before), std::move(now), {}};
    Differ(*diff.before, *diff.now).run(diff);
    return diff;
}

} // namespace carrel
