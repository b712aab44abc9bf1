// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/syntaxdialog.h"

#include "search/clause.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QKeyEvent>
#include <QLabel>
#include <QScreen>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <array>

namespace carrel {

namespace {

struct TextForm
{
    const char *example;
    const char *help;
};

/// What is no clause; names and values of clauses are in their own tables.
constexpr std::array kTextForms{
    TextForm{"attention kv cache", QT_TRANSLATE_NOOP("QueryLanguage", "all of these words, each anywhere")},
    TextForm{"\"kv cache\"", QT_TRANSLATE_NOOP("QueryLanguage", "these words side by side")},
    TextForm{"-survey",
             QT_TRANSLATE_NOOP("QueryLanguage", "not this; -venue:arxiv leaves out what a clause finds")},
    TextForm{"moe OR mixture", QT_TRANSLATE_NOOP("QueryLanguage", "either")},
    TextForm{"training (moe OR sparse)", QT_TRANSLATE_NOOP("QueryLanguage", "groups what belongs together")},
};

QString help(const char *source)
{
    return QCoreApplication::translate("QueryLanguage", source);
}

QTreeWidgetItem *addHead(QTreeWidget &tree, const QString &text)
{
    auto *head = new QTreeWidgetItem(&tree, {text});
    head->setFlags(Qt::ItemIsEnabled);
    QFont bold = tree.font();
    bold.setBold(true);
    head->setFont(0, bold);
    head->setFirstColumnSpanned(true);
    return head;
}

void addRow(QTreeWidgetItem &head, const QString &example, const QString &meaning)
{
    auto *row = new QTreeWidgetItem(&head, {example, meaning});
    row->setData(0, Qt::UserRole, example);
    row->setToolTip(0, SyntaxDialog::tr("Put this into the filter"));
}

} // namespace

SyntaxDialog::SyntaxDialog(QWidget *parent)
    : QDialog(parent)
    , m_tree(new QTreeWidget(this))
{
    setWindowTitle(tr("Filter Language"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_tree->setAccessibleName(tr("Examples of the filter language and what they find"));
    m_tree->setHeaderLabels({tr("Example"), tr("Finds")});
    m_tree->setRootIsDecorated(false);
    m_tree->setItemsExpandable(false);
    m_tree->setFrameShape(QFrame::NoFrame);
    fill();
    dress();
    m_tree->expandAll();
    const auto choose = [this](const QTreeWidgetItem *item, int column) {
        const QString example = item->data(0, Qt::UserRole).toString();
        if (column == 0 && !example.isEmpty()) {
            Q_EMIT exampleChosen(example);
        }
    };
    connect(m_tree, &QTreeWidget::itemClicked, this, choose);
    // Enter means the row, wherever in it the current cell is; a click came already.
    connect(m_tree, &QTreeWidget::itemActivated, this,
            [this, choose](const QTreeWidgetItem *item) { choose(item, 0); });

    auto *hint = new QLabel(tr("Click an example, or press Enter on it, to put it into the filter."), this);
    hint->setTextFormat(Qt::PlainText);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_tree);
    column->addWidget(hint);
    column->addWidget(buttons);
    const int line = fontMetrics().height();
    m_tree->resizeColumnToContents(0);
    m_tree->setColumnWidth(0, m_tree->columnWidth(0) + 2 * line);
    m_tree->resizeColumnToContents(1);
    const int width = m_tree->columnWidth(0) + m_tree->columnWidth(1) + 4 * line;
    resize(QSize(width, line * 44).boundedTo(screen()->availableSize() * 0.9));
}

void SyntaxDialog::fill()
{
    QTreeWidgetItem *text = addHead(*m_tree, tr("Text"));
    for (const TextForm &form : kTextForms) {
        addRow(*text, QString::fromLatin1(form.example), help(form.help));
    }
    QTreeWidgetItem *clauses = addHead(*m_tree, tr("Clauses"));
    for (const ClauseInfo &info : clauseTable()) {
        if (info.values != ClauseValues::Words) {
            addRow(*clauses, QString::fromLatin1(info.example), help(info.help));
        }
    }
    for (const ClauseInfo &info : clauseTable()) {
        if (info.values != ClauseValues::Words) {
            continue;
        }
        QTreeWidgetItem *head = addHead(*m_tree, tr("%1: %2").arg(QString(info.name), help(info.help)));
        for (const ClauseWordInfo &word : clauseWords()) {
            if (word.kind == info.kind) {
                addRow(*head, info.name + QLatin1Char(':') + word.name, help(word.help));
            }
        }
    }
}

void SyntaxDialog::dress()
{
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i) {
        for (int j = 0; j < m_tree->topLevelItem(i)->childCount(); ++j) {
            m_tree->topLevelItem(i)->child(j)->setForeground(0, palette().color(QPalette::Link));
        }
    }
}

void SyntaxDialog::keyPressEvent(QKeyEvent *event)
{
    // Enter on a row is for the row, not for the button that closes.
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!enter || !m_tree->hasFocus()) {
        QDialog::keyPressEvent(event);
    }
}

void SyntaxDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        dress();
    }
}

} // namespace carrel
