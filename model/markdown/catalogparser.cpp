// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/catalogparser.h"

#include "catalog/catalogbuilder.h"
#include "markdown/sectionwalker.h"

namespace carrel {

CatalogPart ChunkParser::parse(std::string_view text, const ChunkPlan &plan, const Chunk &chunk)
{
    CatalogPart part;
    // The first chunk holds its definitions itself unless they stand in later ones; the head is harmless
    // there.
    const CmarkDocument document(m_arena, plan.definitions,
                                 text.substr(chunk.begin, chunk.end - chunk.begin));
    const auto headLines = static_cast<int>(plan.definitionLines);
    SectionWalker walker(m_reader, part, static_cast<qint64>(chunk.firstLine) - 1 - headLines);
    walker.walk(document.root(), headLines + 1);
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
