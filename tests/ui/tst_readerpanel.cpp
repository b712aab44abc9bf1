// SPDX-License-Identifier: GPL-3.0-or-later
#include "detail/detailpane.h"
#include "detail/noteeditor.h"
#include "detail/tagchips.h"
#include "support/listbuilder.h"
#include "widgets/elidedlabel.h"
#include "widgets/starrating.h"

#include <QAbstractButton>
#include <QCompleter>
#include <QLineEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QtTest>

using namespace carrel;
using carrel::test::ListBuilder;

namespace {

CatalogPointer twoPapers()
{
    return ListBuilder().section("A").entry("One").entry("Two").build();
}

WorkStates tagged()
{
    WorkStates states(2);
    states.setTags({{1, QStringLiteral("read & cite"), {}, 0}, {2, QStringLiteral("later"), {}, 0}});
    states.setTagsOf(0, {1, 2});
    return states;
}

/// The chips on show, in their order.
QStringList chipNames(const TagChips &chips)
{
    QStringList names;
    for (const QAbstractButton *chip : chips.findChildren<QAbstractButton *>()) {
        if (chip->isVisible() && chip->parent() == &chips) {
            names.append(chip->text());
        }
    }
    return names;
}

} // namespace

class TestReaderPanel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void stars_areChosenByMouse();
    void stars_areChosenByKeys();
    void stars_showWhatTheyAreTold();
    void chips_showTheTags();
    void chip_clicked_asksToTakeTheTagOff();
    void chip_isReachedAndUsedByKeys();
    void box_enter_asksForTheTag();
    void box_completesTheTagsThereAre();
    void note_isHandedOutAtLossOfFocus();
    void note_isHandedOutAfterARest();
    void note_isHandedOutBeforeAnotherPaperIsShown();
    void note_isHandedOutWhenThePaneIsHidden();
    void note_notStored_isKeptAndOfferedAgain();
    void note_storedElsewhere_isShown_typedIsKept();
    void dates_areTold();
    void narrowPane_cutsNothing();

private:
    template <typename Widget>
    Widget &part(const char *name = nullptr) const
    {
        return *m_pane->findChild<Widget *>(name == nullptr ? QString() : QString::fromLatin1(name));
    }
    NoteEditor &note() const { return part<NoteEditor>(); }

    std::unique_ptr<DetailPane> m_pane;
    std::unique_ptr<QLineEdit> m_other; ///< something else to go to
    CatalogPointer m_catalog = twoPapers();
};

void TestReaderPanel::init()
{
    m_pane = std::make_unique<DetailPane>();
    m_pane->resize(420, 600);
    m_pane->show(m_catalog, 0, WorkStates(2));
    m_other = std::make_unique<QLineEdit>(m_pane.get());
    m_pane->QWidget::show();
    m_pane->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_pane.get()));
}

void TestReaderPanel::cleanup()
{
    m_other.reset();
    m_pane.reset();
}

void TestReaderPanel::stars_areChosenByMouse()
{
    auto &stars = part<StarRating>();
    const QSignalSpy asked(m_pane.get(), &DetailPane::ratingRequested);
    const auto click = [&stars](int star) {
        const int slot = stars.width() / StarRating::kStars;
        QTest::mouseClick(&stars, Qt::LeftButton, {}, QPoint(slot * star - slot / 2, stars.height() / 2));
    };
    click(4);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.at(0), (QVariantList{0U, 4}));
    stars.setRating(4);
    click(4);
    QCOMPARE(asked.at(1).at(1).toInt(), 0);
    click(1);
    QCOMPARE(asked.at(2).at(1).toInt(), 1);
}

void TestReaderPanel::stars_areChosenByKeys()
{
    auto &stars = part<StarRating>();
    stars.setRating(2);
    const QSignalSpy asked(&stars, &StarRating::ratingRequested);
    QTest::keyClick(&stars, Qt::Key_Right);
    QTest::keyClick(&stars, Qt::Key_Left);
    QTest::keyClick(&stars, Qt::Key_5);
    QTest::keyClick(&stars, Qt::Key_0);
    QTest::keyClick(&stars, Qt::Key_2);
    QTest::keyClick(&stars, Qt::Key_6);
    QList<int> ratings;
    for (const QVariantList &each : asked) {
        ratings.append(each.at(0).toInt());
    }
    QCOMPARE(ratings, (QList<int>{3, 1, 5, 0}));
    QCOMPARE(stars.focusPolicy(), Qt::StrongFocus);
}

