// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/librarydatabase.h"
#include "library/librarystore.h"
#include "support/listbuilder.h"
#include "support/resultcheck.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace carrel;

/// The store while its file is taken away, and when it is given another.
class TestLibraryReopening final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void refusing_showsNothingAndTakesNothing();
    void close_keepsWhatIsShownAndRefusesChanges();
    void close_letsGoOfTheFile();
    void reopen_showsWhatTheFileSays();
    void reopen_failure_staysRefusing();
    void refresh_showsWhatAnotherProgramWrote();
    void refresh_withoutNews_tellsNothing();
    void refresh_anotherFile_isOpened();
    void setMarks_fileRemoved_isRefused();
    void setMarks_overAnothersMark_keepsBoth();
    void patience_isThatOfEachFile();

private:
    QString fileWithBookmark(const char *name, quint32 work);

    std::unique_ptr<QTemporaryDir> m_folder;
    CatalogPointer m_catalog;
};

namespace {

const MarkChange kBookmark{true, std::nullopt};

bool bookmarked(const LibraryStore &store, quint32 work)
{
    return (*store.states())[work].bookmarked;
}

} // namespace

void TestLibraryReopening::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_catalog = test::ListBuilder().section("A").entry("One").entry("Two").build();
}

QString TestLibraryReopening::fileWithBookmark(const char *name, quint32 work)
{
    const QString path = m_folder->filePath(QLatin1String(name));
    auto store = LibraryStore::open(path);
    (*store)->attach(m_catalog);
    return (*store)->setMarks(std::span(&work, 1), kBookmark) ? path : QString();
}

void TestLibraryReopening::refusing_showsNothingAndTakesNothing()
{
    const auto store = LibraryStore::refusing({ErrorCode::LibraryTooNew, {}});
    store->attach(m_catalog);
    QCOMPARE(store->states()->size(), 2U);
    const quint32 work = 0;
    const Result<MarkEdit> done = store->setMarks(std::span(&work, 1), kBookmark);
    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::LibraryTooNew);
    QVERIFY(!bookmarked(*store, 0));
}

void TestLibraryReopening::close_keepsWhatIsShownAndRefusesChanges()
{
    const auto store = LibraryStore::open(fileWithBookmark("a.sqlite", 1));
    CARREL_VERIFY_RESULT(store);
    (*store)->attach(m_catalog);
    const QSignalSpy changes(store->get(), &LibraryStore::refusalChanged);
    (*store)->close({ErrorCode::LibraryDamaged, {}});
    QCOMPARE(changes.size(), 1);
    QVERIFY((*store)->refusal() && (*store)->refusal()->code == ErrorCode::LibraryDamaged);
    const quint32 work = 0;
    QVERIFY(!(*store)->setMarks(std::span(&work, 1), kBookmark));
    QVERIFY(!bookmarked(**store, 0) && bookmarked(**store, 1));
}

void TestLibraryReopening::close_letsGoOfTheFile()
{
    const auto store = LibraryStore::open(fileWithBookmark("a.sqlite", 1));
    CARREL_VERIFY_RESULT(store);
    QVERIFY(QDir(m_folder->path()).entryList(QDir::Files).size() > 1);
    (*store)->close({ErrorCode::LibraryDamaged, {}});
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{QStringLiteral("a.sqlite")});
}

void TestLibraryReopening::reopen_showsWhatTheFileSays()
{
    const QString other = fileWithBookmark("b.sqlite", 0);
    const auto store = LibraryStore::open(fileWithBookmark("a.sqlite", 1));
    CARREL_VERIFY_RESULT(store);
    (*store)->attach(m_catalog);
    (*store)->close({ErrorCode::LibraryDamaged, {}});
    const QSignalSpy changes(store->get(), &LibraryStore::statesChanged);
    CARREL_VERIFY_RESULT((*store)->reopen(other));
    QVERIFY(bookmarked(**store, 1)); // until it is joined
    (*store)->finishJoining();
    QCOMPARE(changes.size(), 1);
    QCOMPARE(changes.first().first().value<std::vector<quint32>>(), (std::vector<quint32>{0, 1}));
    QVERIFY(!(*store)->refusal());
    QVERIFY(bookmarked(**store, 0) && !bookmarked(**store, 1));
    const quint32 work = 1;
    CARREL_VERIFY_RESULT((*store)->setMarks(std::span(&work, 1), kBookmark));
    QVERIFY(bookmarked(**store, 1));
}

void TestLibraryReopening::reopen_failure_staysRefusing()
{
    const auto store = LibraryStore::open(fileWithBookmark("a.sqlite", 1));
    CARREL_VERIFY_RESULT(store);
    (*store)->attach(m_catalog);
    QVERIFY(!(*store)->reopen(m_folder->filePath(QStringLiteral("none/library.sqlite"))));
    QVERIFY((*store)->refusal() && (*store)->refusal()->code == ErrorCode::LibraryUnavailable);
    QVERIFY(bookmarked(**store, 1));
}

