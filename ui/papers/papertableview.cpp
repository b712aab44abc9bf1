// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers/papertableview.h"

#include "items/itemroles.h"
#include "papers/accessiblepapertable.h"
#include "papers/papercellpointer.h"
#include "papers/papertableheader.h"
#include "widgets/dragpicture.h"

#include <QAccessible>
#include <QContextMenuEvent>
#include <QDrag>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>
#include <QScrollBar>
#include <QStyleOptionFocusRect>

#include <algorithm>
#include <climits>

namespace carrel {
namespace {

/// Beyond this a drag would only hang: files and the clipboard are the way out for that many.
constexpr qsizetype kMostDragged = 10'000;

} // namespace

PaperTableView::PaperTableView(QWidget *parent)
    : QAbstractItemView(parent)
    , m_header(new PaperTableHeader(this))
    , m_pointer(new PaperCellPointer(*this))
{
    QAccessible::installFactory(accessiblePaperTable);
    setFrameShape(NoFrame);
    setSelectionMode(ExtendedSelection);
    setSelectionBehavior(SelectRows);
    setEditTriggers(NoEditTriggers);
    setDragDropMode(DragOnly);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    viewport()->setAutoFillBackground(true);
    takeFont();
    connect(m_header, &QHeaderView::sectionResized, viewport(), qOverload<>(&QWidget::update));
    connect(m_header, &PaperTableHeader::columnsChanged, this, [this] {
        updateGeometries();
        viewport()->update();
    });
    connect(this, &QAbstractItemView::doubleClicked, this, &PaperTableView::openRequested);
    connect(m_pointer, &PaperCellPointer::bookmarkClicked, this, &PaperTableView::bookmarkToggled);
    connect(m_pointer, &PaperCellPointer::readClicked, this, &PaperTableView::readToggled);
}

void PaperTableView::setModel(QAbstractItemModel *newModel)
{
    if (model() != nullptr) {
        disconnect(model(), nullptr, this, nullptr);
    }
    QAbstractItemView::setModel(newModel);
    m_anchor.reset();
    if (newModel == nullptr) {
        return;
    }
    connect(newModel, &QAbstractItemModel::layoutAboutToBeChanged, this, &PaperTableView::rememberPlace);
    connect(newModel, &QAbstractItemModel::layoutChanged, this, &PaperTableView::returnToPlace);
    connect(newModel, &QAbstractItemModel::modelReset, this, [this] {
        updateGeometries();
        verticalScrollBar()->setValue(0);
        tellRowsChanged(*this);
        Q_EMIT currentMoved();
    });
    const auto rowsMoved = [this] {
        updateGeometries();
        viewport()->update();
        tellRowsChanged(*this);
    };
    connect(newModel, &QAbstractItemModel::rowsInserted, this, rowsMoved);
    connect(newModel, &QAbstractItemModel::rowsRemoved, this, rowsMoved);
}

void PaperTableView::setQuery(Query query)
{
    m_painter.setQuery(std::move(query));
    viewport()->update();
}

void PaperTableView::takeFont()
{
    m_painter.setFont(font(), style()->pixelMetric(QStyle::PM_HeaderMargin, nullptr, m_header));
    m_painter.setPalette(palette());
    std::vector<int> widths;
    for (const PaperColumnInfo &info : paperColumns()) {
        widths.push_back(m_painter.firstWidth(info.column));
    }
    m_header->setFirstWidths(std::move(widths));
}

int PaperTableView::rowCount() const
{
    return model() == nullptr ? 0 : model()->rowCount(rootIndex());
}

quint32 PaperTableView::workAt(int row) const
{
    return row >= 0 && row < rowCount() ? model()->index(row, 0).data(WorkRole).toUInt() : kNone;
}

void PaperTableView::selectRow(int row)
{
    if (row >= 0 && row < rowCount()) {
        selectionModel()->setCurrentIndex(model()->index(row, titleColumn()),
                                          QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    }
}

int PaperTableView::titleColumn()
{
    return PaperTableHeader::numberOf(PaperColumn::Title);
}

// Places

int PaperTableView::horizontalOffset() const
{
    return m_header->offset();
}

int PaperTableView::verticalOffset() const
{
    return verticalScrollBar()->value();
}

bool PaperTableView::isIndexHidden(const QModelIndex &index) const
{
    return m_header->isSectionHidden(index.column());
}

QRect PaperTableView::rowRect(int row) const
{
    return {0, row * rowHeight() - verticalOffset(), viewport()->width(), rowHeight()};
}

QRect PaperTableView::visualRect(const QModelIndex &index) const
{
    if (!index.isValid()) {
        return {};
    }
    const QRect row = rowRect(index.row());
    return {m_header->sectionViewportPosition(index.column()), row.y(), m_header->sectionSize(index.column()),
            row.height()};
}

QModelIndex PaperTableView::indexAt(const QPoint &point) const
{
    const int y = point.y() + verticalOffset();
    const int row = y / rowHeight();
    const int column = m_header->logicalIndexAt(point.x());
    if (y < 0 || row >= rowCount() || column < 0) {
        return {};
    }
    return model()->index(row, column, rootIndex());
}

void PaperTableView::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    if (!index.isValid()) {
        return;
    }
    const int height = viewport()->height();
    const int top = index.row() * rowHeight();
    const int bottom = top + rowHeight();
    const int now = verticalOffset();
    if (hint == PositionAtCenter) {
        verticalScrollBar()->setValue(top - (height - rowHeight()) / 2);
    } else if (hint == PositionAtTop || top < now) {
        verticalScrollBar()->setValue(top);
    } else if (hint == PositionAtBottom || bottom > now + height) {
        verticalScrollBar()->setValue(bottom - height);
    }
}

int PaperTableView::neighbourColumn(int column, int step) const
{
    const std::vector<int> shown = m_header->shownColumns();
    const auto found = std::ranges::find(shown, column);
    if (found == shown.end()) {
        return titleColumn();
    }
    const auto at = std::clamp<std::ptrdiff_t>(found - shown.begin() + step, 0, std::ssize(shown) - 1);
    return shown[static_cast<std::size_t>(at)];
}

QModelIndex PaperTableView::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    const int rows = rowCount();
    if (rows == 0) {
        return {};
    }
    const QModelIndex current = currentIndex();
    if (!current.isValid()) {
        return model()->index(action == MoveEnd ? rows - 1 : 0, titleColumn(), rootIndex());
    }
    const int page = std::max(1, viewport()->height() / rowHeight() - 1);
    const int forward = isRightToLeft() ? -1 : 1;
    int row = current.row();
    int column = current.column();
    switch (action) {
    case MoveUp:
    case MovePrevious:
        row -= 1;
        break;
    case MoveDown:
    case MoveNext:
        row += 1;
        break;
    case MovePageUp:
        row -= page;
        break;
    case MovePageDown:
        row += page;
        break;
    case MoveHome:
        row = 0;
        break;
    case MoveEnd:
        row = rows - 1;
        break;
    case MoveLeft:
        column = neighbourColumn(column, -forward);
        break;
    case MoveRight:
        column = neighbourColumn(column, forward);
        break;
    }
    return model()->index(std::clamp(row, 0, rows - 1), column, rootIndex());
}

