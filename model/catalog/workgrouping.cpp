// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/workgrouping.h"

#include "base/text.h"
#include "catalog/entry.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace carrel {

namespace {

/// So many unrelated titles under one id are compared with each other; a list with more of them is not worth more.
constexpr std::size_t kTitlesPerId = 16;

class DisjointSets final
{
public:
    explicit DisjointSets(std::size_t size) : m_parents(size) { std::iota(m_parents.begin(), m_parents.end(), 0U); }

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
        const auto [first, second] = std::minmax(find(a), find(b));
        m_parents[second] = first;
    }

private:
    std::vector<quint32> m_parents;
};

/// Open addressing over entry numbers: a fraction of the memory of a node-based map at a million entries.
class TitleTable final
{
public:
    explicit TitleTable(const GroupingInput &input) : m_input(input)
    {
        std::size_t size = 16;
        while (size < input.titleHashes.size() * 2) {
            size *= 2;
        }
        m_slots.assign(size, kNone);
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
        return m_input.titleHashes[a] == m_input.titleHashes[b] && m_input.titleText(a) == m_input.titleText(b);
    }

    const GroupingInput &m_input;
    std::vector<quint32> m_slots;
};

/// Unites the entries that share one id, as far as their titles are no strangers.
void uniteById(const GroupingInput &input, std::span<const GroupingInput::Id> sameId, DisjointSets &sets)
{
    std::vector<std::pair<quint32, std::string>> titles;
    for (const GroupingInput::Id &id : sameId) {
        const quint32 root = sets.find(id.entry);
        const bool known = std::any_of(titles.begin(), titles.end(),
                                       [&](const auto &each) { return sets.find(each.first) == root; });
        if (known || titles.size() == kTitlesPerId) {
            continue;
        }
        std::string title = input.titleText(id.entry);
        for (const auto &[entry, other] : titles) {
            if (similarity(other, title) >= kStrangers) {
                sets.unite(entry, id.entry);
            }
        }
        titles.emplace_back(id.entry, std::move(title));
    }
}

void uniteByIds(const GroupingInput &input, DisjointSets &sets)
{
    std::vector<GroupingInput::Id> ids = input.ids;
    std::stable_sort(ids.begin(), ids.end(), [](const auto &a, const auto &b) { return a.hash < b.hash; });
    for (std::size_t first = 0; first < ids.size();) {
        std::size_t end = first + 1;
        while (end < ids.size() && ids[end].hash == ids[first].hash) {
            ++end;
        }
        if (end - first > 1) {
            const std::string text = input.idText(ids[first].key);
            std::vector<GroupingInput::Id> same;
            std::copy_if(ids.begin() + first, ids.begin() + end, std::back_inserter(same),
                         [&](const GroupingInput::Id &id) { return input.idText(id.key) == text; });
            uniteById(input, same, sets);
        }
        first = end;
    }
}

} // namespace

std::vector<quint32> groupWorks(const GroupingInput &input)
{
    const auto count = static_cast<quint32>(input.titleHashes.size());
    DisjointSets sets(count);
    TitleTable titles(input);
    for (quint32 entry = 0; entry < count; ++entry) {
        sets.unite(titles.firstWithTitleOf(entry), entry);
    }
    uniteByIds(input, sets);
    std::vector<quint32> works(count);
    quint32 next = 0;
    for (quint32 entry = 0; entry < count; ++entry) {
        const quint32 root = sets.find(entry);
        works[entry] = root == entry ? next++ : works[root];
    }
    return works;
}

} // namespace carrel
