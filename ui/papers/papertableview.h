// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "papers/papertablepainter.h"
#include "search/searchindex.h"

#include <QAbstractItemView>
#include <QPersistentModelIndex>

#include <optional>
#include <vector>

namespace carrel {

class PaperCellPointer;
class PaperTableHeader;

/// A table of uniform rows for any number of papers: every place is computed, none is stored. Owns selection
/// by rows, keyboard, scrolling and the header; what cells look like is PaperTablePainter's, what the pointer
/// does to single cells PaperCellPointer's. The columns of its model are those of paperColumns().
class PaperTableView final : public QAbstractItemView
{
    Q_OBJECT
public:
    explicit PaperTableView(QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    void setQuery(Query query);

    PaperTableHeader &header() const { return *m_header; }
    int rowHeight() const { return m_painter.rowHeight(); }
    int rowCount() const;
    quint32 workAt(int row) const;
    /// Makes a row the current and only selected one.
    void selectRow(int row);
    /// True when the cell cannot show its whole text.
    bool isElided(const QModelIndex &index);
    void updateRow(int row);

    QRect visualRect(const QModelIndex &index) const override;
    QModelIndex indexAt(const QPoint &point) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    void keyboardSearch(const QString &text) override;

Q_SIGNALS:
    void bookmarkToggled(quint32 work);
    void readToggled(quint32 work);
    /// The selected rows are to be opened.
    void openRequested();
    void contextMenuRequested(const QPoint &global);
    /// After currentChanged, and where a new order of rows took the current one away.
    void currentMoved();

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    int horizontalOffset() const override;
    int verticalOffset() const override;
    bool isIndexHidden(const QModelIndex &index) const override;
    void setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command) override;
    QRegion visualRegionForSelection(const QItemSelection &selection) const override;
    void updateGeometries() override;
    void scrollContentsBy(int dx, int dy) override;

    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                     const QList<int> &roles) override;
    void startDrag(Qt::DropActions actions) override;

    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    /// Unlike Qt's views this one makes no row current by itself: that would show a paper that nobody chose.
    void focusInEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    struct Anchor
    {
        QPersistentModelIndex index;
        int y;
    };

    void takeFont();
    void rememberPlace();
    void returnToPlace();
    void placeScrollBars();
    QRect rowRect(int row) const;
    static int titleColumn();
    int neighbourColumn(int column, int step) const;
    void paintRow(QPainter &painter, int row, const std::vector<int> &columns);

    PaperTablePainter m_painter;
    PaperTableHeader *m_header;
    PaperCellPointer *m_pointer;
    std::optional<Anchor> m_anchor;
};

} // namespace carrel
