// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/entryparts.h"

#include "base/text.h"
#include "markdown/recordcursor.h"
#include "markdown/recordpieces.h"
#include "markdown/venuetagreader.h"

#include <algorithm>

namespace carrel {

using namespace std::string_view_literals;

bool looksLikeTag(std::string_view text)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    return text.size() <= kMostTagBytes && std::any_of(text.begin(), text.end(), isDigit) &&
           readVenueTag(text).year != 0;
}

VenueTag tagOf(std::string_view text)
{
    VenueTag tag = readVenueTag(displayText(text, kMostTagBytes));
    if (const int year = isDate(text) ? yearOf(text) : 0; year != 0) {
        tag.venue.clear();
        tag.qualifier.clear();
        tag.year = year;
    }
    return tag;
}

std::string_view cleanTitle(std::string_view title)
{
    constexpr std::array kQuotes{"\u201C"sv, "\u201D"sv, "\u300A"sv, "\u300B"sv, R"(")"sv};
    title = trimmed(title, " \t,;:|-");
    const std::size_t digits = title.find_first_not_of("0123456789");
    if (digits > 0 && digits < 5 &&
        (title.substr(digits).starts_with(". ") || title.substr(digits).starts_with(") "))) {
        title = trimmed(title.substr(digits + 1), kBlanks);
    }
    for (const std::string_view quote : kQuotes) {
        title.remove_prefix(title.starts_with(quote) ? quote.size() : 0);
    }
    const bool ellipsis = title.ends_with("..");
    title = trimmed(title, ellipsis ? " \t,;:|" : " \t,;:|.");
    for (const std::string_view quote : kQuotes) {
        title.remove_suffix(title.ends_with(quote) ? quote.size() : 0);
    }
    return trimmed(title, ellipsis ? " \t,;:|" : " \t,;:|.");
}

std::size_t colonAt(std::string_view text)
{
    const std::size_t blanks = std::min(text.find_first_not_of(kBlanks), text.size());
    const std::string_view rest = text.substr(blanks);
    return rest.starts_with(':') ? blanks + 1 : rest.starts_with("\uFF1A") ? blanks + 3 : 0;
}

} // namespace carrel
