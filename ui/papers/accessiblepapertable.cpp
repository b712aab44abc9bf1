// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers/accessiblepapertable.h"

#include "items/itemroles.h"
#include "papers/papertableheader.h"
#include "papers/papertableview.h"

#include <QAccessibleWidget>
#include <QCoreApplication>
#include <QHash>

#include <algorithm>

namespace carrel {
namespace {

constexpr int kHeaderRow = -1;
/// Each selected cell becomes an object; a screen reader that asks for more than this would only hang.
constexpr std::size_t kMostSelectedCells = 10'000;

QString spoken(const char *text)
{
    return QCoreApplication::translate("AccessiblePaperTable", text);
}

PaperColumn columnOf(int logical)
{
    return paperColumns()[static_cast<std::size_t>(logical)].column;
}

class AccessibleTable;

/// One cell, or with kHeaderRow a column header. Lives until the rows of the model change.
class AccessibleCell final : public QAccessibleInterface, public QAccessibleTableCellInterface
{
public:
    AccessibleCell(PaperTableView *view, AccessibleTable *owner, int row, int logical)
        : m_view(view)
        , m_table(owner)
        , m_row(row)
        , m_logical(logical)
    {
    }

    bool isValid() const override;
    QObject *object() const override { return nullptr; }
    QAccessibleInterface *parent() const override;
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QString text(QAccessible::Text kind) const override;
    void setText(QAccessible::Text, const QString &) override {}
    QRect rect() const override;
    QAccessible::Role role() const override
    {
        return isHeader() ? QAccessible::ColumnHeader : QAccessible::Cell;
    }
    QAccessible::State state() const override;
    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::TableCellInterface ? static_cast<QAccessibleTableCellInterface *>(this)
                                                       : nullptr;
    }

    bool isSelected() const override;
    QList<QAccessibleInterface *> columnHeaderCells() const override;
    QList<QAccessibleInterface *> rowHeaderCells() const override { return {}; }
    int columnIndex() const override;
    int rowIndex() const override { return m_row; }
    int columnExtent() const override { return 1; }
    int rowExtent() const override { return 1; }
    QAccessibleInterface *table() const override { return parent(); }

    bool isHeader() const { return m_row == kHeaderRow; }
    int logicalColumn() const { return m_logical; }

private:
    QModelIndex index() const { return m_view->model()->index(m_row, m_logical); }
    QString name() const;
    QString description() const;

    PaperTableView *m_view;
    AccessibleTable *m_table;
    int m_row;
    int m_logical;
};

/// The table itself. Makes cells when they are asked for and drops them when the rows change.
class AccessibleTable final : public QAccessibleWidget, public QAccessibleTableInterface
{
public:
    explicit AccessibleTable(PaperTableView *view)
        : QAccessibleWidget(view, QAccessible::Table)
        , m_view(view)
    {
    }
    ~AccessibleTable() override { dropCells(); }

    QAccessibleInterface *cell(int row, int logical) const;
    std::vector<int> columns() const { return m_view->header().shownColumns(); }

    int childCount() const override { return (m_view->rowCount() + 1) * columnCount(); }
    QAccessibleInterface *child(int index) const override;
    QAccessibleInterface *childAt(int x, int y) const override;
    QAccessibleInterface *focusChild() const override;
    int indexOfChild(const QAccessibleInterface *child) const override;
    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::TableInterface ? static_cast<QAccessibleTableInterface *>(this)
                                                   : QAccessibleWidget::interface_cast(type);
    }

    QAccessibleInterface *cellAt(int row, int column) const override;
    int selectedCellCount() const override { return selectedRowCount() * columnCount(); }
    QList<QAccessibleInterface *> selectedCells() const override;
    QString columnDescription(int column) const override;
    QString rowDescription(int) const override { return {}; }
    int selectedColumnCount() const override { return 0; }
    int selectedRowCount() const override;
    int columnCount() const override { return static_cast<int>(columns().size()); }
    int rowCount() const override { return m_view->rowCount(); }
    QList<int> selectedColumns() const override { return {}; }
    QList<int> selectedRows() const override;
    bool isColumnSelected(int) const override { return false; }
    bool isRowSelected(int row) const override;
    bool selectRow(int row) override { return select(row, QItemSelectionModel::Select); }
    bool selectColumn(int) override { return false; }
    bool unselectRow(int row) override { return select(row, QItemSelectionModel::Deselect); }
    bool unselectColumn(int) override { return false; }
    QAccessibleInterface *caption() const override { return nullptr; }
    QAccessibleInterface *summary() const override { return nullptr; }
    void modelChange(QAccessibleTableModelChangeEvent *event) override;

private:
    bool select(int row, QItemSelectionModel::SelectionFlag flag);
    void dropCells() const;

