// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/librarystore.h"
#include "support/listbuilder.h"
#include "support/resultcheck.h"

#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QtTest>

using namespace carrel;
using carrel::test::ListBuilder;

namespace {

constexpr std::string_view kSlipStream =
    "SlipStream: Adapting Pipelines for Distributed Training of Large DNNs Amid Failures";
constexpr std::string_view kReCycle = "ReCycle: Resilient Training of Large DNNs using Pipeline Adaptation";
constexpr std::string_view kArxiv = "https://arxiv.org/abs/2405.14009";
constexpr std::string_view kUsenix = "https://www.usenix.org/conference/osdi24/presentation/gandhi";

const MarkChange kBookmark{true, std::nullopt};
const MarkChange kUnbookmark{false, std::nullopt};
const MarkChange kRead{std::nullopt, true};

using Works = std::vector<quint32>;
using OpenedStore = Result<std::unique_ptr<LibraryStore>>;

CatalogPointer threePapers()
{
    return ListBuilder().section("A").entry("One").entry("Two").section("B").entry("Three").build();
}

/// "b-" for a bookmarked work, "br", "-r", "--", parted by blanks.
std::string statesOf(const LibraryStore &store)
{
    std::string text;
    const WorkStatesPointer states = store.states();
    for (std::size_t work = 0; work < states->size(); ++work) {
        const WorkState state = (*states)[work];
        text += text.empty() ? "" : " ";
        text += state.bookmarked ? 'b' : '-';
        text += state.read ? 'r' : '-';
    }
    return text;
}

/// The SQLite connection of the only store that is open.
QSqlDatabase onlyConnection()
{
    return QSqlDatabase::database(QSqlDatabase::connectionNames().constFirst(), false);
}

bool execute(const QString &statement)
{
    return QSqlQuery(onlyConnection()).exec(statement);
}

} // namespace

class TestLibraryStore final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void states_beforeAttach_areEmpty();
    void attach_null_isAnEmptyCatalog();
    void attach_tellsThatStatesAreNew();
    void setMarks_tellsWhatChangedAfterTheCommit();
    void setMarks_leavesPublishedStatesAlone();
    void setMarks_onlyTheFieldsAskedFor();
    void setMarks_numbersOfNoWork_arePassedOver();
    void setMarks_takenAway_staysAway();
    void setMarks_off_makesNoRow();
    void marks_holdAfterRestart();
    void marks_holdInAnotherOrderAndSection();
    void marks_holdWhenTheLinkBecomesAVenues();
    void marks_holdWhenTheTitleChanges();
    void marks_holdOverASecondRename();
    void marks_holdForTitleAndLinkChangedOneAfterTheOther();
    void marks_waitWhileThePaperIsGone();
    void marks_wrongLink_stayWithTheirPaper();
    void marks_ofTwoWorksThatBecomeOne_showAndClearTogether();
    void marks_ofAVersion_areKeptApartFromItsParent();
    void marks_inMemory_work();
    void failure_readOnly_changesNothing();
    void failure_fullDisk_changesNothing();
    void failure_locked_changesNothing();
    void failure_readAgain_isTold();
    void open_damagedTable_isRefused();
    void otherProgram_marksAreNotOverwritten();
    void otherProgram_marksShowAtTheNextAttach();
    void otherProgram_sameWork_getsOneRow();
    void otherProgram_markOfAnUnknownRow_canBeTakenAway();

private:
    OpenedStore open(const CatalogPointer &catalog);
    /// Opens, attaches, changes, closes.
    void mark(const CatalogPointer &catalog, const Works &works, const MarkChange &change);
    std::string statesAfterRestart(const CatalogPointer &catalog);

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void TestLibraryStore::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(QStringLiteral("library.sqlite"));
}

OpenedStore TestLibraryStore::open(const CatalogPointer &catalog)
{
    OpenedStore store = LibraryStore::open(m_path);
    if (store) {
        (*store)->attach(catalog);
    }
    return store;
}

void TestLibraryStore::mark(const CatalogPointer &catalog, const Works &works, const MarkChange &change)
{
    const OpenedStore store = open(catalog);
    CARREL_VERIFY_RESULT(store);
    CARREL_VERIFY_RESULT((*store)->setMarks(works, change));
}

