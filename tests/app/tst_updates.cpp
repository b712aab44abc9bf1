// SPDX-License-Identifier: GPL-3.0-or-later
#include "updatefixture.h"

#include "dialogs/lossdialog.h"
#include "dialogs/versionsdialog.h"
#include "library/papercommands.h"
#include "sidebar/sidebarpane.h"
#include "sidebar/sidebarview.h"

#include <QListView>
#include <QPushButton>
#include <QScrollBar>
#include <QToolButton>
#include <QTreeWidget>

using namespace carrel;
using namespace carrel::test;

class TestUpdates final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changedList_isShownAndTold();
    void unchangedList_isToldInTheStatusBarOnly();
    void place_isKept();
    void filter_isKept();
    void renamedSection_isStillTheScope();
    void undo_hitsTheSamePaper();
    void progress_isShownAndCanBeCancelled();
    void shortUpdates_passWithoutAWord();
    void loss_isAskedAbout();
    void loss_canBeTaken();
    void busyServer_isWaitedFor();
    void olderVersion_isShownWithTheWayBack();
    void olderVersion_canBeUsedFromNowOn();
    void unusableFileOfLists_isTold();
    void automaticUpdate_isMadeOnceADay();
    void automaticFailure_isToldInTheStatusBarOnly();
    void nextStart_showsTheNewestVersion();
};

void TestUpdates::changedList_isShownAndTold()
{
    UpdateFixture f;
    QVERIFY(f.isReady());
    f.serve(papers(0, 62));
    QTest::keyClick(f.window, Qt::Key_F5);
    QTRY_COMPARE(f.rows(), 62);
    QTRY_COMPARE(f.message(), QStringLiteral("Updated: 2 papers added."));
    QTRY_VERIFY2(f.status().endsWith(QStringLiteral(", updated just now")), qPrintable(f.status()));
    const auto *text = f.window->findChild<QWidget *>(QStringLiteral("updateText"));
    QTRY_VERIFY2(text->width() >= text->sizeHint().width(), "the status is elided");
    QVERIFY(f.status().startsWith(QStringLiteral("list of ")));
}

void TestUpdates::unchangedList_isToldInTheStatusBarOnly()
{
    UpdateFixture f;
    QVERIFY(f.isReady());
    QVERIFY(f.status().endsWith(QStringLiteral(", never checked")));
    f.serve(papers(0, 60));
    QVERIFY(f.updateAndWait());
    QTRY_VERIFY2(f.status().endsWith(QStringLiteral(", checked just now, unchanged")),
                 qPrintable(f.status()));
    QCOMPARE(f.message(), QString());
    QCOMPARE(f.rows(), 60);
}

void TestUpdates::place_isKept()
{
    UpdateFixture f;
    QVERIFY(f.isReady());
    f.window->resize(900, 400);
    f.pane().selectWorks({40, 41, 43}, 41);
    QScrollBar *bar = f.view().verticalScrollBar();
    bar->setValue(30 * f.view().rowHeight() + 5);
    QVERIFY(bar->value() == 30 * f.view().rowHeight() + 5);
    // Twenty papers come before, one of those that are selected goes.
    QByteArray list = papers(0, 60);
    list.replace("- [OSDI'24] [Paper number 43](https://example.org/43)\n", "");
    list.replace("## Training\n", "## Training\n" + papers(100, 120).mid(qstrlen("# Papers\n## Training\n")));
    f.serve(list);
    f.update();
    QTRY_COMPARE(f.rows(), 79);
    QTRY_COMPARE(f.currentTitle(), QStringLiteral("Paper number 41"));
    QStringList selected;
    for (const quint32 work : f.pane().selectedWorks()) {
        selected.append(f.titleAt(f.model().rowOf(work)));
    }
    QCOMPARE(selected, QStringList({QStringLiteral("Paper number 40"), QStringLiteral("Paper number 41")}));
    const int top = f.view().indexAt(QPoint(2, 2)).row();
    QCOMPARE(f.titleAt(top), QStringLiteral("Paper number 30"));
    QCOMPARE(bar->value() % f.view().rowHeight(), 5);
}

