// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tooltiptext.h"

#include <QTextDocument>

namespace carrel {

QString plainToolTip(const QString &text)
{
    constexpr qsizetype kLongest = 1500;
    constexpr qsizetype kLine = 90;
    QString shown = text.size() <= kLongest ? text : text.left(kLongest) + QChar(0x2026);
    // Tool tips of plain text are not wrapped, and an address has no blank to wrap at.
    qsizetype lineStart = 0;
    for (qsizetype i = 0; i < shown.size(); ++i) {
        if (i - lineStart < kLine - 20) {
            continue;
        }
        const bool blank = shown[i].isSpace();
        if (blank || i - lineStart >= kLine) {
            shown.insert(blank ? i + 1 : i, QLatin1Char('\n'));
            lineStart = i + 1;
        }
    }
    if (!Qt::mightBeRichText(shown)) {
        return shown;
    }
    return QLatin1String("<p>") + shown.toHtmlEscaped().replace(QLatin1Char('\n'), QLatin1String("<br>")) +
           QLatin1String("</p>");
}

} // namespace carrel
