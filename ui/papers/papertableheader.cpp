// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers/papertableheader.h"

#include "widgets/icons.h"

#include <QAbstractTableModel>
#include <QContextMenuEvent>
#include <QJsonArray>
#include <QMenu>
#include <QScopedValueRollback>
#include <QStyleOptionHeader>

#include <algorithm>

namespace carrel {
namespace {

constexpr int kNarrowest = 20;
constexpr int kWidest = 4000;
constexpr QLatin1String kBestMatch("best-match"); ///< in stored settings, where else a column is named

int columnCount()
{
    return static_cast<int>(paperColumns().size());
}

const PaperColumnInfo &info(int column)
{
    return paperColumns()[static_cast<std::size_t>(column)];
}

int numberOfKey(const QString &key)
{
    const auto all = paperColumns();
    const auto found =
        std::ranges::find_if(all, [&key](const PaperColumnInfo &i) { return key == QLatin1String(i.key); });
    return found == all.end() ? -1 : static_cast<int>(found - all.begin());
}

bool isNarrow(PaperColumn column)
{
    return column == PaperColumn::Bookmark || column == PaperColumn::Unread;
}

/// Nothing but the titles of the columns.
class ColumnTitles final : public QAbstractTableModel
{
public:
    using QAbstractTableModel::QAbstractTableModel;
    int rowCount(const QModelIndex &) const override { return 0; }
    int columnCount(const QModelIndex &parent) const override
    {
        return parent.isValid() ? 0 : carrel::columnCount();
    }
    QVariant data(const QModelIndex &, int) const override { return {}; }
    QVariant headerData(int section, Qt::Orientation, int role) const override
    {
        const bool wanted = role == Qt::DisplayRole || role == Qt::ToolTipRole;
        return wanted ? paperColumnTitle(info(section).column) : QVariant();
    }
};

} // namespace

PaperTableHeader::PaperTableHeader(QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setModel(new ColumnTitles(this));
    setMinimumSectionSize(kNarrowest);
    setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    setSectionsMovable(true);
    setSectionsClickable(true);
    setHighlightSections(false);
    setSortIndicatorShown(true);
    setSortIndicatorClearable(true);
    setSortIndicator(-1, Qt::AscendingOrder);
    for (int column = 0; column < count(); ++column) {
        setSectionResizeMode(column, isNarrow(info(column).column) ? Fixed : Interactive);
        hideColumn(column, !info(column).shownAtFirst);
    }
    connect(this, &QHeaderView::sortIndicatorChanged, this, &PaperTableHeader::takeSort);
    connect(this, &QHeaderView::sectionResized, this, &PaperTableHeader::balance);
    connect(this, &QHeaderView::sectionMoved, this, &PaperTableHeader::columnsChanged);
}

int PaperTableHeader::numberOf(PaperColumn column)
{
    const auto all = paperColumns();
    const auto found = std::ranges::find(all, column, &PaperColumnInfo::column);
    return static_cast<int>(found - all.begin());
}

void PaperTableHeader::setFirstWidths(std::vector<int> widths)
{
    const QScopedValueRollback adjusting(m_adjusting, true);
    for (int column = 0; column < count(); ++column) {
        const auto at = static_cast<std::size_t>(column);
        const int present = isSectionHidden(column) ? 0 : sectionSize(column);
        const bool scales = !m_first.empty() && present > 0 && !isNarrow(info(column).column);
        resizeSection(column, scales ? present * widths[at] / m_first[at] : widths[at]);
    }
    m_first = std::move(widths);
    fitTitle();
}

void PaperTableHeader::fitTitle()
{
    if (m_first.empty()) {
        return;
    }
    const int title = numberOf(PaperColumn::Title);
    const int left = viewport()->width() - (length() - sectionSize(title));
    const QScopedValueRollback adjusting(m_adjusting, true);
    resizeSection(title, std::max(m_first[static_cast<std::size_t>(title)], left));
}

int PaperTableHeader::neighbourAfter(int column) const
{
    for (int visual = visualIndex(column) + 1; visual < count(); ++visual) {
        const int logical = logicalIndex(visual);
        if (!isSectionHidden(logical) && !isNarrow(info(logical).column)) {
            return logical;
        }
    }
    return -1;
}

void PaperTableHeader::balance(int column, int oldWidth, int newWidth)
{
    if (m_adjusting || m_first.empty()) {
        return;
    }
    // The edge behind the title moves what stands behind it: the title itself only ever has what is left.
    const int neighbour = info(column).column == PaperColumn::Title ? neighbourAfter(column) : -1;
    if (neighbour >= 0) {
        const QScopedValueRollback adjusting(m_adjusting, true);
        resizeSection(neighbour, std::max(kNarrowest, sectionSize(neighbour) - (newWidth - oldWidth)));
    }
    fitTitle();
    Q_EMIT columnsChanged();
}

std::vector<int> PaperTableHeader::shownColumns() const
{
    std::vector<int> shown;
    shown.reserve(static_cast<std::size_t>(count()));
    for (int visual = 0; visual < count(); ++visual) {
        if (const int column = logicalIndex(visual); !isSectionHidden(column)) {
            shown.push_back(column);
        }
    }
    return shown;
}

void PaperTableHeader::setColumnShown(PaperColumn column, bool shown)
{
    if (column == PaperColumn::Title) {
        return;
    }
    hideColumn(numberOf(column), !shown);
    fitTitle();
    Q_EMIT columnsChanged();
}

void PaperTableHeader::setSeveralLists(bool several)
{
    if (std::exchange(m_severalLists, several) != several) {
        setColumnShown(PaperColumn::Lists, m_wantsLists);
    }
}

void PaperTableHeader::hideColumn(int column, bool hidden)
{
    if (info(column).column == PaperColumn::Lists) {
        m_wantsLists = !hidden;
        hidden = hidden || !m_severalLists;
    }
    setSectionHidden(column, hidden);
}

bool PaperTableHeader::isWanted(int column) const
{
    return info(column).column == PaperColumn::Lists ? m_wantsLists : !isSectionHidden(column);
}

void PaperTableHeader::resetColumns()
{
    {
        const QScopedValueRollback adjusting(m_adjusting, true);
        for (int column = 0; column < count(); ++column) {
            moveSection(visualIndex(column), column);
            hideColumn(column, !info(column).shownAtFirst);
            if (!m_first.empty()) {
                resizeSection(column, m_first[static_cast<std::size_t>(column)]);
            }
        }
    }
    fitTitle();
    Q_EMIT columnsChanged();
}

void PaperTableHeader::fillMenu(QMenu &menu)
{
    for (int column = 0; column < count(); ++column) {
        const PaperColumn which = info(column).column;
        if (which == PaperColumn::Lists && !m_severalLists) {
            continue;
        }
        QAction *action = menu.addAction(paperColumnTitle(which));
        action->setCheckable(true);
        action->setChecked(!isSectionHidden(column));
        action->setEnabled(which != PaperColumn::Title);
        connect(action, &QAction::toggled, this, [this, which](bool shown) { setColumnShown(which, shown); });
    }
    menu.addSeparator();
    connect(menu.addAction(tr("Reset Columns")), &QAction::triggered, this, &PaperTableHeader::resetColumns);
}

void PaperTableHeader::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *best = menu->addAction(tr("Sort by Best Match"));
    best->setCheckable(true);
    best->setChecked(m_order == PaperOrder::BestMatch);
    best->setEnabled(m_canMatch);
    connect(best, &QAction::triggered, this, &PaperTableHeader::toggleBestMatch);
    menu->addSeparator();
    fillMenu(*menu);
    menu->popup(event->globalPos());
    event->accept();
}

