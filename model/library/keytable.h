// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/listkeys.h"
#include "library/workidentity.h"

#include <string_view>
#include <utility>
#include <vector>

namespace carrel {

/// The library's keys by their text. Open addressing over key numbers; keys of equal text hang on the first
/// of them.
class KeyTable final
{
public:
    /// So many works are looked at under one key. What goes on longer was not written by a person, and must
    /// cost no time.
    static constexpr std::size_t kWorksPerKey = 16;

    explicit KeyTable(const LibraryWorks &library)
        : KeyTable(library, [](quint32) { return true; })
    {
    }

    /// Of the works that are wanted alone: a small table is looked at many times faster.
    template <typename Wanted>
    KeyTable(const LibraryWorks &library, Wanted wanted)
        : m_library(library)
        , m_hashes(library.keys.size())
        , m_next(library.keys.size(), kNone)
    {
        std::vector<quint32> keys;
        for (quint32 key = 0; key < library.keys.size(); ++key) {
            if (wanted(library.keys[key].work)) {
                keys.push_back(key);
            }
        }
        std::size_t size = 16;
        while (size < keys.size() * 2) {
            size *= 2;
        }
        m_slots.assign(size, kNone);
        for (const quint32 key : keys) {
            insert(key);
        }
    }

    /// Calls visit(key) for the keys with the text of this hash; text() is asked for it where one has.
    template <typename Text, typename Visit>
    void visit(quint64 hash, Text text, Visit visit) const
    {
        std::size_t slot = hash & (m_slots.size() - 1);
        for (; m_slots[slot] != kNone; slot = (slot + 1) & (m_slots.size() - 1)) {
            if (m_hashes[m_slots[slot]] == hash && textOf(m_slots[slot]) == text()) {
                break;
            }
        }
        quint32 key = m_slots[slot];
        for (std::size_t i = 0; key != kNone && i < kWorksPerKey; ++i) {
            visit(m_library.keys[key]);
            key = m_next[key];
        }
    }

private:
    std::string_view textOf(quint32 key) const { return m_library.keyText(m_library.keys[key]); }

    void insert(quint32 key)
    {
        const std::string_view text = textOf(key);
        const quint64 hash = identityHash(text);
        m_hashes[key] = hash;
        std::size_t slot = hash & (m_slots.size() - 1);
        while (m_slots[slot] != kNone && (m_hashes[m_slots[slot]] != hash || textOf(m_slots[slot]) != text)) {
            slot = (slot + 1) & (m_slots.size() - 1);
        }
        if (m_slots[slot] == kNone) {
            m_slots[slot] = key;
        } else {
            m_next[key] = std::exchange(m_next[m_slots[slot]], key);
        }
    }

    const LibraryWorks &m_library;
    std::vector<quint64> m_hashes;
    std::vector<quint32> m_next;
    std::vector<quint32> m_slots;
};

} // namespace carrel