std::string TestLibraryStore::statesAfterRestart(const CatalogPointer &catalog)
{
    const OpenedStore store = open(catalog);
    return store ? statesOf(**store) : store.error().detail.toStdString();
}

void TestLibraryStore::states_beforeAttach_areEmpty()
{
    const OpenedStore store = LibraryStore::open(m_path);
    CARREL_VERIFY_RESULT(store);
    QVERIFY((*store)->states() != nullptr);
    CARREL_VERIFY_RESULT((*store)->setMarks(Works{0}, kBookmark));
    QVERIFY((*store)->states()->empty());
}

void TestLibraryStore::attach_null_isAnEmptyCatalog()
{
    const OpenedStore store = open(nullptr);
    CARREL_VERIFY_RESULT(store);
    QVERIFY((*store)->states()->empty());
}

void TestLibraryStore::attach_tellsThatStatesAreNew()
{
    const OpenedStore store = LibraryStore::open(m_path);
    CARREL_VERIFY_RESULT(store);
    const QSignalSpy reset(store->get(), &LibraryStore::statesReset);
    (*store)->attach(threePapers());
    QCOMPARE(reset.size(), 1);
    QCOMPARE(statesOf(**store), std::string("-- -- --"));
}

void TestLibraryStore::setMarks_tellsWhatChangedAfterTheCommit()
{
    const OpenedStore store = open(threePapers());
    CARREL_VERIFY_RESULT(store);
    std::vector<Works> told;
    std::string shown;
    QObject::connect(store->get(), &LibraryStore::statesChanged, this, [&](const Works &works) {
        told.push_back(works);
        shown = statesOf(**store);
    });
    CARREL_VERIFY_RESULT((*store)->setMarks(Works{2, 0, 2}, kBookmark));
    QCOMPARE(told, (std::vector<Works>{{0, 2}}));
    QCOMPARE(shown, std::string("b- -- b-"));
    CARREL_VERIFY_RESULT((*store)->setMarks(Works{0, 1}, kBookmark));
    QCOMPARE(told.back(), (Works{1}));
    CARREL_VERIFY_RESULT((*store)->setMarks(Works{0, 1}, kBookmark));
    CARREL_VERIFY_RESULT((*store)->setMarks(Works{0, 1}, {}));
    QCOMPARE(told.size(), 2U);
}

void TestLibraryStore::setMarks_leavesPublishedStatesAlone()
{
    const OpenedStore store = open(threePapers());
    CARREL_VERIFY_RESULT(store);
    const WorkStatesPointer before = (*store)->states();
    CARREL_VERIFY_RESULT((*store)->setMarks(Works{1}, kBookmark));
    QVERIFY(before != (*store)->states());
    QVERIFY(!(*before)[1].bookmarked);
}

void TestLibraryStore::setMarks_onlyTheFieldsAskedFor()
{
    mark(threePapers(), {0, 1}, kBookmark);
    mark(threePapers(), {1, 2}, kRead);
    QCOMPARE(statesAfterRestart(threePapers()), std::string("b- br -r"));
}

void TestLibraryStore::setMarks_numbersOfNoWork_arePassedOver()
{
    mark(threePapers(), {7, kNone, 1}, kBookmark);
    QCOMPARE(statesAfterRestart(threePapers()), std::string("-- b- --"));
}

void TestLibraryStore::setMarks_takenAway_staysAway()
{
    mark(threePapers(), {0, 1}, kBookmark);
    mark(threePapers(), {0}, kRead);
    mark(threePapers(), {0, 1}, kUnbookmark);
    QCOMPARE(statesAfterRestart(threePapers()), std::string("-r -- --"));
    mark(threePapers(), {1}, kBookmark);
    QCOMPARE(statesAfterRestart(threePapers()), std::string("-r b- --"));
}

void TestLibraryStore::setMarks_off_makesNoRow()
{
    const OpenedStore store = open(threePapers());
    CARREL_VERIFY_RESULT((*store)->setMarks(Works{0, 1, 2}, kUnbookmark));
    QSqlQuery query(QStringLiteral("SELECT count(*) FROM work"), onlyConnection());
    QVERIFY(query.next());
    QCOMPARE(query.value(0).toInt(), 0);
}

