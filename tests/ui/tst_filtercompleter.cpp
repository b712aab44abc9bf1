// SPDX-License-Identifier: GPL-3.0-or-later
#include "filterbar/completionpopup.h"
#include "filterbar/filterbar.h"
#include "support/listbuilder.h"

#include <QAccessible>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QVBoxLayout>
#include <QtTest>

namespace carrel {

using test::ListBuilder;

/// A filter box in a window that has another thing to focus, with a small list.
class FilterCompleterTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_window.reset(); }

    void plainWords_offerNothing();
    void twoLettersOfAName_offerIt();
    void name_isFollowedByItsValues();
    void values_comeWithTheirNumbersOnceCounted();
    void tab_takesTheFirst();
    void tab_withoutList_leavesTheBox();
    void arrows_moveThroughTheList();
    void enter_takesOnlyWhatIsChosen();
    void escape_closesTheListBeforeItClears();
    void click_takesTheRowAndTheFocusStays();
    void controlSpace_offersAllNames();
    void leavingTheBox_closesTheList();
    void taking_isOneStepOfUndo();
    void setText_offersNothing();
    void marks_areCountedAnew();
    void list_liesWithinTheWindow();
    void rows_areSpoken();

private:
    QLineEdit &edit() { return *m_bar->findChild<QLineEdit *>(); }
    CompletionPopup *popup() { return m_window->findChild<CompletionPopup *>(); }
    bool isOpen() { return popup() != nullptr && popup()->isVisible(); }
    void type(const char *text) { QTest::keyClicks(&edit(), QString::fromLatin1(text)); }
    QStringList rows(int role = Qt::DisplayRole)
    {
        QStringList all;
        for (int row = 0; isOpen() && row < popup()->rowCount(); ++row) {
            all.append(popup()->model()->index(row, 0).data(role).toString());
        }
        return all;
    }

    SearchIndexPointer m_index = SearchIndex::build(ListBuilder()
                                                        .section("Training")
                                                        .entry("One", "OSDI", 2024)
                                                        .entry("Two", "OSDI", 2023)
                                                        .entry("Three", "IEEE MICRO", 2023)
                                                        .build());
    std::unique_ptr<QWidget> m_window;
    FilterBar *m_bar = nullptr;
    QPushButton *m_other = nullptr;
};

void FilterCompleterTest::init()
{
    m_window = std::make_unique<QWidget>();
    m_bar = new FilterBar;
    m_other = new QPushButton(QStringLiteral("Other"));
    auto *column = new QVBoxLayout(m_window.get());
    column->addWidget(m_bar);
    column->addWidget(m_other);
    column->addStretch(1);
    m_bar->setIndex(m_index);
    m_bar->setStates(std::make_shared<const WorkStates>(3));
    m_window->resize(700, 500);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    edit().setFocus();
}

void FilterCompleterTest::plainWords_offerNothing()
{
    type("attention v");
    QVERIFY(!isOpen());
}

void FilterCompleterTest::twoLettersOfAName_offerIt()
{
    type("kv ve");
    QCOMPARE(rows(), QStringList{QStringLiteral("venue:")});
    QCOMPARE(popup()->currentRow(), -1);
    type("r");
    QVERIFY(!isOpen());
}

void FilterCompleterTest::name_isFollowedByItsValues()
{
    type("ve");
    QTest::keyClick(&edit(), Qt::Key_Tab);
    QCOMPARE(edit().text(), QStringLiteral("venue:"));
    QTRY_COMPARE(rows(), (QStringList{QStringLiteral("OSDI"), QStringLiteral("IEEE MICRO")}));
}

void FilterCompleterTest::values_comeWithTheirNumbersOnceCounted()
{
    type("venue:");
    QTRY_COMPARE(rows(Qt::AccessibleTextRole).value(0), QStringLiteral("OSDI, 2 paper(s)"));
    m_bar->setIndex(nullptr);
    type("x");
    QVERIFY(!isOpen());
    QTest::keyClick(&edit(), Qt::Key_Backspace);
    QVERIFY(!isOpen());
    m_bar->setIndex(m_index);
    QTRY_VERIFY(isOpen());
}

void FilterCompleterTest::tab_takesTheFirst()
{
    type("-venue:mic");
    QTRY_VERIFY(isOpen());
    QTest::keyClick(&edit(), Qt::Key_Tab);
    QCOMPARE(edit().text(), QStringLiteral("-venue:\"ieee micro\""));
    QVERIFY(!isOpen());
    QVERIFY(edit().hasFocus());
}

void FilterCompleterTest::tab_withoutList_leavesTheBox()
{
    type("kv");
    QTest::keyClick(&edit(), Qt::Key_Tab);
    QVERIFY(!edit().hasFocus());
}

