// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/listtablemodel.h"

#include "mainwindow/updatetext.h"
#include "sync/listreading.h"
#include "sync/pooltask.h"
#include "widgets/icons.h"
#include "widgets/theme.h"

#include <QGuiApplication>
#include <QIcon>
#include <QLocale>
#include <QMimeData>
#include <QPalette>
#include <QPixmap>
#include <QPointer>

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

namespace carrel {

namespace {

/// Names are words for the reader, not texts.
constexpr qsizetype kLongestName = 100;

const QString &rowType()
{
    static const QString type = QStringLiteral("application/x-carrel-list-row");
    return type;
}

/// Keeps the place of a sign, so that words below each other begin at one line.
QIcon noSign()
{
    constexpr int kSize = 16;
    QPixmap empty(kSize, kSize);
    empty.fill(Qt::transparent);
    return QIcon(empty);
}

bool needsAttention(const ListRecord &list)
{
    return list.state == ListState::Refused || list.state == ListState::Asks ||
           list.state == ListState::Failed;
}

auto findIn(const std::vector<ListRecord> &lists, const QString &id)
{
    return std::find_if(lists.begin(), lists.end(), [&](const ListRecord &each) { return each.id == id; });
}

} // namespace

ListTableModel::ListTableModel(ListShelf &shelf, QObject *parent)
    : QAbstractTableModel(parent)
    , m_shelf(shelf)
    , m_lists(shelf.lists())
{
    connect(&shelf, &ListShelf::listsChanged, this, &ListTableModel::takeLists);
    connect(&shelf, &ListShelf::updateStarted, this, [this](const QString &list) {
        m_updating = list;
        m_done = m_total = 0;
        showRow(list);
    });
    connect(&shelf, &ListShelf::progressChanged, this,
            [this](const QString &list, qint64 done, qint64 total) {
                m_updating = list;
                m_done = done;
                m_total = total;
                showRow(list);
            });
    connect(&shelf, &ListShelf::updateFinished, this, &ListTableModel::takeOutcome);
    m_ageing.setSingleShot(true);
    connect(&m_ageing, &QTimer::timeout, this, &ListTableModel::showAge);
    showAge();
    countBundled();
}

int ListTableModel::rowOf(const QString &list) const
{
    const auto found = findIn(m_lists, list);
    return found == m_lists.end() ? -1 : static_cast<int>(found - m_lists.begin());
}

std::optional<UpdateOutcome> ListTableModel::outcome(int row) const
{
    const auto found = m_outcomes.find(record(row).id);
    return found == m_outcomes.end() ? std::nullopt : std::optional(found->second);
}

void ListTableModel::takeLists()
{
    const std::vector<ListRecord> lists = m_shelf.lists();
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (findIn(lists, record(row).id) == lists.end()) {
            beginRemoveRows({}, row, row);
            m_lists.erase(m_lists.begin() + row);
            endRemoveRows();
        }
    }
    for (const ListRecord &list : lists) {
        if (rowOf(list.id) < 0) {
            const int row = std::min(static_cast<int>(findIn(lists, list.id) - lists.begin()), rowCount());
            beginInsertRows({}, row, row);
            m_lists.insert(m_lists.begin() + row, list);
            endInsertRows();
        }
    }
    reorder(lists);
    if (rowCount() > 0) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
    showAge();
    countBundled();
}

/// Takes what the lists say, in their order; they are the same as those shown.
void ListTableModel::reorder(const std::vector<ListRecord> &lists)
{
    const bool sameOrder = std::equal(lists.begin(), lists.end(), m_lists.begin(), m_lists.end(),
                                      [](const ListRecord &a, const ListRecord &b) { return a.id == b.id; });
    if (sameOrder) {
        m_lists = lists;
        return;
    }
    Q_EMIT layoutAboutToBeChanged();
    const std::vector<ListRecord> before = std::exchange(m_lists, lists);
    for (const QModelIndex &old : persistentIndexList()) {
        const int row = rowOf(before[static_cast<std::size_t>(old.row())].id);
        changePersistentIndex(old, index(row, old.column()));
    }
    Q_EMIT layoutChanged();
}

void ListTableModel::takeOutcome(const UpdateOutcome &outcome)
{
    UpdateOutcome kept = outcome;
    if (kept.kind != UpdateOutcome::Kind::Asks) {
        // Both versions would stay in memory for nothing.
        kept.diff.reset();
    }
    m_outcomes.insert_or_assign(outcome.list, std::move(kept));
    m_updating.clear();
    showRow(outcome.list);
}

void ListTableModel::showRow(const QString &list)
{
    if (const int row = rowOf(list); row >= 0) {
        Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
    }
}

/// "3 minutes ago" becomes "4 minutes ago", and waits are counted down.
void ListTableModel::showAge()
{
    using namespace std::chrono_literals;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    std::chrono::milliseconds lasts = 1h;
    for (const ListRecord &list : m_lists) {
        if (waitLeft(list, now)) {
            lasts = std::min<std::chrono::milliseconds>(lasts, 1s);
        } else if (list.checked.isValid()) {
            lasts = std::min(lasts, agoLasts(list.checked, now));
        }
    }
    m_ageing.start(std::max<std::chrono::milliseconds>(lasts, 1s));
    if (rowCount() > 0) {
        Q_EMIT dataChanged(index(0, StateColumn), index(rowCount() - 1, StateColumn));
    }
}

