// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTreeView>

namespace carrel {

/// The tree of the sidebar: heads are neither stepped on nor closed, and the places of the library have an
/// icon where sections have their arrow.
class SidebarView final : public QTreeView
{
    Q_OBJECT
public:
    static constexpr int kIconSize = 16;

    explicit SidebarView(QWidget *parent = nullptr);

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void drawBranches(QPainter *painter, const QRect &rect, const QModelIndex &index) const override;
    void keyboardSearch(const QString &text) override;
    void keyPressEvent(QKeyEvent *event) override;
    void startDrag(Qt::DropActions actions) override;
};

} // namespace carrel
