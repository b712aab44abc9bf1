// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/sectiontreemodel.h"

#include <utility>

namespace carrel {

namespace {

// Numbers of the nodes that are always there, with those in the class; those of the sections follow.
constexpr quint32 kLibraryHead = 0;
constexpr quint32 kAllPapers = 1;
constexpr quint32 kNew = 4;
constexpr quint32 kGone = 5; ///< the last one below its head, which counts it only where it is shown

} // namespace

SectionTreeModel::SectionTreeModel(QObject *parent)
    : QAbstractItemModel(parent)
{
    buildNodes();
}

void SectionTreeModel::setCatalog(CatalogPointer catalog, WorkStatesPointer states)
{
    beginResetModel();
    m_catalog = std::move(catalog);
    m_states = std::move(states);
    m_isFiltered = false;
    m_tags.clear();
    m_hasTagsHead = false;
    buildNodes();
    countStates();
    endResetModel();
    takeTags(false);
}

void SectionTreeModel::extendCatalog(CatalogPointer catalog)
{
    m_catalog = std::move(catalog);
    if (hasGone() || goneCount() == 0) {
        return;
    }
    const int row = m_nodes[kGone].row;
    beginInsertRows(indexOfNode(kLibraryHead), row, row);
    ++m_nodes[kLibraryHead].children.count;
    endInsertRows();
}

/// Works that left the list.
quint32 SectionTreeModel::goneCount() const
{
    return m_catalog == nullptr ? 0 : static_cast<quint32>(m_catalog->workCount()) - m_catalog->listedWorks();
}

bool SectionTreeModel::hasGone() const
{
    return m_nodes[kLibraryHead].children.count > static_cast<quint32>(m_nodes[kGone].row);
}

void SectionTreeModel::setStates(WorkStatesPointer states)
{
    m_states = std::move(states);
    countStates();
    takeTags(true);
    Q_EMIT dataChanged(indexOfNode(kAllPapers), indexOfNode(hasGone() ? kGone : kNew),
                       {CountRole, UnseenRole, Qt::AccessibleTextRole});
}

void SectionTreeModel::setFilterCounts(const FilterCounts &counts)
{
    const bool fits = m_catalog != nullptr && counts.sections.size() == m_catalog->sections().size();
    if (!fits || (!counts.filtered && !m_isFiltered)) {
        return;
    }
    m_isFiltered = counts.filtered;
    m_matches = counts.filtered ? counts.sections : std::vector<quint32>();
    m_viewMatches = counts.views;
    // One word for all rows: a parent each would be thousands. A view that shows counts draws all in sight.
    Q_EMIT dataChanged(indexOfNode(kLibraryHead), indexOfNode(kListHead),
                       {CountRole, Qt::AccessibleTextRole});
}

Scope SectionTreeModel::scopeAt(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == kSavedSearch) {
        return {};
    }
    if (index.internalId() == kTag) {
        return {PaperView::Tag, kNone, m_tags[static_cast<std::size_t>(index.row())].id};
    }
    const Node &node = nodeAt(index);
    switch (node.kind) {
    case SidebarNode::Bookmarks:
        return {PaperView::Bookmarks, kNone};
    case SidebarNode::Unread:
        return {PaperView::Unread, kNone};
    case SidebarNode::Gone:
        return {PaperView::Gone, kNone};
    case SidebarNode::New:
        return {PaperView::New, kNone};
    case SidebarNode::Section:
        return {PaperView::Section, node.section};
    case SidebarNode::Head:
    case SidebarNode::AllPapers:
    case SidebarNode::SavedSearch:
    case SidebarNode::Tag:
        break;
    }
    return {};
}

