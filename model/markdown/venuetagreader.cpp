// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/venuetagreader.h"

#include "base/text.h"

#include <QDate>

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace carrel {

namespace {

using namespace std::string_view_literals;

constexpr int kFirstYear = 1900;

/// What stands before two digits of a year: apostrophes as typed and as typeset.
constexpr std::array kApostrophes{"'"sv, "\u2019"sv, "\u2018"sv, "`"sv, "\u2032"sv};
/// Words that say how a paper was shown, not where.
constexpr std::array kPresentationWords{"workshop"sv, "workshops"sv, "tutorial"sv, "poster"sv,  "demo"sv,
                                        "wip"sv,      "spotlight"sv, "oral"sv,     "keynote"sv, "industry"sv};
/// Words that say a paper has not appeared there yet: no venue stands in such a tag.
constexpr std::array kStatusWords{"under review"sv, "submitted to"sv, "in submission"sv,
                                  "work in progress"sv};

/// Asked once: the clock costs more than reading a tag, and a run that sees the year change may be off by it.
int latestYear()
{
    static const int year = QDate::currentDate().year() + 2;
    return year;
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

std::string lowered(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return out;
}

std::string_view trimmed(std::string_view text, std::string_view characters = " \t,;-")
{
    const std::size_t first = text.find_first_not_of(characters);
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(characters) - first + 1);
}

/// A year and the stretch of the tag that it takes, with its apostrophe.
struct YearToken
{
    std::size_t begin;
    std::size_t end;
    int year;
};

bool isPlausible(int year)
{
    return year >= kFirstYear && year <= latestYear();
}

std::size_t digitsAt(std::string_view text, std::size_t start)
{
    std::size_t end = start;
    while (end < text.size() && isDigit(text[end])) {
        ++end;
    }
    return end - start;
}

int numberAt(std::string_view text, std::size_t start, std::size_t digits)
{
    int number = 0;
    for (std::size_t i = start; i < start + digits; ++i) {
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

int yearFromDigits(std::string_view text, std::size_t start, std::size_t digits)
{
    if (digits == 4) {
        const int year = numberAt(text, start, 4);
        return isPlausible(year) ? year : 0;
    }
    if (digits != 2) {
        return 0;
    }
    const int recent = 2000 + numberAt(text, start, 2);
    return recent <= latestYear() ? recent : recent - 100;
}

std::size_t apostropheAt(std::string_view text, std::size_t position)
{
    const auto found = std::find_if(kApostrophes.begin(), kApostrophes.end(), [&](std::string_view each) {
        return text.substr(position).starts_with(each);
    });
    return found == kApostrophes.end() ? 0 : found->size();
}

/// A decimal or a longer word behind the digits: `'24.5` is no year.
bool goesOn(std::string_view text, std::size_t end)
{
    return end + 1 < text.size() && text[end] == '.' && isDigit(text[end + 1]);
}

std::optional<YearToken> findYear(std::string_view text)
{
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool sign = text[i] == '\'' || text[i] == '`' || static_cast<unsigned char>(text[i]) >= 0x80;
        const std::size_t apostrophe = sign ? apostropheAt(text, i) : 0;
        const bool startsNumber = isDigit(text[i]) && (i == 0 || !isDigit(text[i - 1]));
        if (apostrophe == 0 && !startsNumber) {
            continue;
        }
        const std::size_t start = i + apostrophe;
        const std::size_t digits = digitsAt(text, start);
        const int year = apostrophe > 0 || digits == 4 ? yearFromDigits(text, start, digits) : 0;
        if (year != 0 && !goesOn(text, start + digits)) {
            return YearToken{i, start + digits, year};
        }
    }
    return std::nullopt;
}

/// All years of a text taken out, the first one told.
std::string withoutYears(std::string_view text, int &year)
{
    std::string rest(text);
    while (const std::optional<YearToken> token = findYear(rest)) {
        year = year == 0 ? token->year : year;
        rest.erase(token->begin, token->end - token->begin);
    }
    return std::string(trimmed(rest, " \t,;-'()"));
}

/// `arXiv`, however it is typed: any order of its five letters ("arixv", "axriv").
bool isArxiv(std::string_view name)
{
    if (name.size() != 5) {
        return false;
    }
    std::string letters = lowered(name);
    std::sort(letters.begin(), letters.end());
    return letters == "airvx";
}

std::string venueName(std::string_view text)
{
    const std::string_view name = trimmed(text, " \t,-'(");
    return isArxiv(name) ? "arXiv" : std::string(name);
}

/// Cuts a word such as `workshop` off the end of the name and gives it back.
std::string takePresentation(std::string &name)
{
    const std::size_t blank = name.find_last_of(' ');
    const std::string_view last =
        blank == std::string::npos ? std::string_view() : std::string_view(name).substr(blank + 1);
    if (std::find(kPresentationWords.begin(), kPresentationWords.end(), lowered(last)) ==
        kPresentationWords.end()) {
        return {};
    }
    std::string word(last);
    name.resize(blank);
    return word;
}

std::string_view qualifierText(std::string_view after)
{
    return trimmed(after, " \t,;()-");
}

/// Where a status begins that tells what the tag's venue is not yet.
std::size_t statusStart(std::string_view text)
{
    const std::string low = lowered(text);
    std::size_t start = std::string::npos;
    for (const std::string_view status : kStatusWords) {
        start = std::min(start, low.find(status));
    }
    return start;
}

VenueTag readStatus(std::string_view raw, std::size_t start)
{
    VenueTag tag;
    tag.raw = raw;
    int ignored = 0;
    tag.venue = venueName(withoutYears(raw.substr(0, start), tag.year));
    withoutYears(raw.substr(start), ignored);
    tag.year = tag.year != 0 ? tag.year : ignored;
    tag.qualifier = trimmed(raw.substr(start), " \t,;()-*");
    return tag;
}

} // namespace

VenueTag readVenueTag(std::string_view raw)
{
    if (const std::size_t status = statusStart(raw); status != std::string::npos) {
        return readStatus(raw, status);
    }
    VenueTag tag;
    tag.raw = raw;
    const std::size_t at = raw.find('@');
    const std::string_view left = trimmed(raw.substr(0, at));
    std::string_view before = left;
    if (const std::optional<YearToken> token = findYear(left)) {
        tag.year = token->year;
        before = left.substr(0, token->begin);
        tag.qualifier = qualifierText(left.substr(token->end));
        int ignored = 0;
        tag.qualifier = withoutYears(tag.qualifier, ignored);
    }
    tag.venue = venueName(before);
    if (at != std::string_view::npos) {
        tag.host = venueName(withoutYears(raw.substr(at + 1), tag.year));
    } else if (std::string presentation = takePresentation(tag.venue); !presentation.empty()) {
        tag.qualifier = tag.qualifier.empty() ? presentation : presentation + ' ' + tag.qualifier;
    }
    return tag;
}

bool isPlausibleYear(int year)
{
    return isPlausible(year);
}

bool isSurveyTag(std::string_view raw)
{
    const std::string folded = foldedText(raw);
    return folded.starts_with("survey") || folded.starts_with("\u7EFC\u8FF0");
}

} // namespace carrel
