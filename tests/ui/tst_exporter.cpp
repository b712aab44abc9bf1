// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/exporter.h"

#include "items/paperfilter.h"
#include "items/papertablemodel.h"
#include "items/sectiontreemodel.h"
#include "library/librarystore.h"
#include "library/papercommands.h"
#include "library/savedsearches.h"
#include "library/undohistory.h"
#include "support/listbuilder.h"
#include "support/recordingurlopener.h"

#include <QClipboard>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

namespace carrel {

namespace {

/// An exporter of a list of papers, "Paper 0" and so on.
class ExporterFixture final
{
public:
    explicit ExporterFixture(int papers)
    {
        test::ListBuilder list;
        list.section("Section");
        for (int i = 0; i < papers; ++i) {
            list.entry("Paper " + std::to_string(i), "OSDI", 2024,
                       "https://example.org/" + std::to_string(i));
        }
        const CatalogPointer catalog = list.build();
        library->attach(catalog);
        model.setCatalog(catalog, library->states(), {});
        for (int i = 0; i < papers; ++i) {
            all.works.push_back(static_cast<quint32>(i));
        }
        all.name = QStringLiteral("All papers");
    }

    void note(quint32 work, const QString &text)
    {
        MarkChange change;
        change.note = text;
        QVERIFY(library->setMarks(std::vector<quint32>{work}, change));
    }

    QByteArray expected(const char *format, bool withNotes = false) const
    {
        const Catalog &catalog = *model.catalog();
        return exportFormat(QLatin1String(format))
            ->write(catalog, entriesOfWorks(*exportFormat(QLatin1String(format)), catalog, all.works),
                    {library->states(), withNotes});
    }

    test::RecordingUrlOpener opener;
    std::unique_ptr<LibraryStore> library = std::move(LibraryStore::open(QStringLiteral(":memory:"))).value();
    UndoHistory history;
    SavedSearches searches{*library};
    PaperCommands commands{*library, history, opener};
    CatalogRepository repository;
    PaperFilter filter;
    PaperTableModel model;
    SectionTreeModel sections;
    WindowServices services{repository, *library, commands, history, searches, filter,
                            model,      sections, {},       {},      {},       {}};
    QWidget window;
    Exporter exporter{services, &window};
    ExportRequest all;
    QTemporaryDir folder;
};

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
}

} // namespace

class TestExporter final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void formatOfFile_endingDecides_data();
    void formatOfFile_endingDecides();
    void toFile_writesAllAndSaysSo();
    void toFile_existingFile_isReplacedWhole();
    void toFile_unwritableFolder_failsAndLeavesNothing();
    void toFile_whileAnotherIsWritten_bothAreThere();
    void toClipboard_setsTheText();
    void toClipboard_twice_keepsTheNewest();
    void toFile_withNotes_writesThem();
    void toFile_withNotesThatAreStillRead_waitsForThem();
    void copyMenu_hasEveryFormat();
    void pickFile_acceptedName_isWrittenInItsFormat();
    void pickFile_otherFormat_changesTheEnding();
    void destructor_whileWriting_leavesNoHalfFile();
};

void TestExporter::formatOfFile_endingDecides_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("chosen");
    QTest::addColumn<QByteArray>("format");
    const auto row = [](const char *path, const char *chosen, const char *format) {
        QTest::newRow(path) << QString::fromLatin1(path) << QByteArray(chosen) << QByteArray(format);
    };
    row("/a/x.bib", "bibtex", "bibtex");
    row("/a/x.RIS", "bibtex", "ris");
    row("/a/x.json", "bibtex", "json");
    row("/a/y.csl.json", "json", "csl");
    row("/a/x.unknown", "ris", "ris");
    row("/a.bib/x", "csv", "csv");
}

void TestExporter::formatOfFile_endingDecides()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, chosen);
    QTEST(QByteArray(formatOfFile(path, *exportFormat(QLatin1String(chosen))).name), "format");
}

