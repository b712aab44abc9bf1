// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers/papercellpointer.h"

#include "items/itemroles.h"
#include "items/papercolumns.h"
#include "papers/papertableview.h"

#include <QCursor>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QToolTip>

namespace carrel {
namespace {

PaperColumn columnOf(const QModelIndex &index)
{
    return paperColumns()[static_cast<std::size_t>(index.column())].column;
}

bool isToggle(const QModelIndex &index)
{
    return index.isValid() &&
           (columnOf(index) == PaperColumn::Bookmark || columnOf(index) == PaperColumn::Unread);
}

} // namespace

PaperCellPointer::PaperCellPointer(PaperTableView &view)
    : QObject(&view)
    , m_view(view)
{
    view.viewport()->setAttribute(Qt::WA_Hover);
    view.viewport()->installEventFilter(this);
}

void PaperCellPointer::lookAgain()
{
    if (m_view.viewport()->underMouse()) {
        setHovered(m_view.indexAt(m_view.viewport()->mapFromGlobal(QCursor::pos())));
    }
}

void PaperCellPointer::setHovered(const QModelIndex &index)
{
    if (m_hovered == index) {
        return;
    }
    const int before = m_hovered.isValid() ? m_hovered.row() : -1;
    m_hovered = index;
    m_view.updateRow(before);
    m_view.updateRow(index.row());
}

bool PaperCellPointer::takesPress(const QMouseEvent &event)
{
    m_pressed = QModelIndex();
    const QModelIndex index = m_view.indexAt(event.position().toPoint());
    if (event.button() == Qt::LeftButton && event.modifiers() == Qt::NoModifier && isToggle(index)) {
        m_pressed = index;
    }
    return m_pressed.isValid();
}

bool PaperCellPointer::takesRelease(const QMouseEvent &event)
{
    if (!m_pressed.isValid()) {
        return false;
    }
    const QModelIndex pressed = m_pressed;
    m_pressed = QModelIndex();
    if (m_view.indexAt(event.position().toPoint()) == pressed) {
        const quint32 work = pressed.data(WorkRole).toUInt();
        if (columnOf(pressed) == PaperColumn::Bookmark) {
            Q_EMIT bookmarkClicked(work);
        } else {
            Q_EMIT readClicked(work);
        }
    }
    return true;
}

QString PaperCellPointer::toolTipOf(const QModelIndex &index) const
{
    switch (columnOf(index)) {
    case PaperColumn::Bookmark:
        return index.data(BookmarkedRole).toBool() ? tr("Remove the bookmark") : tr("Bookmark");
    case PaperColumn::Unread:
        return index.data(ReadRole).toBool() ? tr("Mark as unread") : tr("Mark as read");
    case PaperColumn::Venue:
        return index.data(Qt::ToolTipRole).toString();
    default:
        return m_view.isElided(index) ? index.data(Qt::ToolTipRole).toString() : QString();
    }
}

void PaperCellPointer::showToolTip(const QPoint &at, const QPoint &global)
{
    const QModelIndex index = m_view.indexAt(at);
    const QString text = index.isValid() ? toolTipOf(index) : QString();
    if (text.isEmpty()) {
        QToolTip::hideText();
    } else {
        QToolTip::showText(global, text, m_view.viewport(), m_view.visualRect(index));
    }
}

bool PaperCellPointer::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::HoverEnter:
    case QEvent::HoverMove:
        setHovered(m_view.indexAt(static_cast<QHoverEvent *>(event)->position().toPoint()));
        break;
    case QEvent::HoverLeave:
    case QEvent::Leave:
        setHovered({});
        break;
    case QEvent::ToolTip: {
        const auto &help = *static_cast<QHelpEvent *>(event);
        showToolTip(help.pos(), help.globalPos());
        return true;
    }
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonDblClick:
        return takesPress(*static_cast<QMouseEvent *>(event));
    case QEvent::MouseMove:
        return m_pressed.isValid();
    case QEvent::MouseButtonRelease:
        return takesRelease(*static_cast<QMouseEvent *>(event));
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace carrel
