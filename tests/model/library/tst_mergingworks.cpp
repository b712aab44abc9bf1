// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/librarystore.h"
#include "library/sqlite.h"
#include "support/listbuilder.h"
#include "support/resultcheck.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace carrel;
using test::ListBuilder;

/// Two works of the library that turn out to be one.
class TestMergingWorks final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_store.reset(); }

    void marks_becomeThoseOfOneWork();
    void marks_keepTheEarlierDates();
    void joinedNote_isNotJoinedAgain();
    void noteThatHoldsTheOther_isTakenAlone();
    void keysAndListings_areUnited();
    void tagTimes_areTheNewer();
    void inTheWindow_becomesOneRowAsWell();
    void failure_leavesBothAsTheyWere();
    void notesTooLongForOne_stayTwo();
    void toldApart_stayTwo();
    void numberOfAWork_isNeverGivenAgain();
    void threeWorks_becomeOne();
    void undo_ofTheWorkThatWent_hitsTheOneThatStayed();
    void undo_ofANote_leavesTheOther();
    void undo_ofATag_leavesTheOther();
    void undo_ofBothBookmarks_takesTheMarkAwayAtTheEnd();
    void undo_ofBoth_inOneStep();
    void undo_ofARating_leavesTheNewer();
    void otherProgram_marksTheOneThatStayed();

private:
    void open();
    MarkEdit change(std::vector<quint32> works, const MarkChange &change);
    QVariant ask(const QString &question);
    bool execute(const QString &statement);
    const WorkStates &states() const { return *m_store->states(); }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    std::unique_ptr<LibraryStore> m_store;
};

namespace {

constexpr std::string_view kSlipStream =
    "SlipStream: Adapting Pipelines for Distributed Training of Large DNNs";
constexpr std::string_view kReCycle = "ReCycle: Resilient Training of Large DNNs using Pipeline Adaptation";
constexpr std::string_view kArxiv = "https://arxiv.org/abs/2405.14009";

CatalogPointer two()
{
    return ListBuilder().section("A").entry(kSlipStream).entry(kReCycle).entry("Another").build();
}

CatalogPointer one()
{
    return ListBuilder()
        .section("A")
        .entry(kSlipStream, "", 0, kArxiv)
        .entry(kReCycle, "", 0, kArxiv)
        .entry("Another")
        .build();
}

const MarkChange kBookmark{true, std::nullopt};
const MarkChange kRead{std::nullopt, true};

MarkChange note(const QString &text)
{
    MarkChange change;
    change.note = text;
    return change;
}

MarkChange tags(const QStringList &names)
{
    MarkChange change;
    change.addedTags = names;
    return change;
}

MarkChange rating(int stars)
{
    MarkChange change;
    change.rating = stars;
    return change;
}

const QString kWorks = QStringLiteral("SELECT count(*) FROM work");

/// The clock goes on to the next millisecond.
void tick()
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    QTRY_VERIFY(QDateTime::currentMSecsSinceEpoch() > now);
}

} // namespace

void TestMergingWorks::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(QStringLiteral("library.sqlite"));
    open();
    m_store->attach(two());
    QCOMPARE(one()->workCount(), 2U);
}

void TestMergingWorks::open()
{
    m_store.reset();
    Result<std::unique_ptr<LibraryStore>> store = LibraryStore::open(m_path);
    CARREL_VERIFY_RESULT(store);
    m_store = std::move(*store);
}

MarkEdit TestMergingWorks::change(std::vector<quint32> works, const MarkChange &change)
{
    const Result<MarkEdit> edit = m_store->setMarks(works, change);
    return edit ? *edit : MarkEdit();
}

QVariant TestMergingWorks::ask(const QString &question)
{
    const auto connection = SqliteConnection::open(m_path);
    const Result<QVariant> answer = (*connection)->ask(question);
    return answer ? *answer : QVariant(QStringLiteral("failed"));
}

bool TestMergingWorks::execute(const QString &statement)
{
    const auto connection = SqliteConnection::open(m_path);
    return (*connection)->execute(statement).hasValue();
}

