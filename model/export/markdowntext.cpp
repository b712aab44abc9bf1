// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/markdowntext.h"

#include "export/outputtext.h"

#include <algorithm>

namespace carrel {

namespace {

constexpr std::string_view kAlwaysMarkup = "\\`*_[]<~";

bool isLetterOrDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// An entity, the `://` or `www.` of an address that would become a link, or a hash that would close a
/// heading.
bool isMarkupHere(std::string_view text, std::size_t at)
{
    const std::string_view rest = text.substr(at);
    switch (rest.front()) {
    case '&':
        return rest.size() > 1 && (rest[1] == '#' || isLetterOrDigit(rest[1]));
    case ':':
        return rest.starts_with("://");
    case '.':
        return at >= 3 && text.substr(at - 3, 3) == "www";
    case '#':
        return rest.size() == 1;
    default:
        return kAlwaysMarkup.find(rest.front()) != std::string_view::npos;
    }
}

void escape(std::string &out, std::string_view text)
{
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (isMarkupHere(text, i)) {
            out += '\\';
        }
        out += text[i];
    }
}

std::string plain(std::string_view text)
{
    std::string out;
    appendPlain(out, text);
    return out;
}

void appendTarget(std::string &out, std::string_view url)
{
    std::string written;
    appendUrl(written, url);
    const bool angled = written.empty() || written.find_first_of("()<>") != std::string::npos;
    out += angled ? "<" : "";
    for (std::size_t i = 0; i < written.size(); ++i) {
        const char c = written[i];
        const bool entity = c == '&' && isMarkupHere(written, i);
        if (c == '\\' || c == '<' || c == '>' || entity) {
            out += '\\';
        }
        out += c;
    }
    out += angled ? ">" : "";
}

} // namespace

void appendMarkdown(std::string &out, std::string_view text)
{
    escape(out, plain(text));
}

void appendMarkdownLine(std::string &out, std::string_view text)
{
    const std::string line = plain(text);
    const auto digits =
        static_cast<std::size_t>(std::find_if_not(line.begin(), line.end(), isDigit) - line.begin());
    const bool numbered = digits > 0 && digits < line.size() && (line[digits] == '.' || line[digits] == ')');
    if (numbered) {
        out.append(line, 0, digits);
        out += '\\';
        out += line[digits];
        escape(out, std::string_view(line).substr(digits + 1));
        return;
    }
    // A bar or a colon may open the row below the head of a table.
    const bool opensBlock =
        !line.empty() && std::string_view("#+-=>|:").find(line.front()) != std::string_view::npos;
    out += opensBlock && !isMarkupHere(line, 0) ? "\\" : "";
    escape(out, line);
}

void appendMarkdownCode(std::string &out, std::string_view text)
{
    const std::string code = plain(text);
    std::string fence = "`";
    while (code.find(fence) != std::string::npos) {
        fence += '`';
    }
    const std::string_view pad = code.starts_with('`') || code.ends_with('`') ? " " : "";
    out.append(fence).append(pad).append(code).append(pad).append(fence);
}

void appendMarkdownLink(std::string &out, std::string_view text, std::string_view url)
{
    out += '[';
    appendMarkdown(out, text);
    out += "](";
    appendTarget(out, url);
    out += ')';
}

} // namespace carrel
