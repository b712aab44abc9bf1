// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/catalogrepository.h"

#include <QString>

namespace carrel {

class LibraryGuard;
class LibraryStore;
class ListNews;
class ListShelf;
class PaperCommands;
class PaperFilter;
class PaperTableModel;
class SavedSearches;
class SectionTreeModel;
class ShownLists;
class UndoHistory;

/// What the window works with; all of it outlives the window.
struct WindowServices
{
    CatalogRepository &repository;
    LibraryStore &library;
    PaperCommands &commands;
    UndoHistory &history;
    SavedSearches &searches;
    PaperFilter &filter;
    PaperTableModel &papers;
    SectionTreeModel &sections;
    CatalogSource bundledList;
    QString stateFile;
    QString dataFolder;
    QString configFolder;
    LibraryGuard *guard = nullptr; ///< null where the library is not kept
    ListShelf *lists = nullptr;    ///< null where no lists are kept
    ListNews *news = nullptr;      ///< null where the lists are
    ShownLists *shown = nullptr;   ///< null where one list is shown at a time
};

} // namespace carrel
