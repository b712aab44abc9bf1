// SPDX-License-Identifier: GPL-3.0-or-later
// EntryReader: what stands before the title.
#include "markdown/entryreader.h"

#include "base/text.h"
#include "markdown/entryparts.h"
#include "markdown/recordpieces.h"
#include "markdown/venuetagreader.h"

#include <algorithm>
#include <array>
#include <utility>

namespace carrel {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t kMostKnownTags = 4096; ///< that one reader remembers

/// Spares most tags the folding: an ASCII tag that begins with another letter is none.
bool mayBeSurvey(std::string_view text)
{
    return !text.empty() &&
           (text.front() == 'S' || text.front() == 's' || static_cast<unsigned char>(text.front()) >= 0x80);
}

} // namespace

/// `[x]` and `[ ]` of a task list.
void EntryReader::skipTaskBox()
{
    m_cursor.skip(kBlanks);
    for (const std::string_view box : {"[ ] "sv, "[x] "sv, "[X] "sv}) {
        if (m_cursor.rest().starts_with(box)) {
            m_cursor.position += box.size();
            return;
        }
    }
}

/// Emoji, `:fire:` and numbers in front.
void EntryReader::skipDecoration()
{
    for (bool again = true; again && !m_cursor.atEnd();) {
        m_cursor.skip(kBlanks);
        const std::string_view rest = m_cursor.rest();
        if (rest.starts_with('[')) {
            return;
        }
        const auto byte = [&](std::size_t i) {
            return i < rest.size() ? static_cast<unsigned char>(rest[i]) : 0U;
        };
        const bool number = byte(0) >= '0' && byte(0) <= '9';
        const std::size_t digits = number ? std::min(rest.find_first_not_of("0123456789"), rest.size()) : 0;
        const std::size_t code = rest.starts_with(':')
                                     ? rest.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_+-", 1)
                                     : std::string_view::npos;
        const bool numbered = digits > 0 && digits < 5 && digits + 1 < rest.size() &&
                              rest[digits + 1] == ' ' && (rest[digits] == '.' || rest[digits] == ')');
        const std::size_t before = m_cursor.position;
        if (byte(0) >= 0xF0) {
            m_cursor.position += std::min<std::size_t>(4, rest.size());
        } else if ((byte(0) == 0xE2 && byte(1) >= 0x86) || (byte(0) == 0xEF && byte(1) == 0xB8)) {
            m_cursor.position += std::min<std::size_t>(3, rest.size());
        } else if (code != std::string_view::npos && code > 2 && rest[code] == ':') {
            m_cursor.position += code + 1;
        } else if (numbered) {
            m_cursor.position += digits + 1;
        }
        again = m_cursor.position != before;
    }
}

void EntryReader::readTags()
{
    m_cursor.skip(kBlanks);
    while (readTag()) {
        m_cursor.skip(kBlanks);
        const char next = m_cursor.atEnd() ? '[' : m_cursor.rest().front();
        const bool maySeparate =
            next == ':' || next == '-' || next == '|' || static_cast<unsigned char>(next) >= 0x80;
        for (const std::string_view behind : {": "sv, "- "sv, "| "sv, "\u2013 "sv, "\u2014 "sv, "\uFF1A"sv}) {
            if (maySeparate && m_cursor.rest().starts_with(behind)) {
                m_cursor.position += behind.size();
                m_cursor.skip(kBlanks);
                break;
            }
        }
    }
    m_venueKnown = m_draft->tagLeads && !m_draft->tag.venue.empty();
}

bool EntryReader::readTag()
{
    if (m_cursor.link() != nullptr) {
        return readLinkedTag();
    }
    const std::string_view rest = m_cursor.rest();
    Bracket bracket{};
    if (rest.starts_with('[') || rest.starts_with("\u3010")) {
        if (!m_cursor.bracketAt(m_cursor.position, bracket) || !readBracketTag(bracket)) {
            return false;
        }
        m_cursor.position = bracket.end;
        return true;
    }
    return !m_inCell && m_draft->tag.raw.empty() && (readMarkedTag() || readPlainTag());
}

bool EntryReader::readBracketTag(const Bracket &bracket)
{
    const std::string_view content = trimmed(m_cursor.text().slice(bracket.begin, bracket.close), kBlanks);
    if (content.size() > kMostTagBytes) {
        return false;
    }
    const InlineSpan *link = m_cursor.spanWithin(bracket, InlineSpan::Kind::Link);
    return link != nullptr ? readLinkedBracket(bracket, *link, content)
                           : readUnlinkedBracket(bracket, content);
}

/// `[[ICML'20](url)] Title`, `[[pdf](url)] Title`.
bool EntryReader::readLinkedBracket(const Bracket &bracket, const InlineSpan &link, std::string_view content)
{
    if (link.begin != bracket.begin || link.end != bracket.close) {
        return false;
    }
    const bool behind = hasWordsBehind(bracket.end);
    if (behind && m_pieces.label(content) != LabelRole::None && !m_pieces.venue(content, false)) {
        addLink(link);
        return true;
    }
    constexpr std::size_t kMostVenueWords = 8;
    if (!m_draft->tag.raw.empty() ||
        (!looksLikeTag(content) && (!behind || wordCount(content) > kMostVenueWords))) {
        return false;
    }
    m_draft->tag = knownTag(content);
    m_draft->tagLeads = true;
    m_tagUrl = link.url;
    return true;
}

