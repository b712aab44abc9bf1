// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace carrel {

/// Finds one term in folded text: looks for its two rarest bytes many places at a time where the processor
/// can, and compares the rest only there. The term must outlive it.
class ByteFinder final
{
public:
    /// term is not empty.
    explicit ByteFinder(std::string_view term);

    /// Where term stands in text, from a place on; text.size() where it does not.
    std::size_t find(std::string_view text, std::size_t from) const;
    /// All places of a term of one or two bytes, one bit for each byte of the text: for terms that stand in
    /// most works, where one find after the other takes longer.
    std::vector<std::uint64_t> places(std::string_view text) const;
    static constexpr std::size_t kPlaces = 64; ///< in each of them

    std::size_t termSize() const { return m_term.size(); }

private:
    bool standsAt(const char *place) const;

    std::string_view m_term;
    std::array<std::size_t, 2> m_rarest; ///< places in the term
};

} // namespace carrel
