// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers/papertablepainter.h"

#include "items/itemroles.h"
#include "widgets/icons.h"
#include "widgets/theme.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace carrel {
namespace {

constexpr int kIconSize = 16;
constexpr qreal kRowPerText = 1.7;
constexpr qreal kSmall = 0.85;
constexpr qreal kSurveyPadding = 5;

PaperColumn columnOf(const QModelIndex &index)
{
    return paperColumns()[static_cast<std::size_t>(index.column())].column;
}

QFont scaled(const QFont &font, qreal factor)
{
    QFont result = font;
    if (font.pointSizeF() > 0) {
        result.setPointSizeF(font.pointSizeF() * factor);
    } else {
        result.setPixelSize(std::max(1, qRound(font.pixelSize() * factor)));
    }
    return result;
}

QRect centred(const QRect &cell, int size)
{
    return {cell.x() + (cell.width() - size) / 2, cell.y() + (cell.height() - size) / 2, size, size};
}

} // namespace

void PaperTablePainter::setFont(const QFont &font, int leading)
{
    m_leading = leading;
    QFont unread = font;
    unread.setWeight(QFont::DemiBold);
    const QFont small = scaled(font, kSmall);
    m_lines.setFonts({font, unread, small});
    const QFontMetricsF metrics(font);
    const QFontMetricsF smallMetrics(small);
    m_ascent = metrics.ascent();
    m_smallAscent = smallMetrics.ascent();
    m_textHeight = qCeil(metrics.height());
    m_smallHeight = qCeil(smallMetrics.height());
    m_rowHeight = std::max(kIconSize + 4, qRound(metrics.height() * kRowPerText));
    m_average = std::max(1, qCeil(metrics.averageCharWidth()));
    m_margin = std::max(4, m_textHeight * 3 / 8);
    m_digit = 0;
    m_tabular = true;
    for (char16_t c = u'0'; c <= u'9'; ++c) {
        const qreal advance = metrics.horizontalAdvance(QChar(c));
        m_tabular = m_tabular && (m_digit <= 0 || qFuzzyCompare(m_digit, advance));
        m_digit = std::max(m_digit, advance);
    }
    m_survey = QCoreApplication::translate("PaperTable", "Survey");
}

int PaperTablePainter::firstWidth(PaperColumn column) const
{
    switch (column) {
    case PaperColumn::Bookmark:
        return kIconSize + 12;
    case PaperColumn::Unread:
        return kIconSize + 4;
    case PaperColumn::Title:
        return 24 * m_average;
    case PaperColumn::Venue:
        return 13 * m_average + 2 * m_margin;
    case PaperColumn::Year:
        return std::max(qCeil(4 * m_digit), 5 * m_average) + 3 * m_margin;
    case PaperColumn::Links:
        return 14 * m_average + 2 * m_margin;
    case PaperColumn::Lists:
        return 5 * m_average + 3 * m_margin;
    case PaperColumn::Authors:
    case PaperColumn::Section:
    case PaperColumn::Tags:
        return 24 * m_average + 2 * m_margin;
    case PaperColumn::Rating:
    case PaperColumn::Bookmarked:
    case PaperColumn::Added:
        return 14 * m_average + 2 * m_margin;
    }
    return 10 * m_average;
}

PaperTablePainter::Inks PaperTablePainter::inks(const PaperRowLook &look) const
{
    const QPalette::ColorGroup group = look.active ? QPalette::Active : QPalette::Inactive;
    if (look.selected) {
        const QColor text = m_palette.color(group, QPalette::HighlightedText);
        const QColor ground = m_palette.color(group, QPalette::Highlight);
        return {text, blended(ground, text, 0.82), selectedMatchTint(m_palette)};
    }
    const QColor text = m_palette.color(group, QPalette::Text);
    return {text, secondaryText(text, m_palette.color(group, QPalette::Base)), matchTint(m_palette)};
}

