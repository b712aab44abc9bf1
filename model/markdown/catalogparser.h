// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalog.h"
#include "catalog/catalogpart.h"
#include "markdown/chunkplan.h"
#include "markdown/cmarkdocument.h"
#include "markdown/entryreader.h"
#include "markdown/listtext.h"

#include <string_view>

namespace carrel {

/// Parses chunks of a list one after another; keeps its memory between them. One parser a thread.
class ChunkParser final
{
public:
    CatalogPart parse(std::string_view text, const ChunkPlan &plan, const Chunk &chunk);

private:
    CmarkArena m_arena;
    EntryReader m_reader;
};

/// The whole list on the calling thread. Never fails: a text without papers gives a catalog without entries.
/// Smaller chunks give the same catalog.
CatalogPointer parseCatalog(const ListText &text, std::size_t chunkBytes = kChunkBytes);

/// The part that stands before all others: what was found out about the text as a whole.
CatalogPart diagnosticsPart(const ListText &text);

} // namespace carrel
