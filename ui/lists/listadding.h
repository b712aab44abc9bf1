// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lists/listadder.h"
#include "widgets/messagebar.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

namespace carrel {

class AddListDialog;

/// Adding lists as the reader of a window meets it: in the dialog while that is open, else in the message
/// bar, for what was dropped or comes from elsewhere.
class ListAdding final : public QObject
{
    Q_OBJECT
public:
    ListAdding(ListShelf &shelf, QWidget *window);

    void showDialog();
    /// Files, addresses and repositories.
    void add(const QStringList &sources);

Q_SIGNALS:
    void messageRequested(carrel::MessageBar::Kind kind, const QString &text,
                          const carrel::MessageAction &action);
    void messageObsolete();

private:
    void takeCurrent();
    void takeEnd(const AddedList &added);
    void showProgress();

    ListShelf &m_shelf;
    ListAdder m_adder;
    QWidget *m_window;
    QPointer<AddListDialog> m_dialog;
    QTimer m_patience;     ///< what takes less time passes without a word
    QStringList m_results; ///< sentences on what was added since the queue was empty
    bool m_failed = false; ///< one of them speaks of a failure
    bool m_told = false;   ///< the message shown is about adding
    qint64 m_done = 0;
    qint64 m_total = 0;
};

} // namespace carrel