void TestLibraryStore::marks_holdAfterRestart()
{
    mark(threePapers(), {1}, {true, true});
    QCOMPARE(statesAfterRestart(threePapers()), std::string("-- br --"));
}

void TestLibraryStore::marks_holdInAnotherOrderAndSection()
{
    mark(threePapers(), {0}, kBookmark);
    const auto other =
        ListBuilder().section("New").entry("Zero").entry("Three").section("A 2").entry("ONE!").build();
    QCOMPARE(statesAfterRestart(other), std::string("-- -- b-"));
}

void TestLibraryStore::marks_holdWhenTheLinkBecomesAVenues()
{
    mark(ListBuilder().entry(kReCycle, "arXiv", 2024, kArxiv).build(), {0}, kBookmark);
    QCOMPARE(statesAfterRestart(ListBuilder().entry("One").entry(kReCycle, "OSDI", 2024, kUsenix).build()),
             std::string("-- b-"));
}

void TestLibraryStore::marks_holdWhenTheTitleChanges()
{
    mark(ListBuilder().entry(kSlipStream, "arXiv", 2024, kArxiv).build(), {0}, kBookmark);
    QCOMPARE(statesAfterRestart(ListBuilder().entry("One").entry(kReCycle, "arXiv", 2024, kArxiv).build()),
             std::string("-- b-"));
}

void TestLibraryStore::marks_holdOverASecondRename()
{
    // Seen as ReCycle once, it is known as ReCycle, link or no link; and still as SlipStream.
    mark(ListBuilder().entry(kSlipStream, "arXiv", 2024, kArxiv).build(), {0}, kBookmark);
    QCOMPARE(statesAfterRestart(ListBuilder().entry(kReCycle, "arXiv", 2024, kArxiv).build()),
             std::string("b-"));
    QCOMPARE(statesAfterRestart(ListBuilder().entry(kReCycle).build()), std::string("b-"));
    QCOMPARE(statesAfterRestart(ListBuilder().entry(kSlipStream).build()), std::string("b-"));
}

void TestLibraryStore::marks_holdForTitleAndLinkChangedOneAfterTheOther()
{
    mark(ListBuilder().entry(kSlipStream, "arXiv", 2024, kArxiv).build(), {0}, kBookmark);
    QCOMPARE(statesAfterRestart(ListBuilder().entry(kSlipStream, "OSDI", 2024, kUsenix).build()),
             std::string("b-"));
    QCOMPARE(statesAfterRestart(ListBuilder().entry(kReCycle, "OSDI", 2024, kUsenix).build()),
             std::string("b-"));
}

void TestLibraryStore::marks_waitWhileThePaperIsGone()
{
    mark(threePapers(), {2}, kBookmark);
    const auto without = ListBuilder().entry("One").entry("Two").build();
    QCOMPARE(statesAfterRestart(without), std::string("-- --"));
    mark(without, {0}, kRead);
    QCOMPARE(statesAfterRestart(threePapers()), std::string("-r -- b-"));
}

void TestLibraryStore::marks_wrongLink_stayWithTheirPaper()
{
    mark(ListBuilder().entry(kSlipStream, "arXiv", 2024, kArxiv).build(), {0}, kBookmark);
    QCOMPARE(statesAfterRestart(ListBuilder().entry("Zoomer", "arXiv", 2024, kArxiv).build()),
             std::string("--"));
    const auto both =
        ListBuilder().entry("Zoomer", "arXiv", 2024, kArxiv).entry(kSlipStream, "", 0, kArxiv).build();
    QCOMPARE(both->workCount(), 2U);
    const OpenedStore store = open(both);
    CARREL_VERIFY_RESULT(store);
    QCOMPARE(statesOf(**store), std::string("-- b-"));
    (*store)->attach(ListBuilder().entry("Zoomer", "arXiv", 2024, kArxiv).build());
    QCOMPARE(statesOf(**store), std::string("--"));
}

