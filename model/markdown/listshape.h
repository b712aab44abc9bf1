// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "markdown/recordwords.h"

#include <QtGlobal>

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace carrel {

/// A table: where its lines stand in the text, and what its columns hold.
struct TableShape
{
    std::size_t begin = 0;     ///< of the header
    std::size_t delimiter = 0; ///< of the line below it
    std::size_t rows = 0;      ///< of the first row
    std::size_t end = 0;       ///< behind the last row and its line feed
    quint32 headerLine = 0;    ///< 1-based
    quint32 lastLine = 0;
    std::vector<FieldRole> columns;
    bool holdsPapers = false; ///< its header names a title, and a venue, year, authors or links of papers
};

/// What was inferred from the whole text, so that every record is read alike wherever the text is cut: small,
/// never changed, shared by all who read chunks.
struct ListShape
{
    struct SectionStart
    {
        quint32 line;
        SectionKind kind;
    };

    std::vector<TableShape> tables;         ///< in order
    std::vector<SectionStart> sections;     ///< where the kind changes, in order
    std::unordered_set<std::string> labels; ///< words of links that many records share
    std::unordered_set<std::string> venues; ///< names that stand before years, as plain words
    bool tagsLead = true;                   ///< a bracket before the title is a venue, not a short name
    bool nameBeforeColon = true;            ///< `[Name](url): rest of the title`, not `[Title](url): remark`

    SectionKind kindAt(quint32 line) const;
    const TableShape *tableAt(quint32 line) const;
    bool isVenue(std::string_view name) const;
};

/// Looks through the text once, line by line. Linear in time.
ListShape inferShape(std::string_view text);

} // namespace carrel
