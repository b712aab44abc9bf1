// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of the reader's tags in the tree of the sidebar, and the heads that come and go.
#include "items/sectiontreemodel.h"

#include <algorithm>

namespace carrel {

/// Those that are there, in their order.
std::vector<quint32> SectionTreeModel::heads() const
{
    std::vector<quint32> numbers{0};
    if (m_hasSavedHead) {
        numbers.push_back(kSavedHead);
    }
    if (m_hasTagsHead) {
        numbers.push_back(kTagsHead);
    }
    numbers.push_back(kListHead);
    return numbers;
}

void SectionTreeModel::placeHeads()
{
    int row = 0;
    for (const quint32 head : heads()) {
        m_nodes[head].row = row++;
    }
}

void SectionTreeModel::showHead(quint32 head, bool &present, bool shown)
{
    if (shown == present) {
        return;
    }
    const bool belowSaved = head == kTagsHead && m_hasSavedHead;
    const int row = belowSaved ? 2 : 1;
    shown ? beginInsertRows({}, row, row) : beginRemoveRows({}, row, row);
    present = shown;
    placeHeads();
    shown ? endInsertRows() : endRemoveRows();
}

QModelIndex SectionTreeModel::indexOfTag(quint32 id) const
{
    const auto found =
        std::find_if(m_tags.begin(), m_tags.end(), [id](const TagRow &tag) { return tag.id == id; });
    return found == m_tags.end()
               ? QModelIndex()
               : createIndex(static_cast<int>(found - m_tags.begin()), 0, static_cast<quintptr>(kTag));
}

void SectionTreeModel::dropEmptyTags()
{
    takeTags(false);
}

/// Row by row, so that the view keeps its place and the current row.
void SectionTreeModel::takeTags(bool keepEmpty)
{
    std::vector<TagRow> wanted;
    if (m_states != nullptr) {
        for (const ReaderTag &tag : m_states->tags()) {
            if (tag.works > 0 || (keepEmpty && indexOfTag(tag.id).isValid())) {
                wanted.push_back({tag.id, tag.name, static_cast<int>(tag.works)});
            }
        }
    }
    if (wanted == m_tags) {
        return;
    }
    showHead(kTagsHead, m_hasTagsHead, m_hasTagsHead || !wanted.empty());
    for (int row = static_cast<int>(m_tags.size()) - 1; row >= 0; --row) {
        const quint32 id = m_tags[static_cast<std::size_t>(row)].id;
        if (std::none_of(wanted.begin(), wanted.end(), [id](const TagRow &each) { return each.id == id; })) {
            beginRemoveRows(indexOfNode(kTagsHead), row, row);
            m_tags.erase(m_tags.begin() + row);
            endRemoveRows();
        }
    }
    for (std::size_t row = 0; row < wanted.size(); ++row) {
        takeTagRow(static_cast<int>(row), wanted[row]);
    }
    showHead(kTagsHead, m_hasTagsHead, !wanted.empty());
}

/// All above that row are right already.
void SectionTreeModel::takeTagRow(int row, const TagRow &wanted)
{
    const QModelIndex head = indexOfNode(kTagsHead);
    const int present = indexOfTag(wanted.id).isValid() ? indexOfTag(wanted.id).row() : -1;
    if (present < 0) {
        beginInsertRows(head, row, row);
        m_tags.insert(m_tags.begin() + row, wanted);
        endInsertRows();
        return;
    }
    if (present > row) {
        beginMoveRows(head, present, present, head, row);
        std::rotate(m_tags.begin() + row, m_tags.begin() + present, m_tags.begin() + present + 1);
        endMoveRows();
    }
    TagRow &tag = m_tags[static_cast<std::size_t>(row)];
    if (tag != wanted) {
        tag = wanted;
        const QModelIndex changed = index(row, 0, head);
        Q_EMIT dataChanged(changed, changed);
    }
}

QVariant SectionTreeModel::tagData(const TagRow &tag, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return tag.name;
    case Qt::ToolTipRole:
        return QLatin1String("<span>") + tag.name.toHtmlEscaped() + QLatin1String("</span>");
    case Qt::AccessibleTextRole:
        return tr("Tag %1, papers: %2").arg(tag.name, QString::number(tag.count));
    case NodeKindRole:
        return static_cast<int>(SidebarNode::Tag);
    case TagRole:
        return tag.id;
    case CountRole:
        return tag.count;
    default:
        return {};
    }
}

} // namespace carrel
