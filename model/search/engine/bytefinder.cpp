// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/engine/bytefinder.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__) && !defined(CARREL_PLAIN_SEARCH)
#define CARREL_LANES
#include <emmintrin.h>
#endif

namespace carrel {

namespace {

/// How seldom a byte is in folded text of papers: the later here the rarer; what is not here is rarer still.
constexpr std::string_view kByFrequency = " einratosmlcgdufphyvkwb201x3qz4j56789";

std::size_t rarity(char byte)
{
    return std::min(kByFrequency.find(byte), kByFrequency.size());
}

#ifdef CARREL_LANES

constexpr std::size_t kLane = 16;
constexpr std::size_t kStride = 4 * kLane;
static_assert(kStride == ByteFinder::kPlaces);

/// 16 places of a text at which both bytes stand, all bits of a byte set for each.
__m128i bothAt(const char *first, const char *second, __m128i firstByte, __m128i secondByte)
{
    const auto load = [](const char *from) {
        return _mm_loadu_si128(reinterpret_cast<const __m128i *>(from));
    };
    return _mm_and_si128(_mm_cmpeq_epi8(load(first), firstByte), _mm_cmpeq_epi8(load(second), secondByte));
}

/// One bit for each of the next 64 places.
std::uint64_t candidates(const char *first, const char *second, __m128i firstByte, __m128i secondByte)
{
    const auto lane = [&](std::size_t i) {
        return bothAt(first + i * kLane, second + i * kLane, firstByte, secondByte);
    };
    const __m128i a = lane(0);
    const __m128i b = lane(1);
    const __m128i c = lane(2);
    const __m128i d = lane(3);
    if (_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(a, b), _mm_or_si128(c, d))) == 0) {
        return 0;
    }
    const auto bits = [](__m128i places) {
        return std::uint64_t(static_cast<std::uint32_t>(_mm_movemask_epi8(places)));
    };
    return bits(a) | bits(b) << 16 | bits(c) << 32 | bits(d) << 48;
}

#endif

} // namespace

ByteFinder::ByteFinder(std::string_view term)
    : m_term(term)
    , m_rarest{0, 0}
{
    const auto isRarer = [&](std::size_t a, std::size_t b) { return rarity(term[a]) > rarity(term[b]); };
    for (std::size_t i = 1; i < term.size(); ++i) {
        m_rarest[0] = isRarer(i, m_rarest[0]) ? i : m_rarest[0];
    }
    m_rarest[1] = m_rarest[0] == 0 ? term.size() - 1 : 0;
    for (std::size_t i = 0; i < term.size(); ++i) {
        m_rarest[1] = i != m_rarest[0] && isRarer(i, m_rarest[1]) ? i : m_rarest[1];
    }
}

bool ByteFinder::standsAt(const char *place) const
{
    return std::memcmp(place, m_term.data(), m_term.size()) == 0;
}

std::size_t ByteFinder::find(std::string_view text, std::size_t from) const
{
#ifdef CARREL_LANES
    const __m128i first = _mm_set1_epi8(m_term[m_rarest[0]]);
    const __m128i second = _mm_set1_epi8(m_term[m_rarest[1]]);
    for (; from + kStride + m_term.size() <= text.size(); from += kStride) {
        const char *place = text.data() + from;
        std::uint64_t bits = candidates(place + m_rarest[0], place + m_rarest[1], first, second);
        for (; bits != 0; bits &= bits - 1) {
            const auto offset = static_cast<std::size_t>(std::countr_zero(bits));
            if (standsAt(place + offset)) {
                return from + offset;
            }
        }
    }
#endif
    return std::min(text.find(m_term, from), text.size());
}

std::vector<std::uint64_t> ByteFinder::places(std::string_view text) const
{
    std::vector<std::uint64_t> bits((text.size() + kPlaces - 1) / kPlaces, 0);
    std::size_t from = 0;
#ifdef CARREL_LANES
    const __m128i first = _mm_set1_epi8(m_term.front());
    const __m128i last = _mm_set1_epi8(m_term.back());
    for (; from + kPlaces + m_term.size() <= text.size(); from += kPlaces) {
        const char *place = text.data() + from;
        bits[from / kPlaces] = candidates(place, place + m_term.size() - 1, first, last);
    }
#endif
    for (; from + m_term.size() <= text.size(); ++from) {
        bits[from / kPlaces] |= std::uint64_t(standsAt(text.data() + from)) << (from % kPlaces);
    }
    return bits;
}

} // namespace carrel