QModelIndex SectionTreeModel::indexOf(const Scope &scope) const
{
    if (scope.view == PaperView::Section) {
        const bool known = scope.section < m_nodeOfSection.size();
        return known ? indexOfNode(m_nodeOfSection[scope.section]) : QModelIndex();
    }
    if (scope.view == PaperView::Tag) {
        return indexOfTag(scope.tag);
    }
    if (scope.view == PaperView::Gone) {
        return hasGone() ? indexOfNode(kGone) : QModelIndex();
    }
    if (scope.view == PaperView::New) {
        return indexOfNode(kNew);
    }
    return indexOfNode(kAllPapers + static_cast<quint32>(scope.view));
}

QModelIndex SectionTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent)) {
        return {};
    }
    if (!parent.isValid()) {
        return indexOfNode(heads()[static_cast<std::size_t>(row)]);
    }
    if (parent.internalId() == kTagsHead) {
        return createIndex(row, column, static_cast<quintptr>(kTag));
    }
    if (parent.internalId() == kSavedHead) {
        return createIndex(row, column, static_cast<quintptr>(kSavedSearch));
    }
    const quint32 first = nodeAt(parent).children.first;
    return createIndex(row, column, static_cast<quintptr>(m_children[first + static_cast<quint32>(row)]));
}

QModelIndex SectionTreeModel::parent(const QModelIndex &index) const
{
    if (!index.isValid()) {
        return {};
    }
    switch (index.internalId()) {
    case kSavedSearch:
        return indexOfNode(kSavedHead);
    case kTag:
        return indexOfNode(kTagsHead);
    default:
        return indexOfNode(nodeAt(index).parent);
    }
}

int SectionTreeModel::rowCount(const QModelIndex &parent) const
{
    if (parent.column() > 0) {
        return 0;
    }
    if (!parent.isValid()) {
        return static_cast<int>(heads().size());
    }
    switch (parent.internalId()) {
    case kSavedSearch:
    case kTag:
        return 0;
    case kTagsHead:
        return static_cast<int>(m_tags.size());
    case kSavedHead:
        return static_cast<int>(m_saved.size());
    default:
        return static_cast<int>(nodeAt(parent).children.count);
    }
}

int SectionTreeModel::columnCount(const QModelIndex &) const
{
    return 1;
}

QVariant SectionTreeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    if (index.internalId() == kSavedSearch) {
        return savedData(m_saved[static_cast<std::size_t>(index.row())], role);
    }
    if (index.internalId() == kTag) {
        return tagData(m_tags[static_cast<std::size_t>(index.row())], role);
    }
    const Node &node = nodeAt(index);
    const bool isSection = node.kind == SidebarNode::Section;
    switch (role) {
    case Qt::DisplayRole:
        return titleOf(node);
    case Qt::ToolTipRole:
        return isSection ? QLatin1String("<span>") + titleOf(node).toHtmlEscaped() + QLatin1String("</span>")
                         : QVariant();
    case Qt::AccessibleTextRole:
        return spokenText(node);
    case NodeKindRole:
        return static_cast<int>(node.kind);
    case SectionRole:
        return isSection ? QVariant(node.section) : QVariant();
    case CountRole:
        return countOf(node);
    case UnseenRole:
        return unseenOf(node);
    case ListRole:
        return isSection && m_catalog->isListRoot(node.section);
    case PathNameRole:
        return pathNameOf(node);
    case GroupRole:
        return isSection && m_catalog->section(node.section).group;
    default:
        return {};
    }
}

Qt::ItemFlags SectionTreeModel::flags(const QModelIndex &index) const
{
    if (!index.isValid()) {
        return Qt::NoItemFlags;
    }
    if (index.internalId() == kSavedSearch) {
        return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsEditable | Qt::ItemIsDragEnabled |
               Qt::ItemNeverHasChildren;
    }
    if (index.internalId() == kSavedHead) {
        return Qt::ItemIsEnabled | Qt::ItemIsDropEnabled;
    }
    if (index.internalId() == kTag) {
        return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    }
    if (index.internalId() == kTagsHead) {
        return Qt::ItemIsEnabled;
    }
    const Node &node = nodeAt(index);
    return Qt::ItemIsEnabled | (node.kind == SidebarNode::Head ? Qt::NoItemFlags : Qt::ItemIsSelectable) |
           (node.children.count == 0 ? Qt::ItemNeverHasChildren : Qt::NoItemFlags);
}

