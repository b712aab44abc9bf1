// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/recordpieces.h"

#include "base/text.h"
#include "markdown/listshape.h"
#include "markdown/venuetagreader.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <vector>

namespace carrel {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t kMostPieceBytes = 160;
constexpr std::size_t kMostVenueWords = 12;
constexpr std::string_view kAround = " \t\n.,;:()[]{}*_|-`\"@";

constexpr std::array kMonths{"jan"sv, "feb"sv, "mar"sv, "apr"sv, "may"sv, "jun"sv,
                             "jul"sv, "aug"sv, "sep"sv, "oct"sv, "nov"sv, "dec"sv};
/// Words of which one makes a name a venue's.
constexpr std::array kVenueWords{
    "journal"sv,     "transactions"sv, "proceedings"sv, "proc"sv,      "conference"sv,
    "workshop"sv,    "workshops"sv,    "symposium"sv,   "letters"sv,   "magazine"sv,
    "arxiv"sv,       "preprint"sv,     "corr"sv,        "nature"sv,    "science"sv,
    "findings"sv,    "thesis"sv,       "biorxiv"sv,     "press"sv,     "annals"sv,
    "interspeech"sv, "openreview"sv,   "oral"sv,        "spotlight"sv, "frontiers"sv};
constexpr std::size_t kMostNames = 60;
/// Words that begin the venue of what has not appeared in one.
constexpr std::array kUnpublished{"preprint"sv, "arxiv"sv,  "corr"sv,      "biorxiv"sv, "submitted"sv,
                                  "under"sv,    "report"sv, "technical"sv, "thesis"sv,  "phd"sv};
/// Small words within names of people.
constexpr std::array kParticles{"van"sv, "von"sv, "de"sv, "den"sv, "der"sv, "la"sv,
                                "bin"sv, "al"sv,  "di"sv, "da"sv,  "le"sv,  "et"sv};

/// As the other with kAround, without a search for each byte.
std::string_view trimmed(std::string_view text)
{
    constexpr auto kIsAround = [] {
        std::array<bool, 256> table{};
        for (const char c : kAround) {
            table[static_cast<unsigned char>(c)] = true;
        }
        return table;
    }();
    while (!text.empty() && kIsAround[static_cast<unsigned char>(text.front())]) {
        text.remove_prefix(1);
    }
    while (!text.empty() && kIsAround[static_cast<unsigned char>(text.back())]) {
        text.remove_suffix(1);
    }
    return text;
}

std::string_view trimmed(std::string_view text, std::string_view characters)
{
    const std::size_t first = text.find_first_not_of(characters);
    return first == std::string_view::npos
               ? std::string_view()
               : text.substr(first, text.find_last_not_of(characters) - first + 1);
}

/// Full-width brackets and dashes are trimmed as their plain ones are.
std::string_view trimmedWide(std::string_view text)
{
    constexpr std::array kWide{"\uFF08"sv, "\uFF09"sv, "\u3010"sv, "\u3011"sv, "\u2013"sv, "\u2014"sv,
                               "\uFF0C"sv, "\u3002"sv, "\u00A0"sv, "\u201C"sv, "\u201D"sv};
    for (bool again = true; again;) {
        text = trimmed(text);
        again = false;
        if (text.empty() ||
            (static_cast<signed char>(text.front()) > 0 && static_cast<signed char>(text.back()) > 0)) {
            return text;
        }
        for (const std::string_view each : kWide) {
            if (text.starts_with(each) || text.ends_with(each)) {
                text.starts_with(each) ? text.remove_prefix(each.size()) : text.remove_suffix(each.size());
                again = true;
            }
        }
    }
    return text;
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isUpper(char c)
{
    return c >= 'A' && c <= 'Z';
}

bool isLower(char c)
{
    return c >= 'a' && c <= 'z';
}

/// Visits words until one is refused; false when one was.
template <typename Visit>
bool forEachWord(std::string_view text, Visit visit)
{
    std::size_t start = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        if (i == text.size() || text[i] == ' ' || text[i] == '\t') {
            if (i > start && !visit(text.substr(start, i - start))) {
                return false;
            }
            start = i + 1;
        }
    }
    return true;
}

/// Words, but no more than one beyond the most.
std::size_t countWords(std::string_view text, std::size_t most)
{
    std::size_t words = 0;
    forEachWord(text, [&](std::string_view) { return ++words <= most; });
    return words;
}

std::string_view firstWord(std::string_view text)
{
    std::string_view first;
    forEachWord(text, [&](std::string_view word) {
        first = word;
        return false;
    });
    return first;
}

template <typename Words>
bool isOneOf(const Words &words, std::string_view word)
{
    std::string lower(word);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return std::find(words.begin(), words.end(), lower) != words.end();
}

bool isMonth(std::string_view word)
{
    return word.size() >= 3 && isOneOf(kMonths, word.substr(0, 3)) &&
           std::all_of(word.begin(), word.end(), [](char c) { return isUpper(c) || isLower(c) || c == '.'; });
}

struct Year
{
    std::size_t begin = 0;
    std::size_t end = 0;
    int value = 0;
};

/// The first year: four digits that are no part of a longer number or word.
Year findFullYear(std::string_view text)
{
    for (std::size_t i = 0; i + 4 <= text.size(); ++i) {
        const bool starts = isDigit(text[i]) && (i == 0 || !isDigit(text[i - 1]));
        if (!starts || (text[i] != '1' && text[i] != '2') || (i + 4 < text.size() && isDigit(text[i + 4]))) {
            continue;
        }
        int value = 0;
        std::size_t digits = 0;
        while (digits < 4 && isDigit(text[i + digits])) {
            value = value * 10 + (text[i + digits++] - '0');
        }
        if (digits == 4 && isPlausibleYear(value)) {
            return {i, i + 4, value};
        }
    }
    return {};
}

bool isAcronym(std::string_view word)
{
    const auto capitals = std::count_if(word.begin(), word.end(), isUpper);
    return capitals >= 2;
}

/// Two digits in a row.
bool mayHoldYear(std::string_view text)
{
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (isDigit(text[i]) && isDigit(text[i - 1])) {
            return true;
        }
    }
    return false;
}

