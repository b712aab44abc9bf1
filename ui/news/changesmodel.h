// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/listchange.h"

#include <QAbstractListModel>
#include <QString>

#include <memory>
#include <vector>

namespace carrel {

/// What a row of the page of changes is.
enum class ChangeRow : quint8 {
    Kind,    ///< the head of all changes of one kind
    Section, ///< the head of those in one section
    Change
};

/// The changes between two versions of a list as the rows of a page: by kind, those that a reader looks for
/// first at its top, and by section. A value; made in the pool.
struct ChangesPage
{
    struct Row
    {
        ChangeRow row;
        quint32 change = 0; ///< of diff.changes; of a head the first below it
        quint32 count = 0;  ///< of a head: changes below it
    };

    ListDiff diff;
    std::vector<Row> rows;

    static std::shared_ptr<const ChangesPage> of(ListDiff diff);
    /// How many changes of each kind: "57 added, 3 moved".
    QString summary() const;
};
using ChangesPagePointer = std::shared_ptr<const ChangesPage>;

/// What stands at the head of a kind: "Added", "Now published".
QString changeHeading(ChangeKind kind);

/// The rows of a page.
class ChangesModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        RowRole = Qt::UserRole + 1, ///< int of ChangeRow
        CountRole,                  ///< int, of a head
        VenueRole,                  ///< QString, of a change: its venue and year
        FactsRole,                  ///< QStringList, of a change: what was and what is now, a line each
        FactCountRole,              ///< int, of these lines; the same for all changes of a kind
        LinkRole,                   ///< bool, they are addresses
    };

    using QAbstractListModel::QAbstractListModel;

    void setPage(ChangesPagePointer page);
    const ChangesPagePointer &page() const { return m_page; }
    /// Null for a head.
    const ListChange *changeAt(const QModelIndex &index) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    QString titleOf(const ChangesPage::Row &row) const;
    QStringList factsOf(const ListChange &change) const;
    QString spokenText(const ChangesPage::Row &row) const;
    static int factCount(ChangeKind kind);

    ChangesPagePointer m_page;
};

} // namespace carrel
