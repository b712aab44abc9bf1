// SPDX-License-Identifier: GPL-3.0-or-later
#include "mainwindow/toolrow.h"

#include "commands/actions.h"
#include "commands/windowmenus.h"
#include "widgets/menubutton.h"

#include <QHBoxLayout>

namespace carrel {

ToolRow::ToolRow(const Actions &actions, const WindowMenus &menus, QWidget *filterBar, QWidget *parent)
    : QWidget(parent)
    , m_menu(new MenuButton(icon(IconName::Menu), tr("Menu"), menus.windowMenu()))
{
    setObjectName(QStringLiteral("toolRow"));
    setAccessibleName(tr("Toolbar"));
    auto *row = new QHBoxLayout(this);
    const int blank = fontMetrics().height() / 4;
    row->setContentsMargins(blank, blank, blank, blank);
    row->setSpacing(blank);
    for (const Command command : {Command::Back, Command::Forward, Command::UpdateLists}) {
        auto *button = new QToolButton;
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::TabFocus);
        button->setDefaultAction(actions.action(command));
        row->addWidget(button);
    }
    row->addWidget(filterBar, 1);
    row->addWidget(new MenuButton(icon(IconName::Columns), tr("Columns"), menus.columnsMenu()));
    row->addWidget(m_menu);
}

void ToolRow::openMenu()
{
    m_menu->showMenu();
}

} // namespace carrel
