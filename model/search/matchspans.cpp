// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/matchspans.h"

#include "base/text.h"

#include <algorithm>
#include <string>

namespace carrel {

namespace {

std::string toUtf8(QStringView text)
{
    return text.toUtf8().toStdString();
}

/// What one character becomes between two letters: nothing, a blank, or what folding makes of it.
std::string foldedCharacter(QStringView character)
{
    const std::string between = foldedText('a' + toUtf8(character) + 'a');
    return between.substr(1, between.size() - 2);
}

bool isMark(QStringView character)
{
    const char32_t c = character.size() == 2 ? QChar::surrogateToUcs4(character.front(), character.back())
                                             : char32_t(character.front().unicode());
    return QChar::isMark(c);
}

/// A text, folded, and where in the text each folded byte comes from.
class FoldedMap final
{
public:
    explicit FoldedMap(QStringView text)
    {
        qsizetype length = 0;
        for (qsizetype start = 0; start < text.size(); start += length) {
            const bool pair = text.at(start).isHighSurrogate() && start + 1 < text.size() &&
                              text.at(start + 1).isLowSurrogate();
            length = pair ? 2 : 1;
            addCharacter(text.sliced(start, length), {start, length});
        }
    }

    void appendMatches(std::vector<TextSpan> &spans, const std::string &term) const
    {
        for (std::size_t at = m_folded.find(term); at != std::string::npos;
             at = m_folded.find(term, at + term.size())) {
            const TextSpan last = m_origins[at + term.size() - 1];
            const qsizetype start = m_origins[at].start;
            spans.push_back({start, last.start + last.length - start});
        }
    }

private:
    void addCharacter(QStringView character, TextSpan origin)
    {
        const std::string folded = foldedCharacter(character);
        if (folded.empty() && isMark(character)) {
            widenTo(origin);
        }
        for (const char c : folded) {
            if (c != ' ' || (!m_folded.empty() && m_folded.back() != ' ')) {
                m_folded += c;
                m_origins.push_back(origin);
            }
        }
    }

    /// An accent belongs to the letter before it.
    void widenTo(TextSpan mark)
    {
        for (auto each = m_origins.rbegin();
             each != m_origins.rend() && each->start + each->length == mark.start; ++each) {
            each->length += mark.length;
        }
    }

    std::string m_folded;
    std::vector<TextSpan> m_origins;
};

std::vector<TextSpan> merged(std::vector<TextSpan> spans)
{
    std::sort(spans.begin(), spans.end(), [](TextSpan a, TextSpan b) { return a.start < b.start; });
    std::vector<TextSpan> out;
    for (const TextSpan span : spans) {
        if (out.empty() || span.start > out.back().start + out.back().length) {
            out.push_back(span);
        } else {
            out.back().length = std::max(out.back().length, span.start + span.length - out.back().start);
        }
    }
    return out;
}

} // namespace

std::vector<TextSpan> matchSpans(QStringView text, const Query &query)
{
    if (query.terms.empty()) {
        return {};
    }
    const FoldedMap map(text);
    std::vector<TextSpan> spans;
    for (const QueryTerm &term : query.terms) {
        map.appendMatches(spans, term.folded);
    }
    return merged(std::move(spans));
}

} // namespace carrel
