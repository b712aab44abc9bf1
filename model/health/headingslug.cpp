// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/headingslug.h"

#include "base/text.h"

#include <QByteArray>
#include <QString>

namespace carrel {

namespace {

/// The text of a link stands for it, an image and a tag for nothing.
std::string withoutMarkup(std::string_view heading)
{
    std::string out;
    for (std::size_t i = 0; i < heading.size(); ++i) {
        const std::string_view rest = heading.substr(i);
        if (rest.starts_with("](")) {
            const std::size_t close = heading.find(')', i);
            i = close == std::string_view::npos ? i : close;
        } else if (rest.starts_with("![")) {
            const std::size_t open = heading.find("](", i);
            const std::size_t close = heading.find(')', open == std::string_view::npos ? i : open);
            i = close == std::string_view::npos ? i : close;
        } else if (rest.front() == '<') {
            const std::size_t close = heading.find('>', i);
            i = close == std::string_view::npos ? i : close;
        } else if (rest.front() == '&') {
            const std::size_t end = rest.substr(0, 12).find(';');
            i = end == std::string_view::npos ? i : i + end;
        } else {
            out += rest.front();
        }
    }
    return out;
}

bool isKept(char32_t c)
{
    const QChar::Category category = QChar::category(c);
    return category == QChar::Mark_NonSpacing || category == QChar::Mark_SpacingCombining ||
           category == QChar::Mark_Enclosing || category == QChar::Number_DecimalDigit ||
           category == QChar::Punctuation_Connector || c == U'-' || c == U' ' || QChar::isLetter(c);
}

/// `_word_` is emphasis, `snake_case` is not.
bool isEmphasis(const QString &text, qsizetype at)
{
    const bool openEnd = at == 0 || text[at - 1] == u' ' || at + 1 == text.size() || text[at + 1] == u' ';
    return text[at] == u'_' && openEnd;
}

} // namespace

std::string headingSlug(std::string_view heading)
{
    const QString text = toQString(withoutMarkup(heading)).trimmed();
    QString kept;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool pair = text[i].isHighSurrogate() && i + 1 < text.size();
        const char32_t c = pair ? QChar::surrogateToUcs4(text[i], text[i + 1]) : text[i].unicode();
        if (isKept(c) && !isEmphasis(text, i)) {
            kept += QStringView(text).mid(i, pair ? 2 : 1);
        }
        i += pair ? 1 : 0;
    }
    return kept.toLower().replace(u' ', u'-').toStdString();
}

std::string anchorKey(std::string_view anchor)
{
    const QByteArray bytes(anchor.data(), static_cast<qsizetype>(anchor.size()));
    QString text = QString::fromUtf8(QByteArray::fromPercentEncoding(bytes));
    if (text.startsWith(QLatin1String("user-content-"))) {
        text.remove(0, 13);
    }
    return text.remove(QChar(0xFE0F)).toCaseFolded().toStdString();
}

} // namespace carrel
