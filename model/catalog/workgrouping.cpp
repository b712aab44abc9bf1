// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/workgrouping.h"

#include "base/poolwork.h"
#include "base/text.h"
#include "catalog/entry.h"

#include <QHashFunctions>

#include <algorithm>
#include <bit>
#include <iterator>
#include <numeric>
#include <span>
#include <utility>

namespace carrel {

namespace {

/// So many unrelated titles under one id are compared with each other; a list with more of them is not worth
/// more.
constexpr std::size_t kTitlesPerId = 16;
/// So many pairs of characters are compared in one list (a second at worst); honest lists need a hundredth of
/// it.
constexpr std::size_t kEffort = 64'000'000;

class DisjointSets final
{
public:
    explicit DisjointSets(std::size_t size)
        : m_parents(size)
    {
        std::iota(m_parents.begin(), m_parents.end(), 0U);
    }

    quint32 find(quint32 element)
    {
        while (m_parents[element] != element) {
            m_parents[element] = m_parents[m_parents[element]];
            element = m_parents[element];
        }
        return element;
    }

    /// The smaller number stays the root, so that a work is named by its first entry.
    void unite(quint32 a, quint32 b)
    {
        const quint32 rootA = find(a);
        const quint32 rootB = find(b);
        m_parents[std::max(rootA, rootB)] = std::min(rootA, rootB);
    }

private:
    std::vector<quint32> m_parents;
};

/// Tells hashes that stand once, as nearly all do in a list, from those that may stand more often: with two
/// bits each, at a fraction of the time of a table or a sort.
class RepeatedHashes final
{
public:
    explicit RepeatedHashes(std::size_t count)
        : m_mask(std::bit_ceil(count * kBitsPerHash + 1) - 1)
        , m_seen(m_mask + 1)
        , m_again(m_mask + 1)
    {
    }

    void add(quint64 hash)
    {
        const std::size_t bit = hash & m_mask;
        m_again[bit] = m_again[bit] || m_seen[bit];
        m_seen[bit] = true;
    }
    bool mayStandAgain(quint64 hash) const { return m_again[hash & m_mask]; }

private:
    static constexpr std::size_t kBitsPerHash = 8;

    std::size_t m_mask;
    std::vector<bool> m_seen;
    std::vector<bool> m_again;
};

/// The entries whose title others may have too.
std::vector<quint32> entriesToCompare(const std::vector<quint64> &titleHashes)
{
    RepeatedHashes repeated(titleHashes.size());
    for (const quint64 hash : titleHashes) {
        repeated.add(hash);
    }
    std::vector<quint32> entries;
    for (quint32 entry = 0; entry < titleHashes.size(); ++entry) {
        if (titleHashes[entry] != 0 && repeated.mayStandAgain(titleHashes[entry])) {
            entries.push_back(entry);
        }
    }
    return entries;
}

std::vector<GroupingInput::Id> idsToCompare(const std::vector<GroupingInput::Id> &all)
{
    RepeatedHashes repeated(all.size());
    for (const GroupingInput::Id &id : all) {
        repeated.add(id.hash);
    }
    std::vector<GroupingInput::Id> ids;
    std::copy_if(all.begin(), all.end(), std::back_inserter(ids),
                 [&](const GroupingInput::Id &id) { return repeated.mayStandAgain(id.hash); });
    return ids;
}

/// Open addressing over entry numbers: a fraction of the memory of a node-based map at a million entries.
class TitleTable final
{
public:
    TitleTable(const GroupingInput &input, std::size_t entries)
        : m_input(input)
        , m_slots(std::bit_ceil(entries * 2 + 1), kNone)
    {
    }

    /// The first entry with the title of this one, which may be itself.
    quint32 firstWithTitleOf(quint32 entry)
    {
        const quint64 hash = m_input.titleHashes[entry];
        std::size_t slot = hash & (m_slots.size() - 1);
        while (m_slots[slot] != kNone && !sameTitle(m_slots[slot], entry)) {
            slot = (slot + 1) & (m_slots.size() - 1);
        }
        if (m_slots[slot] == kNone) {
            m_slots[slot] = entry;
        }
        return m_slots[slot];
    }

private:
    bool sameTitle(quint32 a, quint32 b) const
    {
        return m_input.titleHashes[a] == m_input.titleHashes[b] &&
               m_input.titleText(a) == m_input.titleText(b);
    }

