// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dragpicture.h"

#include <QFontMetrics>
#include <QPainter>
#include <QWidget>

namespace carrel {

QPixmap dragPicture(const QWidget &widget, const QString &text)
{
    const QFontMetrics metrics = widget.fontMetrics();
    const QString shown = metrics.elidedText(text, Qt::ElideRight, 320);
    const qreal ratio = widget.devicePixelRatioF();
    const QSize size(metrics.horizontalAdvance(shown) + 16, metrics.height() + 8);
    QPixmap picture((QSizeF(size) * ratio).toSize());
    picture.setDevicePixelRatio(ratio);
    picture.fill(widget.palette().color(QPalette::Highlight));
    QPainter painter(&picture);
    painter.setFont(widget.font());
    painter.setPen(widget.palette().color(QPalette::HighlightedText));
    painter.drawText(QRect(QPoint(), size), Qt::AlignCenter | Qt::TextSingleLine, shown);
    return picture;
}

} // namespace carrel
