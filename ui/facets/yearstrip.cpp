// SPDX-License-Identifier: GPL-3.0-or-later
#include "facets/yearstrip.h"

#include "widgets/theme.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QStyleOptionFocusRect>

#include <algorithm>
#include <cmath>

namespace carrel {
namespace {

constexpr qreal kSmall = 0.85;
constexpr qreal kBarsPerText = 2.4;
constexpr int kLineBelow = 2;
constexpr qreal kUnknownApart = 0.6; ///< of a place, between the last year and the unknown one

int marginOf(const QFontMetrics &metrics)
{
    return std::max(4, metrics.height() * 3 / 8);
}

QFont smallFont(const QFont &font)
{
    QFont small = font;
    if (font.pointSizeF() > 0) {
        small.setPointSizeF(font.pointSizeF() * kSmall);
    } else {
        small.setPixelSize(std::max(1, qRound(font.pixelSize() * kSmall)));
    }
    return small;
}

/// Tells screen readers the year and the range as a value.
class AccessibleYearStrip final : public QAccessibleWidget
{
public:
    explicit AccessibleYearStrip(YearStrip *strip)
        : QAccessibleWidget(strip, QAccessible::Slider)
    {
    }
    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Value ? static_cast<YearStrip *>(widget())->spokenText()
                                          : QAccessibleWidget::text(kind);
    }
};

QAccessibleInterface *accessibleYearStrip(const QString &, QObject *object)
{
    auto *strip = qobject_cast<YearStrip *>(object);
    return strip == nullptr ? nullptr : new AccessibleYearStrip(strip);
}

} // namespace

YearStrip::YearStrip(QWidget *parent)
    : QWidget(parent)
{
    QAccessible::installFactory(accessibleYearStrip);
    setAccessibleName(tr("Years"));
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void YearStrip::clear()
{
    m_places.clear();
    takePlaces(true);
}

void YearStrip::addYears(const std::vector<int> &years)
{
    const int before = m_places.count();
    m_places.addYears(years);
    takePlaces(m_places.count() != before);
}

void YearStrip::setCounts(const std::vector<YearCount> &counts)
{
    const int before = m_places.count();
    m_places.setCounts(counts);
    takePlaces(m_places.count() != before);
}

void YearStrip::setQuery(const Query &query)
{
    m_places.setQuery(query);
    takePlaces(false);
}

void YearStrip::takePlaces(bool moved)
{
    if (moved) {
        m_pointed = -1;
        m_current = -1;
        m_anchor = -1;
        m_drags = false;
    }
    update();
    tell();
}

QString YearStrip::describe(int place) const
{
    const YearPlaces::Place &at = m_places.at(place);
    return tr("%1: %2", "year: number of papers")
        .arg(YearPlaces::nameOf(at.years), m_locale.toString(at.works));
}

qreal YearStrip::placeWidth() const
{
    const qreal places = m_places.count() + (m_places.hasUnknown() ? kUnknownApart : 0.0);
    const int room = width() - 2 * marginOf(fontMetrics());
    return places <= 0 ? 0 : std::min<qreal>(room / places, fontMetrics().height() * 1.5);
}

int YearStrip::labelHeight() const
{
    return QFontMetrics(smallFont(font())).height();
}

QRectF YearStrip::barArea(int place) const
{
    const qreal apart = m_places.isUnknown(place) && m_places.count() > 1 ? kUnknownApart : 0.0;
    const qreal left = marginOf(fontMetrics()) + (place + apart) * placeWidth();
    const qreal top = marginOf(fontMetrics());
    return {left, top, placeWidth(), height() - top - labelHeight() - kLineBelow - 2.0};
}

QRect YearStrip::placeOf(int year) const
{
    const int place = m_places.placeOf(year);
    return place < 0 ? QRect() : barArea(place).toAlignedRect();
}

int YearStrip::placeAt(int x, bool nearest) const
{
    int found = -1;
    for (int place = 0; place < m_places.count(); ++place) {
        const QRectF area = barArea(place);
        const bool reached = x >= area.left() || (nearest && place == 0);
        if (reached && (nearest || x < area.right())) {
            found = place;
        }
    }
    return found;
}

/// The range that the pointer has drawn so far. The unknown year is part of none.
YearPlaces::Stretch YearStrip::dragged() const
{
    int end = std::max(m_pointed, 0);
    if (m_places.isUnknown(m_anchor)) {
        end = m_anchor;
    } else if (m_places.isUnknown(end)) {
        --end;
    }
    return std::minmax(m_anchor, end);
}

bool YearStrip::isAsked(int place) const
{
    if (m_drags) {
        return place >= dragged().first && place <= dragged().second;
    }
    return m_places.at(place).use == ClauseUse::Included;
}

QString YearStrip::label() const
{
    if (m_places.count() == 0) {
        return {};
    }
    if (m_drags && dragged().first != dragged().second) {
        return YearPlaces::nameOf(m_places.rangeOf(dragged()));
    }
    if (m_pointed >= 0) {
        return describe(m_pointed);
    }
    if (m_byKey && hasFocus() && m_current >= 0) {
        return describe(m_current);
    }
    const std::optional<YearPlaces::Stretch> range = m_places.asked();
    return range ? YearPlaces::nameOf(m_places.rangeOf(*range)) : QString();
}

QString YearStrip::spokenText() const
{
    QStringList parts;
    if (m_current >= 0) {
        const YearPlaces::Place &at = m_places.at(m_current);
        parts.append(tr("%1, papers: %2").arg(YearPlaces::nameOf(at.years), QString::number(at.works)));
    }
    if (const std::optional<YearPlaces::Stretch> range = m_places.asked()) {
        const YearRange years = m_places.rangeOf(*range);
        parts.append(years.first == years.last || years.first <= 1
                         ? tr("chosen: %1").arg(YearPlaces::nameOf(years))
                         : tr("chosen: %1 to %2").arg(years.first).arg(years.last));
    } else {
        parts.append(tr("all years"));
    }
    return parts.join(QLatin1String("; "));
}

void YearStrip::tell()
{
    if (QAccessible::isActive()) {
        QAccessibleValueChangeEvent changed(this, spokenText());
        QAccessible::updateAccessibility(&changed);
    }
}

QSize YearStrip::sizeHint() const
{
    const QFontMetrics metrics(font());
    const int bars = qRound(metrics.height() * kBarsPerText);
    return {metrics.averageCharWidth() * 30, marginOf(metrics) + bars + kLineBelow + 2 + labelHeight()};
}

QSize YearStrip::minimumSizeHint() const
{
    return {0, sizeHint().height()};
}

void YearStrip::toggle(int place)
{
    if (m_places.asked() == std::pair(place, place)) {
        Q_EMIT yearsRequested(std::nullopt);
    } else {
        request(place, place);
    }
}

void YearStrip::request(int first, int last)
{
    Q_EMIT yearsRequested(m_places.rangeOf({first, last}));
}

void YearStrip::point(int place)
{
    if (place != m_pointed) {
        m_pointed = place;
        update();
    }
}

void YearStrip::mousePressEvent(QMouseEvent *event)
{
    const int place = placeAt(event->position().toPoint().x(), false);
    if (event->button() != Qt::LeftButton || place < 0) {
        return;
    }
    m_drags = true;
    m_byKey = false;
    m_anchor = place;
    m_current = place;
    m_pointed = place;
    update();
}

void YearStrip::mouseMoveEvent(QMouseEvent *event)
{
    point(placeAt(event->position().toPoint().x(), m_drags));
}

void YearStrip::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_drags) {
        return;
    }
    m_pointed = placeAt(event->position().toPoint().x(), true);
    const auto [first, last] = dragged();
    m_drags = false;
    m_current = first == m_anchor ? last : first;
    if (first == last) {
        toggle(first);
    } else {
        request(first, last);
    }
    update();
}