void PaperTablePainter::paintRowGround(QPainter &painter, const QRect &row, const PaperRowLook &look) const
{
    const QPalette::ColorGroup group = look.active ? QPalette::Active : QPalette::Inactive;
    if (look.selected) {
        painter.fillRect(row, m_palette.color(group, QPalette::Highlight));
    } else if (look.hovered) {
        painter.fillRect(row, blended(m_palette.color(group, QPalette::Base),
                                      m_palette.color(group, QPalette::Text), 0.045));
    }
}

void PaperTablePainter::paintCell(QPainter &painter, const QRect &cell, const QModelIndex &index,
                                  const PaperRowLook &look)
{
    switch (columnOf(index)) {
    case PaperColumn::Bookmark:
        return paintStar(painter, cell, index, look);
    case PaperColumn::Unread:
        return paintDot(painter, cell, index, look);
    case PaperColumn::Title:
        return paintTitle(painter, cell, index, look);
    case PaperColumn::Year:
        return paintYear(painter, cell, index, look);
    case PaperColumn::Authors:
    case PaperColumn::Venue:
    case PaperColumn::Links:
    case PaperColumn::Section:
    case PaperColumn::Lists:
    case PaperColumn::Tags:
    case PaperColumn::Rating:
    case PaperColumn::Bookmarked:
    case PaperColumn::Added:
        return paintQuiet(painter, cell, index, look);
    }
}

QRectF PaperTablePainter::inner(const QRect &cell, Qt::LayoutDirection direction) const
{
    const int trailing = std::max(0, 2 * m_margin - m_leading);
    return direction == Qt::RightToLeft ? QRectF(cell).adjusted(trailing, 0, -m_leading, 0)
                                        : QRectF(cell).adjusted(m_leading, 0, -trailing, 0);
}

void PaperTablePainter::paintStar(QPainter &painter, const QRect &cell, const QModelIndex &index,
                                  const PaperRowLook &look)
{
    const bool bookmarked = index.data(BookmarkedRole).toBool();
    if (!bookmarked && !look.hovered) {
        return;
    }
    const Inks ink = inks(look);
    const bool under = look.hoveredColumn == index.column();
    const IconName name = bookmarked ? IconName::StarFilled : IconName::Star;
    const QColor color = under        ? ink.text
                         : bookmarked ? blended(ink.secondary, ink.text, 0.5)
                                      : ink.secondary;
    painter.drawPixmap(centred(cell, kIconSize), iconPixmap(name, kIconSize, m_pixelRatio, color));
}

