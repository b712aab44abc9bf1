// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/boundedtext.h"

#include "markdown/listtext.h"
#include "markdown/venuetagreader.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace carrel {

namespace {

constexpr std::size_t kMostLineBytes = 128 * 1024;
constexpr std::size_t kMostParagraphBytes = 32 * 1024;
constexpr std::size_t kMostIndent = 64;
constexpr int kMostNesting = 32;
constexpr int kMostOfAKind = 1000;
constexpr std::string_view kCostly = "[]<*_`~(&!";

bool isBlankChar(char c)
{
    return c == ' ' || c == '\t';
}

bool isListMarker(char c)
{
    return c == '-' || c == '*' || c == '+' || c == '>';
}

/// Rewrites a text line by line, copying only from the first change on.
class LineBounder final
{
public:
    explicit LineBounder(ListText &text)
        : m_text(text)
        , m_source(text.utf8.constData(), static_cast<std::size_t>(text.utf8.size()))
    {
        m_inMerge = m_source.find("\n<<<<<<< ") != std::string_view::npos &&
                    m_source.find("\n>>>>>>> ") != std::string_view::npos;
    }

    void run()
    {
        for (std::size_t start = 0; start < m_source.size();) {
            const std::size_t end = std::min(m_source.find('\n', start), m_source.size());
            ++m_line;
            takeLine(start, m_source.substr(start, end - start));
            if (m_changed && end < m_source.size()) {
                m_out += '\n';
            }
            start = end + 1;
        }
        if (m_changed) {
            m_text.utf8 = std::move(m_out);
        }
    }

private:
    void takeLine(std::size_t start, std::string_view line)
    {
        m_lineStart = start;
        if (m_inMerge && isMergeMarker(line)) {
            replaceLine(std::string_view(), DiagnosticKind::ConflictMarker);
            return;
        }
        if (const std::size_t typed = typedBulletBytes(line); typed > 0) {
            startParagraph();
            std::string bullet(line);
            bullet.replace(line.find_first_not_of(" \t"), typed, "- ");
            boundLength(bullet);
            spend(bullet);
            writeLine(bullet);
            return;
        }
        if (isPlain(line)) {
            if (m_changed) {
                m_out += line;
            }
            return;
        }
        std::string bounded(line);
        const bool changed = boundLength(bounded) | boundNesting(bounded) | boundParagraph(bounded) |
                             disarmDefinition(bounded);
        if (changed) {
            replaceLine(bounded, m_reason);
        } else if (m_changed) {
            m_out += line;
        }
    }

    /// Bytes of what was meant as a bullet, but is none to Markdown: `-[`, a dash with a no-break space, a
    /// typed dot.
    static std::size_t typedBulletBytes(std::string_view line)
    {
        const std::size_t text = line.find_first_not_of(" \t");
        const std::string_view rest = text == std::string_view::npos ? std::string_view() : line.substr(text);
        if (rest.starts_with("-[") || rest.starts_with("*[") || rest.starts_with("+[")) {
            return 1;
        }
        return rest.starts_with("-\u00A0") ? 3 : rest.starts_with("\u2022") ? 3 : 0;
    }

    /// The common case, decided in one look: a line of usual length that begins a block of its own.
    bool isPlain(std::string_view line)
    {
        const std::size_t text = line.find_first_not_of(" \t");
        if (text == std::string_view::npos) {
            startParagraph();
            return line.size() < kMostIndent;
        }
        const bool ownBlock = line[text] == '#' || (isListMarker(line[text]) && line.size() > text + 1 &&
                                                    isBlankChar(line[text + 1]));
        const bool usual = line.size() < kMostOfAKind && text < kMostIndent && ownBlock &&
                           (!isListMarker(line[text]) || !isListMarker(charAfterMarker(line, text)));
        if (ownBlock) {
            startParagraph();
        }
        if (usual && line.find("]:") == std::string_view::npos) {
            m_paragraphBytes = line.size();
            m_paragraphIsCounted = false;
            m_firstLine = line;
            return true;
        }
        return false;
    }

    static char charAfterMarker(std::string_view line, std::size_t marker)
    {
        const std::size_t next = line.find_first_not_of(" \t", marker + 1);
        return next == std::string_view::npos ? '\0' : line[next];
    }

    void startParagraph()
    {
        m_counts.fill(0);
        m_paragraphBytes = 0;
        m_paragraphIsCounted = true;
    }

    static bool isMergeMarker(std::string_view line)
    {
        return line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> ") || line.starts_with("||||||| ") ||
               line == "=======";
    }

