// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/papertablemodel.h"

#include "catalog/link.h"
#include "items/itemroles.h"
#include "search/searchindex.h"

#include <QMimeData>
#include <QUrl>

#include <algorithm>
#include <utility>

namespace carrel {

namespace {

/// Above this many separate stretches of changed rows one signal for all of them is cheaper.
constexpr std::size_t kMostStretches = 64;
constexpr std::size_t kFewWorks = 8;

QList<int> kindList(quint32 kinds)
{
    QList<int> list;
    for (int kind = 0; kind < static_cast<int>(LinkKind::Relative); ++kind) {
        if ((kinds >> kind & 1U) != 0) {
            list.append(kind);
        }
    }
    return list;
}

/// Tool tips may read their text as HTML; a title stays a title.
QString escapedToolTip(const QString &text)
{
    return text.isEmpty() ? QString()
                          : QLatin1String("<span>") + text.toHtmlEscaped() + QLatin1String("</span>");
}

std::optional<QUrl> preferredUrl(const Catalog &catalog, quint32 work)
{
    const Link *link = catalog.preferredLinkOfWork(work);
    return link == nullptr ? std::nullopt : openableUrl(catalog.text(link->url()));
}

} // namespace

PaperTableModel::PaperTableModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void PaperTableModel::setCatalog(CatalogPointer catalog, WorkStatesPointer states, WorkRows rows)
{
    beginResetModel();
    m_catalog = std::move(catalog);
    m_states = std::move(states);
    m_rows = std::move(rows);
    m_rowOfWork.clear();
    endResetModel();
}

void PaperTableModel::extendCatalog(CatalogPointer catalog)
{
    m_catalog = std::move(catalog);
    m_rowOfWork.clear();
}

void PaperTableModel::setRows(WorkRows rows)
{
    if (!(rows == m_rows)) {
        replaceRows([&](std::vector<quint32> &) { m_rows = std::move(rows); });
    }
}

void PaperTableModel::moveTo(CatalogPointer catalog, WorkStatesPointer states, const Succession &succession)
{
    replaceRows([&](std::vector<quint32> &works) {
        std::vector<quint32> moved;
        moved.reserve(m_rows.size());
        for (const quint32 work : m_rows.works()) {
            if (const quint32 now = succession.workNow(work); now != kNone) {
                moved.push_back(now);
            }
        }
        for (quint32 &work : works) {
            work = succession.workNow(work);
        }
        m_catalog = std::move(catalog);
        m_states = std::move(states);
        m_rows = WorkRows(std::move(moved));
    });
}

/// replace() may give the works new numbers.
void PaperTableModel::replaceRows(const std::function<void(std::vector<quint32> &works)> &replace)
{
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    std::vector<quint32> works;
    for (const QModelIndex &index : before) {
        works.push_back(workAt(index.row()));
    }
    replace(works);
    m_rowOfWork.clear();
    prepareRowsOf(works);
    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i) {
        const int row = rowOf(works[static_cast<std::size_t>(i)]);
        after.append(row < 0 ? QModelIndex() : index(row, before.at(i).column()));
    }
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

void PaperTableModel::setStates(WorkStatesPointer states, const std::vector<quint32> &changedWorks)
{
    m_states = std::move(states);
    prepareRowsOf(changedWorks);
    std::vector<int> rows;
    for (const quint32 work : changedWorks) {
        if (const int row = rowOf(work); row >= 0) {
            rows.push_back(row);
        }
    }
    std::sort(rows.begin(), rows.end());
    std::vector<std::pair<int, int>> stretches;
    for (const int row : rows) {
        if (stretches.empty() || row > stretches.back().second + 1) {
            stretches.emplace_back(row, row);
        }
        stretches.back().second = row;
    }
    if (stretches.size() > kMostStretches) {
        stretches = {{rows.front(), rows.back()}};
    }
    for (const auto &[first, last] : stretches) {
        showChanged(first, last);
    }
}

void PaperTableModel::setAges(WorkStatesPointer states)
{
    m_states = std::move(states);
    if (!m_rows.empty()) {
        showChanged(0, rowCount() - 1);
    }
}

quint32 PaperTableModel::workAt(int row) const
{
    return m_rows[static_cast<quint32>(row)];
}

int PaperTableModel::rowOf(quint32 work) const
{
    if (!m_rowOfWork.empty()) {
        return work < m_rowOfWork.size() ? m_rowOfWork[work] : -1;
    }
    const quint32 row = m_rows.rowOf(work);
    return row == kNone ? -1 : static_cast<int>(row);
}

int PaperTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int PaperTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(paperColumns().size());
}

