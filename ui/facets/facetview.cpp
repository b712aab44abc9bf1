// SPDX-License-Identifier: GPL-3.0-or-later
#include "facets/facetview.h"

#include "facets/facetdelegate.h"
#include "items/facetmodel.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QScrollBar>

#include <array>

namespace carrel {
namespace {

constexpr int kColumns = 2;
constexpr int kUsualRows = 7;
constexpr int kFewestRows = 3;

ClauseUse useOf(const QModelIndex &index)
{
    return static_cast<ClauseUse>(index.data(FacetUseRole).toInt());
}

} // namespace

FacetView::FacetView(FacetModel *model, Form form, QWidget *parent)
    : QListView(parent)
    , m_model(model)
    , m_delegate(new FacetDelegate(this))
    , m_form(form)
{
    setFrameShape(NoFrame);
    setUniformItemSizes(true);
    setSelectionMode(NoSelection);
    setEditTriggers(NoEditTriggers);
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setItemDelegate(m_delegate);
    if (form == Form::Columns) {
        setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setFlow(LeftToRight);
        setWrapping(true);
        setResizeMode(Adjust);
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    }
    setModel(model);
    takeFont();
    connect(this, &QListView::clicked, this, &FacetView::askNext);
    // The second of two quick clicks comes as this alone.
    connect(this, &QListView::doubleClicked, this, &FacetView::askNext);
    connect(model, &QAbstractItemModel::modelAboutToBeReset, this, &FacetView::rememberPlace);
    connect(model, &QAbstractItemModel::modelReset, this, &FacetView::bringBackPlace);
}

int FacetView::rowHeight() const
{
    return m_delegate->rowHeight();
}

QSize FacetView::sizeHint() const
{
    const int rows = m_form == Form::List ? kUsualRows : (m_model->rowCount() + kColumns - 1) / kColumns;
    return {fontMetrics().averageCharWidth() * 30, rows * rowHeight()};
}

QSize FacetView::minimumSizeHint() const
{
    return {0, m_form == Form::List ? kFewestRows * rowHeight() : sizeHint().height()};
}

void FacetView::takeFont()
{
    m_delegate->setFont(font());
    verticalScrollBar()->setSingleStep(rowHeight());
    if (m_form == Form::Columns) {
        layOutColumns();
    } else {
        doItemsLayout();
    }
    updateGeometry();
}

void FacetView::changeEvent(QEvent *event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        takeFont();
    }
}

void FacetView::resizeEvent(QResizeEvent *event)
{
    QListView::resizeEvent(event);
    if (m_form == Form::Columns) {
        layOutColumns();
    }
}

/// Ends where the counts of a list end that has a scroll bar.
void FacetView::layOutColumns()
{
    setViewportMargins(0, 0, style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, this), 0);
    // A view that is filled to the last pixel begins another row.
    m_delegate->setCellWidth((viewport()->width() - 1) / kColumns);
    doItemsLayout();
}

void FacetView::focusInEvent(QFocusEvent *event)
{
    QListView::focusInEvent(event);
    if (!currentIndex().isValid()) {
        setCurrentIndex(m_model->index(0));
    }
}

void FacetView::rememberPlace()
{
    m_currentName = currentIndex().data().toString();
    m_scrolled = verticalScrollBar()->value();
}

/// The current value stays so where it still is one; the rows below the pointer do not move on their own.
void FacetView::bringBackPlace()
{
    if (!m_currentName.isEmpty()) {
        const QModelIndexList found = m_model->match(m_model->index(0), Qt::DisplayRole, m_currentName, 1,
                                                     Qt::MatchExactly | Qt::MatchCaseSensitive);
        selectionModel()->setCurrentIndex(found.value(0), QItemSelectionModel::NoUpdate);
    }
    executeDelayedItemsLayout();
    verticalScrollBar()->setValue(m_scrolled);
}

void FacetView::ask(const QModelIndex &index, ClauseUse use)
{
    if (index.isValid()) {
        Q_EMIT useRequested(m_model->valueAt(index), use);
    }
}

void FacetView::askNext(const QModelIndex &index)
{
    ask(index, nextUse(useOf(index)));
}

void FacetView::keyPressEvent(QKeyEvent *event)
{
    const bool plain = (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    switch (plain ? event->key() : 0) {
    case Qt::Key_Space:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return askNext(currentIndex());
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        return ask(currentIndex(), ClauseUse::None);
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Home:
    case Qt::Key_End:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        return QListView::keyPressEvent(event);
    default:
        // Letters are commands of the window.
        event->ignore();
    }
}

void FacetView::contextMenuEvent(QContextMenuEvent *event)
{
    const QModelIndex index =
        event->reason() == QContextMenuEvent::Keyboard ? currentIndex() : indexAt(event->pos());
    QMenu menu(this);
    if (index.isValid()) {
        const std::array texts{tr("N&either Include nor Exclude"), tr("&Include"), tr("E&xclude")};
        for (const ClauseUse use : {ClauseUse::Included, ClauseUse::Excluded, ClauseUse::None}) {
            QAction *action = menu.addAction(texts[static_cast<std::size_t>(use)]);
            action->setCheckable(true);
            action->setChecked(useOf(index) == use);
            connect(action, &QAction::triggered, this,
                    [this, use, place = QPersistentModelIndex(index)] { ask(place, use); });
        }
        menu.addSeparator();
    }
    menu.addActions(actions());
    menu.exec(event->reason() == QContextMenuEvent::Keyboard
                  ? viewport()->mapToGlobal(visualRect(index).bottomLeft())
                  : event->globalPos());
}

} // namespace carrel