void TestMergingWorks::marks_becomeThoseOfOneWork()
{
    change({0}, kBookmark);
    change({0}, note(QStringLiteral("first")));
    change({0}, tags({QStringLiteral("x"), QStringLiteral("y")}));
    change({0}, rating(5));
    tick();
    change({1}, kRead);
    change({1}, note(QStringLiteral("second")));
    change({1}, tags({QStringLiteral("y"), QStringLiteral("z")}));
    change({1}, rating(2));
    QCOMPARE(ask(kWorks).toInt(), 2);
    m_store->attach(one());
    QCOMPARE(ask(kWorks).toInt(), 1);
    for (int start = 0; start < 2; ++start) {
        QCOMPARE(states()[0], (WorkState{true, true, true, false, 2}));
        QCOMPARE(states().note(0), QStringLiteral("second\n\nfirst"));
        QCOMPARE(states().tagNames(0),
                 QStringList({QStringLiteral("x"), QStringLiteral("y"), QStringLiteral("z")}));
        open();
        m_store->attach(one());
    }
    QCOMPARE(ask(QStringLiteral("PRAGMA foreign_key_check")), QVariant());
}

void TestMergingWorks::marks_keepTheEarlierDates()
{
    change({1}, kBookmark);
    const qint64 earlier = states().times(1).bookmarked;
    tick();
    change({0}, kBookmark);
    m_store->attach(one());
    QCOMPARE(states().times(0).bookmarked, earlier);
    open();
    m_store->attach(one());
    QCOMPARE(states().times(0).bookmarked, earlier);
    QVERIFY(ask(QStringLiteral("SELECT bookmark_changed FROM work")).toLongLong() > earlier);
}

void TestMergingWorks::joinedNote_isNotJoinedAgain()
{
    change({0}, note(QStringLiteral("one")));
    change({1}, note(QStringLiteral("two")));
    m_store->attach(one());
    m_store->attach(two());
    m_store->attach(one());
    open();
    m_store->attach(one());
    QCOMPARE(states().note(0).count(QStringLiteral("one")), 1);
    QCOMPARE(states().note(0).count(QStringLiteral("two")), 1);
}

void TestMergingWorks::noteThatHoldsTheOther_isTakenAlone()
{
    change({0}, note(QStringLiteral("read the appendix again")));
    tick();
    change({1}, note(QStringLiteral("the appendix")));
    m_store->attach(one());
    QCOMPARE(states().note(0), QStringLiteral("read the appendix again"));
}

void TestMergingWorks::keysAndListings_areUnited()
{
    change({0}, kBookmark);
    change({1}, kBookmark);
    m_store->attach(one());
    QCOMPARE(ask(QStringLiteral("SELECT count(*) FROM identity WHERE kind = 1")).toInt(), 2);
    QCOMPARE(ask(QStringLiteral("SELECT count(DISTINCT work_id) FROM identity")).toInt(), 1);
    QCOMPARE(ask(QStringLiteral("SELECT count(*) FROM listing")).toInt(), 1);
    QCOMPARE(ask(QStringLiteral("SELECT count(*) FROM facts")).toInt(), 1);
}

void TestMergingWorks::tagTimes_areTheNewer()
{
    change({0}, tags({QStringLiteral("x")}));
    const QString time = QStringLiteral("SELECT changed_at FROM tag_change");
    const qint64 first = ask(time).toLongLong();
    tick();
    change({1}, kRead);
    change({1}, tags({QStringLiteral("y")}));
    m_store->attach(one());
    QCOMPARE(ask(time + QStringLiteral(" ORDER BY tag_id LIMIT 1")).toLongLong(), first);
    QCOMPARE(ask(QStringLiteral("SELECT count(*) FROM tag_change")).toInt(), 2);
}

void TestMergingWorks::inTheWindow_becomesOneRowAsWell()
{
    change({0}, kBookmark);
    change({1}, note(QStringLiteral("n")));
    open();
    m_store->attachLater(one(), QStringLiteral("Gone"));
    m_store->finishJoining();
    QCOMPARE(ask(kWorks).toInt(), 1);
    change({0}, note(QStringLiteral("m")));
    QCOMPARE(states().note(0), QStringLiteral("m"));
    open();
    m_store->attach(one());
    QCOMPARE(states().note(0), QStringLiteral("m"));
    QVERIFY(states()[0].bookmarked);
}

