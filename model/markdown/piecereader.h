// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "markdown/listshape.h"
#include "markdown/recordpieces.h"
#include "markdown/recordwords.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace carrel {

/// Judges the pieces of the records of one list and remembers what it found: venues, companies and labels
/// stand in a list again and again.
class PieceReader final
{
public:
    /// The shape must stay; what was remembered of another one is forgotten.
    void use(const ListShape &shape);
    const ListShape &shape() const { return *m_shape; }

    /// Null where the piece is none. Good until the next call.
    const VenueTag *venue(std::string_view piece, bool loose);
    bool areAuthors(std::string_view piece);
    LabelRole label(std::string_view words);
    /// Words that say where a link leads to, known ones or those that many links of the list share.
    bool isLabel(std::string_view words);

private:
    struct Hash
    {
        using is_transparent = void; // NOLINT(readability-identifier-naming) -- the standard asks for it
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    struct Label
    {
        LabelRole role;
        bool shared;
    };
    template <typename Value>
    using Known = std::unordered_map<std::string, Value, Hash, std::equal_to<>>;

    const Label &labelOf(std::string_view words);

    const ListShape *m_shape = nullptr;
    Known<std::optional<VenueTag>> m_strict;
    Known<std::optional<VenueTag>> m_loose;
    Known<bool> m_authors;
    Known<Label> m_labels;
    std::optional<VenueTag> m_long;
};

} // namespace carrel