void TestReaderPanel::stars_showWhatTheyAreTold()
{
    auto &stars = part<StarRating>();
    const QImage none = stars.grab().toImage();
    WorkStates states(2);
    states.setState(0, {false, false, false, false, 3});
    m_pane->setStates(states);
    QCOMPARE(stars.rating(), 3);
    QVERIFY(stars.grab().toImage() != none);
    QCOMPARE(stars.accessibleName(), QStringLiteral("Rating: 3 of 5"));
}

void TestReaderPanel::chips_showTheTags()
{
    m_pane->setStates(tagged());
    auto &chips = part<TagChips>();
    QCOMPARE(chipNames(chips), (QStringList{QStringLiteral("later"), QStringLiteral("read & cite")}));
    m_pane->show(m_catalog, 1, tagged());
    QVERIFY(chipNames(chips).isEmpty());
}

void TestReaderPanel::chip_clicked_asksToTakeTheTagOff()
{
    m_pane->setStates(tagged());
    const QSignalSpy asked(m_pane.get(), &DetailPane::tagRemoved);
    QTest::mouseClick(part<TagChips>().findChildren<QAbstractButton *>().at(1), Qt::LeftButton);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.at(0), (QVariantList{0U, QStringLiteral("read & cite")}));
    QCOMPARE(chipNames(part<TagChips>()).size(), 2);
}

void TestReaderPanel::chip_isReachedAndUsedByKeys()
{
    m_pane->setStates(tagged());
    QAbstractButton *chip = part<TagChips>().findChildren<QAbstractButton *>().at(0);
    QVERIFY((chip->focusPolicy() & Qt::TabFocus) != 0);
    QCOMPARE(chip->accessibleName(), QStringLiteral("Remove the tag later"));
    const QSignalSpy asked(m_pane.get(), &DetailPane::tagRemoved);
    QTest::keyClick(chip, Qt::Key_Space);
    QCOMPARE(asked.size(), 1);
}

void TestReaderPanel::box_enter_asksForTheTag()
{
    const QSignalSpy asked(m_pane.get(), &DetailPane::tagAdded);
    auto &box = part<QLineEdit>("detailTagBox");
    QTest::keyClicks(&box, QStringLiteral("  new  tag "));
    QTest::keyClick(&box, Qt::Key_Return);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.at(0), (QVariantList{0U, QStringLiteral("new tag")}));
    QVERIFY(box.text().isEmpty());
    QTest::keyClick(&box, Qt::Key_Return);
    QCOMPARE(asked.size(), 1);
}

void TestReaderPanel::box_completesTheTagsThereAre()
{
    m_pane->setStates(tagged());
    QCompleter *completer = part<QLineEdit>("detailTagBox").completer();
    completer->setCompletionPrefix(QStringLiteral("CITE"));
    QCOMPARE(completer->completionCount(), 1);
    QCOMPARE(completer->currentCompletion(), QStringLiteral("read & cite"));
}

void TestReaderPanel::note_isHandedOutAtLossOfFocus()
{
    const QSignalSpy handed(m_pane.get(), &DetailPane::noteChanged);
    note().setFocus();
    QTest::keyClicks(&note(), QStringLiteral("see section 4"));
    QCOMPARE(handed.size(), 0);
    m_other->setFocus();
    QCOMPARE(handed.size(), 1);
    QCOMPARE(handed.at(0), (QVariantList{0U, QStringLiteral("see section 4")}));
}

void TestReaderPanel::note_isHandedOutAfterARest()
{
    const QSignalSpy handed(m_pane.get(), &DetailPane::noteChanged);
    note().setFocus();
    QTest::keyClicks(&note(), QStringLiteral("n"));
    QTRY_COMPARE(handed.size(), 1);
    WorkStates states(2);
    states.setNote(0, QStringLiteral("n"));
    m_pane->setStates(states);
    m_pane->flush();
    QCOMPARE(handed.size(), 1);
}

