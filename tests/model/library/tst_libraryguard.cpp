// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/libraryguard.h"
#include "library/librarystore.h"
#include "support/listbuilder.h"
#include "support/resultcheck.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace carrel;

/// What happens to a library that is open while its file is looked after.
class TestLibraryGuard final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void lookAfter_soundLibrary_isBackedUpAndStaysOpen();
    void lookAfter_damagedWhileOpen_refusesMarksAndOffersTheBackup();
    void lookAfter_damagedAtStart_offersTheBackup();
    void lookAfter_damagedWithoutBackup_offersNone();
    void lookAfter_noBackupPossible_isTold();
    void restore_bringsTheMarksOfTheBackup();
    void restore_overADamagedLibrary_takesMarksAgain();
    void restore_whileUnderWay_refusesMarks();
    void restore_unusable_leavesTheLibraryOpen();
    void startAnew_keepsTheDamagedFile();
    void openAgain_opensWhatCouldNotBeOpened();
    void destruction_waitsForWhatIsUnderWay();

private:
    void open();
    bool mark(quint32 work)
    {
        return m_store->setMarks(std::span(&work, 1), {true, std::nullopt}).hasValue();
    }
    bool isMarked(quint32 work)
    {
        m_store->finishJoining();
        return (*m_store->states())[work].bookmarked;
    }
    void damage();
    QString backup() const { return backupFolder(m_path) + QLatin1String("/") + m_today; }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    QString m_today;
    CatalogPointer m_catalog;
    std::unique_ptr<LibraryStore> m_store;
    std::unique_ptr<LibraryGuard> m_guard;
};

void TestLibraryGuard::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(QStringLiteral("library.sqlite"));
    test::ListBuilder list;
    for (int i = 0; i < 20; ++i) {
        list.entry("Paper " + std::to_string(i));
    }
    m_catalog = list.build();
    open();
    QVERIFY(mark(1) && mark(2));
}

void TestLibraryGuard::cleanup()
{
    m_guard.reset();
    m_store.reset();
}

void TestLibraryGuard::open()
{
    m_guard.reset();
    m_store.reset();
    Result<std::unique_ptr<LibraryStore>> opened = LibraryStore::open(m_path);
    m_store = opened ? std::move(opened).value() : LibraryStore::refusing(opened.error());
    m_store->attach(m_catalog);
    m_guard = std::make_unique<LibraryGuard>(*m_store, m_path);
}

/// All pages but the first become noise, in the file that is open or not.
void TestLibraryGuard::damage()
{
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    const qint64 size = file.size();
    QVERIFY(size > 4096 && file.seek(4096));
    file.write(QByteArray(size - 4096, 'x'));
}

void TestLibraryGuard::lookAfter_soundLibrary_isBackedUpAndStaysOpen()
{
    QVERIFY(findBackups(m_path).empty());
    m_guard->lookAfter();
    QTRY_VERIFY(!m_guard->isBusy());
    QCOMPARE(findBackups(m_path).size(), 1U);
    QVERIFY(!m_store->refusal() && mark(3));
}

void TestLibraryGuard::lookAfter_damagedWhileOpen_refusesMarksAndOffersTheBackup()
{
    m_guard->lookAfter();
    QTRY_VERIFY(!m_guard->isBusy());
    open();
    damage();
    QSignalSpy found(m_guard.get(), &LibraryGuard::damageFound);
    m_guard->lookAfter();
    QTRY_COMPARE(found.size(), 1);
    const auto newest = found.first().first().value<std::optional<LibraryBackup>>();
    QVERIFY(newest && newest->marks == 2);
    QVERIFY(!mark(3) && !isMarked(3));
    QVERIFY(isMarked(1));
}

void TestLibraryGuard::lookAfter_damagedAtStart_offersTheBackup()
{
    m_guard->lookAfter();
    QTRY_VERIFY(!m_guard->isBusy());
    m_guard.reset();
    m_store.reset();
    damage();
    open();
    QVERIFY(m_store->refusal() && m_store->refusal()->code == ErrorCode::LibraryDamaged);
    QSignalSpy found(m_guard.get(), &LibraryGuard::damageFound);
    m_guard->lookAfter();
    QTRY_COMPARE(found.size(), 1);
    QVERIFY(found.first().first().value<std::optional<LibraryBackup>>());
}

void TestLibraryGuard::lookAfter_damagedWithoutBackup_offersNone()
{
    m_guard.reset();
    m_store.reset();
    damage();
    open();
    QSignalSpy found(m_guard.get(), &LibraryGuard::damageFound);
    m_guard->lookAfter();
    QTRY_COMPARE(found.size(), 1);
    QVERIFY(!found.first().first().value<std::optional<LibraryBackup>>());
}