/// `EuroSys' 26` means `EuroSys'26`.
std::string withClosedYear(std::string_view text)
{
    std::string out(text);
    for (const std::string_view mark : {"' "sv, "\u2019 "sv}) {
        const std::size_t at = out.find(mark);
        if (at != std::string::npos && at + mark.size() < out.size() && isDigit(out[at + mark.size()])) {
            out.erase(at + mark.size() - 1, 1);
        }
    }
    return out;
}

VenueTag dateTag(std::string_view piece, int year)
{
    VenueTag tag;
    tag.raw = piece;
    tag.year = year;
    return tag;
}

bool isInitial(std::string_view word)
{
    return word.size() >= 2 && isUpper(word[0]) && word[1] == '.';
}

bool isNameWord(std::string_view word)
{
    const auto first = static_cast<unsigned char>(word.front());
    const bool begins = isUpper(word.front()) || first >= 0xC3;
    return begins && std::all_of(word.begin(), word.end(), [](char c) {
               return static_cast<unsigned char>(c) >= 0x80 || isUpper(c) || isLower(c) || c == '.' ||
                      c == '-' || c == '\'';
           });
}

/// What one name looks like.
struct Name
{
    bool isOne = false;
    bool hasInitial = false;
    std::size_t words = 0;
};

Name readName(std::string_view text)
{
    constexpr std::size_t kMostNameWords = 5;
    Name name;
    name.isOne = forEachWord(text, [&](std::string_view word) {
        word = trimmed(word, "*_()");
        const bool acronym = word.size() > 3 && std::all_of(word.begin(), word.end(), isUpper);
        const bool fits = !word.empty() && !acronym &&
                          (isLower(word.front()) ? isOneOf(kParticles, word) : isNameWord(word));
        // A single "A" begins a subtitle.
        name.hasInitial =
            name.hasInitial || isInitial(word) || (word.size() == 1 && isUpper(word[0]) && name.words > 0);
        return ++name.words <= kMostNameWords && fits;
    });
    name.isOne = name.isOne && name.words > 0;
    return name;
}

