// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/statereconciler.h"

#include "base/text.h"
#include "catalog/workgrouping.h"
#include "library/keytable.h"
#include "library/leftovers.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

namespace carrel {

namespace {

/// So many titles of a work are compared.
constexpr std::size_t kTitlesPerWork = 8;
/// A work that is known by so many keys learns no more.
constexpr std::size_t kKeysPerWork = 256;
/// What an id alone cannot prove, where it turns up at a paper that was there before: the two are one under
/// titles as like as this.
constexpr double kTwins = 0.85;

/// A work of the catalog that shares a key with a work of the library.
struct Candidate
{
    quint32 libraryWork;
    quint32 work;
    friend bool operator==(const Candidate &, const Candidate &) = default;
    friend bool operator<(const Candidate &a, const Candidate &b)
    {
        return std::tie(a.libraryWork, a.work) < std::tie(b.libraryWork, b.work);
    }
};
using Candidates = std::vector<Candidate>;

/// The version of the list that was seen before, as far as the cascade asks for it.
class Before final
{
public:
    Before(const Catalog &catalog, const ListKeys &keys, const ListSnapshot &previous,
           const EntryPlaces *places)
        : m_catalog(catalog)
        , m_keys(keys)
        , m_previous(previous)
        , m_ownPlaces(places == nullptr ? std::make_unique<EntryPlaces>(previous.titles, keys.titles)
                                        : nullptr)
        , m_places(places == nullptr ? *m_ownPlaces : *places)
    {
    }

    bool hadTitleOf(quint32 work) const
    {
        const auto entries = m_catalog.work(work).entries;
        return std::any_of(entries.begin(), entries.end(),
                           [&](quint32 entry) { return m_places.before().contains(m_keys.titles[entry]); });
    }

    bool hadId(std::string_view id) const
    {
        return std::binary_search(m_previous.ids.begin(), m_previous.ids.end(), identityHash(id));
    }

    /// The work stands where the work of the library stood.
    bool isInPlace(const LibraryWorks &library, quint32 libraryWork, quint32 work) const
    {
        const std::vector<quint32> near = m_places.near(library, libraryWork);
        return std::any_of(near.begin(), near.end(),
                           [&](quint32 entry) { return m_catalog.entry(entry).work == work; });
    }

    bool had(const LibraryWorks &library, quint32 libraryWork) const
    {
        return library.works[libraryWork].listed && m_places.wasThere(library, libraryWork);
    }

    const EntryPlaces &places() const { return m_places; }

private:
    const Catalog &m_catalog;
    const ListKeys &m_keys;
    const ListSnapshot &m_previous;
    const std::unique_ptr<const EntryPlaces> m_ownPlaces;
    const EntryPlaces &m_places;
};

/// The cascade. A later step is one more row of kSteps.
class Reconciler final
{
public:
    Reconciler(const LibraryWorks &library, const Catalog &catalog, const ListKeys &keys,
               const ListSnapshot *previous, const EntryPlaces *places, std::vector<bool> owned)
        : m_library(library)
        , m_catalog(catalog)
        , m_keys(keys)
        , m_previous(previous)
        , m_places(places)
        , m_table(library)
        , m_matches(library.works.size())
        , m_owned(std::move(owned))
    {
        m_owned.resize(catalog.workCount());
    }

    Reconciliation run()
    {
        constexpr std::array kSteps{&Reconciler::matchTitles, &Reconciler::matchIds, &Reconciler::matchNested,
                                    &Reconciler::matchAlike};
        for (const auto step : kSteps) {
            if (std::any_of(m_matches.begin(), m_matches.end(), isOpenMatch)) {
                (this->*step)();
                m_open.emplace(m_library, [this](quint32 work) { return isOpen(work); });
            }
        }
        // What another work of the library stands for needs no answer of the reader.
        std::erase_if(m_splits, [this](const SplitWork &split) { return m_owned[split.other]; });
        return {std::move(m_matches), std::move(m_splits)};
    }

private:
    static bool isOpenMatch(const WorkMatch &match) { return match.step == MatchStep::None; }
    bool isOpen(quint32 libraryWork) const { return isOpenMatch(m_matches[libraryWork]); }

    void matchTitles();
    void matchIds();
    void matchNested();
    void matchAlike();

