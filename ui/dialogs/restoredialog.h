// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/librarybackup.h"

#include <QDialog>

#include <vector>

class QLabel;
class QPushButton;
class QTreeWidget;

namespace carrel {

/// "7 Feb 2026 14:22"; "312 marked papers", or that it cannot be read.
QString backupDateText(const LibraryBackup &backup);
QString backupMarksText(const LibraryBackup &backup);

/// The backups of the library, of which the reader picks one to be restored.
class RestoreDialog final : public QDialog
{
    Q_OBJECT
public:
    explicit RestoreDialog(QWidget *parent);

    void showBackups(const std::vector<LibraryBackup> &backups);

Q_SIGNALS:
    void chosen(const carrel::LibraryBackup &backup);

private:
    void updateButton();
    void choose();

    std::vector<LibraryBackup> m_backups;
    QLabel *m_text;
    QTreeWidget *m_list;
    QPushButton *m_restore;
};

} // namespace carrel
