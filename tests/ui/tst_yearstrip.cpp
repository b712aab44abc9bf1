// SPDX-License-Identifier: GPL-3.0-or-later
#include "facets/yearstrip.h"

#include <QAccessible>
#include <QMenu>
#include <QTimer>
#include <QtTest>

using namespace carrel;

namespace {

struct Fixture
{
    Fixture()
    {
        strip.addYears({2018, 2025, 0});
        strip.setCounts({{0, 3}, {2019, 4}, {2024, 1200}, {2025, 9}});
        strip.resize(260, strip.sizeHint().height());
        strip.show();
        strip.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&strip));
        QObject::connect(&strip, &YearStrip::yearsRequested, [this](const std::optional<YearRange> &years) {
            asked.append(years ? QStringLiteral("%1..%2").arg(years->first).arg(years->last)
                               : QStringLiteral("all"));
        });
    }
    void query(const char *text) { strip.setQuery(parseQuery(QString::fromUtf8(text))); }
    QPoint at(int year) const { return strip.placeOf(year).center(); }
    void click(int year) { QTest::mouseClick(&strip, Qt::LeftButton, {}, at(year)); }
    void drag(int from, const QPoint &to)
    {
        QTest::mousePress(&strip, Qt::LeftButton, {}, at(from));
        QTest::mouseMove(&strip, to);
        QTest::mouseRelease(&strip, Qt::LeftButton, {}, to);
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(&strip, key, modifiers); }
    /// The colour of the foot of a bar.
    QColor colourOf(int year)
    {
        const QRect place = strip.placeOf(year);
        return strip.grab().toImage().pixelColor(place.left() + place.width() / 2, place.bottom() - 1);
    }

    YearStrip strip;
    QStringList asked;
};

} // namespace

class YearStripTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void places_standForAllYearsInOrder()
    {
        const Fixture f;
        for (int year = 2019; year <= 2025; ++year) {
            QVERIFY(f.at(year).x() > f.at(year - 1).x());
            QCOMPARE(f.strip.placeOf(year).width(), f.strip.placeOf(2018).width());
        }
        QVERIFY(f.at(0).x() > f.at(2025).x());
        QVERIFY(!f.strip.placeOf(2017).isValid() && !f.strip.placeOf(2026).isValid());
    }

    void newCounts_moveNoBar()
    {
        Fixture f;
        const QRect before = f.strip.placeOf(2024);
        f.strip.setCounts({{2020, 1}});
        QCOMPARE(f.strip.placeOf(2024), before);
        f.strip.setCounts({});
        QCOMPARE(f.strip.placeOf(2024), before);
        f.query("year:2019");
        QCOMPARE(f.strip.placeOf(2024), before);
    }

    void click_asksForTheYearAndAgainForAll()
    {
        Fixture f;
        f.click(2020);
        f.query("year:2020");
        f.click(2020);
        f.query("year:2019..2021");
        f.click(2020);
        f.click(0);
        QCOMPARE(f.asked, (QStringList{QStringLiteral("2020..2020"), QStringLiteral("all"),
                                       QStringLiteral("2020..2020"), QStringLiteral("0..0")}));
    }

    void drag_asksForARangeInEitherDirection()
    {
        Fixture f;
        f.drag(2019, f.at(2022));
        f.drag(2022, f.at(2019));
        f.drag(2024, QPoint(2000, 5));
        f.drag(2019, QPoint(-100, 300));
        f.drag(2023, f.at(2023) + QPoint(1, 1));
        QCOMPARE(f.asked, (QStringList{QStringLiteral("2019..2022"), QStringLiteral("2019..2022"),
                                       QStringLiteral("2024..2025"), QStringLiteral("2018..2019"),
                                       QStringLiteral("2023..2023")}));
    }

    void escape_endsADrag()
    {
        Fixture f;
        QTest::mousePress(&f.strip, Qt::LeftButton, {}, f.at(2019));
        QTest::mouseMove(&f.strip, f.at(2022));
        f.key(Qt::Key_Escape);
        QTest::mouseRelease(&f.strip, Qt::LeftButton, {}, f.at(2022));
        QVERIFY(f.asked.isEmpty());
    }

    void otherButtons_askForNothing()
    {
        Fixture f;
        QTest::mouseClick(&f.strip, Qt::MiddleButton, {}, f.at(2020));
        QVERIFY(f.asked.isEmpty());
    }

    void pointer_tellsYearAndCount()
    {
        Fixture f;
        QTest::mouseMove(&f.strip, f.at(2024));
        QTRY_COMPARE(f.strip.label(), QStringLiteral("2024: ") + QLocale().toString(1200));
        QTest::mouseMove(&f.strip, f.at(0));
        QTRY_COMPARE(f.strip.label(), QStringLiteral("no year: 3"));
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(&f.strip, &leave);
        f.query("year:2019..2021");
        QCOMPARE(f.strip.label(), QString::fromUtf8("2019\u20132021"));
        f.query("year:none");
        QCOMPARE(f.strip.label(), QStringLiteral("no year"));
        f.query("year:2019 OR year:2021");
        QCOMPARE(f.strip.label(), QString());
    }

    void arrows_moveAndExtend()
    {
        Fixture f;
        f.strip.setFocus(Qt::TabFocusReason);
        f.key(Qt::Key_Left);
        QCOMPARE(f.strip.label(), QStringLiteral("2024: ") + QLocale().toString(1200));
        QVERIFY(f.asked.isEmpty());
        f.key(Qt::Key_Space);
        f.query("year:2024");
        f.key(Qt::Key_Left, Qt::ShiftModifier);
        f.key(Qt::Key_Left, Qt::ShiftModifier);
        f.key(Qt::Key_Home, Qt::ShiftModifier);
        f.key(Qt::Key_Delete);
        f.key(Qt::Key_End);
        f.key(Qt::Key_Return);
        f.key(Qt::Key_Right);
        f.key(Qt::Key_Left, Qt::ShiftModifier);
        QCOMPARE(f.asked, (QStringList{QStringLiteral("2024..2024"), QStringLiteral("2023..2024"),
                                       QStringLiteral("2022..2024"), QStringLiteral("2018..2024"),
                                       QStringLiteral("all"), QStringLiteral("0..0")}));
    }

    void letters_areLeftToTheWindow()
    {
        Fixture f;
        QKeyEvent letter(QEvent::KeyPress, Qt::Key_J, {}, QStringLiteral("j"));
        QCoreApplication::sendEvent(&f.strip, &letter);
        QVERIFY(!letter.isAccepted());
    }

    void yearsAskedFor_areHighlighted()
    {
        Fixture f;
        f.query("year:2024");
        const QColor highlight = f.strip.palette().color(QPalette::Active, QPalette::Highlight);
        QCOMPARE(f.colourOf(2024), highlight);
        QVERIFY(f.colourOf(2019) != highlight);
    }

    void wordsForScreenReaders_followYearAndRange()
    {
        Fixture f;
        f.strip.setFocus(Qt::TabFocusReason);
        f.query("year:2019..2021");
        QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(&f.strip);
        QVERIFY(accessible != nullptr);
        QCOMPARE(accessible->text(QAccessible::Name), QStringLiteral("Years"));
        QCOMPARE(accessible->text(QAccessible::Value),
                 QStringLiteral("2025, papers: 9; chosen: 2019 to 2021"));
        f.query("");
        f.key(Qt::Key_Left);
        QCOMPARE(accessible->text(QAccessible::Value), QStringLiteral("2024, papers: 1200; all years"));
    }

    void longTimes_beginWithOneBarForAllBefore()
    {
        Fixture f;
        f.strip.addYears({1900});
        f.strip.setCounts({{1900, 2}, {1950, 3}, {2025, 1}});
        QCOMPARE(f.strip.placeOf(1900), f.strip.placeOf(1950));
        QTest::mouseMove(&f.strip, f.at(1900));
        QTRY_COMPARE(f.strip.label(), QStringLiteral("until 1966: 5"));
        f.click(1900);
        QCOMPARE(f.asked, QStringList{QStringLiteral("1..1966")});
    }

    void stripWithoutYears_takesEvents()
    {
        YearStrip strip;
        strip.resize(200, strip.sizeHint().height());
        strip.show();
        QTest::mouseClick(&strip, Qt::LeftButton, {}, {50, 20});
        QTest::keyClick(&strip, Qt::Key_Right);
        QTest::keyClick(&strip, Qt::Key_Space);
        strip.addYears({0});
        QTest::keyClick(&strip, Qt::Key_Left, Qt::ShiftModifier);
        QVERIFY(!strip.grab().isNull());
        QVERIFY(strip.label().isEmpty());
    }

    void contextMenu_offersTheYear()
    {
        Fixture f;
        QTimer::singleShot(0, &f.strip, [] {
            auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
            QVERIFY(menu != nullptr);
            QCOMPARE(menu->actions().at(0)->text(), QStringLiteral("&Only 2020"));
            menu->actions().at(0)->trigger();
            menu->actions().at(1)->trigger();
            menu->close();
        });
        QContextMenuEvent event(QContextMenuEvent::Mouse, f.at(2020), f.strip.mapToGlobal(f.at(2020)));
        QCoreApplication::sendEvent(&f.strip, &event);
        QCOMPARE(f.asked, (QStringList{QStringLiteral("2020..2020"), QStringLiteral("all")}));
    }
};

QTEST_MAIN(YearStripTest)
#include "tst_yearstrip.moc"
