// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/undohistory.h"

#include <QSignalSpy>
#include <QtTest>

using namespace carrel;

class TestUndoHistory final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void fresh_hasNothingToDo();
    void undoAndRedo_goThroughTheStepsInOrder();
    void push_forgetsWhatWasTakenBack();
    void push_keepsAHundredSteps();
    void push_whileAStepRuns_isItsOwn();
    void failure_leavesTheStepAndTellsTheError();
    void clear_whileAStepRuns_leavesNothing();
    void changed_isToldAfterEachChange();

private:
    /// Adds a letter and takes it away again.
    UndoStep letter(char c);

    std::unique_ptr<UndoHistory> m_history;
    std::string m_text;
    bool m_fails = false;
};

void TestUndoHistory::init()
{
    m_history = std::make_unique<UndoHistory>();
    m_text.clear();
    m_fails = false;
}

UndoStep TestUndoHistory::letter(char c)
{
    m_text += c;
    const auto unlessFailing = [this](auto act) {
        return [this, act]() -> Result<void> {
            if (m_fails) {
                return Error{ErrorCode::LibraryUnwritable, QStringLiteral("full")};
            }
            act();
            return {};
        };
    };
    return {QStringLiteral("Add %1").arg(QLatin1Char(c)), unlessFailing([this] { m_text.pop_back(); }),
            unlessFailing([this, c] { m_text += c; })};
}

void TestUndoHistory::fresh_hasNothingToDo()
{
    QVERIFY(!m_history->canUndo() && !m_history->canRedo());
    QVERIFY(m_history->undoName().isEmpty() && m_history->redoName().isEmpty());
    QVERIFY(m_history->undo().hasValue() && m_history->redo().hasValue());
}

void TestUndoHistory::undoAndRedo_goThroughTheStepsInOrder()
{
    m_history->push(letter('a'));
    m_history->push(letter('b'));
    QCOMPARE(m_history->undoName(), QStringLiteral("Add b"));
    QVERIFY(m_history->undo().hasValue());
    QCOMPARE(m_text, "a");
    QCOMPARE(m_history->undoName(), QStringLiteral("Add a"));
    QCOMPARE(m_history->redoName(), QStringLiteral("Add b"));
    QVERIFY(m_history->undo().hasValue());
    QCOMPARE(m_text, "");
    QVERIFY(!m_history->canUndo());
    QVERIFY(m_history->redo().hasValue() && m_history->redo().hasValue());
    QCOMPARE(m_text, "ab");
    QVERIFY(!m_history->canRedo());
}

void TestUndoHistory::push_forgetsWhatWasTakenBack()
{
    m_history->push(letter('a'));
    m_history->push(letter('b'));
    QVERIFY(m_history->undo().hasValue());
    m_history->push(letter('c'));
    QVERIFY(!m_history->canRedo());
    QVERIFY(m_history->undo().hasValue() && m_history->undo().hasValue());
    QCOMPARE(m_text, "");
    QCOMPARE(m_history->redoName(), QStringLiteral("Add a"));
}

void TestUndoHistory::push_keepsAHundredSteps()
{
    for (int i = 0; i < 103; ++i) {
        m_history->push(letter(static_cast<char>('a' + i % 26)));
    }
    int undone = 0;
    while (m_history->canUndo()) {
        QVERIFY(m_history->undo().hasValue());
        ++undone;
    }
    QCOMPARE(undone, 100);
    QCOMPARE(m_text, "abc");
}

void TestUndoHistory::push_whileAStepRuns_isItsOwn()
{
    UndoStep step = letter('a');
    step.undo = [this]() -> Result<void> {
        m_history->push(letter('x'));
        return {};
    };
    m_history->push(std::move(step));
    QVERIFY(m_history->undo().hasValue());
    QVERIFY(!m_history->canUndo());
    QCOMPARE(m_history->redoName(), QStringLiteral("Add a"));
}

void TestUndoHistory::failure_leavesTheStepAndTellsTheError()
{
    m_history->push(letter('a'));
    m_fails = true;
    Result<void> done = m_history->undo();
    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::LibraryUnwritable);
    QCOMPARE(m_history->undoName(), QStringLiteral("Add a"));
    m_fails = false;
    QVERIFY(m_history->undo().hasValue());
    m_fails = true;
    QVERIFY(!m_history->redo());
    QCOMPARE(m_history->redoName(), QStringLiteral("Add a"));
    QCOMPARE(m_text, "");
}

void TestUndoHistory::clear_whileAStepRuns_leavesNothing()
{
    UndoStep step = letter('b');
    step.redo = step.undo = [this]() -> Result<void> {
        m_history->clear();
        return {};
    };
    m_history->push(letter('a'));
    m_history->push(std::move(step));
    QVERIFY(m_history->undo().hasValue());
    QVERIFY(!m_history->canUndo() && !m_history->canRedo());
}

void TestUndoHistory::changed_isToldAfterEachChange()
{
    QStringList told;
    connect(m_history.get(), &UndoHistory::changed, this,
            [&] { told << m_history->undoName() + QLatin1Char('/') + m_history->redoName(); });
    m_history->push(letter('a'));
    QVERIFY(m_history->undo().hasValue() && m_history->redo().hasValue());
    m_fails = true;
    QVERIFY(!m_history->undo());
    m_history->clear();
    QCOMPARE(told, (QStringList{QStringLiteral("Add a/"), QStringLiteral("/Add a"), QStringLiteral("Add a/"),
                                QStringLiteral("/")}));
}

QTEST_GUILESS_MAIN(TestUndoHistory)
#include "tst_undohistory.moc"
