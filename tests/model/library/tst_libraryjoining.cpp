// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/librarydatabase.h"
#include "library/librarystore.h"
#include "support/listbuilder.h"
#include "support/resultcheck.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include <numeric>

using namespace carrel;

/// The store while the pool joins it with a catalog. As long as no event is handled, what the pool is at
/// cannot be shown: each test is in the middle of the join, however fast the pool is.
class TestLibraryJoining final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void attachLater_showsNoMarkAtFirst_thenAllOfThem();
    void heldJoin_begins_whenItIsLet();
    void heldJoin_begins_forAChange();
    void heldJoin_readsTheFileThatWasOpenedMeanwhile();
    void attachLater_namesTagsAtOnce();
    void attachLater_tellsOnlyOfMarkedWorks();
    void attachLater_emptyLibrary_tellsOfNoWork();
    void attachLater_twice_newestWins();
    void attachLater_ofManyNewWorks_listsTheRestLater();
    void attach_duringJoin_wins();
    void setMarks_duringJoin_changesTheRightWork();
    void setMarks_duringJoin_keepsWhatIsStored();
    void setMarks_duringJoin_ofANewWork_isStoredOnce();
    void renameTag_duringJoin_isDone();
    void replay_duringJoin_isShown();
    void reopen_duringJoin_showsTheOtherFile();
    void close_duringJoin_keepsWhatTheFileSaid();
    void destroyed_duringJoin_isQuiet();
    void fileGone_duringJoin_isJoinedAndNotMade();
    void fileReplaced_duringJoin_showsNoRowOfTheOther();
    void openUnread_fileThatCannotBeRead_isLetGoOf();
    void refreshLater_keepsWhatIsShownUntilJoined();
    void writtenByAnother_duringJoin_isNewsAfterwards();

private:
    std::unique_ptr<LibraryStore> open();
    QString fileWithBookmark(const QString &name, quint32 work);

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    CatalogPointer m_catalog;
    CatalogPointer m_reversed; ///< the same works with other numbers
};

namespace {

const MarkChange kBookmark{true, std::nullopt};

bool bookmarked(const LibraryStore &store, quint32 work)
{
    return (*store.states())[work].bookmarked;
}

bool mark(LibraryStore &store, quint32 work, const MarkChange &change)
{
    return store.setMarks(std::span(&work, 1), change).hasValue();
}

MarkChange note(const QString &text)
{
    MarkChange change;
    change.note = text;
    return change;
}

MarkChange tag(const QString &name)
{
    MarkChange change;
    change.addedTags = {name};
    return change;
}

} // namespace

void TestLibraryJoining::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_catalog = test::ListBuilder().section("A").entry("One").entry("Two").entry("Three").build();
    m_reversed = test::ListBuilder().section("A").entry("Three").entry("Two").entry("One").build();
    m_path = fileWithBookmark(QStringLiteral("a.sqlite"), 0);
}

QString TestLibraryJoining::fileWithBookmark(const QString &name, quint32 work)
{
    const QString path = m_folder->filePath(name);
    auto store = LibraryStore::open(path);
    (*store)->attach(m_catalog);
    return mark(**store, work, kBookmark) ? path : QString();
}

std::unique_ptr<LibraryStore> TestLibraryJoining::open()
{
    Result<std::unique_ptr<LibraryStore>> store = LibraryStore::openUnread(m_path);
    return store ? std::move(*store) : nullptr;
}

void TestLibraryJoining::attachLater_showsNoMarkAtFirst_thenAllOfThem()
{
    const auto store = open();
    const QSignalSpy resets(store.get(), &LibraryStore::statesReset);
    const QSignalSpy joining(store.get(), &LibraryStore::joiningChanged);
    store->attachLater(m_catalog);
    QVERIFY(store->isJoining());
    QCOMPARE(store->states()->size(), 3U);
    QVERIFY(!bookmarked(*store, 0));
    QCOMPARE(resets.size(), 1);
    QTRY_VERIFY(!store->isJoining());
    QVERIFY(bookmarked(*store, 0));
    QCOMPARE(resets.size(), 2);
    QCOMPARE(joining, (QList<QVariantList>{{true}, {false}}));
}

