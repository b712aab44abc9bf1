// SPDX-License-Identifier: GPL-3.0-or-later
#include "sidebar/sidebarpane.h"

#include "items/itemroles.h"
#include "items/sectiontreemodel.h"
#include "sidebar/sidebardelegate.h"
#include "sidebar/sidebarview.h"

#include <QEvent>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QScopedValueRollback>
#include <QVBoxLayout>

#include <algorithm>

namespace carrel {
namespace {

// A path is the titles from the outermost section on; a title that stands before among its siblings has its
// number.
constexpr QChar kSeparator(0x1f);
constexpr QChar kNumber(0x1e);
constexpr qsizetype kMostRemembered = 20'000;
constexpr int kNarrowestSlot = 22; ///< holds an icon with some air

bool isSection(const QModelIndex &index)
{
    return index.data(NodeKindRole).toInt() == static_cast<int>(SidebarNode::Section);
}

bool isSavedSearch(const QModelIndex &index)
{
    return index.data(NodeKindRole).toInt() == static_cast<int>(SidebarNode::SavedSearch);
}

bool isHead(const QModelIndex &index)
{
    return index.data(NodeKindRole).toInt() == static_cast<int>(SidebarNode::Head);
}

/// Names the children of one parent, in their order.
class SiblingNames
{
public:
    QString next(const QModelIndex &index)
    {
        const QString title = index.data(PathNameRole).toString();
        const int before = m_seen[title]++;
        return before == 0 ? title : title + kNumber + QString::number(before + 1);
    }

private:
    QHash<QString, int> m_seen;
};

QString joined(const QString &path, const QString &name)
{
    return path.isEmpty() ? name : path + kSeparator + name;
}

/// A list is open unless the reader closed it.
QString closedPath(const QString &path)
{
    return kNumber + path;
}

/// Of a tag; it has no other.
QString pathOfTag(quint32 tag)
{
    return kSeparator + QStringLiteral("tag") + QString::number(tag);
}

/// Stands for All papers, Bookmarks, Unread: no title of a section begins like that.
QString pathOfView(int kind)
{
    return kSeparator + QString::number(kind);
}

} // namespace

SidebarPane::SidebarPane(QWidget *parent)
    : QWidget(parent)
    , m_view(new SidebarView(this))
    , m_delegate(new SidebarDelegate(this))
    , m_currentPath(pathOfView(static_cast<int>(SidebarNode::AllPapers)))
{
    m_view->setAccessibleName(tr("Sections"));
    m_view->setItemDelegate(m_delegate);
    setFocusProxy(m_view);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_view);
    connect(m_view, &QTreeView::expanded, this,
            [this](const QModelIndex &index) { rememberOpen(index, true); });
    connect(m_view, &QTreeView::collapsed, this,
            [this](const QModelIndex &index) { rememberOpen(index, false); });
    connectDelegate();
    takeFont();
}

/// Queued: what follows may take the row away, which the view allows only when its editor is closed.
void SidebarPane::connectDelegate()
{
    const auto idOf = [](const QModelIndex &index) { return index.data(SavedSearchRole).toLongLong(); };
    connect(m_delegate, &SidebarDelegate::renamed, this,
            [this, idOf](const QModelIndex &index, const QString &name) {
                QMetaObject::invokeMethod(
                    this, [this, id = idOf(index), name] { Q_EMIT savedSearchRenamed(id, name); },
                    Qt::QueuedConnection);
            });
    connect(m_delegate, &SidebarDelegate::editEnded, this, [this, idOf](const QModelIndex &index) {
        QMetaObject::invokeMethod(
            this, [this, id = idOf(index)] { Q_EMIT savedSearchEditEnded(id); }, Qt::QueuedConnection);
    });
}

