// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/sectionwalker.h"

#include "base/text.h"

#include <cmark-gfm.h>

#include <algorithm>

namespace carrel {

namespace {

constexpr std::size_t kMostTitleBytes = 512;
constexpr std::size_t kMostNoteBytes = 4096;

cmark_node *firstParagraph(cmark_node *item)
{
    cmark_node *child = cmark_node_first_child(item);
    return child != nullptr && cmark_node_get_type(child) == CMARK_NODE_PARAGRAPH ? child : nullptr;
}

} // namespace

SectionWalker::SectionWalker(EntryReader &reader, CatalogPart &part, qint64 lineOffset)
    : m_reader(reader)
    , m_part(part)
    , m_lineOffset(lineOffset)
{
}

void SectionWalker::walk(cmark_node *document, int firstLine)
{
    for (cmark_node *block = cmark_node_first_child(document); block != nullptr;
         block = cmark_node_next(block)) {
        if (cmark_node_get_start_line(block) >= firstLine) {
            walkBlock(block);
        }
    }
}

void SectionWalker::walkBlock(cmark_node *block)
{
    const cmark_node_type type = cmark_node_get_type(block);
    if (type == CMARK_NODE_HEADING) {
        walkHeading(block);
    } else if (type == CMARK_NODE_PARAGRAPH) {
        walkParagraph(block);
    } else if (type == CMARK_NODE_LIST) {
        walkList(block);
    } else if (type == CMARK_NODE_BLOCK_QUOTE) {
        walkBlocks(block);
    }
}

/// What a quote holds: its paragraphs are notes and its lists are lists, its headings open no section.
void SectionWalker::walkBlocks(cmark_node *parent)
{
    for (cmark_node *child = cmark_node_first_child(parent); child != nullptr;
         child = cmark_node_next(child)) {
        if (cmark_node_get_type(child) == CMARK_NODE_HEADING) {
            readInline(child, m_text);
            addSectionText(m_text);
        } else {
            walkBlock(child);
        }
    }
}

void SectionWalker::walkHeading(cmark_node *heading)
{
    readInline(heading, m_text);
    m_part.openSection(displayText(m_text.text, kMostTitleBytes), cmark_node_get_heading_level(heading),
                       lineOf(heading));
}

void SectionWalker::walkParagraph(cmark_node *paragraph)
{
    readInline(paragraph, m_text);
    if (m_text.isWhollyStrong() && m_text.nextLink(0) == nullptr) {
        std::string title = displayText(m_text.text, kMostTitleBytes);
        title.erase(std::min(title.find_last_not_of(": ") + 1, title.size()));
        m_part.openGroup(title, lineOf(paragraph));
    } else {
        addSectionText(m_text);
    }
}

void SectionWalker::walkList(cmark_node *list)
{
    for (cmark_node *item = cmark_node_first_child(list); item != nullptr; item = cmark_node_next(item)) {
        walkItem(item);
    }
}

void SectionWalker::walkItem(cmark_node *item)
{
    cmark_node *head = firstParagraph(item);
    if (head == nullptr) {
        walkListsOf(item);
        return;
    }
    readInline(head, m_text);
    m_draft.clear();
    const ItemKind kind = m_reader.readHead(m_text, m_draft);
    if (kind == ItemKind::Entry) {
        readBelow(item, head);
        addEntry(lineOf(item));
        return;
    }
    if (kind == ItemKind::Contents) {
        m_part.markContents();
    } else if (kind != ItemKind::Empty) {
        addSectionText(m_text);
    }
    walkListsOf(item);
}

void SectionWalker::walkListsOf(cmark_node *item)
{
    for (cmark_node *child = cmark_node_first_child(item); child != nullptr; child = cmark_node_next(child)) {
        if (cmark_node_get_type(child) == CMARK_NODE_LIST) {
            walkList(child);
        }
    }
}

/// Everything nested below an entry, at any depth, belongs to it.
void SectionWalker::readBelow(cmark_node *item, cmark_node *head)
{
    for (cmark_node *child = cmark_node_first_child(item); child != nullptr; child = cmark_node_next(child)) {
        const cmark_node_type type = cmark_node_get_type(child);
        if (child != head && type == CMARK_NODE_PARAGRAPH) {
            readInline(child, m_text);
            m_reader.readNested(m_text, m_draft);
        } else if (type == CMARK_NODE_LIST || type == CMARK_NODE_ITEM || type == CMARK_NODE_BLOCK_QUOTE) {
            readBelow(child, nullptr);
        }
    }
}

void SectionWalker::addEntry(quint32 line)
{
    m_draft.line = line;
    if (m_draft.title.empty()) {
        m_part.addDiagnostic(DiagnosticKind::NoTitle, line);
    }
    m_part.addEntry(m_draft);
}

/// Words outside of entries are a note of the section, links in them are its links.
void SectionWalker::addSectionText(const InlineText &text)
{
    std::string note = displayText(text.text, kMostNoteBytes);
    if (!note.empty() && !text.isOnlyLinks()) {
        m_part.addSectionNote(note);
    }
    for (const InlineSpan &span : text.spans) {
        if (span.kind == InlineSpan::Kind::Link && !span.url.starts_with('#') &&
            text.of(span) != kEmptyLinkText) {
            const std::string label = displayText(text.of(span), kMostTitleBytes);
            m_part.addSectionLink(span.url, label == span.url ? std::string() : label);
        }
    }
}

void SectionWalker::readInline(cmark_node *node, InlineText &text) const
{
    text.clear();
    text.append(node);
    text.findBareLinks();
}

quint32 SectionWalker::lineOf(cmark_node *node) const
{
    return static_cast<quint32>(cmark_node_get_start_line(node) + m_lineOffset);
}

} // namespace carrel
