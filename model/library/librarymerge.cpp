// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/librarymerge.h"

#include "base/text.h"
#include "catalog/workgrouping.h"
#include "library/markchange.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_map>

namespace carrel {

namespace {

using Mark = LibraryDocument::Mark;
using Search = LibraryDocument::Search;
using Tag = LibraryDocument::Tag;
using Work = LibraryDocument::Work;

constexpr std::ptrdiff_t kMostTitles = 8; ///< that are compared
constexpr std::size_t kMostKeys = 64;     ///< of each kind, as identityKeys() makes them

bool keyLess(const IdentityKey &a, const IdentityKey &b)
{
    return std::tie(a.kind, a.text) < std::tie(b.kind, b.text);
}

/// All that a work is known by, in one text; what it shows where it is known by nothing.
std::string wholeIdentity(const Work &work)
{
    if (work.keys.empty()) {
        return "shown " + work.title.toStdString() + '\n' + work.venue.toStdString() + '\n' +
               std::to_string(work.year);
    }
    std::string all;
    for (const IdentityKey &key : work.keys) {
        all += static_cast<char>('0' + static_cast<int>(key.kind));
        all += key.text;
        all += '\n';
    }
    return all;
}

/// Finds the work of the library that a work of the other is.
class Matching final
{
public:
    Matching(const std::vector<Work> &own, const std::vector<Work> &other)
        : m_own(own)
        , m_other(other)
        , m_found(other.size(), LibraryMerge::kNew)
    {
        claimEqual();
        indexKeys();
        for (std::size_t i = 0; i < other.size(); ++i) {
            if (m_found[i] == LibraryMerge::kNew) {
                m_found[i] = bestOf(other[i]);
            }
        }
    }

    std::size_t of(std::size_t other) const { return m_found[other]; }

private:
    void claimEqual()
    {
        std::unordered_map<std::string, std::vector<std::size_t>> byIdentity;
        for (std::size_t i = m_own.size(); i-- > 0;) {
            byIdentity[wholeIdentity(m_own[i])].push_back(i);
        }
        for (std::size_t i = 0; i < m_other.size(); ++i) {
            const auto equal = byIdentity.find(wholeIdentity(m_other[i]));
            if (equal != byIdentity.end() && !equal->second.empty()) {
                m_found[i] = equal->second.back();
                equal->second.pop_back();
            }
        }
    }

    void indexKeys()
    {
        for (std::size_t i = 0; i < m_own.size(); ++i) {
            for (const IdentityKey &key : m_own[i].keys) {
                if (key.kind != IdentityKind::Nested) {
                    m_byKey[keyText(key)].push_back(i);
                }
            }
        }
    }

    static std::string keyText(const IdentityKey &key)
    {
        return static_cast<char>('0' + static_cast<int>(key.kind)) + key.text;
    }

    std::size_t bestOf(const Work &work) const
    {
        for (const IdentityKind kind : {IdentityKind::Title, IdentityKind::Id}) {
            std::size_t best = LibraryMerge::kNew;
            std::size_t most = 0;
            for (const IdentityKey &key : work.keys) {
                const auto owners = key.kind == kind ? m_byKey.find(keyText(key)) : m_byKey.end();
                if (owners == m_byKey.end()) {
                    continue;
                }
                for (const std::size_t owner : owners->second) {
                    const std::size_t shared = sharedKeys(work, m_own[owner]);
                    const bool same = kind == IdentityKind::Title || !areStrangers(work, m_own[owner]);
                    if (same && (shared > most || (shared == most && owner < best))) {
                        best = owner;
                        most = shared;
                    }
                }
            }
            if (best != LibraryMerge::kNew) {
                return best;
            }
        }
        return LibraryMerge::kNew;
    }

    static std::size_t sharedKeys(const Work &a, const Work &b)
    {
        std::vector<IdentityKey> shared;
        std::ranges::set_intersection(a.keys, b.keys, std::back_inserter(shared), keyLess);
        return shared.size();
    }

    /// An id alone is no proof.
    static bool areStrangers(const Work &a, const Work &b)
    {
        const auto titles = [](const Work &work) {
            const auto end = std::ranges::find_if(
                work.keys, [](const IdentityKey &key) { return key.kind != IdentityKind::Title; });
            return std::span(work.keys.begin(),
                             static_cast<std::size_t>(std::min(end - work.keys.begin(), kMostTitles)));
        };
        for (const IdentityKey &one : titles(a)) {
            for (const IdentityKey &two : titles(b)) {
                if (similarity(one.text, two.text) >= kStrangers) {
                    return false;
                }
            }
        }
        return true;
    }