void SidebarPane::setModel(SectionTreeModel *model)
{
    if (m_model != nullptr) {
        disconnect(m_model, nullptr, this, nullptr);
        disconnect(m_model, nullptr, m_view->viewport(), nullptr);
    }
    m_model = model;
    m_view->setModel(model);
    if (model == nullptr) {
        return;
    }
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &SidebarPane::takeCurrent);
    connect(model, &QAbstractItemModel::modelReset, this, &SidebarPane::bringBack);
    connect(model, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex &parent) {
        // A head has come with what is below it.
        if (isHead(parent)) {
            m_view->expand(parent);
        }
    });
    // Counts change in all rows at once: those in sight are drawn anew, none is asked where it stands.
    connect(model, &QAbstractItemModel::dataChanged, m_view->viewport(), qOverload<>(&QWidget::update));
    bringBack();
}

void SidebarPane::takeFont()
{
    const int slot = std::max(kNarrowestSlot, m_view->fontMetrics().height() * 3 / 2);
    m_view->setIndentation(slot);
    m_delegate->setFont(m_view->font(), (slot - SidebarView::kIconSize) / 2);
}

void SidebarPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        takeFont();
        m_view->doItemsLayout();
    }
}

void SidebarPane::bringBack()
{
    const QScopedValueRollback quiet(m_quiet, true);
    const int heads = m_model->rowCount();
    for (int head = 0; head < heads; ++head) {
        m_view->expand(m_model->index(head, 0));
    }
    const QModelIndex sections = m_model->index(heads - 1, 0);
    openRemembered(sections, sections.data(PathNameRole).toString());
    const QModelIndex current = indexOfPath(m_currentPath);
    makeCurrent(current.isValid() ? current : m_model->indexOf({}));
}

void SidebarPane::openRemembered(const QModelIndex &parent, const QString &path)
{
    SiblingNames names;
    const int rows = m_model->rowCount(parent);
    const bool lists = rows > 0 && m_model->index(0, 0, parent).data(ListRole).toBool();
    if (m_open.isEmpty() && !lists) {
        return;
    }
    for (int row = 0; row < rows; ++row) {
        const QModelIndex index = m_model->index(row, 0, parent);
        const QString below = joined(path, names.next(index));
        if (lists ? !m_open.contains(closedPath(below)) : m_open.contains(below)) {
            m_view->expand(index);
            openRemembered(index, below);
        }
    }
}

void SidebarPane::rememberOpen(const QModelIndex &index, bool open)
{
    if (m_quiet) {
        return;
    }
    if (isHead(index)) {
        m_view->expand(index);
        return;
    }
    const bool list = index.data(ListRole).toBool();
    const QString path = list ? closedPath(pathOf(index)) : pathOf(index);
    if (open == list) {
        m_open.remove(path);
    } else if (m_open.size() < kMostRemembered) {
        m_open.insert(path);
    }
}

QString SidebarPane::pathOf(const QModelIndex &index) const
{
    if (index.data(TagRole).isValid()) {
        return pathOfTag(index.data(TagRole).toUInt());
    }
    if (!isSection(index)) {
        return pathOfView(index.data(NodeKindRole).toInt());
    }
    const QModelIndex parent = index.parent();
    SiblingNames names;
    QString name;
    for (int row = 0; row <= index.row(); ++row) {
        name = names.next(m_model->index(row, 0, parent));
    }
    return joined(isSection(parent) ? pathOf(parent) : parent.data(PathNameRole).toString(), name);
}

QModelIndex SidebarPane::indexOfPath(const QString &path) const
{
    if (path.startsWith(pathOfTag(0).chopped(1))) {
        const quint32 tag = QStringView(path).mid(pathOfTag(0).size() - 1).toUInt();
        return m_model->indexOf({PaperView::Tag, kNone, tag});
    }
    if (path.startsWith(kSeparator)) {
        const int kind = QStringView(path).mid(1).toInt();
        const QModelIndex library = m_model->index(0, 0);
        for (int row = 0; row < m_model->rowCount(library); ++row) {
            const QModelIndex index = m_model->index(row, 0, library);
            if (index.data(NodeKindRole).toInt() == kind) {
                return index;
            }
        }
        return {};
    }
    QModelIndex found = m_model->index(m_model->rowCount() - 1, 0);
    QStringList wantedNames = path.split(kSeparator);
    if (wantedNames.size() > 1 && wantedNames.front() == found.data(PathNameRole).toString()) {
        wantedNames.removeFirst();
    }
    for (const QString &wanted : wantedNames) {
        SiblingNames names;
        QModelIndex next;
        const int rows = m_model->rowCount(found);
        for (int row = 0; row < rows && !next.isValid(); ++row) {
            const QModelIndex child = m_model->index(row, 0, found);
            next = names.next(child) == wanted ? child : QModelIndex();
        }
        if (!next.isValid()) {
            return {};
        }
        found = next;
    }
    return found;
}

