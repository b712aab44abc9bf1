// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/librarytransfers.h"

#include "items/paperfilter.h"
#include "items/papertablemodel.h"
#include "items/sectiontreemodel.h"
#include "library/librarystore.h"
#include "library/papercommands.h"
#include "library/savedsearches.h"
#include "library/undohistory.h"
#include "support/listbuilder.h"
#include "support/recordingurlopener.h"
#include "support/resultcheck.h"

#include <QFileDialog>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

namespace carrel {

namespace {

/// A library in a file, joined with a list of one paper.
class Desk final
{
public:
    explicit Desk(const std::optional<Error> &refusal = std::nullopt)
        : library(
              refusal
                  ? LibraryStore::refusing(*refusal)
                  : std::move(LibraryStore::open(folder.filePath(QStringLiteral("library.sqlite")))).value())
    {
        library->attach(test::ListBuilder().section("A").entry("Orca", "OSDI", 2022).build());
    }

    QString file() const { return folder.filePath(QStringLiteral("out.json")); }

    QTemporaryDir folder;
    std::unique_ptr<LibraryStore> library;
    test::RecordingUrlOpener opener;
    UndoHistory history;
    PaperCommands commands{*library, history, opener};
    CatalogRepository repository;
    PaperFilter filter;
    PaperTableModel papers;
    SectionTreeModel sections;
    SavedSearches searches{*library};
    WindowServices services{repository, *library, commands, history, searches, filter,
                            papers,     sections, {},       {},      {},       {}};
    QWidget window;
    LibraryTransfers transfers{services, &window};
    QSignalSpy finished{&transfers, &LibraryTransfers::finished};
    QSignalSpy failed{&transfers, &LibraryTransfers::failed};
    QSignalSpy said{&transfers, &LibraryTransfers::messageRequested};
};

} // namespace

class TestLibraryTransfers final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void exportThenImport_bringsTheMarksIntoTheOpenLibrary();
    void importOfNonsense_saysSo();
    void exportToNowhere_saysSo();
    void refusedLibrary_isSaidInsteadOfADialog();
    void pickExport_acceptedName_isWritten();
};

void TestLibraryTransfers::exportThenImport_bringsTheMarksIntoTheOpenLibrary()
{
    Desk here;
    const quint32 work = 0;
    CARREL_VERIFY_RESULT(here.library->setMarks(std::span(&work, 1), {true, std::nullopt}));
    here.transfers.exportTo(here.file());
    QVERIFY(here.finished.wait());
    QCOMPARE(here.failed.size(), 0);
    Desk there;
    there.transfers.importFrom(here.file());
    QVERIFY(there.finished.wait());
    QCOMPARE(there.failed.size(), 0);
    there.library->finishJoining();
    QVERIFY((*there.library->states())[0].bookmarked);
    QCOMPARE(there.said.last().at(1).toString(),
             QStringLiteral("The library was merged. Papers added: 1, changed: 0; saved searches added: 0."));
}

void TestLibraryTransfers::importOfNonsense_saysSo()
{
    Desk desk;
    QFile file(desk.file());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("# A list, not a library");
    file.close();
    desk.transfers.importFrom(desk.file());
    QVERIFY(desk.finished.wait());
    QCOMPARE(desk.failed.size(), 1);
    QCOMPARE(desk.failed.first().first().value<Error>().code, ErrorCode::NotALibrary);
}

void TestLibraryTransfers::exportToNowhere_saysSo()
{
    Desk desk;
    desk.transfers.exportTo(QStringLiteral("/nowhere/library.json"));
    QVERIFY(desk.finished.wait());
    QCOMPARE(desk.failed.first().first().value<Error>().code, ErrorCode::FileUnwritable);
}

void TestLibraryTransfers::refusedLibrary_isSaidInsteadOfADialog()
{
    Desk desk(Error{ErrorCode::LibraryDamaged, {}});
    desk.transfers.pickExport();
    desk.transfers.pickImport();
    QCOMPARE(desk.failed.size(), 2);
    QVERIFY(desk.window.findChild<QFileDialog *>() == nullptr);
}

void TestLibraryTransfers::pickExport_acceptedName_isWritten()
{
    Desk desk;
    desk.transfers.pickExport();
    auto *dialog = desk.window.findChild<QFileDialog *>();
    QVERIFY(dialog != nullptr);
    QVERIFY(dialog->selectedFiles().first().contains(QStringLiteral("/carrel-library-")));
    dialog->findChild<QLineEdit *>()->setText(desk.folder.filePath(QStringLiteral("mine")));
    static_cast<QDialog *>(dialog)->accept();
    QVERIFY(desk.finished.wait());
    QVERIFY(QFileInfo::exists(desk.folder.filePath(QStringLiteral("mine.json"))));
}

} // namespace carrel

QTEST_MAIN(carrel::TestLibraryTransfers)
#include "tst_librarytransfers.moc"