    const GroupingInput &m_input;
    std::vector<quint32> m_slots;
};

/// Unites entries that share an id, as far as their titles are no strangers.
class IdUniter final
{
public:
    IdUniter(const GroupingInput &input, DisjointSets &sets)
        : m_input(input)
        , m_sets(sets)
    {
    }

    /// The ids that others share, and maybe some more, in list order.
    void unite(std::vector<GroupingInput::Id> ids)
    {
        std::stable_sort(ids.begin(), ids.end(),
                         [](const auto &a, const auto &b) { return a.hash < b.hash; });
        for (auto first = ids.begin(); first != ids.end();) {
            const auto end =
                std::find_if(first, ids.end(), [&](const auto &id) { return id.hash != first->hash; });
            while (end - first > 1) {
                first = uniteNextId(first, end);
            }
            first = end;
        }
    }

private:
    using Iterator = std::vector<GroupingInput::Id>::iterator;

    /// Moves the ids that equal the first, not only in hash, to the front and unites their entries; the end
    /// of these.
    Iterator uniteNextId(Iterator first, Iterator end)
    {
        const std::string text = m_input.idText(first->key);
        const Iterator sameEnd = std::stable_partition(
            first, end, [&](const GroupingInput::Id &id) { return m_input.idText(id.key) == text; });
        uniteSameId(std::span(first, sameEnd));
        return sameEnd;
    }

    void uniteSameId(std::span<const GroupingInput::Id> sameId)
    {
        std::vector<std::pair<quint32, std::string>> titles;
        for (const GroupingInput::Id &id : sameId) {
            const quint32 root = m_sets.find(id.entry);
            const bool known = std::any_of(titles.begin(), titles.end(),
                                           [&](const auto &each) { return m_sets.find(each.first) == root; });
            if (known || titles.size() == kTitlesPerId) {
                continue;
            }
            std::string title = m_input.titleText(id.entry);
            for (const auto &[entry, other] : titles) {
                if (areAlike(other, title)) {
                    m_sets.unite(entry, id.entry);
                }
            }
            titles.emplace_back(id.entry, std::move(title));
        }
    }

    bool areAlike(const std::string &a, const std::string &b)
    {
        const std::size_t cost = a.size() * b.size();
        if (cost > m_effort) {
            return false;
        }
        m_effort -= cost;
        // similarity() depends on the order of its texts; who is a stranger must not.
        return similarity(a, b) >= kStrangers || similarity(b, a) >= kStrangers;
    }

    const GroupingInput &m_input;
    DisjointSets &m_sets;
    std::size_t m_effort = kEffort;
};

} // namespace

quint64 groupingHash(std::string_view text)
{
    return qHashBits(text.data(), text.size());
}

std::vector<quint32> groupWorks(const GroupingInput &input)
{
    const auto count = static_cast<quint32>(input.titleHashes.size());
    std::vector<quint32> entries;
    std::vector<GroupingInput::Id> ids;
    forEachInPool(2, [&](std::size_t number) {
        if (number == 0) {
            entries = entriesToCompare(input.titleHashes);
        } else {
            ids = idsToCompare(input.ids);
        }
    });
    DisjointSets sets(count);
    for (const auto &[entry, other] : input.same) {
        sets.unite(entry, other);
    }
    TitleTable titles(input, entries.size());
    for (const quint32 entry : entries) {
        sets.unite(titles.firstWithTitleOf(entry), entry);
    }
    IdUniter(input, sets).unite(std::move(ids));
    std::vector<quint32> works(count);
    quint32 next = 0;
    for (quint32 entry = 0; entry < count; ++entry) {
        const quint32 root = sets.find(entry);
        works[entry] = root == entry ? next++ : works[root];
    }
    return works;
}

} // namespace carrel
