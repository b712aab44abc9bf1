// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace carrel {

class Actions;
class MenuButton;
class WindowMenus;

/// The row above the panes: back, forward, the filter box, columns, menu. A plain row and no QToolBar, which
/// at each start asks the icon theme for a button that is never seen here.
class ToolRow final : public QWidget
{
    Q_OBJECT
public:
    ToolRow(const Actions &actions, const WindowMenus &menus, QWidget *filterBar, QWidget *parent = nullptr);

    void openMenu();

private:
    MenuButton *m_menu;
};

} // namespace carrel
