// SPDX-License-Identifier: GPL-3.0-or-later
// EntryReader: the title.
#include "markdown/entryreader.h"

#include "base/text.h"
#include "markdown/entryparts.h"
#include "markdown/recordpieces.h"
#include "markdown/titleend.h"

#include <algorithm>
#include <array>
#include <utility>

namespace carrel {

namespace {

using namespace std::string_view_literals;

/// `[Title]`, whose address was forgotten.
std::string_view withoutBrackets(std::string_view title)
{
    const bool whole = title.size() > 2 && title.front() == '[' && title.find(']') == title.size() - 1;
    return whole ? title.substr(1, title.size() - 2) : title;
}

} // namespace

void EntryReader::readTitle()
{
    const InlineSpan *link = m_cursor.link();
    const auto isBefore = [&] {
        const std::string_view words = m_cursor.text().of(*link);
        return words == kEmptyLinkText
                   ? m_cursor.text().nextLink(link->end) != nullptr || hasWordsBehind(link->end)
                   : !isAddress(words) && hasWordsBehind(link->end) && isLabel(*link);
    };
    while (link != nullptr && isBefore()) {
        addLink(*link);
        m_cursor.position = link->end;
        m_cursor.skip(kFiller);
        link = m_cursor.link();
    }
    if (link != nullptr && !isAddress(m_cursor.text().of(*link))) {
        takeLinkTitle(*link);
        return;
    }
    const InlineSpan *strong =
        m_venueKnown ? nullptr : m_cursor.spanAt(m_cursor.position, InlineSpan::Kind::Strong);
    if (strong != nullptr) {
        readStrongTitle(*strong);
    } else {
        readPlainTitle();
    }
    if (!m_tagUrl.empty()) {
        m_draft->links.insert(m_draft->links.begin(), {m_tagUrl, std::string()});
    }
}

void EntryReader::takeLinkTitle(const InlineSpan &link)
{
    const std::string_view words = m_cursor.text().of(link);
    m_draft->title = displayText(m_draft->tagLeads ? words : cleanTitle(words), kMostTitleBytes);
    m_draft->links.insert(m_draft->links.begin(), {std::string(link.url), std::string()});
    m_cursor.position = link.end;
    extendTitle(words.ends_with(':') || words.ends_with("\uFF1A"));
}

/// `[Name](url): what it is about` is one title, unless the words before the colon are one themselves.
void EntryReader::extendTitle(bool hasColon)
{
    const std::size_t colon = colonAt(m_cursor.rest());
    if (!hasColon &&
        (colon == 0 || (!m_pieces.shape().nameBeforeColon && wordCount(m_draft->title) > kMostNameWords))) {
        return;
    }
    m_cursor.position += colon;
    m_cursor.skip(kBlanks);
    const std::size_t end = plainTitleEnd(m_cursor, m_pieces, m_venueKnown);
    const std::string_view more = cleanTitle(m_cursor.text().slice(m_cursor.position, end));
    if (hasText(more)) {
        m_draft->title += ": " + displayText(more, kMostTitleBytes);
        m_cursor.position = end;
    }
}

/// `**Title** (2015), authors`, `**Name**: title`, `**Name** Title`.
void EntryReader::readStrongTitle(const InlineSpan &strong)
{
    const std::string_view words = cleanTitle(m_cursor.text().of(strong));
    const InlineSpan *inside = m_cursor.text().nextLink(strong.begin);
    if (inside != nullptr && inside->begin < strong.end && !isLabel(*inside)) {
        m_cursor.position = inside->begin;
        takeLinkTitle(*inside);
        return;
    }
    m_cursor.position = strong.end;
    const bool name = wordCount(words) <= kMostNameWords;
    if (name &&
        (colonAt(m_cursor.rest()) != 0 || trimmed(m_cursor.text().of(strong), kBlanks).ends_with(':'))) {
        m_draft->title = displayText(words, kMostTitleBytes);
        extendTitle(true);
        return;
    }
    if (!name) {
        m_draft->title = displayText(words, kMostTitleBytes);
        return;
    }
    m_cursor.skip(kBlanks);
    const InlineSpan *link = m_cursor.link();
    const std::size_t end = link != nullptr ? m_cursor.position : plainTitleEnd(m_cursor, m_pieces, false);
    const std::string_view behind = cleanTitle(m_cursor.text().slice(m_cursor.position, end));
    const bool ended =
        trimmed(m_cursor.text().of(strong), kBlanks).ends_with('.') ||
        m_pieces.venue(m_cursor.text().slice(m_cursor.position, m_cursor.nextStop(m_cursor.position)), true);
    const bool linkTitle = link != nullptr && !isLabel(*link) && wordCount(m_cursor.text().of(*link)) > 2;
    if (linkTitle) {
        m_draft->aliases.push_back(displayText(words, kMostLabelBytes));
        takeLinkTitle(*link);
    } else if (!ended && wordCount(behind) >= 3 && !areAuthors(behind, false) &&
               !m_pieces.venue(behind, true)) {
        m_draft->aliases.push_back(displayText(words, kMostLabelBytes));
        m_draft->title = displayText(behind, kMostTitleBytes);
        m_cursor.position = end;
    } else {
        m_draft->title = displayText(words, kMostTitleBytes);
    }
}

void EntryReader::readPlainTitle()
{
    const bool authorsLead = !m_venueKnown && skipAuthorsInFront();
    const std::size_t quoted = authorsLead || !m_venueKnown ? quotedEnd() : 0;
    const std::size_t end = quoted > 0 ? quoted : plainTitleEnd(m_cursor, m_pieces, m_venueKnown);
    const std::string_view words = m_cursor.text().slice(m_cursor.position, end);
    if (!m_venueKnown && !authorsLead && takeLinkBehind(words, end)) {
        return;
    }
    m_draft->title = displayText(
        m_draft->tagLeads ? withoutBrackets(trimmed(words, " \t,;")) : cleanTitle(words), kMostTitleBytes);
    m_cursor.position = end;
}

/// Behind the quotation mark that ends a title which begins with one; 0 where it does not.
std::size_t EntryReader::quotedEnd() const
{
    const std::string_view rest = m_cursor.rest().substr(0, kMostTitleBytes);
    const std::string_view close = rest.starts_with('"')        ? R"(")"sv
                                   : rest.starts_with("\u201C") ? "\u201D"sv
                                                                : ""sv;
    const std::size_t at = close.empty() ? std::string_view::npos : rest.find(close, 1);
    return at == std::string_view::npos || wordCount(rest.substr(0, at)) < 2
               ? 0
               : m_cursor.position + at + close.size();
}