void TestUpdates::filter_isKept()
{
    UpdateFixture f;
    QVERIFY(f.isReady());
    f.window->browser().setFilter(QStringLiteral("number 5"));
    QTRY_COMPARE(f.rows(), 15);
    f.window->browser().selectRow(7);
    QCOMPARE(f.currentTitle(), QStringLiteral("Paper number 52"));
    f.serve(papers(0, 60) + "- [OSDI'24] [Paper number 500](https://example.org/500)\n");
    f.update();
    QTRY_COMPARE(f.rows(), 16);
    QTRY_COMPARE(f.currentTitle(), QStringLiteral("Paper number 52"));
    QCOMPARE(f.window->browser().filterText(), QStringLiteral("number 5"));
}

void TestUpdates::renamedSection_isStillTheScope()
{
    UpdateFixture f;
    QVERIFY(f.isReady());
    f.window->browser().setScope({PaperView::Section, 1});
    QTRY_COMPARE(f.rows(), 30);
    f.serve("# Papers\n## First of all\n- [OSDI'24] [Another](https://example.org/other)\n" +
            papers(0, 60, "Inference").mid(qstrlen("# Papers\n")));
    f.update();
    QTRY_COMPARE(f.message(), QStringLiteral("Updated: 1 paper added."));
    QTRY_COMPARE(f.model().catalog()->sections().size(), std::size_t(3));
    QTRY_COMPARE(f.rows(), 30);
    QVERIFY((f.window->browser().scope() == Scope{PaperView::Section, 2}));
    QCOMPARE(f.titleAt(0), QStringLiteral("Paper number 30"));
    QVERIFY((f.window->findChild<SidebarPane *>()->currentScope() == Scope{PaperView::Section, 2}));
}

