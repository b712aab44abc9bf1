// SPDX-License-Identifier: GPL-3.0-or-later
#include "facets/facetview.h"

#include "items/facetmodel.h"

#include <QHelpEvent>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTimer>
#include <QToolTip>
#include <QtTest>

using namespace carrel;

namespace {

std::vector<VenueCount> venues(quint32 count)
{
    std::vector<VenueCount> all;
    for (quint32 i = 0; i < count; ++i) {
        all.push_back({"Venue " + std::to_string(i), count - i});
    }
    return all;
}

struct Fixture
{
    explicit Fixture(quint32 count = 30)
        : view(&model, FacetView::Form::List)
    {
        model.setVenues(venues(count));
        view.resize(220, 160);
        view.show();
        view.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&view));
        QObject::connect(&view, &FacetView::useRequested, [this](const FacetValue &value, ClauseUse use) {
            asked.append(withUse({}, value, use));
        });
    }
    QPoint centre(int row) { return view.visualRect(model.index(row)).center(); }
    void click(int row) { QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, centre(row)); }
    void key(Qt::Key key) { QTest::keyClick(&view, key); }

    FacetModel model{FacetModel::Facet::Venues};
    FacetView view;
    QStringList asked;
};

} // namespace

class FacetViewTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void click_asksForTheNextUse()
    {
        Fixture f;
        f.click(1);
        f.model.setQuery(parseQuery(f.asked.last()), true);
        f.click(1);
        f.model.setQuery(parseQuery(f.asked.last()), true);
        f.click(1);
        QCOMPARE(f.asked, (QStringList{QStringLiteral("venue:\"venue 1\""),
                                       QStringLiteral("-venue:\"venue 1\""), QString()}));
    }

    void doubleClick_isTwoClicks()
    {
        Fixture f;
        QTest::mouseClick(f.view.viewport(), Qt::LeftButton, {}, f.centre(1));
        QTest::mouseDClick(f.view.viewport(), Qt::LeftButton, {}, f.centre(1));
        QTest::mouseRelease(f.view.viewport(), Qt::LeftButton, {}, f.centre(1));
        QCOMPARE(f.asked.size(), 2);
    }

    void dragToAnotherRow_asksForNothing()
    {
        Fixture f;
        QTest::mousePress(f.view.viewport(), Qt::LeftButton, {}, f.centre(1));
        QTest::mouseRelease(f.view.viewport(), Qt::LeftButton, {}, f.centre(3));
        QVERIFY(f.asked.isEmpty());
    }

    void keys_moveAskAndFree()
    {
        Fixture f;
        f.view.setFocus(Qt::TabFocusReason);
        f.key(Qt::Key_Down);
        f.key(Qt::Key_Space);
        f.key(Qt::Key_Return);
        f.model.setQuery(parseQuery(f.asked.last()), true);
        f.key(Qt::Key_Enter);
        f.key(Qt::Key_Delete);
        QCOMPARE(f.asked,
                 (QStringList{QStringLiteral("venue:\"venue 1\""), QStringLiteral("venue:\"venue 1\""),
                              QStringLiteral("-venue:\"venue 1\""), QString()}));
        f.key(Qt::Key_End);
        QCOMPARE(f.view.currentIndex().row(), 29);
    }

    void letters_areLeftToTheWindow()
    {
        Fixture f;
        QKeyEvent letter(QEvent::KeyPress, Qt::Key_V, {}, QStringLiteral("v"));
        QCoreApplication::sendEvent(&f.view, &letter);
        QVERIFY(!letter.isAccepted());
    }

    void newRows_keepTheCurrentOneAndThePlace()
    {
        Fixture f;
        f.view.setCurrentIndex(f.model.index(12));
        f.view.verticalScrollBar()->setValue(100);
        std::vector<VenueCount> other = venues(30);
        other.erase(other.begin() + 3);
        f.model.setVenues(other);
        QCOMPARE(f.view.currentIndex().data().toString(), QStringLiteral("Venue 12"));
        QCOMPARE(f.view.verticalScrollBar()->value(), 100);
        other.erase(other.begin() + 11);
        f.model.setVenues(other);
        QVERIFY(!f.view.currentIndex().isValid());
    }

    void manyVenues_needNoWidgets()
    {
        Fixture few(5);
        Fixture many(5000);
        QCOMPARE(many.view.findChildren<QWidget *>().size(), few.view.findChildren<QWidget *>().size());
        many.key(Qt::Key_End);
        QVERIFY(!many.view.grab().isNull());
    }

    void columns_showAllFourKinds()
    {
        FacetModel model(FacetModel::Facet::Kinds);
        FacetView view(&model, FacetView::Form::Columns);
        for (const int width : {151, 200, 251, 252, 400}) {
            view.resize(width, view.sizeHint().height());
            view.show();
            QCOMPARE(view.visualRect(model.index(1)).top(), view.visualRect(model.index(0)).top());
            QCOMPARE(view.visualRect(model.index(3)).top(), view.visualRect(model.index(2)).top());
            QVERIFY(view.viewport()->rect().contains(view.visualRect(model.index(3))));
        }
        QCOMPARE(view.sizeHint().height(), 2 * view.rowHeight());
    }

    void included_andExcludedLookDifferentWithoutColour()
    {
        Fixture f;
        const auto picture = [&](const char *query) {
            f.model.setQuery(parseQuery(QString::fromUtf8(query)), true);
            return f.view.viewport()
                ->grab(f.view.visualRect(f.model.index(1)))
                .toImage()
                .convertToFormat(QImage::Format_Mono, Qt::ThresholdDither);
        };
        const QImage none = picture("");
        const QImage included = picture("venue:\"venue 1\"");
        const QImage excluded = picture("-venue:\"venue 1\"");
        QVERIFY(none != included && none != excluded && included != excluded);
    }

    void contextMenu_offersTheThreeUses()
    {
        Fixture f;
        QAction hide(QStringLiteral("Hide"));
        f.view.addAction(&hide);
        QStringList offered;
        QTimer::singleShot(0, &f.view, [&] {
            auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
            QVERIFY(menu != nullptr);
            for (const QAction *action : menu->actions()) {
                offered.append(action->isChecked() ? QLatin1Char('*') + action->text() : action->text());
            }
            menu->actions().at(1)->trigger();
            menu->close();
        });
        QContextMenuEvent event(QContextMenuEvent::Mouse, f.centre(2),
                                f.view.viewport()->mapToGlobal(f.centre(2)));
        QCoreApplication::sendEvent(f.view.viewport(), &event);
        QCOMPARE(offered, (QStringList{QStringLiteral("&Include"), QStringLiteral("E&xclude"),
                                       QStringLiteral("*N&either Include nor Exclude"), QString(),
                                       QStringLiteral("Hide")}));
        QCOMPARE(f.asked, QStringList{QStringLiteral("-venue:\"venue 2\"")});
    }

    void toolTip_isPlainText()
    {
        Fixture f;
        f.model.setVenues({{"<b>x</b> & y", 3}});
        QHelpEvent help(QEvent::ToolTip, f.centre(0), f.view.viewport()->mapToGlobal(f.centre(0)));
        QCoreApplication::sendEvent(f.view.viewport(), &help);
        QVERIFY(QToolTip::text().contains(QLatin1String("&lt;b&gt;")));
        QToolTip::hideText();
    }
};

QTEST_MAIN(FacetViewTest)
#include "tst_facetview.moc"