void PaperTableHeader::initStyleOptionForIndex(QStyleOptionHeader *option, int logicalIndex) const
{
    QHeaderView::initStyleOptionForIndex(option, logicalIndex);
    option->textAlignment = QStyle::visualAlignment(option->direction, option->textAlignment);
    const PaperColumn column = info(logicalIndex).column;
    if (isNarrow(column)) {
        option->text.clear();
        option->icon = icon(column == PaperColumn::Bookmark ? IconName::Star : IconName::Unread);
        option->iconAlignment = Qt::AlignCenter;
    }
}

void PaperTableHeader::takeSort(int column, Qt::SortOrder order)
{
    if (m_adjusting) {
        return;
    }
    if (column >= 0 && !info(column).sortable) {
        setSortIndication(m_order, m_descending);
        return;
    }
    m_order = column < 0 ? PaperOrder::List : info(column).order;
    m_descending = column >= 0 && order == Qt::DescendingOrder;
    Q_EMIT sortRequested(m_order, m_descending);
}

void PaperTableHeader::setSortIndication(PaperOrder order, bool descending)
{
    const QScopedValueRollback adjusting(m_adjusting, true);
    const auto all = paperColumns();
    const auto found = std::ranges::find_if(
        all, [order](const PaperColumnInfo &i) { return i.sortable && i.order == order; });
    const bool sorted = hasColumn(order) && found != all.end();
    m_order = sorted || order == PaperOrder::BestMatch ? order : PaperOrder::List;
    m_descending = sorted && descending;
    setSortIndicator(sorted ? static_cast<int>(found - all.begin()) : -1,
                     m_descending ? Qt::DescendingOrder : Qt::AscendingOrder);
}

