// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/query.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <unordered_set>

namespace carrel {

namespace {

bool isQuote(QChar c)
{
    constexpr QStringView kQuotes = u"\"\u201C\u201D\u201E\u201F\u00AB\u00BB\uFF02";
    return kQuotes.contains(c);
}

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

struct MarkWord
{
    QStringView word;
    MarkClause clause;
};

constexpr std::array kMarkWords{MarkWord{u"is:bookmarked", {&WorkState::bookmarked, true}},
                                MarkWord{u"is:read", {&WorkState::read, true}},
                                MarkWord{u"is:unread", {&WorkState::read, false}}};

/// Null for a word that is text.
const MarkClause *markClause(QStringView word)
{
    const auto found = std::find_if(kMarkWords.begin(), kMarkWords.end(), [&](const MarkWord &each) {
        return word.compare(each.word, Qt::CaseInsensitive) == 0;
    });
    return found == kMarkWords.end() ? nullptr : &found->clause;
}

void addOnce(std::vector<MarkClause> &clauses, const MarkClause &clause)
{
    if (std::find(clauses.begin(), clauses.end(), clause) == clauses.end()) {
        clauses.push_back(clause);
    }
}

} // namespace

Query parseQuery(QStringView text)
{
    Query query;
    std::unordered_set<std::string> known;
    const auto endOf = [&](qsizetype from, auto ends) {
        return std::find_if(text.begin() + from, text.end(), ends) - text.begin();
    };
    for (qsizetype start = 0; start < text.size();) {
        const bool phrase = isQuote(text.at(start));
        start += phrase ? 1 : 0;
        const qsizetype end =
            phrase ? endOf(start, isQuote) : endOf(start, [](QChar c) { return c.isSpace() || isQuote(c); });
        const QStringView word = text.sliced(start, end - start);
        const MarkClause *clause = phrase ? nullptr : markClause(word);
        std::string folded = clause == nullptr ? foldedText(toUtf8(word)) : std::string();
        if (clause != nullptr) {
            addOnce(query.marks, *clause);
        } else if (!folded.empty() && known.insert(folded).second) {
            query.terms.push_back({std::move(folded)});
        }
        const bool skip = end < text.size() && (phrase || text.at(end).isSpace());
        start = end + (skip ? 1 : 0);
    }
    return query;
}

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
