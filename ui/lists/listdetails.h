// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace carrel {

class ElidedLabel;
class ListTableModel;

/// What there is to say of one list below the table of lists: where it comes from, how it fares, and a button
/// where the reader has to decide.
class ListDetails final : public QWidget
{
    Q_OBJECT
public:
    explicit ListDetails(const ListTableModel &model, QWidget *parent = nullptr);

    /// -1: of none.
    void showRow(int row);

Q_SIGNALS:
    void compareRequested();
    void stopRequested();

private:
    const ListTableModel &m_model;
    ElidedLabel *m_source;
    QLabel *m_state;
    QPushButton *m_compare;
    QPushButton *m_stop;
};

} // namespace carrel
