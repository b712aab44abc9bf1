// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/listshelf.h"

#include <QAbstractTableModel>
#include <QTimer>

#include <map>
#include <optional>
#include <vector>

class QIcon;

namespace carrel {

/// The lists in use as a table: a row a list, in their order. Names and switches can be edited, rows can be
/// moved; what is changed is asked of the shelf, and shown when it is done.
class ListTableModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { NameColumn, SourceColumn, PapersColumn, StateColumn, ColumnCount };

    explicit ListTableModel(ListShelf &shelf, QObject *parent = nullptr);

    const ListRecord &record(int row) const { return m_lists[static_cast<std::size_t>(row)]; }
    /// -1 where it is not in use.
    int rowOf(const QString &list) const;
    bool isUpdating(int row) const { return record(row).id == m_updating; }
    /// What the last update since the start came to.
    std::optional<UpdateOutcome> outcome(int row) const;
    /// Moves a list by so many places.
    void move(int row, int places);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                      const QModelIndex &parent) override;

Q_SIGNALS:
    void failed(const carrel::Error &error);

private:
    void takeLists();
    void reorder(const std::vector<ListRecord> &lists);
    void takeOutcome(const UpdateOutcome &outcome);
    void showRow(const QString &list);
    void showAge();
    void countBundled();
    void edit(int row, const std::function<void(ListRecord &)> &change);
    void moveTo(int row, int place);
    ListShelf::Done reporter();
    QString text(const ListRecord &list, int column) const;
    QString stateText(const ListRecord &list) const;
    QIcon stateSign(const ListRecord &list) const;
    std::optional<int> papersOf(const ListRecord &list) const;

    ListShelf &m_shelf;
    std::vector<ListRecord> m_lists;
    std::map<QString, UpdateOutcome> m_outcomes;
    std::map<QString, int> m_bundledPapers; ///< of lists of which there is no other version
    QString m_updating;
    qint64 m_done = 0;
    qint64 m_total = 0;
    QTimer m_ageing;
};

} // namespace carrel
