// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/titleend.h"

#include "markdown/entryparts.h"
#include "markdown/piecereader.h"

#include <algorithm>
#include <array>

namespace carrel {

namespace {

using namespace std::string_view_literals;

/// Places of one title at which what follows is looked at closely.
constexpr int kMostLooks = 40;
constexpr std::size_t kMostPieceBytes = 2048;

class TitleEnd final
{
public:
    TitleEnd(RecordCursor &cursor, PieceReader &pieces, bool venueKnown)
        : m_cursor(cursor)
        , m_pieces(pieces)
        , m_text(cursor.all())
        , m_venueKnown(venueKnown)
    {
    }

    std::size_t find()
    {
        const InlineSpan *link = m_cursor.text().nextLink(m_cursor.position);
        const std::size_t most = link == nullptr ? m_text.size() : link->begin;
        for (std::size_t i = m_cursor.position; i < most; ++i) {
            if ((!isLetter(m_text[i]) || isSpanBegin(i)) && (isBracketEnd(i) || endsAt(i))) {
                return i;
            }
        }
        return most;
    }

private:
    static bool isLetter(char c)
    {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    bool isSpanBegin(std::size_t i)
    {
        const auto &spans = m_cursor.text().spans;
        while (m_nextSpan < spans.size() && spans[m_nextSpan].begin < i) {
            ++m_nextSpan;
        }
        return m_nextSpan < spans.size() && spans[m_nextSpan].begin == i;
    }

    bool isBracketEnd(std::size_t i)
    {
        Bracket bracket{};
        const char c = m_text[i];
        if (c != '[' && c != '(' && c != '\xEF' && c != '\xE3') {
            return false;
        }
        if (!m_cursor.bracketAt(i, bracket)) {
            // `(2014, A. Author` was left open.
            return !m_venueKnown && m_text[i] == '(' && isDate(m_text.substr(i + 1, 4));
        }
        const InlineSpan *strong = m_cursor.spanWithin(bracket, InlineSpan::Kind::Strong);
        const bool wholeStrong =
            strong != nullptr && strong->begin == bracket.begin && strong->end == bracket.close;
        const InlineSpan *code = m_cursor.spanWithin(bracket, InlineSpan::Kind::Code);
        const bool alias = code != nullptr && code->begin == bracket.begin && m_text[i] != '[';
        return m_cursor.spanWithin(bracket, InlineSpan::Kind::Link) != nullptr || wholeStrong || alias ||
               (!m_venueKnown && isRemark(bracket));
    }

    /// `(ICML 2020)`, `(2015)`, `(@Company)`, `(A. Author et al.)`.
    bool isRemark(const Bracket &bracket)
    {
        const std::string_view content = m_cursor.text().slice(bracket.begin, bracket.close);
        return content.starts_with('@') ||
               (look() && (m_pieces.venue(content, true) || areAuthors(content, false)));
    }

    bool endsAt(std::size_t i)
    {
        const char c = m_text[i];
        if (i == m_cursor.position) {
            return false;
        }
        if (c == ',' || c == '.') {
            return isSentenceEnd(i);
        }
        if (m_venueKnown) {
            return false;
        }
        if (c == '|' || m_text.substr(i).starts_with("\uFF5C")) {
            return true;
        }
        if (c == ' ') {
            return isBreak(i) || isDashEnd(i);
        }
        return isSpanEnd(i);
    }

    bool isBreak(std::size_t i) const
    {
        const auto &breaks = m_cursor.text().breaks;
        return std::binary_search(breaks.begin(), breaks.end(), i);
    }

    bool isDashEnd(std::size_t i)
    {
        const char next = i + 1 < m_text.size() ? m_text[i + 1] : ' ';
        if (next != '-' && static_cast<unsigned char>(next) < 0x80) {
            return false;
        }
        const auto dash = std::find_if(kDashes.begin(), kDashes.end(), [&](std::string_view each) {
            return m_text.substr(i).starts_with(each);
        });
        if (dash == kDashes.end() || !look()) {
            return false;
        }
        const std::string_view piece = pieceAt(i + dash->size());
        return m_pieces.venue(piece, wordCount(piece) <= 5) || areAuthors(piece, false);
    }

    /// `Title, A. Author and B. Author`, `Title. NIPS 2015.`
    bool isSentenceEnd(std::size_t i)
    {
        const bool goesOn = i + 1 < m_text.size() && m_text[i + 1] != ' ';
        if (goesOn || !look()) {
            return false;
        }
        const bool comma = m_text[i] == ',';
        const std::string_view piece = pieceAt(i + 1);
        if (areAuthors(piece, comma || m_venueKnown)) {
            return true;
        }
        for (std::size_t stop = piece.find(". "); stop != std::string_view::npos;
             stop = piece.find(". ", stop + 1)) {
            if (look() && areAuthors(piece.substr(0, stop), comma || m_venueKnown)) {
                return true;
            }
        }
        return !m_venueKnown && m_pieces.venue(piece, !comma) != nullptr;
    }

    /// `Title *ICML 2020*`
    bool isSpanEnd(std::size_t i)
    {
        const auto &spans = m_cursor.text().spans;
        for (std::size_t n = isSpanBegin(i) ? m_nextSpan : spans.size();
             n < spans.size() && spans[n].begin == i; ++n) {
            const std::string_view content = m_cursor.text().of(spans[n]);
            if (look() && (m_pieces.venue(content, true) || areAuthors(content, false))) {
                return true;
            }
        }
        return false;
    }

    /// What stands between a separator and the next one that is beyond doubt.
    std::string_view pieceAt(std::size_t begin) const
    {
        const std::string_view near = m_text.substr(begin, kMostPieceBytes);
        std::size_t end = std::min(m_cursor.nextStop(begin) - begin, near.find('|'));
        for (const std::string_view dash : kDashes) {
            end = std::min(end, near.find(dash));
        }
        return near.substr(0, end);
    }

    bool look() { return m_looks++ < kMostLooks; }

    RecordCursor &m_cursor;
    PieceReader &m_pieces;
    std::string_view m_text;
    bool m_venueKnown;
    int m_looks = 0;
    std::size_t m_nextSpan = 0;
};

} // namespace

std::size_t plainTitleEnd(RecordCursor &cursor, PieceReader &pieces, bool venueKnown)
{
    return TitleEnd(cursor, pieces, venueKnown).find();
}

} // namespace carrel
