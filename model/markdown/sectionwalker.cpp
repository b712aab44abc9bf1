// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/sectionwalker.h"

#include "base/text.h"
#include "markdown/listshape.h"

#include <cmark-gfm.h>

#include <algorithm>
#include <array>
#include <utility>

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

SectionWalker::SectionWalker(EntryReader &reader, const ListShape &shape, CatalogPart &part, LineOf lineOf)
    : m_reader(reader)
    , m_part(part)
    , m_shape(shape)
    , m_lineOf(std::move(lineOf))
    , m_tables(reader)
{
}

void SectionWalker::walk(cmark_node *document, quint32 firstLine)
{
    for (cmark_node *block = cmark_node_first_child(document); block != nullptr;
         block = cmark_node_next(block)) {
        if (m_lineOf(block) >= firstLine) {
            walkBlock(block);
        }
    }
    flush();
}

void SectionWalker::walkBlock(cmark_node *block)
{
    const cmark_node_type type = cmark_node_get_type(block);
    if (type == CMARK_NODE_HEADING) {
        walkHeading(block);
    } else if (type == CMARK_NODE_PARAGRAPH) {
        walkParagraph(block);
    } else if (type == CMARK_NODE_LIST) {
        flush();
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
            flush();
            readInline(child, m_text);
            addSectionText(m_text);
        } else {
            walkBlock(child);
        }
    }
}

void SectionWalker::walkHeading(cmark_node *heading)
{
    flush();
    readInline(heading, m_text);
    m_part.openSection(displayText(m_text.text, kMostTitleBytes), cmark_node_get_heading_level(heading),
                       lineOf(heading));
}

void SectionWalker::walkParagraph(cmark_node *paragraph)
{
    const quint32 line = lineOf(paragraph);
    if (walkRow(paragraph, line)) {
        return;
    }
    readInline(paragraph, m_text);
    if (m_text.isWhollyStrong() && m_text.nextLink(0) == nullptr) {
        flush();
        std::string title = displayText(m_text.text, kMostTitleBytes);
        title.erase(std::min(title.find_last_not_of(": ") + 1, title.size()));
        m_part.openGroup(title, line);
    } else if (!walkParagraphRecord(line)) {
        addSectionText(m_text);
    }
}

/// The rows of a table are paragraphs of one line each.
bool SectionWalker::walkRow(cmark_node *paragraph, quint32 line)
{
    const TableShape *table = m_shape.tableAt(line);
    if (table == nullptr || table->columns.empty()) {
        return false;
    }
    flush();
    if (line == table->headerLine) {
        return true;
    }
    readInline(paragraph, m_text);
    m_draft.clear();
    const ItemKind kind = m_tables.readRow(m_text, *table, m_shape.kindAt(line), m_draft);
    if (kind == ItemKind::Entry) {
        addEntry(line);
    } else {
        leaveOut(kind, m_text, line);
    }
    return true;
}

/// A paragraph that begins with a bold or linked title, and the lines of authors and venue below it. The text
/// of the paragraph has been read.
bool SectionWalker::walkParagraphRecord(quint32 line)
{
    constexpr std::size_t kMostProseBytes = 1500;
    const auto &spans = m_text.spans;
    const bool begins = !spans.empty() && spans.front().begin <= 8 && m_text.text.size() <= kMostProseBytes &&
                        spans.front().kind != InlineSpan::Kind::Code;
    if (begins && m_text.nextLink(0) != nullptr) {
        m_probe.clear();
        const RecordPlace place{m_shape.kindAt(line), false, true};
        if (m_reader.readHead(m_text, m_probe, place) == ItemKind::Entry && m_probe.title.size() > 8) {
            flush();
            std::swap(m_draft, m_probe);
            m_draft.line = line;
            m_hasPending = true;
            return true;
        }
    }
    if (m_hasPending) {
        const std::size_t known = m_draft.notes.size();
        m_reader.readNested(m_text, m_draft);
        // Prose ends the record; fields go on.
        const bool prose = m_draft.notes.size() > known && m_text.text.size() > 300;
        if (prose) {
            m_draft.notes.resize(known);
            flush();
        }
        return !prose;
    }
    return false;
}

