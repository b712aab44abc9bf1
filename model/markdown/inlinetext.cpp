// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/inlinetext.h"

#include <cmark-gfm.h>

#include <algorithm>
#include <utility>

namespace carrel {

namespace {

using namespace std::string_view_literals;

/// How deep emphasis within emphasis is followed: no real text has more.
constexpr int kMostDepth = 200;

std::string_view literalOf(cmark_node *node)
{
    const char *literal = cmark_node_get_literal(node);
    return literal == nullptr ? std::string_view() : std::string_view(literal);
}

bool isLineBreakTag(std::string_view html)
{
    return html.starts_with("<br") || html.starts_with("<BR");
}

/// The value of `href` in the tag of a link; empty where there is none.
std::string_view hrefOf(std::string_view tag)
{
    const std::size_t name = tag.find("href=");
    if (name == std::string_view::npos) {
        return {};
    }
    std::string_view value = tag.substr(name + 5);
    if (value.starts_with('"') || value.starts_with('\'')) {
        return value.substr(1, std::min(value.find(value.front(), 1), value.size()) - 1);
    }
    return value.substr(0, value.find_first_of(" \t>"));
}

/// Takes [begin, end) out of the text; positions behind it move.
void cut(InlineText &text, std::size_t begin, std::size_t end)
{
    if (begin == end) {
        return;
    }
    text.text.erase(begin, end - begin);
    const auto moved = [&](std::size_t position) {
        return position <= begin ? position
                                 : std::max(begin, position - std::min(position - begin, end - begin));
    };
    for (InlineSpan &span : text.spans) {
        span.begin = moved(span.begin);
        span.end = moved(span.end);
    }
    std::transform(text.breaks.begin(), text.breaks.end(), text.breaks.begin(), moved);
}

} // namespace

/// Flattens the tree of a paragraph into a text.
class InlineAppender final
{
public:
    explicit InlineAppender(InlineText &out)
        : m_out(out)
    {
    }

    /// All that the node holds.
    void appendContent(cmark_node *node)
    {
        appendChildren(node, 0);
        // An anchor that nothing closes leads on to the end, as in a browser.
        closeAnchor();
    }

private:
    void appendChildren(cmark_node *node, int depth)
    {
        for (cmark_node *child = cmark_node_first_child(node); child != nullptr && depth < kMostDepth;
             child = cmark_node_next(child)) {
            appendNode(child, depth + 1);
        }
    }

    void appendNode(cmark_node *node, int depth)
    {
        const cmark_node_type type = cmark_node_get_type(node);
        if (type == CMARK_NODE_TEXT) {
            m_out.text += literalOf(node);
        } else if (type == CMARK_NODE_SOFTBREAK) {
            m_out.text += ' ';
        } else if (type == CMARK_NODE_LINEBREAK) {
            appendBreak();
        } else if (type == CMARK_NODE_CODE) {
            appendSpan(node, InlineSpan::Kind::Code, depth);
        } else if (type == CMARK_NODE_STRONG) {
            appendSpan(node, InlineSpan::Kind::Strong, depth);
        } else if (type == CMARK_NODE_EMPH) {
            appendSpan(node, InlineSpan::Kind::Emphasis, depth);
        } else if (type == CMARK_NODE_LINK) {
            appendSpan(node, InlineSpan::Kind::Link, depth);
        } else if (type == CMARK_NODE_HTML_INLINE) {
            appendTag(literalOf(node));
        } else if (type != CMARK_NODE_IMAGE) {
            appendChildren(node, depth);
        }
    }

    void appendBreak()
    {
        m_out.breaks.push_back(m_out.text.size());
        m_out.text += ' ';
    }

    void appendTag(std::string_view tag)
    {
        if (isLineBreakTag(tag)) {
            appendBreak();
        } else if (tag.starts_with("<a ") && m_out.m_openAnchor == InlineText::kNoAnchor &&
                   !hrefOf(tag).empty()) {
            m_out.m_openAnchor = m_out.spans.size();
            m_out.spans.push_back(
                {InlineSpan::Kind::Link, m_out.text.size(), m_out.text.size(), hrefOf(tag), {}});
        } else if (tag.starts_with("</a")) {
            closeAnchor();
        }
    }