void FilterCompleterTest::arrows_moveThroughTheList()
{
    QSignalSpy papers(m_bar, &FilterBar::papersRequested);
    type("venue:");
    QTRY_VERIFY(isOpen());
    QTest::keyClick(&edit(), Qt::Key_Down);
    QCOMPARE(popup()->currentRow(), 0);
    QTest::keyClick(&edit(), Qt::Key_Down);
    QCOMPARE(popup()->currentRow(), 1);
    QTest::keyClick(&edit(), Qt::Key_Down);
    QCOMPARE(popup()->currentRow(), -1);
    QTest::keyClick(&edit(), Qt::Key_Up);
    QCOMPARE(popup()->currentRow(), 1);
    QTest::keyClick(&edit(), Qt::Key_Return);
    QCOMPARE(edit().text(), QStringLiteral("venue:\"ieee micro\""));
    QCOMPARE(papers.count(), 0);
    QTest::keyClick(&edit(), Qt::Key_Down);
    QCOMPARE(papers.count(), 1);
}

void FilterCompleterTest::enter_takesOnlyWhatIsChosen()
{
    QSignalSpy papers(m_bar, &FilterBar::papersRequested);
    type("ve");
    QVERIFY(isOpen());
    QTest::keyClick(&edit(), Qt::Key_Return);
    QCOMPARE(edit().text(), QStringLiteral("ve"));
    QVERIFY(!isOpen());
    QCOMPARE(papers.count(), 1);
}

void FilterCompleterTest::escape_closesTheListBeforeItClears()
{
    type("ve");
    QTest::keyClick(&edit(), Qt::Key_Escape);
    QVERIFY(!isOpen());
    QCOMPARE(edit().text(), QStringLiteral("ve"));
    QTest::keyClick(&edit(), Qt::Key_Escape);
    QCOMPARE(edit().text(), QString());
}

void FilterCompleterTest::click_takesTheRowAndTheFocusStays()
{
    type("venue:");
    QTRY_VERIFY(isOpen());
    const QPoint at = popup()->visualRect(popup()->model()->index(1, 0)).center();
    QTest::mouseClick(popup()->viewport(), Qt::LeftButton, {}, at);
    QCOMPARE(edit().text(), QStringLiteral("venue:\"ieee micro\""));
    QVERIFY(edit().hasFocus());
    QVERIFY(!isOpen());
}

void FilterCompleterTest::controlSpace_offersAllNames()
{
    QTest::keyClick(&edit(), Qt::Key_Space, Qt::ControlModifier);
    QCOMPARE(static_cast<std::size_t>(rows().size()), clauseTable().size());
    QCOMPARE(edit().text(), QString());
    type("y");
    QVERIFY(!isOpen());
    QTest::keyClick(&edit(), Qt::Key_Space, Qt::ControlModifier);
    QCOMPARE(rows(), QStringList{QStringLiteral("year:")});
}

void FilterCompleterTest::leavingTheBox_closesTheList()
{
    type("ve");
    m_other->setFocus();
    QVERIFY(!isOpen());
}

void FilterCompleterTest::taking_isOneStepOfUndo()
{
    type("kv venue:os");
    QTRY_VERIFY(isOpen());
    QTest::keyClick(&edit(), Qt::Key_Tab);
    QCOMPARE(edit().text(), QStringLiteral("kv venue:osdi"));
    edit().undo();
    QCOMPARE(edit().text(), QStringLiteral("kv venue:os"));
}

void FilterCompleterTest::setText_offersNothing()
{
    m_bar->setText(QStringLiteral("ve"));
    QVERIFY(!isOpen());
    type("n");
    QVERIFY(isOpen());
    m_bar->setText(QStringLiteral("venue:"));
    QVERIFY(!isOpen());
}

void FilterCompleterTest::marks_areCountedAnew()
{
    type("is:");
    QTRY_VERIFY(rows(Qt::AccessibleTextRole).value(0).endsWith(QLatin1String("0 paper(s)")));
    m_bar->setStates(
        std::make_shared<const WorkStates>(WorkStates{{.bookmarked = true}, {.bookmarked = true}, {}}));
    type("b");
    QTRY_VERIFY(rows(Qt::AccessibleTextRole).value(0).endsWith(QLatin1String("2 paper(s)")));
}

void FilterCompleterTest::list_liesWithinTheWindow()
{
    m_window->resize(300, 160);
    type("something long in front of it venue:");
    QTRY_VERIFY(isOpen());
    QVERIFY(m_window->rect().contains(popup()->geometry()));
    QVERIFY(popup()->geometry().top() >= m_bar->geometry().bottom());
    m_window->resize(320, 160);
    QVERIFY(!isOpen());
}

void FilterCompleterTest::rows_areSpoken()
{
    type("ve");
    QVERIFY(!popup()->accessibleName().isEmpty());
    QVERIFY(rows(Qt::AccessibleTextRole).value(0).startsWith(QLatin1String("venue:, exactly this venue")));
}

} // namespace carrel

QTEST_MAIN(carrel::FilterCompleterTest)
#include "tst_filtercompleter.moc"