void PaperTableView::setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command)
{
    const int rows = rowCount();
    const int from = (std::min(rect.top(), rect.bottom()) + verticalOffset()) / rowHeight();
    const int to = (std::max(rect.top(), rect.bottom()) + verticalOffset()) / rowHeight();
    if (rows == 0 || from >= rows || to < 0) {
        selectionModel()->select(QItemSelection(), command);
        return;
    }
    const QModelIndex first = model()->index(std::max(from, 0), 0, rootIndex());
    const QModelIndex last = model()->index(std::min(to, rows - 1), model()->columnCount() - 1, rootIndex());
    selectionModel()->select(QItemSelection(first, last), command);
}

QRegion PaperTableView::visualRegionForSelection(const QItemSelection &selection) const
{
    QRegion region;
    for (const QItemSelectionRange &range : selection) {
        const QRect all = rowRect(range.top()).united(rowRect(range.bottom()));
        region += all.intersected(viewport()->rect());
    }
    return region;
}

void PaperTableView::placeScrollBars()
{
    const QSize room = viewport()->size();
    const qint64 height = qint64{rowCount()} * rowHeight();
    verticalScrollBar()->setSingleStep(rowHeight());
    verticalScrollBar()->setPageStep(room.height());
    verticalScrollBar()->setRange(0,
                                  static_cast<int>(std::clamp<qint64>(height - room.height(), 0, INT_MAX)));
    horizontalScrollBar()->setSingleStep(rowHeight());
    horizontalScrollBar()->setPageStep(room.width());
    horizontalScrollBar()->setRange(0, std::max(0, m_header->length() - room.width()));
}