void SectionWalker::flush()
{
    if (m_hasPending) {
        m_hasPending = false;
        addEntry(m_draft.line);
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
    const quint32 line = lineOf(item);
    ItemKind kind = m_reader.readHead(m_text, m_draft, {m_shape.kindAt(line), false, false});
    if (kind == ItemKind::Text || (kind == ItemKind::Entry && m_draft.links.empty() && !m_draft.tagLeads)) {
        kind = readUnlinked(item, head, kind);
    }
    if (kind == ItemKind::Entry) {
        readBelow(item, head, m_draft);
        addEntry(line);
        return;
    }
    leaveOut(kind, m_text, line);
    walkListsOf(item);
}

/// A bullet without a link of its own may have them below, or stand above records of their own.
ItemKind SectionWalker::readUnlinked(cmark_node *item, cmark_node *head, ItemKind kind)
{
    if (cmark_node_next(head) == nullptr) {
        return kind;
    }
    const bool titled = wordCount(m_draft.title) >= 3;
    if (isGroupOfRecords(item) || !titled) {
        return kind == ItemKind::Entry && !isGroupOfRecords(item) ? kind : ItemKind::Text;
    }
    m_probe = m_draft;
    readBelow(item, head, m_probe);
    const ItemKind whole = m_reader.kindOf(m_probe, {m_shape.kindAt(lineOf(item)), false, true});
    readInline(head, m_text);
    return whole == ItemKind::Entry ? whole : kind;
}

/// Whether the bullets below are papers, not links of the one above.
bool SectionWalker::isGroupOfRecords(cmark_node *item)
{
    for (cmark_node *child = cmark_node_first_child(item); child != nullptr; child = cmark_node_next(child)) {
        cmark_node *first =
            cmark_node_get_type(child) == CMARK_NODE_LIST ? cmark_node_first_child(child) : nullptr;
        cmark_node *head = first == nullptr ? nullptr : firstParagraph(first);
        if (head == nullptr) {
            continue;
        }
        InlineText text;
        readInline(head, text);
        EntryDraft draft;
        const ItemKind kind = m_reader.readHead(text, draft, {SectionKind::Neutral, false, false});
        return kind == ItemKind::Entry && wordCount(draft.title) >= 2 &&
               (draft.tagLeads || labelRole(draft.title) == LabelRole::None);
    }
    return false;
}

/// What is no paper: its words and links are the section's, and where it looks like one the reader is told.
void SectionWalker::leaveOut(ItemKind kind, const InlineText &text, quint32 line)
{
    struct Reason
    {
        ItemKind kind;
        DiagnosticKind diagnostic;
    };
    constexpr std::array kReasons{Reason{ItemKind::Software, DiagnosticKind::LeftOutSoftware},
                                  Reason{ItemKind::Page, DiagnosticKind::LeftOutPage},
                                  Reason{ItemKind::Chapter, DiagnosticKind::LeftOutChapter}};
    if (kind == ItemKind::Contents) {
        m_part.markContents();
    } else if (kind != ItemKind::Empty) {
        addSectionText(text);
    }
    for (const Reason &reason : kReasons) {
        if (reason.kind == kind) {
            m_part.addDiagnostic(reason.diagnostic, line);
        }
    }
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
void SectionWalker::readBelow(cmark_node *item, cmark_node *head, EntryDraft &draft)
{
    for (cmark_node *child = cmark_node_first_child(item); child != nullptr; child = cmark_node_next(child)) {
        const cmark_node_type type = cmark_node_get_type(child);
        if (child != head && type == CMARK_NODE_PARAGRAPH) {
            readInline(child, m_text);
            m_reader.readNested(m_text, draft);
        } else if (type == CMARK_NODE_LIST || type == CMARK_NODE_ITEM || type == CMARK_NODE_BLOCK_QUOTE) {
            readBelow(child, nullptr, draft);
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
    return static_cast<quint32>(m_lineOf(node));
}

} // namespace carrel
