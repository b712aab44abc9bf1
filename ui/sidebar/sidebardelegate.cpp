// SPDX-License-Identifier: GPL-3.0-or-later
#include "sidebar/sidebardelegate.h"

#include "items/itemroles.h"
#include "widgets/theme.h"

#include <QAbstractItemView>
#include <QFontMetricsF>
#include <QHelpEvent>
#include <QLineEdit>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace carrel {
namespace {

constexpr qreal kRowPerText = 1.6;
constexpr qreal kSmall = 0.85;
constexpr qreal kDimmed = 0.42;
constexpr qreal kBadgeShare = 0.26; ///< of the accent, so that the number is read on it
constexpr qreal kUnbounded = 10'000;
constexpr int kLongestName = 200;

bool isHead(const QModelIndex &index)
{
    return index.data(NodeKindRole).toInt() == static_cast<int>(SidebarNode::Head);
}

} // namespace

SidebarDelegate::SidebarDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
{
}

void SidebarDelegate::setFont(const QFont &font, int headMargin)
{
    m_headMargin = headMargin;
    QFont small = font;
    if (font.pointSizeF() > 0) {
        small.setPointSizeF(font.pointSizeF() * kSmall);
    } else {
        small.setPixelSize(std::max(1, qRound(font.pixelSize() * kSmall)));
    }
    small.setCapitalization(QFont::AllUppercase);
    small.setLetterSpacing(QFont::PercentageSpacing, 104);
    QFont badge = font;
    badge.setWeight(QFont::DemiBold);
    if (font.pointSizeF() > 0) {
        badge.setPointSizeF(font.pointSizeF() * kSmall);
    } else {
        badge.setPixelSize(std::max(1, qRound(font.pixelSize() * kSmall)));
    }
    QFont strong = font;
    strong.setWeight(QFont::DemiBold);
    m_lines.setFonts({font, small, badge, strong});
    const QFontMetricsF badgeMetrics(badge);
    m_badgeAscent = badgeMetrics.ascent();
    m_badgeHeight = badgeMetrics.height();
    const QFontMetricsF metrics(font);
    m_ascent = metrics.ascent();
    m_textHeight = metrics.height();
    m_smallDescent = QFontMetricsF(small).descent();
    m_rowHeight = qRound(metrics.height() * kRowPerText);
    m_margin = std::max(4, qRound(metrics.height() * 3 / 8));
}

QSize SidebarDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {0, m_rowHeight};
}

QString SidebarDelegate::countText(const QModelIndex &index) const
{
    const int count = index.data(CountRole).toInt();
    // All that is new was not looked at: the badge says so alone.
    const bool isNew = index.data(NodeKindRole).toInt() == static_cast<int>(SidebarNode::New);
    return count < 0 || (isNew && count == index.data(UnseenRole).toInt() && count > 0)
               ? QString()
               : m_locale.toString(count);
}

const TextLine &SidebarDelegate::titleLine(const QRect &row, const QModelIndex &index) const
{
    const QString title = index.data(Qt::DisplayRole).toString();
    if (isHead(index)) {
        return m_lines.line(title, Small, std::max(0, row.width() - m_margin));
    }
    const Font font = index.data(ListRole).toBool() ? Strong : Normal;
    return m_lines.line(title, font, std::max(0.0, row.width() - numbersWidth(index) - 2.5 * m_margin));
}

QString SidebarDelegate::badgeText(const QModelIndex &index) const
{
    const int unseen = index.data(UnseenRole).toInt();
    return unseen <= 0 ? QString() : QLatin1Char('+') + m_locale.toString(unseen);
}

/// Of count and badge, with what stands between them.
qreal SidebarDelegate::numbersWidth(const QModelIndex &index) const
{
    const qreal count = m_lines.line(countText(index), Normal, kUnbounded).width;
    const QString badge = badgeText(index);
    return badge.isEmpty() ? count
                           : count + m_lines.line(badge, Badge, kUnbounded).width + m_badgeHeight + m_margin;
}

/// A pill with a sign and a number in it: colour says nothing that they do not.
void SidebarDelegate::paintBadge(QPainter &painter, const QStyleOptionViewItem &option, const TextLine &text,
                                 qreal left) const
{
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const QPalette::ColorGroup group =
        option.state.testFlag(QStyle::State_Active) ? QPalette::Active : QPalette::Inactive;
    const QColor base = option.palette.color(group, selected ? QPalette::Highlight : QPalette::Base);
    const QColor ink = option.palette.color(group, selected ? QPalette::HighlightedText : QPalette::Text);
    const QColor accent = selected ? ink : option.palette.color(QPalette::Active, QPalette::Highlight);
    const QColor ground = blended(base, accent, kBadgeShare);
    const QRectF pill(left, std::round(option.rect.top() + (option.rect.height() - m_badgeHeight) / 2),
                      text.width + m_badgeHeight, m_badgeHeight);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawRoundedRect(pill, m_badgeHeight / 2, m_badgeHeight / 2);
    painter.restore();
    painter.setPen(ink);
    text.draw(painter, QPointF(pill.left() + m_badgeHeight / 2, pill.top() + m_badgeAscent));
}

