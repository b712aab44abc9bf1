// SPDX-License-Identifier: GPL-3.0-or-later
#include "windowfixture.h"

namespace carrel {

using test::serving;
using test::WindowFixture;

class BrowserTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void back_bringsBackTextPaperAndPlace();
    void typing_isOneStep();
    void mouseButtons_goBackAndForth();
};

void BrowserTest::back_bringsBackTextPaperAndPlace()
{
    WindowFixture fixture;
    auto *pane = fixture.window.findChild<PaperPane *>();
    fixture.window.browser().setFilter(QStringLiteral("paper"));
    QVERIFY(fixture.waitForRows(80));
    fixture.window.browser().selectRow(60);
    QScrollBar *bar = pane->view().verticalScrollBar();
    const int place = bar->value();
    QVERIFY(place > 0);
    fixture.window.browser().setScope(serving());
    QVERIFY(fixture.waitForRows(0));
    fixture.window.browser().setFilter(QString());
    QVERIFY(fixture.waitForRows(2));
    QTest::keyClick(&fixture.window, Qt::Key_Left, Qt::AltModifier);
    QVERIFY(fixture.waitForRows(0));
    QCOMPARE(fixture.filterText().text(), QStringLiteral("paper"));
    QTest::keyClick(&fixture.window, Qt::Key_Left, Qt::AltModifier);
    QVERIFY(fixture.waitForRows(80));
    QCOMPARE(pane->currentWork(), 60U);
    QCOMPARE(bar->value(), place);
    QVERIFY(fixture.window.browser().scope() == Scope());
}

void BrowserTest::typing_isOneStep()
{
    WindowFixture fixture;
    fixture.type(QStringLiteral("paper"));
    QVERIFY(fixture.waitForRows(80));
    fixture.window.findChild<PaperPane *>()->setFocus();
    fixture.filterText().setFocus();
    QTest::keyClicks(&fixture.filterText(), QStringLiteral(" 7"));
    QVERIFY(fixture.waitForRows(17));
    QTest::keyClick(&fixture.window, Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(fixture.filterText().text(), QStringLiteral("paper"));
    QTest::keyClick(&fixture.window, Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(fixture.filterText().text(), QString());
    QVERIFY(fixture.waitForRows(82));
    QVERIFY(!fixture.action("Back")->isEnabled());
}

void BrowserTest::mouseButtons_goBackAndForth()
{
    WindowFixture fixture;
    fixture.window.browser().setScope(serving());
    const auto press = [&](QWidget *over, Qt::MouseButton button) {
        QTest::mouseClick(fixture.window.windowHandle(), button, {},
                          over->mapTo(&fixture.window, over->rect().center()));
    };
    press(fixture.window.findChild<PaperPane *>(), Qt::BackButton);
    QVERIFY(fixture.window.browser().scope() == Scope());
    press(fixture.window.findChild<PaperPane *>(), Qt::ForwardButton);
    QVERIFY(fixture.window.browser().scope() == serving());
    press(&fixture.filterText(), Qt::BackButton);
    QVERIFY(fixture.window.browser().scope() == Scope());
    press(&fixture.sidebar(), Qt::ForwardButton);
    QVERIFY(fixture.window.browser().scope() == serving());
}

} // namespace carrel

QTEST_MAIN(carrel::BrowserTest)
#include "tst_browser.moc"
