// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/statereconciler.h"

#include "base/text.h"
#include "catalog/canonicalid.h"
#include "catalog/workgrouping.h"

#include <QHashFunctions>

#include <algorithm>
#include <array>
#include <tuple>
#include <unordered_set>

namespace carrel {

namespace {

/// So many works are compared under one key, and so many titles of each. What goes on longer was not written
/// by a person, and must cost no time.
constexpr std::size_t kWorksPerKey = 16;
constexpr std::size_t kTitlesPerWork = 8;
/// A work that is known by so many keys learns no more.
constexpr std::size_t kKeysPerWork = 256;

/// The library's keys by their text. Open addressing over key numbers; keys of equal text hang on the first
/// of them.
class KeyTable final
{
public:
    explicit KeyTable(const LibraryWorks &library)
        : m_library(library)
        , m_hashes(library.keys.size())
        , m_next(library.keys.size(), kNone)
    {
        std::size_t size = 16;
        while (size < library.keys.size() * 2) {
            size *= 2;
        }
        m_slots.assign(size, kNone);
        for (quint32 key = 0; key < library.keys.size(); ++key) {
            insert(key);
        }
    }

    /// Calls visit(key) for the keys with this text.
    template <typename Visit>
    void visit(std::string_view text, Visit visit) const
    {
        quint32 key = m_slots[slotOf(hashOf(text), text)];
        for (std::size_t i = 0; key != kNone && i < kWorksPerKey; ++i) {
            visit(m_library.keys[key]);
            key = m_next[key];
        }
    }

private:
    static quint64 hashOf(std::string_view text) { return qHashBits(text.data(), text.size()); }

    std::size_t slotOf(quint64 hash, std::string_view text) const
    {
        std::size_t slot = hash & (m_slots.size() - 1);
        while (m_slots[slot] != kNone && (m_hashes[m_slots[slot]] != hash ||
                                          m_library.keyText(m_library.keys[m_slots[slot]]) != text)) {
            slot = (slot + 1) & (m_slots.size() - 1);
        }
        return slot;
    }

    void insert(quint32 key)
    {
        const std::string_view text = m_library.keyText(m_library.keys[key]);
        m_hashes[key] = hashOf(text);
        quint32 &first = m_slots[slotOf(m_hashes[key], text)];
        if (first == kNone) {
            first = key;
        } else {
            m_next[key] = std::exchange(m_next[first], key);
        }
    }

    const LibraryWorks &m_library;
    std::vector<quint64> m_hashes;
    std::vector<quint32> m_next;
    std::vector<quint32> m_slots;
};

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

/// The cascade. A later step is one more row of kSteps.
class Reconciler final
{
public:
    Reconciler(const LibraryWorks &library, const Catalog &catalog, const Catalog *previous)
        : m_library(library)
        , m_catalog(catalog)
        , m_previous(previous)
        , m_table(library)
        , m_matches(library.works.size())
    {
    }

    std::vector<WorkMatch> run()
    {
        constexpr std::array kSteps{&Reconciler::matchTitles, &Reconciler::matchIds,
                                    &Reconciler::matchNewTitles, &Reconciler::matchNested};
        for (const auto step : kSteps) {
            if (std::any_of(m_matches.begin(), m_matches.end(), isOpenMatch)) {
                (this->*step)();
            }
        }
        return std::move(m_matches);
    }

private:
    static bool isOpenMatch(const WorkMatch &match) { return match.step == MatchStep::None; }
    bool isOpen(quint32 libraryWork) const { return isOpenMatch(m_matches[libraryWork]); }

    void matchTitles();
    void matchIds();
    void matchNewTitles();
    void matchNested();

    void collect(std::string_view text, IdentityKind kind, quint32 work, Candidates &found) const;
    template <typename Decide>
    void forEachOpen(Candidates &candidates, Decide decide) const;
    bool sharesId(const Candidate &candidate) const;
    std::vector<std::string> titlesInLibrary(quint32 libraryWork) const;
    std::vector<std::string> titlesInCatalog(quint32 work) const;
    double likeness(const Candidate &candidate) const;
    bool acceptNearest(std::span<const Candidate> candidates, MatchStep step);
    bool isRenamed(const Candidate &candidate, const std::unordered_set<std::string> &oldTitles) const;

