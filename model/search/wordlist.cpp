// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/wordlist.h"

#include "search/engine/bytefinder.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <optional>
#include <tuple>
#include <utility>

namespace carrel {

namespace {

constexpr std::size_t kShortestWord = 4;
constexpr std::size_t kLongWord = 6;
constexpr std::size_t kLongestWord = 32;
/// Of a list with more words than this the last ones are not compared with.
constexpr std::size_t kMostWords = std::size_t(1) << 20;

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

quint64 hashOf(std::string_view word)
{
    constexpr quint64 kFactor = 0x9E3779B97F4A7C15;
    quint64 hash = word.size();
    for (; word.size() >= sizeof(quint64); word.remove_prefix(sizeof(quint64))) {
        quint64 part = 0;
        std::memcpy(&part, word.data(), sizeof(part));
        hash = std::rotl((hash ^ part) * kFactor, 29);
    }
    quint64 part = 0;
    std::memcpy(&part, word.data(), word.size());
    hash = (hash ^ part) * kFactor;
    return hash ^ (hash >> 32);
}

} // namespace

WordList::WordList(SearchIndexPointer index)
    : m_index(std::move(index))
    , m_places(1024, kNone)
{
}

std::shared_ptr<const WordList> WordList::build(SearchIndexPointer index,
                                                const std::function<bool()> &isStopped)
{
    const std::shared_ptr<WordList> list(new WordList(std::move(index)));
    for (const TextPiece &piece : list->m_index->pieces()) {
        if (isStopped()) {
            return nullptr;
        }
        list->addText(piece.text, 1);
    }
    list->addTags();
    return list;
}

/// As often as they stand with works whose text leaves them out.
void WordList::addTags()
{
    const IndexColumns &columns = m_index->columns();
    std::vector<quint32> times(columns.tags.size + std::size_t(1), 0);
    for (quint32 work = 0; work < m_index->workCount(); ++work) {
        times[columns.tags.values[work]] += columns.several.contains(work) ? 0 : 1;
    }
    for (std::size_t tag = 0; tag < m_index->tagTexts().size(); ++tag) {
        if (times[tag] > 0) {
            addText(m_index->tagTexts()[tag], times[tag]);
        }
    }
}

void WordList::addText(std::string_view text, quint32 times)
{
    std::size_t start = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == ' ' || text[i] == '\n') {
            if (i > start) {
                add(text.substr(start, i - start), times);
            }
            start = i + 1;
        }
    }
}

void WordList::add(std::string_view word, quint32 times)
{
    const std::size_t mask = m_places.size() - 1;
    std::size_t place = hashOf(word) & mask;
    while (m_places[place] != kNone && m_words[m_places[place]].text != word) {
        place = (place + 1) & mask;
    }
    if (m_places[place] != kNone) {
        m_words[m_places[place]].times += times;
    } else if (m_words.size() == kMostWords) {
        m_complete = false;
    } else {
        m_places[place] = static_cast<quint32>(m_words.size());
        m_words.push_back({word, times});
        makeRoom();
    }
}

void WordList::makeRoom()
{
    if (m_words.size() * 2 < m_places.size()) {
        return;
    }
    m_places.assign(m_places.size() * 4, kNone);
    const std::size_t mask = m_places.size() - 1;
    for (quint32 number = 0; number < m_words.size(); ++number) {
        std::size_t place = hashOf(m_words[number].text) & mask;
        while (m_places[place] != kNone) {
            place = (place + 1) & mask;
        }
        m_places[place] = number;
    }
}

bool WordList::stands(std::string_view word) const
{
    const bool known = std::any_of(m_words.begin(), m_words.end(), [&](const Word &each) {
        return each.text.find(word) != std::string_view::npos;
    });
    if (known || m_complete) {
        return known;
    }
    const ByteFinder finder(word);
    const auto has = [&finder](std::string_view text) { return finder.find(text, 0) != text.size(); };
    const std::span<const TextPiece> pieces = m_index->pieces();
    const std::span<const std::string> tags = m_index->tagTexts();
    return std::any_of(pieces.begin(), pieces.end(),
                       [&](const TextPiece &piece) { return has(piece.text); }) ||
           std::any_of(tags.begin(), tags.end(), has);
}

std::string WordList::closestTo(std::string_view typed) const
{
    if (typed.size() < kShortestWord || typed.size() > kLongestWord ||
        !std::all_of(typed.begin(), typed.end(), isPlain)) {
        return {};
    }
    const WordDistance distance(typed);
    const Word *closest = nullptr;
    std::size_t least = 0;
    for (const Word &word : m_words) {
        const std::optional<std::size_t> cost = distance.cost(word.text);
        const auto isCloser = [&] {
            return std::tuple(*cost, closest->times, word.text) <
                   std::tuple(least, word.times, closest->text);
        };
        if (cost && (closest == nullptr || isCloser())) {
            closest = &word;
            least = *cost;
        }
    }
    return closest == nullptr ? std::string() : std::string(closest->text);
}

} // namespace carrel
