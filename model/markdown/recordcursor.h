// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "markdown/inlinetext.h"

#include <cstddef>
#include <string_view>

namespace carrel {

inline constexpr std::string_view kBlanks = " \t";
inline constexpr std::string_view kFiller = " \t,.;:|";

std::string_view trimmed(std::string_view text, std::string_view characters = kFiller);
bool isAddress(std::string_view text);
/// Letters or digits, not only signs.
bool hasText(std::string_view text);
std::size_t wordCount(std::string_view text);

/// A bracket and what it holds.
struct Bracket
{
    std::size_t begin; ///< of the content
    std::size_t close; ///< of the closing bracket
    std::size_t end;   ///< behind it
};

/// A place in the text of a record, moved on as its parts are read. Brackets are looked for within a budget,
/// so that reading stays linear.
class RecordCursor final
{
public:
    /// text must stay until the next call.
    void begin(const InlineText &text);

    const InlineText &text() const { return *m_text; }
    std::string_view all() const { return m_text->text; }
    std::string_view rest() const { return all().substr(position); }
    bool atEnd() const { return position >= all().size(); }
    const InlineSpan *link() const { return m_text->linkAt(position); }

    void skip(std::string_view characters);
    /// A square or round bracket, plain or full-width, that opens at a position and is closed.
    bool bracketAt(std::size_t where, Bracket &found);
    const InlineSpan *spanWithin(const Bracket &bracket, InlineSpan::Kind kind) const;
    /// The span of a kind that begins at a position; null for none.
    const InlineSpan *spanAt(std::size_t where, InlineSpan::Kind kind) const;
    /// Where the next link or bracket begins, or the end.
    std::size_t nextStop(std::size_t where) const;

    std::size_t position = 0;

private:
    const InlineText *m_text = nullptr;
    std::size_t m_bracketBudget = 0;
};

} // namespace carrel
