// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalogpart.h"
#include "markdown/entryreader.h"
#include "markdown/inlinetext.h"
#include "markdown/tablereader.h"

#include <functional>

struct cmark_node;

namespace carrel {

struct ListShape;

/// Walks the blocks of a parsed chunk in document order and fills a part: headings, groups, entries, notes.
/// Entries are bullets, rows of tables, and paragraphs with what stands below them.
class SectionWalker final
{
public:
    /// Tells the line of a block in the list; 0 or less for what stands before the chunk.
    using LineOf = std::function<qint64(cmark_node *)>;

    SectionWalker(EntryReader &reader, const ListShape &shape, CatalogPart &part, LineOf lineOf);

    /// Blocks that begin before this line of the list are passed over.
    void walk(cmark_node *document, quint32 firstLine);

private:
    void walkBlock(cmark_node *block);
    void walkBlocks(cmark_node *parent);
    void walkHeading(cmark_node *heading);
    void walkParagraph(cmark_node *paragraph);
    void walkList(cmark_node *list);
    void walkItem(cmark_node *item);
    bool walkRow(cmark_node *paragraph, quint32 line);
    bool walkParagraphRecord(quint32 line);
    bool isGroupOfRecords(cmark_node *item);
    void leaveOut(ItemKind kind, const InlineText &text, quint32 line);
    void flush();
    void walkListsOf(cmark_node *item);
    ItemKind readUnlinked(cmark_node *item, cmark_node *head, ItemKind kind);
    void readBelow(cmark_node *item, cmark_node *head, EntryDraft &draft);
    void addEntry(quint32 line);
    void addSectionText(const InlineText &text);
    void readInline(cmark_node *node, InlineText &text) const;
    quint32 lineOf(cmark_node *node) const;

    EntryReader &m_reader;
    CatalogPart &m_part;
    const ListShape &m_shape;
    LineOf m_lineOf;
    TableReader m_tables;
    InlineText m_text;
    EntryDraft m_draft;
    EntryDraft m_probe;
    bool m_hasPending = false; ///< the draft is a paragraph's, and what follows may belong to it
};

} // namespace carrel