void TestMergingWorks::failure_leavesBothAsTheyWere()
{
    change({0}, note(QStringLiteral("one")));
    change({0}, tags({QStringLiteral("x")}));
    change({1}, note(QStringLiteral("two")));
    // What fails last of all takes back all that was done before.
    QVERIFY(execute(QStringLiteral(
        "CREATE TRIGGER full BEFORE DELETE ON work BEGIN SELECT RAISE(ABORT, 'disk full'); END")));
    open();
    m_store->attach(one());
    QCOMPARE(states().note(0), QStringLiteral("two\n\none"));
    QCOMPARE(ask(kWorks).toInt(), 2);
    QCOMPARE(ask(QStringLiteral("SELECT group_concat(text) FROM note")).toString(),
             QStringLiteral("one,two"));
    QCOMPARE(ask(QStringLiteral("SELECT count(*) FROM merged")).toInt(), 0);
    QCOMPARE(ask(QStringLiteral("SELECT count(*) FROM work_tag")).toInt(), 1);
    QVERIFY(execute(QStringLiteral("DROP TRIGGER full")));
    m_store->attach(one());
    QCOMPARE(ask(kWorks).toInt(), 1);
    QCOMPARE(states().note(0), QStringLiteral("two\n\none"));
}

void TestMergingWorks::notesTooLongForOne_stayTwo()
{
    change({0}, note(QString(kLongestNote - 10, QLatin1Char('a'))));
    change({1}, note(QString(100, QLatin1Char('b'))));
    m_store->attach(one());
    QCOMPARE(ask(kWorks).toInt(), 2);
    QVERIFY(!states().note(0).isEmpty());
    m_store->attach(two());
    QCOMPARE(states().note(1), QString(100, QLatin1Char('b')));
}

void TestMergingWorks::toldApart_stayTwo()
{
    change({0}, kBookmark);
    change({1}, kRead);
    QVERIFY(execute(QStringLiteral("INSERT INTO apart SELECT max(id), min(id) FROM work")));
    m_store->attach(one());
    QCOMPARE(ask(kWorks).toInt(), 2);
    QVERIFY(states()[0].bookmarked && states()[0].read);
    m_store->attach(two());
    QVERIFY(states()[0].bookmarked && !states()[0].read);
}

void TestMergingWorks::numberOfAWork_isNeverGivenAgain()
{
    change({0}, kBookmark);
    change({1}, kBookmark);
    const qint64 last = ask(QStringLiteral("SELECT max(id) FROM work")).toLongLong();
    m_store->attach(one());
    change({1}, kBookmark);
    QCOMPARE(ask(QStringLiteral("SELECT max(id) FROM work")).toLongLong(), last + 1);
}

void TestMergingWorks::threeWorks_becomeOne()
{
    const auto third = [](std::string_view link) {
        return ListBuilder()
            .entry(kSlipStream, "", 0, link)
            .entry(kReCycle, "", 0, link)
            .entry("SlipStream: Pipelines for Distributed Training of Large DNNs", "", 0, link)
            .build();
    };
    m_store->attach(third({}));
    const MarkEdit first = change({0}, note(QStringLiteral("one")));
    change({1}, note(QStringLiteral("two")));
    change({2}, note(QStringLiteral("three")));
    m_store->attach(third(kArxiv));
    QCOMPARE(m_store->states()->size(), 1U);
    QCOMPARE(ask(kWorks).toInt(), 1);
    for (const char *each : {"one", "two", "three"}) {
        QCOMPARE(states().note(0).count(QLatin1String(each)), 1);
    }
    CARREL_VERIFY_RESULT(m_store->replay(first.reversed()));
    QVERIFY(!states().note(0).contains(QStringLiteral("one")));
    QVERIFY(states().note(0).contains(QStringLiteral("three")));
}