void TestLibraryStore::marks_ofTwoWorksThatBecomeOne_showAndClearTogether()
{
    const auto apart = ListBuilder().entry(kSlipStream).entry(kReCycle).build();
    mark(apart, {0}, kBookmark);
    mark(apart, {1}, kRead);
    const auto united =
        ListBuilder().entry(kReCycle, "", 0, kArxiv).entry(kSlipStream, "", 0, kArxiv).build();
    QCOMPARE(united->workCount(), 1U);
    QCOMPARE(statesAfterRestart(united), std::string("br"));
    mark(united, {0}, {false, false});
    QCOMPARE(statesAfterRestart(united), std::string("--"));
}

void TestLibraryStore::marks_ofAVersion_areKeptApartFromItsParent()
{
    const auto own = ListBuilder().entry(kSlipStream).build();
    EntryDraft draft;
    draft.title = "The Parent";
    draft.versions.push_back({std::string(kSlipStream), "", {}, {}});
    const auto nested = ListBuilder().entry(draft).build();
    const auto parent = ListBuilder().entry("The Parent").entry(kSlipStream).build();

    mark(own, {0}, kBookmark);
    QCOMPARE(statesAfterRestart(nested), std::string("b-"));
    mark(nested, {0}, kRead);
    QCOMPARE(statesAfterRestart(nested), std::string("br"));
    QCOMPARE(statesAfterRestart(parent), std::string("-r b-"));
    mark(nested, {0}, kUnbookmark);
    QCOMPARE(statesAfterRestart(nested), std::string("-r"));
}

void TestLibraryStore::marks_inMemory_work()
{
    const OpenedStore store = LibraryStore::open(QStringLiteral(":memory:"));
    CARREL_VERIFY_RESULT(store);
    (*store)->attach(threePapers());
    CARREL_VERIFY_RESULT((*store)->setMarks(Works{1}, kBookmark));
    (*store)->attach(threePapers());
    QCOMPARE(statesOf(**store), std::string("-- b- --"));
}

void TestLibraryStore::failure_readOnly_changesNothing()
{
    mark(threePapers(), {0}, kBookmark);
    {
        const OpenedStore store = open(threePapers());
        CARREL_VERIFY_RESULT(store);
        const QSignalSpy changed(store->get(), &LibraryStore::statesChanged);
        QVERIFY(execute(QStringLiteral("PRAGMA query_only = ON")));
        const WorkStatesPointer before = (*store)->states();
        const Result<MarkEdit> done = (*store)->setMarks(Works{0, 1}, {false, true});
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::LibraryUnwritable);
        QVERIFY(!done.error().detail.isEmpty());
        QCOMPARE((*store)->states(), before);
        QCOMPARE(changed.size(), 0);

        QVERIFY(execute(QStringLiteral("PRAGMA query_only = OFF")));
        CARREL_VERIFY_RESULT((*store)->setMarks(Works{1}, kRead));
    }
    QCOMPARE(statesAfterRestart(threePapers()), std::string("b- -r --"));
}

void TestLibraryStore::failure_fullDisk_changesNothing()
{
    ListBuilder list;
    Works all;
    for (quint32 i = 0; i < 3000; ++i) {
        list.entry("A paper with a title that takes some room, number " + std::to_string(i));
        all.push_back(i);
    }
    const CatalogPointer catalog = list.build();
    mark(catalog, {5}, kBookmark);
    const std::string expected = statesAfterRestart(catalog);
    {
        const OpenedStore store = open(catalog);
        CARREL_VERIFY_RESULT(store);
        QVERIFY(execute(QStringLiteral("PRAGMA max_page_count = 20")));
        const Result<MarkEdit> done = (*store)->setMarks(all, {false, true});
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::LibraryUnwritable);
        QCOMPARE(statesOf(**store), expected);
        // What still fits is stored: the failure left no transaction open.
        CARREL_VERIFY_RESULT((*store)->setMarks(Works{5}, kUnbookmark));
        CARREL_VERIFY_RESULT((*store)->setMarks(Works{5}, kBookmark));
    }
    QCOMPARE(statesAfterRestart(catalog), expected);
}

