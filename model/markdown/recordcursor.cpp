// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/recordcursor.h"

#include <algorithm>
#include <array>

namespace carrel {

namespace {

using namespace std::string_view_literals;

/// Bytes looked at for the brackets of one bullet: a real one needs some hundred, a thousand open ones a
/// square of them.
constexpr std::size_t kMostBracketBytes = 64 * 1024;

struct BracketPair
{
    std::string_view open;
    std::string_view close;
};
constexpr std::array kSquare{BracketPair{"["sv, "]"sv}, BracketPair{"\u3010"sv, "\u3011"sv}};
/// Pairs of mixed width are typed as well, and tried last.
constexpr std::array kRound{BracketPair{"("sv, ")"sv}, BracketPair{"\uFF08"sv, "\uFF09"sv},
                            BracketPair{"("sv, "\uFF09"sv}, BracketPair{"\uFF08"sv, ")"sv}};

/// Position behind the bracket that closes the one at position; npos where none does within the budget, which
/// shrinks by what was looked at.
std::size_t matchingEnd(std::string_view text, std::size_t position, const BracketPair &pair,
                        std::size_t &budget)
{
    text = text.substr(0, position + std::min(budget, text.size() - position));
    const auto spend = [&](std::size_t end) { budget -= std::min(budget, end - position); };
    int depth = 0;
    for (std::size_t i = position; i < text.size();) {
        const std::string_view rest = text.substr(i);
        const bool opens = rest.starts_with(pair.open);
        const bool closes = rest.starts_with(pair.close);
        depth += opens ? 1 : closes ? -1 : 0;
        i += opens ? pair.open.size() : closes ? pair.close.size() : 1;
        if (depth == 0) {
            spend(i);
            return i;
        }
        while (i < text.size() && text[i] != pair.open.front() && text[i] != pair.close.front()) {
            ++i;
        }
    }
    spend(text.size());
    return std::string_view::npos;
}

bool isOneOf(char c, std::string_view characters)
{
    return std::any_of(characters.begin(), characters.end(), [c](char each) { return each == c; });
}

} // namespace

std::string_view trimmed(std::string_view text, std::string_view characters)
{
    while (!text.empty() && isOneOf(text.front(), characters)) {
        text.remove_prefix(1);
    }
    while (!text.empty() && isOneOf(text.back(), characters)) {
        text.remove_suffix(1);
    }
    return text;
}

bool isAddress(std::string_view text)
{
    return text.starts_with("http://") || text.starts_with("https://");
}

bool hasText(std::string_view text)
{
    return text.find_first_not_of(" \t,.;:|()[]-*") != std::string_view::npos;
}

std::size_t wordCount(std::string_view text)
{
    std::size_t words = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        words += text[i] != ' ' && (i == 0 || text[i - 1] == ' ') ? 1 : 0;
    }
    // Text without blanks between words: three bytes a sign, two signs a word.
    const auto wide =
        std::count_if(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xE4; });
    return words + static_cast<std::size_t>(wide) / 2;
}

void RecordCursor::begin(const InlineText &text)
{
    m_text = &text;
    position = 0;
    m_bracketBudget = kMostBracketBytes;
}

void RecordCursor::skip(std::string_view characters)
{
    while (!atEnd()) {
        const std::string_view here = rest();
        if (isOneOf(here.front(), characters)) {
            ++position;
        } else if (here.starts_with("\u00A0")) {
            position += 2;
        } else {
            return;
        }
    }
}

bool RecordCursor::bracketAt(std::size_t where, Bracket &found)
{
    const std::string_view here = all().substr(where);
    const auto finds = [&](const BracketPair &pair) {
        if (!here.starts_with(pair.open)) {
            return false;
        }
        const std::size_t end = matchingEnd(all(), where, pair, m_bracketBudget);
        found = {where + pair.open.size(), end - pair.close.size(), end};
        return end != std::string_view::npos;
    };
    return std::any_of(kSquare.begin(), kSquare.end(), finds) ||
           std::any_of(kRound.begin(), kRound.end(), finds);
}

const InlineSpan *RecordCursor::spanWithin(const Bracket &bracket, InlineSpan::Kind kind) const
{
    const auto &spans = m_text->spans;
    const auto span = std::find_if(spans.begin(), spans.end(), [&](const InlineSpan &each) {
        return each.kind == kind && each.begin >= bracket.begin && each.end <= bracket.close;
    });
    return span == spans.end() ? nullptr : &*span;
}

const InlineSpan *RecordCursor::spanAt(std::size_t where, InlineSpan::Kind kind) const
{
    const auto &spans = m_text->spans;
    const auto span = std::find_if(spans.begin(), spans.end(), [&](const InlineSpan &each) {
        return each.kind == kind && each.begin == where && each.end > where;
    });
    return span == spans.end() ? nullptr : &*span;
}

std::size_t RecordCursor::nextStop(std::size_t where) const
{
    const InlineSpan *link = m_text->nextLink(where);
    const std::string_view text = all().substr(0, link == nullptr ? all().size() : link->begin);
    for (std::size_t i = where; i < text.size(); ++i) {
        if (text[i] == '[' || text[i] == '(' || (text[i] == '\xEF' && text.substr(i).starts_with("\uFF08"))) {
            return i;
        }
    }
    return text.size();
}

} // namespace carrel
