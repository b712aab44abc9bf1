// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/entryreader.h"

#include "base/text.h"
#include "catalog/link.h"
#include "markdown/entryparts.h"
#include "markdown/venuetagreader.h"

#include <algorithm>
#include <array>
#include <utility>

namespace carrel {

void EntryReader::begin(const InlineText &text, EntryDraft &draft)
{
    m_cursor.begin(text);
    m_draft = &draft;
    m_tagUrl.clear();
    m_venueKnown = draft.tagLeads;
    m_inCell = false;
}

ItemKind EntryReader::readHead(const InlineText &text, EntryDraft &draft, const RecordPlace &place)
{
    begin(text, draft);
    skipTaskBox();
    skipDecoration();
    readTags();
    readTitle();
    readTail();
    return kindOf(draft, place);
}

void EntryReader::readTitleCell(const InlineText &text, EntryDraft &draft)
{
    begin(text, draft);
    m_inCell = true;
    skipDecoration();
    readTags();
    readTitle();
    readTail();
}

void EntryReader::readCell(FieldRole role, const InlineText &text, EntryDraft &draft)
{
    begin(text, draft);
    m_venueKnown = false;
    const std::string_view words = trimmed(text.text);
    addLinksWithin(0, text.text.size());
    const bool linked = text.isOnlyLinks();
    if (role == FieldRole::Authors && hasText(words)) {
        addAuthors(words);
    } else if ((role == FieldRole::Venue || role == FieldRole::Year) && hasText(words) &&
               words.size() <= kMostTagBytes) {
        mergeTag(tagOf(words));
    } else if (!linked && role != FieldRole::Link && hasText(words)) {
        takePiece(words, false);
    }
}

void EntryReader::readNested(const InlineText &text, EntryDraft &draft)
{
    begin(text, draft);
    if (readField(text.text) || readVersion()) {
        return;
    }
    const InlineSpan *link = text.nextLink(0);
    const std::string_view before = link == nullptr ? std::string_view() : text.slice(0, link->begin);
    const std::string_view label = trimmed(before, kBlanks);
    const std::size_t colon = label.ends_with(':') ? 1 : label.ends_with("\uFF1A") ? 3 : 0;
    if (colon > 0 && link->end == text.text.size() && !isAddress(text.of(*link))) {
        const std::string_view words = trimmed(label.substr(0, label.size() - colon));
        draft.links.push_back({std::string(link->url), displayText(words, kMostLabelBytes)});
        return;
    }
    if (!text.isOnlyLinks()) {
        takeTailText(0, text.text.size());
    }
    addLinksWithin(0, text.text.size());
}

/// `Authors: A. Author, B. Author`
bool EntryReader::readField(std::string_view text)
{
    const std::size_t colon = std::min(text.find(':'), text.find("\uFF1A"));
    const std::string_view name = colon < 40 ? text.substr(0, colon) : std::string_view();
    const FieldRole role = name.empty() ? FieldRole::None : fieldRole(name);
    const std::string_view value = role == FieldRole::None
                                       ? std::string_view()
                                       : trimmed(text.substr(colon + colonAt(text.substr(colon))));
    if (role == FieldRole::Authors && !value.empty()) {
        addAuthors(value);
        return true;
    }
    if ((role == FieldRole::Venue || role == FieldRole::Year) && !value.empty() &&
        value.size() <= kMostTagBytes && m_cursor.text().nextLink(0) == nullptr) {
        if (!m_venueKnown) {
            mergeTag(tagOf(value));
        }
        return !m_venueKnown;
    }
    return false;
}

/// Plain words that may be a title, behind a position.
bool EntryReader::hasWordsBehind(std::size_t position)
{
    const std::size_t next = m_cursor.all().find_first_not_of(" \t:-|", position);
    if (next == std::string_view::npos) {
        return false;
    }
    if (const InlineSpan *link = m_cursor.text().linkAt(next)) {
        return m_pieces.label(m_cursor.text().of(*link)) == LabelRole::None &&
               m_cursor.text().of(*link) != kEmptyLinkText;
    }
    return hasText(m_cursor.all().substr(next, m_cursor.nextStop(next) - next));
}

/// A link that says where it leads to, not what the paper is called.
bool EntryReader::isLabel(const InlineSpan &link)
{
    const std::string_view words = m_cursor.text().of(link);
    return words == kEmptyLinkText || m_pieces.isLabel(words);
}

/// `Journal version of [IPDPS'23] [Title](url)`: words, a tag with a year, a title.
bool EntryReader::readVersion()
{
    const std::string &text = m_cursor.text().text;
    for (std::size_t open = text.find('['); open != std::string::npos; open = text.find('[', open + 1)) {
        Bracket bracket{};
        if (m_cursor.text().linkAt(open) != nullptr || !m_cursor.bracketAt(open, bracket) ||
            m_cursor.spanWithin(bracket, InlineSpan::Kind::Link) != nullptr ||
            !looksLikeTag(m_cursor.text().slice(bracket.begin, bracket.close))) {
            continue;
        }
        EntryDraft::NewVersion version;
        version.relation = displayText(trimmed(m_cursor.text().slice(0, open)), kMostLabelBytes);
        version.tag =
            readVenueTag(displayText(m_cursor.text().slice(bracket.begin, bracket.close), kMostTagBytes));
        m_cursor.position = bracket.end;
        m_cursor.skip(kBlanks);
        EntryDraft inner;
        inner.tagLeads = true;
        EntryDraft *outer = std::exchange(m_draft, &inner);
        m_venueKnown = true;
        readTitle();
        readTail();
        version.title = std::move(inner.title);
        version.links = std::move(inner.links);
        m_draft = outer;
        if (version.title.empty()) {
            return false;
        }
        m_draft->versions.push_back(std::move(version));
        return true;
    }
    return false;
}

void EntryReader::addAuthors(std::string_view text)
{
    if (m_draft->authors.empty()) {
        m_draft->authors = displayText(trimmed(text, " \t,.;:*_|-"), kMostNoteBytes);
    }
}

void EntryReader::addLink(const InlineSpan &link)
{
    const std::string_view text = m_cursor.text().of(link);
    const std::string_view shown =
        text == kEmptyLinkText && m_pieces.label(link.image) != LabelRole::None ? link.image : text;
    std::string label =
        isAddress(shown) ? std::string() : displayText(trimmed(shown, "[] \t"), kMostLabelBytes);
    if (label.empty() && !isAddress(shown)) {
        label = trueHost(link.url).toStdString();
    }
    m_draft->links.push_back({std::string(link.url), std::move(label)});
}

void EntryReader::addLinksWithin(std::size_t begin, std::size_t end)
{
    for (const InlineSpan &span : m_cursor.text().spans) {
        if (span.kind == InlineSpan::Kind::Link && span.begin >= begin && span.end <= end) {
            addLink(span);
        }
    }
}

void EntryReader::addNote(std::string_view note)
{
    if (hasText(note)) {
        m_draft->notes.push_back(displayText(trimmed(note, " \t,;|"), kMostNoteBytes));
    }
}

} // namespace carrel
