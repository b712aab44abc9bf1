// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>
#include <QStyledItemDelegate>

namespace carrel {

/// Draws the rows of a page of changes: heads of kinds and sections, titles with their venue at the far edge,
/// and what was and is now below. One line each, elided as there is room.
class ChangesDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintHead(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintChange(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
};

/// The page of changes: only changes are stepped on, a click or Enter goes to the paper.
class ChangesView final : public QListView
{
    Q_OBJECT
public:
    explicit ChangesView(QWidget *parent = nullptr);

Q_SIGNALS:
    void chosen(const QModelIndex &index);

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void changeEvent(QEvent *event) override;
};

} // namespace carrel
