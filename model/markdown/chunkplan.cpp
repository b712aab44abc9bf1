// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/chunkplan.h"

#include "markdown/linescan.h"

#include <algorithm>
#include <array>
#include <utility>

namespace carrel {

namespace {

using namespace std::string_view_literals;

/// Definitions beyond this are not handed on: they would be parsed again with every chunk.
constexpr std::size_t kMostDefinitionBytes = 64 * 1024;
/// A list up to this size is parsed in one piece where it is doubtful what its definitions say.
constexpr std::size_t kMostOnePieceBytes = 8 * 1024 * 1024;

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool containsIgnoringCase(std::string_view text, std::string_view lowered)
{
    return std::search(text.begin(), text.end(), lowered.begin(), lowered.end(),
                       [](char t, char l) { return lower(t) == l; }) != text.end();
}

/// HTML that goes on until a certain end, blank lines or not (CommonMark 0.29, section 4.6, kinds 1 to 3 and
/// 5).
struct HtmlKind
{
    std::string_view start; ///< lower case
    std::array<std::string_view, 3> ends;
    bool isTag; ///< a blank or `>` stands behind the start
};
constexpr std::array<std::string_view, 3> kTagEnds{"</script>", "</pre>", "</style>"};
constexpr std::array kHtmlKinds{
    HtmlKind{"<script", kTagEnds, true},       HtmlKind{"<pre", kTagEnds, true},
    HtmlKind{"<style", kTagEnds, true},        HtmlKind{"<!--", {"-->", "-->", "-->"}, false},
    HtmlKind{"<?", {"?>", "?>", "?>"}, false},
};

/// Follows the outermost blocks of a document line by line, as far as needed to tell where a cut is safe.
class BlockTracker final
{
public:
    /// Takes the next line; true when a chunk may begin with it.
    bool take(std::string_view line)
    {
        const std::size_t text = firstText(line);
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
        } else if (m_state == State::HtmlUntilEnd) {
            m_state = endsHtml(line) ? State::Outside : m_state;
        } else {
            m_lost = m_lost || opensSomething(line.substr(text));
        }
    }

    bool endsHtml(std::string_view line) const
    {
        return std::any_of(m_html->ends.begin(), m_html->ends.end(),
                           [&](std::string_view end) { return containsIgnoringCase(line, end); });
    }

    /// Code or HTML, if it is read as Markdown.
    static bool opensSomething(std::string_view text)
    {
        return text.starts_with("```") || text.starts_with("~~~") || text.starts_with("<");
    }

    static std::size_t runLength(std::string_view line, std::size_t start)
    {
        return std::min(line.find_first_not_of(line[start], start), line.size()) - start;
    }

    /// Inside a list or quote nothing matters, unless it is doubtful that it is inside.
    void noteDoubt(std::string_view text, std::size_t indent)
    {
        m_lost = m_lost || (m_container == Container::Doubtful && indent < 4 && opensSomething(text));
    }