void TestLibraryJoining::heldJoin_begins_whenItIsLet()
{
    const auto store = open();
    const QSignalSpy joining(store.get(), &LibraryStore::joiningChanged);
    store->holdJoining();
    store->attachLater(m_catalog);
    store->attachLater(m_reversed);
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
    QVERIFY(store->isJoining());
    QVERIFY(!bookmarked(*store, 2));
    store->letJoin();
    QTRY_VERIFY(!store->isJoining());
    QVERIFY(bookmarked(*store, 2));
    QCOMPARE(joining, (QList<QVariantList>{{true}, {false}}));
}

void TestLibraryJoining::heldJoin_begins_forAChange()
{
    const auto store = open();
    store->holdJoining();
    store->attachLater(m_catalog);
    QVERIFY(mark(*store, 1, kBookmark));
    QVERIFY(!store->isJoining());
    QVERIFY(bookmarked(*store, 0));
    QVERIFY(bookmarked(*store, 1));
    store->letJoin();
    QVERIFY(!store->isJoining());
}

void TestLibraryJoining::heldJoin_readsTheFileThatWasOpenedMeanwhile()
{
    const QString other = fileWithBookmark(QStringLiteral("b.sqlite"), 1);
    const auto store = open();
    store->holdJoining();
    store->attachLater(m_catalog);
    CARREL_VERIFY_RESULT(store->reopen(other));
    store->letJoin();
    QTRY_VERIFY(!store->isJoining());
    QVERIFY(bookmarked(*store, 1));
    QVERIFY(!bookmarked(*store, 0));
}

void TestLibraryJoining::attachLater_namesTagsAtOnce()
{
    {
        const auto store = open();
        store->attach(m_catalog);
        QVERIFY(mark(*store, 1, tag(QStringLiteral("later"))));
    }
    const auto store = open();
    store->attachLater(m_catalog);
    QCOMPARE(store->states()->tags().size(), 1U);
    QCOMPARE(store->states()->tags()[0].works, 0U);
    store->finishJoining();
    QCOMPARE(store->states()->tags()[0].works, 1U);
}

void TestLibraryJoining::attachLater_tellsOnlyOfMarkedWorks()
{
    const auto store = open();
    std::vector<std::vector<quint32>> told;
    connect(store.get(), &LibraryStore::statesChanged, this,
            [&](const std::vector<quint32> &works) { told.push_back(works); });
    store->attachLater(m_reversed);
    store->finishJoining();
    QCOMPARE(told, (std::vector<std::vector<quint32>>{{2}}));
}

void TestLibraryJoining::attachLater_emptyLibrary_tellsOfNoWork()
{
    const auto store = LibraryStore::openUnread(m_folder->filePath(QStringLiteral("empty.sqlite")));
    CARREL_VERIFY_RESULT(store);
    const QSignalSpy changes(store->get(), &LibraryStore::statesChanged);
    (*store)->attachLater(m_catalog);
    (*store)->finishJoining();
    QCOMPARE(changes.size(), 0);
    QVERIFY(mark(**store, 1, kBookmark));
}

void TestLibraryJoining::attachLater_twice_newestWins()
{
    const auto store = open();
    store->attachLater(m_catalog);
    store->attachLater(m_reversed);
    QTRY_VERIFY(!store->isJoining());
    QCoreApplication::processEvents();
    QCOMPARE(store->catalog(), m_reversed);
    QVERIFY(bookmarked(*store, 2));
    QVERIFY(!bookmarked(*store, 0));
}

