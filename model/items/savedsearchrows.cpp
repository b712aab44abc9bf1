// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of saved searches in the tree of the sidebar.
#include "items/sectiontreemodel.h"

#include <QMimeData>

#include <algorithm>

namespace carrel {

namespace {

constexpr char kSavedSearchType[] = "application/x-carrel-saved-search";

} // namespace

int SectionTreeModel::rowOfSaved(qint64 id, int from) const
{
    const auto found = std::find_if(m_saved.begin() + from, m_saved.end(),
                                    [id](const SavedSearchRow &saved) { return saved.id == id; });
    return found == m_saved.end() ? -1 : static_cast<int>(found - m_saved.begin());
}

QModelIndex SectionTreeModel::indexOfSavedSearch(qint64 id) const
{
    const int row = rowOfSaved(id);
    return row < 0 ? QModelIndex() : createIndex(row, 0, static_cast<quintptr>(kSavedSearch));
}

/// Row by row, so that the view keeps its place, the current row and an editor that is open.
void SectionTreeModel::setSavedSearches(const std::vector<SavedSearchRow> &rows)
{
    const auto isWanted = [&](const SavedSearchRow &saved) {
        return std::any_of(rows.begin(), rows.end(),
                           [&](const SavedSearchRow &wanted) { return wanted.id == saved.id; });
    };
    showSavedHead(m_hasSavedHead || !rows.empty());
    for (int row = static_cast<int>(m_saved.size()) - 1; row >= 0; --row) {
        if (!isWanted(m_saved[static_cast<std::size_t>(row)])) {
            removeSavedRow(row);
        }
    }
    for (int row = 0; row < static_cast<int>(rows.size()); ++row) {
        takeSavedRow(row, rows[static_cast<std::size_t>(row)]);
    }
    showSavedHead(!rows.empty());
}

void SectionTreeModel::showSavedHead(bool shown)
{
    showHead(kSavedHead, m_hasSavedHead, shown);
}

void SectionTreeModel::removeSavedRow(int row)
{
    beginRemoveRows(indexOfNode(kSavedHead), row, row);
    m_saved.erase(m_saved.begin() + row);
    endRemoveRows();
}

/// All above that row are right already.
void SectionTreeModel::takeSavedRow(int row, const SavedSearchRow &wanted)
{
    const QModelIndex head = indexOfNode(kSavedHead);
    const int present = rowOfSaved(wanted.id, row);
    if (present < 0) {
        beginInsertRows(head, row, row);
        m_saved.insert(m_saved.begin() + row, wanted);
        endInsertRows();
        return;
    }
    if (present > row) {
        beginMoveRows(head, present, present, head, row);
        std::rotate(m_saved.begin() + row, m_saved.begin() + present, m_saved.begin() + present + 1);
        endMoveRows();
    }
    SavedSearchRow &saved = m_saved[static_cast<std::size_t>(row)];
    if (saved != wanted) {
        saved = wanted;
        const QModelIndex changed = index(row, 0, head);
        Q_EMIT dataChanged(changed, changed);
    }
}

QVariant SectionTreeModel::savedData(const SavedSearchRow &saved, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return saved.name;
    case Qt::ToolTipRole:
        return QString(QLatin1String("<span>") + saved.toolTip.toHtmlEscaped() + QLatin1String("</span>"));
    case Qt::AccessibleTextRole:
        return saved.count < 0 ? saved.name
                               : tr("%1, papers: %2").arg(saved.name, QString::number(saved.count));
    case Qt::AccessibleDescriptionRole:
        return saved.toolTip;
    case NodeKindRole:
        return static_cast<int>(SidebarNode::SavedSearch);
    case SavedSearchRole:
        return saved.id;
    case CountRole:
        return saved.count;
    case UnsureRole:
        return saved.unsure;
    case GroupRole:
        return false;
    default:
        return {};
    }
}

Qt::DropActions SectionTreeModel::supportedDropActions() const
{
    return Qt::MoveAction;
}

QStringList SectionTreeModel::mimeTypes() const
{
    return {QString(QLatin1String(kSavedSearchType))};
}

QMimeData *SectionTreeModel::mimeData(const QModelIndexList &indexes) const
{
    for (const QModelIndex &index : indexes) {
        if (index.internalId() == kSavedSearch) {
            auto *data = new QMimeData;
            data->setData(QLatin1String(kSavedSearchType),
                          QByteArray::number(index.data(SavedSearchRole).toLongLong()));
            return data;
        }
    }
    return nullptr;
}

bool SectionTreeModel::canDropMimeData(const QMimeData *data, Qt::DropAction action, int row, int,
                                       const QModelIndex &parent) const
{
    return action == Qt::MoveAction && row >= 0 && parent.isValid() && parent.internalId() == kSavedHead &&
           rowOfSaved(data->data(QLatin1String(kSavedSearchType)).toLongLong()) >= 0;
}

/// False: the row is not moved here, but when the search has been.
bool SectionTreeModel::dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                                    const QModelIndex &parent)
{
    if (canDropMimeData(data, action, row, column, parent)) {
        const qint64 id = data->data(QLatin1String(kSavedSearchType)).toLongLong();
        const int from = rowOfSaved(id);
        if (const int place = row > from ? row - 1 : row; place != from) {
            Q_EMIT savedSearchMoved(id, place);
        }
    }
    return false;
}

} // namespace carrel
