// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/chunkplan.h"

#include <algorithm>
#include <array>

namespace carrel {

namespace {

using namespace std::string_view_literals;

/// Definitions beyond this are not handed on: they would be parsed again with every chunk.
constexpr std::size_t kMostDefinitionBytes = 64 * 1024;

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool containsIgnoringCase(std::string_view text, std::string_view lowered)
{
    return std::search(text.begin(), text.end(), lowered.begin(), lowered.end(),
                       [](char t, char l) { return lower(t) == l; }) != text.end();
}

/// HTML that goes on until a certain end, blank lines or not (CommonMark 0.29, section 4.6, kinds 1 to 5).
struct HtmlKind
{
    std::string_view start; ///< lower case
    std::string_view end;
};
constexpr std::array kHtmlKinds{HtmlKind{"<script", "</script>"}, HtmlKind{"<pre", "</pre>"},
                                HtmlKind{"<style", "</style>"},   HtmlKind{"<textarea", "</textarea>"},
                                HtmlKind{"<!--", "-->"},          HtmlKind{"<?", "?>"},
                                HtmlKind{"<![cdata[", "]]>"},     HtmlKind{"<!", ">"}};

/// Follows the outermost blocks of a document line by line, as far as needed to tell where a cut is safe.
class BlockTracker final
{
public:
    /// Takes the next line; true when a chunk may begin with it.
    bool take(std::string_view line)
    {
        const std::size_t text = line.find_first_not_of(" \t");
        if (text == std::string_view::npos) {
            takeBlank();
            return false;
        }
        const bool afterText = m_afterText;
        m_afterText = true;
        if (m_state != State::Outside) {
            followInside(line, text);
            return false;
        }
        const std::size_t indent = columnOf(line, text);
        if (m_container != Container::None && indent >= m_containerOffset) {
            noteDoubt(line.substr(text), indent);
            return false;
        }
        return indent < 4 && takeOutermost(line, text, indent, afterText);
    }

    /// Reference definitions count only here.
    bool isOutside() const { return m_state == State::Outside && m_container == Container::None; }

private:
    enum class State { Outside, Fence, HtmlUntilEnd, HtmlUntilBlank };
    enum class Container { None, Open, Doubtful };

    static std::size_t columnOf(std::string_view line, std::size_t text)
    {
        std::size_t column = 0;
        for (std::size_t i = 0; i < text; ++i) {
            column += line[i] == '\t' ? 4 - column % 4 : 1;
        }
        return column;
    }

    void takeBlank()
    {
        m_afterText = false;
        if (m_state == State::HtmlUntilBlank) {
            m_state = State::Outside;
        }
    }

    void followInside(std::string_view line, std::size_t text)
    {
        if (m_state == State::Fence) {
            const std::size_t length = runLength(line, text);
            const bool closes = line[text] == m_fence && length >= m_fenceLength &&
                                columnOf(line, text) < 4 &&
                                line.find_first_not_of(" \t", text + length) == std::string_view::npos;
            m_state = closes ? State::Outside : m_state;
        } else if (m_state == State::HtmlUntilEnd && containsIgnoringCase(line, m_htmlEnd)) {
            m_state = State::Outside;
        }
    }

    static std::size_t runLength(std::string_view line, std::size_t start)
    {
        return std::min(line.find_first_not_of(line[start], start), line.size()) - start;
    }

    /// Inside a list or quote nothing matters, unless it is doubtful that it is inside.
    void noteDoubt(std::string_view text, std::size_t indent)
    {
        if (m_container == Container::Doubtful && indent < 4 &&
            (text.starts_with("```") || text.starts_with("~~~") || text.starts_with("<"))) {
            m_lost = true;
        }
    }

    bool takeOutermost(std::string_view line, std::size_t text, std::size_t indent, bool afterText)
    {
        const std::string_view rest = line.substr(text);
        if (startsFence(rest) || startsHtml(rest)) {
            m_container = Container::None;
            return false;
        }
        if (isHeading(rest)) {
            m_container = Container::None;
            return text == 0 && !m_lost;
        }
        if (const std::size_t offset = containerOffset(rest)) {
            m_container = Container::Open;
            m_containerOffset = rest.front() == '>' ? std::size_t(4096) : indent + offset;
            return text == 0 && !m_lost && isEntryBullet(rest);
        }
        m_container = m_container != Container::None && afterText ? Container::Doubtful : Container::None;
        return false;
    }

