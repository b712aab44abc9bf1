// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/actions.h"
#include "dialogs/keysdialog.h"

#include <QAction>
#include <QMenu>
#include <QSet>
#include <QSignalSpy>
#include <QTreeWidget>
#include <QtTest>

namespace carrel {

class ActionsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keys_areReadAndNoTwoCommandsShareOne();
    void menus_holdEachCommandOnce();
    void context_enablesByTheRules();
    void context_namesWhatTheToggleWillDo();
    void context_namesTheStepThatWouldBeUndone();
    void trigger_tellsTheCommand();
    void context_checksTheOrderInUse();
    void keysDialog_listsEachCommandWithKeys();
    void keysDialog_showsEachKeyWhole();
};

void ActionsTest::keys_areReadAndNoTwoCommandsShareOne()
{
    QWidget window;
    Actions actions(&window);
    QSet<QString> seen;
    for (const CommandInfo &info : commandTable()) {
        const auto written = QString::fromLatin1(info.keys).split(QStringLiteral("; "), Qt::SkipEmptyParts);
        const QList<QKeySequence> keys = actions.action(info.command)->shortcuts();
        QCOMPARE(keys.size(), written.size());
        for (const QKeySequence &key : keys) {
            const QString text = key.toString(QKeySequence::PortableText);
            QVERIFY2(!text.isEmpty() && key.count() == 1, info.keys);
            QVERIFY2(!seen.contains(text), qPrintable(text));
            seen.insert(text);
        }
    }
    for (const char *promised :
         {"Ctrl+F", "Ctrl+L", "Ctrl+K", "F6",     "J",      "K",      "N",      "B",          "Ctrl+D",
          "R",      "O",      "P",      "C",      "Ctrl+1", "Ctrl+2", "Ctrl+3", "Alt+Left",   "Alt+Right",
          "Ctrl+O", "Ctrl++", "Ctrl+-", "Ctrl+0", "F1",     "?",      "Ctrl+Q", "Ctrl+Return"}) {
        QVERIFY2(seen.contains(QLatin1String(promised)), promised);
    }
}

void ActionsTest::menus_holdEachCommandOnce()
{
    QWidget window;
    Actions actions(&window);
    QMenu menu;
    for (const CommandMenu which :
         {CommandMenu::File, CommandMenu::Edit, CommandMenu::View, CommandMenu::Paper, CommandMenu::Rating,
          CommandMenu::Go, CommandMenu::Help}) {
        actions.fillMenu(menu, which);
    }
    for (const CommandInfo &info : commandTable()) {
        QCOMPARE(menu.actions().count(actions.action(info.command)), 1);
    }
}

void ActionsTest::context_enablesByTheRules()
{
    QWidget window;
    Actions actions(&window);
    const auto enabled = [&](Command command) { return actions.action(command)->isEnabled(); };
    QVERIFY(enabled(Command::OpenList) && !enabled(Command::Open) && !enabled(Command::Back));
    CommandContext context;
    context.selected = 1;
    context.shown = 10;
    actions.setContext(context);
    QVERIFY(enabled(Command::Open) && !enabled(Command::CopyLink) && enabled(Command::MarkAllRead));
    context.linked = true;
    context.canGoBack = true;
    actions.setContext(context);
    QVERIFY(enabled(Command::CopyLink) && enabled(Command::Back) && !enabled(Command::Forward));
}

void ActionsTest::context_namesWhatTheToggleWillDo()
{
    QWidget window;
    Actions actions(&window);
    CommandContext context;
    context.selected = 2;
    context.allBookmarked = true;
    actions.setContext(context);
    QCOMPARE(actions.action(Command::ToggleBookmark)->text(), QStringLiteral("Remove &Bookmark"));
    QCOMPARE(actions.action(Command::ToggleRead)->text(), QStringLiteral("Mark as &Read"));
}

void ActionsTest::context_namesTheStepThatWouldBeUndone()
{
    QWidget window;
    Actions actions(&window);
    QVERIFY(!actions.action(Command::Undo)->isEnabled() && !actions.action(Command::Redo)->isEnabled());
    CommandContext context;
    context.undo = QStringLiteral("Rename \"Q&A\"");
    actions.setContext(context);
    QVERIFY(actions.action(Command::Undo)->isEnabled() && !actions.action(Command::Redo)->isEnabled());
    QCOMPARE(actions.action(Command::Undo)->text(), QStringLiteral("&Undo Rename \"Q&&A\""));
    QCOMPARE(actions.action(Command::Redo)->text(), QStringLiteral("&Redo"));
}

void ActionsTest::trigger_tellsTheCommand()
{
    QWidget window;
    Actions actions(&window);
    QSignalSpy spy(&actions, &Actions::triggered);
    actions.action(Command::ShowKeys)->trigger();
    QCOMPARE(spy.count(), 1);
    QCOMPARE(spy.at(0).at(0).value<Command>(), Command::ShowKeys);
}

void ActionsTest::keysDialog_listsEachCommandWithKeys()
{
    KeysDialog dialog;
    const auto *tree = dialog.findChild<QTreeWidget *>();
    int rows = 0;
    for (int i = 0; i < tree->topLevelItemCount(); ++i) {
        rows += tree->topLevelItem(i)->childCount();
    }
    int withKeys = 0;
    for (const CommandInfo &info : commandTable()) {
        withKeys += commandKeys(info).isEmpty() ? 0 : 1;
    }
    QCOMPARE(rows, withKeys);
    QVERIFY(rows > 15);
}

void ActionsTest::context_checksTheOrderInUse()
{
    QWidget window;
    Actions actions(&window);
    CommandContext context;
    context.filtered = true;
    context.bestMatchFirst = true;
    actions.setContext(context);
    QVERIFY(actions.action(Command::SortByBestMatch)->isEnabled());
    QVERIFY(actions.action(Command::SortByBestMatch)->isChecked());
    actions.setContext({});
    QVERIFY(!actions.action(Command::SortByBestMatch)->isEnabled());
    QVERIFY(!actions.action(Command::SortByBestMatch)->isChecked());
}

void ActionsTest::keysDialog_showsEachKeyWhole()
{
    KeysDialog dialog;
    dialog.show();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    const auto *tree = dialog.findChild<QTreeWidget *>();
    const int room = tree->viewport()->width();
    for (int i = 0; i < tree->topLevelItemCount(); ++i) {
        for (int j = 0; j < tree->topLevelItem(i)->childCount(); ++j) {
            const QString keys = tree->topLevelItem(i)->child(j)->text(1);
            QVERIFY2(tree->columnWidth(0) + tree->fontMetrics().horizontalAdvance(keys) <= room,
                     qPrintable(keys));
        }
    }
}

} // namespace carrel

QTEST_MAIN(carrel::ActionsTest)
#include "tst_actions.moc"
