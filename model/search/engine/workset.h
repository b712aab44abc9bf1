// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <functional>
#include <vector>

namespace carrel {

/// A set of works out of a stretch of consecutive numbers, one bit each. Stretches that begin at a multiple
/// of 64 can be worked on by several threads.
class WorkSet final
{
public:
    WorkSet(quint32 first, quint32 size, bool full)
        : m_first(first)
        , m_size(size)
        , m_words((size + 63) / 64, full ? ~quint64(0) : 0)
    {
        if (full && size % 64 != 0) {
            m_words.back() = (quint64(1) << (size % 64)) - 1;
        }
    }

    /// The stretch: works from first() up to, not including, end().
    quint32 first() const { return m_first; }
    quint32 end() const { return m_first + m_size; }
    quint32 size() const { return m_size; }

    bool contains(quint32 work) const { return (m_words[wordOf(work)] & bitOf(work)) != 0; }
    void insert(quint32 work) { m_words[wordOf(work)] |= bitOf(work); }
    void clear() { std::fill(m_words.begin(), m_words.end(), 0); }
    void remove(quint32 work) { m_words[wordOf(work)] &= ~bitOf(work); }

    quint32 count() const
    {
        quint32 works = 0;
        for (const quint64 word : m_words) {
            works += static_cast<quint32>(std::popcount(word));
        }
        return works;
    }
    bool isEmpty() const
    {
        return std::all_of(m_words.begin(), m_words.end(), [](quint64 word) { return word == 0; });
    }

    /// How many works of the set come before this one.
    quint32 countBefore(quint32 work) const
    {
        quint32 works = static_cast<quint32>(std::popcount(m_words[wordOf(work)] & (bitOf(work) - 1)));
        for (std::size_t i = 0; i < wordOf(work); ++i) {
            works += static_cast<quint32>(std::popcount(m_words[i]));
        }
        return works;
    }

    /// The work that so many of the set come before; there must be one.
    quint32 at(quint32 number) const
    {
        std::size_t i = 0;
        for (quint32 here = 0; number >= (here = static_cast<quint32>(std::popcount(m_words[i]))); ++i) {
            number -= here;
        }
        quint64 word = m_words[i];
        for (; number > 0; --number) {
            word &= word - 1;
        }
        return m_first + static_cast<quint32>(i * 64) + static_cast<quint32>(std::countr_zero(word));
    }

    friend bool operator==(const WorkSet &, const WorkSet &) = default;

    /// Adds a set of a stretch within this one, which begins a multiple of 64 behind the beginning of this.
    void insertAll(const WorkSet &part)
    {
        std::transform(part.m_words.begin(), part.m_words.end(), m_words.begin() + at64(part),
                       m_words.begin() + at64(part), std::bit_or());
    }

    // The other set is of the same stretch, or of one around it that begins a multiple of 64 before it.
    void unite(const WorkSet &other)
    {
        combine(other, [](quint64 a, quint64 b) { return a | b; });
    }
    void intersect(const WorkSet &other)
    {
        combine(other, [](quint64 a, quint64 b) { return a & b; });
    }
    void subtract(const WorkSet &other)
    {
        combine(other, [](quint64 a, quint64 b) { return a & ~b; });
    }

    template <typename Visit>
    void forEach(Visit visit) const
    {
        for (std::size_t i = 0; i < m_words.size(); ++i) {
            const quint32 first = m_first + static_cast<quint32>(i * 64);
            if (m_words[i] == ~quint64(0)) {
                for (quint32 work = first; work < first + 64; ++work) {
                    visit(work);
                }
                continue;
            }
            for (quint64 word = m_words[i]; word != 0; word &= word - 1) {
                visit(first + static_cast<quint32>(std::countr_zero(word)));
            }
        }
    }

    template <typename Keeps>
    void keepIf(Keeps keeps)
    {
        forEach([&](quint32 work) {
            if (!keeps(work)) {
                remove(work);
            }
        });
    }

    /// Keeps the works whose value in a column of all works is accepted, 0 or 1 for each value: without a
    /// branch a work.
    template <typename Number>
    void keepAccepted(const std::vector<Number> &values, const std::vector<quint8> &accepted)
    {
        for (std::size_t i = 0; i < m_words.size(); ++i) {
            if (m_words[i] == 0) {
                continue;
            }
            const std::size_t begin = m_first + i * 64;
            const std::size_t works = std::min<std::size_t>(64, end() - begin);
            quint64 kept = 0;
            for (std::size_t bit = 0; bit < works; ++bit) {
                kept |= quint64(accepted[values[begin + bit]]) << bit;
            }
            m_words[i] &= kept;
        }
    }

private:
    std::ptrdiff_t at64(const WorkSet &part) const
    {
        return static_cast<std::ptrdiff_t>((part.m_first - m_first) / 64);
    }
    std::size_t wordOf(quint32 work) const { return (work - m_first) / 64; }
    quint64 bitOf(quint32 work) const { return quint64(1) << ((work - m_first) % 64); }

    template <typename Combine>
    void combine(const WorkSet &other, Combine combine)
    {
        const std::size_t before = (m_first - other.m_first) / 64;
        for (std::size_t i = 0; i < m_words.size(); ++i) {
            m_words[i] = combine(m_words[i], other.m_words[before + i]);
        }
    }

    quint32 m_first;
    quint32 m_size;
    std::vector<quint64> m_words;
};

} // namespace carrel