void PaperTableHeader::toggleBestMatch()
{
    setSortIndication(m_order == PaperOrder::BestMatch ? PaperOrder::List : PaperOrder::BestMatch, false);
    Q_EMIT sortRequested(m_order, m_descending);
}

QJsonObject PaperTableHeader::state() const
{
    QJsonArray columns;
    for (int visual = 0; visual < count(); ++visual) {
        const int column = logicalIndex(visual);
        QJsonObject one{{QStringLiteral("key"), QLatin1String(info(column).key)},
                        {QStringLiteral("shown"), isWanted(column)}};
        if (!m_first.empty() && !isSectionHidden(column) && info(column).column != PaperColumn::Title) {
            one.insert(QStringLiteral("width"), sectionSize(column));
            one.insert(QStringLiteral("of"), m_first[static_cast<std::size_t>(column)]);
        }
        columns.append(one);
    }
    const int sorted = sortIndicatorSection();
    const QLatin1String sort = sorted >= 0                        ? QLatin1String(info(sorted).key)
                               : m_order == PaperOrder::BestMatch ? kBestMatch
                                                                  : QLatin1String();
    return {{QStringLiteral("columns"), columns},
            {QStringLiteral("sort"), QString(sort)},
            {QStringLiteral("descending"), m_descending}};
}

/// Stored beside the first width of that time, so that another font or zoom keeps the proportions.
void PaperTableHeader::restoreWidth(int column, int width, int of)
{
    if (width > 0 && of > 0 && !m_first.empty() && !isNarrow(info(column).column)) {
        const qint64 scaled = qint64{m_first[static_cast<std::size_t>(column)]} * width / of;
        resizeSection(column, static_cast<int>(std::clamp<qint64>(scaled, kNarrowest, kWidest)));
    }
}

void PaperTableHeader::restoreState(const QJsonObject &state)
{
    {
        const QScopedValueRollback adjusting(m_adjusting, true);
        int visual = 0;
        for (const QJsonValue value : state.value(QLatin1String("columns")).toArray()) {
            const QJsonObject one = value.toObject();
            const int column = numberOfKey(one.value(QLatin1String("key")).toString());
            if (column < 0 || visualIndex(column) < visual) {
                continue;
            }
            moveSection(visualIndex(column), visual++);
            const bool shown = one.value(QLatin1String("shown")).toBool(info(column).shownAtFirst);
            hideColumn(column, !shown && info(column).column != PaperColumn::Title);
            restoreWidth(column, one.value(QLatin1String("width")).toInt(),
                         one.value(QLatin1String("of")).toInt());
        }
    }
    const QString sort = state.value(QLatin1String("sort")).toString();
    const int sorted = numberOfKey(sort);
    const bool sortable = sorted >= 0 && info(sorted).sortable;
    setSortIndication(sort == kBestMatch ? PaperOrder::BestMatch
                      : sortable         ? info(sorted).order
                                         : PaperOrder::List,
                      state.value(QLatin1String("descending")).toBool());
    fitTitle();
    Q_EMIT columnsChanged();
}

} // namespace carrel
