// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/restoredialog.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <array>

namespace carrel {

namespace {

/// In the order of BackupKind.
constexpr std::array kReasons{QT_TRANSLATE_NOOP("RestoreDialog", "Once a day"),
                              QT_TRANSLATE_NOOP("RestoreDialog", "Before an upgrade"),
                              QT_TRANSLATE_NOOP("RestoreDialog", "Before an import"),
                              QT_TRANSLATE_NOOP("RestoreDialog", "Before a restore")};
static_assert(kReasons.size() == static_cast<std::size_t>(BackupKind::BeforeRestore) + 1);

} // namespace

QString backupDateText(const LibraryBackup &backup)
{
    const QLocale locale;
    return locale.toString(backup.made.date(), QLocale::ShortFormat) + QLatin1Char(' ') +
           backup.made.time().toString(QStringLiteral("HH:mm"));
}

QString backupMarksText(const LibraryBackup &backup)
{
    if (!backup.marks) {
        return QCoreApplication::translate("RestoreDialog", "cannot be read");
    }
    return *backup.marks == 1 ? QCoreApplication::translate("RestoreDialog", "1 marked paper")
                              : QCoreApplication::translate("RestoreDialog", "%1 marked papers")
                                    .arg(QLocale().toString(*backup.marks));
}

RestoreDialog::RestoreDialog(QWidget *parent)
    : QDialog(parent)
    , m_text(new QLabel(tr("Looking for backups..."), this))
    , m_list(new QTreeWidget(this))
    , m_restore(new QPushButton(tr("&Restore"), this))
{
    setWindowTitle(tr("Restore Library"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_list->setAccessibleName(tr("Backups of the library"));
    m_list->setHeaderLabels({tr("Made"), tr("Holds"), tr("Why")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    connect(m_list, &QTreeWidget::itemSelectionChanged, this, &RestoreDialog::updateButton);
    connect(m_list, &QTreeWidget::itemActivated, this, &RestoreDialog::choose);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->addButton(m_restore, QDialogButtonBox::AcceptRole);
    m_restore->setDefault(true);
    connect(m_restore, &QPushButton::clicked, this, &RestoreDialog::choose);
    connect(buttons, &QDialogButtonBox::rejected, this, &RestoreDialog::reject);

    auto *column = new QVBoxLayout(this);
    column->addWidget(m_text);
    column->addWidget(m_list, 1);
    column->addWidget(buttons);
    const int line = fontMetrics().height();
    resize(line * 34, line * 20);
    updateButton();
}

void RestoreDialog::showBackups(const std::vector<LibraryBackup> &backups)
{
    m_backups = backups;
    m_list->clear();
    for (const LibraryBackup &backup : m_backups) {
        auto *item = new QTreeWidgetItem(m_list, {backupDateText(backup), backupMarksText(backup),
                                                  tr(kReasons[static_cast<std::size_t>(backup.kind)])});
        item->setDisabled(!backup.marks);
    }
    m_text->setText(m_backups.empty()
                        ? tr("There is no backup yet. One is made on each day that Carrel is started and "
                             "there are marks.")
                        : tr("A backup takes the place of all marks, notes, tags and saved searches. What is "
                             "there now is kept as a backup itself, so this can be undone."));
    for (int column = 0; column + 1 < m_list->columnCount(); ++column) {
        m_list->resizeColumnToContents(column);
        m_list->setColumnWidth(column, m_list->columnWidth(column) + fontMetrics().height());
    }
    if (m_list->topLevelItemCount() > 0) {
        m_list->setCurrentItem(m_list->topLevelItem(0));
        m_list->setFocus(Qt::OtherFocusReason);
    }
    updateButton();
}

void RestoreDialog::updateButton()
{
    const QList<QTreeWidgetItem *> selected = m_list->selectedItems();
    m_restore->setEnabled(!selected.isEmpty() && !selected.first()->isDisabled());
}

void RestoreDialog::choose()
{
    const QList<QTreeWidgetItem *> selected = m_list->selectedItems();
    if (selected.isEmpty() || selected.first()->isDisabled()) {
        return;
    }
    const int row = m_list->indexOfTopLevelItem(selected.first());
    accept();
    Q_EMIT chosen(m_backups[static_cast<std::size_t>(row)]);
}

} // namespace carrel
