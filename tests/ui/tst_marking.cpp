// SPDX-License-Identifier: GPL-3.0-or-later
#include "windowfixture.h"

#include "detail/noteeditor.h"

#include <QInputDialog>
#include <QPushButton>

using namespace carrel;
using carrel::test::WindowFixture;

class TestMarking final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rating_ofTheSelection_byMenu_isOneStep();
    void tagKey_single_goesToTheDetails();
    void tagKey_several_asksOnce();
    void noteKey_writesInTheDetails();
    void note_isStoredBeforeAnotherListTakesOver();
    void tagRow_showsItsPapers_untaggedStay();
    void tagRow_renamed_mergesOnASecondWord();
    void tagRow_deleted_canBeUndone();
    void undo_namesTheStep();
};

namespace {

QString tagOf(WindowFixture &fixture, quint32 work)
{
    return fixture.library->states()->tagNames(work).join(QLatin1Char(','));
}

QModelIndex tagRow(WindowFixture &fixture, const char *name)
{
    for (const ReaderTag &tag : fixture.library->states()->tags()) {
        if (tag.name == QLatin1String(name)) {
            return fixture.sections.indexOf({PaperView::Tag, kNone, tag.id});
        }
    }
    return {};
}

PaperPane &papers(WindowFixture &fixture)
{
    return *fixture.window.findChild<PaperPane *>();
}

} // namespace

void TestMarking::rating_ofTheSelection_byMenu_isOneStep()
{
    WindowFixture fixture;
    papers(fixture).selectAll();
    fixture.action("4 Stars")->trigger();
    QCOMPARE(int((*fixture.library->states())[5].rating), 4);
    fixture.action("Undo Rate 82 Papers")->trigger();
    QCOMPARE(int((*fixture.library->states())[5].rating), 0);
}

void TestMarking::tagKey_single_goesToTheDetails()
{
    WindowFixture fixture;
    papers(fixture).selectWork(3);
    papers(fixture).setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_T);
    auto *box = fixture.window.findChild<QLineEdit *>(QStringLiteral("detailTagBox"));
    QVERIFY(box->hasFocus());
    QTest::keyClicks(box, QStringLiteral("mine"));
    QTest::keyClick(box, Qt::Key_Return);
    QCOMPARE(tagOf(fixture, 3), QStringLiteral("mine"));
}

void TestMarking::tagKey_several_asksOnce()
{
    WindowFixture fixture;
    papers(fixture).selectAll();
    fixture.action("Tag...")->trigger();
    auto *dialog = fixture.window.findChild<QInputDialog *>(QStringLiteral("tagDialog"));
    QVERIFY(dialog);
    QVERIFY(dialog->labelText().contains(QStringLiteral("82 papers")));
    dialog->setTextValue(QStringLiteral("all"));
    dialog->accept();
    QCOMPARE(tagOf(fixture, 0), QStringLiteral("all"));
    QCOMPARE(tagOf(fixture, 81), QStringLiteral("all"));
    QCOMPARE(fixture.history.undoName(), QStringLiteral("Tag 82 Papers"));
}

void TestMarking::noteKey_writesInTheDetails()
{
    WindowFixture fixture;
    papers(fixture).selectWork(2);
    papers(fixture).setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_E);
    auto *note = fixture.window.findChild<NoteEditor *>();
    QVERIFY(note->hasFocus());
    QTest::keyClicks(note, QStringLiteral("both r and b are letters here"));
    papers(fixture).selectWork(4);
    QCOMPARE(fixture.library->states()->note(2), QStringLiteral("both r and b are letters here"));
    QVERIFY(!(*fixture.library->states())[2].read && !(*fixture.library->states())[2].bookmarked);
}

void TestMarking::note_isStoredBeforeAnotherListTakesOver()
{
    WindowFixture fixture;
    papers(fixture).selectWork(2);
    auto *note = fixture.window.findChild<NoteEditor *>();
    QTest::keyClicks(note, QStringLiteral("of paper 2"));
    fixture.take(test::ListBuilder().entry("Other").entry("Training paper 2").entry("Third").build());
    const WorkStatesPointer states = fixture.library->states();
    QCOMPARE(states->note(1), QStringLiteral("of paper 2"));
    QVERIFY(states->note(0).isEmpty() && states->note(2).isEmpty());
}

void TestMarking::tagRow_showsItsPapers_untaggedStay()
{
    WindowFixture fixture;
    fixture.commands.addTag({1, 7}, QStringLiteral("mine"));
    fixture.click(tagRow(fixture, "mine"));
    QTRY_COMPARE(fixture.papers.rows(), (std::vector<quint32>{1, 7}));
    fixture.commands.removeTag({1, 7}, QStringLiteral("mine"));
    QCoreApplication::processEvents();
    QCOMPARE(fixture.papers.rows(), (std::vector<quint32>{1, 7}));
    QVERIFY(tagRow(fixture, "mine").isValid());
}

void TestMarking::tagRow_renamed_mergesOnASecondWord()
{
    WindowFixture fixture;
    fixture.commands.addTag({1}, QStringLiteral("a"));
    fixture.commands.addTag({2}, QStringLiteral("b"));
    fixture.click(tagRow(fixture, "a"));
    const auto rename = [&fixture](const QString &name) {
        fixture.action("Rename Tag...")->trigger();
        auto *dialog = fixture.window.findChild<QInputDialog *>(QStringLiteral("tagNameDialog"));
        dialog->setTextValue(name);
        dialog->accept();
        delete dialog;
    };
    rename(QStringLiteral("c"));
    QCOMPARE(tagOf(fixture, 1), QStringLiteral("c"));
    rename(QStringLiteral("B"));
    QCOMPARE(tagOf(fixture, 1), QStringLiteral("c"));
    QVERIFY(fixture.message().contains(QStringLiteral("already")));
    fixture.window.findChild<QPushButton *>(QStringLiteral("messageAction"))->click();
    QCOMPARE(tagOf(fixture, 1), QStringLiteral("b"));
    QVERIFY(!tagRow(fixture, "c").isValid());
}

void TestMarking::tagRow_deleted_canBeUndone()
{
    WindowFixture fixture;
    fixture.commands.addTag({1, 2}, QStringLiteral("a"));
    fixture.click(tagRow(fixture, "a"));
    fixture.action("Delete Tag")->trigger();
    QVERIFY(tagOf(fixture, 1).isEmpty());
    QVERIFY(!tagRow(fixture, "a").isValid());
    fixture.action("Undo Delete Tag")->trigger();
    QCOMPARE(tagOf(fixture, 2), QStringLiteral("a"));
    QVERIFY(tagRow(fixture, "a").isValid());
}

void TestMarking::undo_namesTheStep()
{
    WindowFixture fixture;
    papers(fixture).selectWork(0);
    fixture.action("Bookmark")->trigger();
    QVERIFY(fixture.action("Undo Bookmark"));
    fixture.action("Undo Bookmark")->trigger();
    QVERIFY(!(*fixture.library->states())[0].bookmarked);
    fixture.action("Redo Bookmark")->trigger();
    QVERIFY((*fixture.library->states())[0].bookmarked);
}

QTEST_MAIN(TestMarking)
#include "tst_marking.moc"