void PaperTablePainter::paintDot(QPainter &painter, const QRect &cell, const QModelIndex &index,
                                 const PaperRowLook &look)
{
    const bool read = index.data(ReadRole).toBool();
    const bool under = look.hoveredColumn == index.column();
    if (read && !under) {
        return;
    }
    const Inks ink = inks(look);
    const QPalette::ColorGroup group = look.active ? QPalette::Active : QPalette::Inactive;
    const QColor accent = look.selected ? ink.text : m_palette.color(group, QPalette::Highlight);
    painter.setRenderHint(QPainter::Antialiasing, true);
    const QPointF centre = QRectF(cell).center();
    painter.setPen(under ? QPen(ink.text, 1.25) : QPen(Qt::NoPen));
    painter.setBrush(read ? QBrush(Qt::NoBrush) : QBrush(accent));
    painter.drawEllipse(centre, under ? 4.0 : 3.5, under ? 4.0 : 3.5);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void PaperTablePainter::paintLine(QPainter &painter, const QRectF &room, const TextLine &line,
                                  const Inks &inks, const QColor &ink, Qt::LayoutDirection direction) const
{
    const qreal left = direction == Qt::RightToLeft ? room.right() - line.width : room.left();
    const qreal top = std::floor(room.top() + (room.height() - m_textHeight) / 2);
    for (const auto &[from, to] : line.marks) {
        painter.fillRect(QRectF(left + from, top, to - from, m_textHeight), inks.tint);
    }
    painter.setPen(ink);
    line.draw(painter, QPointF(left, std::round(top + m_ascent)));
}

qreal PaperTablePainter::surveyWidth()
{
    return m_lines.line(m_survey, Small, 1000).width + 2 * kSurveyPadding;
}

void PaperTablePainter::paintTitle(QPainter &painter, const QRect &cell, const QModelIndex &index,
                                   const PaperRowLook &look)
{
    const Inks ink = inks(look);
    const QRectF room = inner(cell, look.direction);
    const bool survey = index.data(SurveyRole).toBool();
    const qreal chip = survey ? surveyWidth() + m_margin : 0;
    const Font font = index.data(ReadRole).toBool() ? Normal : Unread;
    const TextLine &line =
        m_lines.line(index.data(Qt::DisplayRole).toString(), font, std::max(0.0, room.width() - chip), true);
    paintLine(painter, room, line, ink, ink.text, look.direction);
    if (!survey) {
        return;
    }
    const qreal after = line.width + m_margin;
    const qreal width = chip - m_margin;
    const qreal x = look.direction == Qt::RightToLeft ? room.right() - after - width : room.left() + after;
    paintSurvey(painter, QRectF(x, room.top(), width, room.height()), ink);
}

void PaperTablePainter::paintSurvey(QPainter &painter, const QRectF &place, const Inks &inks)
{
    const qreal height = m_smallHeight + 1;
    const QRectF chip(std::round(place.x()) + 0.5, std::floor(place.center().y() - height / 2) + 0.5,
                      std::round(place.width()) - 1, height);
    painter.setRenderHint(QPainter::Antialiasing, true);
    QColor frame = inks.secondary;
    frame.setAlphaF(0.45F);
    painter.setPen(QPen(frame, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(chip, 3.5, 3.5);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(inks.secondary);
    const TextLine &line = m_lines.line(m_survey, Small, 1000);
    line.draw(painter, QPointF(chip.left() + kSurveyPadding - 0.5,
                               std::round(chip.top() + (chip.height() - m_smallHeight) / 2 + m_smallAscent)));
}

void PaperTablePainter::paintYear(QPainter &painter, const QRect &cell, const QModelIndex &index,
                                  const PaperRowLook &look)
{
    const Inks ink = inks(look);
    const QRectF room = inner(cell, look.direction);
    const QString year = index.data(Qt::DisplayRole).toString();
    if (m_tabular) {
        return paintLine(painter, room, m_lines.line(year, Normal, room.width()), ink, ink.secondary,
                         look.direction);
    }
    const qreal all = m_digit * static_cast<qreal>(year.size());
    qreal left = look.direction == Qt::RightToLeft ? room.right() - all : room.left();
    for (const QChar c : year) {
        const TextLine &digit = m_lines.line(QString(c), Normal, 1000);
        const QRectF place(left + (m_digit - digit.width) / 2, room.top(), digit.width, room.height());
        paintLine(painter, place, digit, ink, ink.secondary, look.direction);
        left += m_digit;
    }
}

void PaperTablePainter::paintQuiet(QPainter &painter, const QRect &cell, const QModelIndex &index,
                                   const PaperRowLook &look)
{
    const Inks ink = inks(look);
    const QRectF room = inner(cell, look.direction);
    const bool marked = columnOf(index) == PaperColumn::Venue;
    const TextLine &line = m_lines.line(index.data(Qt::DisplayRole).toString(), Normal, room.width(), marked);
    paintLine(painter, room, line, ink, ink.secondary, look.direction);
}

bool PaperTablePainter::isElided(const QRect &cell, const QModelIndex &index)
{
    const bool isTitle = columnOf(index) == PaperColumn::Title;
    const qreal chip = isTitle && index.data(SurveyRole).toBool() ? surveyWidth() + m_margin : 0;
    const Font font = isTitle && !index.data(ReadRole).toBool() ? Unread : Normal;
    const qreal width = std::max(0.0, inner(cell).width() - chip);
    return m_lines.line(index.data(Qt::DisplayRole).toString(), font, width, isTitle).elided;
}

} // namespace carrel