void YearStrip::leaveEvent(QEvent *)
{
    if (!m_drags) {
        point(-1);
    }
}

void YearStrip::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    const Qt::FocusReason reason = event->reason();
    m_byKey = reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason ||
              reason == Qt::ShortcutFocusReason || (m_byKey && reason != Qt::MouseFocusReason);
    if (m_current < 0 && !m_places.count() == 0) {
        const std::optional<YearPlaces::Stretch> range = m_places.asked();
        m_current = range ? range->second : std::max(m_places.lastKnown(), 0);
        m_anchor = m_current;
    }
    tell();
}

void YearStrip::step(int place, bool extend)
{
    const int last = m_places.count() - 1 - (extend && m_places.hasUnknown() ? 1 : 0);
    if (m_current < 0 || last < 0 || (extend && m_places.isUnknown(m_anchor))) {
        return;
    }
    m_current = std::clamp(place, 0, last);
    m_anchor = extend ? m_anchor : m_current;
    m_byKey = true;
    update();
    tell();
    if (extend) {
        request(std::min(m_anchor, m_current), std::max(m_anchor, m_current));
    }
}

void YearStrip::keyPressEvent(QKeyEvent *event)
{
    const bool shift = event->modifiers().testFlag(Qt::ShiftModifier);
    const bool plain = (event->modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier)) == Qt::NoModifier;
    switch (plain ? event->key() : 0) {
    case Qt::Key_Left:
    case Qt::Key_Right:
        return step(m_current + (event->key() == Qt::Key_Left ? -1 : 1), shift);
    case Qt::Key_Home:
        return step(0, shift);
    case Qt::Key_End:
        return step(m_places.count() - 1, shift);
    case Qt::Key_Space:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return m_current < 0 ? void() : toggle(m_current);
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        return Q_EMIT yearsRequested(std::nullopt);
    case Qt::Key_Escape:
        if (std::exchange(m_drags, false)) {
            return update();
        }
        break;
    default:
        break;
    }
    // Letters are commands of the window.
    event->ignore();
}

void YearStrip::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    const int place =
        event->reason() == QContextMenuEvent::Keyboard ? m_current : placeAt(event->pos().x(), false);
    if (place >= 0) {
        menu.addAction(tr("&Only %1").arg(YearPlaces::nameOf(m_places.at(place).years)), this,
                       [this, place] { request(place, place); });
    }
    menu.addAction(tr("&All Years"), this, [this] { Q_EMIT yearsRequested(std::nullopt); });
    menu.addSeparator();
    menu.addActions(actions());
    menu.exec(event->globalPos());
}