    const LibraryWorks &m_library;
    const Catalog &m_catalog;
    const Catalog *m_previous;
    const KeyTable m_table;
    std::vector<WorkMatch> m_matches;
    Candidates m_strangers;  ///< the only work with an id, under another title
    Candidates m_fromNested; ///< what the library knows as nested stands by itself in the catalog
};

/// Notes the works of the library that have this key, if they are not found yet.
void Reconciler::collect(std::string_view text, IdentityKind kind, quint32 work, Candidates &found) const
{
    m_table.visit(text, [&](const LibraryWorks::Key &key) {
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
            const auto count = std::min(static_cast<std::size_t>(end - first), kWorksPerKey);
            decide(std::span<const Candidate>(&*first, count));
        }
        first = end;
    }
}

bool Reconciler::sharesId(const Candidate &candidate) const
{
    const auto keys = m_library.keysOf(m_library.works[candidate.libraryWork]);
    const auto isKnown = [&](const std::string &id) {
        return std::any_of(keys.begin(), keys.end(), [&](const LibraryWorks::Key &key) {
            return key.kind == IdentityKind::Id && m_library.keyText(key) == id;
        });
    };
    const auto entries = m_catalog.workEntries(m_catalog.work(candidate.work));
    return std::any_of(entries.begin(), entries.end(), [&](quint32 entry) {
        const std::vector<std::string> ids = m_catalog.canonicalIds(m_catalog.entry(entry));
        return std::any_of(ids.begin(), ids.end(), isKnown);
    });
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
    for (const quint32 number : m_catalog.workEntries(m_catalog.work(work))) {
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

/// Takes the candidate whose title is most alike, unless all are strangers.
bool Reconciler::acceptNearest(std::span<const Candidate> candidates, MatchStep step)
{
    double best = 0;
    for (const Candidate &candidate : candidates) {
        const double now = likeness(candidate);
        if (now >= kStrangers && now > best) {
            best = now;
            m_matches[candidate.libraryWork] = {candidate.work, step};
        }
    }
    return best > 0;
}

void Reconciler::matchTitles()
{
    Candidates found;
    std::string scratch;
    for (const Entry &entry : m_catalog.entries()) {
        scratch.clear();
        appendNormalTitle(scratch, m_catalog.text(entry.title));
        const std::string_view title =
            scratch.empty() ? m_catalog.text(entry.title) : std::string_view(scratch);
        collect(title, IdentityKind::Title, entry.work, found);
        collect(title, IdentityKind::Nested, entry.work, m_fromNested);
    }
    forEachOpen(found, [this](std::span<const Candidate> candidates) {
        // Two titles that were one work once may be two now: the one with its id is nearer.
        const auto withId = candidates.size() == 1
                                ? candidates.begin()
                                : std::find_if(candidates.begin(), candidates.end(),
                                               [this](const Candidate &each) { return sharesId(each); });
        const Candidate &chosen = withId == candidates.end() ? candidates.front() : *withId;
        m_matches[chosen.libraryWork] = {chosen.work, MatchStep::Title};
    });
}

void Reconciler::matchIds()
{
    Candidates found;
    for (const Entry &entry : m_catalog.entries()) {
        for (const Link &link : m_catalog.links(entry.links)) {
            if (const std::optional<std::string> id = canonicalId(m_catalog.text(link.url))) {
                collect(*id, IdentityKind::Id, entry.work, found);
                collect(*id, IdentityKind::Nested, entry.work, m_fromNested);
            }
        }
    }
    forEachOpen(found, [this](std::span<const Candidate> candidates) {
        if (!acceptNearest(candidates, MatchStep::Id) && candidates.size() == 1) {
            m_strangers.push_back(candidates.front());
        }
    });
}

/// The work left the list and its id turns up under a title that was not there before: it was renamed.
void Reconciler::matchNewTitles()
{
    if (m_previous == nullptr || m_strangers.empty()) {
        return;
    }
    std::unordered_set<quint32> taken;
    for (const WorkMatch &match : m_matches) {
        taken.insert(match.work);
    }
    std::unordered_set<std::string> oldTitles;
    for (const Entry &entry : m_previous->entries()) {
        oldTitles.insert(m_previous->titleKey(entry));
    }
    for (const Candidate &candidate : m_strangers) {
        if (!taken.contains(candidate.work) && isRenamed(candidate, oldTitles)) {
            m_matches[candidate.libraryWork] = {candidate.work, MatchStep::Id};
        }
    }
}

bool Reconciler::isRenamed(const Candidate &candidate, const std::unordered_set<std::string> &oldTitles) const
{
    const auto wasThere = [&](const std::string &title) { return oldTitles.contains(title); };
    const std::vector<std::string> mine = titlesInLibrary(candidate.libraryWork);
    const std::vector<std::string> now = titlesInCatalog(candidate.work);
    return std::any_of(mine.begin(), mine.end(), wasThere) && std::none_of(now.begin(), now.end(), wasThere);
}

void Reconciler::matchNested()
{
    Candidates found = std::move(m_fromNested);
    for (const Entry &entry : m_catalog.entries()) {
        for (const std::string &key : nestedKeys(m_catalog, entry)) {
            collect(key, IdentityKind::Title, entry.work, found);
            collect(key, IdentityKind::Id, entry.work, found);
        }
    }
    forEachOpen(found, [this](std::span<const Candidate> candidates) {
        acceptNearest(candidates, MatchStep::Nested);
    });
}

} // namespace

std::vector<WorkMatch> reconcile(const LibraryWorks &library, const Catalog &catalog, const Catalog *previous)
{
    return Reconciler(library, catalog, previous).run();
}

std::vector<UnseenKeys> unseenKeys(const LibraryWorks &library, const Catalog &catalog,
                                   const std::vector<WorkMatch> &matches)
{
    std::vector<UnseenKeys> unseen;
    for (quint32 i = 0; i < matches.size(); ++i) {
        const auto known = library.keysOf(library.works[i]);
        const bool same = matches[i].step == MatchStep::Title || matches[i].step == MatchStep::Id;
        if (!same || known.size() >= kKeysPerWork) {
            continue;
        }
        std::vector<IdentityKey> keys = identityKeys(catalog, matches[i].work);
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
