// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/listtext.h"

#include "base/poolwork.h"
#include "markdown/boundedtext.h"

#include <QJsonDocument>
#include <QStringDecoder>

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <string_view>
#include <vector>

namespace carrel {

namespace {

using namespace std::string_view_literals;

/// Beyond this a file that begins like JSON is taken for text: an error message of a service is short.
constexpr qsizetype kMostJsonBytes = 1024 * 1024;

struct Magic
{
    std::string_view bytes;
    ErrorCode code;
};

constexpr std::array kMagics{
    Magic{"%PDF-"sv, ErrorCode::Pdf},
    Magic{"\x1F\x8B"sv, ErrorCode::Compressed},   // gzip, RFC 1952
    Magic{"PK\x03\x04"sv, ErrorCode::Compressed}, // zip
    Magic{"BZh"sv, ErrorCode::Compressed},        // bzip2
    Magic{"\xFD"
          "7zXZ\0"sv,
          ErrorCode::Compressed},                       // xz
    Magic{"\x28\xB5\x2F\xFD"sv, ErrorCode::Compressed}, // Zstandard, RFC 8878
    Magic{"7z\xBC\xAF\x27\x1C"sv, ErrorCode::Compressed},
    Magic{"version https://git-lfs"sv, ErrorCode::LfsPointer},
};

std::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

std::optional<ErrorCode> refusedByMagic(std::string_view bytes)
{
    const auto magic = std::find_if(kMagics.begin(), kMagics.end(),
                                    [&](const Magic &each) { return bytes.starts_with(each.bytes); });
    return magic == kMagics.end() ? std::nullopt : std::optional(magic->code);
}

bool startsWithIgnoringCase(std::string_view text, std::string_view lowered)
{
    return text.size() >= lowered.size() &&
           std::equal(lowered.begin(), lowered.end(), text.begin(),
                      [](char l, char t) { return l == (t >= 'A' && t <= 'Z' ? t + 32 : t); });
}

bool isWebPage(std::string_view text)
{
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
    return startsWithIgnoringCase(text, "<!doctype html") || startsWithIgnoringCase(text, "<html");
}

bool isJson(const QByteArray &bytes)
{
    const auto first = std::find_if_not(bytes.begin(), bytes.end(),
                                        [](char c) { return std::isspace(static_cast<unsigned char>(c)); });
    const bool looksLikeIt = first != bytes.end() && (*first == '{' || *first == '[');
    return looksLikeIt && bytes.size() <= kMostJsonBytes && !QJsonDocument::fromJson(bytes).isNull();
}

bool isControl(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte == 0x7F || (byte < 0x20 && byte != '\n' && byte != '\r' && byte != '\t');
}

/// Whether there is anything to count. Without early exit, so that the loop is vectorised.
bool hasControls(std::string_view text)
{
    unsigned char found = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const int low = (byte < 0x20) & (byte != '\n') & (byte != '\r') & (byte != '\t');
        found |= static_cast<unsigned char>(low | (byte == 0x7F));
    }
    return found != 0;
}

/// What a text holds that has to be seen to.
struct Flaws
{
    std::size_t controls = 0;
    bool invalid = false; ///< it is no UTF-8
    bool carriageReturns = false;
};

Flaws flawsOf(std::string_view text)
{
    Flaws flaws;
    flaws.controls =
        hasControls(text) ? static_cast<std::size_t>(std::count_if(text.begin(), text.end(), isControl)) : 0;
    flaws.invalid = !QUtf8StringView(text.data(), static_cast<qsizetype>(text.size())).isValidUtf8();
    flaws.carriageReturns = text.find('\r') != std::string_view::npos;
    return flaws;
}

/// A long text is looked through by several threads, cut where no character is split.
Flaws flawsInPool(std::string_view text)
{
    constexpr std::size_t kPieceBytes = std::size_t(1024) * 1024;
    std::vector<std::string_view> pieces;
    while (!text.empty()) {
        const std::size_t end = text.find('\n', std::min(kPieceBytes, text.size()));
        pieces.push_back(text.substr(0, end));
        text.remove_prefix(pieces.back().size());
    }
    std::vector<Flaws> found(pieces.size());
    forEachInPool(pieces.size(), [&](std::size_t number) { found[number] = flawsOf(pieces[number]); });
    Flaws all;
    for (const Flaws &each : found) {
        all.controls += each.controls;
        all.invalid = all.invalid || each.invalid;
        all.carriageReturns = all.carriageReturns || each.carriageReturns;
    }
    return all;
}

/// What no text has much of: more than 3 in 100 bytes are control characters.
bool isBinary(std::size_t controls, std::size_t size)
{
    return controls * 100 > size * 3;
}

/// Text without control characters and terminal sequences (ESC [ ... letter, ECMA-48); NUL becomes U+FFFD.
QByteArray withoutControls(const QByteArray &bytes)
{
    QByteArray out;
    out.reserve(bytes.size());
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const char c = bytes.at(i);
        if (c == '\0') {
            out += "\xEF\xBF\xBD";
        } else if (c == 0x1B && i + 1 < bytes.size() && bytes.at(i + 1) == '[') {
            for (i += 2; i < bytes.size() && bytes.at(i) >= 0x20 && bytes.at(i) < 0x40; ++i) {
            }
        } else if (!isControl(c)) {
            out += c;
        }
    }
    return out;
}

