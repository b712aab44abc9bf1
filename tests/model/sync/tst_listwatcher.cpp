// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/numberedlists.h"
#include "support/resultcheck.h"
#include "sync/listwatcher.h"

#include <QFile>
#include <QSaveFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace carrel;
using namespace carrel::test;

namespace {

using Kind = UpdateOutcome::Kind;

void writeInPlace(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
}

/// As editors do: another file takes the place of the one that was there.
void replace(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit());
}

/// A shelf with a list that is a file, and what updates came to.
struct Fixture
{
    explicit Fixture(std::chrono::milliseconds settling = std::chrono::milliseconds(0))
        : path(files.filePath(QStringLiteral("list.md")))
        , shelf({folder.path(), folder.path(), {}, compareTitles, limits()})
        , watcher(shelf, settling)
    {
        QObject::connect(&shelf, &ListShelf::updateFinished,
                         [this](const UpdateOutcome &outcome) { outcomes.push_back(outcome); });
        writeInPlace(path, listOf(20));
    }

    ListRecord record() const
    {
        ListRecord made;
        made.name = QStringLiteral("papers");
        made.path = path;
        return made;
    }
    void add()
    {
        bool added = false;
        shelf.addFromSource(record(),
                            [&](const UpdateOutcome &outcome) { added = outcome.kind == Kind::Updated; });
        QTRY_VERIFY(added);
    }
    bool waitForPapers(std::size_t papers)
    {
        return QTest::qWaitFor(
            [&] {
                return !shelf.isUpdating() && !outcomes.empty() && outcomes.back().papers == papers &&
                       shelf.lists().front().state == ListState::Current;
            },
            60'000);
    }
    bool waitForState(ListState state)
    {
        return QTest::qWaitFor([&] { return shelf.lists().front().state == state; }, 60'000);
    }

    QTemporaryDir folder;
    QTemporaryDir files;
    QString path;
    ListShelf shelf;
    ListWatcher watcher;
    std::vector<UpdateOutcome> outcomes;
};

} // namespace

class TestListWatcher final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changedFile_isReadAgain();
    void replacedFile_staysWatched();
    void deletedFile_isToldAndComesBack();
    void otherFilesOfTheFolder_areNobodysBusiness();
    void burstOfWrites_isOneUpdate();
    void greatLoss_asks();
    void listThatIsOff_isNotWatched();
    void fileThatChangedMeanwhile_isReadAtTheStart();
    void fileThatStayedTheSame_isNotReadAtTheStart();
    void changeDuringAnUpdate_isReadAfterIt();
};

void TestListWatcher::changedFile_isReadAgain()
{
    Fixture f;
    f.add();
    writeInPlace(f.path, listOf(21));
    QVERIFY(f.waitForPapers(21));
    QVERIFY(f.outcomes.back().diff);
}

void TestListWatcher::replacedFile_staysWatched()
{
    Fixture f;
    f.add();
    for (const int papers : {21, 22, 23}) {
        replace(f.path, listOf(papers));
        QVERIFY(f.waitForPapers(static_cast<std::size_t>(papers)));
    }
    writeInPlace(f.path, listOf(24));
    QVERIFY(f.waitForPapers(24));
}

void TestListWatcher::deletedFile_isToldAndComesBack()
{
    Fixture f;
    f.add();
    QVERIFY(QFile::remove(f.path));
    QVERIFY(f.waitForState(ListState::Failed));
    QCOMPARE(f.outcomes.back().error.code, ErrorCode::FileUnreadable);
    QCOMPARE(*ListStore::bytes(f.folder.path(), f.shelf.lists().front()), listOf(20));
    writeInPlace(f.path, listOf(21));
    QVERIFY(f.waitForPapers(21));
    writeInPlace(f.path, listOf(22));
    QVERIFY(f.waitForPapers(22));
}