void SidebarPane::makeCurrent(const QModelIndex &index)
{
    const QScopedValueRollback quiet(m_quiet, true);
    m_view->setCurrentIndex(index);
    if (isVisible()) {
        m_view->scrollTo(index);
    }
}

void SidebarPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    // Only now it has the size that tells what is in sight.
    m_view->scrollTo(m_view->currentIndex());
}

void SidebarPane::takeCurrent(const QModelIndex &index)
{
    if (m_quiet || !index.isValid() || isHead(index)) {
        return;
    }
    if (isSavedSearch(index)) {
        Q_EMIT savedSearchActivated(index.data(SavedSearchRole).toLongLong());
        return;
    }
    m_currentPath = pathOf(index);
    Q_EMIT scopeActivated(m_model->scopeAt(index));
}

Scope SidebarPane::currentScope() const
{
    const QModelIndex current = m_view->currentIndex();
    if (m_model == nullptr || !current.isValid()) {
        return {};
    }
    return m_model->scopeAt(isSavedSearch(current) ? indexOfPath(m_currentPath) : current);
}

std::optional<qint64> SidebarPane::currentSavedSearch() const
{
    const QModelIndex current = m_view->currentIndex();
    return isSavedSearch(current) ? std::optional(current.data(SavedSearchRole).toLongLong()) : std::nullopt;
}

void SidebarPane::setCurrentSavedSearch(qint64 id)
{
    const QModelIndex index = m_model == nullptr ? QModelIndex() : m_model->indexOfSavedSearch(id);
    if (index.isValid() && index != m_view->currentIndex()) {
        makeCurrent(index);
    }
}

void SidebarPane::editSavedSearch(qint64 id)
{
    const QModelIndex index = m_model == nullptr ? QModelIndex() : m_model->indexOfSavedSearch(id);
    if (index.isValid()) {
        makeCurrent(index);
        m_view->edit(index);
    }
}

void SidebarPane::setCurrentScope(const Scope &scope)
{
    const QModelIndex index = m_model == nullptr ? QModelIndex() : m_model->indexOf(scope);
    if (index.isValid()) {
        m_currentPath = pathOf(index);
        makeCurrent(index);
    }
}

std::vector<quint32> SidebarPane::openSections() const
{
    std::vector<quint32> sections;
    for (const QString &path : m_open) {
        if (const QModelIndex index = indexOfPath(path); index.isValid() && isSection(index)) {
            sections.push_back(m_model->scopeAt(index).section);
        }
    }
    return sections;
}

void SidebarPane::openSections(const std::vector<quint32> &sections)
{
    for (const quint32 section : sections) {
        m_view->expand(m_model->indexOf({PaperView::Section, section}));
    }
}

QByteArray SidebarPane::saveState() const
{
    QStringList open(m_open.begin(), m_open.end());
    open.sort();
    const QJsonObject state{{QStringLiteral("open"), QJsonArray::fromStringList(open)},
                            {QStringLiteral("current"), m_currentPath}};
    return QJsonDocument(state).toJson(QJsonDocument::Compact);
}

void SidebarPane::restoreState(const QByteArray &state)
{
    const QJsonObject object = QJsonDocument::fromJson(state).object();
    for (const QJsonValue path : object.value(QLatin1String("open")).toArray()) {
        if (m_open.size() < kMostRemembered) {
            m_open.insert(path.toString());
        }
    }
    if (const QString current = object.value(QLatin1String("current")).toString(); !current.isEmpty()) {
        m_currentPath = current;
    }
    if (m_model != nullptr) {
        bringBack();
    }
}

} // namespace carrel
