// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lists/listtablemodel.h"

#include <QDialog>
#include <QUrl>

#include <functional>
#include <vector>

class QAction;
class QBoxLayout;
class QLabel;
class QPushButton;
class QTreeView;

namespace carrel {

class ListDetails;
class MessageBar;

/// The lists in use, to be named, switched, ordered, removed and looked after. A removal can be taken back.
/// What updates, versions and new lists need is asked of others.
class ListManager final : public QDialog
{
    Q_OBJECT
public:
    ListManager(ListShelf &shelf, QWidget *parent);

    void selectList(const QString &list);

Q_SIGNALS:
    void addRequested();
    /// Of all that are on where none is named.
    void updateRequested(const QStringList &lists);
    void stopRequested();
    /// What an update of the list found lacks many papers: the reader wants to see which.
    void comparisonRequested(const carrel::UpdateOutcome &outcome);
    void versionsRequested(const QString &list);
    void healthRequested(const QString &list);
    void pageRequested(const QUrl &page);

private:
    struct Offer
    {
        QAction *action;
        std::function<bool(int row)> isOpen; ///< row is -1 where no list is selected
    };

    void createTable();
    void createActions();
    QAction *offer(const QString &text, const QKeySequence &key, std::function<void()> run,
                   std::function<bool(int row)> isOpen);
    void addLine();
    QWidget *buttonColumn();
    int currentRow() const;
    void takeCurrent();
    void remove();
    void putBack(const ListRecord &record, int place);
    void compare();
    void openPage();
    void showError(const Error &error);
    ListShelf::Done reporter();

    ListShelf &m_shelf;
    ListTableModel m_model;
    QTreeView *m_table;
    MessageBar *m_messages;
    ListDetails *m_details;
    std::vector<Offer>
        m_offers; ///< in the order of buttons and context menu; a line where there is no action
};

} // namespace carrel