void TestExporter::toFile_writesAllAndSaysSo()
{
    ExporterFixture fixture(12);
    QSignalSpy finished(&fixture.exporter, &Exporter::finished);
    QSignalSpy said(&fixture.exporter, &Exporter::messageRequested);
    const QString path = fixture.folder.filePath(QStringLiteral("papers.bib"));
    fixture.exporter.toFile(fixture.all, *exportFormat(u"bibtex"), path);
    QVERIFY(finished.wait());
    QCOMPARE(contents(path), fixture.expected("bibtex"));
    QCOMPARE(said.last().at(1).toString(), QStringLiteral("12 papers were written to papers.bib."));
}

void TestExporter::toFile_existingFile_isReplacedWhole()
{
    ExporterFixture fixture(2);
    const QString path = fixture.folder.filePath(QStringLiteral("papers.ris"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(100'000, 'x'));
    file.close();
    QSignalSpy finished(&fixture.exporter, &Exporter::finished);
    fixture.exporter.toFile(fixture.all, *exportFormat(u"ris"), path);
    QVERIFY(finished.wait());
    QCOMPARE(contents(path), fixture.expected("ris"));
    QCOMPARE(QDir(fixture.folder.path()).entryList(QDir::Files).size(), 1);
}

void TestExporter::toFile_unwritableFolder_failsAndLeavesNothing()
{
    ExporterFixture fixture(2);
    QSignalSpy finished(&fixture.exporter, &Exporter::finished);
    QSignalSpy failed(&fixture.exporter, &Exporter::failed);
    const QString path = fixture.folder.filePath(QStringLiteral("missing/papers.csv"));
    fixture.exporter.toFile(fixture.all, *exportFormat(u"csv"), path);
    QVERIFY(finished.wait());
    QCOMPARE(failed.size(), 1);
    QCOMPARE(failed.first().first().value<Error>().code, ErrorCode::FileUnwritable);
    QVERIFY(!QFileInfo::exists(path));
}

void TestExporter::toFile_whileAnotherIsWritten_bothAreThere()
{
    ExporterFixture fixture(3000);
    QSignalSpy finished(&fixture.exporter, &Exporter::finished);
    const QString first = fixture.folder.filePath(QStringLiteral("first.json"));
    const QString second = fixture.folder.filePath(QStringLiteral("second.json"));
    fixture.exporter.toFile(fixture.all, *exportFormat(u"json"), first);
    fixture.exporter.toFile(fixture.all, *exportFormat(u"json"), second);
    QTRY_COMPARE(finished.size(), 2);
    QCOMPARE(contents(first), fixture.expected("json"));
    QCOMPARE(contents(second), contents(first));
}

void TestExporter::toClipboard_setsTheText()
{
    ExporterFixture fixture(2);
    QSignalSpy finished(&fixture.exporter, &Exporter::finished);
    fixture.exporter.toClipboard(fixture.all, *exportFormat(u"csl"));
    QVERIFY(finished.wait());
    QCOMPARE(QGuiApplication::clipboard()->text(), QString::fromUtf8(fixture.expected("csl")));
}

void TestExporter::toClipboard_twice_keepsTheNewest()
{
    ExporterFixture fixture(3000);
    QSignalSpy finished(&fixture.exporter, &Exporter::finished);
    fixture.exporter.toClipboard(fixture.all, *exportFormat(u"bibtex"));
    fixture.exporter.toClipboard(fixture.all, *exportFormat(u"text"));
    QTRY_COMPARE(finished.size(), 2);
    QCOMPARE(QGuiApplication::clipboard()->text(), QString::fromUtf8(fixture.expected("text")));
}

void TestExporter::toFile_withNotes_writesThem()
{
    ExporterFixture fixture(3);
    fixture.note(1, QStringLiteral("Mine, and nobody's"));
    QSignalSpy finished(&fixture.exporter, &Exporter::finished);
    const QString with = fixture.folder.filePath(QStringLiteral("with.csv"));
    const QString without = fixture.folder.filePath(QStringLiteral("without.csv"));
    fixture.exporter.toFile(fixture.all, *exportFormat(u"csv"), without);
    fixture.exporter.setWithNotes(true);
    fixture.exporter.toFile(fixture.all, *exportFormat(u"csv"), with);
    QTRY_COMPARE(finished.size(), 2);
    QVERIFY(!contents(without).contains("Mine"));
    QCOMPARE(contents(with), fixture.expected("csv", true));
    QVERIFY(contents(with).contains("Mine, and nobody's"));
}

void TestExporter::toFile_withNotesThatAreStillRead_waitsForThem()
{
    ExporterFixture fixture(3);
    fixture.note(1, QStringLiteral("Mine"));
    const QByteArray expected = fixture.expected("ris", true);
    fixture.library->attachLater(fixture.model.catalog());
    QVERIFY(fixture.library->isJoining());
    QSignalSpy finished(&fixture.exporter, &Exporter::finished);
    const QString path = fixture.folder.filePath(QStringLiteral("papers.ris"));
    fixture.exporter.setWithNotes(true);
    fixture.exporter.toFile(fixture.all, *exportFormat(u"ris"), path);
    QVERIFY(finished.wait());
    QVERIFY(expected.contains("Mine"));
    QCOMPARE(contents(path), expected);
}

void TestExporter::copyMenu_hasEveryFormat()
{
    ExporterFixture fixture(1);
    QMenu menu;
    fixture.exporter.fillCopyMenu(menu, [&] { return fixture.all; });
    QCOMPARE(menu.actions().size(), static_cast<qsizetype>(exportFormats().size()));
    QSignalSpy finished(&fixture.exporter, &Exporter::finished);
    menu.actions().first()->trigger();
    QVERIFY(finished.wait());
    QCOMPARE(QGuiApplication::clipboard()->text(),
             QStringLiteral("Paper 0. OSDI 2024. https://example.org/0\n"));
}

void TestExporter::pickFile_acceptedName_isWrittenInItsFormat()
{
    ExporterFixture fixture(2);
    QSignalSpy finished(&fixture.exporter, &Exporter::finished);
    fixture.exporter.pickFile(fixture.all);
    auto *dialog = fixture.window.findChild<QFileDialog *>();
    QVERIFY(dialog != nullptr);
    QCOMPARE(dialog->selectedFiles().size(), 1);
    QVERIFY(dialog->selectedFiles().first().endsWith(QStringLiteral("/All papers.bib")));
    const QString path = fixture.folder.filePath(QStringLiteral("mine.ris"));
    dialog->findChild<QLineEdit *>()->setText(path);
    static_cast<QDialog *>(dialog)->accept();
    QVERIFY(finished.wait());
    QCOMPARE(contents(path), fixture.expected("ris"));
}

void TestExporter::pickFile_otherFormat_changesTheEnding()
{
    ExporterFixture fixture(2);
    fixture.exporter.pickFile({fixture.all.works, kNone, QStringLiteral("../a/b: \"c\"?")});
    auto *dialog = fixture.window.findChild<QFileDialog *>();
    QVERIFY(dialog->selectedFiles().first().endsWith(QStringLiteral("/-a-b- -c-.bib")));
    const QStringList filters = dialog->nameFilters();
    const qsizetype ris = filters.indexOf(QStringLiteral("RIS (*.ris)"));
    QVERIFY(ris >= 0);
    dialog->selectNameFilter(filters.at(ris));
    Q_EMIT dialog->filterSelected(filters.at(ris));
    QVERIFY(dialog->selectedFiles().first().endsWith(QStringLiteral("/-a-b- -c-.ris")));
    dialog->reject();
}

void TestExporter::destructor_whileWriting_leavesNoHalfFile()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("papers.json"));
    QByteArray expected;
    {
        ExporterFixture fixture(5000);
        expected = fixture.expected("json");
        fixture.exporter.toFile(fixture.all, *exportFormat(u"json"), path);
    }
    QVERIFY(!QFileInfo::exists(path) || contents(path) == expected);
    QVERIFY(QDir(folder.path()).entryList(QDir::Files).size() <= 1);
}

} // namespace carrel

QTEST_MAIN(carrel::TestExporter)
#include "tst_exporter.moc"
