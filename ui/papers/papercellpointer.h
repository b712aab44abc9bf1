// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPersistentModelIndex>

class QMouseEvent;
class QPoint;

namespace carrel {

class PaperTableView;

/// What the pointer means to single cells of the table: hover, tool tips, and clicks on star and dot, which
/// toggle and select nothing. Sees the events of the viewport before the view; selection and scrolling are
/// the view's.
class PaperCellPointer final : public QObject
{
    Q_OBJECT
public:
    explicit PaperCellPointer(PaperTableView &view);

    QModelIndex hovered() const { return m_hovered; }
    /// The rows moved below the pointer.
    void lookAgain();

Q_SIGNALS:
    void bookmarkClicked(quint32 work);
    void readClicked(quint32 work);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void setHovered(const QModelIndex &index);
    bool takesPress(const QMouseEvent &event);
    bool takesRelease(const QMouseEvent &event);
    void showToolTip(const QPoint &at, const QPoint &global);
    QString toolTipOf(const QModelIndex &index) const;

    PaperTableView &m_view;
    QPersistentModelIndex m_hovered;
    QPersistentModelIndex m_pressed;
};

} // namespace carrel
