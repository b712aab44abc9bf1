// SPDX-License-Identifier: GPL-3.0-or-later
// EntryReader: what stands behind the title.
#include "markdown/entryreader.h"

#include "base/text.h"
#include "markdown/entryparts.h"
#include "markdown/recordpieces.h"

#include <algorithm>
#include <array>
#include <utility>

namespace carrel {

namespace {

using namespace std::string_view_literals;

} // namespace

/// What stands behind the title: aliases, more links, venue, authors, notes.
void EntryReader::readTail()
{
    for (m_cursor.skip(kFiller); !m_cursor.atEnd(); m_cursor.skip(kFiller)) {
        Bracket bracket{};
        if (const InlineSpan *link = m_cursor.link()) {
            addLink(*link);
            m_cursor.position = std::max(link->end, m_cursor.position + 1);
        } else if (m_cursor.bracketAt(m_cursor.position, bracket)) {
            readGroup(bracket);
            m_cursor.position = bracket.end;
        } else {
            const std::size_t end = m_cursor.nextStop(m_cursor.position + 1);
            takeTailText(m_cursor.position, end);
            m_cursor.position = end;
        }
    }
}

void EntryReader::readGroup(const Bracket &bracket)
{
    const std::string_view content = m_cursor.text().slice(bracket.begin, bracket.close);
    if (const InlineSpan *link = m_cursor.spanWithin(bracket, InlineSpan::Kind::Link)) {
        if (link->url.starts_with('#')) {
            addNote(content);
        } else {
            addLinksWithin(bracket.begin, bracket.close);
        }
        return;
    }
    const std::size_t known = m_draft->aliases.size();
    for (const InlineSpan &span : m_cursor.text().spans) {
        if (span.kind == InlineSpan::Kind::Code && span.begin >= bracket.begin && span.end <= bracket.close &&
            (m_venueKnown || !m_pieces.venue(m_cursor.text().of(span), false))) {
            m_draft->aliases.push_back(displayText(m_cursor.text().of(span), kMostLabelBytes));
        }
    }
    if (m_draft->aliases.size() == known && (m_venueKnown || !takePiece(content, true))) {
        addNote(content);
    }
}

void EntryReader::takeTailText(std::size_t begin, std::size_t end)
{
    for (const std::size_t line : m_cursor.text().breaks) {
        if (!m_venueKnown && line > begin && line < end) {
            takeTailLine(m_cursor.text().slice(begin, line));
            begin = line;
        }
    }
    takeTailLine(m_cursor.text().slice(begin, end));
}

/// Words between two links or brackets: authors, venue and remarks, parted by bars, dashes, full stops.
void EntryReader::takeTailLine(std::string_view text)
{
    if (m_venueKnown || takePiece(text, false)) {
        if (m_venueKnown && areAuthors(text, true)) {
            addAuthors(text);
        } else if (m_venueKnown) {
            addNote(text);
        }
        return;
    }
    constexpr std::array kBetween{"|"sv,        " - "sv, " \u2013 "sv, " \u2014 "sv,
                                  " \u00B7 "sv, ". "sv,  "\uFF5C"sv,   "; "sv};
    std::string_view left;
    while (!text.empty()) {
        std::size_t end = text.size();
        std::size_t next = text.size();
        for (const std::string_view each : kBetween) {
            if (const std::size_t at = text.find(each); at < end) {
                end = at;
                next = at + each.size();
            }
        }
        const std::string_view piece = text.substr(0, end);
        // The full stop of an initial parts nothing.
        const std::string_view joined =
            left.empty()
                ? piece
                : std::string_view(left.data(),
                                   static_cast<std::size_t>(piece.data() + piece.size() - left.data()));
        if (takePiece(piece, true) || (!left.empty() && takePiece(joined, true))) {
            left = {};
        } else {
            left = joined;
        }
        text.remove_prefix(next);
    }
    if (!left.empty()) {
        const std::size_t comma = left.rfind(", ");
        const bool venue = comma != std::string_view::npos && takePiece(left.substr(comma + 2), true);
        addNote(venue ? left.substr(0, comma) : left);
    }
}

bool EntryReader::takePiece(std::string_view piece, bool loose)
{
    if (!hasText(piece)) {
        return true;
    }
    if (m_draft->tag.year == 0 || m_draft->tag.venue.empty()) {
        if (const VenueTag *tag = m_pieces.venue(piece, loose)) {
            mergeTag(*tag);
            return true;
        }
    }
    if (m_draft->authors.empty() && m_pieces.areAuthors(piece)) {
        addAuthors(piece);
        return true;
    }
    return false;
}

} // namespace carrel
