// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Qt>

namespace carrel {

/// What the models tell beside Qt::DisplayRole. Facts only: icons, fonts and colours belong to ui/.
enum ItemRole {
    WorkRole = Qt::UserRole + 1, ///< quint32, number of the work in the catalog
    BookmarkedRole,              ///< bool
    ReadRole,                    ///< bool
    SurveyRole,                  ///< bool
    FormKindsRole,               ///< QList<int> of LinkKind, each once, of the work's openable links
    NodeKindRole,                ///< int of SidebarNode
    SectionRole,                 ///< quint32, number of the section, for SidebarNode::Section
    CountRole,                   ///< int, works below the node; -1 for a head
    GroupRole,                   ///< bool, the section is a group
    SavedSearchRole,             ///< qint64, id of the saved search, for SidebarNode::SavedSearch
    TagRole,                     ///< quint32, number of the tag, for SidebarNode::Tag
    UnsureRole,                  ///< bool, the saved search may not find what it was saved for
    ListRole,                    ///< bool, the section stands for a list
    PathNameRole, ///< QString, names the node in a path: that of a list stays when it is renamed
    FacetUseRole, ///< int of ClauseUse, of a value of a facet
    UnseenRole,   ///< int, new works in the node that the reader has not looked at
};

/// What a row of the sidebar stands for. The numbers are stored.
enum class SidebarNode { Head, AllPapers, Bookmarks, Unread, Section, SavedSearch, Tag, Gone, New };

} // namespace carrel
