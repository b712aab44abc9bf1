// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"

#include <QStringView>

#include <algorithm>
#include <array>
#include <vector>

namespace carrel {

namespace {

constexpr std::size_t kSimilarityLimit = 256;
constexpr int kMarksPerLetter = 4;
/// So much text is looked through for a shown byte; more than that is blanks or invisible.
constexpr std::size_t kReadPerShownByte = 4;
constexpr std::string_view kEllipsis = "\xE2\x80\xA6";

constexpr bool isAscii(char c)
{
    return static_cast<unsigned char>(c) < 0x80;
}

constexpr char asciiLower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

constexpr bool isAsciiAlphanumeric(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// Characters that no reader sees and that must neither split nor reorder text.
bool isInvisible(char32_t c)
{
    return c == 0xAD || c == 0x34F || c == 0x61C || c == 0x180E || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || (c >= 0xFE00 && c <= 0xFE0F) ||
           c == 0xFEFF || (c >= 0xE0000 && c <= 0xE0FFF);
}

bool isApostrophe(char32_t c)
{
    return c == '\'' || c == 0x2018 || c == 0x2019 || c == 0x02BC || c == 0x2032 || c == '`' || c == 0xB4;
}

bool isMark(char32_t c)
{
    return QChar::category(c) == QChar::Mark_NonSpacing || QChar::category(c) == QChar::Mark_Enclosing ||
           QChar::category(c) == QChar::Mark_SpacingCombining;
}

/// Calls visit(code point) for each character of text; lone surrogates arrive as U+FFFD.
template <typename Visit>
void forEachCodePoint(QStringView text, Visit visit)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (c.isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate()) {
            visit(QChar::surrogateToUcs4(c, text.at(++i)));
        } else {
            visit(c.isSurrogate() ? char32_t(0xFFFD) : char32_t(c.unicode()));
        }
    }
}

void appendUtf8(std::string &out, char32_t c)
{
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        out += static_cast<char>(0xC0 | (c >> 6));
        out += static_cast<char>(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        out += static_cast<char>(0xE0 | (c >> 12));
        out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (c & 0x3F));
    } else {
        out += static_cast<char>(0xF0 | (c >> 18));
        out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
        out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (c & 0x3F));
    }
}

QString decomposedAndFolded(std::string_view utf8)
{
    QString folded = toQString(utf8).normalized(QString::NormalizationForm_KD).toCaseFolded();
    // Qt folds one character to one; of those that fold to several, decomposition leaves only this one.
    return folded.replace(QChar(0xDF), QLatin1String("ss"));
}

/// Without early exit, so that the loop is vectorised.
bool isAllAscii(std::string_view text)
{
    unsigned char all = 0;
    for (const char c : text) {
        all |= static_cast<unsigned char>(c);
    }
    return all < 0x80;
}

/// A letter or digit as the normal title has it, 0 for every other character of ASCII.
constexpr std::array<char, 128> kNormalAscii = [] {
    std::array<char, 128> table{};
    for (char c = 0; c != 127; ++c) {
        table[static_cast<unsigned char>(c)] = isAsciiAlphanumeric(c) ? asciiLower(c) : char(0);
    }
    return table;
}();

/// Half the time of reading a list's identities was spent here, so it goes without a branch a character.
void appendNormalAscii(std::string &out, std::string_view text)
{
    const std::size_t start = out.size();
    out.resize(start + text.size());
    char *end = out.data() + start;
    for (const char c : text) {
        const char normal = kNormalAscii[static_cast<unsigned char>(c)];
        *end = normal;
        end += normal != 0 ? 1 : 0;
    }
    out.resize(static_cast<std::size_t>(end - out.data()));
}

void appendBlank(std::string &out, std::size_t start)
{
    if (out.size() > start && out.back() != ' ') {
        out += ' ';
    }
}

void trimEnd(std::string &out, std::size_t start)
{
    while (out.size() > start && out.back() == ' ') {
        out.pop_back();
    }
}

/// A letter, digit or blank as the filter sees it, 0 for what vanishes.
constexpr std::array<char, 128> kFoldedAscii = [] {
    std::array<char, 128> table{};
    for (std::size_t i = 0; i < table.size(); ++i) {
        const char c = static_cast<char>(i);
        table[i] = isAsciiAlphanumeric(c) ? asciiLower(c) : c == '\'' || c == '`' ? char(0) : ' ';
    }
    return table;
}();

