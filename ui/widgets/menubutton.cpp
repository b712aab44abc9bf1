// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/menubutton.h"

#include <QStyleOptionToolButton>

namespace carrel {

MenuButton::MenuButton(const QIcon &icon, const QString &text, QMenu *menu, QWidget *parent)
    : QToolButton(parent)
{
    setIcon(icon);
    setToolTip(text);
    setAccessibleName(text);
    setAutoRaise(true);
    setFocusPolicy(Qt::TabFocus);
    setPopupMode(QToolButton::InstantPopup);
    setMenu(menu);
    connect(this, &QToolButton::clicked, this, &QToolButton::showMenu);
}

void MenuButton::initStyleOption(QStyleOptionToolButton *option) const
{
    QToolButton::initStyleOption(option);
    option->features &= ~QStyleOptionToolButton::HasMenu;
}

} // namespace carrel
