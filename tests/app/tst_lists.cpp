// SPDX-License-Identifier: GPL-3.0-or-later
#include "updatefixture.h"

#include "dialogs/lossdialog.h"
#include "dialogs/versionsdialog.h"
#include "lists/addlistdialog.h"
#include "lists/listmanager.h"

#include <QDropEvent>
#include <QMimeData>
#include <QPushButton>
#include <QTreeView>

using namespace carrel;
using namespace carrel::test;

namespace {

struct Fixture : UpdateFixture
{
    std::vector<ListRecord> lists() const
    {
        const Result<ListStore> store = ListStore::open(folder.path(), folder.path());
        return store ? store->lists() : std::vector<ListRecord>();
    }
    bool drop(const QUrl &url)
    {
        QMimeData data;
        data.setUrls({url});
        QDragEnterEvent enter({9, 9}, Qt::CopyAction, &data, Qt::LeftButton, {});
        enter.ignore();
        QCoreApplication::sendEvent(window, &enter);
        QDropEvent dropped({9, 9}, Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(window, &dropped);
        return enter.isAccepted();
    }
    ListManager &openManager()
    {
        action("Manage Lists...")->trigger();
        return *window->findChild<ListManager *>();
    }
    static QPushButton &button(QWidget &dialog, const char *name)
    {
        return *dialog.findChild<QPushButton *>(QString::fromLatin1(name));
    }
};

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
}

} // namespace

class TestLists final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addList_bringsTheDialog();
    void droppedAddress_isAdded();
    void droppedFile_isAddedAndWatched();
    void manager_updatesOneList();
    void manager_leadsToTheComparison();
    void manager_leadsToTheVersions();
    void manager_opensOnce();
};

void TestLists::addList_bringsTheDialog()
{
    Fixture f;
    QVERIFY(f.isReady());
    f.server.setAnswer("/more.md", sends(httpBytes(200, papers(0, 40))));
    f.action("Add List...")->trigger();
    auto *dialog = f.window->findChild<AddListDialog *>();
    QVERIFY(dialog);
    auto *source = dialog->findChild<QLineEdit *>(QStringLiteral("source"));
    QTest::keyClicks(source, f.server.url("/more.md").toString());
    QTest::keyClick(source, Qt::Key_Return);
    QTRY_COMPARE(f.lists().size(), std::size_t(2));
    QCOMPARE(f.lists()[1].versions.front().papers, 40);
    QVERIFY(f.message().isEmpty());
    f.action("Add List...")->trigger();
    QCOMPARE(f.window->findChildren<AddListDialog *>().size(), 1);
}

void TestLists::droppedAddress_isAdded()
{
    Fixture f;
    QVERIFY(f.isReady());
    f.server.setAnswer("/more.md", sends(httpBytes(200, papers(0, 40))));
    QVERIFY(f.drop(f.server.url("/more.md")));
    QTRY_COMPARE(f.message(), QStringLiteral("Added \u201cmore.md\u201d: 40 papers."));
    QCOMPARE(f.lists().size(), std::size_t(2));
    // The list that was checked longest ago, by its name.
    QTRY_COMPARE(f.status(), QStringLiteral("2 lists, papers: never checked"));
    QVERIFY(f.drop(f.server.url("/more.md")));
    QTRY_VERIFY2(f.message().contains(QLatin1String("in use already")), qPrintable(f.message()));
    QCOMPARE(f.lists().size(), std::size_t(2));
}

void TestLists::droppedFile_isAddedAndWatched()
{
    Fixture f;
    QVERIFY(f.isReady());
    const QTemporaryDir files;
    const QString path = files.filePath(QStringLiteral("mine.md"));
    write(path, papers(0, 40));
    QVERIFY(f.drop(QUrl::fromLocalFile(path)));
    QTRY_COMPARE(f.lists().size(), std::size_t(2));
    write(path, papers(0, 41));
    QTRY_COMPARE(f.lists()[1].versions.size(), std::size_t(2));
    QCOMPARE(f.lists()[1].versions.front().papers, 41);
    QTRY_VERIFY2(f.message().contains(QLatin1String("1 paper added")), qPrintable(f.message()));
}

void TestLists::manager_updatesOneList()
{
    Fixture f;
    QVERIFY(f.isReady());
    f.serve(papers(0, 61));
    ListManager &manager = f.openManager();
    f.button(manager, "update").click();
    QTRY_COMPARE(f.lists().front().versions.front().papers, 61);
    const auto &table = *manager.findChild<QTreeView *>();
    QTRY_COMPARE(table.model()->index(0, ListTableModel::PapersColumn).data().toString(),
                 QStringLiteral("61"));
    QTRY_COMPARE(f.rows(), 61);
}

void TestLists::manager_leadsToTheComparison()
{
    Fixture f;
    QVERIFY(f.isReady());
    f.serve(papers(0, 30));
    ListManager &manager = f.openManager();
    f.button(manager, "update").click();
    QTRY_VERIFY(f.window->findChild<LossDialog *>());
    f.window->findChild<LossDialog *>()->reject();
    QTRY_VERIFY(!f.window->findChild<LossDialog *>());
    QTRY_VERIFY(f.button(manager, "compare").isVisible());
    f.button(manager, "compare").click();
    QTRY_VERIFY(f.window->findChild<LossDialog *>());
    f.window->findChild<LossDialog *>()->accept();
    QTRY_COMPARE(f.lists().front().versions.front().papers, 30);
    QTRY_VERIFY(f.button(manager, "compare").isHidden());
}

void TestLists::manager_leadsToTheVersions()
{
    Fixture f;
    QVERIFY(f.isReady());
    f.button(f.openManager(), "versions").click();
    QVERIFY(f.window->findChild<VersionsDialog *>());
}

void TestLists::manager_opensOnce()
{
    Fixture f;
    QVERIFY(f.isReady());
    (void)f.openManager();
    (void)f.openManager();
    QCOMPARE(f.window->findChildren<ListManager *>().size(), 1);
}

QTEST_MAIN(TestLists)
#include "tst_lists.moc"
