// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/catalogparser.h"

#include "catalog/catalogbuilder.h"
#include "markdown/sectionwalker.h"

#include <algorithm>
#include <vector>

namespace carrel {

namespace {

/// The tables of a chunk, counted from its beginning.
std::vector<TableLines> tablesOf(const ListShape &shape, const Chunk &chunk)
{
    std::vector<TableLines> tables;
    auto table =
        std::lower_bound(shape.tables.begin(), shape.tables.end(), chunk.begin,
                         [](const TableShape &each, std::size_t wanted) { return each.delimiter < wanted; });
    for (; table != shape.tables.end() && table->delimiter < chunk.end; ++table) {
        tables.push_back({table->delimiter - chunk.begin, table->rows - chunk.begin,
                          std::min(table->end, chunk.end) - chunk.begin});
    }
    return tables;
}

} // namespace

CatalogPart ChunkParser::parse(std::string_view text, const ChunkPlan &plan, const Chunk &chunk)
{
    CatalogPart part;
    // The first chunk holds its definitions itself unless they stand in later ones; the head is harmless
    // there.
    const CmarkDocument document(m_arena, plan.definitions, text.substr(chunk.begin, chunk.end - chunk.begin),
                                 tablesOf(plan.shape, chunk));
    const qint64 offset =
        static_cast<qint64>(chunk.firstLine) - 1 - static_cast<qint64>(plan.definitionLines);
    m_reader.use(plan.shape);
    SectionWalker walker(m_reader, plan.shape, part,
                         [&](cmark_node *block) { return document.lineOf(block) + offset; });
    walker.walk(document.root(), chunk.firstLine);
    return part;
}

CatalogPart diagnosticsPart(const ListText &text)
{
    CatalogPart part;
    for (const Diagnostic &diagnostic : text.diagnostics) {
        part.addDiagnostic(diagnostic.kind, diagnostic.line);
    }
    return part;
}

CatalogPointer parseCatalog(const ListText &text, std::size_t chunkBytes)
{
    const std::string_view all(text.utf8.constData(), static_cast<std::size_t>(text.utf8.size()));
    const ChunkPlan plan = planChunks(all, chunkBytes);
    CatalogBuilder builder;
    builder.append(diagnosticsPart(text));
    ChunkParser parser;
    for (const Chunk &chunk : plan.chunks) {
        builder.append(parser.parse(all, plan, chunk));
    }
    return builder.finish();
}

} // namespace carrel
