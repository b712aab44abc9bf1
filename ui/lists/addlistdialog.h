// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lists/listadder.h"
#include "sync/knownlists.h"
#include "widgets/icons.h"

#include <QDialog>
#include <QTimer>

#include <vector>

class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;

namespace carrel {

/// Where the reader names a list to be added: by address, repository or file, or as one of those that are
/// known. Says what became of it, and stays open for the next.
class AddListDialog final : public QDialog
{
    Q_OBJECT
public:
    AddListDialog(ListAdder &adder, const ListShelf &shelf, std::vector<KnownList> known, QWidget *parent);

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *sourceRow();
    QWidget *noticeRow();
    void createKnownLists();
    void addTyped();
    void addKnown(int row);
    void pickFile();
    void takeCurrent();
    void takeEnd(const AddedList &added);
    void showProgress();
    void showNotice(IconName sign, const QString &text);
    void showKnownStates();

    ListAdder &m_adder;
    const ListShelf &m_shelf;
    const std::vector<KnownList> m_known;
    std::vector<ListRecord> m_records; ///< of the known lists, as they would be added
    std::vector<QPushButton *> m_adds; ///< one a known list
    QLineEdit *m_source;
    QPushButton *m_add;
    QLabel *m_sign;
    QLabel *m_notice;
    QPushButton *m_stop;
    QTreeWidget *m_table;
    QTimer m_patience; ///< what takes less time passes without a word
    IconName m_shownSign = IconName::Info;
    qint64 m_done = 0;
    qint64 m_total = 0;
};

} // namespace carrel