/// `Google: [Title](url)`: few words, then a link that is no label.
bool EntryReader::takeLinkBehind(std::string_view plain, std::size_t end)
{
    const InlineSpan *link = m_cursor.text().linkAt(end);
    if (link == nullptr || isAddress(m_cursor.text().of(*link)) || isLabel(*link)) {
        return false;
    }
    const std::size_t before = wordCount(plain);
    const std::size_t words = wordCount(m_cursor.text().of(*link));
    const bool introduced = trimmed(plain, kBlanks).ends_with(':') || areAuthors(plain, false);
    if (words <= before || (words < 3 && !introduced) || (before > 3 && !introduced)) {
        return false;
    }
    takePiece(plain, true);
    m_cursor.position = end;
    takeLinkTitle(*link);
    return true;
}

/// `A. Author and B. Author. Title`, `A. Author, "Title"`.
bool EntryReader::skipAuthorsInFront()
{
    const std::size_t most =
        std::min<std::size_t>(m_cursor.nextStop(m_cursor.position), m_cursor.position + 600);
    const std::string_view text = m_cursor.text().slice(m_cursor.position, most);
    constexpr int kMostLooks = 12;
    std::size_t best = 0;
    int looks = 0;
    for (std::size_t at = 0; at < text.size() && looks < kMostLooks; ++at) {
        const bool quote = text[at] == '"' || (text[at] == '\xE2' && text.substr(at).starts_with("\u201C"));
        const bool stop = (text[at] == '.' || text[at] == ':') && text.substr(at + 1).starts_with(' ');
        if (quote || stop) {
            best = areAuthors(text.substr(0, at), true) ? at : best;
            ++looks;
        }
    }
    const bool more = best > 0 && wordCount(cleanTitle(text.substr(best))) >= 2;
    if (more) {
        addAuthors(text.substr(0, best));
        m_cursor.position += best;
        m_cursor.skip(".,: ");
    }
    return more;
}

} // namespace carrel