void TestUpdates::undo_hitsTheSamePaper()
{
    UpdateFixture f;
    QVERIFY(f.isReady());
    QAction *bookmark = f.action("Bookmark");
    f.window->browser().selectRow(10);
    QTRY_VERIFY(bookmark->isEnabled());
    QTRY_VERIFY([&] {
        bookmark->trigger();
        return f.action("Remove Bookmark") != nullptr;
    }());
    f.serve("# Papers\n## Training\n- [OSDI'24] [Another](https://example.org/other)\n" +
            papers(0, 60).mid(qstrlen("# Papers\n## Training\n")));
    f.update();
    QTRY_COMPARE(f.rows(), 61);
    QTRY_VERIFY(f.action("Remove Bookmark"));
    QCOMPARE(f.currentTitle(), QStringLiteral("Paper number 10"));
    QTest::keyClick(f.window, Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY(f.action("Bookmark"));
    QCOMPARE(f.currentTitle(), QStringLiteral("Paper number 10"));
}

void TestUpdates::progress_isShownAndCanBeCancelled()
{
    UpdateFixture f;
    QVERIFY(f.isReady());
    const QString before = f.status();
    const int height = f.view().height();
    f.server.setAnswer("/list.md", stalls(httpBytes(200, papers(0, 30), "Content-Length: 240000\r\n")));
    f.update();
    QTRY_VERIFY(f.status().startsWith(QStringLiteral("Updating papers: ")));
    QVERIFY2(f.status().endsWith(QStringLiteral("of 240.0 kB")), qPrintable(f.status()));
    auto *stop = f.window->findChild<QToolButton *>(QStringLiteral("stopUpdate"));
    QVERIFY(stop->isVisible());
    QVERIFY(!stop->accessibleName().isEmpty());
    QCOMPARE(f.view().height(), height);
    // The window is there for the reader while the server says nothing.
    f.window->browser().setFilter(QStringLiteral("number 59"));
    QTRY_COMPARE(f.rows(), 1);
    QTest::mouseClick(stop, Qt::LeftButton);
    QTRY_COMPARE(f.status(), before);
    QVERIFY(!stop->isVisible());
    QVERIFY(!f.isUpdating());
    QCOMPARE(f.kept(), papers(0, 60));
}

void TestUpdates::shortUpdates_passWithoutAWord()
{
    UpdateFixture f;
    QVERIFY(f.isReady());
    f.serve(papers(0, 60));
    auto *stop = f.window->findChild<QToolButton *>(QStringLiteral("stopUpdate"));
    f.update();
    QVERIFY(f.isUpdating());
    QVERIFY(!stop->isVisibleTo(f.window));
    QVERIFY(!f.status().startsWith(QStringLiteral("Updating")));
    QTRY_VERIFY(!f.isUpdating());
}

void TestUpdates::loss_isAskedAbout()
{
    UpdateFixture f;
    QVERIFY(f.isReady());
    f.serve(papers(0, 40));
    f.update();
    QTRY_VERIFY(f.window->findChild<LossDialog *>());
    auto *dialog = f.window->findChild<LossDialog *>();
    const auto *lost = dialog->findChild<QListView *>(QStringLiteral("lostPapers"));
    QCOMPARE(lost->model()->rowCount(), 20);
    QCOMPARE(lost->model()->index(0, 0).data().toString(), QStringLiteral("Paper number 40"));
    auto *keep = dialog->findChild<QPushButton *>(QStringLiteral("keepList"));
    QVERIFY(keep->isDefault());
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_VERIFY(!f.window->findChild<LossDialog *>());
    QCOMPARE(f.rows(), 60);
    QCOMPARE(f.kept(), papers(0, 60));
    QVERIFY2(f.status().contains(QStringLiteral("a shorter version not taken")), qPrintable(f.status()));
}

void TestUpdates::loss_canBeTaken()
{
    UpdateFixture f;
    QVERIFY(f.isReady());
    f.serve(papers(0, 40));
    f.update();
    QTRY_VERIFY(f.window->findChild<LossDialog *>());
    f.window->findChild<QPushButton *>(QStringLiteral("takeList"))->click();
    QTRY_COMPARE(f.rows(), 40);
    QCOMPARE(f.message(), QStringLiteral("Updated: 20 papers removed."));
    QCOMPARE(f.kept(), papers(0, 40));
    QCOMPARE(f.server.requests().size(), 1);
}

void TestUpdates::busyServer_isWaitedFor()
{
    UpdateFixture f;
    QVERIFY(f.isReady());
    f.server.setAnswer("/list.md", sends(httpBytes(429, {}, "Retry-After: 3600\r\n")));
    QVERIFY(f.updateAndWait());
    QVERIFY2(
        f.message().contains(QStringLiteral("asks to wait before the next request. You can ask again in ")),
        qPrintable(f.message()));
    const QRegularExpression counting(
        QStringLiteral("127\\.0\\.0\\.1 asks to wait (1:00:00 hours|59:\\d\\d minutes)$"));
    QTRY_VERIFY2(counting.match(f.status()).hasMatch(), qPrintable(f.status()));
    const QString before = f.status();
    QTRY_VERIFY(f.status() != before && counting.match(f.status()).hasMatch());
    QVERIFY(f.updateAndWait());
    QCOMPARE(f.server.requests().size(), 1);
    QVERIFY(f.message().contains(QStringLiteral("You can ask again in ")));
    QCOMPARE(f.kept(), papers(0, 60));
}

void TestUpdates::olderVersion_isShownWithTheWayBack()
{
    UpdateFixture f;
    QVERIFY(f.isReady());
    f.serve(papers(0, 65));
    f.update();
    QTRY_COMPARE(f.rows(), 65);
    f.action("Versions of This List...")->trigger();
    auto *dialog = f.window->findChild<VersionsDialog *>();
    QVERIFY(dialog);
    auto *table = dialog->findChild<QTreeWidget *>();
    QCOMPARE(table->topLevelItemCount(), 2);
    QVERIFY(table->topLevelItem(0)->text(0).contains(QStringLiteral("newest, shown")));
    QTRY_COMPARE(table->topLevelItem(0)->text(2), QStringLiteral("5 papers added"));
    QCOMPARE(table->topLevelItem(1)->text(1), QStringLiteral("60"));
    table->setCurrentItem(table->topLevelItem(1));
    Q_EMIT table->itemActivated(table->topLevelItem(1), 0);
    QTRY_COMPARE(f.rows(), 60);
    QVERIFY2(f.notice().startsWith(QStringLiteral("You are looking at an older version")),
             qPrintable(f.notice()));
    QVERIFY(f.status().startsWith(QStringLiteral("older version of ")));
    QVERIFY2(f.status().endsWith(QStringLiteral(", checked just now")), qPrintable(f.status()));
    QCOMPARE(f.message(), QString());
    QCOMPARE(f.kept(), papers(0, 65));
    auto *bar = f.window->findChild<MessageBar *>(QStringLiteral("versionNotice"));
    bar->findChild<QPushButton *>(QStringLiteral("messageAction"))->click();
    QTRY_COMPARE(f.rows(), 65);
    QCOMPARE(f.notice(), QString());
}

void TestUpdates::olderVersion_canBeUsedFromNowOn()
{
    UpdateFixture f;
    QVERIFY(f.isReady());
    f.serve(papers(0, 65));
    f.update();
    QTRY_COMPARE(f.rows(), 65);
    f.action("Versions of This List...")->trigger();
    auto *dialog = f.window->findChild<VersionsDialog *>();
    auto *table = dialog->findChild<QTreeWidget *>();
    table->setCurrentItem(table->topLevelItem(1));
    const auto buttons = dialog->findChildren<QPushButton *>();
    const auto use = std::find_if(buttons.begin(), buttons.end(), [](QPushButton *each) {
        return each->text() == QLatin1String("&Use This Version");
    });
    (*use)->click();
    QTRY_COMPARE(f.rows(), 60);
    QTRY_VERIFY2(f.notice().startsWith(QStringLiteral("An older version of the list is in use")),
                 qPrintable(f.notice()));
    QTRY_COMPARE(f.kept(), papers(0, 60));
    f.serve(papers(0, 66));
    f.update();
    QTRY_COMPARE(f.rows(), 66);
    QCOMPARE(f.notice(), QString());
    QCOMPARE(f.message(), QStringLiteral("Updated: 6 papers added."));
}

void TestUpdates::unusableFileOfLists_isTold()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("lists.json")));
    const QByteArray newer = "{\"format\": 99, \"lists\": []}";
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(newer) > 0);
    file.close();
    Application application(dataPaths(folder.path()), QString());
    const QWidgetList windows = QApplication::topLevelWidgets();
    auto *window = static_cast<MainWindow *>(*std::find_if(windows.begin(), windows.end(), [](QWidget *each) {
        return qobject_cast<MainWindow *>(each) != nullptr;
    }));
    const CatalogSource bundled{QStringLiteral(":/catalog/ml-systems-papers.md"), true};
    application.start(bundled, CatalogRepository::startReading(bundled), true);
    application.lookAfterAll();
    QTRY_VERIFY(window->findChild<MessageBar *>());
    QTRY_VERIFY(window->findChild<MessageBar *>()->text().startsWith(
        QStringLiteral("The lists in use were written by a newer Carrel")));
    QTRY_VERIFY(window->findChild<PaperTableView *>()->rowCount() > 1000);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), newer);
}

