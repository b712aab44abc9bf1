// SPDX-License-Identifier: GPL-3.0-or-later
#include "detail/tagchips.h"

#include "widgets/icons.h"
#include "widgets/theme.h"
#include "widgets/tooltiptext.h"

#include <QAbstractButton>
#include <QCompleter>
#include <QCoreApplication>
#include <QEvent>
#include <QLineEdit>
#include <QPainter>
#include <QResizeEvent>
#include <QStringListModel>
#include <QStyle>

#include <algorithm>
#include <utility>

namespace carrel {

namespace {

constexpr int kGap = 4;
constexpr int kIcon = 10;

/// One tag; a click takes it off.
class TagChip final : public QAbstractButton
{
public:
    TagChip(const QString &tag, QWidget *parent)
        : QAbstractButton(parent)
    {
        setText(tag);
        setFocusPolicy(Qt::StrongFocus);
        setAttribute(Qt::WA_Hover);
        setCursor(Qt::PointingHandCursor);
        setAccessibleName(QCoreApplication::translate("TagChips", "Remove the tag %1").arg(tag));
        setToolTip(plainToolTip(accessibleName()));
    }

    QSize sizeHint() const override
    {
        return {fontMetrics().horizontalAdvance(text()) + kIcon + 3 * padding() + 2,
                fontMetrics().height() + 6};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QColor ink = palette().color(QPalette::WindowText);
        const QColor ground = palette().color(QPalette::Window);
        const qreal radius = height() / 2.0;
        const bool active = underMouse() || hasFocus();
        painter.setPen(hasFocus() ? QPen(palette().color(QPalette::Highlight), 1.5) : QPen(Qt::NoPen));
        painter.setBrush(blended(ground, ink, active ? 0.20 : 0.12));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), radius - 1, radius - 1);
        painter.setPen(ink);
        const QRect inner = rect().adjusted(padding(), 0, -padding(), 0);
        const QRect words = inner.adjusted(isRightToLeft() ? kIcon + padding() : 0, 0,
                                           isRightToLeft() ? 0 : -kIcon - padding(), 0);
        painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeading | Qt::TextSingleLine,
                         fontMetrics().elidedText(text(), Qt::ElideMiddle, words.width()));
        const int x = isRightToLeft() ? inner.left() : inner.right() + 1 - kIcon;
        painter.drawPixmap(QRect(x, (height() - kIcon) / 2, kIcon, kIcon),
                           iconPixmap(IconName::Close, kIcon, devicePixelRatioF(),
                                      active ? ink : secondaryText(ink, ground)));
    }

private:
    int padding() const { return fontMetrics().height() / 2; }
};

} // namespace

TagChips::TagChips(QWidget *parent)
    : QWidget(parent)
    , m_box(new QLineEdit(this))
    , m_known(new QStringListModel(this))
{
    setAccessibleName(tr("Tags"));
    setMinimumWidth(fontMetrics().averageCharWidth() * 16);
    m_box->setObjectName(QStringLiteral("detailTagBox"));
    m_box->setPlaceholderText(tr("Add a tag"));
    m_box->setAccessibleName(tr("Add a tag"));
    m_box->setMaxLength(100);
    auto *completer = new QCompleter(m_known, m_box);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    m_box->setCompleter(completer);
    placeChildren();
    connect(m_box, &QLineEdit::returnPressed, this, &TagChips::takeTyped);
    // The box still holds what was typed when a row of the list is chosen.
    connect(completer, qOverload<const QString &>(&QCompleter::activated), this, &TagChips::takeTyped,
            Qt::QueuedConnection);
}

void TagChips::takeTyped()
{
    const QString name = m_box->text().simplified();
    if (!name.isEmpty()) {
        m_box->clear();
        Q_EMIT tagAdded(name);
    }
}

void TagChips::setTags(const QStringList &tags)
{
    if (tags == m_tags) {
        return;
    }
    m_tags = tags;
    for (QWidget *chip : std::as_const(m_chips)) {
        // A chip that was clicked is still at work.
        chip->hide();
        chip->deleteLater();
    }
    m_chips.clear();
    for (const QString &tag : tags) {
        auto *chip = new TagChip(tag, this);
        connect(chip, &QAbstractButton::clicked, this, [this, tag] {
            m_box->setFocus(Qt::OtherFocusReason);
            Q_EMIT tagRemoved(tag);
        });
        setTabOrder(m_chips.isEmpty() ? static_cast<QWidget *>(this) : m_chips.last(), chip);
        m_chips.append(chip);
        chip->show();
    }
    placeChildren();
}

void TagChips::setKnownTags(const QStringList &tags)
{
    if (tags != m_known->stringList()) {
        m_known->setStringList(tags);
    }
}

void TagChips::focusBox()
{
    m_box->setFocus(Qt::ShortcutFocusReason);
    m_box->selectAll();
}

/// Line after line, the box behind the last chip; as high as that takes.
void TagChips::placeChildren()
{
    const int line = std::max(m_box->sizeHint().height(), fontMetrics().height() + 6);
    const QSize box(fontMetrics().averageCharWidth() * 16, line);
    int x = 0;
    int y = 0;
    QList<QWidget *> children = m_chips;
    children.append(m_box);
    for (QWidget *child : std::as_const(children)) {
        const QSize wanted = child == m_box ? box : child->sizeHint();
        const int taken = std::min(wanted.width(), width());
        if (x > 0 && x + taken > width()) {
            x = 0;
            y += line + kGap;
        }
        const QRect place(x, y + (line - wanted.height()) / 2, taken, wanted.height());
        child->setGeometry(QStyle::visualRect(layoutDirection(), QRect(0, 0, width(), line), place));
        x += taken + kGap;
    }
    setFixedHeight(y + line);
}

void TagChips::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (event->oldSize().width() != width()) {
        placeChildren();
    }
}

void TagChips::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        placeChildren();
    }
}

} // namespace carrel