void PaperTableView::updateGeometries()
{
    const int height = std::max(m_header->sizeHint().height(), rowHeight() * 7 / 8);
    if (viewportMargins().top() != height) {
        setViewportMargins(0, height, 0, 0);
    }
    const QRect room = viewport()->geometry();
    m_header->setGeometry(room.x(), room.y() - height, room.width(), height);
    m_header->fitTitle();
    placeScrollBars();
    QAbstractItemView::updateGeometries();
}

void PaperTableView::scrollContentsBy(int dx, int dy)
{
    if (dx != 0) {
        m_header->setOffset(horizontalScrollBar()->value());
    }
    viewport()->scroll(isRightToLeft() ? -dx : dx, dy);
    m_pointer->lookAgain();
}

/// New rows keep the current one where the eye has it; without one in sight they begin at the top.
void PaperTableView::rememberPlace()
{
    m_anchor.reset();
    const QModelIndex current = currentIndex();
    if (current.isValid() && rowRect(current.row()).intersects(viewport()->rect())) {
        m_anchor = Anchor{current, rowRect(current.row()).y()};
    }
}

void PaperTableView::returnToPlace()
{
    // The layout that Qt puts off for now would paint all rows a second time.
    doItemsLayout();
    const bool stays = m_anchor && m_anchor->index.isValid();
    verticalScrollBar()->setValue(stays ? m_anchor->index.row() * rowHeight() - m_anchor->y : 0);
    m_anchor.reset();
    tellRowsChanged(*this);
    Q_EMIT currentMoved();
}

// Changes

void PaperTableView::updateRow(int row)
{
    if (row >= 0) {
        viewport()->update(rowRect(row));
    }
}

bool PaperTableView::isElided(const QModelIndex &index)
{
    return m_painter.isElided(visualRect(index), index);
}

void PaperTableView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QAbstractItemView::currentChanged(current, previous);
    updateRow(previous.row());
    updateRow(current.row());
    if (current.isValid() && previous.isValid() && current.column() != previous.column()) {
        const QRect cell = visualRect(current);
        const int beyond = std::max(0, cell.right() + 1 - viewport()->width());
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() +
                                        (cell.left() < 0 ? cell.left() : beyond));
    }
    tellCurrentChanged(*this, current);
    Q_EMIT currentMoved();
}

void PaperTableView::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QAbstractItemView::selectionChanged(selected, deselected);
    tellSelectionChanged(*this);
}

/// The base class looks at each cell that changed: it is told of those in sight.
void PaperTableView::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                                 const QList<int> &roles)
{
    const int first = std::max(topLeft.row(), verticalOffset() / rowHeight());
    const int last = std::min(bottomRight.row(), first + viewport()->height() / rowHeight() + 1);
    if (first <= last) {
        QAbstractItemView::dataChanged(topLeft.siblingAtRow(first), bottomRight.siblingAtRow(last), roles);
        viewport()->update(rowRect(first).united(rowRect(last)));
    }
}

void PaperTableView::changeEvent(QEvent *event)
{
    QAbstractItemView::changeEvent(event);
    switch (event->type()) {
    case QEvent::FontChange:
    case QEvent::StyleChange:
        takeFont();
        updateGeometries();
        break;
    case QEvent::PaletteChange:
        m_painter.setPalette(palette());
        break;
    default:
        break;
    }
}