    PaperTableView *m_view;
    mutable QHash<std::pair<int, int>, QAccessible::Id> m_cells; ///< by row and logical column
};

// The table

QAccessibleInterface *AccessibleTable::cell(int row, int logical) const
{
    const auto found = m_cells.constFind({row, logical});
    if (found != m_cells.constEnd()) {
        return QAccessible::accessibleInterface(*found);
    }
    auto *made = new AccessibleCell(m_view, const_cast<AccessibleTable *>(this), row, logical);
    m_cells.insert({row, logical}, QAccessible::registerAccessibleInterface(made));
    return made;
}

void AccessibleTable::dropCells() const
{
    for (const QAccessible::Id id : std::as_const(m_cells)) {
        QAccessible::deleteAccessibleInterface(id);
    }
    m_cells.clear();
}

QAccessibleInterface *AccessibleTable::child(int index) const
{
    const int width = columnCount();
    if (index < 0 || index >= childCount()) {
        return nullptr;
    }
    return cell(index / width - 1, columns()[static_cast<std::size_t>(index % width)]);
}

QAccessibleInterface *AccessibleTable::childAt(int x, int y) const
{
    const QPoint point = m_view->viewport()->mapFromGlobal(QPoint(x, y));
    const int logical = m_view->header().logicalIndexAt(point.x());
    if (logical >= 0 && point.y() < 0 && point.y() >= -m_view->header().height()) {
        return cell(kHeaderRow, logical);
    }
    const QModelIndex index = m_view->indexAt(point);
    return index.isValid() ? cell(index.row(), index.column()) : nullptr;
}

QAccessibleInterface *AccessibleTable::focusChild() const
{
    const QModelIndex current = m_view->currentIndex();
    return current.isValid() && m_view->hasFocus() ? cell(current.row(), current.column()) : nullptr;
}

int AccessibleTable::indexOfChild(const QAccessibleInterface *child) const
{
    const auto *one = dynamic_cast<const AccessibleCell *>(child);
    if (one == nullptr || one->columnIndex() < 0) {
        return -1;
    }
    return (one->rowIndex() + 1) * columnCount() + one->columnIndex();
}

QAccessibleInterface *AccessibleTable::cellAt(int row, int column) const
{
    const bool exists = row >= 0 && row < rowCount() && column >= 0 && column < columnCount();
    return exists ? cell(row, columns()[static_cast<std::size_t>(column)]) : nullptr;
}

QString AccessibleTable::columnDescription(int column) const
{
    const std::vector<int> shown = columns();
    const auto at = static_cast<std::size_t>(column);
    return column >= 0 && at < shown.size() ? paperColumnTitle(columnOf(shown[at])) : QString();
}

int AccessibleTable::selectedRowCount() const
{
    int count = 0;
    for (const QItemSelectionRange &range : m_view->selectionModel()->selection()) {
        count += range.height();
    }
    return count;
}

QList<int> AccessibleTable::selectedRows() const
{
    QList<int> rows;
    for (const QItemSelectionRange &range : m_view->selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row) {
            rows.append(row);
        }
    }
    std::sort(rows.begin(), rows.end());
    return rows;
}

QList<QAccessibleInterface *> AccessibleTable::selectedCells() const
{
    QList<QAccessibleInterface *> cells;
    const std::vector<int> shown = columns();
    for (const QItemSelectionRange &range : m_view->selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row) {
            if (static_cast<std::size_t>(cells.size()) + shown.size() > kMostSelectedCells) {
                return cells;
            }
            std::ranges::transform(shown, std::back_inserter(cells),
                                   [&](int logical) { return cell(row, logical); });
        }
    }
    return cells;
}

bool AccessibleTable::isRowSelected(int row) const
{
    return m_view->selectionModel()->isSelected(m_view->model()->index(row, 0));
}

bool AccessibleTable::select(int row, QItemSelectionModel::SelectionFlag flag)
{
    const QModelIndex index = m_view->model()->index(row, 0);
    m_view->selectionModel()->select(index, flag | QItemSelectionModel::Rows);
    return index.isValid();
}

void AccessibleTable::modelChange(QAccessibleTableModelChangeEvent *event)
{
    if (event->modelChangeType() != QAccessibleTableModelChangeEvent::DataChanged) {
        dropCells();
    }
}

// Cells

bool AccessibleCell::isValid() const
{
    return m_view->model() != nullptr && m_row < m_view->rowCount();
}

QAccessibleInterface *AccessibleCell::parent() const
{
    return m_table;
}

