// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/icons.h"

#include <QKeySequence>
#include <QObject>

#include <optional>
#include <span>
#include <vector>

class QAction;
class QMenu;
class QWidget;

namespace carrel {

/// Everything the window can be asked to do.
enum class Command {
    AddList,
    OpenList,
    OpenBundled,
    UpdateLists,
    StopUpdate,
    ShowVersions,
    DateByHistory,
    ManageLists,
    ExportView,
    ExportSelected,
    ExportLibrary,
    ImportLibrary,
    RestoreLibrary,
    Quit,
    Undo,
    Redo,
    CopyCitation,
    CopyLink,
    CopyTitle,
    FocusFilter,
    ClearFilter,
    SaveSearch,
    UpdateSearch,
    RenameSearch,
    MoveSearchUp,
    MoveSearchDown,
    DeleteSearch,
    RenameTag,
    DeleteTag,
    ShowSettings,
    ShowSidebar,
    ShowFacets,
    DetailRight,
    DetailBelow,
    DetailHidden,
    SortByBestMatch,
    ZoomIn,
    ZoomOut,
    ZoomReset,
    Open,
    OpenPdf,
    ToggleBookmark,
    ToggleRead,
    MarkAllRead,
    MarkReadOnOpen,
    AddTag,
    EditNote,
    AssignMarks,
    Rate0,
    Rate1,
    Rate2,
    Rate3,
    Rate4,
    Rate5,
    Back,
    Forward,
    ShowNew,
    ShowChanges,
    ShowHealth,
    NextPaper,
    PreviousPaper,
    NextUnread,
    FocusSidebar,
    FocusPapers,
    FocusDetail,
    NextPane,
    PreviousPane,
    OpenMenu,
    ShowKeys,
    ShowSyntax,
    About
};

enum class CommandMenu { File, Edit, View, Paper, Rating, Go, Help };

/// What must be there for a command to be of use.
enum class CommandNeed {
    Nothing,
    Selected,
    SelectedWithLink,
    Shown,
    FilterText,
    HistoryBack,
    HistoryForward,
    CurrentTag,
    SplitQuestion,
    UndoStep,
    RedoStep,
    UnsavedSearch,
    ChangedSearch,
    CurrentSearch,
    SearchBelowAnother,
    SearchAboveAnother,
    Lists,
    Update,
    Versions
};

struct CommandInfo
{
    Command command{};
    CommandMenu menu{};
    int group = 0;                  ///< a line is drawn between groups of a menu
    const char *text = nullptr;     ///< to be translated in context "Commands"
    const char *keys = nullptr;     ///< portable, separated by "; ", the one that menus show first
    const char *viewKeys = nullptr; ///< keys that the panes themselves take for it, told in the list of keys
    std::optional<IconName> icon;
    CommandNeed need{};
    bool checkable = false;
};

/// All commands, in the order of menus and of the list of keys; the number of a row is its Command.
std::span<const CommandInfo> commandTable();
QString commandText(const CommandInfo &info);
QString menuTitle(CommandMenu menu);
/// All keys of a command as the platform writes them, those of the panes included.
QStringList commandKeys(const CommandInfo &info);

/// What the rules of the table are judged by.
struct CommandContext
{
    int selected = 0;    ///< papers
    int shown = 0;       ///< papers
    bool linked = false; ///< one of the selected papers has a link
    bool allBookmarked = false;
    bool allRead = false;
    bool filtered = false;
    bool tag = false;           ///< the papers of a tag are shown
    bool splitQuestion = false; ///< a paper of the library is two in the list
    bool bestMatchFirst = false;
    bool canGoBack = false;
    bool canGoForward = false;
    QString undo; ///< name of the step that would be undone, empty for none
    QString redo;
    bool canSaveSearch = false;   ///< the filter is none of the saved searches
    bool canUpdateSearch = false; ///< the filter began as a saved search and is another now
    bool savedSearch = false;     ///< a saved search is current
    bool canMoveSearchUp = false;
    bool canMoveSearchDown = false;
    bool lists = false;    ///< there are lists that can be updated
    bool updating = false; ///< and one of them is
    bool versions = false; ///< the list that is shown has versions
};

/// The commands as QActions with their keys, enabled by the rules of the table.
class Actions final : public QObject
{
    Q_OBJECT
public:
    explicit Actions(QWidget *window);

    QAction *action(Command command) const { return m_actions[static_cast<std::size_t>(command)]; }
    void setContext(const CommandContext &context);
    /// Appends the commands of a menu, with lines between its groups.
    void fillMenu(QMenu &menu, CommandMenu which) const;

Q_SIGNALS:
    void triggered(carrel::Command command);

private:
    void nameStep(Command command, const QString &name);

    std::vector<QAction *> m_actions;
};

} // namespace carrel
