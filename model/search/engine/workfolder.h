// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalog.h"

#include <string>
#include <string_view>
#include <vector>

namespace carrel {

/// Folded UTF-8 of consecutive works, one behind the other: titles, aliases, notes, titles of versions, and
/// the venue tags of works with several entries. Each field ends with a line feed, which no term contains.
struct TextPiece
{
    std::string text;
    std::vector<quint32> starts; ///< where the text of each work begins, and where the last ends

    std::size_t size() const { return starts.size() - 1; }
    std::string_view textOf(std::size_t number) const
    {
        return std::string_view(text).substr(starts[number], starts[number + 1] - starts[number]);
    }
};

/// Writes the folded texts of works. May be used by several threads at once.
class WorkFolder final
{
public:
    explicit WorkFolder(const Catalog &catalog);

    TextPiece fold(Range works) const;
    /// The names of the authors of each work, each a field: as written and, where that is another way round,
    /// given name first.
    TextPiece foldAuthors(Range works) const;
    /// Of each venue tag of the catalog, in fields like those of a work: a fifth of all text if it stood with
    /// every work, while there are few.
    const std::vector<std::string> &tagTexts() const { return m_tags; }

private:
    void addWork(std::string &text, Work work) const;
    void addField(std::string &text, TextRef field) const;
    void addTag(std::string &text, quint32 tag) const;
    void addEachOnce(std::string &text, std::span<const quint32> entries) const;
    void addAuthors(std::string &text, const Entry &entry) const;
    void addDetails(std::string &text, const Entry &entry) const;

    const Catalog &m_catalog;
    std::vector<std::string> m_tags;
};

} // namespace carrel
