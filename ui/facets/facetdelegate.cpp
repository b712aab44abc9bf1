// SPDX-License-Identifier: GPL-3.0-or-later
#include "facets/facetdelegate.h"

#include "items/facetmodel.h"
#include "widgets/theme.h"
#include "widgets/tooltiptext.h"

#include <QAbstractItemView>
#include <QFontMetricsF>
#include <QHelpEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace carrel {
namespace {

constexpr int kNames = 0; ///< number of the font
constexpr qreal kRowPerText = 1.5;
constexpr qreal kDimmed = 0.42;
constexpr qreal kUnbounded = 10'000;

ClauseUse useOf(const QModelIndex &index)
{
    return static_cast<ClauseUse>(index.data(FacetUseRole).toInt());
}

QPalette::ColorGroup groupOf(const QStyleOptionViewItem &option)
{
    return option.state.testFlag(QStyle::State_Active) ? QPalette::Active : QPalette::Inactive;
}

} // namespace

FacetDelegate::FacetDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
{
}

void FacetDelegate::setFont(const QFont &font)
{
    m_lines.setFonts({font});
    const QFontMetricsF metrics(font);
    m_ascent = metrics.ascent();
    m_textHeight = metrics.height();
    m_strike = metrics.strikeOutPos();
    m_rowHeight = qRound(metrics.height() * kRowPerText);
    m_margin = std::max(4, qRound(metrics.height() * 3 / 8));
    m_box = std::max(11, qRound(metrics.height() * 0.8));
}

QSize FacetDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {m_cellWidth, m_rowHeight};
}

QRectF FacetDelegate::boxOf(const QStyleOptionViewItem &option) const
{
    const QRect &row = option.rect;
    const int left =
        option.direction == Qt::RightToLeft ? row.right() + 1 - m_margin - m_box : row.left() + m_margin;
    return {left + 0.5, row.top() + (row.height() - m_box) / 2 + 0.5, m_box - 1.0, m_box - 1.0};
}

void FacetDelegate::paintBox(QPainter &painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    const ClauseUse use = useOf(index);
    const QColor ground = option.palette.color(groupOf(option), QPalette::Base);
    const QColor text = option.palette.color(groupOf(option), QPalette::Text);
    const QColor highlight = option.palette.color(QPalette::Active, QPalette::Highlight);
    const bool hovered = option.state.testFlag(QStyle::State_MouseOver);
    const QRectF box = boxOf(option);
    const auto at = [&box](qreal x, qreal y) { return box.topLeft() + QPointF(x, y) * box.width(); };

    painter.setRenderHint(QPainter::Antialiasing);
    const qreal outline = use == ClauseUse::Excluded ? 0.64 : hovered ? 0.55 : 0.3;
    painter.setPen(use == ClauseUse::Included ? highlight : blended(ground, text, outline));
    painter.setBrush(use == ClauseUse::Included ? QBrush(highlight) : QBrush());
    painter.drawRoundedRect(box, 2, 2);
    painter.setBrush({});
    if (use == ClauseUse::Included) {
        painter.setPen(QPen(option.palette.color(QPalette::Active, QPalette::HighlightedText), 1.6,
                            Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolyline(QPolygonF({at(0.22, 0.53), at(0.42, 0.73), at(0.78, 0.29)}));
    } else if (use == ClauseUse::Excluded) {
        painter.setPen(QPen(text, 1.6, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(at(0.26, 0.5), at(0.74, 0.5));
    }
}

void FacetDelegate::paintTexts(QPainter &painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index) const
{
    const QColor ground = option.palette.color(groupOf(option), QPalette::Base);
    const QColor text = option.palette.color(groupOf(option), QPalette::Text);
    const ClauseUse use = useOf(index);
    const int count = index.data(CountRole).toInt();
    const QColor quiet = secondaryText(text, ground);
    const QColor dimmed = blended(ground, text, kDimmed);
    const QRect &row = option.rect;
    const bool reverse = option.direction == Qt::RightToLeft;
    const qreal baseline = std::round(row.top() + (row.height() - m_textHeight) / 2 + m_ascent);

    const QString counted = count == FacetModel::kUnknownCount ? QString() : m_locale.toString(count);
    const TextLine &number = m_lines.line(counted, kNames, kUnbounded);
    const qreal numberWidth = number.width;
    painter.setPen(count == 0 ? dimmed : quiet);
    number.draw(painter,
                {reverse ? row.left() + m_margin : row.right() + 1 - m_margin - numberWidth, baseline});

    const qreal start = m_margin + m_box + m_margin;
    const TextLine &name = m_lines.line(index.data().toString(), kNames,
                                        std::max(0.0, row.width() - start - numberWidth - 2 * m_margin));
    painter.setPen(use == ClauseUse::Excluded ? quiet : count == 0 && use == ClauseUse::None ? dimmed : text);
    const qreal left = reverse ? row.right() + 1 - start - name.width : row.left() + start;
    name.draw(painter, {left, baseline});
    if (use == ClauseUse::Excluded) {
        const qreal y = std::round(baseline - m_strike) + 0.5;
        painter.drawLine(QPointF(left, y), QPointF(left + name.width, y));
    }
}

void FacetDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    const QStyle *style = option.widget->style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
    painter->save();
    paintTexts(*painter, option, index);
    paintBox(*painter, option, index);
    painter->restore();
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        QStyleOptionFocusRect focus;
        focus.QStyleOption::operator=(option);
        focus.rect = option.rect.adjusted(1, 0, -1, 0);
        focus.backgroundColor = option.palette.color(QPalette::Base);
        focus.state |= QStyle::State_KeyboardFocusChange | QStyle::State_Item;
        style->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, painter, option.widget);
    }
}

bool FacetDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                              const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid()) {
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    }
    const QString name = index.data().toString();
    const ClauseUse use = useOf(index);
    const QString text = use == ClauseUse::None ? tr("%1: click to include, again to exclude").arg(name)
                         : use == ClauseUse::Included
                             ? tr("%1 is included: click to exclude").arg(name)
                             : tr("%1 is excluded: click to allow it again").arg(name);
    QToolTip::showText(event->globalPos(), plainToolTip(text), view);
    return true;
}

} // namespace carrel