void TestLibraryJoining::attachLater_ofManyNewWorks_listsTheRestLater()
{
    constexpr quint32 kWorks = 1500;
    test::ListBuilder first;
    test::ListBuilder second;
    first.section("A");
    second.section("Another");
    for (quint32 i = 0; i < kWorks; ++i) {
        const std::string title = "Paper number " + std::to_string(i);
        first.entry(title);
        second.entry(title);
    }
    for (quint32 i = 0; i < 3 * kWorks; ++i) {
        second.entry("Company " + std::to_string(i));
    }
    const CatalogPointer other = second.build();
    {
        const auto store = open();
        store->attach(first.build());
        std::vector<quint32> all(kWorks);
        std::iota(all.begin(), all.end(), 0U);
        CARREL_VERIFY_RESULT(store->setMarks(all, kBookmark));
    }
    {
        const auto store = open();
        store->attachLater(other);
        store->finishJoining();
        while (store->keepRecords(kWorks)) {
        }
    }
    // All of them were seen in the other list: all are gone when it has none of them.
    const auto store = open();
    test::ListBuilder left;
    left.section("Another");
    for (quint32 i = 0; i < 3 * kWorks; ++i) {
        left.entry("Company " + std::to_string(i));
    }
    store->attachWithGone(left.build(), QStringLiteral("Gone"));
    QCOMPARE(store->states()->size(), std::size_t{4 * kWorks});
}

void TestLibraryJoining::attach_duringJoin_wins()
{
    const auto store = open();
    store->attachLater(m_catalog);
    store->attach(m_reversed);
    QVERIFY(!store->isJoining());
    QCoreApplication::processEvents();
    QVERIFY(bookmarked(*store, 2));
    QVERIFY(!bookmarked(*store, 0));
}

void TestLibraryJoining::setMarks_duringJoin_changesTheRightWork()
{
    const auto store = open();
    store->attachLater(m_catalog);
    store->attachLater(m_reversed);
    QVERIFY(mark(*store, 0, kBookmark));
    QVERIFY(bookmarked(*store, 0));
    const auto again = open();
    again->attach(m_catalog);
    QVERIFY(bookmarked(*again, 2));
    QVERIFY(bookmarked(*again, 0));
    QVERIFY(!bookmarked(*again, 1));
}

void TestLibraryJoining::setMarks_duringJoin_keepsWhatIsStored()
{
    const auto store = open();
    store->attachLater(m_catalog);
    MarkChange read;
    read.read = true;
    QVERIFY(mark(*store, 0, read));
    QVERIFY(bookmarked(*store, 0));
    QVERIFY((*store->states())[0].read);
}

void TestLibraryJoining::setMarks_duringJoin_ofANewWork_isStoredOnce()
{
    const auto store = open();
    store->attachLater(m_catalog);
    QVERIFY(mark(*store, 1, kBookmark));
    QVERIFY(mark(*store, 1, note(QStringLiteral("text"))));
    const auto again = open();
    again->attach(m_catalog);
    QCOMPARE(again->states()->bookmarkedCount(), 2U);
    QCOMPARE(again->states()->note(1), QStringLiteral("text"));
}

void TestLibraryJoining::renameTag_duringJoin_isDone()
{
    const auto store = open();
    store->attach(m_catalog);
    QVERIFY(mark(*store, 1, tag(QStringLiteral("old"))));
    store->attachLater(m_reversed);
    CARREL_VERIFY_RESULT(store->renameTag(store->states()->tags()[0].id, QStringLiteral("new")));
    QCOMPARE(store->states()->tagNames(1), QStringList{QStringLiteral("new")});
}

void TestLibraryJoining::replay_duringJoin_isShown()
{
    const auto store = open();
    store->attach(m_catalog);
    const quint32 work = 0;
    MarkChange off;
    off.bookmarked = false;
    const Result<MarkEdit> edit = store->setMarks(std::span(&work, 1), off);
    CARREL_VERIFY_RESULT(edit);
    store->attachLater(m_reversed);
    CARREL_VERIFY_RESULT(store->replay(edit->reversed()));
    QVERIFY(bookmarked(*store, 2));
}

void TestLibraryJoining::reopen_duringJoin_showsTheOtherFile()
{
    const QString other = fileWithBookmark(QStringLiteral("b.sqlite"), 1);
    const auto store = open();
    const QSignalSpy joining(store.get(), &LibraryStore::joiningChanged);
    store->attachLater(m_catalog);
    CARREL_VERIFY_RESULT(store->reopen(other));
    QVERIFY(store->isJoining());
    QTRY_VERIFY(!store->isJoining());
    QVERIFY(bookmarked(*store, 1));
    QVERIFY(!bookmarked(*store, 0));
    QCOMPARE(joining.size(), 2);
}