void TestMergingWorks::undo_ofTheWorkThatWent_hitsTheOneThatStayed()
{
    const MarkEdit edit = change({0}, kBookmark);
    change({1}, kRead);
    m_store->attach(one());
    CARREL_VERIFY_RESULT(m_store->replay(edit.reversed()));
    QCOMPARE(states()[0], (WorkState{false, true}));
    CARREL_VERIFY_RESULT(m_store->replay(edit));
    QCOMPARE(states()[0], (WorkState{true, true}));
    open();
    m_store->attach(one());
    QCOMPARE(states()[0], (WorkState{true, true}));
    QCOMPARE(states().times(0).bookmarked, edit.rows.front().after.times.bookmarked);
}

void TestMergingWorks::undo_ofANote_leavesTheOther()
{
    const MarkEdit first = change({0}, note(QStringLiteral("first")));
    const MarkEdit second = change({1}, note(QStringLiteral("second")));
    m_store->attach(one());
    CARREL_VERIFY_RESULT(m_store->replay(second.reversed()));
    QCOMPARE(states().note(0), QStringLiteral("first"));
    CARREL_VERIFY_RESULT(m_store->replay(second));
    QVERIFY(states().note(0).contains(QStringLiteral("first")));
    QVERIFY(states().note(0).contains(QStringLiteral("second")));
    CARREL_VERIFY_RESULT(m_store->replay(second.reversed()));
    CARREL_VERIFY_RESULT(m_store->replay(first.reversed()));
    QCOMPARE(states().note(0), QString());
    QVERIFY(!states()[0].noted);
}

void TestMergingWorks::undo_ofATag_leavesTheOther()
{
    const MarkEdit first = change({0}, tags({QStringLiteral("x")}));
    change({1}, tags({QStringLiteral("y")}));
    m_store->attach(one());
    CARREL_VERIFY_RESULT(m_store->replay(first.reversed()));
    QCOMPARE(states().tagNames(0), QStringList{QStringLiteral("y")});
    CARREL_VERIFY_RESULT(m_store->replay(first));
    QCOMPARE(states().tagNames(0), QStringList({QStringLiteral("x"), QStringLiteral("y")}));
}

void TestMergingWorks::undo_ofBothBookmarks_takesTheMarkAwayAtTheEnd()
{
    const MarkEdit first = change({0}, kBookmark);
    tick();
    const MarkEdit second = change({1}, kBookmark);
    m_store->attach(one());
    CARREL_VERIFY_RESULT(m_store->replay(second.reversed()));
    QVERIFY(states()[0].bookmarked);
    CARREL_VERIFY_RESULT(m_store->replay(first.reversed()));
    QVERIFY(!states()[0].bookmarked);
}

void TestMergingWorks::undo_ofBoth_inOneStep()
{
    const MarkEdit both = change({0, 1, 2}, kBookmark);
    m_store->attach(one());
    CARREL_VERIFY_RESULT(m_store->replay(both.reversed()));
    QCOMPARE(states().bookmarkedCount(), 0U);
    CARREL_VERIFY_RESULT(m_store->replay(both));
    QCOMPARE(states().bookmarkedCount(), 2U);
}

void TestMergingWorks::undo_ofARating_leavesTheNewer()
{
    const MarkEdit first = change({0}, rating(3));
    tick();
    const MarkEdit second = change({1}, rating(5));
    m_store->attach(one());
    CARREL_VERIFY_RESULT(m_store->replay(first.reversed()));
    QCOMPARE(states()[0].rating, quint8(5));
    CARREL_VERIFY_RESULT(m_store->replay(second.reversed()));
    QCOMPARE(states()[0].rating, quint8(0));
}

void TestMergingWorks::otherProgram_marksTheOneThatStayed()
{
    change({0}, kBookmark);
    change({1}, note(QStringLiteral("n")));
    Result<std::unique_ptr<LibraryStore>> other = LibraryStore::open(m_path);
    CARREL_VERIFY_RESULT(other);
    (*other)->attach(two());
    m_store->attach(one());
    const quint32 work = 0;
    CARREL_VERIFY_RESULT((*other)->setMarks(std::span(&work, 1), kRead));
    m_store->refresh();
    QVERIFY(states()[0].bookmarked && states()[0].read);
    QCOMPARE(states().note(0), QStringLiteral("n"));
    QCOMPARE(ask(kWorks).toInt(), 1);
}

QTEST_GUILESS_MAIN(TestMergingWorks)
#include "tst_mergingworks.moc"