bool YearStrip::event(QEvent *event)
{
    if (event->type() == QEvent::FontChange) {
        updateGeometry();
    }
    return QWidget::event(event);
}

void YearStrip::paintBar(QPainter &painter, int place, quint32 most) const
{
    const YearPlaces::Place &at = m_places.at(place);
    const QColor ground = palette().color(QPalette::Base);
    const QColor text = palette().color(QPalette::Text);
    const QColor highlight = palette().color(QPalette::Active, QPalette::Highlight);
    const QRectF area = barArea(place);
    const bool chosen = isAsked(place);
    const bool choice = m_drags || m_places.asked().has_value();
    const int gap = area.width() >= 6 ? 2 : area.width() >= 3 ? 1 : 0;
    const int left = qRound(area.left());
    const int width = std::max(1, qRound(area.right()) - left - gap);
    const int full = qRound(area.height());
    const int height =
        at.works == 0 ? 1 : std::max(2, qRound(area.height() * at.works / std::max<quint32>(most, 1)));
    const QRect bar(left, qRound(area.bottom()) - height, width, height);

    const qreal strength = at.works == 0 ? 0.15 : choice && !chosen ? 0.2 : 0.4;
    QColor color = chosen ? highlight : blended(ground, text, strength);
    if (place == m_pointed) {
        painter.fillRect(QRect(left, qRound(area.top()), width, full), blended(ground, text, 0.06));
        color = blended(color, text, 0.25);
    }
    if (at.use == ClauseUse::Excluded && !chosen) {
        painter.setPen(blended(ground, text, 0.6));
        painter.drawRect(bar.adjusted(0, 0, -1, -1));
    } else {
        painter.fillRect(bar, color);
    }
    if (chosen) {
        painter.fillRect(QRect(left, qRound(area.bottom()) + 1, qRound(area.right()) - left, kLineBelow),
                         highlight);
    }
    if (hasFocus() && m_byKey && place == m_current) {
        QStyleOptionFocusRect focus;
        focus.initFrom(this);
        focus.rect = QRect(left - 1, qRound(area.top()), width + 2, full);
        focus.state |= QStyle::State_KeyboardFocusChange;
        focus.backgroundColor = ground;
        style()->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, &painter, this);
    }
}

/// The ends of the strip, and what it says now below the bars that it speaks of.
void YearStrip::paintLabels(QPainter &painter) const
{
    const QColor ground = palette().color(QPalette::Base);
    const QColor text = palette().color(QPalette::Text);
    const QFont small = smallFont(font());
    const QFontMetrics metrics(small);
    const int baseline = height() - metrics.descent();
    const int margin = marginOf(fontMetrics());
    const auto widthOf = [&](const QString &words) { return metrics.horizontalAdvance(words); };
    painter.setFont(small);

    int from = -1;
    int to = -1;
    if (const QString words = label(); !words.isEmpty()) {
        const int key = m_byKey && hasFocus() ? m_current : -1;
        const int single = m_pointed >= 0 ? m_pointed : key;
        const YearPlaces::Stretch about = m_drags       ? dragged()
                                          : single >= 0 ? std::pair(single, single)
                                                        : m_places.asked().value_or(std::pair(0, 0));
        const qreal centre = (barArea(about.first).left() + barArea(about.second).right()) / 2;
        from = std::clamp(qRound(centre) - widthOf(words) / 2, margin,
                          std::max(margin, width() - margin - widthOf(words)));
        to = from + widthOf(words);
        painter.setPen(text);
        painter.drawText(from, baseline, words);
    }
    painter.setPen(secondaryText(text, ground));
    const auto drawEnd = [&](int place, bool right) {
        const QString words =
            m_places.isUnknown(place) ? QStringLiteral("?") : QString::number(m_places.at(place).years.last);
        const QRectF area = barArea(place);
        const int left = m_places.isUnknown(place) ? qRound(area.center().x()) - widthOf(words) / 2
                         : right                   ? qRound(area.right()) - 1 - widthOf(words)
                                                   : qRound(area.left());
        const int space = metrics.averageCharWidth();
        if (to < 0 || left + widthOf(words) + space <= from || left >= to + space) {
            painter.drawText(left, baseline, words);
            return;
        }
    };
    const int lastKnown = m_places.lastKnown();
    if (lastKnown > 3) {
        drawEnd(0, false);
    }
    if (lastKnown >= 0) {
        drawEnd(lastKnown, lastKnown > 3);
    }
    if (m_places.hasUnknown()) {
        drawEnd(m_places.count() - 1, true);
    }
}

void YearStrip::paintEvent(QPaintEvent *)
{
    if (m_places.count() == 0) {
        return;
    }
    QPainter painter(this);
    const quint32 most = m_places.mostWorks();
    for (int place = 0; place < m_places.count(); ++place) {
        paintBar(painter, place, most);
    }
    paintLabels(painter);
}

} // namespace carrel
