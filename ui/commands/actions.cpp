// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/actions.h"

#include <QAction>
#include <QActionGroup>
#include <QCoreApplication>
#include <QMenu>

#include <array>

namespace carrel {

namespace {

using enum Command;
using Menu = CommandMenu;
using Need = CommandNeed;

constexpr auto kNoIcon = std::nullopt;

// One row a command; the rest of the row is what its menus, keys and the list of keys are made from.
// clang-format off
constexpr std::array kCommands{
    CommandInfo{AddList, Menu::File, 0, QT_TRANSLATE_NOOP("Commands", "&Add List..."), "Ctrl+Shift+O", "", kNoIcon, Need::Nothing, false},
    CommandInfo{OpenList, Menu::File, 0, QT_TRANSLATE_NOOP("Commands", "&Open List..."), "Ctrl+O", "", IconName::FolderOpen, Need::Nothing, false},
    CommandInfo{OpenBundled, Menu::File, 0, QT_TRANSLATE_NOOP("Commands", "Open the List That Comes With &Carrel"), "", "", kNoIcon, Need::Nothing, false},
    CommandInfo{UpdateLists, Menu::File, 1, QT_TRANSLATE_NOOP("Commands", "&Update"), "F5; Ctrl+R", "", IconName::Refresh, Need::Lists, false},
    CommandInfo{StopUpdate, Menu::File, 1, QT_TRANSLATE_NOOP("Commands", "S&top Updating"), "", "", kNoIcon, Need::Update, false},
    CommandInfo{ShowVersions, Menu::File, 1, QT_TRANSLATE_NOOP("Commands", "&Versions of This List..."), "", "", kNoIcon, Need::Versions, false},
    CommandInfo{DateByHistory, Menu::File, 1, QT_TRANSLATE_NOOP("Commands", "&Date Papers by the List's History"), "", "", kNoIcon, Need::Lists, false},
    CommandInfo{ManageLists, Menu::File, 1, QT_TRANSLATE_NOOP("Commands", "&Manage Lists..."), "Ctrl+Shift+L", "", kNoIcon, Need::Nothing, false},
    CommandInfo{ExportView, Menu::File, 2, QT_TRANSLATE_NOOP("Commands", "&Export This View..."), "Ctrl+E", "", kNoIcon, Need::Shown, false},
    CommandInfo{ExportSelected, Menu::File, 2, QT_TRANSLATE_NOOP("Commands", "Export &Selected..."), "Ctrl+Shift+E", "", kNoIcon, Need::Selected, false},
    CommandInfo{ExportLibrary, Menu::File, 3, QT_TRANSLATE_NOOP("Commands", "Export &Library..."), "", "", kNoIcon, Need::Nothing, false},
    CommandInfo{ImportLibrary, Menu::File, 3, QT_TRANSLATE_NOOP("Commands", "&Import Library..."), "", "", kNoIcon, Need::Nothing, false},
    CommandInfo{RestoreLibrary, Menu::File, 3, QT_TRANSLATE_NOOP("Commands", "&Restore Library..."), "", "", kNoIcon, Need::Nothing, false},
    CommandInfo{Quit, Menu::File, 4, QT_TRANSLATE_NOOP("Commands", "&Quit"), "Ctrl+Q", "", kNoIcon, Need::Nothing, false},

    CommandInfo{Undo, Menu::Edit, 0, QT_TRANSLATE_NOOP("Commands", "&Undo"), "Ctrl+Z", "", kNoIcon, Need::UndoStep, false},
    CommandInfo{Redo, Menu::Edit, 0, QT_TRANSLATE_NOOP("Commands", "&Redo"), "Ctrl+Shift+Z; Ctrl+Y", "", kNoIcon, Need::RedoStep, false},
    CommandInfo{CopyCitation, Menu::Edit, 1, QT_TRANSLATE_NOOP("Commands", "&Copy Citation"), "C; Ctrl+C", "", IconName::Copy, Need::Selected, false},
    CommandInfo{CopyLink, Menu::Edit, 1, QT_TRANSLATE_NOOP("Commands", "Copy &Link"), "Ctrl+Shift+C", "", IconName::Link, Need::SelectedWithLink, false},
    CommandInfo{CopyTitle, Menu::Edit, 1, QT_TRANSLATE_NOOP("Commands", "Copy &Title"), "", "", kNoIcon, Need::Selected, false},
    CommandInfo{FocusFilter, Menu::Edit, 2, QT_TRANSLATE_NOOP("Commands", "&Filter"), "Ctrl+F; Ctrl+L; Ctrl+K", "", IconName::Search, Need::Nothing, false},
    CommandInfo{ClearFilter, Menu::Edit, 2, QT_TRANSLATE_NOOP("Commands", "Cl&ear Filter"), "", "Esc", IconName::Clear, Need::FilterText, false},
    CommandInfo{SaveSearch, Menu::Edit, 3, QT_TRANSLATE_NOOP("Commands", "&Save Search..."), "Ctrl+S", "", IconName::Save, Need::UnsavedSearch, false},
    CommandInfo{UpdateSearch, Menu::Edit, 3, QT_TRANSLATE_NOOP("Commands", "&Update Saved Search"), "", "", kNoIcon, Need::ChangedSearch, false},
    CommandInfo{RenameSearch, Menu::Edit, 3, QT_TRANSLATE_NOOP("Commands", "Re&name Saved Search..."), "F2", "", kNoIcon, Need::CurrentSearch, false},
    CommandInfo{MoveSearchUp, Menu::Edit, 3, QT_TRANSLATE_NOOP("Commands", "Move Saved Search U&p"), "Alt+Up", "", kNoIcon, Need::SearchBelowAnother, false},
    CommandInfo{MoveSearchDown, Menu::Edit, 3, QT_TRANSLATE_NOOP("Commands", "Move Saved Search &Down"), "Alt+Down", "", kNoIcon, Need::SearchAboveAnother, false},
    CommandInfo{DeleteSearch, Menu::Edit, 3, QT_TRANSLATE_NOOP("Commands", "Delete Saved Searc&h"), "", "", kNoIcon, Need::CurrentSearch, false},
    CommandInfo{RenameTag, Menu::Edit, 4, QT_TRANSLATE_NOOP("Commands", "Rename Ta&g..."), "", "", kNoIcon, Need::CurrentTag, false},
    CommandInfo{DeleteTag, Menu::Edit, 4, QT_TRANSLATE_NOOP("Commands", "&Delete Tag"), "", "", kNoIcon, Need::CurrentTag, false},
    CommandInfo{ShowSettings, Menu::Edit, 5, QT_TRANSLATE_NOOP("Commands", "Se&ttings..."), "Ctrl+,", "", kNoIcon, Need::Nothing, false},

    CommandInfo{ShowSidebar, Menu::View, 0, QT_TRANSLATE_NOOP("Commands", "&Sidebar"), "F9", "", IconName::Sidebar, Need::Nothing, true},
    CommandInfo{ShowFacets, Menu::View, 0, QT_TRANSLATE_NOOP("Commands", "Fa&cets"), "Shift+F9", "", kNoIcon, Need::Nothing, true},
    CommandInfo{DetailRight, Menu::View, 1, QT_TRANSLATE_NOOP("Commands", "Details at the &Right"), "", "", IconName::Detail, Need::Nothing, true},
    CommandInfo{DetailBelow, Menu::View, 1, QT_TRANSLATE_NOOP("Commands", "Details &Below"), "", "", kNoIcon, Need::Nothing, true},
    CommandInfo{DetailHidden, Menu::View, 1, QT_TRANSLATE_NOOP("Commands", "&No Details"), "", "", kNoIcon, Need::Nothing, true},
    CommandInfo{SortByBestMatch, Menu::View, 2, QT_TRANSLATE_NOOP("Commands", "Sort by Best &Match"), "", "", kNoIcon, Need::FilterText, true},
    CommandInfo{ZoomIn, Menu::View, 3, QT_TRANSLATE_NOOP("Commands", "Zoom &In"), "Ctrl++; Ctrl+=", "", kNoIcon, Need::Nothing, false},
    CommandInfo{ZoomOut, Menu::View, 3, QT_TRANSLATE_NOOP("Commands", "Zoom &Out"), "Ctrl+-", "", kNoIcon, Need::Nothing, false},
    CommandInfo{ZoomReset, Menu::View, 3, QT_TRANSLATE_NOOP("Commands", "&Usual Size"), "Ctrl+0", "", kNoIcon, Need::Nothing, false},

    CommandInfo{Open, Menu::Paper, 0, QT_TRANSLATE_NOOP("Commands", "&Open"), "O", "Return", IconName::OpenExternal, Need::Selected, false},
    CommandInfo{OpenPdf, Menu::Paper, 0, QT_TRANSLATE_NOOP("Commands", "Open &PDF"), "P; Ctrl+Return; Ctrl+Enter", "", IconName::Pdf, Need::Selected, false},
    CommandInfo{ToggleBookmark, Menu::Paper, 1, QT_TRANSLATE_NOOP("Commands", "&Bookmark"), "B; Ctrl+D", "", IconName::Star, Need::Selected, false},
    CommandInfo{ToggleRead, Menu::Paper, 1, QT_TRANSLATE_NOOP("Commands", "Mark as &Read"), "R", "", IconName::Unread, Need::Selected, false},
    CommandInfo{MarkAllRead, Menu::Paper, 1, QT_TRANSLATE_NOOP("Commands", "Mark &All in This View as Read..."), "", "", kNoIcon, Need::Shown, false},
    CommandInfo{MarkReadOnOpen, Menu::Paper, 1, QT_TRANSLATE_NOOP("Commands", "Mark as Read When Op&ened"), "", "", kNoIcon, Need::Nothing, true},
    CommandInfo{AddTag, Menu::Paper, 2, QT_TRANSLATE_NOOP("Commands", "&Tag..."), "T", "", kNoIcon, Need::Selected, false},
    CommandInfo{EditNote, Menu::Paper, 2, QT_TRANSLATE_NOOP("Commands", "Edit &Note"), "E", "", kNoIcon, Need::Selected, false},
    CommandInfo{AssignMarks, Menu::Paper, 2, QT_TRANSLATE_NOOP("Commands", "Ass&ign Marks..."), "", "", kNoIcon, Need::SplitQuestion, false},

    CommandInfo{Rate0, Menu::Rating, 0, QT_TRANSLATE_NOOP("Commands", "&No Rating"), "Ctrl+Alt+0", "", kNoIcon, Need::Selected, false},
    CommandInfo{Rate1, Menu::Rating, 1, QT_TRANSLATE_NOOP("Commands", "&1 Star"), "Ctrl+Alt+1", "", kNoIcon, Need::Selected, false},
    CommandInfo{Rate2, Menu::Rating, 1, QT_TRANSLATE_NOOP("Commands", "&2 Stars"), "Ctrl+Alt+2", "", kNoIcon, Need::Selected, false},
    CommandInfo{Rate3, Menu::Rating, 1, QT_TRANSLATE_NOOP("Commands", "&3 Stars"), "Ctrl+Alt+3", "", kNoIcon, Need::Selected, false},
    CommandInfo{Rate4, Menu::Rating, 1, QT_TRANSLATE_NOOP("Commands", "&4 Stars"), "Ctrl+Alt+4", "", kNoIcon, Need::Selected, false},
    CommandInfo{Rate5, Menu::Rating, 1, QT_TRANSLATE_NOOP("Commands", "&5 Stars"), "Ctrl+Alt+5", "", kNoIcon, Need::Selected, false},

    CommandInfo{Back, Menu::Go, 0, QT_TRANSLATE_NOOP("Commands", "&Back"), "Alt+Left", "", IconName::Back, Need::HistoryBack, false},
    CommandInfo{Forward, Menu::Go, 0, QT_TRANSLATE_NOOP("Commands", "&Forward"), "Alt+Right", "", IconName::Forward, Need::HistoryForward, false},
    CommandInfo{ShowNew, Menu::Go, 1, QT_TRANSLATE_NOOP("Commands", "Ne&w Papers"), "", "", IconName::New, Need::Nothing, false},
    CommandInfo{ShowChanges, Menu::Go, 1, QT_TRANSLATE_NOOP("Commands", "What &Changed..."), "", "", kNoIcon, Need::Nothing, false},
    CommandInfo{ShowHealth, Menu::Go, 1, QT_TRANSLATE_NOOP("Commands", "List &Health..."), "", "", kNoIcon, Need::Nothing, false},
    CommandInfo{NextPaper, Menu::Go, 2, QT_TRANSLATE_NOOP("Commands", "&Next Paper"), "J", "Down", kNoIcon, Need::Shown, false},
    CommandInfo{PreviousPaper, Menu::Go, 2, QT_TRANSLATE_NOOP("Commands", "&Previous Paper"), "K", "Up", kNoIcon, Need::Shown, false},
    CommandInfo{NextUnread, Menu::Go, 2, QT_TRANSLATE_NOOP("Commands", "Next &Unread Paper"), "N", "", kNoIcon, Need::Shown, false},
    CommandInfo{FocusSidebar, Menu::Go, 3, QT_TRANSLATE_NOOP("Commands", "To the &Sidebar"), "Ctrl+1", "", kNoIcon, Need::Nothing, false},
    CommandInfo{FocusPapers, Menu::Go, 3, QT_TRANSLATE_NOOP("Commands", "To the P&apers"), "Ctrl+2", "", kNoIcon, Need::Nothing, false},
    CommandInfo{FocusDetail, Menu::Go, 3, QT_TRANSLATE_NOOP("Commands", "To the &Details"), "Ctrl+3", "", kNoIcon, Need::Nothing, false},
    CommandInfo{NextPane, Menu::Go, 3, QT_TRANSLATE_NOOP("Commands", "Next Pan&e"), "F6", "", kNoIcon, Need::Nothing, false},
    CommandInfo{PreviousPane, Menu::Go, 3, QT_TRANSLATE_NOOP("Commands", "Pre&vious Pane"), "Shift+F6", "", kNoIcon, Need::Nothing, false},
    CommandInfo{OpenMenu, Menu::Go, 4, QT_TRANSLATE_NOOP("Commands", "To the &Menu"), "F10", "", kNoIcon, Need::Nothing, false},

    CommandInfo{ShowKeys, Menu::Help, 0, QT_TRANSLATE_NOOP("Commands", "&Keys"), "F1; ?", "", kNoIcon, Need::Nothing, false},
    CommandInfo{ShowSyntax, Menu::Help, 0, QT_TRANSLATE_NOOP("Commands", "Filter &Language"), "Shift+F1", "", IconName::Help, Need::Nothing, false},
    CommandInfo{About, Menu::Help, 0, QT_TRANSLATE_NOOP("Commands", "&About Carrel"), "", "", IconName::Info, Need::Nothing, false},
};
// clang-format on

constexpr bool isInEnumOrder()
{
    for (std::size_t i = 0; i < kCommands.size(); ++i) {
        if (static_cast<std::size_t>(kCommands[i].command) != i) {
            return false;
        }
    }
    return kCommands.size() == static_cast<std::size_t>(About) + 1;
}
static_assert(isInEnumOrder());

bool isMet(CommandNeed need, const CommandContext &context)
{
    switch (need) {
    case Need::Nothing:
        return true;
    case Need::Selected:
        return context.selected > 0;
    case Need::SelectedWithLink:
        return context.linked;
    case Need::Shown:
        return context.shown > 0;
    case Need::FilterText:
        return context.filtered;
    case Need::HistoryBack:
        return context.canGoBack;
    case Need::HistoryForward:
        return context.canGoForward;
    case Need::CurrentTag:
        return context.tag;
    case Need::SplitQuestion:
        return context.splitQuestion;
    case Need::UndoStep:
        return !context.undo.isEmpty();
    case Need::RedoStep:
        return !context.redo.isEmpty();
    case Need::UnsavedSearch:
        return context.canSaveSearch;
    case Need::ChangedSearch:
        return context.canUpdateSearch;
    case Need::CurrentSearch:
        return context.savedSearch;
    case Need::SearchBelowAnother:
        return context.canMoveSearchUp;
    case Need::SearchAboveAnother:
        return context.canMoveSearchDown;
    case Need::Lists:
        return context.lists;
    case Need::Update:
        return context.updating;
    case Need::Versions:
        return context.versions;
    }
    return false;
}

QList<QKeySequence> keysWritten(const char *keys)
{
    QList<QKeySequence> sequences = QKeySequence::listFromString(QLatin1String(keys));
    sequences.removeAll(QKeySequence());
    return sequences;
}

} // namespace

std::span<const CommandInfo> commandTable()
{
    return kCommands;
}

QString commandText(const CommandInfo &info)
{
    return QCoreApplication::translate("Commands", info.text);
}

QString menuTitle(CommandMenu menu)
{
    constexpr std::array kTitles{
        QT_TRANSLATE_NOOP("Commands", "&File"),   QT_TRANSLATE_NOOP("Commands", "&Edit"),
        QT_TRANSLATE_NOOP("Commands", "&View"),   QT_TRANSLATE_NOOP("Commands", "&Paper"),
        QT_TRANSLATE_NOOP("Commands", "Ra&ting"), QT_TRANSLATE_NOOP("Commands", "&Go"),
        QT_TRANSLATE_NOOP("Commands", "&Help")};
    return QCoreApplication::translate("Commands", kTitles[static_cast<std::size_t>(menu)]);
}

QStringList commandKeys(const CommandInfo &info)
{
    QStringList keys;
    for (const char *listed : {info.keys, info.viewKeys}) {
        for (const QKeySequence &key : keysWritten(listed)) {
            keys.append(key.toString(QKeySequence::NativeText));
        }
    }
    return keys;
}

Actions::Actions(QWidget *window)
    : QObject(window)
{
    m_actions.reserve(kCommands.size());
    for (const CommandInfo &info : kCommands) {
        auto *action = new QAction(commandText(info), window);
        action->setShortcuts(keysWritten(info.keys));
        action->setCheckable(info.checkable);
        if (info.icon) {
            action->setIcon(icon(*info.icon));
        }
        connect(action, &QAction::triggered, this,
                [this, command = info.command] { Q_EMIT triggered(command); });
        m_actions.push_back(action);
    }
    auto *places = new QActionGroup(this);
    for (const Command place : {DetailRight, DetailBelow, DetailHidden}) {
        places->addAction(action(place));
    }
    window->addActions(QList<QAction *>(m_actions.begin(), m_actions.end()));
    setContext({});
}

void Actions::setContext(const CommandContext &context)
{
    for (const CommandInfo &info : kCommands) {
        action(info.command)->setEnabled(isMet(info.need, context));
    }
    action(SortByBestMatch)->setChecked(context.bestMatchFirst);
    const CommandInfo &bookmark = kCommands[static_cast<std::size_t>(ToggleBookmark)];
    const CommandInfo &read = kCommands[static_cast<std::size_t>(ToggleRead)];
    action(ToggleBookmark)
        ->setText(context.allBookmarked ? QCoreApplication::translate("Commands", "Remove &Bookmark")
                                        : commandText(bookmark));
    action(ToggleRead)
        ->setText(context.allRead ? QCoreApplication::translate("Commands", "Mark as Un&read")
                                  : commandText(read));
    nameStep(Undo, context.undo);
    nameStep(Redo, context.redo);
}

void Actions::nameStep(Command command, const QString &name)
{
    const QString verb = commandText(kCommands[static_cast<std::size_t>(command)]);
    const QString step = QString(name).replace(QLatin1Char('&'), QLatin1String("&&"));
    action(command)->setText(step.isEmpty() ? verb : verb + QLatin1Char(' ') + step);
}

void Actions::fillMenu(QMenu &menu, CommandMenu which) const
{
    int group = -1;
    for (const CommandInfo &info : kCommands) {
        if (info.menu != which) {
            continue;
        }
        if (group >= 0 && info.group != group) {
            menu.addSeparator();
        }
        group = info.group;
        menu.addAction(action(info.command));
    }
}

} // namespace carrel