/// The first name of a row of names is one, as a rule, and a long sentence has none.
bool mayBeginName(std::string_view piece)
{
    std::size_t end = 0;
    while (end < piece.size() && piece[end] != ',' && piece[end] != ';' && piece[end] != '&') {
        ++end;
    }
    const std::string_view first = piece.substr(0, end);
    return static_cast<unsigned char>(piece.front()) >= 0x80 || countWords(first, 9) <= 9;
}

std::vector<std::string_view> namesOf(std::string_view piece)
{
    constexpr std::array kBetween{", and "sv, " and "sv, " & "sv, ","sv, ";"sv, "\uFF0C"sv, "\u3001"sv};
    std::vector<std::string_view> names;
    std::size_t start = 0;
    for (std::size_t i = 0; i < piece.size() && names.size() < kMostNames;) {
        const char c = piece[i];
        const bool may = c == ',' || c == ' ' || c == ';' || c == '\xEF' || c == '\xE3';
        const auto between =
            may ? std::find_if(kBetween.begin(), kBetween.end(),
                               [&](std::string_view each) { return piece.substr(i).starts_with(each); })
                : kBetween.end();
        if (between == kBetween.end()) {
            ++i;
            continue;
        }
        names.push_back(trimmed(piece.substr(start, i - start), " \t*_"));
        i += between->size();
        start = i;
    }
    if (start < piece.size()) {
        names.push_back(trimmed(piece.substr(start), " \t*_"));
    }
    return names;
}

/// `Lee, Anna and Wu, Bo`, as BibTeX writes them: family and given name of each of several.
bool areFamilyFirst(std::string_view piece)
{
    constexpr std::string_view kBetween = " and ";
    std::size_t people = 0;
    while (!piece.empty()) {
        const std::size_t end = std::min(piece.find(kBetween), piece.size());
        const std::string_view person = piece.substr(0, end);
        const std::size_t comma = person.find(", ");
        if (people > 0 && person == "others") {
            return true;
        }
        const std::string_view family = person.substr(0, comma);
        const bool single = family.find(' ') == std::string_view::npos || isLower(family.front());
        if (comma == std::string_view::npos || !single || !readName(family).isOne ||
            !readName(person.substr(comma + 2)).isOne) {
            return false;
        }
        ++people;
        piece.remove_prefix(std::min(end + kBetween.size(), piece.size()));
    }
    return people >= 2;
}

} // namespace

int yearOf(std::string_view text)
{
    if (const Year year = findFullYear(text.substr(0, 32)); year.value != 0) {
        return year.value;
    }
    return readVenueTag(withClosedYear(text.substr(0, 12))).year;
}

bool isDate(std::string_view piece)
{
    constexpr std::size_t kMostDateBytes = 24;
    if (piece.size() < 4 || piece.size() > 2 * kMostDateBytes || !mayHoldYear(piece)) {
        return false;
    }
    piece = trimmedWide(piece);
    if (piece.size() > kMostDateBytes || findFullYear(piece).value == 0) {
        return false;
    }
    std::string plain(piece);
    for (const std::string_view mark : {"\u5E74"sv, "\u6708"sv, "\u65E5"sv}) {
        for (std::size_t at = plain.find(mark); at != std::string::npos; at = plain.find(mark)) {
            plain.replace(at, mark.size(), " ");
        }
    }
    std::replace_if(
        plain.begin(), plain.end(),
        [](char c) { return std::string_view("./-,~_").find(c) != std::string_view::npos; }, ' ');
    std::size_t words = 0;
    return forEachWord(plain, [&](std::string_view word) {
        return ++words <= 3 && (std::all_of(word.begin(), word.end(), isDigit) || isMonth(word));
    });
}

