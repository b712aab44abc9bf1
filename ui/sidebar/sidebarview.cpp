// SPDX-License-Identifier: GPL-3.0-or-later
#include "sidebar/sidebarview.h"

#include "items/itemroles.h"
#include "widgets/icons.h"
#include "widgets/theme.h"

#include <QKeyEvent>
#include <QPainter>

#include <optional>

namespace carrel {
namespace {

SidebarNode kindOf(const QModelIndex &index)
{
    return static_cast<SidebarNode>(index.data(NodeKindRole).toInt());
}

std::optional<IconName> iconOf(SidebarNode kind)
{
    switch (kind) {
    case SidebarNode::AllPapers:
        return IconName::List;
    case SidebarNode::Bookmarks:
        return IconName::Star;
    case SidebarNode::Unread:
        return IconName::Unread;
    case SidebarNode::New:
        return IconName::New;
    case SidebarNode::Gone:
        return IconName::Unlisted;
    case SidebarNode::SavedSearch:
        return IconName::Save;
    case SidebarNode::Tag:
        return IconName::Tag;
    default:
        return std::nullopt;
    }
}

} // namespace

SidebarView::SidebarView(QWidget *parent)
    : QTreeView(parent)
{
    setFrameShape(NoFrame);
    setHeaderHidden(true);
    setUniformRowHeights(true);
    setRootIsDecorated(false);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setAllColumnsShowFocus(true);
    setDragEnabled(true);
    setDragDropMode(InternalMove);
    setDragDropOverwriteMode(false);
    setAcceptDrops(false);
}

QModelIndex SidebarView::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    const QModelIndex target = QTreeView::moveCursor(action, modifiers);
    if (!target.isValid() || kindOf(target) != SidebarNode::Head) {
        return target;
    }
    const bool up = action == MoveUp || action == MovePrevious;
    const QModelIndex beyond = up ? indexAbove(target) : indexBelow(target);
    const bool stays = action == MoveLeft || !beyond.isValid() || kindOf(beyond) == SidebarNode::Head;
    return stays ? currentIndex() : beyond;
}

void SidebarView::drawBranches(QPainter *painter, const QRect &rect, const QModelIndex &index) const
{
    const bool unsure = index.data(UnsureRole).toBool();
    const std::optional<IconName> name = unsure ? IconName::Warning : iconOf(kindOf(index));
    if (!name) {
        QTreeView::drawBranches(painter, rect, index);
        return;
    }
    const bool selected = selectionModel()->isSelected(index);
    const QPalette::ColorGroup group = isActiveWindow() ? QPalette::Active : QPalette::Inactive;
    const QColor color = selected ? palette().color(group, QPalette::HighlightedText)
                                  : secondaryText(palette().color(group, QPalette::Text),
                                                  palette().color(group, QPalette::Base));
    const int slot = isRightToLeft() ? rect.left() : rect.right() + 1 - indentation();
    const QRect place(slot + (indentation() - kIconSize) / 2, rect.top() + (rect.height() - kIconSize) / 2,
                      kIconSize, kIconSize);
    painter->drawPixmap(place, iconPixmap(*name, kIconSize, devicePixelRatioF(), color));
}

void SidebarView::startDrag(Qt::DropActions actions)
{
    // Drops are for rows of its own; all others go to the window.
    setAcceptDrops(true);
    QTreeView::startDrag(actions);
    setAcceptDrops(false);
}

void SidebarView::keyboardSearch(const QString &)
{
    // Letters are commands of the window.
}

void SidebarView::keyPressEvent(QKeyEvent *event)
{
    const bool letter = !event->text().isEmpty() && event->text().front().isPrint() &&
                        event->key() != Qt::Key_Space && event->text().front() != QLatin1Char('*') &&
                        event->text().front() != QLatin1Char('+') &&
                        event->text().front() != QLatin1Char('-');
    if (letter || event->matches(QKeySequence::Copy)) {
        event->ignore();
        return;
    }
    QTreeView::keyPressEvent(event);
}

} // namespace carrel