void TestLibraryJoining::close_duringJoin_keepsWhatTheFileSaid()
{
    const auto store = open();
    store->attachLater(m_catalog);
    store->close({ErrorCode::LibraryRestoring, {}});
    QVERIFY(!store->isJoining());
    QVERIFY(bookmarked(*store, 0));
    QVERIFY(!mark(*store, 1, kBookmark));
    // Nothing holds the file: SQLite takes its log away with the last connection.
    QVERIFY(!QFileInfo::exists(m_path + QStringLiteral("-wal")));
}

void TestLibraryJoining::destroyed_duringJoin_isQuiet()
{
    auto store = open();
    store->attachLater(m_catalog);
    store->attachLater(m_reversed);
    store.reset();
    QCoreApplication::processEvents();
    QVERIFY(!QFileInfo::exists(m_path + QStringLiteral("-wal")));
}

void TestLibraryJoining::fileGone_duringJoin_isJoinedAndNotMade()
{
    const auto store = open();
    QVERIFY(QFile::rename(m_path, m_path + QStringLiteral(".moved")));
    store->attachLater(m_catalog);
    store->finishJoining();
    QVERIFY(bookmarked(*store, 0));
    QVERIFY(!QFileInfo::exists(m_path));
}

void TestLibraryJoining::fileReplaced_duringJoin_showsNoRowOfTheOther()
{
    const QString other = fileWithBookmark(QStringLiteral("b.sqlite"), 1);
    const auto store = open();
    QVERIFY(QFile::rename(m_path, m_path + QStringLiteral(".moved")));
    QVERIFY(QFile::rename(other, m_path));
    store->attachLater(m_catalog);
    store->finishJoining();
    QVERIFY(bookmarked(*store, 0));
    QVERIFY(!bookmarked(*store, 1));
}

void TestLibraryJoining::openUnread_fileThatCannotBeRead_isLetGoOf()
{
    {
        const auto store = LibraryStore::open(m_path);
        CARREL_VERIFY_RESULT(store);
        auto query = (*store)->database()->prepare(QStringLiteral("DROP TABLE identity"));
        CARREL_VERIFY_RESULT(query);
        QVERIFY(query->exec());
    }
    const auto store = open();
    QVERIFY(store != nullptr);
    const QSignalSpy failures(store.get(), &LibraryStore::failed);
    store->attachLater(m_catalog);
    store->finishJoining();
    QCOMPARE(failures.size(), 1);
    QVERIFY(store->refusal());
    QCOMPARE(store->refusal()->code, ErrorCode::LibraryDamaged);
    QCOMPARE(store->states()->size(), 3U);
}

void TestLibraryJoining::refreshLater_keepsWhatIsShownUntilJoined()
{
    const auto store = open();
    store->attach(m_catalog);
    {
        const auto other = open();
        other->attach(m_catalog);
        QVERIFY(mark(*other, 2, kBookmark));
    }
    store->refreshLater();
    QVERIFY(store->isJoining());
    QVERIFY(bookmarked(*store, 0));
    QVERIFY(!bookmarked(*store, 2));
    QTRY_VERIFY(!store->isJoining());
    QVERIFY(bookmarked(*store, 0));
    QVERIFY(bookmarked(*store, 2));
    store->refreshLater();
    QVERIFY(!store->isJoining());
}

void TestLibraryJoining::writtenByAnother_duringJoin_isNewsAfterwards()
{
    const auto store = open();
    store->attachLater(m_catalog);
    {
        const auto other = open();
        other->attach(m_catalog);
        QVERIFY(mark(*other, 2, kBookmark));
    }
    store->finishJoining();
    store->refresh();
    QVERIFY(bookmarked(*store, 2));
}

QTEST_GUILESS_MAIN(TestLibraryJoining)
#include "tst_libraryjoining.moc"
