// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/authornames.h"

#include "base/text.h"

#include <algorithm>
#include <array>

namespace carrel {

namespace {

using Names = std::vector<std::string>;

constexpr std::string_view kEdges = " \t*,;|";

std::string_view trimmedName(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(kEdges);
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(kEdges) - first + 1);
}

void replaceAll(std::string &text, std::string_view from, std::string_view to)
{
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
}

/// `A.`, `A. B.`, `J.-P.`: capitals with full stops.
bool isInitials(std::string_view text)
{
    bool letter = false;
    bool any = false;
    for (const char c : text) {
        if (c >= 'A' && c <= 'Z') {
            if (letter) {
                return false;
            }
            letter = true;
            any = true;
        } else if (c == '.' || c == ' ' || c == '-') {
            letter = false;
        } else {
            return false;
        }
    }
    return any;
}

bool isSuffix(std::string_view text)
{
    constexpr std::array<std::string_view, 7> kSuffixes{"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"};
    return std::find(kSuffixes.begin(), kSuffixes.end(), text) != kSuffixes.end();
}

/// The text without the words at its end that stand for authors who are not named.
bool takeOthers(std::string &text)
{
    constexpr std::array<std::string_view, 9> kOthers{"et al",   "et. al", "et.al",  "et al.", "and others",
                                                      "et. al.", "et.al.", "\u7B49", "etc"};
    const std::string_view whole = trimmedName(text);
    for (const std::string_view words : kOthers) {
        if (!whole.ends_with(words)) {
            continue;
        }
        const std::string_view before = whole.substr(0, whole.size() - words.size());
        const bool apart = before.empty() || before.ends_with(' ') || before.ends_with(',') ||
                           before.ends_with(';') || before.ends_with('.') || words == "\u7B49";
        if (apart) {
            text = std::string(trimmedName(before));
            return true;
        }
    }
    return false;
}

Names splitAt(std::string_view text, char separator)
{
    Names parts;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(separator), text.size());
        if (const std::string_view name = trimmedName(text.substr(0, end)); !name.empty()) {
            parts.emplace_back(name);
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

/// `Lee, A., Wu, B.`: every second part is initials, and none of the others.
Names joinedPairs(Names parts)
{
    bool pairs = parts.size() >= 2 && parts.size() % 2 == 0;
    for (std::size_t i = 0; pairs && i < parts.size(); ++i) {
        pairs = isInitials(parts[i]) == (i % 2 == 1);
    }
    if (!pairs) {
        return parts;
    }
    Names joined;
    for (std::size_t i = 0; i < parts.size(); i += 2) {
        joined.push_back(parts[i] + ", " + parts[i + 1]);
    }
    return joined;
}

Names joinedSuffixes(Names parts)
{
    Names joined;
    for (std::string &part : parts) {
        if (!joined.empty() && isSuffix(part)) {
            joined.back() += ' ' + part;
        } else {
            joined.push_back(std::move(part));
        }
    }
    return joined;
}

/// `van Dam`: it begins with a small letter.
bool hasParticle(std::string_view family)
{
    return family.front() >= 'a' && family.front() <= 'z';
}

/// `Lee, Anna and Wu, Bo`: each between two "and" has one comma.
Names familyFirst(std::string_view text)
{
    constexpr std::string_view kBetween = " and ";
    Names names;
    for (std::size_t end = 0; !text.empty();
         text.remove_prefix(std::min(end + kBetween.size(), text.size()))) {
        end = std::min(text.find(kBetween), text.size());
        const std::string_view name = trimmedName(text.substr(0, end));
        const std::size_t comma = name.find(',');
        const std::string_view family = name.substr(0, comma);
        const bool isFamily = family.find(' ') == std::string_view::npos || hasParticle(family);
        if (comma == std::string_view::npos || !isFamily ||
            name.find(',', comma + 1) != std::string_view::npos ||
            isSuffix(trimmedName(name.substr(comma)))) {
            return {};
        }
        names.emplace_back(name);
    }
    return names.size() >= 2 ? names : Names();
}

} // namespace

AuthorNames authorNames(std::string_view written)
{
    AuthorNames authors;
    std::string text(written);
    struct Form
    {
        std::string_view from;
        std::string_view to;
    };
    constexpr std::array kForms{Form{"\uFF1B", ";"}, Form{"\uFF0C", ","}, Form{"\u3001", ","}};
    for (const Form &form : kForms) {
        replaceAll(text, form.from, form.to);
    }
    while (takeOthers(text)) {
        authors.others = true;
    }
    if (authors.names = familyFirst(text); !authors.names.empty()) {
        return authors;
    }
    const char separator = text.find(';') == std::string::npos ? ',' : ';';
    for (const std::string_view word : {" and ", " & "}) {
        replaceAll(text, word, std::string_view(separator == ';' ? " ; " : " , "));
    }
    for (const std::string_view word : {",and ", ",& ", ";and "}) {
        replaceAll(text, word, std::string_view(separator == ';' ? ";" : ","));
    }
    Names parts = joinedSuffixes(splitAt(text, separator));
    authors.names = separator == ';' ? std::move(parts) : joinedPairs(std::move(parts));
    return authors;
}

NameParts nameParts(std::string_view name)
{
    const std::size_t comma = name.find(',');
    if (comma != std::string_view::npos) {
        const std::string_view given = trimmedName(name.substr(comma + 1));
        const bool one = given.find(',') == std::string_view::npos && !given.empty();
        return one ? NameParts{std::string(trimmedName(name.substr(0, comma))), std::string(given)}
                   : NameParts();
    }
    const std::size_t blank = name.rfind(' ');
    if (blank == std::string_view::npos || !isInitials(name.substr(0, blank)) ||
        isInitials(name.substr(blank + 1)) || isSuffix(name.substr(blank + 1))) {
        return {};
    }
    return {std::string(name.substr(blank + 1)), std::string(name.substr(0, blank))};
}

} // namespace carrel