    bool boundLength(std::string &line)
    {
        if (line.size() <= kMostLineBytes) {
            return false;
        }
        std::size_t cut = kMostLineBytes;
        while (cut > 0 && (static_cast<unsigned char>(line[cut]) & 0xC0) == 0x80) {
            --cut;
        }
        line.resize(cut);
        m_reason = DiagnosticKind::LineCut;
        return true;
    }

    /// Markers beyond the deepest level become blanks, indentation beyond it is taken away.
    bool boundNesting(std::string &line)
    {
        bool changed = false;
        const std::size_t indent = std::min(line.find_first_not_of(" \t"), line.size());
        if (indent > kMostIndent) {
            line.erase(0, indent - kMostIndent);
            changed = true;
        }
        int markers = 0;
        for (std::size_t i = 0; i < line.size() && (isBlankChar(line[i]) || isMarkerAt(line, i)); ++i) {
            markers += isBlankChar(line[i]) ? 0 : 1;
            if (markers > kMostNesting) {
                const std::size_t rest = line.find_first_not_of(" \t->*+0123456789.)", i);
                line.erase(i, (rest == std::string::npos ? line.size() : rest) - i);
                changed = true;
                break;
            }
        }
        m_reason = changed ? DiagnosticKind::NestingCut : m_reason;
        return changed;
    }

    static bool isMarkerAt(const std::string &line, std::size_t i)
    {
        const char c = line[i];
        const bool digit = (c >= '0' && c <= '9') || c == '.' || c == ')';
        return c == '>' || digit || (isListMarker(c) && (i + 1 == line.size() || isBlankChar(line[i + 1])));
    }

    /// A paragraph goes on over lines, so its budget does as well.
    bool boundParagraph(std::string &line)
    {
        countFirstLine();
        m_paragraphBytes += line.size();
        const bool goesOn = m_paragraphBytes != line.size();
        if (goesOn && m_paragraphBytes > kMostParagraphBytes) {
            line.clear();
            startParagraph();
            m_reason = DiagnosticKind::LineCut;
            return true;
        }
        return spend(line);
    }

    /// The line that began the paragraph was usual and is counted only now that the paragraph goes on.
    void countFirstLine()
    {
        if (!m_paragraphIsCounted) {
            std::string first(m_firstLine);
            spend(first);
            m_paragraphIsCounted = true;
        }
    }

    bool spend(std::string &line)
    {
        bool changed = false;
        for (char &c : line) {
            const std::size_t kind = kCostly.find(c);
            if (kind != std::string_view::npos && ++m_counts[kind] > kMostOfAKind) {
                c = ' ';
                changed = true;
            }
        }
        m_reason = changed ? DiagnosticKind::LineCut : m_reason;
        return changed;
    }

    /// `[osdi'24]: url` would make a link of every tag of that name.
    bool disarmDefinition(std::string &line)
    {
        std::size_t open = line.find_first_not_of(" \t");
        if (open != std::string::npos && isListMarker(line[open])) {
            open = line.find_first_not_of(" \t", open + 1);
        }
        if (open == std::string::npos || line[open] != '[') {
            return false;
        }
        const std::size_t close = line.find("]:", open);
        if (close == std::string::npos ||
            readVenueTag(std::string_view(line).substr(open + 1, close - open - 1)).year == 0) {
            return false;
        }
        line[close + 1] = ' ';
        m_reason = DiagnosticKind::UnsafeLink;
        return true;
    }

    void replaceLine(std::string_view line, DiagnosticKind reason)
    {
        writeLine(line);
        m_text.diagnostics.push_back({reason, m_line});
    }

    void writeLine(std::string_view line)
    {
        if (!m_changed) {
            m_changed = true;
            m_out.reserve(static_cast<qsizetype>(m_source.size()));
            m_out += QByteArrayView(m_source.data(), static_cast<qsizetype>(m_lineStart));
        }
        m_out += QByteArrayView(line.data(), static_cast<qsizetype>(line.size()));
    }

    ListText &m_text;
    std::string_view m_source;
    QByteArray m_out;
    bool m_changed = false;
    bool m_inMerge = false;
    std::size_t m_lineStart = 0;
    quint32 m_line = 0;
    std::array<int, kCostly.size()> m_counts{};
    std::size_t m_paragraphBytes = 0;
    bool m_paragraphIsCounted = true;
    std::string_view m_firstLine;
    DiagnosticKind m_reason = DiagnosticKind::LineCut;
};

} // namespace

void boundCostlyPlaces(ListText &text)
{
    LineBounder(text).run();
}

} // namespace carrel
