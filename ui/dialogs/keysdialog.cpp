// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/keysdialog.h"

#include "commands/actions.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QScreen>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace carrel {

namespace {

QString withoutMnemonic(QString text)
{
    return text.remove(QLatin1Char('&')).remove(QLatin1String("..."));
}

void fill(QTreeWidget &tree)
{
    for (const CommandInfo &info : commandTable()) {
        const QStringList keys = commandKeys(info);
        if (keys.isEmpty()) {
            continue;
        }
        const int menus = tree.topLevelItemCount();
        QTreeWidgetItem *head = menus == 0 ? nullptr : tree.topLevelItem(menus - 1);
        if (head == nullptr || head->data(0, Qt::UserRole).toInt() != static_cast<int>(info.menu)) {
            head = new QTreeWidgetItem(&tree, {withoutMnemonic(menuTitle(info.menu))});
            head->setData(0, Qt::UserRole, static_cast<int>(info.menu));
            head->setFlags(Qt::ItemIsEnabled);
            QFont bold = tree.font();
            bold.setBold(true);
            head->setFont(0, bold);
            head->setFirstColumnSpanned(true);
        }
        new QTreeWidgetItem(head, {withoutMnemonic(commandText(info)), keys.join(QStringLiteral("   "))});
    }
}

} // namespace

KeysDialog::KeysDialog(QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Keys"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *tree = new QTreeWidget(this);
    tree->setAccessibleName(tr("Commands and their keys"));
    tree->setHeaderLabels({tr("Command"), tr("Keys")});
    tree->setRootIsDecorated(false);
    tree->setItemsExpandable(false);
    tree->setFrameShape(QFrame::NoFrame);
    fill(*tree);
    tree->expandAll();
    const int line = fontMetrics().height();
    tree->resizeColumnToContents(0);
    tree->setColumnWidth(0, tree->columnWidth(0) + 2 * line);
    tree->resizeColumnToContents(1);
    const int width = tree->columnWidth(0) + tree->columnWidth(1) + 4 * line;
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->addWidget(tree);
    column->addWidget(buttons);
    resize(QSize(width, line * 44).boundedTo(screen()->availableSize() * 0.9));
}

} // namespace carrel