/// Rows and ranges of children by counting: each node once, in the order of the list.
void SectionTreeModel::buildNodes()
{
    m_nodes = {{SidebarNode::Head, kNone, kNone},
               {SidebarNode::AllPapers, kNone, kLibraryHead},
               {SidebarNode::Bookmarks, kNone, kLibraryHead},
               {SidebarNode::Unread, kNone, kLibraryHead},
               {SidebarNode::New, kNone, kLibraryHead},
               {SidebarNode::Gone, kNone, kLibraryHead},
               {SidebarNode::Head, kNone, kNone},
               {SidebarNode::Head, kNone, kNone},
               {SidebarNode::Head, kNone, kNone}};
    const std::span<const Section> sections = m_catalog == nullptr
                                                  ? std::span<const Section>()
                                                  : m_catalog->sections().first(m_catalog->listedSections());
    m_nodeOfSection.assign(sections.size(), kNone);
    for (quint32 i = 0; i < sections.size(); ++i) {
        if (sections[i].workCount > 0) {
            m_nodeOfSection[i] = static_cast<quint32>(m_nodes.size());
            const quint32 parent = sections[i].parent;
            m_nodes.push_back(
                {SidebarNode::Section, i, parent == kNone ? kListHead : m_nodeOfSection[parent]});
        }
    }
    for (Node &node : m_nodes) {
        node.row = node.parent == kNone ? 0 : static_cast<int>(m_nodes[node.parent].children.count++);
    }
    placeHeads();
    quint32 first = 0;
    for (Node &node : m_nodes) {
        node.children.first = first;
        first += node.children.count;
    }
    m_children.assign(m_nodes.size(), 0);
    for (quint32 i = 0; i < m_nodes.size(); ++i) {
        if (const Node &node = m_nodes[i]; node.parent != kNone) {
            m_children[m_nodes[node.parent].children.first + static_cast<quint32>(node.row)] = i;
        }
    }
    if (goneCount() == 0) {
        --m_nodes[kLibraryHead].children.count;
    }
}

void SectionTreeModel::countStates()
{
    const std::size_t works = m_catalog == nullptr ? 0 : m_catalog->listedWorks();
    std::size_t read = m_states == nullptr ? 0 : m_states->readCount();
    for (std::size_t work = works; m_states != nullptr && work < m_states->size(); ++work) {
        read -= (*m_states)[work].read ? 1 : 0;
    }
    m_bookmarked = m_states == nullptr ? 0 : static_cast<int>(m_states->bookmarkedCount());
    m_unread = static_cast<int>(works - read);
}

const SectionTreeModel::Node &SectionTreeModel::nodeAt(const QModelIndex &index) const
{
    return m_nodes[index.internalId()];
}

QModelIndex SectionTreeModel::indexOfNode(quint32 number) const
{
    return number == kNone ? QModelIndex()
                           : createIndex(m_nodes[number].row, 0, static_cast<quintptr>(number));
}

int SectionTreeModel::countOf(const Node &node) const
{
    if (m_isFiltered) {
        return matchesOf(node);
    }
    switch (node.kind) {
    case SidebarNode::AllPapers:
        return m_catalog == nullptr ? 0 : static_cast<int>(m_catalog->listedWorks());
    case SidebarNode::Bookmarks:
        return m_bookmarked;
    case SidebarNode::Unread:
        return m_unread;
    case SidebarNode::New:
        return m_states == nullptr ? 0 : static_cast<int>(m_states->ages().newCount());
    case SidebarNode::Gone:
        return static_cast<int>(goneCount());
    case SidebarNode::Section:
        return static_cast<int>(m_catalog->section(node.section).workCount);
    case SidebarNode::Head:
    case SidebarNode::SavedSearch:
    case SidebarNode::Tag:
        break;
    }
    return -1;
}

