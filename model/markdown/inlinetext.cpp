// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/inlinetext.h"

#include <cmark-gfm.h>

#include <algorithm>

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

/// Takes [begin, end) out of the text; positions behind it move.
void cut(InlineText &text, std::size_t begin, std::size_t end)
{
    text.text.erase(begin, end - begin);
    const auto moved = [&](std::size_t position) {
        return position <= begin ? position
                                 : std::max(begin, position - std::min(position - begin, end - begin));
    };
    for (InlineSpan &span : text.spans) {
        span.begin = moved(span.begin);
        span.end = moved(span.end);
    }
}

void appendNode(InlineText &out, cmark_node *node, int depth);

void appendChildren(InlineText &out, cmark_node *node, int depth)
{
    for (cmark_node *child = cmark_node_first_child(node); child != nullptr && depth < kMostDepth;
         child = cmark_node_next(child)) {
        appendNode(out, child, depth + 1);
    }
}

void appendSpan(InlineText &out, cmark_node *node, InlineSpan::Kind kind, int depth)
{
    const std::size_t number = out.spans.size();
    out.spans.push_back({kind, out.text.size(), 0, {}});
    if (kind == InlineSpan::Kind::Code) {
        out.text += literalOf(node);
    } else {
        appendChildren(out, node, depth);
    }
    if (kind == InlineSpan::Kind::Link) {
        // `[ Title](url)`: a link begins where its words do.
        const std::size_t begin = out.spans[number].begin;
        const std::size_t words = std::min(out.text.find_first_not_of(' ', begin), out.text.size());
        cut(out, begin, words);
        out.text += out.text.size() == out.spans[number].begin ? kEmptyLinkText : std::string_view();
        const char *url = cmark_node_get_url(node);
        out.spans[number].url = url == nullptr ? "" : url;
    }
    out.spans[number].end = out.text.size();
}

void appendNode(InlineText &out, cmark_node *node, int depth)
{
    const cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_TEXT) {
        out.text += literalOf(node);
    } else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK) {
        out.text += ' ';
    } else if (type == CMARK_NODE_CODE) {
        appendSpan(out, node, InlineSpan::Kind::Code, depth);
    } else if (type == CMARK_NODE_STRONG) {
        appendSpan(out, node, InlineSpan::Kind::Strong, depth);
    } else if (type == CMARK_NODE_LINK) {
        appendSpan(out, node, InlineSpan::Kind::Link, depth);
    } else if (type == CMARK_NODE_HTML_INLINE) {
        out.text += isLineBreakTag(literalOf(node)) ? " "sv : ""sv;
    } else if (type != CMARK_NODE_IMAGE) {
        appendChildren(out, node, depth);
    }
}

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
        return span.kind != InlineSpan::Kind::Strong && position >= span.begin && position < span.end;
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
}

void InlineText::append(cmark_node *node)
{
    appendChildren(*this, node, 0);
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
        InlineSpan link{InlineSpan::Kind::Link, at, end, addresses.back()};
        if (BrokenLink broken{};
            findBrokenLink(text, at, end, broken) && !isInLinkOrCode(*this, broken.close)) {
            cut(*this, broken.close, std::min(broken.end, next));
            cut(*this, broken.open, broken.open + 1);
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
