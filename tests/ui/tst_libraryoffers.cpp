// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/restoredialog.h"
#include "items/paperfilter.h"
#include "items/papertablemodel.h"
#include "items/sectiontreemodel.h"
#include "library/libraryguard.h"
#include "library/librarystore.h"
#include "library/papercommands.h"
#include "library/savedsearches.h"
#include "library/undohistory.h"
#include "mainwindow/browser.h"
#include "mainwindow/mainwindow.h"
#include "papers/paperpane.h"
#include "support/listbuilder.h"
#include "support/recordingurlopener.h"
#include "sync/catalogrepository.h"
#include "widgets/messagebar.h"

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTreeWidget>
#include <QtTest>

namespace carrel {

namespace {

/// A window on a library in a folder of its own, as the reader has it.
class GuardedWindow final
{
public:
    explicit GuardedWindow(const QString &path)
        : library(open(path))
        , guard(*library, path)
        , commands(*library, history, opener)
        , searches(*library)
        , window({repository,
                  *library,
                  commands,
                  history,
                  searches,
                  filter,
                  papers,
                  sections,
                  {},
                  {},
                  {},
                  {},
                  &guard})
    {
        test::ListBuilder list;
        list.section("Training");
        for (int i = 0; i < 20; ++i) {
            list.entry("Paper " + std::to_string(i), "OSDI", 2020);
        }
        const CatalogPointer catalog = list.build();
        library->attach(catalog);
        commands.setCatalog(catalog);
        papers.setCatalog(catalog, library->states(), {});
        sections.setCatalog(catalog, library->states());
        QObject::connect(library.get(), &LibraryStore::statesChanged, &papers,
                         [this](const auto &works) { papers.setStates(library->states(), works); });
        window.showCatalog({catalog, {}});
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
    }

    static std::unique_ptr<LibraryStore> open(const QString &path)
    {
        Result<std::unique_ptr<LibraryStore>> opened = LibraryStore::open(path);
        return opened ? std::move(opened).value() : LibraryStore::refusing(opened.error());
    }
    QString message()
    {
        const auto *bar = window.findChild<MessageBar *>();
        return bar == nullptr ? QString() : bar->text();
    }
    QPushButton *button()
    {
        auto *found = window.findChild<QPushButton *>(QStringLiteral("messageAction"));
        return found != nullptr && found->isVisible() ? found : nullptr;
    }
    bool isBookmarked(quint32 work)
    {
        library->finishJoining();
        return (*library->states())[work].bookmarked;
    }
    void bookmarkByKey(int row)
    {
        window.browser().selectRow(row);
        window.findChild<PaperPane *>()->setFocus();
        QTest::keyClick(window.focusWidget(), Qt::Key_B);
    }

    test::RecordingUrlOpener opener;
    std::unique_ptr<LibraryStore> library;
    LibraryGuard guard;
    CatalogRepository repository;
    UndoHistory history;
    PaperCommands commands;
    SavedSearches searches;
    PaperFilter filter;
    PaperTableModel papers;
    SectionTreeModel sections;
    MainWindow window;
};

} // namespace

/// What the reader sees of a library that is damaged, cannot be written, or is restored.
class LibraryOffersTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void damaged_offersTheNewestBackupAndRestoresIt();
    void damaged_clickOnAMark_offersAgain();
    void damaged_noBackup_offersANewLibrary();
    void damagedWhileOpen_isTold();
    void unavailable_offersAnotherTry();
    void restoreDialog_listsAndRestores();
    void restoreDialog_unreadableBackup_cannotBeChosen();
    void restoreDialog_withoutBackups_saysSo();
    void restore_canBeUndoneFromTheBar();

private:
    void damage();
    void makeBackup();

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void LibraryOffersTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(QStringLiteral("library.sqlite"));
    GuardedWindow window(m_path);
    window.bookmarkByKey(1);
    window.bookmarkByKey(2);
    QVERIFY(window.isBookmarked(1) && window.isBookmarked(2));
}

void LibraryOffersTest::damage()
{
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    const qint64 size = file.size();
    QVERIFY(size > 4096 && file.seek(4096));
    file.write(QByteArray(size - 4096, 'x'));
}

void LibraryOffersTest::makeBackup()
{
    const Result<void> made = backUpDaily(m_path, QDateTime(QDate(2026, 2, 7), QTime(14, 22)));
    QVERIFY(made);
}

void LibraryOffersTest::damaged_offersTheNewestBackupAndRestoresIt()
{
    makeBackup();
    damage();
    GuardedWindow window(m_path);
    window.guard.lookAfter();
    QTRY_VERIFY(window.message().contains(QLatin1String("2 marked papers")));
    QVERIFY(window.message().contains(QLatin1String("damaged")));
    QVERIFY(window.button() != nullptr);
    QTest::mouseClick(window.button(), Qt::LeftButton);
    QTRY_VERIFY(window.message().contains(QLatin1String("library-damaged-")));
    QVERIFY(window.isBookmarked(1) && window.isBookmarked(2));
    window.bookmarkByKey(3);
    QVERIFY(window.isBookmarked(3));
}

