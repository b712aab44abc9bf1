// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/outputtext.h"

#include "base/text.h"

#include <QChar>
#include <QString>
#include <QUrl>

#include <algorithm>

namespace carrel {

namespace {

/// Bytes of a character in UTF-8; a damaged byte becomes a character of three.
constexpr std::size_t kLargestCharacter = 4;

bool isPrintableAscii(char c)
{
    return c >= 0x20 && c < 0x7F;
}

bool isClean(std::string_view text)
{
    const bool printable = std::all_of(text.begin(), text.end(), isPrintableAscii);
    return printable && !text.starts_with(' ') && !text.ends_with(' ') &&
           text.find("  ") == std::string_view::npos;
}

/// Characters that act on a terminal or a reader's eye instead of being seen.
bool actsUnseen(QChar c)
{
    switch (c.category()) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return false;
    }
}

/// Where the user and the password of an address stand, up to and with the @; empty where it has none.
std::string_view userInfo(std::string_view url)
{
    const std::size_t colon = url.find("://");
    if (colon == std::string_view::npos || url.find_first_of("/?#") != colon + 1) {
        return {};
    }
    const std::string_view rest = url.substr(colon + 3);
    const std::string_view authority = rest.substr(0, rest.find_first_of("/?#\\"));
    const std::size_t at = authority.rfind('@');
    return at == std::string_view::npos ? std::string_view() : authority.substr(0, at + 1);
}

std::string without(std::string_view url, std::string_view part)
{
    const auto begin = static_cast<std::size_t>(part.data() - url.data());
    return std::string(url.substr(0, begin)).append(url.substr(begin + part.size()));
}

QString jsonEscaped(const QString &text)
{
    QString out;
    out.reserve(text.size() + 16);
    for (const QChar c : text) {
        if (c == u'"' || c == u'\\') {
            out += u'\\';
            out += c;
        } else if (actsUnseen(c)) {
            out += QStringLiteral("\\u%1").arg(c.unicode(), 4, 16, QLatin1Char('0'));
        } else {
            out += c;
        }
    }
    return out;
}

} // namespace

void appendPlain(std::string &out, std::string_view text)
{
    if (isClean(text)) {
        out += text;
    } else {
        out += displayText(text, kLargestCharacter * text.size() + kLargestCharacter);
    }
}

void appendUrl(std::string &out, std::string_view url)
{
    const std::string_view user = userInfo(url);
    const std::string shown = user.empty() ? std::string(url) : without(url, user);
    if (std::all_of(shown.begin(), shown.end(), [](char c) { return isPrintableAscii(c) && c != ' '; })) {
        out += shown;
        return;
    }
    QByteArray written;
    for (const auto text = toQString(shown); const char32_t c : text.toUcs4()) {
        const QString character = QString::fromUcs4(&c, 1);
        const bool unseen =
            character.size() == 1 && (actsUnseen(character.front()) || character.front().isSpace());
        written += unseen ? QUrl::toPercentEncoding(character) : character.toUtf8();
    }
    out += written.toStdString();
}

std::string withoutPassword(std::string_view url)
{
    const std::string_view user = userInfo(url);
    const std::size_t colon = user.find(':');
    return colon == std::string_view::npos ? std::string(url)
                                           : without(url, user.substr(colon, user.size() - 1 - colon));
}

void appendJsonString(std::string &out, std::string_view text)
{
    const bool plain = std::all_of(text.begin(), text.end(),
                                   [](char c) { return isPrintableAscii(c) && c != '"' && c != '\\'; });
    out += '"';
    if (plain) {
        out += text;
    } else {
        out += jsonEscaped(toQString(text)).toStdString();
    }
    out += '"';
}

} // namespace carrel