    bool startsFence(std::string_view rest)
    {
        const char c = rest.front();
        const std::size_t length = c == '`' || c == '~' ? runLength(rest, 0) : 0;
        if (length < 3 || (c == '`' && rest.find('`', length) != std::string_view::npos)) {
            return false;
        }
        m_state = State::Fence;
        m_fence = c;
        m_fenceLength = length;
        return true;
    }

    bool startsHtml(std::string_view rest)
    {
        if (rest.front() != '<') {
            return false;
        }
        m_state = State::HtmlUntilBlank;
        for (const HtmlKind &kind : kHtmlKinds) {
            if (containsIgnoringCase(rest.substr(0, kind.start.size()), kind.start)) {
                m_htmlEnd = kind.end;
                const bool ends = containsIgnoringCase(rest.substr(kind.start.size()), kind.end);
                m_state = ends ? State::Outside : State::HtmlUntilEnd;
                break;
            }
        }
        return true;
    }

    static bool isHeading(std::string_view rest)
    {
        const std::size_t level = rest.front() == '#' ? runLength(rest, 0) : 0;
        return level >= 1 && level <= 6 &&
               (rest.size() == level || rest[level] == ' ' || rest[level] == '\t');
    }

    /// Columns that a list marker or `>` takes with the blanks behind it; 0 where there is none.
    static std::size_t containerOffset(std::string_view rest)
    {
        if (rest.front() == '>') {
            return 1;
        }
        std::size_t width = 0;
        if (rest.front() == '-' || rest.front() == '*' || rest.front() == '+') {
            width = 1;
        } else {
            const std::size_t digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
            const bool ordered = digits > 0 && digits < 10 && digits < rest.size() &&
                                 (rest[digits] == '.' || rest[digits] == ')');
            width = ordered ? digits + 1 : 0;
        }
        if (width == 0 || (rest.size() > width && rest[width] != ' ' && rest[width] != '\t')) {
            return 0;
        }
        const std::size_t text = rest.find_first_not_of(" \t", width);
        const bool blankOrCode = text == std::string_view::npos || columnOf(rest, text) > width + 4;
        return blankOrCode ? width + 1 : columnOf(rest.substr(width), text - width) + width;
    }

    /// A bullet with text of its own; `* * *` and `- - -` may be a line across the page.
    static bool isEntryBullet(std::string_view rest)
    {
        const char c = rest.front();
        return (c == '-' || c == '*' || c == '+') && rest.size() > 2 && rest[1] == ' ' &&
               rest.find_first_not_of(" \t-*+_", 2) == 2;
    }

    State m_state = State::Outside;
    Container m_container = Container::None;
    std::size_t m_containerOffset = 0;
    std::string_view m_htmlEnd;
    char m_fence = '`';
    std::size_t m_fenceLength = 0;
    bool m_afterText = false;
    bool m_lost = false; ///< from here on no cut is known to be safe
};

/// `[name]: address` at the beginning of a line.
bool looksLikeDefinition(std::string_view line)
{
    const std::size_t open = line.find_first_not_of(' ');
    if (open > 3 || line[open] != '[') {
        return false;
    }
    const std::size_t close = line.find("]:", open);
    return close != std::string_view::npos && close > open + 1 &&
           line.find_first_not_of(" \t", close + 2) != std::string_view::npos;
}

} // namespace

ChunkPlan planChunks(std::string_view text, std::size_t target)
{
    ChunkPlan plan;
    BlockTracker tracker;
    Chunk chunk{0, 0, 1};
    quint32 number = 0;
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = std::min(text.find('\n', start), text.size());
        const std::string_view line = text.substr(start, end - start);
        ++number;
        const bool mayBegin = tracker.take(line);
        if (mayBegin && start - chunk.begin >= target) {
            chunk.end = start;
            plan.chunks.push_back(chunk);
            chunk = {start, start, number};
        }
        if (tracker.isOutside() && looksLikeDefinition(line) &&
            plan.definitions.size() + line.size() < kMostDefinitionBytes) {
            plan.definitions.append(line).append(1, '\n');
            ++plan.definitionLines;
        }
        start = end + 1;
    }
    chunk.end = text.size();
    plan.chunks.push_back(chunk);
    if (!plan.definitions.empty()) {
        plan.definitions += '\n';
        ++plan.definitionLines;
    }
    return plan;
}

} // namespace carrel