void TestLibraryStore::failure_locked_changesNothing()
{
    const OpenedStore store = open(threePapers());
    CARREL_VERIFY_RESULT(store);
    QVERIFY(execute(QStringLiteral("PRAGMA busy_timeout = 0")));
    {
        QSqlDatabase other = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("other"));
        other.setDatabaseName(m_path);
        QVERIFY(other.open());
        QVERIFY(QSqlQuery(other).exec(QStringLiteral("BEGIN IMMEDIATE")));
        const Result<MarkEdit> done = (*store)->setMarks(Works{0}, kBookmark);
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::LibraryBusy);
        QCOMPARE(statesOf(**store), std::string("-- -- --"));
    }
    QSqlDatabase::removeDatabase(QStringLiteral("other"));
    CARREL_VERIFY_RESULT((*store)->setMarks(Works{0}, kBookmark));
    QCOMPARE(statesOf(**store), std::string("b- -- --"));
}

void TestLibraryStore::failure_readAgain_isTold()
{
    const OpenedStore store = open(threePapers());
    CARREL_VERIFY_RESULT(store);
    CARREL_VERIFY_RESULT((*store)->setMarks(Works{0}, kBookmark));
    std::vector<ErrorCode> told;
    QObject::connect(store->get(), &LibraryStore::failed, this,
                     [&](const Error &error) { told.push_back(error.code); });
    QVERIFY(execute(QStringLiteral("ALTER TABLE work RENAME TO elsewhere")));
    (*store)->attach(threePapers());
    QCOMPARE(told, std::vector{ErrorCode::LibraryDamaged});
    QVERIFY(!(*store)->setMarks(Works{1}, kBookmark));

    QVERIFY(execute(QStringLiteral("ALTER TABLE elsewhere RENAME TO work")));
    CARREL_VERIFY_RESULT((*store)->setMarks(Works{0}, kRead));
    (*store)->attach(threePapers());
    QCOMPARE(statesOf(**store), std::string("br -- --"));
}

void TestLibraryStore::open_damagedTable_isRefused()
{
    {
        const OpenedStore store = open(threePapers());
        QVERIFY(execute(QStringLiteral("DROP TABLE work")));
    }
    const OpenedStore store = LibraryStore::open(m_path);
    QVERIFY(!store);
    QCOMPARE(store.error().code, ErrorCode::LibraryDamaged);
}

void TestLibraryStore::otherProgram_marksAreNotOverwritten()
{
    mark(threePapers(), {0}, kBookmark);
    const OpenedStore first = open(threePapers());
    CARREL_VERIFY_RESULT(first);
    mark(threePapers(), {0, 2}, kRead);
    CARREL_VERIFY_RESULT((*first)->setMarks(Works{0}, kUnbookmark));
    QCOMPARE(statesAfterRestart(threePapers()), std::string("-r -- -r"));
}

void TestLibraryStore::otherProgram_marksShowAtTheNextAttach()
{
    const OpenedStore first = open(threePapers());
    CARREL_VERIFY_RESULT(first);
    mark(threePapers(), {1}, kBookmark);
    QCOMPARE(statesOf(**first), std::string("-- -- --"));
    (*first)->attach(threePapers());
    QCOMPARE(statesOf(**first), std::string("-- b- --"));
}

void TestLibraryStore::otherProgram_sameWork_getsOneRow()
{
    const OpenedStore first = open(threePapers());
    CARREL_VERIFY_RESULT(first);
    {
        const OpenedStore second = open(threePapers());
        CARREL_VERIFY_RESULT((*second)->setMarks(Works{0}, kRead));
        CARREL_VERIFY_RESULT((*first)->setMarks(Works{0}, kBookmark));
    }
    QSqlQuery query(QStringLiteral("SELECT count(*) FROM work"), onlyConnection());
    QVERIFY(query.next());
    QCOMPARE(query.value(0).toInt(), 1);
    QCOMPARE(statesAfterRestart(threePapers()), std::string("br -- --"));
}

void TestLibraryStore::otherProgram_markOfAnUnknownRow_canBeTakenAway()
{
    const OpenedStore first = open(threePapers());
    CARREL_VERIFY_RESULT(first);
    mark(threePapers(), {0}, {true, true});
    CARREL_VERIFY_RESULT((*first)->setMarks(Works{0}, kUnbookmark));
    QCOMPARE(statesAfterRestart(threePapers()), std::string("-r -- --"));
}

QTEST_GUILESS_MAIN(TestLibraryStore)
#include "tst_librarystore.moc"
