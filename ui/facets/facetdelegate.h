// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/textline.h"

#include <QLocale>
#include <QStyledItemDelegate>

namespace carrel {

/// Draws the values of a facet: a box with a check (included) or a line (excluded, the name struck through),
/// the name, the count at the far edge.
class FacetDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit FacetDelegate(QObject *parent = nullptr);

    void setFont(const QFont &font);
    /// Width of a value where several stand in a row; 0 where each has a row of its own.
    void setCellWidth(int width) { m_cellWidth = width; }
    int rowHeight() const { return m_rowHeight; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

private:
    QRectF boxOf(const QStyleOptionViewItem &option) const;
    void paintBox(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintTexts(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;

    mutable TextLineCache m_lines;
    QLocale m_locale;
    int m_cellWidth = 0;
    int m_rowHeight = 24;
    int m_margin = 6;
    int m_box = 13;
    qreal m_ascent = 0;
    qreal m_textHeight = 0;
    qreal m_strike = 0; ///< above the baseline
};

} // namespace carrel