/// How many papers there are in lists that came with the program is known to nobody but who reads them.
void ListTableModel::countBundled()
{
    for (const ListRecord &list : m_lists) {
        if (list.bundled.isEmpty() || !m_bundledPapers.emplace(list.id, -1).second) {
            continue;
        }
        runInPool(
            *this,
            [path = list.bundled] {
                const Result<CatalogPointer> catalog = readListFile(path);
                return catalog ? static_cast<int>((*catalog)->workCount()) : -1;
            },
            [this, id = list.id](int papers) {
                m_bundledPapers[id] = papers;
                showRow(id);
            });
    }
}

ListShelf::Done ListTableModel::reporter()
{
    return [this, alive = QPointer(this)](const Result<QString> &result) {
        if (alive != nullptr && !result) {
            Q_EMIT failed(result.error());
        }
    };
}

void ListTableModel::edit(int row, const std::function<void(ListRecord &)> &change)
{
    m_shelf.change(record(row).id, change, reporter());
}

void ListTableModel::move(int row, int places)
{
    moveTo(row, row + places);
}

void ListTableModel::moveTo(int row, int place)
{
    const int target = std::clamp(place, 0, rowCount() - 1);
    if (target != row) {
        m_shelf.move(record(row).id, static_cast<std::size_t>(target), reporter());
    }
}

int ListTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lists.size());
}

int ListTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

std::optional<int> ListTableModel::papersOf(const ListRecord &list) const
{
    const QString file =
        list.inUse.isEmpty() && !list.versions.empty() ? list.versions.front().file : list.inUse;
    const auto version = std::find_if(list.versions.begin(), list.versions.end(),
                                      [&](const ListVersion &each) { return each.file == file; });
    if (version != list.versions.end()) {
        return version->papers;
    }
    const auto bundled = m_bundledPapers.find(list.id);
    return bundled == m_bundledPapers.end() || bundled->second < 0 ? std::nullopt
                                                                   : std::optional(bundled->second);
}

QString ListTableModel::stateText(const ListRecord &list) const
{
    if (list.id == m_updating) {
        return m_done == 0 ? tr("updating ...") : tr("updating, %1").arg(transferText(m_done, m_total));
    }
    const QString check = checkText(list, QDateTime::currentDateTimeUtc());
    return list.on ? check : tr("off, %1").arg(check);
}

QString ListTableModel::text(const ListRecord &list, int column) const
{
    switch (column) {
    case NameColumn:
        return list.name;
    case SourceColumn:
        return list.source;
    case PapersColumn: {
        const std::optional<int> papers = papersOf(list);
        return papers ? QLocale().toString(*papers) : QString();
    }
    case StateColumn:
        return stateText(list);
    default:
        return {};
    }
}

QIcon ListTableModel::stateSign(const ListRecord &list) const
{
    return list.id != m_updating && needsAttention(list) ? icon(IconName::Warning) : noSign();
}

QVariant ListTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const ListRecord &list = record(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return text(list, index.column());
    case Qt::ToolTipRole:
        return index.column() == PapersColumn ? QVariant() : text(list, index.column()).toHtmlEscaped();
    case Qt::CheckStateRole:
        return index.column() == NameColumn ? QVariant(list.on ? Qt::Checked : Qt::Unchecked) : QVariant();
    case Qt::TextAlignmentRole:
        return index.column() == PapersColumn ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case Qt::DecorationRole:
        return index.column() == StateColumn ? QVariant(stateSign(list)) : QVariant();
    case Qt::ForegroundRole: {
        const QPalette palette = QGuiApplication::palette();
        const bool quiet = !list.on || index.column() == SourceColumn;
        return quiet ? QVariant(secondaryText(palette.color(QPalette::Text), palette.color(QPalette::Base)))
                     : QVariant();
    }
    default:
        return {};
    }
}

bool ListTableModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || index.column() != NameColumn) {
        return false;
    }
    if (role == Qt::CheckStateRole) {
        const bool on = value.toInt() == Qt::Checked;
        edit(index.row(), [on](ListRecord &list) { list.on = on; });
        return true;
    }
    const QString name = value.toString().simplified().left(kLongestName);
    if (role != Qt::EditRole || name.isEmpty() || name == record(index.row()).name) {
        return false;
    }
    edit(index.row(), [name](ListRecord &list) { list.name = name; });
    return true;
}

QVariant ListTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount) {
        return {};
    }
    if (role == Qt::TextAlignmentRole && section == PapersColumn) {
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    }
    if (role == Qt::DecorationRole && section == StateColumn) {
        return noSign();
    }
    const std::array titles{tr("List"), tr("Source"), tr("Papers"), tr("Last check")};
    return role == Qt::DisplayRole ? QVariant(titles[static_cast<std::size_t>(section)]) : QVariant();
}

Qt::ItemFlags ListTableModel::flags(const QModelIndex &index) const
{
    if (!index.isValid()) {
        return Qt::ItemIsDropEnabled;
    }
    const Qt::ItemFlags usual =
        Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled | Qt::ItemNeverHasChildren;
    return index.column() == NameColumn ? usual | Qt::ItemIsEditable | Qt::ItemIsUserCheckable : usual;
}

QStringList ListTableModel::mimeTypes() const
{
    return {rowType()};
}

QMimeData *ListTableModel::mimeData(const QModelIndexList &indexes) const
{
    auto *data = new QMimeData;
    data->setData(rowType(), indexes.isEmpty() ? QByteArray() : record(indexes.first().row()).id.toUtf8());
    return data;
}

bool ListTableModel::dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int /*column*/,
                                  const QModelIndex &parent)
{
    const int from = rowOf(QString::fromUtf8(data->data(rowType())));
    if (action != Qt::MoveAction || from < 0 || parent.isValid()) {
        return false;
    }
    const int before = row < 0 ? rowCount() : row;
    // The place that it leaves counts no more.
    moveTo(from, before > from ? before - 1 : before);
    return true;
}

} // namespace carrel
