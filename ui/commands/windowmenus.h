// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "commands/actions.h"

#include <QMenu>

#include <functional>
#include <vector>

namespace carrel {

/// The menu of the window and those that a right click brings, made of the table of commands when they are
/// first wanted.
class WindowMenus final : public QObject
{
    Q_OBJECT
public:
    /// What others put into menus of theirs.
    using Fill = std::function<void(QMenu &menu)>;

    struct Fills
    {
        Fill columns; ///< of the table
        Fill forms;   ///< ways to read the current paper
        Fill copies;  ///< formats that the selected papers are copied in
        Fill tags;    ///< of the selected papers, to be taken off them
    };

    WindowMenus(const Actions &actions, const Fills &fills, QWidget *window);

    /// File, Edit, View and so on as submenus of one menu.
    QMenu *windowMenu() const { return m_window; }
    QMenu *columnsMenu() const { return m_columns; }
    void showForPapers(const QPoint &global);
    void showForSidebar(const QPoint &global, bool onSavedSearch);

private:
    void fillWindowMenu();
    QMenu *lazyMenu(const QString &title, const Fill &fill);
    void show(const std::vector<std::vector<Command>> &groups, bool forPapers, const QPoint &global);

    const Actions &m_actions;
    Fills m_fills;
    QMenu *m_columns;
    QMenu *m_window;
};

} // namespace carrel