void TestLibraryReopening::refresh_showsWhatAnotherProgramWrote()
{
    const QString path = fileWithBookmark("a.sqlite", 0);
    const auto store = LibraryStore::open(path);
    CARREL_VERIFY_RESULT(store);
    (*store)->attach(m_catalog);
    const QSignalSpy changes(store->get(), &LibraryStore::statesChanged);
    fileWithBookmark("a.sqlite", 1);
    (*store)->refresh();
    QCOMPARE(changes.size(), 1);
    QVERIFY(bookmarked(**store, 0) && bookmarked(**store, 1));
}

void TestLibraryReopening::refresh_withoutNews_tellsNothing()
{
    const auto store = LibraryStore::open(fileWithBookmark("a.sqlite", 0));
    CARREL_VERIFY_RESULT(store);
    (*store)->attach(m_catalog);
    const quint32 work = 1;
    CARREL_VERIFY_RESULT((*store)->setMarks(std::span(&work, 1), kBookmark));
    const QSignalSpy changes(store->get(), &LibraryStore::statesChanged);
    (*store)->refresh();
    QCOMPARE(changes.size(), 0);
}

void TestLibraryReopening::refresh_anotherFile_isOpened()
{
    const QString path = fileWithBookmark("a.sqlite", 0);
    const QString other = fileWithBookmark("b.sqlite", 1);
    const auto store = LibraryStore::open(path);
    CARREL_VERIFY_RESULT(store);
    (*store)->attach(m_catalog);
    QVERIFY(QFile::rename(path, m_folder->filePath(QStringLiteral("old.sqlite"))));
    QVERIFY(QFile::rename(other, path));
    const quint32 work = 0;
    CARREL_VERIFY_RESULT((*store)->setMarks(std::span(&work, 1), {std::nullopt, true}));
    QVERIFY(!bookmarked(**store, 0) && bookmarked(**store, 1));
    (*store)->close({ErrorCode::LibraryUnavailable, {}});
    CARREL_VERIFY_RESULT((*store)->reopen(path));
    (*store)->finishJoining();
    QVERIFY((*(*store)->states())[0].read && bookmarked(**store, 1));
}

void TestLibraryReopening::setMarks_fileRemoved_isRefused()
{
    const QString path = fileWithBookmark("a.sqlite", 0);
    const auto store = LibraryStore::open(path);
    CARREL_VERIFY_RESULT(store);
    (*store)->attach(m_catalog);
    QVERIFY(QFile::rename(path, m_folder->filePath(QStringLiteral("old.sqlite"))));
    const quint32 work = 1;
    const Result<MarkEdit> done = (*store)->setMarks(std::span(&work, 1), kBookmark);
    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::LibraryMoved);
    QVERIFY(bookmarked(**store, 0) && !bookmarked(**store, 1));
    QVERIFY(QFile::rename(m_folder->filePath(QStringLiteral("old.sqlite")), path));
    CARREL_VERIFY_RESULT((*store)->setMarks(std::span(&work, 1), kBookmark));
}

void TestLibraryReopening::setMarks_overAnothersMark_keepsBoth()
{
    const QString path = fileWithBookmark("a.sqlite", 0);
    const auto store = LibraryStore::open(path);
    CARREL_VERIFY_RESULT(store);
    (*store)->attach(m_catalog);
    fileWithBookmark("a.sqlite", 1);
    const quint32 work = 1;
    CARREL_VERIFY_RESULT((*store)->setMarks(std::span(&work, 1), {std::nullopt, true}));
    const WorkState both{true, true};
    QVERIFY((*(*store)->states())[1] == both);
    const auto again = LibraryStore::open(path);
    CARREL_VERIFY_RESULT(again);
    (*again)->attach(m_catalog);
    QVERIFY((*(*again)->states())[1] == both);
    QVERIFY(bookmarked(**again, 0));
}

void TestLibraryReopening::patience_isThatOfEachFile()
{
    const QString other = fileWithBookmark("b.sqlite", 0);
    const auto store = LibraryStore::open(fileWithBookmark("a.sqlite", 1));
    CARREL_VERIFY_RESULT(store);
    const auto patience = [&] {
        Result<QSqlQuery> query = (*store)->database()->prepare(QStringLiteral("PRAGMA busy_timeout"));
        return query && query->exec() && query->next() ? query->value(0).toInt() : -1;
    };
    QCOMPARE(patience(), 2000);
    (*store)->attach(m_catalog);
    (*store)->setPatience(std::chrono::milliseconds(30));
    QCOMPARE(patience(), 30);
    CARREL_VERIFY_RESULT((*store)->reopen(other));
    QCOMPARE(patience(), 30);
    const auto writer = SqliteConnection::open(other);
    CARREL_VERIFY_RESULT((*writer)->execute(QStringLiteral("BEGIN IMMEDIATE")));
    const quint32 work = 1;
    const Result<MarkEdit> done = (*store)->setMarks(std::span(&work, 1), kBookmark);
    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::LibraryBusy);
    CARREL_VERIFY_RESULT((*writer)->execute(QStringLiteral("ROLLBACK")));
    CARREL_VERIFY_RESULT((*store)->setMarks(std::span(&work, 1), kBookmark));
}

QTEST_GUILESS_MAIN(TestLibraryReopening)
#include "tst_libraryreopening.moc"