/// Each list is folded whole before it is searched, so this goes without a branch a character.
void foldAscii(std::string &out, std::size_t start, std::string_view text)
{
    out.resize(start + text.size());
    char *end = out.data() + start;
    char previous = ' ';
    for (const char c : text) {
        const char folded = kFoldedAscii[static_cast<unsigned char>(c)];
        *end = folded;
        end += static_cast<int>(folded != 0) & static_cast<int>(folded != ' ' || previous != ' ');
        previous = folded == 0 ? previous : folded;
    }
    out.resize(static_cast<std::size_t>(end - out.data()));
}

/// Letters that a reader without them on the keyboard types otherwise, and that decomposition leaves as they
/// are.
struct PlainLetter
{
    char32_t letter;
    std::string_view plain;
};
constexpr std::array kPlainLetters{
    PlainLetter{0xDF, "ss"}, PlainLetter{0xE6, "ae"}, PlainLetter{0xF0, "d"},  PlainLetter{0xF8, "o"},
    PlainLetter{0xFE, "th"}, PlainLetter{0x111, "d"}, PlainLetter{0x127, "h"}, PlainLetter{0x131, "i"},
    PlainLetter{0x138, "k"}, PlainLetter{0x142, "l"}, PlainLetter{0x14B, "n"}, PlainLetter{0x153, "oe"},
    PlainLetter{0x167, "t"}, PlainLetter{0x180, "b"}, PlainLetter{0x19A, "l"}, PlainLetter{0x1B6, "z"},
    PlainLetter{0x1E5, "g"}, PlainLetter{0x24D, "r"}, PlainLetter{0x237, "j"}, PlainLetter{0x268, "i"}};

void appendFoldedLetter(std::string &out, char32_t c)
{
    const auto plain = std::find_if(kPlainLetters.begin(), kPlainLetters.end(),
                                    [c](const PlainLetter &each) { return each.letter == c; });
    if (plain == kPlainLetters.end()) {
        appendUtf8(out, c);
    } else {
        out += plain->plain;
    }
}

void foldUnicode(std::string &out, std::size_t start, std::string_view text)
{
    const QString folded = decomposedAndFolded(text);
    forEachCodePoint(folded, [&](char32_t c) {
        if (isInvisible(c) || isMark(c) || isApostrophe(c)) {
            return;
        }
        if (QChar::isLetterOrNumber(c)) {
            appendFoldedLetter(out, c);
        } else {
            appendBlank(out, start);
        }
    });
}

struct Block
{
    std::size_t a;
    std::size_t b;
    std::size_t length;
};

/// The longest run that stands in both a and b; of several as long the earliest in a, of those the earliest
/// in b.
Block longestCommonBlock(std::u32string_view a, std::u32string_view b)
{
    std::array<std::size_t, kSimilarityLimit> lengths{};
    Block best{0, 0, 0};
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t endingBefore = 0;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t above = lengths[j];
            lengths[j] = a[i] == b[j] ? endingBefore + 1 : 0;
            endingBefore = above;
            if (lengths[j] > best.length) {
                best = {i + 1 - lengths[j], j + 1 - lengths[j], lengths[j]};
            }
        }
    }
    return best;
}

std::size_t matchingCharacters(std::u32string_view a, std::u32string_view b)
{
    std::size_t total = 0;
    std::vector<std::pair<std::u32string_view, std::u32string_view>> open{{a, b}};
    while (!open.empty()) {
        const auto [left, right] = open.back();
        open.pop_back();
        const Block block = longestCommonBlock(left, right);
        if (block.length == 0) {
            continue;
        }
        total += block.length;
        open.emplace_back(left.substr(0, block.a), right.substr(0, block.b));
        open.emplace_back(left.substr(block.a + block.length), right.substr(block.b + block.length));
    }
    return total;
}

std::u32string firstCodePoints(std::string_view utf8)
{
    constexpr std::size_t kLongestCodePoint = 4;
    std::u32string out;
    forEachCodePoint(toQString(utf8.substr(0, kSimilarityLimit * kLongestCodePoint)), [&out](char32_t c) {
        if (out.size() < kSimilarityLimit) {
            out += c;
        }
    });
    return out;
}

