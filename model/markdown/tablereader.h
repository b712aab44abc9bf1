// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalogpart.h"
#include "markdown/entryreader.h"
#include "markdown/inlinetext.h"

namespace carrel {

struct TableShape;

/// Reads a row of a table, which is parsed as a paragraph, into a draft: each cell by what its column holds.
class TableReader final
{
public:
    explicit TableReader(EntryReader &reader)
        : m_reader(reader)
    {
    }

    ItemKind readRow(const InlineText &row, const TableShape &table, SectionKind section, EntryDraft &draft);

private:
    EntryReader &m_reader;
    InlineText m_cell;
};

} // namespace carrel