    template <typename Text>
    void collect(quint64 hash, Text text, IdentityKind kind, quint32 work, Candidates &found) const;
    template <typename Decide>
    void forEachOpen(Candidates &candidates, Decide decide) const;
    const Before *before();
    void accept(const Candidate &candidate, MatchStep step);
    void takeTitle(std::span<const Candidate> candidates);
    bool sharesId(const Candidate &candidate) const;
    bool showsLastTitle(const Candidate &candidate) const;
    std::vector<std::string> idsInLibrary(quint32 libraryWork) const;
    std::vector<std::string> idsInCatalog(quint32 work) const;
    std::vector<std::string> titlesInLibrary(quint32 libraryWork) const;
    std::vector<std::string> titlesInCatalog(quint32 work) const;
    double likeness(const Candidate &candidate) const;
    bool keepsIdOfItsOwn(const Candidate &candidate) const;
    double wantedLikeness(const Candidate &candidate);

    const LibraryWorks &m_library;
    const Catalog &m_catalog;
    const ListKeys &m_keys;
    const ListSnapshot *m_previous;
    const EntryPlaces *m_places;
    const KeyTable m_table;
    std::optional<KeyTable> m_open; ///< of the works that the steps so far have left
    std::optional<Before> m_before; ///< made when it is asked for: most updates need none of it
    std::vector<WorkMatch> m_matches;
    std::vector<bool> m_owned; ///< works of the catalog that a work of the library is
    std::vector<SplitWork> m_splits;
    Candidates m_fromNested; ///< what the library knows as nested stands by itself in the catalog
};

const Before *Reconciler::before()
{
    if (m_previous != nullptr && !m_before) {
        m_before.emplace(m_catalog, m_keys, *m_previous, m_places);
    }
    return m_before ? &*m_before : nullptr;
}

void Reconciler::accept(const Candidate &candidate, MatchStep step)
{
    m_matches[candidate.libraryWork] = {candidate.work, step};
    m_owned[candidate.work] = m_owned[candidate.work] || step != MatchStep::Nested;
}

/// Notes the works of the library that have this key, if they are not found yet.
template <typename Text>
void Reconciler::collect(quint64 hash, Text text, IdentityKind kind, quint32 work, Candidates &found) const
{
    m_open->visit(hash, text, [&](const LibraryWorks::Key &key) {
        if (key.kind == kind && isOpen(key.work)) {
            found.push_back({key.work, work});
        }
    });
}

/// Calls decide(candidates of one work of the library) for each that is not found yet.
template <typename Decide>
void Reconciler::forEachOpen(Candidates &candidates, Decide decide) const
{
    std::sort(candidates.begin(), candidates.end());
    candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
    for (auto first = candidates.begin(); first != candidates.end();) {
        const auto end = std::find_if(first, candidates.end(), [&](const Candidate &each) {
            return each.libraryWork != first->libraryWork;
        });
        if (isOpen(first->libraryWork)) {
            const auto count = std::min(static_cast<std::size_t>(end - first), KeyTable::kWorksPerKey);
            decide(std::span<const Candidate>(&*first, count));
        }
        first = end;
    }
}

std::vector<std::string> Reconciler::idsInLibrary(quint32 libraryWork) const
{
    std::vector<std::string> ids;
    for (const LibraryWorks::Key &key : m_library.keysOf(m_library.works[libraryWork])) {
        if (key.kind == IdentityKind::Id) {
            ids.emplace_back(m_library.keyText(key));
        }
    }
    return ids;
}

std::vector<std::string> Reconciler::idsInCatalog(quint32 work) const
{
    std::vector<std::string> all;
    for (const quint32 entry : m_catalog.work(work).entries) {
        std::vector<std::string> ids = m_catalog.canonicalIds(m_catalog.entry(entry));
        std::move(ids.begin(), ids.end(), std::back_inserter(all));
        if (all.size() >= KeyTable::kWorksPerKey) {
            break;
        }
    }
    return all;
}

bool Reconciler::sharesId(const Candidate &candidate) const
{
    const std::vector<std::string> known = idsInLibrary(candidate.libraryWork);
    const std::vector<std::string> ids = idsInCatalog(candidate.work);
    return std::find_first_of(ids.begin(), ids.end(), known.begin(), known.end()) != ids.end();
}

bool Reconciler::showsLastTitle(const Candidate &candidate) const
{
    const std::string last = normalTitle(m_library.string(m_library.works[candidate.libraryWork].title));
    const std::vector<std::string> titles = titlesInCatalog(candidate.work);
    return std::find(titles.begin(), titles.end(), last) != titles.end();
}

/// Remembered titles, those of nested versions too; ids are told by their colon, which no normal title has.
std::vector<std::string> Reconciler::titlesInLibrary(quint32 libraryWork) const
{
    std::vector<std::string> found;
    for (const LibraryWorks::Key &key : m_library.keysOf(m_library.works[libraryWork])) {
        const std::string_view text = m_library.keyText(key);
        const bool title = key.kind == IdentityKind::Title ||
                           (key.kind == IdentityKind::Nested && text.find(':') == std::string_view::npos);
        if (title && found.size() < kTitlesPerWork) {
            found.emplace_back(text);
        }
    }
    return found;
}

std::vector<std::string> Reconciler::titlesInCatalog(quint32 work) const
{
    std::vector<std::string> found;
    for (const quint32 number : m_catalog.work(work).entries) {
        const Entry &entry = m_catalog.entry(number);
        found.push_back(m_catalog.titleKey(entry));
        for (const Version &version : m_catalog.versions(m_catalog.details(entry).versions)) {
            found.push_back(normalTitle(m_catalog.text(version.title)));
        }
        if (found.size() >= kTitlesPerWork) {
            found.resize(kTitlesPerWork);
            break;
        }
    }
    return found;
}

double Reconciler::likeness(const Candidate &candidate) const
{
    double best = 0;
    const std::vector<std::string> there = titlesInCatalog(candidate.work);
    for (const std::string &title : titlesInLibrary(candidate.libraryWork)) {
        for (const std::string &other : there) {
            best = title == other ? 1.0 : std::max(best, similarity(title, other));
            if (best < kStrangers) {
                // similarity() depends on the order of its texts; who is a stranger must not.
                best = std::max(best, similarity(other, title));
            }
        }
    }
    return best;
}

/// Two titles that were one work once may be two now: the one with its id is nearest, then the one with the
/// title it had last.
void Reconciler::takeTitle(std::span<const Candidate> candidates)
{
    auto chosen = candidates.begin();
    if (candidates.size() > 1) {
        const auto rank = [this](const Candidate &each) {
            return std::tuple(!sharesId(each), !showsLastTitle(each), each.work);
        };
        chosen = std::min_element(candidates.begin(), candidates.end(),
                                  [&](const Candidate &a, const Candidate &b) { return rank(a) < rank(b); });
    }
    accept(*chosen, MatchStep::Title);
    for (const Candidate &each : candidates) {
        if (each.work != chosen->work) {
            m_splits.push_back({each.libraryWork, each.work});
        }
    }
}

void Reconciler::matchTitles()
{
    Candidates found;
    for (quint32 number = 0; number < m_keys.titles.size(); ++number) {
        const Entry &entry = m_catalog.entry(number);
        const quint64 hash = m_keys.titles[number];
        if (hash == kNoTitle) {
            continue;
        }
        m_table.visit(
            hash, [&] { return titleIdentity(m_catalog, entry); },
            [&](const LibraryWorks::Key &key) {
                if (key.kind == IdentityKind::Title) {
                    found.push_back({key.work, entry.work});
                } else if (key.kind == IdentityKind::Nested) {
                    m_fromNested.push_back({key.work, entry.work});
                }
            });
    }
    forEachOpen(found, [this](std::span<const Candidate> candidates) { takeTitle(candidates); });
}

/// The work has, besides what the two share, an id that the list had before: it took a link in, it did not
/// change its own.
bool Reconciler::keepsIdOfItsOwn(const Candidate &candidate) const
{
    const std::vector<std::string> known = idsInLibrary(candidate.libraryWork);
    const std::vector<std::string> ids = idsInCatalog(candidate.work);
    return m_before && std::any_of(ids.begin(), ids.end(), [&](const std::string &id) {
               return std::find(known.begin(), known.end(), id) == known.end() && m_before->hadId(id);
           });
}

/// How alike titles must be for a shared id to unite them. An id that turns up at a paper that has been there
/// under its own title is a mended or a wrong link more often than a paper that became another.
double Reconciler::wantedLikeness(const Candidate &candidate)
{
    const Before *then = before();
    const bool wasThere = m_owned[candidate.work] || (m_library.works[candidate.libraryWork].listed &&
                                                      then != nullptr && then->hadTitleOf(candidate.work));
    if (wasThere) {
        return keepsIdOfItsOwn(candidate) ? kStrangers : kTwins;
    }
    // A paper that nobody knew, with the id and in the place of one that left: renamed from end to end.
    const bool renamed = then != nullptr && then->had(m_library, candidate.libraryWork) &&
                         then->isInPlace(m_library, candidate.libraryWork, candidate.work);
    return renamed ? 0 : kStrangers;
}

void Reconciler::matchIds()
{
    Candidates found;
    for (const ListKeys::Id &id : m_keys.ids) {
        const quint32 work = m_catalog.entry(id.entry).work;
        const auto text = [&] { return idText(m_catalog, id); };
        collect(id.hash, text, IdentityKind::Id, work, found);
        collect(id.hash, text, IdentityKind::Nested, work, m_fromNested);
    }
    std::vector<std::pair<double, Candidate>> ranked;
    forEachOpen(found, [&](std::span<const Candidate> candidates) {
        for (const Candidate &candidate : candidates) {
            ranked.emplace_back(likeness(candidate), candidate);
        }
    });
    // The likest first: who comes later to the same work must be its twin.
    std::sort(ranked.begin(), ranked.end(), [](const auto &a, const auto &b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    for (const auto &[alike, candidate] : ranked) {
        if (isOpen(candidate.libraryWork) && alike >= wantedLikeness(candidate)) {
            accept(candidate, MatchStep::Id);
        }
    }
}

void Reconciler::matchNested()
{
    Candidates found = std::move(m_fromNested);
    for (const Entry &entry : m_catalog.entries()) {
        if (!entry.detailed) {
            continue;
        }
        for (const std::string &key : nestedKeys(m_catalog, entry)) {
            const auto text = [&] { return std::string_view(key); };
            collect(identityHash(key), text, IdentityKind::Title, entry.work, found);
            collect(identityHash(key), text, IdentityKind::Id, entry.work, found);
        }
    }
    forEachOpen(found, [this](std::span<const Candidate> candidates) {
        double best = 0;
        for (const Candidate &candidate : candidates) {
            const double now = likeness(candidate);
            if (now >= kStrangers && now > best) {
                best = now;
                accept(candidate, MatchStep::Nested);
            }
        }
    });
}

/// Only what has just left is looked for among what has just come, so that a whole list is never compared by
/// likeness.
void Reconciler::matchAlike()
{
    const Before *then = before();
    if (then == nullptr) {
        return;
    }
    std::vector<quint32> left;
    for (quint32 work = 0; work < m_matches.size(); ++work) {
        if (isOpen(work) && then->had(m_library, work)) {
            left.push_back(work);
        }
    }
    if (left.empty()) {
        return;
    }
    std::vector<bool> newWorks(m_owned);
    newWorks.flip();
    const std::vector<quint32> had = then->places().now().placesIn(then->places().before());
    for (quint32 entry = 0; entry < had.size(); ++entry) {
        if (had[entry] != kNone) {
            newWorks[m_catalog.entry(entry).work] = false;
        }
    }
    for (const ListKeys::Id &id : m_keys.ids) {
        const quint32 work = m_catalog.entry(id.entry).work;
        if (newWorks[work] && std::binary_search(m_previous->ids.begin(), m_previous->ids.end(), id.hash)) {
            newWorks[work] = false;
        }
    }
    for (const auto &[libraryWork, work] :
         matchLeftovers(m_library, left, m_catalog, newWorks, then->places())) {
        accept({libraryWork, work}, MatchStep::Alike);
    }
}

} // namespace

Reconciliation reconcile(const LibraryWorks &library, const Catalog &catalog, const ListKeys &keys,
                         const ListSnapshot *previous, const EntryPlaces *places, std::vector<bool> owned)
{
    return Reconciler(library, catalog, keys, previous, places, std::move(owned)).run();
}

std::vector<UnseenKeys> unseenKeys(const LibraryWorks &library, const Catalog &catalog,
                                   const std::vector<WorkMatch> &matches)
{
    std::vector<UnseenKeys> unseen;
    for (quint32 i = 0; i < matches.size(); ++i) {
        const auto known = library.keysOf(library.works[i]);
        if (!isSameWork(matches[i]) || known.size() >= kKeysPerWork) {
            continue;
        }
        // The one title of most works is what they were found by.
        const bool titleIsKnown =
            matches[i].step == MatchStep::Title && catalog.work(matches[i].work).entries.size() == 1;
        std::vector<IdentityKey> keys =
            titleIsKnown ? furtherKeys(catalog, matches[i].work) : identityKeys(catalog, matches[i].work);
        std::erase_if(keys, [&](const IdentityKey &key) {
            return std::any_of(known.begin(), known.end(), [&](const LibraryWorks::Key &each) {
                return each.kind == key.kind && library.keyText(each) == key.text;
            });
        });
        if (!keys.empty()) {
            unseen.push_back({i, std::move(keys)});
        }
    }
    return unseen;
}

} // namespace carrel
