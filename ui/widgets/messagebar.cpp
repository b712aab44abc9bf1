// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/messagebar.h"

#include "widgets/icons.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

#include <utility>

namespace carrel {

MessageBar::MessageBar(QWidget *parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_text(new QLabel(this))
    , m_button(new QPushButton(this))
{
    setObjectName(QStringLiteral("messageBar"));
    m_text->setObjectName(QStringLiteral("messageText"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_button->setObjectName(QStringLiteral("messageAction"));
    connect(m_button, &QPushButton::clicked, this, &MessageBar::runAction);

    auto *close = new QToolButton(this);
    close->setObjectName(QStringLiteral("messageClose"));
    close->setAutoRaise(true);
    close->setIcon(icon(IconName::Close));
    close->setToolTip(tr("Close this message"));
    close->setAccessibleName(tr("Close this message"));
    connect(close, &QToolButton::clicked, this, &MessageBar::dismiss);

    auto *row = new QHBoxLayout(this);
    const int blank = fontMetrics().height() / 2;
    row->setContentsMargins(blank, blank / 2, blank / 2, blank / 2);
    row->setSpacing(blank);
    row->addWidget(m_icon);
    row->addWidget(m_text, 1);
    row->addWidget(m_button);
    row->addWidget(close);
    hide();
}

void MessageBar::showMessage(Kind kind, const QString &text, MessageAction action)
{
    m_kind = kind;
    m_text->setText(text);
    m_action = std::move(action.run);
    m_button->setText(action.text);
    m_button->setVisible(static_cast<bool>(m_action));
    setAccessibleName(text);
    updateIcon();
    show();
    if (QAccessible::isActive()) {
        QAccessibleEvent alert(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
}

void MessageBar::dismiss()
{
    m_action = nullptr;
    hide();
}

QString MessageBar::text() const
{
    return isHidden() ? QString() : m_text->text();
}

void MessageBar::runAction()
{
    // The action may show a message of its own, which must not be hidden afterwards.
    const std::function<void()> action = std::exchange(m_action, nullptr);
    hide();
    if (action) {
        action();
    }
}

void MessageBar::updateIcon()
{
    const IconName name = m_kind == Kind::Warning ? IconName::Warning : IconName::Info;
    m_icon->setPixmap(iconPixmap(name, 16, devicePixelRatioF(), palette().color(QPalette::WindowText)));
}

void MessageBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        updateIcon();
    }
}

void MessageBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        dismiss();
        return;
    }
    QWidget::keyPressEvent(event);
}

void MessageBar::paintEvent(QPaintEvent *)
{
    // A tint of the accent sets the bar off in light and dark alike; the icon, not the colour, carries the
    // meaning.
    QPainter painter(this);
    QColor tint = palette().color(QPalette::Highlight);
    tint.setAlphaF(0.16F);
    painter.fillRect(rect(), tint);
    tint.setAlphaF(0.5F);
    painter.fillRect(0, height() - 1, width(), 1, tint);
}

} // namespace carrel
