// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/closestquery.h"

#include "base/text.h"
#include "search/engine/bytefinder.h"

#include <QtConcurrentMap>

#include <algorithm>
#include <array>
#include <bit>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace carrel {

namespace {

constexpr std::size_t kShortestWord = 4;
constexpr std::size_t kLongWord = 6;
constexpr std::size_t kLongestWord = 32;
constexpr std::size_t kMostWrongWords = 4;
constexpr std::size_t kStretchBytes = std::size_t(1024) * 1024;

constexpr bool isPlain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

quint64 lettersOf(std::string_view word)
{
    quint64 letters = 0;
    for (const char c : word) {
        letters |= quint64(1) << (c & 63);
    }
    return letters;
}

/// Calls visit(word) for each word of folded text.
template <typename Visit>
void forEachWord(std::string_view text, Visit visit)
{
    std::size_t start = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        if (i == text.size() || text[i] == ' ' || text[i] == '\n') {
            visit(text.substr(start, i - start));
            start = i + 1;
        }
    }
}

/// How far words are from one that was typed: letters to add, drop, replace or swap with their neighbour.
class WordDistance final
{
public:
    explicit WordDistance(std::string_view typed)
        : m_typed(typed)
        , m_letters(lettersOf(typed))
        , m_most(typed.size() < kLongWord ? 1 : 2)
    {
    }

    /// Twice the distance, one more where only the beginning of the word is that close: the rest may be yet
    /// to come. Nothing where both are too far.
    std::optional<std::size_t> cost(std::string_view word) const
    {
        if (word.size() + m_most < m_typed.size() ||
            static_cast<std::size_t>(std::popcount(m_letters & ~lettersOf(word))) > m_most) {
            return std::nullopt;
        }
        Row last{};
        const std::string_view beginning = word.substr(0, m_typed.size() + m_most);
        if (!distances(beginning, last)) {
            return std::nullopt;
        }
        const std::size_t whole = beginning.size() == word.size() ? last[word.size()] : m_most + 1;
        const std::size_t part = *std::min_element(last.cbegin(), endOf(last, beginning));
        const std::size_t cost = std::min(2 * whole, 2 * part + 1);
        return cost > 2 * m_most + 1 ? std::nullopt : std::optional(cost);
    }

private:
    /// One number for each beginning of a word; only as many as it has are ever set.
    using Row = std::array<quint8, kLongestWord + 3>;

    static Row::const_iterator endOf(const Row &row, std::string_view word)
    {
        return row.begin() + static_cast<std::ptrdiff_t>(word.size()) + 1;
    }

    /// Distances of what was typed from each beginning of the word; false where all are too far.
    bool distances(std::string_view word, Row &row) const
    {
        Row before{};
        Row previous{};
        for (std::size_t j = 0; j <= word.size(); ++j) {
            row[j] = static_cast<quint8>(j);
        }
        for (std::size_t i = 1; i <= m_typed.size(); ++i) {
            std::copy(previous.cbegin(), endOf(previous, word), before.begin());
            std::copy(row.cbegin(), endOf(row, word), previous.begin());
            row[0] = static_cast<quint8>(i);
            for (std::size_t j = 1; j <= word.size(); ++j) {
                const int replaced = previous[j - 1] + (m_typed[i - 1] == word[j - 1] ? 0 : 1);
                const bool swapped =
                    i > 1 && j > 1 && m_typed[i - 1] == word[j - 2] && m_typed[i - 2] == word[j - 1];
                row[j] = static_cast<quint8>(std::min(
                    {previous[j] + 1, row[j - 1] + 1, replaced, swapped ? before[j - 2] + 1 : replaced}));
            }
            if (*std::min_element(row.cbegin(), endOf(row, word)) > m_most) {
                return false;
            }
        }
        return true;
    }

    std::string_view m_typed;
    quint64 m_letters;
    std::size_t m_most;
};

struct Candidate
{
    std::size_t cost = 0;
    std::size_t times = 0;
};
using Candidates = std::unordered_map<std::string_view, Candidate>;

/// Pieces of a text, cut between words.
std::vector<std::string_view> stretches(std::string_view text)
{
    std::vector<std::string_view> out;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n', std::min(kStretchBytes, text.size())), text.size());
        out.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

void unite(Candidates &all, const Candidates &more)
{
    for (const auto &[word, candidate] : more) {
        Candidate &each = all[word];
        each.cost = candidate.cost;
        each.times += candidate.times;
    }
}

/// The closest word of a text; of several the most frequent. Empty where none is close.
std::string closestWord(std::string_view text, std::string_view typed)
{
    const WordDistance distance(typed);
    const auto candidatesOf = [&distance](std::string_view stretch) {
        Candidates candidates;
        forEachWord(stretch, [&](std::string_view word) {
            if (const std::optional<std::size_t> cost = distance.cost(word)) {
                candidates[word].cost = *cost;
                ++candidates[word].times;
            }
        });
        return candidates;
    };
    const auto all = QtConcurrent::blockingMappedReduced<Candidates>(stretches(text), candidatesOf, unite);
    const auto key = [](const auto &each) {
        return std::tuple(each.second.cost, ~each.second.times, each.first);
    };
    const auto best = std::min_element(all.begin(), all.end(),
                                       [&](const auto &a, const auto &b) { return key(a) < key(b); });
    return best == all.end() ? std::string() : std::string(best->first);
}

using Replacements = std::unordered_map<std::string, std::string>;

void replaceWords(QueryNode &node, const Replacements &replacements)
{
    std::string folded;
    forEachWord(node.folded, [&](std::string_view word) {
        const auto found = replacements.find(std::string(word));
        folded += folded.empty() ? "" : " ";
        folded += found == replacements.end() || node.negated ? word : std::string_view(found->second);
    });
    node.folded = std::move(folded);
    for (QueryNode &child : node.children) {
        replaceWords(child, replacements);
    }
}

} // namespace

std::optional<Query> closestQuery(const SearchIndex &index, const Query &query)
{
    Replacements replacements;
    bool hopeless = false;
    for (const QueryTerm &term : query.terms) {
        forEachWord(term.folded, [&](std::string_view word) {
            const bool stands = ByteFinder(word).find(index.text(), 0) != index.text().size();
            if (hopeless || stands || replacements.contains(std::string(word))) {
                return;
            }
            const bool readable = word.size() >= kShortestWord && word.size() <= kLongestWord &&
                                  std::all_of(word.begin(), word.end(), isPlain);
            std::string closest = readable && replacements.size() < kMostWrongWords
                                      ? closestWord(index.text(), word)
                                      : std::string();
            hopeless = closest.empty();
            replacements.emplace(word, std::move(closest));
        });
    }
    if (hopeless || replacements.empty()) {
        return std::nullopt;
    }
    Query closest{query.root, {}, {}};
    replaceWords(closest.root, replacements);
    return parseQuery(queryText(closest));
}

} // namespace carrel
