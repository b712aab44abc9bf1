// SPDX-License-Identifier: GPL-3.0-or-later
#include "filterbar/filterbar.h"

#include <QAction>
#include <QLineEdit>
#include <QShortcut>
#include <QSignalSpy>
#include <QToolButton>
#include <QtTest>

namespace carrel {

class FilterBarTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void typing_tellsEachText();
    void escape_clearsThenAsksForPapers();
    void down_asksForPapers();
    void focusText_selectsAll();
    void everywhere_isToldOnceAClick();
    void controlK_reachesTheShortcutOfTheWindow();
    void setText_canBeUndone();
    void help_isAskedForByItsButton();
};

void FilterBarTest::typing_tellsEachText()
{
    FilterBar bar;
    QSignalSpy spy(&bar, &FilterBar::textChanged);
    QTest::keyClicks(bar.findChild<QLineEdit *>(), QStringLiteral("kv"));
    QCOMPARE(spy.count(), 2);
    QCOMPARE(spy.at(1).at(0).toString(), QStringLiteral("kv"));
    QCOMPARE(bar.text(), QStringLiteral("kv"));
}

void FilterBarTest::escape_clearsThenAsksForPapers()
{
    FilterBar bar;
    bar.setText(QStringLiteral("attention"));
    QSignalSpy papers(&bar, &FilterBar::papersRequested);
    QTest::keyClick(bar.findChild<QLineEdit *>(), Qt::Key_Escape);
    QCOMPARE(bar.text(), QString());
    QCOMPARE(papers.count(), 0);
    QTest::keyClick(bar.findChild<QLineEdit *>(), Qt::Key_Escape);
    QCOMPARE(papers.count(), 1);
}

void FilterBarTest::down_asksForPapers()
{
    FilterBar bar;
    QSignalSpy papers(&bar, &FilterBar::papersRequested);
    QTest::keyClick(bar.findChild<QLineEdit *>(), Qt::Key_Down);
    QCOMPARE(papers.count(), 1);
}

void FilterBarTest::focusText_selectsAll()
{
    FilterBar bar;
    bar.setText(QStringLiteral("moe"));
    bar.focusText();
    QCOMPARE(bar.findChild<QLineEdit *>()->selectedText(), QStringLiteral("moe"));
}

void FilterBarTest::everywhere_isToldOnceAClick()
{
    FilterBar bar;
    QSignalSpy spy(&bar, &FilterBar::everywhereChanged);
    QTest::mouseClick(bar.findChild<QToolButton *>(QStringLiteral("filterEverywhere")), Qt::LeftButton);
    QCOMPARE(spy.count(), 1);
    QVERIFY(bar.isEverywhere());
    bar.setEverywhereAvailable(false);
    QTest::mouseClick(bar.findChild<QToolButton *>(QStringLiteral("filterEverywhere")), Qt::LeftButton);
    QCOMPARE(spy.count(), 1);
}

void FilterBarTest::controlK_reachesTheShortcutOfTheWindow()
{
    FilterBar bar;
    bar.setText(QStringLiteral("attention"));
    QShortcut shortcut(QKeySequence(Qt::CTRL | Qt::Key_K), &bar);
    QSignalSpy spy(&shortcut, &QShortcut::activated);
    bar.show();
    bar.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&bar));
    auto *line = bar.findChild<QLineEdit *>();
    line->setFocus();
    line->setCursorPosition(0);
    QTest::keyClick(line, Qt::Key_K, Qt::ControlModifier);
    QCOMPARE(spy.count(), 1);
    QCOMPARE(bar.text(), QStringLiteral("attention"));
}

void FilterBarTest::setText_canBeUndone()
{
    FilterBar bar;
    bar.setText(QStringLiteral("attention"));
    QSignalSpy spy(&bar, &FilterBar::textChanged);
    bar.setText(QStringLiteral("moe"));
    bar.setText(QStringLiteral("moe"));
    QCOMPARE(spy.count(), 1);
    bar.setText(QString());
    QCOMPARE(bar.text(), QString());
    bar.findChild<QLineEdit *>()->undo();
    QCOMPARE(bar.text(), QStringLiteral("moe"));
    bar.findChild<QLineEdit *>()->undo();
    QCOMPARE(bar.text(), QStringLiteral("attention"));
}

void FilterBarTest::help_isAskedForByItsButton()
{
    FilterBar bar;
    QSignalSpy spy(&bar, &FilterBar::helpRequested);
    for (QAction *action : bar.findChild<QLineEdit *>()->actions()) {
        if (action->text() == QLatin1String("What can be written here")) {
            action->trigger();
        }
    }
    QCOMPARE(spy.count(), 1);
}

} // namespace carrel

QTEST_MAIN(carrel::FilterBarTest)
#include "tst_filterbar.moc"