bool isWideText(std::string_view text)
{
    const auto nuls = std::count(text.begin(), text.end(), '\0');
    return static_cast<std::size_t>(nuls) * 5 > text.size() * 2;
}

std::optional<QByteArray> decodedByMark(const QByteArray &bytes)
{
    const bool little = bytes.startsWith("\xFF\xFE");
    if (!little && !bytes.startsWith("\xFE\xFF")) {
        return std::nullopt;
    }
    QStringDecoder decoder(little ? QStringDecoder::Utf16LE : QStringDecoder::Utf16BE);
    const QString text = decoder(bytes);
    return text.toUtf8();
}

/// The share of characters that were no UTF-8 and stand as U+FFFD now.
bool isMostlyDamaged(const QString &text)
{
    return text.count(QChar::ReplacementCharacter) * 4 > text.size();
}

QByteArray withLineFeeds(const QByteArray &bytes)
{
    QByteArray out;
    out.reserve(bytes.size());
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const char c = bytes.at(i);
        if (c == '\r') {
            out += '\n';
            i += i + 1 < bytes.size() && bytes.at(i + 1) == '\n' ? 1 : 0;
        } else {
            out += c;
        }
    }
    return out;
}

} // namespace

Result<ListText> readListText(const QByteArray &bytes)
{
    const auto refuse = [](ErrorCode code) { return Error{code, QString()}; };
    if (bytes.size() > kMostListBytes) {
        return refuse(ErrorCode::TooLarge);
    }
    if (const std::optional<ErrorCode> code = refusedByMagic(viewOf(bytes))) {
        return refuse(*code);
    }
    ListText text;
    text.utf8 = decodedByMark(bytes).value_or(bytes.startsWith("\xEF\xBB\xBF") ? bytes.mid(3) : bytes);
    if (isWebPage(viewOf(text.utf8))) {
        return refuse(ErrorCode::WebPage);
    }
    if (isJson(text.utf8)) {
        return refuse(ErrorCode::Json);
    }
    const Flaws flaws = flawsInPool(viewOf(text.utf8));
    if (flaws.controls > 0 && isWideText(viewOf(text.utf8))) {
        return refuse(ErrorCode::NotUtf8);
    }
    if (isBinary(flaws.controls, static_cast<std::size_t>(text.utf8.size()))) {
        return refuse(ErrorCode::NotText);
    }
    if (flaws.invalid) {
        const QString decoded = QString::fromUtf8(text.utf8);
        if (isMostlyDamaged(decoded)) {
            return refuse(ErrorCode::NotUtf8);
        }
        text.utf8 = decoded.toUtf8();
        text.diagnostics.push_back({DiagnosticKind::DamagedText, 0});
    }
    if (flaws.controls > 0) {
        text.utf8 = withoutControls(text.utf8);
        text.diagnostics.push_back({DiagnosticKind::DamagedText, 0});
    }
    if (flaws.carriageReturns) {
        text.utf8 = withLineFeeds(text.utf8);
    }
    boundCostlyPlaces(text);
    return text;
}

} // namespace carrel
