// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/citationkeys.h"

#include "base/text.h"
#include "catalog/canonicalid.h"
#include "catalog/catalog.h"

#include <algorithm>
#include <array>
#include <functional>
#include <string_view>
#include <utility>
#include <vector>

namespace carrel {

namespace {

constexpr std::size_t kMostLetters = 40;
constexpr std::size_t kMostNameWords = 3;
constexpr std::size_t kTitleWords = 2;
constexpr std::size_t kIdDigits = 16;
/// More than an id has: the line of the work's first entry tells works of one id apart.
constexpr std::size_t kWithLine = kIdDigits + 1;

constexpr std::array<std::string_view, 17> kSmallWords{"a",   "an",   "and", "at", "by",  "can",
                                                       "for", "from", "in",  "is", "how", "of",
                                                       "on",  "or",   "the", "to", "with"};

struct Letter
{
    std::string_view utf8;
    std::string_view ascii;
};

/// Letters that do not fall apart into one of ASCII and a mark.
constexpr std::array kLetters{
    Letter{"α", "alpha"},   Letter{"β", "beta"},  Letter{"γ", "gamma"}, Letter{"δ", "delta"},
    Letter{"ε", "epsilon"}, Letter{"η", "eta"},   Letter{"θ", "theta"}, Letter{"κ", "kappa"},
    Letter{"λ", "lambda"},  Letter{"μ", "mu"},    Letter{"π", "pi"},    Letter{"ρ", "rho"},
    Letter{"σ", "sigma"},   Letter{"τ", "tau"},   Letter{"φ", "phi"},   Letter{"χ", "chi"},
    Letter{"ψ", "psi"},     Letter{"ω", "omega"}, Letter{"ø", "o"},     Letter{"ł", "l"},
    Letter{"đ", "d"},       Letter{"æ", "ae"},    Letter{"œ", "oe"},    Letter{"ı", "i"}};

bool isKept(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

std::size_t characterSize(char first)
{
    const auto byte = static_cast<unsigned char>(first);
    return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

/// Folded text in ASCII; what has no counterpart there vanishes.
std::string asciiText(std::string_view text)
{
    const std::string folded = foldedText(text);
    std::string out;
    for (std::size_t i = 0; i < folded.size(); i += characterSize(folded[i])) {
        const std::string_view character = std::string_view(folded).substr(i, characterSize(folded[i]));
        if (character.size() == 1) {
            out += isKept(character.front()) ? character.front() : ' ';
            continue;
        }
        const auto *const letter = std::find_if(kLetters.begin(), kLetters.end(),
                                                [&](const Letter &each) { return each.utf8 == character; });
        out += letter == kLetters.end() ? std::string_view() : letter->ascii;
    }
    return out;
}

std::vector<std::string_view> words(std::string_view text)
{
    std::vector<std::string_view> found;
    while (!text.empty()) {
        const std::string_view word = text.substr(0, text.find(' '));
        text.remove_prefix(std::min(word.size() + 1, text.size()));
        if (!word.empty()) {
            found.push_back(word);
        }
    }
    return found;
}

bool isSmallWord(std::string_view word)
{
    return std::find(kSmallWords.begin(), kSmallWords.end(), word) != kSmallWords.end();
}

void appendWord(std::string &out, std::string_view word)
{
    const std::size_t room = kMostLetters - std::min(out.size(), kMostLetters);
    if (out.empty()) {
        out += word.substr(0, room);
    } else if (word.size() + 1 <= room) {
        out.append("-").append(word);
    }
}

std::string joined(const std::vector<std::string_view> &parts)
{
    std::string out;
    for (const std::string_view part : parts) {
        appendWord(out, part);
    }
    return out;
}

/// `orca` of "Orca: A Serving System", else the first words that carry meaning.
std::string wordsOfTitle(std::string_view title)
{
    const std::size_t colon = title.find(':');
    if (colon != std::string_view::npos) {
        const std::string name = asciiText(title.substr(0, colon));
        const std::vector<std::string_view> parts = words(name);
        if (!parts.empty() && parts.size() <= kMostNameWords) {
            return joined(parts);
        }
    }
    const std::string all = asciiText(title);
    std::vector<std::string_view> chosen;
    for (const std::string_view word : words(all)) {
        if (chosen.size() < kTitleWords && !isSmallWord(word)) {
            chosen.push_back(word);
        }
    }
    return joined(chosen);
}

/// The short name that the list gives the paper, in whichever of its places.
std::string_view aliasOf(const Catalog &catalog, quint32 work)
{
    const auto ofEntry = [&](const Entry &entry) {
        const auto aliases = catalog.texts(catalog.details(entry).aliases);
        return aliases.empty() ? std::string_view() : catalog.text(aliases.front());
    };
    std::string_view alias = ofEntry(catalog.face(work));
    for (const quint32 number : catalog.work(work).entries) {
        alias = alias.empty() ? ofEntry(catalog.entry(number)) : alias;
    }
    return alias;
}

int yearOf(const Catalog &catalog, const Entry &face)
{
    if (const int year = catalog.year(face); year != 0) {
        return year;
    }
    for (const std::string &id : catalog.canonicalIds(face)) {
        if (const int year = arxivYear(id); year != 0) {
            return year;
        }
    }
    return 0;
}

std::string wordsOfVenue(const VenueTag &tag)
{
    std::string out = asciiText(tag.venue);
    out.erase(std::remove(out.begin(), out.end(), ' '), out.end());
    out.resize(std::min(out.size(), kMostLetters));
    return out;
}

} // namespace

CitationKeys::CitationKeys(const Catalog &catalog)
    : m_catalog(catalog)
{
    m_venues.reserve(catalog.venueTags().size());
    for (const VenueTag &tag : catalog.venueTags()) {
        m_venues.push_back(wordsOfVenue(tag));
    }
    std::vector<quint32> rivals(catalog.workCount());
    for (quint32 work = 0; work < rivals.size(); ++work) {
        rivals[work] = work;
    }
    for (const std::size_t digits : {std::size_t(0), std::size_t(4), std::size_t(8), kIdDigits, kWithLine}) {
        // Equal hashes of different keys only lengthen a key for nothing.
        std::vector<std::pair<std::size_t, quint32>> keys;
        keys.reserve(rivals.size());
        for (const quint32 work : rivals) {
            keys.emplace_back(std::hash<std::string>()(keyOfLength(work, digits)), work);
            if (digits > 0) {
                m_digits[work] = digits;
            }
        }
        std::sort(keys.begin(), keys.end());
        rivals.clear();
        for (std::size_t i = 0; i < keys.size(); ++i) {
            const bool shared = (i > 0 && keys[i - 1].first == keys[i].first) ||
                                (i + 1 < keys.size() && keys[i + 1].first == keys[i].first);
            if (shared) {
                rivals.push_back(keys[i].second);
            }
        }
    }
}

std::string CitationKeys::readableKey(quint32 work) const
{
    const Entry &face = m_catalog.face(work);
    std::string key;
    if (const std::string_view alias = aliasOf(m_catalog, work); !alias.empty()) {
        const std::string plain = asciiText(alias);
        key = joined(words(plain));
    }
    if (key.empty()) {
        key = wordsOfTitle(m_catalog.text(face.title()));
    }
    if (key.empty()) {
        key = "paper";
    }
    const int year = yearOf(m_catalog, face);
    const bool placed = face.venueTag != kNone && !m_venues[face.venueTag].empty();
    key += placed || year != 0 ? "-" : "";
    key += placed ? m_venues[face.venueTag] : "";
    if (year != 0) {
        key += static_cast<char>('0' + year / 10 % 10);
        key += static_cast<char>('0' + year % 10);
    }
    return key;
}

std::string CitationKeys::keyOfLength(quint32 work, std::size_t digits) const
{
    std::string key = readableKey(work);
    if (digits > 0) {
        key += '.';
        key += m_catalog.workId(work).toStdString().substr(0, digits);
    }
    if (digits == kWithLine) {
        key += '.';
        key += std::to_string(m_catalog.entry(m_catalog.work(work).entries.front()).line);
    }
    return key;
}

std::string CitationKeys::key(quint32 work) const
{
    const auto found = m_digits.find(work);
    return keyOfLength(work, found == m_digits.end() ? 0 : found->second);
}

} // namespace carrel