QVariant PaperTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const PaperColumnInfo &column = paperColumns()[static_cast<std::size_t>(index.column())];
    const PaperCell cell = cellAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return column.icon ? QVariant() : column.text(cell);
    case Qt::AccessibleTextRole:
        return column.text(cell);
    case Qt::ToolTipRole:
        return column.toolTip == nullptr ? QVariant() : escapedToolTip(column.toolTip(cell));
    default:
        return fact(cell, role);
    }
}

QVariant PaperTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) {
        return {};
    }
    const PaperColumnInfo &column = paperColumns()[static_cast<std::size_t>(section)];
    const bool spoken = role == Qt::ToolTipRole || role == Qt::AccessibleTextRole;
    if (spoken || (role == Qt::DisplayRole && !column.icon)) {
        return paperColumnTitle(column.column);
    }
    return {};
}

Qt::ItemFlags PaperTableModel::flags(const QModelIndex &index) const
{
    if (!index.isValid()) {
        return Qt::NoItemFlags;
    }
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled | Qt::ItemNeverHasChildren;
}

QStringList PaperTableModel::mimeTypes() const
{
    return {QStringLiteral("text/uri-list"), QStringLiteral("text/plain")};
}

QMimeData *PaperTableModel::mimeData(const QModelIndexList &indexes) const
{
    std::vector<int> rows;
    for (const QModelIndex &index : indexes) {
        rows.push_back(index.row());
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    QList<QUrl> urls;
    QStringList lines;
    for (const int row : rows) {
        const quint32 work = workAt(row);
        QString line = m_catalog->string(m_catalog->face(work).title());
        if (const std::optional<QUrl> url = preferredUrl(*m_catalog, work)) {
            urls.append(*url);
            line +=
                (line.isEmpty() ? QLatin1String() : QLatin1String(" ")) + url->toString(QUrl::FullyEncoded);
        }
        lines.append(line);
    }
    auto *data = new QMimeData;
    if (!urls.isEmpty()) {
        data->setUrls(urls);
    }
    data->setText(lines.join(QLatin1Char('\n')));
    return data;
}

PaperCell PaperTableModel::cellAt(int row) const
{
    const quint32 work = workAt(row);
    const bool known = m_states != nullptr && work < m_states->size();
    return {*m_catalog, work, known ? (*m_states)[work] : WorkState(), known ? m_states.get() : nullptr};
}

QVariant PaperTableModel::fact(const PaperCell &cell, int role) const
{
    switch (role) {
    case WorkRole:
        return cell.work;
    case BookmarkedRole:
        return cell.state.bookmarked;
    case ReadRole:
        return cell.state.read;
    case SurveyRole: {
        const std::span<const quint32> entries = cell.catalog.work(cell.work).entries;
        return std::any_of(entries.begin(), entries.end(),
                           [&](quint32 number) { return cell.catalog.entry(number).survey; });
    }
    case FormKindsRole:
        return QVariant::fromValue(kindList(openableKinds(cell.catalog, cell.work)));
    default:
        return {};
    }
}

/// The rows of few works are found sooner than those of all are listed; in the order of the list any are.
void PaperTableModel::prepareRowsOf(const std::vector<quint32> &works)
{
    if (m_rowOfWork.empty() && !m_rows.isInListOrder() && m_catalog != nullptr && works.size() > kFewWorks) {
        m_rowOfWork.assign(m_catalog->workCount(), -1);
        for (quint32 row = 0; row < m_rows.size(); ++row) {
            m_rowOfWork[m_rows[row]] = static_cast<int>(row);
        }
    }
}

void PaperTableModel::showChanged(int first, int last)
{
    Q_EMIT dataChanged(index(first, 0), index(last, columnCount() - 1),
                       {Qt::DisplayRole, Qt::AccessibleTextRole, BookmarkedRole, ReadRole});
}

} // namespace carrel