int SectionTreeModel::matchesOf(const Node &node) const
{
    switch (node.kind) {
    case SidebarNode::AllPapers:
        return static_cast<int>(m_viewMatches.all);
    case SidebarNode::Bookmarks:
        return static_cast<int>(m_viewMatches.bookmarked);
    case SidebarNode::Unread:
        return static_cast<int>(m_viewMatches.unread);
    case SidebarNode::New:
        return static_cast<int>(m_viewMatches.fresh);
    case SidebarNode::Gone:
        return static_cast<int>(m_viewMatches.gone);
    case SidebarNode::Section:
        return static_cast<int>(m_matches[node.section]);
    case SidebarNode::Head:
    case SidebarNode::SavedSearch:
    case SidebarNode::Tag:
        break;
    }
    return -1;
}

/// New works that the reader has not looked at.
int SectionTreeModel::unseenOf(const Node &node) const
{
    if (m_states == nullptr) {
        return 0;
    }
    const WorkAges &ages = m_states->ages();
    const std::vector<quint32> &sections = ages.unseenInSections();
    if (node.kind == SidebarNode::Section) {
        return node.section < sections.size() ? static_cast<int>(sections[node.section]) : 0;
    }
    return node.kind == SidebarNode::New ? static_cast<int>(ages.unseenCount()) : 0;
}

QString SectionTreeModel::spokenText(const Node &node) const
{
    if (node.kind == SidebarNode::Head) {
        return titleOf(node);
    }
    const QString counted = tr("%1, papers: %2").arg(titleOf(node), QString::number(countOf(node)));
    const int unseen = unseenOf(node);
    return unseen == 0 ? counted : tr("%1, not looked at: %2").arg(counted, QString::number(unseen));
}

QString SectionTreeModel::titleOf(const Node &node) const
{
    switch (node.kind) {
    case SidebarNode::AllPapers:
        return tr("All papers");
    case SidebarNode::Bookmarks:
        return tr("Bookmarks");
    case SidebarNode::Unread:
        return tr("Unread");
    case SidebarNode::New:
        return tr("New");
    case SidebarNode::Gone:
        return tr("No longer listed");
    case SidebarNode::Section: {
        const Section &section = m_catalog->section(node.section);
        const QString title = m_catalog->string(section.title);
        return !title.isEmpty() ? title : section.line == 0 ? tr("Unsorted") : tr("(untitled section)");
    }
    case SidebarNode::Head:
    case SidebarNode::SavedSearch:
    case SidebarNode::Tag:
        break;
    }
    if (&node == &m_nodes[kLibraryHead]) {
        return tr("Library");
    }
    if (&node == &m_nodes[kSavedHead]) {
        return tr("Saved searches");
    }
    if (&node == &m_nodes[kTagsHead]) {
        return tr("Tags");
    }
    const QString title = m_catalog == nullptr ? QString() : m_catalog->title();
    const bool several = m_catalog != nullptr && m_catalog->hasSeveralLists();
    return several ? tr("Lists") : title.isEmpty() ? tr("Papers") : title;
}

/// A list has the same name in paths alone and among others.
QString SectionTreeModel::pathNameOf(const Node &node) const
{
    if (&node == &m_nodes[kListHead]) {
        const bool alone = m_catalog != nullptr && m_catalog->lists().size() == 1;
        return alone ? m_catalog->lists().front().origin.id : QString();
    }
    if (node.kind == SidebarNode::Section && m_catalog->isListRoot(node.section)) {
        const CatalogList &list = m_catalog->lists()[m_catalog->listOfSection(node.section)];
        return list.origin.id.isEmpty() ? list.name : list.origin.id;
    }
    return titleOf(node);
}

} // namespace carrel
