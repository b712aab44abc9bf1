// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalog.h"
#include "catalog/succession.h"
#include "catalog/workstate.h"
#include "items/papercolumns.h"
#include "search/workrows.h"

#include <QAbstractTableModel>

#include <functional>
#include <vector>

namespace carrel {

/// The works that a view shows, one a row. Owns nothing but the row numbers: catalog and states are shared.
class PaperTableModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    explicit PaperTableModel(QObject *parent = nullptr);

    /// Replaces everything: catalog, states and rows (works in the order shown).
    void setCatalog(CatalogPointer catalog, WorkStatesPointer states, WorkRows rows);
    /// Takes another catalog in which the works shown have other numbers: rows, and what the view keeps of
    /// them, follow their works; those that are not there vanish.
    void moveTo(CatalogPointer catalog, WorkStatesPointer states, const Succession &succession);
    /// Takes the catalog with more works at its end: rows mean what they meant.
    void extendCatalog(CatalogPointer catalog);
    /// Replaces the rows; persistent indexes follow their works where they survive.
    void setRows(WorkRows rows);
    /// States of some works changed; rows stay where they are.
    void setStates(WorkStatesPointer states, const std::vector<quint32> &changedWorks);
    /// States that tell other ages, of any works.
    void setAges(WorkStatesPointer states);

    const CatalogPointer &catalog() const { return m_catalog; }
    const WorkRows &rows() const { return m_rows; }
    quint32 workAt(int row) const;
    /// Row of a work, -1 when it is not shown.
    int rowOf(quint32 work) const;
    /// For who asks for the rows of all these.
    void prepareRowsOf(const std::vector<quint32> &works);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    /// text/uri-list of the preferred links and text/plain with titles and addresses.
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;

private:
    PaperCell cellAt(int row) const;
    QVariant fact(const PaperCell &cell, int role) const;
    void replaceRows(const std::function<void(std::vector<quint32> &works)> &replace);
    void showChanged(int first, int last);

    CatalogPointer m_catalog;
    WorkStatesPointer m_states;
    WorkRows m_rows;
    std::vector<int>
        m_rowOfWork; ///< made when the rows of many works are wanted that are sorted; empty until then
};

} // namespace carrel