bool EntryReader::readUnlinkedBracket(const Bracket &bracket, std::string_view content)
{
    if (mayBeSurvey(content) && isSurveyTag(content)) {
        m_draft->survey = true;
        m_draft->tagLeads = true;
        return true;
    }
    const bool number = !content.empty() && content.size() < 4 &&
                        content.find_first_not_of("0123456789") == std::string_view::npos;
    if (number) {
        return true;
    }
    const bool venue =
        (m_pieces.shape().tagsLead && !m_inCell) || looksLikeTag(content) || m_pieces.venue(content, false);
    if (!venue && hasWordsBehind(bracket.end)) {
        m_draft->aliases.push_back(displayText(content, kMostLabelBytes));
        return true;
    }
    if (!m_draft->tag.raw.empty() || !venue) {
        return false;
    }
    if (!content.empty()) {
        m_draft->tag = knownTag(content);
        m_draft->tagLeads = !m_inCell && !m_draft->tag.venue.empty();
    }
    return true;
}

/// A list has few spellings of tags and many entries, so each spelling is read once.
const VenueTag &EntryReader::knownTag(std::string_view text)
{
    if (m_lastTag == nullptr || m_tagText != text) {
        m_tagText.assign(text);
        if (m_tags.size() == kMostKnownTags) {
            m_tags.clear();
        }
        const auto [known, added] = m_tags.try_emplace(m_tagText);
        if (added) {
            known->second = tagOf(text);
        }
        m_lastTag = &known->second;
    }
    return *m_lastTag;
}

/// `[OSDI'24](conference) [Title](paper)`: a link that is the tag of the one behind it, or of plain words.
bool EntryReader::readLinkedTag()
{
    if (!m_draft->tag.raw.empty()) {
        return false;
    }
    const InlineSpan &link = *m_cursor.link();
    const std::string_view text = m_cursor.text().of(link);
    const std::size_t next = m_cursor.all().find_first_not_of(kBlanks, link.end);
    if (next == std::string::npos || text.size() > kMostTagBytes) {
        return false;
    }
    const bool beforeLink = m_cursor.text().linkAt(next) != nullptr;
    const bool isTag = beforeLink ? looksLikeTag(text)
                                  : colonAt(m_cursor.all().substr(link.end)) == 0 &&
                                        hasWordsBehind(link.end) && m_pieces.venue(text, false) != nullptr;
    if (!isTag) {
        return false;
    }
    if (!beforeLink) {
        m_tagUrl = link.url;
    }
    m_draft->tag = tagOf(text);
    m_cursor.position = link.end;
    return true;
}

/// `**ICML 2020** Title`, `(ICML'20) Title`, in code or emphasis as well.
bool EntryReader::readMarkedTag()
{
    Bracket bracket{};
    const std::string_view rest = m_cursor.rest();
    if ((rest.starts_with('(') || rest.starts_with("\uFF08")) &&
        m_cursor.bracketAt(m_cursor.position, bracket)) {
        const VenueTag *tag = m_pieces.venue(m_cursor.text().slice(bracket.begin, bracket.close), false);
        if (tag && m_cursor.spanWithin(bracket, InlineSpan::Kind::Link) == nullptr) {
            m_draft->tag = tagOf(tag->raw);
            m_cursor.position = bracket.end;
            return true;
        }
    }
    for (const InlineSpan::Kind kind :
         {InlineSpan::Kind::Strong, InlineSpan::Kind::Code, InlineSpan::Kind::Emphasis}) {
        const InlineSpan *span = m_cursor.spanAt(m_cursor.position, kind);
        if (span == nullptr || m_cursor.text().linkAt(span->begin) != nullptr) {
            continue;
        }
        const VenueTag *tag = m_pieces.venue(m_cursor.text().of(*span), false);
        if (tag && hasText(m_cursor.all().substr(span->end))) {
            m_draft->tag = tagOf(tag->raw);
            m_cursor.position = span->end;
            return true;
        }
    }
    return false;
}

/// `ICML 2020: Title`, `2020 [Title](url)`.
bool EntryReader::readPlainTag()
{
    const std::string_view near = m_cursor.rest().substr(0, 48);
    if (std::none_of(near.begin(), near.end(), [](char c) { return c >= '0' && c <= '9'; })) {
        return false;
    }
    std::size_t end = near.size();
    const InlineSpan *link = m_cursor.text().nextLink(m_cursor.position);
    end = link == nullptr ? end : std::min(end, link->begin - m_cursor.position);
    std::size_t stop =
        std::min({near.find(": "), near.find(" | "), near.find("\uFF1A"), near.find(" **"), end});
    for (const std::string_view dash : kDashes) {
        stop = std::min(stop, near.find(dash));
    }
    const std::string_view piece = trimmed(near.substr(0, stop), kBlanks);
    if (stop == near.size() || piece.size() < 4 || wordCount(piece) > kMostNameWords ||
        piece.find_first_of("([,.") != std::string_view::npos ||
        m_cursor.spanAt(m_cursor.position, InlineSpan::Kind::Strong) != nullptr) {
        return false;
    }
    const VenueTag *tag = m_pieces.venue(piece, false);
    if (!tag || tag->year == 0 || (piece.back() < '0' || piece.back() > '9')) {
        return false;
    }
    m_draft->tag = tagOf(tag->raw);
    m_cursor.position += stop;
    return true;
}

/// Venue and year may stand apart. A tag is always what its spelling says, since each spelling stands once in
/// a catalog.
void EntryReader::mergeTag(const VenueTag &tag)
{
    VenueTag &own = m_draft->tag;
    const VenueTag read = knownTag(tag.raw);
    if (own.raw.empty() || (own.venue.empty() && read.year != 0 && !read.venue.empty())) {
        own = read;
    } else if (own.venue.empty() && !read.venue.empty()) {
        own = tagOf(read.venue + ' ' + std::to_string(own.year));
    } else if (own.year == 0 && read.year != 0) {
        own = tagOf(own.raw + ' ' + std::to_string(read.year));
    }
}

} // namespace carrel