    bool takeOutermost(std::string_view line, std::size_t text, std::size_t indent, bool afterText)
    {
        const std::string_view rest = line.substr(text);
        if (startsFence(rest)) {
            m_container = Container::None;
            return false;
        }
        if (startsHtml(rest)) {
            m_container = m_container == Container::None ? Container::None : Container::Doubtful;
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

    /// What begins like a tag may be one, then it goes on to the next blank line, or may be text.
    bool startsHtml(std::string_view rest)
    {
        if (rest.front() != '<') {
            return false;
        }
        const auto kind = std::find_if(kHtmlKinds.begin(), kHtmlKinds.end(),
                                       [&](const HtmlKind &each) { return isKind(rest, each); });
        m_state = State::HtmlUntilBlank;
        if (kind != kHtmlKinds.end()) {
            m_html = &*kind;
            m_state = endsHtml(rest) ? State::Outside : State::HtmlUntilEnd;
        }
        m_lost = m_lost || (kind == kHtmlKinds.end() && rest.starts_with("<!"));
        return true;
    }

    static bool isKind(std::string_view rest, const HtmlKind &kind)
    {
        const std::size_t size = kind.start.size();
        return containsIgnoringCase(rest.substr(0, size), kind.start) &&
               (!kind.isTag || rest.size() == size ||
                std::string_view(" \t>").find(rest[size]) != std::string_view::npos);
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
    const HtmlKind *m_html = nullptr;
    char m_fence = '`';
    std::size_t m_fenceLength = 0;
    bool m_afterText = false;
    bool m_lost = false; ///< from here on no cut is known to be safe
};

/// `[name]: address` and nothing else, so plain that it means the same wherever it stands.
bool isPlainDefinition(std::string_view line)
{
    const std::size_t open = line.find_first_not_of(' ');
    if (open > 3 || line[open] != '[') {
        return false;
    }
    const std::size_t close = line.find(']', open);
    const std::string_view label = line.substr(open + 1, close - open - 1);
    if (label.find_first_not_of(" \t") == std::string_view::npos || label.size() > 900 ||
        label.find_first_of("[\\") != std::string_view::npos || line[close + 1] != ':') {
        return false;
    }
    std::string_view address = line.substr(close + 2);
    address.remove_prefix(std::min(address.find_first_not_of(" \t"), address.size()));
    address = address.substr(0, address.find_last_not_of(" \t") + 1);
    return !address.empty() && address.front() != '<' &&
           std::all_of(address.begin(), address.end(), [](char c) {
               return static_cast<unsigned char>(c) > ' ' && c != '(' && c != ')' && c != '\\';
           });
}

/// Gathers the reference definitions of a list. Those that stand in bullets and quotes, go on over lines or
/// carry titles are left to cmark: they raise a doubt.
class DefinitionReader final
{
public:
    explicit DefinitionReader(ChunkPlan &plan)
        : m_plan(plan)
    {
    }

    void take(std::string_view line, bool isOutside)
    {
        const bool blank = firstText(line) == std::string_view::npos;
        bool plain = false;
        if (line.find("]:") != std::string_view::npos) {
            plain = isOutside && m_mayBegin && isPlainDefinition(line);
            m_doubt = m_doubt || !plain || m_plan.definitions.size() + line.size() > kMostDefinitionBytes;
        }
        if (plain && !m_doubt) {
            m_plan.definitions.append(line).append(1, '\n');
            ++m_plan.definitionLines;
        }
        m_mayBegin = blank || plain;
    }

    bool hasDoubt() const { return m_doubt; }

    void finish()
    {
        if (!m_plan.definitions.empty()) {
            m_plan.definitions += '\n';
            ++m_plan.definitionLines;
        }
    }

private:
    ChunkPlan &m_plan;
    bool m_mayBegin = true; ///< a definition interrupts no paragraph
    bool m_doubt = false;
};

/// Whether there may be definitions. Without early exit, so that the loop is vectorised.
bool hasDefinitions(std::string_view text)
{
    unsigned char found = 0;
    for (std::size_t i = 1; i < text.size(); ++i) {
        found |= static_cast<unsigned char>((text[i - 1] == ']') & (text[i] == ':'));
    }
    return found != 0;
}

} // namespace

ChunkPlan planChunks(std::string_view text, std::size_t target)
{
    ChunkPlan plan;
    plan.shape = inferShape(text);
    BlockTracker tracker;
    DefinitionReader definitions(plan);
    const bool mayDefine = hasDefinitions(text);
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
        if (mayDefine) {
            definitions.take(line, tracker.isOutside());
        }
        start = end + 1;
    }
    chunk.end = text.size();
    plan.chunks.push_back(chunk);
    if (definitions.hasDoubt() && text.size() <= kMostOnePieceBytes) {
        return {{{0, text.size(), 1}}, {}, 0, std::move(plan.shape)};
    }
    definitions.finish();
    return plan;
}

} // namespace carrel
