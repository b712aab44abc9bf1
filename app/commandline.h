// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/librarystore.h"

#include <QSize>
#include <QString>
#include <QStringList>

#include <variant>

namespace carrel {

/// What the program is asked to do.
enum class Verb : quint8 {
    Window,
    Screenshot,
    List,
    Sections,
    Mark,
    LibraryExport,
    LibraryImport,
    Changes,
    Health,
    Update,
    Lists,
    ListsAdd,
    ListsRemove,
    Help,
    Version
};

/// The arguments, understood. Fields that belong to other verbs keep their defaults.
struct CommandLine
{
    Verb verb = Verb::Window;
    QStringList files;      ///< lists to open in the window
    QString query;          ///< words of list and mark, joined by blanks
    QString catalog;        ///< the list to read: empty for the bundled one, "-" for standard input
    QString format;         ///< of list, sections, changes, health and lists, a name that their tables know
    bool withNotes = false; ///< of list: notes and tags go along
    QString from;           ///< of changes: the earlier version of the list, "-" for standard input
    QString to;             ///< the later one
    QStringList lists;      ///< of update: those to update, none for all; of lists add and remove: the one
    bool accept = false;    ///< of update: takes a list that lacks many papers too
    MarkChange change;      ///< of mark
    QString file;           ///< of library export and import: "-" for standard output and input
    QString dataDirectory;  ///< one folder for everything; empty for the platform's folders
    QString screenshot;     ///< the picture to write
    QSize size{1280, 800};  ///< of the window in the picture
    QString section;        ///< to be selected in the picture: "A/B"
    QString filter;         ///< to be typed in the picture
    int row = 0;            ///< to be selected in the picture, from 1; 0 for none
    bool benchStartup = false; ///< the window closes after its first complete paint
};

/// Why the arguments are wrong, as one sentence.
struct UsageError
{
    QString sentence;
};

/// arguments[0] is the name of the program. Needs no application object.
std::variant<CommandLine, UsageError> parseCommandLine(const QStringList &arguments);

/// What --help prints.
QString helpText();

/// True for all that runs without a window.
bool isHeadless(Verb verb);

} // namespace carrel
