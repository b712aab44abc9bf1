// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalog.h"
#include "catalog/workstate.h"
#include "search/queryrunner.h"

#include <QAbstractItemModel>

namespace carrel {

/// The sidebar: a head "Library" (all papers, bookmarks, unread) and a head for the list with its sections and groups.
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
    CatalogPointer m_catalog;
    WorkStatesPointer m_states;
};

} // namespace carrel
