// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/drophint.h"

#include "widgets/icons.h"
#include "widgets/theme.h"

#include <QPainter>

namespace carrel {

DropHint::DropHint(QWidget *window)
    : QWidget(window)
{
    setObjectName(QStringLiteral("dropHint"));
    // The drag is the window's: what lies below this still takes it.
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
}

void DropHint::showText(const QString &text, const QString &subject)
{
    m_text = text;
    m_subject = subject;
    setAccessibleName(text);
    setGeometry(parentWidget()->rect());
    show();
    raise();
    update();
}

void DropHint::paintEvent(QPaintEvent *)
{
    constexpr float kVeil = 0.86F;
    constexpr int kIcon = 32;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor ground = palette().color(QPalette::Window);
    const QColor ink = palette().color(QPalette::WindowText);
    const QColor accent = palette().color(QPalette::Highlight);
    const int line = fontMetrics().height();
    QColor veil = ground;
    veil.setAlphaF(kVeil);
    painter.fillRect(rect(), veil);
    painter.setPen(QPen(accent, 2, Qt::DashLine));
    QColor tint = accent;
    tint.setAlphaF(0.08F);
    painter.setBrush(tint);
    painter.drawRoundedRect(QRectF(rect()).adjusted(line, line, -line, -line), line / 2, line / 2);

    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.3);
    large.setWeight(QFont::DemiBold);
    const int high = QFontMetrics(large).height();
    const int top = (height() - kIcon - line - high - line * 3 / 2) / 2;
    painter.drawPixmap(QPoint((width() - kIcon) / 2, top),
                       iconPixmap(IconName::List, kIcon, devicePixelRatioF(), accent));
    const int margin = 3 * line;
    QRect row(margin, top + kIcon + line, width() - 2 * margin, high);
    painter.setPen(ink);
    painter.setFont(large);
    painter.drawText(row, Qt::AlignHCenter | Qt::AlignVCenter | Qt::TextSingleLine, m_text);
    painter.setFont(font());
    painter.setPen(secondaryText(ink, ground));
    row.translate(0, high + line / 2);
    painter.drawText(row, Qt::AlignHCenter | Qt::AlignVCenter | Qt::TextSingleLine,
                     fontMetrics().elidedText(m_subject, Qt::ElideMiddle, row.width()));
}

} // namespace carrel
