// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/windowmenus.h"

#include <utility>

namespace carrel {

WindowMenus::WindowMenus(const Actions &actions, const Fills &fills, QWidget *window)
    : QObject(window)
    , m_actions(actions)
    , m_fills(fills)
    , m_columns(new QMenu(tr("&Columns"), window))
    , m_window(new QMenu(window))
{
    connect(m_columns, &QMenu::aboutToShow, this, [this] {
        m_columns->clear();
        m_fills.columns(*m_columns);
    });
    connect(m_window, &QMenu::aboutToShow, this, &WindowMenus::fillWindowMenu);
}

void WindowMenus::fillWindowMenu()
{
    if (!m_window->isEmpty()) {
        return;
    }
    for (const CommandMenu which : {CommandMenu::File, CommandMenu::Edit, CommandMenu::View,
                                    CommandMenu::Paper, CommandMenu::Go, CommandMenu::Help}) {
        QMenu *menu = m_window->addMenu(menuTitle(which));
        m_actions.fillMenu(*menu, which);
        if (which == CommandMenu::View) {
            menu->addSeparator();
            menu->addMenu(m_columns);
        } else if (which == CommandMenu::Paper) {
            menu->insertMenu(m_actions.action(Command::ToggleBookmark),
                             lazyMenu(tr("Other &Forms"), m_fills.forms));
            auto *ratings = new QMenu(menuTitle(CommandMenu::Rating), m_window);
            m_actions.fillMenu(*ratings, CommandMenu::Rating);
            menu->insertMenu(m_actions.action(Command::EditNote), lazyMenu(tr("&Remove Tag"), m_fills.tags));
            menu->insertMenu(m_actions.action(Command::AddTag), ratings);
        } else if (which == CommandMenu::Edit) {
            QMenu *copies = lazyMenu(tr("Copy &As"), m_fills.copies);
            menu->insertMenu(m_actions.action(Command::CopyLink), copies);
            connect(menu, &QMenu::aboutToShow, copies, [this, copies] {
                copies->setEnabled(m_actions.action(Command::CopyCitation)->isEnabled());
            });
        }
    }
}

QMenu *WindowMenus::lazyMenu(const QString &title, const Fill &fill)
{
    auto *menu = new QMenu(title, m_window);
    connect(menu, &QMenu::aboutToShow, menu, [menu, fill] {
        menu->clear();
        fill(*menu);
    });
    return menu;
}

void WindowMenus::show(const std::vector<std::vector<Command>> &groups, bool forPapers, const QPoint &global)
{
    QMenu menu(m_window->parentWidget());
    for (const std::vector<Command> &group : groups) {
        if (!menu.isEmpty()) {
            menu.addSeparator();
        }
        for (const Command command : group) {
            menu.addAction(m_actions.action(command));
            if (forPapers && command == Command::AddTag) {
                m_fills.tags(*menu.addMenu(tr("&Remove Tag")));
                m_actions.fillMenu(*menu.addMenu(menuTitle(CommandMenu::Rating)), CommandMenu::Rating);
            }
            if (forPapers && command == Command::CopyCitation) {
                m_fills.copies(*menu.addMenu(tr("Copy &As")));
            }
        }
        if (forPapers && &group == &groups.front()) {
            m_fills.forms(*menu.addMenu(tr("Other &Forms")));
        }
    }
    menu.exec(global);
}

void WindowMenus::showForPapers(const QPoint &global)
{
    show({{Command::Open, Command::OpenPdf},
          {Command::ToggleBookmark, Command::ToggleRead},
          {Command::AddTag, Command::EditNote},
          {Command::CopyCitation, Command::CopyLink, Command::CopyTitle},
          {Command::ExportSelected},
          {Command::MarkAllRead, Command::ClearFilter}},
         m_actions.action(Command::Open)->isEnabled(), global);
}

void WindowMenus::showForSidebar(const QPoint &global, bool onSavedSearch)
{
    if (onSavedSearch) {
        show({{Command::RenameSearch, Command::MoveSearchUp, Command::MoveSearchDown},
              {Command::DeleteSearch},
              {Command::MarkAllRead},
              {Command::ExportView},
              {Command::Back, Command::Forward}},
             false, global);
        return;
    }
    if (m_actions.action(Command::DeleteTag)->isEnabled()) {
        show({{Command::RenameTag, Command::DeleteTag},
              {Command::MarkAllRead},
              {Command::ExportView},
              {Command::Back, Command::Forward}},
             false, global);
        return;
    }
    show({{Command::MarkAllRead},
          {Command::UpdateLists, Command::ShowVersions, Command::DateByHistory, Command::ManageLists},
          {Command::ExportView},
          {Command::SaveSearch, Command::UpdateSearch},
          {Command::Back, Command::Forward},
          {Command::ShowSidebar, Command::ShowFacets}},
         false, global);
}

} // namespace carrel