void TestLibraryGuard::lookAfter_noBackupPossible_isTold()
{
    QFile inTheWay(backupFolder(m_path));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    QSignalSpy failures(m_guard.get(), &LibraryGuard::failed);
    m_guard->lookAfter();
    QTRY_COMPARE(failures.size(), 1);
    QVERIFY(failures.first().first().value<Error>().code == ErrorCode::BackupFailed);
    QVERIFY(mark(3));
}

void TestLibraryGuard::restore_bringsTheMarksOfTheBackup()
{
    m_guard->lookAfter();
    QTRY_VERIFY(!m_guard->isBusy());
    QVERIFY(mark(3));
    QSignalSpy restored(m_guard.get(), &LibraryGuard::restored);
    m_guard->restore(findBackups(m_path).front());
    QTRY_COMPARE(restored.size(), 1);
    QVERIFY(isMarked(1) && isMarked(2) && !isMarked(3));
    QVERIFY(mark(4));
    const auto before = restored.first().at(1).value<RestoredLibrary>();
    LibraryBackup previous;
    previous.path = before.keptAs;
    m_guard->restore(previous);
    QTRY_COMPARE(restored.size(), 2);
    QVERIFY(isMarked(3) && !isMarked(4));
}

void TestLibraryGuard::restore_overADamagedLibrary_takesMarksAgain()
{
    m_guard->lookAfter();
    QTRY_VERIFY(!m_guard->isBusy());
    m_guard.reset();
    m_store.reset();
    damage();
    open();
    QVERIFY(!mark(5));
    QSignalSpy restored(m_guard.get(), &LibraryGuard::restored);
    m_guard->restore(findBackups(m_path).front());
    QTRY_COMPARE(restored.size(), 1);
    QVERIFY(isMarked(1) && isMarked(2) && mark(5));
    QCOMPARE(QDir(m_folder->path()).entryList({QStringLiteral("library-damaged-*.sqlite")}).size(), 1);
}

void TestLibraryGuard::restore_whileUnderWay_refusesMarks()
{
    m_guard->lookAfter();
    QTRY_VERIFY(!m_guard->isBusy());
    QSignalSpy restored(m_guard.get(), &LibraryGuard::restored);
    m_guard->restore(findBackups(m_path).front());
    QVERIFY(m_store->refusal() && m_store->refusal()->code == ErrorCode::LibraryRestoring);
    QVERIFY(!mark(3));
    QTRY_COMPARE(restored.size(), 1);
    QVERIFY(mark(3));
}

void TestLibraryGuard::restore_unusable_leavesTheLibraryOpen()
{
    QSignalSpy failures(m_guard.get(), &LibraryGuard::failed);
    LibraryBackup none;
    none.path = m_folder->filePath(QStringLiteral("none.sqlite"));
    m_guard->restore(none);
    QTRY_COMPARE(failures.size(), 1);
    QVERIFY(failures.first().first().value<Error>().code == ErrorCode::BackupUnusable);
    QVERIFY(isMarked(1) && mark(3));
}

void TestLibraryGuard::startAnew_keepsTheDamagedFile()
{
    m_guard.reset();
    m_store.reset();
    damage();
    open();
    const QSignalSpy started(m_guard.get(), &LibraryGuard::startedAnew);
    m_guard->startAnew();
    QCOMPARE(started.size(), 1);
    QVERIFY(QFile::exists(started.first().first().toString()));
    QVERIFY(!isMarked(1) && mark(3));
}

void TestLibraryGuard::openAgain_opensWhatCouldNotBeOpened()
{
    m_guard.reset();
    m_store.reset();
    QVERIFY(QFile::rename(m_path, m_path + QLatin1String(".away")));
    QVERIFY(QDir().mkdir(m_path));
    open();
    QVERIFY(m_store->refusal() && m_store->refusal()->code == ErrorCode::LibraryUnavailable);
    const QSignalSpy failures(m_guard.get(), &LibraryGuard::failed);
    m_guard->openAgain();
    QCOMPARE(failures.size(), 1);
    QVERIFY(QDir().rmdir(m_path) && QFile::rename(m_path + QLatin1String(".away"), m_path));
    const QSignalSpy opened(m_guard.get(), &LibraryGuard::openedAgain);
    m_guard->openAgain();
    QCOMPARE(opened.size(), 1);
    QVERIFY(isMarked(1) && mark(3));
    QTRY_VERIFY(!m_guard->isBusy());
}

void TestLibraryGuard::destruction_waitsForWhatIsUnderWay()
{
    m_guard->lookAfter();
    m_guard.reset();
    QCOMPARE(findBackups(m_path).size(), 1U);
}

QTEST_GUILESS_MAIN(TestLibraryGuard)
#include "tst_libraryguard.moc"
