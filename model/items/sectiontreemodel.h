// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalog.h"
#include "catalog/workstate.h"
#include "items/itemroles.h"
#include "search/queryrunner.h"
#include "stats/filtercounts.h"

#include <QAbstractItemModel>

#include <vector>

namespace carrel {

/// A saved search as the sidebar shows it.
struct SavedSearchRow
{
    qint64 id = 0; ///< 0 for the one that is being saved
    QString name;
    QString toolTip;     ///< plain text
    int count = -1;      ///< works; -1 while it is not known
    bool unsure = false; ///< it may not find what it was saved for, as the tool tip says
    friend bool operator==(const SavedSearchRow &, const SavedSearchRow &) = default;
};

/// A tag of the reader's as the sidebar shows it.
struct TagRow
{
    quint32 id = 0;
    QString name;
    int count = 0; ///< works of the list that carry it
    friend bool operator==(const TagRow &, const TagRow &) = default;
};

/// The sidebar: a head "Library" (all papers, bookmarks, unread, new, and where there are any those that left
/// the list), one for saved searches and one for tags
/// where there are any, and one for the list with its sections and groups, or for several lists with theirs;
/// sections without papers are left out.
class SectionTreeModel final : public QAbstractItemModel
{
    Q_OBJECT
public:
    explicit SectionTreeModel(QObject *parent = nullptr);

    void setCatalog(CatalogPointer catalog, WorkStatesPointer states);
    /// Takes the catalog with more works that left the list; all rows stay.
    void extendCatalog(CatalogPointer catalog);
    const CatalogPointer &catalog() const { return m_catalog; }
    /// The ages of works with them, which the badges of new works are counted from.
    void setStates(WorkStatesPointer states);
    /// Counts of the list shown, in place of its own while there is a query.
    void setFilterCounts(const FilterCounts &counts);

    /// What a row shows, and where a scope stands; an invalid index for a scope that is not there.
    Scope scopeAt(const QModelIndex &index) const;
    QModelIndex indexOf(const Scope &scope) const;

    /// Ids are all different.
    void setSavedSearches(const std::vector<SavedSearchRow> &rows);
    QModelIndex indexOfSavedSearch(qint64 id) const;
    /// A tag keeps its row when its last work loses it, so that the view of it stays; not after this.
    void dropEmptyTags();

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    // A saved search can be dragged to another place; what moves it is savedSearchMoved().
    Qt::DropActions supportedDropActions() const override;
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;
    bool canDropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                         const QModelIndex &parent) const override;
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                      const QModelIndex &parent) override;

Q_SIGNALS:
    /// The reader dropped a search there: its place among all, counted without itself.
    void savedSearchMoved(qint64 id, int place);

private:
    // Numbers of nodes that are always there.
    static constexpr quint32 kListHead = 6;
    static constexpr quint32 kSavedHead = 7;
    static constexpr quint32 kTagsHead = 8;
    /// What all rows of saved searches have as their number: they are told apart by their rows.
    static constexpr quint32 kSavedSearch = kNone - 1;
    static constexpr quint32 kTag = kNone - 2;

    /// A row; its number is the internal id of its index.
    struct Node
    {
        SidebarNode kind = SidebarNode::Head;
        quint32 section = kNone;
        quint32 parent = kNone;
        int row = 0;
        Range children{}; ///< of m_children
    };

    void buildNodes();
    void countStates();
    quint32 goneCount() const;
    bool hasGone() const;
    std::vector<quint32> heads() const;
    void placeHeads();
    void showHead(quint32 head, bool &present, bool shown);
    void showSavedHead(bool shown);
    void takeTags(bool keepEmpty);
    void takeTagRow(int row, const TagRow &wanted);
    QModelIndex indexOfTag(quint32 id) const;
    QVariant tagData(const TagRow &tag, int role) const;
    void takeSavedRow(int row, const SavedSearchRow &wanted);
    void removeSavedRow(int row);
    int rowOfSaved(qint64 id, int from = 0) const;
    QVariant savedData(const SavedSearchRow &saved, int role) const;
    const Node &nodeAt(const QModelIndex &index) const;
    QModelIndex indexOfNode(quint32 number) const;
    int countOf(const Node &node) const;
    int matchesOf(const Node &node) const;
    int unseenOf(const Node &node) const;
    QString spokenText(const Node &node) const;
    QString titleOf(const Node &node) const;
    QString pathNameOf(const Node &node) const;

    CatalogPointer m_catalog;
    std::vector<Node> m_nodes;
    std::vector<quint32> m_children; ///< numbers of nodes, those of one parent together
    std::vector<quint32> m_nodeOfSection;
    int m_bookmarked = 0;
    int m_unread = 0;
    WorkStatesPointer m_states;
    std::vector<SavedSearchRow> m_saved;
    bool m_hasSavedHead = false;
    std::vector<TagRow> m_tags;
    bool m_hasTagsHead = false;
    bool m_isFiltered = false;
    std::vector<quint32> m_matches; ///< one a section, while filtered
    ViewCounts m_viewMatches;
};

} // namespace carrel
