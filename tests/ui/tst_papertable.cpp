// SPDX-License-Identifier: GPL-3.0-or-later
#include "papersfixture.h"

#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>

using namespace carrel;
using namespace carrel::test;

using Works = std::vector<quint32>;

class PaperTableTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void clickOnStar_togglesAndLeavesTheSelection()
    {
        PapersFixture papers(10);
        papers.show();
        papers.click(2);
        QSignalSpy toggled(&papers.pane, &PaperPane::bookmarkToggled);
        QSignalSpy selected(&papers.pane, &PaperPane::selectionChanged);
        papers.click(5, PaperColumn::Bookmark);
        QCOMPARE(toggled.size(), 1);
        QCOMPARE(toggled.at(0).at(0).value<Works>(), Works{5});
        QCOMPARE(selected.size(), 0);
        QCOMPARE(papers.pane.selectedWorks(), Works{2});
        QCOMPARE(papers.pane.currentWork(), 2U);
    }

    void twoClicksOnStar_toggleTwiceAndOpenNothing()
    {
        PapersFixture papers(10);
        papers.show();
        QSignalSpy toggled(&papers.pane, &PaperPane::bookmarkToggled);
        QSignalSpy opened(&papers.pane, &PaperPane::openRequested);
        QTest::mouseClick(papers.view().viewport(), Qt::LeftButton, {},
                          papers.centre(3, PaperColumn::Bookmark));
        QTest::mouseDClick(papers.view().viewport(), Qt::LeftButton, {},
                           papers.centre(3, PaperColumn::Bookmark));
        QTest::mouseRelease(papers.view().viewport(), Qt::LeftButton, {},
                            papers.centre(3, PaperColumn::Bookmark));
        QCOMPARE(toggled.size(), 2);
        QCOMPARE(opened.size(), 0);
    }

    void pressOnStar_releasedElsewhere_doesNothing()
    {
        PapersFixture papers(10);
        papers.show();
        QSignalSpy toggled(&papers.pane, &PaperPane::bookmarkToggled);
        QTest::mousePress(papers.view().viewport(), Qt::LeftButton, {},
                          papers.centre(3, PaperColumn::Bookmark));
        QTest::mouseRelease(papers.view().viewport(), Qt::LeftButton, {}, papers.centre(6));
        QCOMPARE(toggled.size(), 0);
        QVERIFY(papers.pane.selectedWorks().empty());
    }

    void clickOnDot_togglesRead()
    {
        PapersFixture papers(10);
        papers.show();
        QSignalSpy toggled(&papers.pane, &PaperPane::readToggled);
        papers.click(4, PaperColumn::Unread);
        QCOMPARE(toggled.size(), 1);
        QCOMPARE(toggled.at(0).at(0).value<Works>(), Works{4});
    }

    void doubleClickAndEnter_open()
    {
        PapersFixture papers(10);
        papers.show();
        QSignalSpy opened(&papers.pane, &PaperPane::openRequested);
        papers.click(3);
        QTest::mouseDClick(papers.view().viewport(), Qt::LeftButton, {}, papers.centre(3));
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.at(0).at(0).value<Works>(), Works{3});
        QTest::keyClick(&papers.view(), Qt::Key_Return);
        QCOMPARE(opened.size(), 2);
        QTest::keyClick(&papers.view(), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(opened.size(), 2);
    }

    void headerClicks_sortUpDownAndBack()
    {
        PapersFixture papers(10);
        papers.show();
        QSignalSpy sorted(&papers.pane, &PaperPane::sortRequested);
        for (int i = 0; i < 3; ++i) {
            papers.clickHeader(PaperColumn::Year);
        }
        QCOMPARE(sorted.size(), 3);
        QCOMPARE(sorted.at(0).at(0).value<PaperOrder>(), PaperOrder::Year);
        QCOMPARE(sorted.at(0).at(1).toBool(), false);
        QCOMPARE(sorted.at(1).at(0).value<PaperOrder>(), PaperOrder::Year);
        QCOMPARE(sorted.at(1).at(1).toBool(), true);
        QCOMPARE(sorted.at(2).at(0).value<PaperOrder>(), PaperOrder::List);
        QCOMPARE(papers.view().header().sortIndicatorSection(), -1);
    }

    void headerClick_onColumnWithoutOrder_keepsTheOrder()
    {
        PapersFixture papers(10);
        papers.show();
        papers.pane.setSortIndicator(PaperOrder::Venue, true);
        QSignalSpy sorted(&papers.pane, &PaperPane::sortRequested);
        papers.clickHeader(PaperColumn::Bookmark);
        QCOMPARE(sorted.size(), 0);
        QCOMPARE(papers.view().header().sortIndicatorSection(),
                 PaperTableHeader::numberOf(PaperColumn::Venue));
        QCOMPARE(papers.view().header().sortIndicatorOrder(), Qt::DescendingOrder);
    }

    void keys_moveTheCurrentRow()
    {
        PapersFixture papers(200);
        papers.show();
        papers.click(0);
        const auto key = [&papers](Qt::Key k, Qt::KeyboardModifiers m = {}) {
            QTest::keyClick(&papers.view(), k, m);
        };
        key(Qt::Key_Down);
        key(Qt::Key_Down);
        key(Qt::Key_Up);
        QCOMPARE(papers.pane.currentWork(), 1U);
        key(Qt::Key_End);
        QCOMPARE(papers.pane.currentWork(), 199U);
        QVERIFY(papers.view().viewport()->rect().contains(papers.view().visualRect(papers.index(199))));
        key(Qt::Key_PageUp);
        const quint32 page = 199U - papers.pane.currentWork();
        QVERIFY(page > 5 && page < 30);
        key(Qt::Key_Home);
        QCOMPARE(papers.pane.currentWork(), 0U);
        key(Qt::Key_PageDown);
        QCOMPARE(papers.pane.currentWork(), page);
        key(Qt::Key_Home);
        key(Qt::Key_Down, Qt::ShiftModifier);
        key(Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(papers.pane.selectedWorks(), (Works{0, 1, 2}));
        key(Qt::Key_End, Qt::ShiftModifier);
        QCOMPARE(papers.pane.selectedWorks().size(), 200U);
    }

    void letters_areLeftToTheWindow()
    {
        PapersFixture papers(10);
        papers.show();
        papers.click(4);
        QKeyEvent letter(QEvent::KeyPress, Qt::Key_P, {}, QStringLiteral("p"));
        QCoreApplication::sendEvent(&papers.view(), &letter);
        QVERIFY(!letter.isAccepted());
        QCOMPARE(papers.pane.currentWork(), 4U);
    }

    void clicksWithModifiers_selectRangesAndSingleRows()
    {
        PapersFixture papers(20);
        papers.show();
        papers.click(2);
        papers.click(5, PaperColumn::Title, Qt::ShiftModifier);
        QCOMPARE(papers.pane.selectedWorks(), (Works{2, 3, 4, 5}));
        papers.click(3, PaperColumn::Venue, Qt::ControlModifier);
        papers.click(9, PaperColumn::Venue, Qt::ControlModifier);
        QCOMPARE(papers.pane.selectedWorks(), (Works{2, 4, 5, 9}));
        QTest::keySequence(&papers.view(), QKeySequence(QKeySequence::SelectAll));
        QCOMPARE(papers.pane.selectedWorks().size(), 20U);
    }

    void newRows_keepSelectionCurrentAndPlace()
    {
        PapersFixture papers(400);
        papers.show();
        papers.view().scrollTo(papers.index(300), QAbstractItemView::PositionAtCenter);
        papers.click(300);
        const int y = papers.view().visualRect(papers.view().currentIndex()).y();
        Works reversed(400);
        std::iota(reversed.rbegin(), reversed.rend(), 0U);
        papers.model.setRows(reversed);
        QCOMPARE(papers.pane.currentWork(), 300U);
        QCOMPARE(papers.pane.selectedWorks(), Works{300});
        QCOMPARE(papers.view().visualRect(papers.view().currentIndex()).y(), y);
    }

    void newRows_withoutTheCurrentOne_tellAndBeginAtTheTop()
    {
        PapersFixture papers(400);
        papers.show();
        papers.view().scrollTo(papers.index(300), QAbstractItemView::PositionAtCenter);
        papers.click(300);
        QSignalSpy current(&papers.pane, &PaperPane::currentWorkChanged);
        Works few(100);
        std::iota(few.begin(), few.end(), 0U);
        papers.model.setRows(few);
        QCOMPARE(current.size(), 1);
        QCOMPARE(current.at(0).at(0).toUInt(), kNone);
        QVERIFY(papers.pane.selectedWorks().empty());
        QCOMPARE(papers.view().verticalScrollBar()->value(), 0);
    }

    void titleColumn_takesTheWidthThatIsLeft()
    {
        PapersFixture papers(10);
        papers.show();
        const PaperTableHeader &header = papers.view().header();
        QCOMPARE(header.length(), papers.view().viewport()->width());
        const int before = header.sectionSize(PaperTableHeader::numberOf(PaperColumn::Title));
        papers.pane.resize(1000, 400);
        QCoreApplication::processEvents();
        QCOMPARE(header.sectionSize(PaperTableHeader::numberOf(PaperColumn::Title)), before + 200);
        papers.view().header().setColumnShown(PaperColumn::Section, true);
        QCOMPARE(header.length(), papers.view().viewport()->width());
    }

    void widerTitle_takesFromTheColumnBehindIt()
    {
        PapersFixture papers(10);
        papers.show();
        PaperTableHeader &header = papers.view().header();
        const int title = PaperTableHeader::numberOf(PaperColumn::Title);
        const int venue = PaperTableHeader::numberOf(PaperColumn::Venue);
        const int titleWidth = header.sectionSize(title);
        const int venueWidth = header.sectionSize(venue);
        header.resizeSection(title, titleWidth + 30);
        QCOMPARE(header.sectionSize(title), titleWidth + 30);
        QCOMPARE(header.sectionSize(venue), venueWidth - 30);
        QCOMPARE(header.length(), papers.view().viewport()->width());
    }

    void state_comesBackByColumnName()
    {
        QByteArray state;
        {
            PapersFixture papers(10);
            papers.show();
            PaperTableHeader &header = papers.view().header();
            header.setColumnShown(PaperColumn::Section, true);
            header.setColumnShown(PaperColumn::Links, false);
            header.moveSection(header.visualIndex(PaperTableHeader::numberOf(PaperColumn::Year)), 1);
            header.resizeSection(PaperTableHeader::numberOf(PaperColumn::Venue), 200);
            papers.clickHeader(PaperColumn::Title);
            papers.clickHeader(PaperColumn::Title);
            state = papers.pane.saveState();
        }
        PapersFixture papers(10);
        QSignalSpy sorted(&papers.pane, &PaperPane::sortRequested);
        papers.pane.restoreState(state);
        papers.show();
        const PaperTableHeader &header = papers.view().header();
        QCOMPARE(header.shownColumns().at(1), PaperTableHeader::numberOf(PaperColumn::Year));
        QVERIFY(header.isSectionHidden(PaperTableHeader::numberOf(PaperColumn::Links)));
        QVERIFY(!header.isSectionHidden(PaperTableHeader::numberOf(PaperColumn::Section)));
        QVERIFY(std::abs(header.sectionSize(PaperTableHeader::numberOf(PaperColumn::Venue)) - 200) <= 2);
        QCOMPARE(sorted.size(), 1);
        QCOMPARE(sorted.at(0).at(0).value<PaperOrder>(), PaperOrder::Title);
        QCOMPARE(sorted.at(0).at(1).toBool(), true);
        QCOMPARE(papers.pane.saveState(), state);
    }

    void state_thatIsNonsense_changesNothing()
    {
        PapersFixture papers(10);
        papers.show();
        const QByteArray before = papers.pane.saveState();
        for (const char *nonsense :
             {"", "{", "[1,2]", "{\"columns\":[{\"key\":\"title\",\"shown\":false},{\"key\":7}]}",
              "{\"columns\":[{\"key\":\"venue\",\"width\":-4,\"of\":0}],\"sort\":\"bookmark\"}"}) {
            papers.pane.restoreState(QByteArray(nonsense));
            papers.view().header().resetColumns();
            QCOMPARE(papers.pane.saveState(), before);
        }
        papers.pane.restoreState("{\"columns\":[{\"key\":\"title\",\"shown\":false}]}");
        QVERIFY(!papers.view().header().isSectionHidden(PaperTableHeader::numberOf(PaperColumn::Title)));
    }

    void columnMenu_showsAndHides()
    {
        PapersFixture papers(10);
        papers.show();
        QMenu menu;
        papers.pane.fillColumnMenu(menu);
        QAction *section = menu.actions().at(PaperTableHeader::numberOf(PaperColumn::Section));
        QVERIFY(!section->isChecked());
        section->trigger();
        QVERIFY(!papers.view().header().isSectionHidden(PaperTableHeader::numberOf(PaperColumn::Section)));
        QVERIFY(!menu.actions().at(PaperTableHeader::numberOf(PaperColumn::Title))->isEnabled());
        menu.actions().constLast()->trigger();
        QVERIFY(papers.view().header().isSectionHidden(PaperTableHeader::numberOf(PaperColumn::Section)));
    }

    void largerFont_makesHigherRowsAndWiderColumns()
    {
        PapersFixture papers(10);
        papers.show();
        const int row = papers.view().rowHeight();
        const int year = papers.view().header().sectionSize(PaperTableHeader::numberOf(PaperColumn::Year));
        QFont large = papers.pane.font();
        large.setPointSizeF(large.pointSizeF() * 2);
        papers.view().setFont(large);
        QVERIFY(papers.view().rowHeight() > row * 3 / 2);
        QVERIFY(papers.view().header().sectionSize(PaperTableHeader::numberOf(PaperColumn::Year)) >
                year * 5 / 4);
    }

    void contextMenu_isAskedForAtThePointer()
    {
        PapersFixture papers(10);
        papers.show();
        QSignalSpy asked(&papers.pane, &PaperPane::contextMenuRequested);
        const QPoint at = papers.centre(4);
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, papers.view().viewport()->mapToGlobal(at));
        QCoreApplication::sendEvent(papers.view().viewport(), &event);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.at(0).at(0).toPoint(), papers.view().viewport()->mapToGlobal(at));
    }

    void nextUnread_skipsReadOnesAndBeginsAgain()
    {
        PapersFixture papers(5);
        papers.show();
        for (const quint32 work : {0U, 2U, 3U}) {
            papers.setState(work, {false, true});
        }
        QVERIFY(papers.pane.goToNextUnread());
        QCOMPARE(papers.pane.currentWork(), 1U);
        QVERIFY(papers.pane.goToNextUnread());
        QCOMPARE(papers.pane.currentWork(), 4U);
        QVERIFY(papers.pane.goToNextUnread());
        QCOMPARE(papers.pane.currentWork(), 1U);
    }

    void manyRows_areReachedAndSelectedAtOnce()
    {
        PapersFixture papers(3);
        papers.show();
        Works rows(1'000'000);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            rows[i] = static_cast<quint32>(i % 3);
        }
        papers.model.setCatalog(papers.catalog, nullptr, std::move(rows));
        QTest::keyClick(&papers.view(), Qt::Key_End);
        QCOMPARE(papers.view().currentIndex().row(), 999'999);
        QVERIFY(papers.view().viewport()->rect().contains(papers.view().visualRect(papers.index(999'999))));
        papers.view().selectAll();
        QCOMPARE(papers.pane.selectedWorks().size(), 1'000'000U);
    }

    void emptyTable_saysWhyAndOffersToClear()
    {
        PapersFixture papers(5);
        papers.show();
        papers.pane.setEmptyState(EmptyReason::NoMatch, QStringLiteral("<b>venue:osdi</b>"));
        QVERIFY(papers.pane.findChild<EmptyNotice *>() == nullptr);
        papers.model.setRows({});
        auto *notice = papers.pane.findChild<EmptyNotice *>();
        QVERIFY(notice != nullptr && notice->isVisible());
        bool said = false;
        for (const QLabel *label : notice->findChildren<QLabel *>()) {
            said = said || (label->text().contains(QLatin1String("<b>venue:osdi</b>")) &&
                            label->textFormat() == Qt::PlainText);
        }
        QVERIFY(said);
        QSignalSpy cleared(&papers.pane, &PaperPane::filterClearRequested);
        notice->findChild<QPushButton *>(QStringLiteral("clearFilter"))->click();
        QCOMPARE(cleared.size(), 1);
        papers.model.setRows({1, 2});
        QVERIFY(!notice->isVisible());
    }

    void suggestion_isAButtonThatTheKeyboardReaches()
    {
        PapersFixture papers(5);
        papers.show();
        papers.pane.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&papers.pane));
        papers.model.setRows({});
        papers.pane.setEmptyState(EmptyReason::NoMatch, QStringLiteral("atention"));
        auto *button = papers.pane.findChild<QPushButton *>(QStringLiteral("suggestion"));
        QVERIFY(button != nullptr && !button->isVisible());
        papers.pane.setSuggestion(QStringLiteral("attention & more"));
        QVERIFY(button->isVisible());
        QCOMPARE(button->accessibleName(), QStringLiteral("Did you mean “attention & more”?"));
        papers.pane.focusPapers();
        QVERIFY(button->hasFocus());
        QSignalSpy accepted(&papers.pane, &PaperPane::suggestionAccepted);
        QTest::keyClick(button, Qt::Key_Return);
        QCOMPARE(accepted.size(), 1);
        QCOMPARE(accepted.at(0).at(0).toString(), QStringLiteral("attention & more"));
        papers.model.setRows({1, 2});
        QVERIFY(!button->isVisible());
        QVERIFY(papers.view().hasFocus());
    }

    void suggestion_goesWithTheFilterThatItWasFor()
    {
        PapersFixture papers(5);
        papers.show();
        papers.model.setRows({});
        papers.pane.setEmptyState(EmptyReason::NoMatch, QStringLiteral("atention"));
        papers.pane.setSuggestion(QStringLiteral("attention"));
        papers.pane.setEmptyState(EmptyReason::NoMatch, QStringLiteral("atentionx"));
        QVERIFY(!papers.pane.findChild<QPushButton *>(QStringLiteral("suggestion"))->isVisible());
    }

    void bestMatch_isAnOrderWithoutAColumnAndIsStored()
    {
        QByteArray state;
        {
            PapersFixture papers(10);
            papers.show();
            QSignalSpy sorted(&papers.pane, &PaperPane::sortRequested);
            papers.clickHeader(PaperColumn::Title);
            papers.pane.toggleBestMatch();
            QCOMPARE(sorted.size(), 2);
            QCOMPARE(sorted.at(1).at(0).value<PaperOrder>(), PaperOrder::BestMatch);
            QCOMPARE(papers.view().header().sortIndicatorSection(), -1);
            state = papers.pane.saveState();
        }
        PapersFixture papers(10);
        papers.show();
        QSignalSpy sorted(&papers.pane, &PaperPane::sortRequested);
        papers.pane.restoreState(state);
        QCOMPARE(sorted.size(), 1);
        QCOMPARE(papers.pane.sortOrder(), PaperOrder::BestMatch);
        papers.clickHeader(PaperColumn::Title);
        QCOMPARE(papers.pane.sortOrder(), PaperOrder::Title);
        papers.pane.toggleBestMatch();
        papers.pane.toggleBestMatch();
        QCOMPARE(papers.pane.sortOrder(), PaperOrder::List);
        QVERIFY(!papers.pane.isDescending());
    }

    void headerMenu_offersBestMatchWhereThereIsText()
    {
        PapersFixture papers(10);
        papers.show();
        PaperTableHeader &header = papers.view().header();
        const auto offered = [&header] {
            QContextMenuEvent event(QContextMenuEvent::Mouse, {5, 5}, header.mapToGlobal(QPoint(5, 5)));
            QCoreApplication::sendEvent(header.viewport(), &event);
            auto *menu = header.findChildren<QMenu *>().constLast();
            const bool enabled = menu->actions().constFirst()->isEnabled();
            menu->actions().constFirst()->trigger();
            menu->close();
            return enabled;
        };
        QVERIFY(!offered());
        QCOMPARE(papers.pane.sortOrder(), PaperOrder::List);
        papers.pane.setQuery(parseQuery(u"paper"));
        QVERIFY(offered());
        QCOMPARE(papers.pane.sortOrder(), PaperOrder::BestMatch);
    }

    void strangeTitles_arePainted_data()
    {
        QTest::addColumn<QString>("title");
        QTest::newRow("empty") << QString();
        QTest::newRow("huge") << QString(200'000, QLatin1Char('w'));
        QTest::newRow("narrow letters") << QString(5'000, QLatin1Char('i'));
        QTest::newRow("right to left") << QString::fromUtf8("عنوان طويل باللغة العربية ").repeated(40);
        QTest::newRow("mixed") << QString::fromUtf8("English עברית English ").repeated(40);
        QTest::newRow("emoji") << QString::fromUtf8("👩‍👩‍👧‍👦🚀").repeated(200);
        QTest::newRow("combining") << QLatin1Char('a') + QString(3'000, QChar(0x0301));
        QTest::newRow("lone surrogate") << QString(300, QChar(0xd83d));
        QTest::newRow("line separators") << QString::fromUtf8("a\u2028b\u2029c\nd").repeated(100);
        QTest::newRow("ligatures") << QStringLiteral("ffi").repeated(200);
    }
    void strangeTitles_arePainted()
    {
        QFETCH(QString, title);
        EntryDraft draft;
        draft.title = title.toStdString();
        draft.survey = true;
        PapersFixture papers(ListBuilder().section("S").entry(draft).build());
        papers.pane.setQuery(parseQuery(u"i english w a"));
        papers.show();
        for (const int width : {800, 300, 130, 40}) {
            papers.pane.resize(width, 200);
            QVERIFY(!papers.pane.grab().isNull());
        }
    }
};

QTEST_MAIN(PaperTableTest)
#include "tst_papertable.moc"
