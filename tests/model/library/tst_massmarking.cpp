// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/librarydatabase.h"
#include "library/librarystore.h"
#include "library/papercommands.h"
#include "support/listbuilder.h"
#include "support/recordingurlopener.h"
#include "support/resultcheck.h"

#include <QSignalSpy>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QtTest>

#include <numeric>
#include <optional>

using namespace carrel;
using carrel::test::ListBuilder;
using carrel::test::RecordingUrlOpener;

namespace {

/// More than one slice can mark.
constexpr quint32 kPapers = 5000;

CatalogPointer longList()
{
    ListBuilder list;
    list.section("A");
    for (quint32 i = 0; i < kPapers; ++i) {
        list.entry("Paper " + std::to_string(i));
    }
    return list.build();
}

std::vector<quint32> allPapers()
{
    std::vector<quint32> works(kPapers);
    std::iota(works.begin(), works.end(), 0U);
    return works;
}

MarkChange bookmark()
{
    MarkChange change;
    change.bookmarked = true;
    return change;
}

std::size_t bookmarks(const LibraryStore &store)
{
    std::size_t count = 0;
    for (std::size_t work = 0; work < store.states()->size(); ++work) {
        count += (*store.states())[work].bookmarked ? 1U : 0U;
    }
    return count;
}

} // namespace

class TestMassMarking final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_store.reset(); }

    void later_marksAllInOneStep_whileOthersHaveTheirTurn();
    void later_isOneTransaction_thatOthersSeeAtItsEnd();
    void cancel_marksNothing();
    void failure_marksNothing();
    void anotherChange_endsItFirst();
    void theEndOfTheStore_endsItFirst_data();
    void theEndOfTheStore_endsItFirst();
    void nothingToMark_isToldAtOnce();
    void refusal_isToldAtOnce();
    void command_isOneStep_thatIsTakenBack();
    void command_stopped_isNoStepAndNoFailure();

private:
    void begin();
    std::size_t storedBookmarks() const;

    std::optional<QTemporaryDir> m_folder;
    CatalogPointer m_catalog = longList();
    std::unique_ptr<LibraryStore> m_store;
    std::optional<Result<MarkEdit>> m_done;
};

void TestMassMarking::init()
{
    m_done.reset();
    m_folder.emplace();
    Result<std::unique_ptr<LibraryStore>> store =
        LibraryStore::open(m_folder->filePath(QStringLiteral("l.sqlite")));
    CARREL_VERIFY_RESULT(store);
    m_store = std::move(*store);
    m_store->attach(m_catalog);
}

void TestMassMarking::begin()
{
    m_store->setMarksLater(allPapers(), bookmark(), [this](const Result<MarkEdit> &edit) { m_done = edit; });
    QVERIFY(!m_done);
    QCOMPARE(bookmarks(*m_store), std::size_t(0));
}

/// As another program reads them.
std::size_t TestMassMarking::storedBookmarks() const
{
    Result<std::unique_ptr<LibraryStore>> store =
        LibraryStore::open(m_folder->filePath(QStringLiteral("l.sqlite")));
    if (!store) {
        return kPapers + 1;
    }
    (*store)->attach(m_catalog);
    return bookmarks(**store);
}

void TestMassMarking::later_marksAllInOneStep_whileOthersHaveTheirTurn()
{
    const QSignalSpy changes(m_store.get(), &LibraryStore::statesChanged);
    const QSignalSpy progress(m_store.get(), &LibraryStore::markingProgressed);
    int turns = 0;
    begin();
    while (!m_done) {
        QMetaObject::invokeMethod(
            this, [&] { turns += m_done ? 0 : 1; }, Qt::QueuedConnection);
        QCoreApplication::processEvents();
    }
    CARREL_VERIFY_RESULT(*m_done);
    QVERIFY(turns > 1);
    QCOMPARE((*m_done)->rows.size(), std::size_t(kPapers));
    QCOMPARE(changes.size(), 1);
    QCOMPARE(bookmarks(*m_store), std::size_t(kPapers));
    QVERIFY(progress.size() > 2);
    QCOMPARE(progress.last().at(0).value<std::size_t>(), std::size_t(kPapers));
}

void TestMassMarking::later_isOneTransaction_thatOthersSeeAtItsEnd()
{
    begin();
    QCOMPARE(storedBookmarks(), std::size_t(0));
    QTRY_VERIFY(m_done);
    QCOMPARE(storedBookmarks(), std::size_t(kPapers));
}

