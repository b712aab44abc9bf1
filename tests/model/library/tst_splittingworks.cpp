// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/librarystore.h"
#include "support/listbuilder.h"
#include "support/resultcheck.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace carrel;
using test::ListBuilder;

/// A work of the library that turns out to be two.
class TestSplittingWorks final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_store.reset(); }

    void split_isAskedAndChangesNothing();
    void answer_first_leavesTheMarks();
    void answer_second_movesThem();
    void answer_both_givesThemToEach();
    void answer_isRemembered_data();
    void answer_isRemembered();
    void answer_isUndone();
    void answer_ofAWorkThatWasMarkedMeanwhile_keepsBoth();
    void answer_ofAnOldQuestion_doesNothing();
    void afterBoth_theyNeverBecomeOneAgain();

private:
    void open();
    SplitQuestion ask();
    QStringList notes() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<LibraryStore> m_store;
};

namespace {

constexpr std::string_view kFirst = "Alpha: One Paper on Graphs";
constexpr std::string_view kSecond = "Alpha: A Paper on Graphs";
constexpr std::string_view kArxiv = "https://arxiv.org/abs/2401.00001";

CatalogPointer one()
{
    return ListBuilder().section("A").entry(kFirst, "", 0, kArxiv).entry(kSecond, "", 0, kArxiv).build();
}

CatalogPointer two()
{
    return ListBuilder()
        .section("A")
        .entry(kFirst, "", 0, kArxiv)
        .entry(kSecond, "", 0, "https://arxiv.org/abs/2405.00005")
        .build();
}

MarkChange marks()
{
    MarkChange change;
    change.bookmarked = true;
    change.note = QStringLiteral("n");
    change.addedTags = {QStringLiteral("t")};
    return change;
}

QStringList list(std::initializer_list<const char *> texts)
{
    QStringList all;
    for (const char *text : texts) {
        all << QString::fromLatin1(text);
    }
    return all;
}

} // namespace

void TestSplittingWorks::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    open();
    m_store->attach(one());
    QCOMPARE(m_store->states()->size(), 1U);
    const quint32 work = 0;
    CARREL_VERIFY_RESULT(m_store->setMarks(std::span(&work, 1), marks()));
}

void TestSplittingWorks::open()
{
    m_store.reset();
    Result<std::unique_ptr<LibraryStore>> store =
        LibraryStore::open(m_folder->filePath(QStringLiteral("library.sqlite")));
    CARREL_VERIFY_RESULT(store);
    m_store = std::move(*store);
}

SplitQuestion TestSplittingWorks::ask()
{
    m_store->attach(two());
    return m_store->questions().size() == 1 ? m_store->questions().front() : SplitQuestion();
}

QStringList TestSplittingWorks::notes() const
{
    const WorkStates &states = *m_store->states();
    QStringList all;
    for (std::size_t work = 0; work < states.size(); ++work) {
        all << (states[work].bookmarked ? states.note(work) : QStringLiteral("-"));
    }
    return all;
}

void TestSplittingWorks::split_isAskedAndChangesNothing()
{
    const SplitQuestion question = ask();
    QCOMPARE(question.work, 0U);
    QCOMPARE(question.other, 1U);
    QCOMPARE(notes(), list({"n", "-"}));
    open();
    QVERIFY(ask() == question);
}

void TestSplittingWorks::answer_first_leavesTheMarks()
{
    const Result<MarkEdit> edit = m_store->answer(ask(), SplitAnswer::First);
    CARREL_VERIFY_RESULT(edit);
    QVERIFY(edit->isEmpty());
    QCOMPARE(notes(), list({"n", "-"}));
}

void TestSplittingWorks::answer_second_movesThem()
{
    CARREL_VERIFY_RESULT(m_store->answer(ask(), SplitAnswer::Second));
    QCOMPARE(notes(), list({"-", "n"}));
    QCOMPARE(m_store->states()->tagNames(1), list({"t"}));
    QCOMPARE(m_store->states()->tagNames(0), QStringList());
}

