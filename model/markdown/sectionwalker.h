// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalogpart.h"
#include "markdown/entryreader.h"
#include "markdown/inlinetext.h"

struct cmark_node;

namespace carrel {

/// Walks the blocks of a parsed chunk in document order and fills a part: headings, groups, entries, notes.
class SectionWalker final
{
public:
    /// Lines of the tree are counted from 1; lineOffset is added to them (it may be negative).
    SectionWalker(EntryReader &reader, CatalogPart &part, qint64 lineOffset);

    /// Blocks that begin before this line of the tree are passed over.
    void walk(cmark_node *document, int firstLine);

private:
    void walkBlock(cmark_node *block);
    void walkBlocks(cmark_node *parent);
    void walkHeading(cmark_node *heading);
    void walkParagraph(cmark_node *paragraph);
    void walkList(cmark_node *list);
    void walkItem(cmark_node *item);
    void walkListsOf(cmark_node *item);
    void readBelow(cmark_node *item, cmark_node *head);
    void addEntry(quint32 line);
    void addSectionText(const InlineText &text);
    void readInline(cmark_node *node, InlineText &text) const;
    quint32 lineOf(cmark_node *node) const;

    EntryReader &m_reader;
    CatalogPart &m_part;
    qint64 m_lineOffset;
    InlineText m_text;
    EntryDraft m_draft;
};

} // namespace carrel
