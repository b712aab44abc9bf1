// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/starrating.h"

#include "widgets/icons.h"
#include "widgets/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStyle>
#include <QStyleOptionFocusRect>

#include <algorithm>

namespace carrel {

namespace {

constexpr int kIcon = 16;
constexpr int kSlot = 20;
constexpr int kMargin = 2;

} // namespace

StarRating::StarRating(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    nameRating();
}

QSize StarRating::sizeHint() const
{
    return {kStars * kSlot + 2 * kMargin, kSlot + 2 * kMargin};
}

void StarRating::setRating(int rating)
{
    if (rating != m_rating) {
        m_rating = rating;
        nameRating();
        update();
    }
}

/// Screen readers have no word for stars: the name says it.
void StarRating::nameRating()
{
    setAccessibleName(m_rating == 0 ? tr("Rating: none") : tr("Rating: %1 of %2").arg(m_rating).arg(kStars));
    setToolTip(tr("Rate from 1 to 5; choose the same star again for none"));
}

QRect StarRating::placeOf(int star) const
{
    const int slot = isRightToLeft() ? kStars - star : star - 1;
    return {kMargin + slot * kSlot + (kSlot - kIcon) / 2, (height() - kIcon) / 2, kIcon, kIcon};
}

/// 0 beside the stars.
int StarRating::starAt(const QPointF &place) const
{
    const int slot = (static_cast<int>(place.x()) - kMargin) / kSlot;
    if (!rect().contains(place.toPoint()) || place.x() < kMargin || slot >= kStars) {
        return 0;
    }
    return isRightToLeft() ? kStars - slot : slot + 1;
}

void StarRating::setHovered(int star)
{
    if (star != m_hovered) {
        m_hovered = star;
        update();
    }
}

void StarRating::mouseMoveEvent(QMouseEvent *event)
{
    setHovered(starAt(event->position()));
}

void StarRating::leaveEvent(QEvent *)
{
    setHovered(0);
}

void StarRating::mouseReleaseEvent(QMouseEvent *event)
{
    const int star = event->button() == Qt::LeftButton ? starAt(event->position()) : 0;
    if (star != 0) {
        Q_EMIT ratingRequested(star == m_rating ? 0 : star);
    }
}

void StarRating::keyPressEvent(QKeyEvent *event)
{
    const int forward = isRightToLeft() ? Qt::Key_Left : Qt::Key_Right;
    const int back = isRightToLeft() ? Qt::Key_Right : Qt::Key_Left;
    int wanted = -1;
    if (event->key() == forward) {
        wanted = m_rating + 1;
    } else if (event->key() == back) {
        wanted = m_rating - 1;
    } else if (event->key() >= Qt::Key_0 && event->key() <= Qt::Key_0 + kStars &&
               (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier) {
        wanted = event->key() - Qt::Key_0;
    } else {
        QWidget::keyPressEvent(event);
        return;
    }
    wanted = std::clamp(wanted, 0, kStars);
    if (wanted != m_rating) {
        Q_EMIT ratingRequested(wanted);
    }
}

bool StarRating::event(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::EnabledChange) {
        update();
    }
    return QWidget::event(event);
}

void StarRating::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor text = palette().color(QPalette::WindowText);
    const QColor quiet = secondaryText(text, palette().color(QPalette::Window));
    const int filled = m_hovered != 0 ? m_hovered : m_rating;
    for (int star = 1; star <= kStars; ++star) {
        const bool full = star <= filled;
        painter.drawPixmap(placeOf(star), iconPixmap(full ? IconName::StarFilled : IconName::Star, kIcon,
                                                     devicePixelRatioF(), full ? text : quiet));
    }
    if (hasFocus()) {
        QStyleOptionFocusRect option;
        option.initFrom(this);
        style()->drawPrimitive(QStyle::PE_FrameFocusRect, &option, &painter, this);
    }
}

} // namespace carrel