/// Length of the longest prefix of at most maximum bytes that splits no character.
std::size_t wholeCharacters(std::string_view utf8, std::size_t maximum)
{
    if (utf8.size() <= maximum) {
        return utf8.size();
    }
    while (maximum > 0 && (static_cast<unsigned char>(utf8[maximum]) & 0xC0) == 0x80) {
        --maximum;
    }
    return maximum;
}

/// Nearly every text of a list is shown as it stands. Without early exit, so that the loop is vectorised.
bool isPlainAscii(std::string_view text)
{
    unsigned char special = 0;
    for (const char c : text) {
        special |= static_cast<unsigned char>(static_cast<unsigned char>(c - 0x20) > 0x7E - 0x20);
    }
    for (std::size_t i = 1; i < text.size(); ++i) {
        special |= static_cast<unsigned char>((text[i - 1] == ' ') & (text[i] == ' '));
    }
    return special == 0 && !text.starts_with(' ') && !text.ends_with(' ');
}

bool isShown(char32_t c)
{
    constexpr char32_t kNonJoiner = 0x200C;
    constexpr char32_t kJoiner = 0x200D;
    return c >= 0x20 && (c < 0x7F || c >= 0xA0) && (!isInvisible(c) || c == kNonJoiner || c == kJoiner);
}

} // namespace

std::string caseFolded(std::string_view utf8)
{
    if (!isAllAscii(utf8)) {
        return toQString(utf8).toCaseFolded().toStdString();
    }
    std::string out(utf8);
    std::transform(out.begin(), out.end(), out.begin(), asciiLower);
    return out;
}

void appendNormalTitle(std::string &out, std::string_view utf8)
{
    if (isAllAscii(utf8)) {
        appendNormalAscii(out, utf8);
        return;
    }
    forEachCodePoint(decomposedAndFolded(utf8), [&out](char32_t c) {
        if (QChar::isLetterOrNumber(c)) {
            appendUtf8(out, c);
        }
    });
}

std::string normalTitle(std::string_view utf8)
{
    std::string out;
    out.reserve(utf8.size());
    appendNormalTitle(out, utf8);
    return out;
}

void appendFoldedText(std::string &out, std::string_view utf8)
{
    const std::size_t start = out.size();
    if (isAllAscii(utf8)) {
        foldAscii(out, start, utf8);
    } else {
        foldUnicode(out, start, utf8);
    }
    trimEnd(out, start);
}

std::string foldedText(std::string_view utf8)
{
    std::string out;
    out.reserve(utf8.size());
    appendFoldedText(out, utf8);
    return out;
}

double similarity(std::string_view a, std::string_view b)
{
    const std::u32string left = firstCodePoints(a);
    const std::u32string right = firstCodePoints(b);
    if (left.empty() && right.empty()) {
        return 1.0;
    }
    return 2.0 * static_cast<double>(matchingCharacters(left, right)) /
           static_cast<double>(left.size() + right.size());
}

std::string displayText(std::string_view utf8, std::size_t maximum)
{
    if (utf8.size() <= maximum && isPlainAscii(utf8)) {
        return std::string(utf8);
    }
    const std::size_t readable = wholeCharacters(utf8, kReadPerShownByte * maximum);
    std::string out;
    out.reserve(std::min(readable, maximum));
    int marks = 0;
    forEachCodePoint(toQString(utf8.substr(0, readable)), [&](char32_t c) {
        if (out.size() > maximum) {
            return;
        }
        if (QChar::isSpace(c)) {
            appendBlank(out, 0);
            return;
        }
        marks = c >= 0x300 && isMark(c) ? marks + 1 : 0;
        if (isShown(c) && marks <= kMarksPerLetter) {
            appendUtf8(out, c);
        }
    });
    trimEnd(out, 0);
    if (out.size() > maximum || readable < utf8.size()) {
        out.resize(wholeCharacters(out, maximum - std::min(maximum, kEllipsis.size())));
        trimEnd(out, 0);
        out += kEllipsis;
    }
    return out;
}

} // namespace carrel