bool isVenueWords(std::string_view words)
{
    constexpr std::size_t kMostWords = 9;
    if (words.empty() || words.size() > kMostPieceBytes || words.find("://") != std::string_view::npos) {
        return false;
    }
    return countWords(words, kMostWords) <= kMostWords && !forEachWord(words, [](std::string_view word) {
               return !isAcronym(word) && !isOneOf(kVenueWords, trimmed(word));
           });
}

std::optional<VenueTag> venueOf(std::string_view piece, const ListShape &shape, bool loose)
{
    piece = trimmedWide(piece);
    piece.remove_prefix(piece.starts_with("In ") || piece.starts_with("in ") ? 3 : 0);
    if (piece.empty() || piece.size() > kMostPieceBytes || piece.find("://") != std::string_view::npos) {
        return std::nullopt;
    }
    if (isDate(piece)) {
        return dateTag(piece, findFullYear(piece).value);
    }
    const bool mayBeDated = mayHoldYear(piece);
    const std::size_t words = countWords(piece, kMostVenueWords);
    if (words > kMostVenueWords) {
        return std::nullopt;
    }
    const bool isShort = piece.size() <= 8 || shape.isVenue(piece);
    const bool unpublished = loose && words <= 4 && isOneOf(kUnpublished, firstWord(piece));
    if (!mayBeDated && !isShort && !unpublished) {
        return std::nullopt;
    }
    const VenueTag tag = readVenueTag(displayText(withClosedYear(piece), kMostPieceBytes));
    if (tag.year == 0) {
        const bool known = piece.size() > 8 || tag.venue == "arXiv" || shape.isVenue(piece);
        return unpublished || (isShort && known) ? std::optional(tag) : std::nullopt;
    }
    const bool good = (loose || isVenueWords(tag.venue) || shape.isVenue(tag.venue));
    return good && !areAuthors(tag.venue, true) ? std::optional(tag) : std::nullopt;
}

bool areAuthors(std::string_view piece, bool doubtful)
{
    piece = trimmedWide(piece);
    constexpr std::size_t kMostAuthorBytes = 1200;
    if (piece.size() < 4 || piece.size() > kMostAuthorBytes || piece.find(':') != std::string_view::npos) {
        return false;
    }
    for (std::size_t at = piece.find(" et"); at != std::string_view::npos; at = piece.find(" et", at + 1)) {
        const std::string_view others = piece.substr(at + 3);
        if (others.starts_with(" al") || others.starts_with(".al") || others.starts_with(". al")) {
            return countWords(piece.substr(0, at), 12) <= 12;
        }
    }
    if (isLower(piece.front()) && countWords(piece.substr(0, 40), 4) > 4) {
        return false;
    }
    std::size_t good = 0;
    std::size_t initials = 0;
    std::size_t whole = 0;
    if (!mayBeginName(piece)) {
        return false;
    }
    const std::vector<std::string_view> names = namesOf(piece);
    for (const std::string_view each : names) {
        const Name name = readName(each);
        good += name.isOne ? 1 : 0;
        initials += name.isOne && name.hasInitial ? 1 : 0;
        whole += name.isOne && name.words >= 2 && name.words <= 4 ? 1 : 0;
    }
    if (good * 5 < names.size() * 4 || good == 0) {
        return false;
    }
    if (names.size() >= 4 && areFamilyFirst(piece)) {
        return true;
    }
    return doubtful ? initials * 2 >= names.size() || (names.size() >= 3 && whole == names.size())
                    : initials * 2 >= names.size() || (names.size() >= 2 && whole * 2 >= names.size());
}

} // namespace carrel