    void closeAnchor()
    {
        if (m_out.m_openAnchor == InlineText::kNoAnchor) {
            return;
        }
        InlineSpan &anchor = m_out.spans[std::exchange(m_out.m_openAnchor, InlineText::kNoAnchor)];
        m_out.text += anchor.begin >= m_out.text.size() ? kEmptyLinkText : std::string_view();
        anchor.end = m_out.text.size();
    }

    void appendSpan(cmark_node *node, InlineSpan::Kind kind, int depth)
    {
        const std::size_t number = m_out.spans.size();
        m_out.spans.push_back({kind, m_out.text.size(), 0, {}, {}});
        if (kind == InlineSpan::Kind::Code) {
            m_out.text += literalOf(node);
        } else {
            appendChildren(node, depth);
        }
        if (kind == InlineSpan::Kind::Link) {
            finishLink(node, number);
        }
        m_out.spans[number].end = m_out.text.size();
    }

    void finishLink(cmark_node *node, std::size_t number)
    {
        // `[ Title](url)`: a link begins where its words do.
        const std::size_t begin = m_out.spans[number].begin;
        const std::size_t words = std::min(m_out.text.find_first_not_of(' ', begin), m_out.text.size());
        cut(m_out, begin, words);
        InlineSpan &span = m_out.spans[number];
        if (m_out.text.size() == span.begin) {
            m_out.text += kEmptyLinkText;
            span.image = imageText(cmark_node_first_child(node));
        }
        const char *url = cmark_node_get_url(node);
        span.url = url == nullptr ? "" : url;
    }

    static std::string_view imageText(cmark_node *child)
    {
        cmark_node *text = child != nullptr && cmark_node_get_type(child) == CMARK_NODE_IMAGE
                               ? cmark_node_first_child(child)
                               : nullptr;
        return text == nullptr ? std::string_view() : literalOf(text);
    }

