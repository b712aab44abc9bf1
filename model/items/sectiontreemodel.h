// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalog.h"
#include "catalog/workstate.h"
#include "items/itemroles.h"
#include "search/queryrunner.h"

#include <QAbstractItemModel>

#include <vector>

namespace carrel {

/// The sidebar: a head "Library" (all papers, bookmarks, unread) and a head for the list with its sections
/// and groups; sections without papers are left out.
class SectionTreeModel final : public QAbstractItemModel
{
    Q_OBJECT
public:
    explicit SectionTreeModel(QObject *parent = nullptr);

    void setCatalog(CatalogPointer catalog, WorkStatesPointer states);
    void setStates(WorkStatesPointer states);

    /// What a row shows, and where a scope stands; an invalid index for a scope that is not there.
    Scope scopeAt(const QModelIndex &index) const;
    QModelIndex indexOf(const Scope &scope) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
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
    const Node &nodeAt(const QModelIndex &index) const;
    QModelIndex indexOfNode(quint32 number) const;
    int countOf(const Node &node) const;
    QString titleOf(const Node &node) const;

    CatalogPointer m_catalog;
    std::vector<Node> m_nodes;
    std::vector<quint32> m_children; ///< numbers of nodes, those of one parent together; heads first
    std::vector<quint32> m_nodeOfSection;
    int m_bookmarked = 0;
    int m_unread = 0;
    WorkStatesPointer m_states;
};

} // namespace carrel