    const std::vector<Work> &m_own;
    const std::vector<Work> &m_other;
    std::vector<std::size_t> m_found;
    std::unordered_map<std::string, std::vector<std::size_t>> m_byKey;
};

/// Whether b's word counts more than a's. Of one moment, what is set counts, so that nothing is lost.
bool isNewer(const Mark &b, const Mark &a)
{
    return std::tie(b.changed, b.at) > std::tie(a.changed, a.at);
}

void mergeKeys(Work &into, const Work &other)
{
    for (const IdentityKey &key : other.keys) {
        const auto ofKind = std::ranges::count(into.keys, key.kind, &IdentityKey::kind);
        if (std::ranges::find(into.keys, key) == into.keys.end() &&
            static_cast<std::size_t>(ofKind) < kMostKeys) {
            into.keys.push_back(key);
        }
    }
}

/// Two notes as one, the newer first; nothing where they would be too long for one.
std::optional<QString> bothNotes(const QString &newer, const QString &older)
{
    const QString both = newer + QStringLiteral("\n\n") + older;
    return both.toUtf8().size() <= kLongestNote ? std::optional(both) : std::nullopt;
}

void mergeNote(Work &into, const Work &other)
{
    const bool newer =
        isNewer(other.noted, into.noted) || (other.noted == into.noted && other.note > into.note);
    const bool bothWritten = !into.note.isEmpty() && !other.note.isEmpty();
    const Mark latest = newer ? other.noted : into.noted;
    if (bothWritten && !into.note.contains(other.note) && !other.note.contains(into.note)) {
        // What this library says is never given up for want of room.
        if (const std::optional<QString> both =
                newer ? bothNotes(other.note, into.note) : bothNotes(into.note, other.note)) {
            into.note = *both;
            into.noted = latest;
        }
        return;
    }
    // Of one moment, the note that holds the other is both.
    const bool sameMoment = other.noted == into.noted && bothWritten;
    if (sameMoment ? other.note.size() > into.note.size() : newer) {
        into.note = other.note;
        into.noted = latest;
    }
}

void mergeTags(Work &into, const Work &other)
{
    std::vector<Tag> all = into.tags;
    for (const Tag &tag : other.tags) {
        const QString key = tagKey(tag.name);
        const auto known =
            std::ranges::find_if(all, [&key](const Tag &each) { return tagKey(each.name) == key; });
        if (known == all.end()) {
            all.push_back(tag);
        } else if (std::tuple(tag.changed, !tag.removed) > std::tuple(known->changed, !known->removed)) {
            // A library spells a tag in one way, whatever others do.
            known->changed = tag.changed;
            known->removed = tag.removed;
        }
    }
    into.tags = std::move(all);
    const bool any = std::ranges::any_of(into.tags, [](const Tag &tag) { return !tag.removed; });
    into.tagged = {any ? std::max(into.tagged.at, other.tagged.at) : 0,
                   std::max(into.tagged.changed, other.tagged.changed)};
}

Work merged(const Work &own, const Work &other)
{
    Work work = own;
    mergeKeys(work, other);
    if (isNewer(other.bookmark, own.bookmark)) {
        work.bookmark = other.bookmark;
    }
    if (isNewer(other.read, own.read)) {
        work.read = other.read;
    }
    if (isNewer(other.rated, own.rated) || (other.rated == own.rated && other.rating > own.rating)) {
        work.rated = other.rated;
        work.rating = other.rating;
    }
    mergeNote(work, other);
    mergeTags(work, other);
    work.facts = own.facts.isEmpty() ? other.facts : own.facts;
    normalise(work);
    return work;
}

} // namespace

LibraryMerge mergeLibraries(const LibraryDocument &own, const LibraryDocument &other)
{
    const Matching matching(own.works, other.works);
    LibraryMerge merge;
    std::unordered_map<std::size_t, std::size_t> changeOf;
    for (std::size_t i = 0; i < other.works.size(); ++i) {
        const std::size_t found = matching.of(i);
        if (found == LibraryMerge::kNew) {
            merge.changes.push_back({LibraryMerge::kNew, other.works[i]});
            continue;
        }
        const auto [change, first] = changeOf.try_emplace(found, merge.changes.size());
        if (first) {
            merge.changes.push_back({found, own.works[found]});
        }
        LibraryDocument::Work &work = merge.changes[change->second].work;
        work = merged(work, other.works[i]);
    }
    std::erase_if(merge.changes, [&own](const LibraryMerge::Change &change) {
        return change.own != LibraryMerge::kNew && change.work == own.works[change.own];
    });
    // Of searches that one library has several times, as many are kept.
    std::vector<LibraryDocument::Search> known = own.searches;
    for (const LibraryDocument::Search &search : other.searches) {
        const auto same = std::ranges::find(known, search);
        if (same == known.end()) {
            merge.searches.push_back(search);
        } else {
            known.erase(same);
        }
    }
    return merge;
}

} // namespace carrel