void TestReaderPanel::note_isHandedOutBeforeAnotherPaperIsShown()
{
    const QSignalSpy handed(m_pane.get(), &DetailPane::noteChanged);
    QTest::keyClicks(&note(), QStringLiteral("of the first"));
    WorkStates states(2);
    states.setNote(1, QStringLiteral("of the second"));
    m_pane->show(m_catalog, 1, states);
    QCOMPARE(handed.size(), 1);
    QCOMPARE(handed.at(0), (QVariantList{0U, QStringLiteral("of the first")}));
    QCOMPARE(note().toPlainText(), QStringLiteral("of the second"));
    QTest::keyClicks(&note(), QStringLiteral("!"));
    m_pane->clear();
    QCOMPARE(handed.size(), 2);
    QCOMPARE(handed.at(1).at(0).toUInt(), 1U);
}

void TestReaderPanel::note_isHandedOutWhenThePaneIsHidden()
{
    const QSignalSpy handed(m_pane.get(), &DetailPane::noteChanged);
    QTest::keyClicks(&note(), QStringLiteral("last words"));
    m_pane->hide();
    QCOMPARE(handed.size(), 1);
}

void TestReaderPanel::note_notStored_isKeptAndOfferedAgain()
{
    const QSignalSpy handed(m_pane.get(), &DetailPane::noteChanged);
    QTest::keyClicks(&note(), QStringLiteral("refused"));
    m_pane->flush();
    m_pane->setStates(WorkStates(2));
    QCOMPARE(note().toPlainText(), QStringLiteral("refused"));
    m_pane->flush();
    QCOMPARE(handed.size(), 2);
    m_pane->show(m_catalog, 1, WorkStates(2));
    QVERIFY(note().toPlainText().isEmpty());
    m_pane->clear();
    m_pane->show(m_catalog, 0, WorkStates(2));
    QCOMPARE(note().toPlainText(), QStringLiteral("refused"));
}

void TestReaderPanel::note_storedElsewhere_isShown_typedIsKept()
{
    WorkStates states(2);
    states.setNote(0, QStringLiteral("from elsewhere"));
    m_pane->setStates(states);
    QCOMPARE(note().toPlainText(), QStringLiteral("from elsewhere"));
    QTest::keyClicks(&note(), QStringLiteral("typed "));
    states.setNote(0, QStringLiteral("changed again"));
    m_pane->setStates(states);
    QVERIFY(note().toPlainText().contains(QStringLiteral("typed")));
}

void TestReaderPanel::dates_areTold()
{
    auto &dates = part<ElidedLabel>("detailDates");
    QVERIFY(!dates.isVisible());
    WorkStates states(2);
    states.setTimes(0, {QDateTime(QDate(2026, 3, 5), QTime(12, 0)).toMSecsSinceEpoch(), 0, 0, 0, 0});
    m_pane->setStates(states);
    QVERIFY(dates.isVisible());
    QCOMPARE(dates.text(),
             QStringLiteral("Bookmarked ") + QLocale().toString(QDate(2026, 3, 5), QLocale::ShortFormat));
}

void TestReaderPanel::narrowPane_cutsNothing()
{
    WorkStates states = tagged();
    states.setNote(0, QStringLiteral("A note of some length, which takes more than the two lines there are "
                                     "at first in a pane as narrow as this one is, and so the box grows."));
    m_pane->resize(250, 600);
    m_pane->show(m_catalog, 0, states);
    QCoreApplication::processEvents();
    auto &chips = part<TagChips>();
    for (const QWidget *child : chips.findChildren<QWidget *>(Qt::FindDirectChildrenOnly)) {
        QVERIFY(!child->isVisible() || chips.rect().contains(child->geometry()));
    }
    QVERIFY(part<QLineEdit>("detailTagBox").y() > 0);
    QCOMPARE(note().verticalScrollBar()->maximum(), 0);
    const QWidget *panel = chips.parentWidget();
    QVERIFY(panel->rect().contains(part<ElidedLabel>("detailDates").geometry()) ||
            !part<ElidedLabel>("detailDates").isVisible());
    QVERIFY(panel->rect().contains(note().geometry()));
    const int height = panel->height();
    QTest::keyClicks(&note(),
                     QStringLiteral("and it grows while it is written, line by line, as far as it may."));
    QCoreApplication::processEvents();
    QVERIFY(panel->height() > height);
    QVERIFY(panel->rect().contains(note().geometry()));
}

QTEST_MAIN(TestReaderPanel)
#include "tst_readerpanel.moc"
