// SPDX-License-Identifier: GPL-3.0-or-later
#include "news/changesview.h"

#include "news/changesmodel.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace carrel {

namespace {

constexpr qreal kHeadSize = 1.15;
constexpr int kRowsAtOnce = 2000;

ChangeRow rowOf(const QModelIndex &index)
{
    return static_cast<ChangeRow>(index.data(ChangesModel::RowRole).toInt());
}

bool isChange(const QModelIndex &index)
{
    return index.isValid() && rowOf(index) == ChangeRow::Change;
}

QFont headFont(const QFont &font)
{
    QFont head = font;
    head.setWeight(QFont::DemiBold);
    head.setPointSizeF(QFontInfo(font).pointSizeF() * kHeadSize);
    return head;
}

void drawElided(QPainter &painter, const QRect &place, const QString &text, Qt::TextElideMode mode,
                Qt::LayoutDirection direction)
{
    const QString shown = painter.fontMetrics().elidedText(text, mode, place.width());
    painter.drawText(place,
                     static_cast<int>(QStyle::visualAlignment(direction, Qt::AlignLeft) | Qt::AlignVCenter) |
                         Qt::TextSingleLine,
                     shown);
}

} // namespace

QSize ChangesDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int line = option.fontMetrics.height();
    switch (rowOf(index)) {
    case ChangeRow::Kind:
        return {0, line * (index.row() == 0 ? 5 : 7) / 2};
    case ChangeRow::Section:
        return {0, line * 9 / 5};
    case ChangeRow::Change:
        break;
    }
    return {0, line * 8 / 5 + line * 6 / 5 * index.data(ChangesModel::FactCountRole).toInt()};
}

void ChangesDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    painter->save();
    if (isChange(index)) {
        option.widget->style()->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
        paintChange(*painter, option, index);
    } else {
        paintHead(*painter, option, index);
    }
    painter->restore();
}

/// Low in its row: a head belongs to what follows.
void ChangesDelegate::paintHead(QPainter &painter, const QStyleOptionViewItem &option,
                                const QModelIndex &index) const
{
    const bool isKind = rowOf(index) == ChangeRow::Kind;
    const int line = option.fontMetrics.height();
    const QColor text = option.palette.color(QPalette::Text);
    const QColor quiet = secondaryText(text, option.palette.color(QPalette::Base));
    const QFont font = isKind ? headFont(option.font) : option.font;
    const QString count = QLocale().toString(index.data(ChangesModel::CountRole).toInt());
    QRect place = option.rect.adjusted(isKind ? line / 2 : line, 0, -line / 2, 0);
    place.setTop(place.bottom() - line * 3 / 2);
    painter.setFont(font);
    const QFontMetrics metrics(font);
    const int room = place.width() - metrics.horizontalAdvance(count) - line;
    const QString title = metrics.elidedText(index.data().toString(), Qt::ElideMiddle, room);
    const QRect titlePlace =
        QStyle::alignedRect(option.direction, Qt::AlignLeft | Qt::AlignVCenter,
                            {metrics.horizontalAdvance(title) + 1, place.height()}, place);
    painter.setPen(isKind ? text : quiet);
    drawElided(painter, titlePlace, title, Qt::ElideNone, option.direction);
    painter.setPen(quiet);
    const bool reverse = option.direction == Qt::RightToLeft;
    QRect countPlace = place;
    if (reverse) {
        countPlace.setRight(titlePlace.left() - line / 2);
    } else {
        countPlace.setLeft(titlePlace.right() + line / 2);
    }
    drawElided(painter, countPlace, count, Qt::ElideNone, option.direction);
}

void ChangesDelegate::paintChange(QPainter &painter, const QStyleOptionViewItem &option,
                                  const QModelIndex &index) const
{
    const int line = option.fontMetrics.height();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const QPalette::ColorGroup group =
        option.state.testFlag(QStyle::State_Active) ? QPalette::Active : QPalette::Inactive;
    const QColor ground = option.palette.color(group, selected ? QPalette::Highlight : QPalette::Base);
    const QColor text = option.palette.color(group, selected ? QPalette::HighlightedText : QPalette::Text);
    const QColor quiet = selected ? blended(ground, text, 0.82) : secondaryText(text, ground);
    const QRect whole = option.rect.adjusted(line * 3 / 2, 0, -line / 2, 0);
    QRect row(whole.left(), whole.top(), whole.width(), line * 8 / 5);
    const QString venue = index.data(ChangesModel::VenueRole).toString();
    // A little more: widths are of whole pixels, letters are not.
    const int venueRoom = std::min(option.fontMetrics.horizontalAdvance(venue) + line / 4, row.width() / 3);
    const QRect venuePlace = QStyle::alignedRect(option.direction, Qt::AlignRight | Qt::AlignVCenter,
                                                 {venueRoom, row.height()}, row);
    const QRect titlePlace = QStyle::alignedRect(option.direction, Qt::AlignLeft | Qt::AlignVCenter,
                                                 {row.width() - venueRoom - line, row.height()}, row);
    painter.setPen(text);
    drawElided(painter, titlePlace, index.data().toString(), Qt::ElideRight, option.direction);
    painter.setPen(quiet);
    drawElided(painter, venuePlace, venue, Qt::ElideRight, option.direction);
    const bool links = index.data(ChangesModel::LinkRole).toBool();
    QRect fact(whole.left() + line, row.bottom() - line / 5, whole.width() - line, line * 6 / 5);
    for (const QString &each : index.data(ChangesModel::FactsRole).toStringList()) {
        drawElided(painter, fact, each, links ? Qt::ElideMiddle : Qt::ElideRight, option.direction);
        fact.translate(0, line * 6 / 5);
    }
}

ChangesView::ChangesView(QWidget *parent)
    : QListView(parent)
{
    setItemDelegate(new ChangesDelegate(this));
    setFrameShape(NoFrame);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(NoEditTriggers);
    setUniformItemSizes(false);
    // Many rows are placed a few thousand at a time, and the window answers in between.
    setLayoutMode(Batched);
    setBatchSize(kRowsAtOnce);
}

QModelIndex ChangesView::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    const QModelIndex target = QListView::moveCursor(action, modifiers);
    if (!target.isValid() || isChange(target)) {
        return target;
    }
    const bool up = action == MoveUp || action == MovePrevious || action == MovePageUp;
    for (int step : {up ? -1 : 1, up ? 1 : -1}) {
        for (int row = target.row(); row >= 0 && row < model()->rowCount(); row += step) {
            if (const QModelIndex beyond = model()->index(row, 0); isChange(beyond)) {
                return beyond;
            }
        }
    }
    return currentIndex();
}

void ChangesView::keyPressEvent(QKeyEvent *event)
{
    const bool enters = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enters && isChange(currentIndex())) {
        Q_EMIT chosen(currentIndex());
        return;
    }
    QListView::keyPressEvent(event);
}

void ChangesView::mouseReleaseEvent(QMouseEvent *event)
{
    QListView::mouseReleaseEvent(event);
    const QModelIndex index = indexAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && isChange(index) && index == currentIndex()) {
        Q_EMIT chosen(index);
    }
}

void ChangesView::changeEvent(QEvent *event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        doItemsLayout();
    }
}

} // namespace carrel
