// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/titleparts.h"

#include "base/text.h"

#include <algorithm>
#include <iterator>
#include <optional>

namespace carrel {

namespace {

constexpr std::size_t kLettersOfAName = 4;

bool isNumber(std::string_view word)
{
    static constexpr std::string_view kRoman[] = {"i",  "ii",  "iii",  "iv", "v",
                                                  "vi", "vii", "viii", "ix", "x"};
    return std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; }) ||
           std::find(std::begin(kRoman), std::end(kRoman), word) != std::end(kRoman);
}

std::vector<std::string> wordsOf(std::string_view title)
{
    const std::string folded = foldedText(title);
    std::vector<std::string> words;
    for (std::size_t first = 0; first < folded.size();) {
        const std::size_t end = std::min(folded.find(' ', first), folded.size());
        if (end > first) {
            words.emplace_back(folded, first, end - first);
        }
        first = end + 1;
    }
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    return words;
}

/// As normalTitle(), but ZeRO++ is not ZeRO.
std::string nameKey(std::string_view name)
{
    std::string key = normalTitle(name);
    std::copy_if(name.begin(), name.end(), std::back_inserter(key),
                 [](char c) { return c == '+' || c == '*' || c == '#'; });
    return key;
}

/// The first letters of a name, in a number; nothing where they are not all of ASCII.
std::optional<quint32> beginningOf(std::string_view name)
{
    quint32 letters = 0;
    std::size_t count = 0;
    for (auto each = name.begin(); each != name.end() && count < kLettersOfAName; ++each) {
        const auto c = static_cast<unsigned char>(*each);
        if (c >= 0x80) {
            return std::nullopt;
        }
        const bool upper = c >= 'A' && c <= 'Z';
        if (upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            letters = (letters << 8U) | (upper ? c + 32U : c);
            ++count;
        }
    }
    return letters;
}

} // namespace

std::vector<std::string> namesOf(std::string_view title)
{
    std::vector<std::string> names;
    for (std::size_t colon = title.find(':'); colon != std::string_view::npos; colon = title.find(':')) {
        const std::string_view piece = title.substr(0, colon);
        if (normalTitle(piece).size() >= kLettersOfAName) {
            names.push_back(nameKey(piece));
        }
        title.remove_prefix(colon + 1);
    }
    return names;
}

bool isLightWord(std::string_view word)
{
    static constexpr std::string_view kLight[] = {
        "a",    "an",     "and",    "as",      "at",      "by",     "for",      "from",    "in",    "into",
        "its",  "of",     "on",     "or",      "over",    "the",    "to",       "under",   "using", "via",
        "with", "within", "toward", "towards", "through", "poster", "extended", "abstract"};
    return std::find(std::begin(kLight), std::end(kLight), word) != std::end(kLight);
}

TitleParts TitleParts::of(std::string_view title)
{
    TitleParts parts{normalTitle(title), namesOf(title), wordsOf(title), {}};
    std::copy_if(parts.words.begin(), parts.words.end(), std::back_inserter(parts.numbers), isNumber);
    return parts;
}

void NameFilter::add(std::string_view name)
{
    if (const std::optional<quint32> beginning = beginningOf(name)) {
        m_beginnings.insert(*beginning);
    } else {
        m_any = true;
    }
}

bool NameFilter::mayBeIn(std::string_view title) const
{
    for (std::size_t colon = title.find(':'); colon != std::string_view::npos; colon = title.find(':')) {
        const std::optional<quint32> beginning = beginningOf(title.substr(0, colon));
        if (m_any || !beginning || m_beginnings.contains(*beginning)) {
            return true;
        }
        title.remove_prefix(colon + 1);
    }
    return false;
}

} // namespace carrel
