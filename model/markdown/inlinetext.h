// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

struct cmark_node;

namespace carrel {

/// Stands for the text of a link that has none (an image, mostly), so that every link has a place of its own.
/// Invisible, and taken out of whatever is shown.
inline constexpr std::string_view kEmptyLinkText = "\u2060";

/// A stretch of the text that is a link, code, strong or emphasised.
struct InlineSpan
{
    enum class Kind { Link, Code, Strong, Emphasis };
    Kind kind;
    std::size_t begin;
    std::size_t end;
    std::string_view url;   ///< of a link; stands in the document or in InlineText::addresses
    std::string_view image; ///< what stands for the image that a link without text shows
};

/// A paragraph or heading as plain text: line breaks are blanks, HTML and images are gone, links, code and
/// strong stretches are remembered. Addresses that stand bare in the text are links as well, and so are links
/// that were left open or written with full-width parentheses.
struct InlineText
{
    std::string text;
    std::vector<InlineSpan> spans;     ///< in order of their beginning; no link is empty
    std::deque<std::string> addresses; ///< of links that Markdown does not know
    std::vector<std::size_t> breaks;   ///< blanks that are line breaks a reader sees

    void clear();
    /// Adds the children of a node.
    void append(cmark_node *node);
    /// To be called once after the last append().
    void findBareLinks();

    /// The link that begins at, or the first that begins at or after, a position; null when there is none.
    const InlineSpan *linkAt(std::size_t position) const;
    const InlineSpan *nextLink(std::size_t position) const;
    std::string_view slice(std::size_t begin, std::size_t end) const
    {
        return std::string_view(text).substr(begin, end - begin);
    }
    std::string_view of(const InlineSpan &span) const { return slice(span.begin, span.end); }
    /// The stretch [begin, end) as a text of its own; spans that reach beyond it are left out.
    void assignPart(const InlineText &whole, std::size_t begin, std::size_t end);
    /// True when the whole text, blanks apart, is strong.
    bool isWhollyStrong() const;
    /// True when nothing is left of the text without its links and punctuation.
    bool isOnlyLinks() const;

private:
    friend class InlineAppender;
    std::size_t m_openAnchor = kNoAnchor; ///< number of the span of an `<a>` that is still open
    static constexpr std::size_t kNoAnchor = static_cast<std::size_t>(-1);
};

} // namespace carrel