// Painting

void PaperTableView::paintRow(QPainter &painter, int row, const std::vector<int> &columns)
{
    PaperRowLook look;
    look.selected = selectionModel()->isSelected(model()->index(row, 0, rootIndex()));
    look.active = isActiveWindow();
    const QModelIndex hovered = m_pointer->hovered();
    look.hovered = hovered.isValid() && hovered.row() == row;
    look.hoveredColumn = look.hovered ? hovered.column() : -1;
    look.direction = layoutDirection();
    const QRect place = rowRect(row);
    m_painter.paintRowGround(painter, place, look);
    for (const int column : columns) {
        const QModelIndex index = model()->index(row, column, rootIndex());
        m_painter.paintCell(painter, visualRect(index), index, look);
    }
    if (row == currentIndex().row() && hasFocus()) {
        QStyleOptionFocusRect option;
        option.initFrom(this);
        option.rect = place;
        option.state |= QStyle::State_KeyboardFocusChange | QStyle::State_Item;
        option.backgroundColor = palette().color(look.selected ? QPalette::Highlight : QPalette::Base);
        style()->drawPrimitive(QStyle::PE_FrameFocusRect, &option, &painter, this);
    }
}

void PaperTableView::paintEvent(QPaintEvent *event)
{
    if (rowCount() == 0) {
        return;
    }
    QPainter painter(viewport());
    m_painter.setDevicePixelRatio(devicePixelRatioF());
    const std::vector<int> columns = m_header->shownColumns();
    const QRect dirty = event->rect();
    const int first = std::max(0, (dirty.top() + verticalOffset()) / rowHeight());
    const int last = std::min(rowCount() - 1, (dirty.bottom() + verticalOffset()) / rowHeight());
    for (int row = first; row <= last; ++row) {
        if (event->region().intersects(rowRect(row))) {
            paintRow(painter, row, columns);
        }
    }
}

void PaperTableView::keyboardSearch(const QString &)
{
    // Letters are commands of the window.
}

void PaperTableView::focusInEvent(QFocusEvent *event)
{
    currentIndex().isValid() ? QAbstractItemView::focusInEvent(event) : QFrame::focusInEvent(event);
}

void PaperTableView::keyPressEvent(QKeyEvent *event)
{
    const bool plain = (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!plain || !currentIndex().isValid()) {
            event->ignore();
            return;
        }
        Q_EMIT openRequested();
        event->accept();
        return;
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
    case Qt::Key_Home:
    case Qt::Key_End:
    case Qt::Key_Space:
        QAbstractItemView::keyPressEvent(event);
        return;
    default:
        break;
    }
    if (event->matches(QKeySequence::SelectAll)) {
        selectAll();
        event->accept();
    } else {
        event->ignore();
    }
}

void PaperTableView::contextMenuEvent(QContextMenuEvent *event)
{
    QPoint at = event->pos();
    if (event->reason() == QContextMenuEvent::Keyboard) {
        const QRect row = rowRect(std::max(0, currentIndex().row())) & viewport()->rect();
        at = QPoint(viewport()->width() / 4, row.isValid() ? row.bottom() : viewport()->height() / 2);
    }
    Q_EMIT contextMenuRequested(viewport()->mapToGlobal(at));
    event->accept();
}

void PaperTableView::startDrag(Qt::DropActions actions)
{
    const QModelIndexList rows = selectionModel()->selectedRows(titleColumn());
    QMimeData *payload = rows.isEmpty() || rows.size() > kMostDragged ? nullptr : model()->mimeData(rows);
    if (payload == nullptr) {
        return;
    }
    auto *drag = new QDrag(this);
    drag->setMimeData(payload);
    const QString label = rows.size() == 1 ? rows.first().data(Qt::DisplayRole).toString()
                                           : tr("%n papers", nullptr, static_cast<int>(rows.size()));
    drag->setPixmap(dragPicture(*this, label));
    drag->setHotSpot(QPoint(-8, -8));
    drag->exec(actions & Qt::CopyAction ? Qt::CopyAction : actions, Qt::CopyAction);
}

} // namespace carrel
