// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "papers/emptynotice.h"
#include "search/query.h"
#include "search/searchindex.h"

#include <QByteArray>
#include <QTimer>
#include <QWidget>

#include <vector>

class QMenu;

namespace carrel {

class PaperTableModel;
class PaperTableView;

/// The middle pane: the table of papers, and what stands in its place while it is empty. Tells which works
/// the reader means; what is done with them is decided by others.
class PaperPane final : public QWidget
{
    Q_OBJECT
public:
    explicit PaperPane(QWidget *parent = nullptr);

    void setModel(PaperTableModel *model);
    /// Stands above the rows as long as it is shown; takes ownership.
    void setHeading(QWidget *heading);
    /// Its matches are marked in the rows.
    void setQuery(Query query);
    /// Why there are no rows, as long as there are none; with the text of the filter where that is the
    /// reason.
    void setEmptyState(EmptyReason reason, const QString &filter = {});
    /// Another text for the filter, offered as long as there are no rows and this filter stays.
    void setSuggestion(const QString &text);
    /// To the rows, or to what can be done where there are none.
    void focusPapers();
    /// Shows an order that came from elsewhere; emits nothing.
    void setSortIndicator(PaperOrder order, bool descending);
    PaperOrder sortOrder() const;
    /// From any order to the best match first, and from there to the list's own; asks for it as the header
    /// does.
    void toggleBestMatch();
    bool isDescending() const;

    quint32 currentWork() const { return m_currentWork; }
    /// From the top.
    std::vector<quint32> selectedWorks() const;
    /// Makes a work the current and only selected one and brings it into sight; false when it is not shown.
    bool selectWork(quint32 work);
    /// Makes these the selected works, one of them the current one, as far as they are shown; scrolls
    /// nothing.
    void selectWorks(const std::vector<quint32> &works, quint32 current);
    /// Moves the current row down, or up where negative, and selects it.
    void moveCurrent(int rows);
    /// Selects the next unread work below the current one, or from the top; false when there is none.
    bool goToNextUnread();
    void selectAll();
    /// The column that tells how many lists have a paper is there only then.
    void setSeveralLists(bool several);
    /// Actions that show and hide columns.
    void fillColumnMenu(QMenu &menu);

    /// Columns and order. Restoring emits sortRequested where the stored order is not the present one.
    QByteArray saveState() const;
    void restoreState(const QByteArray &state);

    PaperTableView &view() const { return *m_view; }

Q_SIGNALS:
    /// kNone when no row is current.
    void currentWorkChanged(quint32 work);
    void selectionChanged(const std::vector<quint32> &works);
    void openRequested(const std::vector<quint32> &works);
    void bookmarkToggled(const std::vector<quint32> &works);
    void readToggled(const std::vector<quint32> &works);
    void contextMenuRequested(const QPoint &global);
    void sortRequested(carrel::PaperOrder order, bool descending);
    void filterClearRequested();
    void suggestionAccepted(const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void connectView();
    void takeCurrent();
    void tellSelection();
    void showEmptyState();
    void hideNotice();
    void placeNotice();

    PaperTableView *m_view;
    PaperTableModel *m_model = nullptr;
    EmptyNotice *m_notice = nullptr; ///< made when it is first needed
    QTimer m_patience;
    EmptyReason m_reason = EmptyReason::None;
    QString m_filter;
    QString m_suggestion;
    quint32 m_currentWork;
};

} // namespace carrel
