// SPDX-License-Identifier: GPL-3.0-or-later
#include "filterbar/filteredit.h"

#include "widgets/theme.h"

#include <QInputMethodEvent>
#include <QPainter>
#include <QTextOption>
#include <QToolButton>

#include <algorithm>

namespace carrel {

namespace {

/// cursorRect() is wider than the cursor, which stands this far within it.
constexpr int kCursorInset = 5;
constexpr qreal kRounding = 3.5;
constexpr qreal kWidest = 1 << 20;

} // namespace

FilterEdit::FilterEdit(QWidget *parent)
    : QLineEdit(parent)
{
    connect(this, &QLineEdit::textChanged, this, &FilterEdit::takeText);
    takeText();
}

void FilterEdit::takeText()
{
    m_clauses = parseQuery(text()).clauses;
    QTextOption option;
    option.setTextDirection(text().isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    option.setFlags(QTextOption::IncludeTrailingSpaces);
    option.setWrapMode(QTextOption::NoWrap);
    m_layout.setText(displayText());
    m_layout.setFont(font());
    m_layout.setTextOption(option);
    m_layout.beginLayout();
    QTextLine line = m_layout.createLine();
    if (line.isValid()) {
        line.setLineWidth(kWidest);
    }
    m_layout.endLayout();
    update();
}

QRectF FilterEdit::placeOf(const TextSpan &span) const
{
    if (m_layout.lineCount() == 0) {
        return {};
    }
    const QTextLine line = m_layout.lineAt(0);
    const QRect cursor = cursorRect();
    const qreal origin = cursor.x() + kCursorInset - qRound(line.cursorToX(cursorPosition()));
    const qreal a = origin + line.cursorToX(static_cast<int>(span.start));
    const qreal b = origin + line.cursorToX(static_cast<int>(span.start + span.length));
    return {QPointF(std::min(a, b), cursor.top()), QPointF(std::max(a, b), cursor.bottom())};
}

/// What the buttons at both ends leave of the line.
QRect FilterEdit::textRoom() const
{
    int left = 2;
    int right = width() - 2;
    for (const QToolButton *button : findChildren<QToolButton *>(QString(), Qt::FindDirectChildrenOnly)) {
        const QRect place = button->geometry();
        if (button->isHidden()) {
            continue;
        }
        if (place.center().x() < width() / 2) {
            left = std::max(left, place.right() + 1);
        } else {
            right = std::min(right, place.left() - 1);
        }
    }
    return {QPoint(left, 0), QPoint(right, height())};
}

void FilterEdit::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    // What an input method has not yet committed moves the text that stands behind it.
    if (!m_clauses.empty() && !m_composing) {
        QPainter painter(this);
        paintChips(painter);
    }
}

/// Painted after the text, yet behind it: only what is lighter than a chip (in the dark: darker) takes its
/// colour.
void FilterEdit::paintChips(QPainter &painter) const
{
    QRegion room(textRoom());
    if (hasSelectedText()) {
        const QRectF selected = placeOf({selectionStart(), selectionLength()});
        room -= selected.toAlignedRect().adjusted(-1, -2, 1, 2);
    }
    painter.setClipRegion(room);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setCompositionMode(isDark(palette()) ? QPainter::CompositionMode_Lighten
                                                 : QPainter::CompositionMode_Darken);
    for (const ClauseSpan &clause : m_clauses) {
        // Half a pixel: an outline is drawn on the middle of its pixels. Chips stay apart by what a blank
        // leaves.
        const QRect place = placeOf(clause.span).toRect();
        const QRectF chip = QRectF(place).adjusted(-0.5, 0.5, 0.5, -0.5);
        painter.setPen(clause.negated ? QPen(excludedOutline(palette()), 1, Qt::DashLine) : QPen(Qt::NoPen));
        painter.setBrush(clause.negated ? excludedTint(palette()) : clauseTint(palette()));
        painter.drawRoundedRect(chip, kRounding, kRounding);
    }
}

void FilterEdit::changeEvent(QEvent *event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        takeText();
    }
}

void FilterEdit::inputMethodEvent(QInputMethodEvent *event)
{
    m_composing = !event->preeditString().isEmpty();
    QLineEdit::inputMethodEvent(event);
}

} // namespace carrel
