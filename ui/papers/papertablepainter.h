// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/papercolumns.h"
#include "widgets/textline.h"

#include <QHash>
#include <QModelIndex>
#include <QPalette>
#include <QRect>

class QPainter;

namespace carrel {

/// How a row stands in the view at the moment.
struct PaperRowLook
{
    bool selected = false;
    bool active = true;   ///< the view has the focus
    bool hovered = false; ///< the pointer is somewhere in the row
    int hoveredColumn = -1;
    Qt::LayoutDirection direction = Qt::LeftToRight;
};

/// Draws rows and cells of the paper table: type, colours, marks. Knows no scrolling and no selection model.
class PaperTablePainter final
{
public:
    /// Texts begin where those of the header do, that far into their column.
    void setFont(const QFont &font, int leading);
    void setPalette(const QPalette &palette) { m_palette = palette; }
    void setQuery(Query query) { m_lines.setQuery(std::move(query)); }
    void setDevicePixelRatio(qreal ratio) { m_pixelRatio = ratio; }

    int rowHeight() const { return m_rowHeight; }
    /// Width of a column in its first state; the title takes what is left, at least this.
    int firstWidth(PaperColumn column) const;

    void paintRowGround(QPainter &painter, const QRect &row, const PaperRowLook &look) const;
    void paintCell(QPainter &painter, const QRect &cell, const QModelIndex &index, const PaperRowLook &look);
    /// True when the title does not fit into the cell.
    bool isElided(const QRect &cell, const QModelIndex &index);

private:
    struct Inks
    {
        QColor text;
        QColor secondary;
        QColor tint;
    };
    enum Font { Normal, Unread, Small };

    Inks inks(const PaperRowLook &look) const;
    QRectF inner(const QRect &cell, Qt::LayoutDirection direction = Qt::LeftToRight) const;
    void paintStar(QPainter &painter, const QRect &cell, const QModelIndex &index, const PaperRowLook &look);
    void paintDot(QPainter &painter, const QRect &cell, const QModelIndex &index, const PaperRowLook &look);
    void paintTitle(QPainter &painter, const QRect &cell, const QModelIndex &index, const PaperRowLook &look);
    void paintYear(QPainter &painter, const QRect &cell, const QModelIndex &index, const PaperRowLook &look);
    void paintQuiet(QPainter &painter, const QRect &cell, const QModelIndex &index, const PaperRowLook &look);
    void paintLine(QPainter &painter, const QRectF &room, const TextLine &line, const Inks &inks,
                   const QColor &ink, Qt::LayoutDirection direction) const;
    void paintSurvey(QPainter &painter, const QRectF &place, const Inks &inks);
    qreal surveyWidth();

    TextLineCache m_lines;
    QPalette m_palette;
    QString m_survey;
    qreal m_pixelRatio = 1.0;
    qreal m_ascent = 0;
    qreal m_smallAscent = 0;
    qreal m_digit = 0;     ///< the widest digit
    bool m_tabular = true; ///< all digits of the font have one width
    int m_textHeight = 16;
    int m_smallHeight = 14;
    int m_rowHeight = 27;
    int m_margin = 6;  ///< between two things in a row
    int m_leading = 4; ///< before a text, in its column
    int m_average = 8;
};

} // namespace carrel