void SidebarDelegate::paintHead(QPainter &painter, const QStyleOptionViewItem &option,
                                const QModelIndex &index) const
{
    const TextLine &line = titleLine(option.rect, index);
    const bool reverse = option.direction == Qt::RightToLeft;
    const qreal left =
        reverse ? option.rect.right() - m_headMargin - line.width : option.rect.left() + m_headMargin;
    painter.setPen(secondaryText(option.palette.color(QPalette::Text), option.palette.color(QPalette::Base)));
    // Low in its row: a head belongs to what follows.
    line.draw(painter, QPointF(left, std::round(option.rect.bottom() - m_smallDescent - m_rowHeight * 0.12)));
}

void SidebarDelegate::paintNode(QPainter &painter, const QStyleOptionViewItem &option,
                                const QModelIndex &index) const
{
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const QPalette::ColorGroup group =
        option.state.testFlag(QStyle::State_Active) ? QPalette::Active : QPalette::Inactive;
    const QColor ground = option.palette.color(group, selected ? QPalette::Highlight : QPalette::Base);
    const QColor text = option.palette.color(group, selected ? QPalette::HighlightedText : QPalette::Text);
    const QColor quiet = selected ? blended(ground, text, 0.82) : secondaryText(text, ground);
    const bool nothing = index.data(CountRole).toInt() == 0;
    const QColor dimmed = blended(ground, text, kDimmed);
    const QRect &row = option.rect;
    const bool reverse = option.direction == Qt::RightToLeft;
    const qreal baseline = std::round(row.top() + (row.height() - m_textHeight) / 2 + m_ascent);

    const TextLine &title = titleLine(row, index);
    painter.setPen(nothing && !selected ? dimmed : text);
    title.draw(painter, QPointF(reverse ? row.right() - title.width : row.left(), baseline));

    const TextLine &count = m_lines.line(countText(index), Normal, kUnbounded);
    painter.setPen(nothing && !selected ? dimmed : quiet);
    const qreal countWidth = count.width;
    const qreal far = reverse ? row.left() + m_margin : row.right() + 1 - m_margin - count.width;
    count.draw(painter, QPointF(far, baseline));

    if (const QString badge = badgeText(index); !badge.isEmpty()) {
        const TextLine &number = m_lines.line(badge, Badge, kUnbounded);
        const qreal width = number.width + m_badgeHeight;
        const qreal gap = countWidth > 0 ? m_margin : 0;
        paintBadge(painter, option, number, reverse ? far + countWidth + gap : far - gap - width);
    }
}

void SidebarDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    if (isHead(index)) {
        return paintHead(*painter, option, index);
    }
    const QStyle *style = option.widget->style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
    paintNode(*painter, option, index);
}

bool SidebarDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view,
                                const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip) {
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    }
    if (index.data(NodeKindRole).toInt() == static_cast<int>(SidebarNode::SavedSearch)) {
        QToolTip::showText(event->globalPos(), index.data(Qt::ToolTipRole).toString(), view);
        return true;
    }
    const bool elided = index.isValid() && titleLine(option.rect, index).elided;
    // Escaped: a title is plain text whatever stands in it.
    const QString title = index.data(Qt::DisplayRole).toString().toHtmlEscaped();
    QToolTip::showText(event->globalPos(), elided ? QStringLiteral("<p>%1</p>").arg(title) : QString(), view);
    return true;
}

QWidget *SidebarDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &,
                                       const QModelIndex &index) const
{
    auto *editor = new QLineEdit(index.data(Qt::EditRole).toString(), parent);
    editor->setObjectName(QStringLiteral("savedSearchName"));
    editor->setAccessibleName(tr("Name of the saved search"));
    editor->setMaxLength(kLongestName);
    return editor;
}

void SidebarDelegate::setEditorData(QWidget *, const QModelIndex &) const
{
    // It has had its text from the start: counts that come meanwhile must not take away what is typed.
}

void SidebarDelegate::setModelData(QWidget *editor, QAbstractItemModel *, const QModelIndex &index) const
{
    Q_EMIT renamed(index, static_cast<QLineEdit *>(editor)->text());
}

void SidebarDelegate::destroyEditor(QWidget *editor, const QModelIndex &index) const
{
    Q_EMIT editEnded(index);
    QStyledItemDelegate::destroyEditor(editor, index);
}

} // namespace carrel
