// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/boundedtext.h"

#include "base/poolwork.h"
#include "markdown/linescan.h"
#include "markdown/listtext.h"
#include "markdown/tablelines.h"
#include "markdown/venuetagreader.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace carrel {

namespace {

constexpr std::size_t kMostLineBytes = 128 * 1024;
constexpr std::size_t kMostParagraphBytes = 32 * 1024;
constexpr std::size_t kSlabBytes = std::size_t(1024) * 1024; ///< that one thread looks through at a time
constexpr std::size_t kMostIndent = 64;
constexpr int kMostNesting = 32;
constexpr int kMostOfAKind = 1000;
constexpr std::string_view kCostly = "[]<*_`~(&!";
/// The place of each byte among the costly ones; -1 for all others.
constexpr auto kKindOf = [] {
    std::array<std::int8_t, 256> kinds{};
    for (std::int8_t &kind : kinds) {
        kind = -1;
    }
    for (std::size_t i = 0; i < kCostly.size(); ++i) {
        kinds[static_cast<unsigned char>(kCostly[i])] = static_cast<std::int8_t>(i);
    }
    return kinds;
}();

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
    }

    void run()
    {
        const std::vector<Slab> slabs = slabsOf(m_source);
        if (std::all_of(slabs.begin(), slabs.end(), [](const Slab &slab) { return slab.isPlain; })) {
            return;
        }
        m_inMerge = m_source.find("\n<<<<<<< ") != std::string_view::npos &&
                    m_source.find("\n>>>>>>> ") != std::string_view::npos;
        for (const Slab &slab : slabs) {
            slab.isPlain ? passOver(slab) : takeLines(slab);
        }
        if (m_changed) {
            m_text.utf8 = std::move(m_out);
        }
    }

private:
    /// A stretch of whole lines.
    struct Slab
    {
        std::size_t begin = 0;
        std::size_t end = 0;
        std::size_t lastLine = 0; ///< where it begins
        quint32 lines = 0;
        bool isPlain = false; ///< all lines are
    };

    /// What is not plain is seldom, and long lists are looked through by several threads.
    static std::vector<Slab> slabsOf(std::string_view text)
    {
        std::vector<Slab> slabs;
        for (std::size_t begin = 0; begin < text.size(); begin = slabs.back().end) {
            const std::size_t end = text.find('\n', std::min(begin + kSlabBytes, text.size()));
            slabs.push_back({begin, std::min(end, text.size() - 1) + 1});
        }
        if (slabs.size() == 1) {
            return slabs;
        }
        forEachInPool(slabs.size(), [&](std::size_t number) {
            Slab &slab = slabs[number];
            slab.isPlain = true;
            forEachLine(text, slab, [&slab](std::size_t start, std::string_view line) {
                slab.lastLine = start;
                ++slab.lines;
                slab.isPlain = slab.isPlain && isPlain(line);
            });
        });
        return slabs;
    }

    template <typename Visit>
    static void forEachLine(std::string_view text, const Slab &slab, Visit visit)
    {
        for (std::size_t start = slab.begin; start < slab.end;) {
            const std::size_t end = std::min(text.find('\n', start), text.size());
            visit(start, text.substr(start, end - start));
            start = end + 1;
        }
    }

    void takeLines(const Slab &slab)
    {
        forEachLine(m_source, slab, [this](std::size_t start, std::string_view line) {
            ++m_line;
            takeLine(start, line);
            if (m_changed && start + line.size() < m_source.size()) {
                m_out += '\n';
            }
        });
    }

    /// The last line alone tells how it goes on behind plain ones.
    void passOver(const Slab &slab)
    {
        m_line += slab.lines;
        if (m_changed) {
            m_out +=
                QByteArrayView(m_source.data() + slab.begin, static_cast<qsizetype>(slab.end - slab.begin));
        }
        const std::string_view last =
            m_source.substr(slab.lastLine, m_source.find('\n', slab.lastLine) - slab.lastLine);
        m_table.reset();
        takeIfPlain(last);
    }

    void takeLine(std::size_t start, std::string_view line)
    {
        m_lineStart = start;
        if (m_inMerge && isMergeMarker(line)) {
            m_table.reset();
            replaceLine(std::string_view(), DiagnosticKind::ConflictMarker);
            return;
        }
        if (const std::size_t typed = typedBulletBytes(line); typed > 0) {
            startParagraph();
            m_table.reset();
            std::string bullet(line);
            bullet.replace(firstText(line), typed, "- ");
            boundLength(bullet);
            spend(bullet);
            writeLine(bullet);
            return;
        }
        if (takeIfPlain(line)) {
            m_table.reset();
            if (m_changed) {
                m_out += line;
            }
            return;
        }
        if (m_table.take(line) == TableTracker::Line::Row) {
            // Each row is parsed alone.
            startParagraph();
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
        const std::size_t text = firstText(line);
        const std::string_view rest = text == std::string_view::npos ? std::string_view() : line.substr(text);
        if (rest.starts_with("-[") || rest.starts_with("*[") || rest.starts_with("+[")) {
            return 1;
        }
        return rest.starts_with("-\u00A0") ? 3 : rest.starts_with("\u2022") ? 3 : 0;
    }

    /// The common case, decided in one look: a line of usual length that begins a block of its own, or a
    /// blank one.
    static bool isPlain(std::string_view line)
    {
        const std::size_t text = firstText(line);
        if (text == std::string_view::npos) {
            return line.size() < kMostIndent;
        }
        return line.size() < kMostOfAKind && text < kMostIndent && isOwnBlock(line, text) &&
               (!isListMarker(line[text]) || !isListMarker(charAfterMarker(line, text))) &&
               line.find("]:") == std::string_view::npos;
    }

    static bool isOwnBlock(std::string_view line, std::size_t text)
    {
        return line[text] == '#' ||
               (isListMarker(line[text]) && line.size() > text + 1 && isBlankChar(line[text + 1]));
    }

    /// What follows a plain line does not depend on what stood before it.
    bool takeIfPlain(std::string_view line)
    {
        const std::size_t text = firstText(line);
        if (text == std::string_view::npos || isOwnBlock(line, text)) {
            startParagraph();
        }
        if (!isPlain(line)) {
            return false;
        }
        if (text != std::string_view::npos) {
            m_paragraphBytes = line.size();
            m_paragraphIsCounted = false;
            m_firstLine = line;
        }
        return true;
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
        const std::size_t indent = std::min(firstText(line), line.size());
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
            const int kind = kKindOf[static_cast<unsigned char>(c)];
            if (kind >= 0 && ++m_counts[static_cast<std::size_t>(kind)] > kMostOfAKind) {
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
        std::size_t open = firstText(line);
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
    TableTracker m_table;
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
