// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/papercolumns.h"

#include <QHeaderView>
#include <QJsonObject>

#include <vector>

class QMenu;

namespace carrel {

/// The columns of the paper table: which are shown, where, how wide, sorted by what. Has a model of its own
/// with nothing but the titles, so that new rows never disturb it. The title takes the width that the others
/// leave.
class PaperTableHeader final : public QHeaderView
{
    Q_OBJECT
public:
    explicit PaperTableHeader(QWidget *parent = nullptr);

    /// Number of a column in the model and the header.
    static int numberOf(PaperColumn column);

    /// Widths of the columns in their first state, one a column; present widths keep their proportion to
    /// them.
    void setFirstWidths(std::vector<int> widths);
    /// Gives the title what the others leave of the width.
    void fitTitle();

    /// Shown columns, in their order from the beginning of a line to its end.
    std::vector<int> shownColumns() const;
    void setColumnShown(PaperColumn column, bool shown);
    /// The column of lists is there only where there are several.
    void setSeveralLists(bool several);
    void resetColumns();
    /// One checkable action a column, and one that brings the first state back.
    void fillMenu(QMenu &menu);
    /// Where nothing is looked for, nothing matches better than another.
    void setBestMatchAvailable(bool available) { m_canMatch = available; }
    /// The best match first, an order without a column; or back to the list's own.
    void toggleBestMatch();

    void setSortIndication(PaperOrder order, bool descending);
    PaperOrder sortOrder() const { return m_order; }
    bool isDescending() const { return m_descending; }

    QJsonObject state() const;
    /// Takes what it understands of a stored state, whatever else stands in it.
    void restoreState(const QJsonObject &state);

Q_SIGNALS:
    void columnsChanged();
    void sortRequested(carrel::PaperOrder order, bool descending);

protected:
    void initStyleOptionForIndex(QStyleOptionHeader *option, int logicalIndex) const override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void takeSort(int column, Qt::SortOrder order);
    void balance(int column, int oldWidth, int newWidth);
    void restoreWidth(int column, int width, int of);
    int neighbourAfter(int column) const;
    void hideColumn(int column, bool hidden);
    bool isWanted(int column) const;

    std::vector<int> m_first;
    PaperOrder m_order = PaperOrder::List;
    bool m_descending = false;
    bool m_canMatch = false;
    bool m_adjusting = false;
    bool m_severalLists = false;
    bool m_wantsLists = true; ///< where there are several
};

} // namespace carrel