void LibraryOffersTest::damaged_clickOnAMark_offersAgain()
{
    makeBackup();
    damage();
    GuardedWindow window(m_path);
    window.guard.lookAfter();
    QTRY_VERIFY(window.button() != nullptr);
    window.window.findChild<MessageBar *>()->dismiss();
    window.bookmarkByKey(3);
    QVERIFY(!window.isBookmarked(3));
    QVERIFY(window.button() != nullptr && window.button()->text().contains(QLatin1String("Restore")));
}

void LibraryOffersTest::damaged_noBackup_offersANewLibrary()
{
    damage();
    GuardedWindow window(m_path);
    window.guard.lookAfter();
    QTRY_VERIFY(window.button() != nullptr);
    QVERIFY(window.message().contains(QLatin1String("no backup")));
    QTest::mouseClick(window.button(), Qt::LeftButton);
    QVERIFY(window.message().contains(QLatin1String("library-damaged-")));
    window.bookmarkByKey(3);
    QVERIFY(window.isBookmarked(3));
}

void LibraryOffersTest::damagedWhileOpen_isTold()
{
    makeBackup();
    GuardedWindow window(m_path);
    damage();
    window.guard.lookAfter();
    QTRY_VERIFY(window.message().contains(QLatin1String("damaged")));
    window.bookmarkByKey(3);
    QVERIFY(!window.isBookmarked(3) && window.isBookmarked(1));
}

void LibraryOffersTest::unavailable_offersAnotherTry()
{
    QVERIFY(QFile::rename(m_path, m_path + QLatin1String(".away")) && QDir().mkdir(m_path));
    GuardedWindow window(m_path);
    window.window.showRefusal();
    QVERIFY(window.message().contains(QLatin1String("cannot be opened")));
    QVERIFY(window.button() != nullptr);
    QVERIFY(QDir().rmdir(m_path) && QFile::rename(m_path + QLatin1String(".away"), m_path));
    QTest::mouseClick(window.button(), Qt::LeftButton);
    QVERIFY(window.isBookmarked(1));
    window.bookmarkByKey(3);
    QVERIFY(window.isBookmarked(3));
    QTRY_VERIFY(!window.guard.isBusy());
}

void LibraryOffersTest::restoreDialog_listsAndRestores()
{
    makeBackup();
    GuardedWindow window(m_path);
    window.bookmarkByKey(3);
    for (QAction *action : window.window.actions()) {
        if (action->text().contains(QLatin1String("Restore Library"))) {
            action->trigger();
        }
    }
    auto *dialog = window.window.findChild<RestoreDialog *>();
    QVERIFY(dialog != nullptr);
    auto *list = dialog->findChild<QTreeWidget *>();
    QTRY_COMPARE(list->topLevelItemCount(), 1);
    QVERIFY(list->topLevelItem(0)->text(0).contains(QLatin1String("2026")));
    QCOMPARE(list->topLevelItem(0)->text(1), QStringLiteral("2 marked papers"));
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_VERIFY(window.message().contains(QLatin1String("is your library now")));
    QVERIFY(window.isBookmarked(1) && !window.isBookmarked(3));
}

void LibraryOffersTest::restoreDialog_unreadableBackup_cannotBeChosen()
{
    RestoreDialog dialog(nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    const QSignalSpy chosen(&dialog, &RestoreDialog::chosen);
    LibraryBackup broken;
    broken.made = QDateTime(QDate(2026, 2, 7), QTime(1, 2));
    dialog.showBackups({broken});
    dialog.show();
    auto *list = dialog.findChild<QTreeWidget *>();
    QCOMPARE(list->topLevelItem(0)->text(1), QStringLiteral("cannot be read"));
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(chosen.size(), 0);
}

void LibraryOffersTest::restoreDialog_withoutBackups_saysSo()
{
    RestoreDialog dialog(nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.showBackups({});
    bool told = false;
    for (const QLabel *label : dialog.findChildren<QLabel *>()) {
        told = told || label->text().contains(QLatin1String("no backup yet"));
    }
    QVERIFY(told);
}

void LibraryOffersTest::restore_canBeUndoneFromTheBar()
{
    makeBackup();
    GuardedWindow window(m_path);
    window.bookmarkByKey(3);
    window.guard.restore(findBackups(m_path).front());
    QTRY_VERIFY(window.message().contains(QLatin1String("is your library now")));
    QVERIFY(!window.isBookmarked(3));
    QVERIFY(window.button() != nullptr);
    QTest::mouseClick(window.button(), Qt::LeftButton);
    QTRY_VERIFY(window.isBookmarked(3));
}

} // namespace carrel

QTEST_MAIN(carrel::LibraryOffersTest)
#include "tst_libraryoffers.moc"