void TestSplittingWorks::answer_both_givesThemToEach()
{
    const qint64 time = (ask(), m_store->states()->times(0).bookmarked);
    CARREL_VERIFY_RESULT(m_store->answer(ask(), SplitAnswer::Both));
    QCOMPARE(notes(), list({"n", "n"}));
    QCOMPARE(m_store->states()->times(1).bookmarked, time);
    const quint32 work = 1;
    MarkChange clear;
    clear.bookmarked = false;
    CARREL_VERIFY_RESULT(m_store->setMarks(std::span(&work, 1), clear));
    QCOMPARE(notes(), list({"n", "-"}));
}

void TestSplittingWorks::answer_isRemembered_data()
{
    QTest::addColumn<int>("answer");
    QTest::addColumn<QStringList>("notes");
    QTest::newRow("first") << static_cast<int>(SplitAnswer::First) << list({"n", "-"});
    QTest::newRow("second") << static_cast<int>(SplitAnswer::Second) << list({"-", "n"});
    QTest::newRow("both") << static_cast<int>(SplitAnswer::Both) << list({"n", "n"});
}

void TestSplittingWorks::answer_isRemembered()
{
    QFETCH(int, answer);
    QFETCH(QStringList, notes);
    CARREL_VERIFY_RESULT(m_store->answer(ask(), static_cast<SplitAnswer>(answer)));
    QVERIFY(m_store->questions().empty());
    for (int start = 0; start < 2; ++start) {
        open();
        m_store->attach(two());
        QVERIFY(m_store->questions().empty());
        QCOMPARE(this->notes(), notes);
    }
}

void TestSplittingWorks::answer_isUndone()
{
    const Result<MarkEdit> edit = m_store->answer(ask(), SplitAnswer::Second);
    CARREL_VERIFY_RESULT(edit);
    CARREL_VERIFY_RESULT(m_store->replay(edit->reversed()));
    QCOMPARE(notes(), list({"n", "-"}));
    CARREL_VERIFY_RESULT(m_store->replay(*edit));
    QCOMPARE(notes(), list({"-", "n"}));
    open();
    m_store->attach(two());
    QCOMPARE(notes(), list({"-", "n"}));
}

void TestSplittingWorks::answer_ofAWorkThatWasMarkedMeanwhile_keepsBoth()
{
    const SplitQuestion question = ask();
    MarkChange own;
    own.note = QStringLiteral("own");
    const quint32 work = 1;
    CARREL_VERIFY_RESULT(m_store->setMarks(std::span(&work, 1), own));
    CARREL_VERIFY_RESULT(m_store->answer(question, SplitAnswer::Second));
    QVERIFY(m_store->states()->note(1).contains(QStringLiteral("own")));
    QVERIFY(m_store->states()->note(1).contains(QStringLiteral("n")));
    QVERIFY(!(*m_store->states())[0].noted);
}

void TestSplittingWorks::answer_ofAnOldQuestion_doesNothing()
{
    const SplitQuestion question = ask();
    m_store->attach(one());
    const Result<MarkEdit> edit = m_store->answer(question, SplitAnswer::Second);
    CARREL_VERIFY_RESULT(edit);
    QVERIFY(edit->isEmpty());
    QCOMPARE(notes(), list({"n"}));
}

void TestSplittingWorks::afterBoth_theyNeverBecomeOneAgain()
{
    CARREL_VERIFY_RESULT(m_store->answer(ask(), SplitAnswer::Both));
    m_store->attach(one());
    QCOMPARE(notes(), list({"n"}));
    m_store->attach(two());
    QVERIFY(m_store->questions().empty());
    QCOMPARE(notes(), list({"n", "n"}));
}

QTEST_GUILESS_MAIN(TestSplittingWorks)
#include "tst_splittingworks.moc"