    InlineText &m_out;
};

namespace {

/// Where an address that begins at start ends: at a blank, a bracket or a full-width parenthesis; a full
/// stop, comma or unpaired parenthesis behind it is not part of it (as GitHub's autolinks have it).
std::size_t addressEnd(std::string_view text, std::size_t start)
{
    std::size_t end = start;
    while (end < text.size() && std::string_view(" \t<>\"`[]").find(text[end]) == std::string_view::npos &&
           !text.substr(end).starts_with("\uFF08") && !text.substr(end).starts_with("\uFF09")) {
        ++end;
    }
    const auto count = [&](char c) { return std::count(text.begin() + start, text.begin() + end, c); };
    while (end > start) {
        const char last = text[end - 1];
        const bool unpaired = last == ')' && count(')') > count('(');
        if (!unpaired && std::string_view(".,;:!?'*_~").find(last) == std::string_view::npos) {
            break;
        }
        --end;
    }
    return end;
}

bool isAddressStart(std::string_view text, std::size_t position)
{
    const std::string_view rest = text.substr(position);
    const std::size_t scheme = rest.starts_with("https://") ? 8 : rest.starts_with("http://") ? 7 : 0;
    return scheme > 0 && rest.size() > scheme && rest[scheme] != ' ';
}

/// A link written as `[title](url` or `[title]（url）`, which Markdown leaves as text: begin of its title,
/// end of it all.
struct BrokenLink
{
    std::size_t open;
    std::size_t close;
    std::size_t end;
};

bool findBrokenLink(std::string_view text, std::size_t address, std::size_t addressStop, BrokenLink &found)
{
    const std::string_view before = text.substr(0, address);
    const std::size_t close = before.ends_with("](")        ? address - 2
                              : before.ends_with("]\uFF08") ? address - 4
                                                            : std::string_view::npos;
    if (close == std::string_view::npos) {
        return false;
    }
    int depth = 0;
    for (std::size_t i = close + 1; i-- > 0;) {
        depth += text[i] == ']' ? 1 : text[i] == '[' ? -1 : 0;
        if (depth == 0) {
            const std::string_view after = text.substr(addressStop);
            const std::size_t paren = after.starts_with(')') ? 1 : after.starts_with("\uFF09") ? 3 : 0;
            found = {i, close, addressStop + paren};
            return true;
        }
    }
    return false;
}

bool isInLinkOrCode(const InlineText &text, std::size_t position)
{
    return std::any_of(text.spans.begin(), text.spans.end(), [&](const InlineSpan &span) {
        const bool counts = span.kind == InlineSpan::Kind::Link || span.kind == InlineSpan::Kind::Code;
        return counts && position >= span.begin && position < span.end;
    });
}

std::size_t nextSpanBegin(const InlineText &text, std::size_t position)
{
    const auto span =
        std::upper_bound(text.spans.begin(), text.spans.end(), position,
                         [](std::size_t wanted, const InlineSpan &each) { return wanted < each.begin; });
    return span == text.spans.end() ? text.text.size() : span->begin;
}

/// Puts words into the text; positions at and behind it move.
void insert(InlineText &text, std::size_t position, std::string_view words)
{
    text.text.insert(position, words);
    for (InlineSpan &span : text.spans) {
        span.begin += span.begin >= position ? words.size() : 0;
        span.end += span.end > position ? words.size() : 0;
    }
}

} // namespace

void InlineText::clear()
{
    text.clear();
    spans.clear();
    addresses.clear();
    breaks.clear();
    m_openAnchor = kNoAnchor;
}

void InlineText::append(cmark_node *node)
{
    InlineAppender(*this).appendContent(node);
}

void InlineText::assignPart(const InlineText &whole, std::size_t begin, std::size_t end)
{
    clear();
    text.assign(whole.text, begin, end - begin);
    for (const InlineSpan &span : whole.spans) {
        if (span.begin >= begin && span.end <= end && span.end > span.begin) {
            spans.push_back({span.kind, span.begin - begin, span.end - begin, span.url, span.image});
        }
    }
    for (const std::size_t position : whole.breaks) {
        if (position >= begin && position < end) {
            breaks.push_back(position - begin);
        }
    }
}

void InlineText::findBareLinks()
{
    for (std::size_t at = text.find("http"); at != std::string::npos; at = text.find("http", at + 1)) {
        if (isInLinkOrCode(*this, at) || !isAddressStart(text, at)) {
            continue;
        }
        const std::size_t next = nextSpanBegin(*this, at);
        const std::size_t end = addressEnd(std::string_view(text).substr(0, next), at);
        addresses.push_back(text.substr(at, end - at));
        InlineSpan link{InlineSpan::Kind::Link, at, end, addresses.back(), {}};
        if (BrokenLink broken{};
            findBrokenLink(text, at, end, broken) && !isInLinkOrCode(*this, broken.close)) {
            cut(*this, broken.close, std::min(broken.end, next));
            const std::size_t words = std::min(text.find_first_not_of(' ', broken.open + 1), broken.close);
            cut(*this, broken.open, words);
            broken.close -= words - broken.open - 1;
            link.begin = broken.open;
            link.end = broken.close - 1;
            if (link.begin == link.end) {
                insert(*this, link.begin, kEmptyLinkText);
                link.end += kEmptyLinkText.size();
            }
        }
        const auto place =
            std::upper_bound(spans.begin(), spans.end(), link.begin,
                             [](std::size_t begin, const InlineSpan &span) { return begin < span.begin; });
        at = link.end;
        spans.insert(place, link);
    }
}

const InlineSpan *InlineText::linkAt(std::size_t position) const
{
    const InlineSpan *link = nextLink(position);
    return link != nullptr && link->begin == position ? link : nullptr;
}

const InlineSpan *InlineText::nextLink(std::size_t position) const
{
    const auto link = std::find_if(spans.begin(), spans.end(), [&](const InlineSpan &span) {
        return span.kind == InlineSpan::Kind::Link && span.begin >= position;
    });
    return link == spans.end() ? nullptr : &*link;
}

bool InlineText::isWhollyStrong() const
{
    const std::size_t first = text.find_first_not_of(" \t");
    const std::size_t last = text.find_last_not_of(" \t:");
    return first != std::string::npos && std::any_of(spans.begin(), spans.end(), [&](const InlineSpan &span) {
               return span.kind == InlineSpan::Kind::Strong && span.begin <= first && span.end > last &&
                      last != std::string::npos;
           });
}

bool InlineText::isOnlyLinks() const
{
    std::size_t position = 0;
    const auto isFiller = [&](std::size_t begin, std::size_t end) {
        const std::string_view between = slice(begin, end);
        return between.find_first_not_of(" \t[](),;|/.:-") == std::string_view::npos;
    };
    bool any = false;
    for (const InlineSpan &span : spans) {
        if (span.kind == InlineSpan::Kind::Link) {
            if (!isFiller(std::min(position, span.begin), span.begin)) {
                return false;
            }
            position = span.end;
            any = true;
        }
    }
    return any && isFiller(position, text.size());
}

} // namespace carrel