void TestUpdates::automaticUpdate_isMadeOnceADay()
{
    UpdateFixture f;
    QVERIFY(f.isReady());
    QCOMPARE(f.server.connections(), 0);
    f.serve(papers(0, 62));
    auto *updates = f.window->findChild<ListUpdates *>();
    updates->setAutomatic(true);
    QTRY_COMPARE(f.rows(), 62);
    QTRY_VERIFY(!f.isUpdating());
    updates->setAutomatic(true);
    f.application->lookAfterAll();
    QCOMPARE(f.server.requests().size(), 1);
}

void TestUpdates::automaticFailure_isToldInTheStatusBarOnly()
{
    UpdateFixture f;
    QVERIFY(f.isReady());
    f.server.close();
    f.window->findChild<ListUpdates *>()->setAutomatic(true);
    QTRY_VERIFY2(f.status().contains(QStringLiteral("not reached just now")), qPrintable(f.status()));
    QCOMPARE(f.message(), QString());
    QVERIFY(f.updateAndWait());
    QVERIFY(f.message().contains(QStringLiteral("cannot be reached")));
}

void TestUpdates::nextStart_showsTheNewestVersion()
{
    UpdateFixture f;
    QVERIFY(f.isReady());
    f.serve(papers(0, 62));
    f.update();
    QTRY_COMPARE(f.rows(), 62);
    const Result<LoadedCatalog> next =
        firstListReader(f.folder.path(), f.folder.path(), ListRecord(), CatalogSource())({});
    QVERIFY(next);
    QCOMPARE(next->catalog->workCount(), std::size_t(62));
}

QTEST_MAIN(TestUpdates)
#include "tst_updates.moc"
