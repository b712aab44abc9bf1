// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/syntaxdialog.h"

#include "search/query.h"

#include <QSet>
#include <QSignalSpy>
#include <QTreeWidget>
#include <QtTest>

namespace carrel {

namespace {

/// All rows that are an example, from the top.
QList<QTreeWidgetItem *> exampleRows(const SyntaxDialog &dialog)
{
    QList<QTreeWidgetItem *> rows;
    const auto *tree = dialog.findChild<QTreeWidget *>();
    for (int i = 0; i < tree->topLevelItemCount(); ++i) {
        for (int j = 0; j < tree->topLevelItem(i)->childCount(); ++j) {
            rows.append(tree->topLevelItem(i)->child(j));
        }
    }
    return rows;
}

QSet<QString> allText(const SyntaxDialog &dialog)
{
    QSet<QString> all;
    for (const QTreeWidgetItem *row : exampleRows(dialog)) {
        all += {row->text(0), row->text(1)};
    }
    const auto *tree = dialog.findChild<QTreeWidget *>();
    for (int i = 0; i < tree->topLevelItemCount(); ++i) {
        all.insert(tree->topLevelItem(i)->text(0));
    }
    return all;
}

} // namespace

class SyntaxDialogTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void rows_showAllOfTheTables();
    void examples_areUnderstood();
    void click_onAnExample_choosesIt();
    void enter_choosesTheCurrentRow();
    void columns_areWideEnough();
};

void SyntaxDialogTest::rows_showAllOfTheTables()
{
    const SyntaxDialog dialog;
    const QSet<QString> all = allText(dialog);
    for (const ClauseInfo &info : clauseTable()) {
        const QString help = QString::fromLatin1(info.help);
        const bool words = info.values == ClauseValues::Words;
        QVERIFY2(all.contains(words ? info.name + QLatin1String(": ") + help : help), info.help);
        QVERIFY2(all.contains(QString::fromLatin1(info.example)), info.example);
    }
    for (const ClauseWordInfo &word : clauseWords()) {
        QVERIFY2(all.contains(QString::fromLatin1(word.help)), word.help);
        const QLatin1String name(word.kind == ClauseKind::Is ? "is:" : "has:");
        QVERIFY2(all.contains(name + word.name), word.help);
    }
}

void SyntaxDialogTest::examples_areUnderstood()
{
    const SyntaxDialog dialog;
    for (const QTreeWidgetItem *row : exampleRows(dialog)) {
        const Query query = parseQuery(row->text(0));
        QVERIFY2(!query.isEmpty(), qPrintable(row->text(0)));
        QCOMPARE(query.clauses.size(), std::size_t(row->text(0).contains(QLatin1Char(':')) ? 1 : 0));
    }
}

void SyntaxDialogTest::click_onAnExample_choosesIt()
{
    SyntaxDialog dialog;
    dialog.show();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    QSignalSpy chosen(&dialog, &SyntaxDialog::exampleChosen);
    auto *tree = dialog.findChild<QTreeWidget *>();
    QTreeWidgetItem *row = exampleRows(dialog).at(2);
    QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualItemRect(row).center());
    QVERIFY(chosen.isEmpty() || chosen.size() == 1);
    chosen.clear();
    const QRect place = tree->visualItemRect(row);
    QTest::mouseClick(tree->viewport(), Qt::LeftButton, {},
                      {tree->columnViewportPosition(0) + tree->columnWidth(0) / 2, place.center().y()});
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.at(0).at(0).toString(), row->text(0));
}

void SyntaxDialogTest::enter_choosesTheCurrentRow()
{
    SyntaxDialog dialog;
    dialog.show();
    dialog.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    QSignalSpy chosen(&dialog, &SyntaxDialog::exampleChosen);
    auto *tree = dialog.findChild<QTreeWidget *>();
    tree->setFocus();
    tree->setCurrentItem(exampleRows(dialog).at(1));
    QTest::keyClick(tree, Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.at(0).at(0).toString(), QStringLiteral("\"kv cache\""));
    QVERIFY(dialog.isVisible());
}

void SyntaxDialogTest::columns_areWideEnough()
{
    SyntaxDialog dialog;
    dialog.show();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    const auto *tree = dialog.findChild<QTreeWidget *>();
    for (const QTreeWidgetItem *row : exampleRows(dialog)) {
        QVERIFY2(tree->fontMetrics().horizontalAdvance(row->text(0)) < tree->columnWidth(0),
                 qPrintable(row->text(0)));
        QVERIFY2(tree->columnWidth(0) + tree->fontMetrics().horizontalAdvance(row->text(1)) <=
                     tree->viewport()->width(),
                 qPrintable(row->text(1)));
    }
}

} // namespace carrel

QTEST_MAIN(carrel::SyntaxDialogTest)
#include "tst_syntaxdialog.moc"