void TestMassMarking::cancel_marksNothing()
{
    const QSignalSpy progress(m_store.get(), &LibraryStore::markingProgressed);
    begin();
    m_store->cancelMarking();
    QVERIFY(m_done && !*m_done);
    QCOMPARE(m_done->error().code, ErrorCode::Cancelled);
    QCOMPARE(progress.last().at(0).value<std::size_t>(), std::size_t(0));
    QCOMPARE(bookmarks(*m_store), std::size_t(0));
    QCOMPARE(storedBookmarks(), std::size_t(0));
    // The list is entered anew with the next mark.
    CARREL_VERIFY_RESULT(m_store->setMarks(std::vector<quint32>{7}, bookmark()));
    QCOMPARE(storedBookmarks(), std::size_t(1));
}

void TestMassMarking::failure_marksNothing()
{
    {
        Result<QSqlQuery> trigger = m_store->database()->prepare(
            QStringLiteral("CREATE TRIGGER broken BEFORE INSERT ON work WHEN NEW.title = 'Paper 4321' "
                           "BEGIN SELECT RAISE(ABORT, 'no'); END"));
        CARREL_VERIFY_RESULT(trigger);
        QVERIFY(trigger->exec());
    }
    begin();
    QTRY_VERIFY(m_done);
    QVERIFY(!*m_done);
    QCOMPARE(m_done->error().code, ErrorCode::LibraryUnwritable);
    QCOMPARE(bookmarks(*m_store), std::size_t(0));
    QCOMPARE(storedBookmarks(), std::size_t(0));
}

void TestMassMarking::anotherChange_endsItFirst()
{
    begin();
    MarkChange read;
    read.read = true;
    CARREL_VERIFY_RESULT(m_store->setMarks(std::vector<quint32>{3}, read));
    QVERIFY(m_done && *m_done);
    QCOMPARE(bookmarks(*m_store), std::size_t(kPapers));
    QVERIFY((*m_store->states())[3].read);
}

void TestMassMarking::theEndOfTheStore_endsItFirst_data()
{
    QTest::addColumn<int>("end");
    QTest::newRow("closed") << 0;
    QTest::newRow("destroyed") << 1;
    QTest::newRow("another list") << 2;
    QTest::newRow("another list, later") << 3;
    QTest::newRow("read again") << 4;
}

void TestMassMarking::theEndOfTheStore_endsItFirst()
{
    QFETCH(int, end);
    begin();
    switch (end) {
    case 0:
        m_store->close({ErrorCode::LibraryRestoring, {}});
        break;
    case 1:
        m_store.reset();
        break;
    case 2:
        m_store->attach(ListBuilder().section("B").entry("Other").build());
        break;
    case 3:
        m_store->attachLater(ListBuilder().section("B").entry("Other").build());
        break;
    default:
        m_store->refreshLater();
    }
    QCOMPARE(storedBookmarks(), std::size_t(kPapers));
    // Who asked may be gone before the store is.
    QCOMPARE(m_done.has_value(), end != 1);
}

void TestMassMarking::nothingToMark_isToldAtOnce()
{
    m_store->setMarksLater(std::vector<quint32>{kPapers}, bookmark(),
                           [this](const Result<MarkEdit> &edit) { m_done = edit; });
    QVERIFY(m_done && *m_done);
    QVERIFY((*m_done)->isEmpty());
}

void TestMassMarking::refusal_isToldAtOnce()
{
    m_store->close({ErrorCode::LibraryRestoring, {}});
    m_store->setMarksLater(allPapers(), bookmark(), [this](const Result<MarkEdit> &edit) { m_done = edit; });
    QVERIFY(m_done && !*m_done);
    QCOMPARE(m_done->error().code, ErrorCode::LibraryRestoring);
}

void TestMassMarking::command_isOneStep_thatIsTakenBack()
{
    UndoHistory history;
    RecordingUrlOpener opener;
    PaperCommands commands(*m_store, history, opener);
    commands.setCatalog(m_catalog);
    commands.setBookmarked(allPapers(), true);
    QCOMPARE(bookmarks(*m_store), std::size_t(0));
    QTRY_COMPARE(bookmarks(*m_store), std::size_t(kPapers));
    QVERIFY(history.undoName().contains(QLocale().toString(kPapers)));
    CARREL_VERIFY_RESULT(history.undo());
    QCOMPARE(bookmarks(*m_store), std::size_t(0));
    QVERIFY(history.undoName().isEmpty());
}

void TestMassMarking::command_stopped_isNoStepAndNoFailure()
{
    UndoHistory history;
    RecordingUrlOpener opener;
    PaperCommands commands(*m_store, history, opener);
    const QSignalSpy failures(&commands, &PaperCommands::failed);
    commands.setCatalog(m_catalog);
    commands.setBookmarked(allPapers(), true);
    m_store->cancelMarking();
    QVERIFY(history.undoName().isEmpty());
    QCOMPARE(failures.size(), 0);
}

QTEST_GUILESS_MAIN(TestMassMarking)
#include "tst_massmarking.moc"
