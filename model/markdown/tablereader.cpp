// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/tablereader.h"

#include "markdown/cmarkdocument.h"
#include "markdown/listshape.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace carrel {

namespace {

using namespace std::string_view_literals;

struct Cell
{
    std::size_t begin;
    std::size_t end;
};

bool isPart(const InlineText &row, std::size_t position)
{
    return std::none_of(row.spans.begin(), row.spans.end(), [&](const InlineSpan &span) {
        return (span.kind == InlineSpan::Kind::Link || span.kind == InlineSpan::Kind::Code) &&
               position >= span.begin && position < span.end;
    });
}

/// Pipes within links and code part no cells.
std::vector<Cell> cellsOf(const InlineText &row, std::size_t most)
{
    const std::string_view text = row.text;
    std::vector<Cell> cells;
    std::size_t start = std::min(text.find_first_not_of(" \t"), text.size());
    start += start < text.size() && text[start] == '|' ? 1 : 0;
    while (start < text.size() && cells.size() < most) {
        std::size_t end = text.find('|', start);
        while (end != std::string_view::npos && !isPart(row, end)) {
            end = text.find('|', end + 1);
        }
        end = std::min(end, text.size());
        cells.push_back({start, end});
        start = end + 1;
    }
    return cells;
}

bool saysNothing(std::string_view text)
{
    constexpr std::size_t kMostBytes = 32;
    if (text.size() > kMostBytes) {
        return false;
    }
    constexpr std::array kNothing{"null"sv, "none"sv, "n/a"sv, "na"sv, "tbd"sv};
    const std::string words = plainWords(text);
    return words.empty() || std::find(kNothing.begin(), kNothing.end(), words) != kNothing.end();
}

void restorePipes(std::string &text)
{
    for (std::size_t at = text.find(kCellPipe); at != std::string::npos; at = text.find(kCellPipe)) {
        text.replace(at, kCellPipe.size(), "|");
    }
}

} // namespace

ItemKind TableReader::readRow(const InlineText &row, const TableShape &table, SectionKind section,
                              EntryDraft &draft)
{
    const std::vector<Cell> cells = cellsOf(row, table.columns.size());
    const auto readCells = [&](bool titles) {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const FieldRole role = table.columns[i];
            if ((role == FieldRole::Title) != titles) {
                continue;
            }
            m_cell.assignPart(row, cells[i].begin, cells[i].end);
            if (titles) {
                m_reader.readTitleCell(m_cell, draft);
            } else if (m_cell.nextLink(0) != nullptr || !saysNothing(m_cell.text)) {
                m_reader.readCell(role, m_cell, draft);
            }
        }
    };
    readCells(true);
    if (saysNothing(draft.title)) {
        return ItemKind::Empty;
    }
    readCells(false);
    restorePipes(draft.title);
    for (std::string &note : draft.notes) {
        restorePipes(note);
    }
    const bool whole = cells.size() * 2 >= table.columns.size() && (!draft.links.empty() || cells.size() > 1);
    return m_reader.kindOf(draft, {section, table.holdsPapers && whole, false});
}

} // namespace carrel