void TestListWatcher::otherFilesOfTheFolder_areNobodysBusiness()
{
    Fixture f;
    f.add();
    writeInPlace(f.files.filePath(QStringLiteral("other.md")), listOf(3));
    writeInPlace(f.path, listOf(21));
    QVERIFY(f.waitForPapers(21));
    const std::size_t updates = f.outcomes.size();
    writeInPlace(f.files.filePath(QStringLiteral("another.md")), listOf(3));
    QVERIFY(QFile::remove(f.files.filePath(QStringLiteral("other.md"))));
    QCoreApplication::processEvents();
    writeInPlace(f.path, listOf(22));
    QVERIFY(f.waitForPapers(22));
    QVERIFY(f.outcomes.size() <= updates + 2);
    for (const UpdateOutcome &outcome : f.outcomes) {
        QVERIFY(outcome.kind != Kind::Failed);
    }
}

void TestListWatcher::burstOfWrites_isOneUpdate()
{
    Fixture f(std::chrono::milliseconds(50));
    f.add();
    for (int papers = 21; papers < 60; ++papers) {
        writeInPlace(f.path, listOf(papers));
    }
    QVERIFY(f.waitForPapers(59));
    QCOMPARE(f.outcomes.size(), std::size_t(1));
    QCOMPARE(f.shelf.lists().front().versions.size(), std::size_t(2));
}

void TestListWatcher::greatLoss_asks()
{
    Fixture f;
    f.add();
    writeInPlace(f.path, listOf(10));
    QVERIFY(f.waitForState(ListState::Asks));
    QVERIFY(f.outcomes.back().kind == Kind::Asks);
    QCOMPARE(f.outcomes.back().lost, std::size_t(10));
    QCOMPARE(*ListStore::bytes(f.folder.path(), f.shelf.lists().front()), listOf(20));
}

void TestListWatcher::listThatIsOff_isNotWatched()
{
    Fixture f;
    f.add();
    const QString id = f.shelf.lists().front().id;
    f.shelf.change(id, [](ListRecord &record) { record.on = false; });
    QTRY_VERIFY(!f.shelf.lists().front().on);
    writeInPlace(f.path, listOf(21));
    QCoreApplication::processEvents();
    // What it missed is read when it is switched on again.
    QVERIFY(f.outcomes.empty());
    f.shelf.change(id, [](ListRecord &record) { record.on = true; });
    QVERIFY(f.waitForPapers(21));
}

void TestListWatcher::fileThatChangedMeanwhile_isReadAtTheStart()
{
    Fixture f;
    ListStore store = std::move(*ListStore::open(f.folder.path(), f.folder.path()));
    CARREL_VERIFY_RESULT(store.add(
        f.record(), listOf(19),
        {{}, QDateTime::currentDateTimeUtc(), 19, {}, QDateTime::currentDateTimeUtc().addDays(-1)}));
    f.shelf.read();
    QVERIFY(f.waitForPapers(20));
}

void TestListWatcher::fileThatStayedTheSame_isNotReadAtTheStart()
{
    Fixture f;
    f.add();
    ListShelf later({f.folder.path(), f.folder.path(), {}, compareTitles, limits()});
    const ListWatcher watcher(later, std::chrono::milliseconds(0));
    QSignalSpy changed(&later, &ListShelf::listsChanged);
    QSignalSpy started(&later, &ListShelf::updateStarted);
    later.read();
    QVERIFY(changed.wait());
    QCoreApplication::processEvents();
    QVERIFY(started.isEmpty());
}

void TestListWatcher::changeDuringAnUpdate_isReadAfterIt()
{
    Fixture f;
    f.add();
    bool once = true;
    QObject::connect(&f.shelf, &ListShelf::updateStarted, &f.shelf, [&] {
        if (std::exchange(once, false)) {
            writeInPlace(f.path, listOf(22));
        }
    });
    writeInPlace(f.path, listOf(21));
    QVERIFY(f.waitForPapers(22));
}

QTEST_GUILESS_MAIN(TestListWatcher)
#include "tst_listwatcher.moc"