QString AccessibleCell::name() const
{
    switch (columnOf(m_logical)) {
    case PaperColumn::Bookmark:
        return index().data(BookmarkedRole).toBool() ? spoken("bookmarked") : spoken("not bookmarked");
    case PaperColumn::Unread:
        return index().data(ReadRole).toBool() ? spoken("read") : spoken("unread");
    default:
        return index().data(Qt::DisplayRole).toString();
    }
}

/// What a row says beside its title, so that moving from title to title tells as much as looking at the rows.
QString AccessibleCell::description() const
{
    if (columnOf(m_logical) != PaperColumn::Title) {
        return {};
    }
    QStringList facts;
    if (index().data(BookmarkedRole).toBool()) {
        facts.append(spoken("bookmarked"));
    }
    if (!index().data(ReadRole).toBool()) {
        facts.append(spoken("unread"));
    }
    if (index().data(SurveyRole).toBool()) {
        facts.append(spoken("survey"));
    }
    for (std::size_t column = 0; column < paperColumns().size(); ++column) {
        const PaperColumn which = paperColumns()[column].column;
        const bool told = which == PaperColumn::Venue || which == PaperColumn::Year;
        const QString fact =
            told ? index().siblingAtColumn(static_cast<int>(column)).data().toString() : QString();
        if (!fact.isEmpty()) {
            facts.append(fact);
        }
    }
    return facts.join(QStringLiteral(", "));
}

QString AccessibleCell::text(QAccessible::Text kind) const
{
    if (!isValid()) {
        return {};
    }
    if (isHeader()) {
        return kind == QAccessible::Name ? paperColumnTitle(columnOf(m_logical)) : QString();
    }
    switch (kind) {
    case QAccessible::Name:
        return name();
    case QAccessible::Description:
        return description();
    default:
        return {};
    }
}

QRect AccessibleCell::rect() const
{
    if (!isValid()) {
        return {};
    }
    const PaperTableHeader &header = m_view->header();
    const QRect place = isHeader() ? QRect(header.sectionViewportPosition(m_logical), -header.height(),
                                           header.sectionSize(m_logical), header.height())
                                   : m_view->visualRect(index());
    return {m_view->viewport()->mapToGlobal(place.topLeft()), place.size()};
}

QAccessible::State AccessibleCell::state() const
{
    QAccessible::State state;
    if (!isValid()) {
        state.invalid = true;
        return state;
    }
    if (isHeader()) {
        return state;
    }
    state.selectable = true;
    state.multiSelectable = true;
    state.focusable = true;
    state.selected = isSelected();
    state.focused = m_view->hasFocus() && m_view->currentIndex() == index();
    state.offscreen = !m_view->visualRect(index()).intersects(m_view->viewport()->rect());
    state.checkable = columnOf(m_logical) == PaperColumn::Bookmark;
    state.checked = state.checkable && index().data(BookmarkedRole).toBool();
    return state;
}

bool AccessibleCell::isSelected() const
{
    return !isHeader() && isValid() && m_view->selectionModel()->isSelected(index());
}

QList<QAccessibleInterface *> AccessibleCell::columnHeaderCells() const
{
    return isHeader() ? QList<QAccessibleInterface *>() : QList{m_table->cell(kHeaderRow, m_logical)};
}

int AccessibleCell::columnIndex() const
{
    const std::vector<int> shown = m_table->columns();
    const auto found = std::ranges::find(shown, m_logical);
    return found == shown.end() ? -1 : static_cast<int>(found - shown.begin());
}

} // namespace

QAccessibleInterface *accessiblePaperTable(const QString &className, QObject *object)
{
    if (className != QLatin1String("carrel::PaperTableView")) {
        return nullptr;
    }
    auto *view = qobject_cast<PaperTableView *>(object);
    return view == nullptr ? nullptr : new AccessibleTable(view);
}

void tellRowsChanged(PaperTableView &view)
{
    if (QAccessible::isActive()) {
        QAccessibleTableModelChangeEvent event(&view, QAccessibleTableModelChangeEvent::ModelReset);
        QAccessible::updateAccessibility(&event);
    }
}

void tellCurrentChanged(PaperTableView &view, const QModelIndex &current)
{
    const std::vector<int> shown = view.header().shownColumns();
    const auto found = std::ranges::find(shown, current.column());
    if (!QAccessible::isActive() || !current.isValid() || found == shown.end()) {
        return;
    }
    const auto column = static_cast<int>(found - shown.begin());
    QAccessibleEvent event(&view, QAccessible::Focus);
    event.setChild((current.row() + 1) * static_cast<int>(shown.size()) + column);
    QAccessible::updateAccessibility(&event);
}

void tellSelectionChanged(PaperTableView &view)
{
    if (QAccessible::isActive()) {
        QAccessibleEvent event(&view, QAccessible::SelectionWithin);
        QAccessible::updateAccessibility(&event);
    }
}

} // namespace carrel
