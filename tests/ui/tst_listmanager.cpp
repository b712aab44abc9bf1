// SPDX-License-Identifier: GPL-3.0-or-later
#include "listsfixture.h"

#include "lists/listmanager.h"
#include "widgets/messagebar.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QFile>
#include <QIcon>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTreeView>

using namespace carrel;
using namespace carrel::test;

namespace {

using Model = ListTableModel;

struct Fixture : ListsFixture
{
    explicit Fixture(std::initializer_list<const char *> names, const std::vector<ListRecord> &first = {})
        : ListsFixture(first)
    {
        put(names);
        manager = std::make_unique<ListManager>(shelf, nullptr);
        manager->setAttribute(Qt::WA_DeleteOnClose, false);
        tester = std::make_unique<QAbstractItemModelTester>(
            &model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        manager->show();
        manager->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(manager.get()));
    }

    QTreeView &table() { return *manager->findChild<QTreeView *>(); }
    Model &model() { return static_cast<Model &>(*table().model()); }
    QPushButton &button(const char *name)
    {
        return *manager->findChild<QPushButton *>(QString::fromLatin1(name));
    }
    QString text(int row, int column) { return model().index(row, column).data().toString(); }
    bool hasSign(int row)
    {
        constexpr int kSize = 16;
        const QVariant sign = model().index(row, Model::StateColumn).data(Qt::DecorationRole);
        QImage nothing(kSize, kSize, QImage::Format_ARGB32_Premultiplied);
        nothing.fill(Qt::transparent);
        return sign.value<QIcon>().pixmap(kSize).toImage().convertToFormat(nothing.format()) != nothing;
    }
    QString shown()
    {
        QStringList all;
        for (int row = 0; row < model().rowCount(); ++row) {
            all.append(text(row, Model::NameColumn));
        }
        return all.join(QLatin1Char(' '));
    }
    QString sentence() { return manager->findChild<QLabel *>(QStringLiteral("listState"))->text(); }
    QString message() { return manager->findChild<MessageBar *>()->text(); }
    void select(int row) { table().setCurrentIndex(model().index(row, 0)); }
    QRect box(int row) { return table().visualRect(model().index(row, Model::NameColumn)); }

    std::unique_ptr<ListManager> manager;
    std::unique_ptr<QAbstractItemModelTester> tester;
};

} // namespace

class TestListManager final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void table_showsWhatIsInUse();
    void name_isEditedWithF2();
    void name_thatIsEmpty_isNotTaken();
    void list_isSwitchedWithSpaceAndMouse();
    void order_isChangedWithKeysAndButtons();
    void order_isChangedByDragging_data();
    void order_isChangedByDragging();
    void removed_isToldAndUndone();
    void removingAll_saysWhatIsShown();
    void failure_isShownAtItsListAlone();
    void listThatAsks_offersTheComparison();
    void listThatAskedBefore_isAskedAgain();
    void update_ofOneAndOfAll_isAskedForElsewhere();
    void update_underWay_isShownAndCanBeStopped();
    void page_andVersions_areAskedForElsewhere();
    void listThatIsAFile_hasNoPage();
    void bundledList_isCounted();
    void changesByOthers_areShown_andTheSelectionStays();
    void unusableLists_offerNothing();
    void changeThatFails_isTold();
    void everyControl_hasANameAndAKeyboardWay();
};

void TestListManager::table_showsWhatIsInUse()
{
    Fixture f({"a", "b"});
    QCOMPARE(f.shown(), QStringLiteral("a b"));
    QCOMPARE(f.text(0, Model::SourceColumn), f.address("a"));
    QCOMPARE(f.text(0, Model::PapersColumn), QStringLiteral("10"));
    QCOMPARE(f.text(0, Model::StateColumn), QStringLiteral("never checked"));
    f.serve("a", listOf(12));
    f.serve("b", listOf(10));
    QVERIFY(f.updateAll());
    QCOMPARE(f.text(0, Model::PapersColumn), QStringLiteral("12"));
    QCOMPARE(f.text(0, Model::StateColumn), QStringLiteral("updated just now"));
    QCOMPARE(f.text(1, Model::StateColumn), QStringLiteral("checked just now, unchanged"));
    QVERIFY(f.sentence().contains(QLatin1String("2 versions are kept.")));
}

void TestListManager::name_isEditedWithF2()
{
    Fixture f({"a", "b"});
    f.select(1);
    QTest::keyClick(&f.table(), Qt::Key_F2);
    auto *editor = f.table().findChild<QLineEdit *>();
    QVERIFY(editor);
    editor->selectAll();
    QTest::keyClicks(editor, QStringLiteral("  Better   name "));
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(f.shelf.lists()[1].name, QStringLiteral("Better name"));
    QCOMPARE(f.text(1, Model::NameColumn), QStringLiteral("Better name"));
    QVERIFY(f.manager->isVisible());
}

void TestListManager::name_thatIsEmpty_isNotTaken()
{
    Fixture f({"a"});
    const QModelIndex index = f.model().index(0, Model::NameColumn);
    QVERIFY(!f.model().setData(index, QStringLiteral("  "), Qt::EditRole));
    QVERIFY(!f.model().setData(index, QStringLiteral("a"), Qt::EditRole));
    QVERIFY(!f.model().setData(f.model().index(0, Model::SourceColumn), QStringLiteral("x"), Qt::EditRole));
    QVERIFY(f.model().setData(index, QString(300, QLatin1Char('x')), Qt::EditRole));
    QTRY_COMPARE(f.shelf.lists().front().name.size(), 100);
}

void TestListManager::list_isSwitchedWithSpaceAndMouse()
{
    Fixture f({"a", "b"});
    f.select(0);
    QTest::keyClick(&f.table(), Qt::Key_Space);
    QTRY_VERIFY(!f.shelf.lists()[0].on);
    QVERIFY(f.text(0, Model::StateColumn).startsWith(QLatin1String("off, ")));
    QVERIFY(f.sentence().startsWith(QLatin1String("Off: ")));
    QTest::keyClick(&f.table(), Qt::Key_Space);
    QTRY_VERIFY(f.shelf.lists()[0].on);
    const QRect cell = f.box(1);
    QTest::mouseClick(f.table().viewport(), Qt::LeftButton, {},
                      QPoint(cell.left() + cell.height() / 2, cell.center().y()));
    QTRY_VERIFY(!f.shelf.lists()[1].on);
}

void TestListManager::order_isChangedWithKeysAndButtons()
{
    Fixture f({"a", "b", "c"});
    f.select(2);
    QTest::keyClick(&f.table(), Qt::Key_Up, Qt::AltModifier);
    QTRY_COMPARE(f.shown(), QStringLiteral("a c b"));
    QCOMPARE(f.table().currentIndex().row(), 1);
    f.button("moveUp").click();
    QTRY_COMPARE(f.shown(), QStringLiteral("c a b"));
    QVERIFY(!f.button("moveUp").isEnabled() && f.button("moveDown").isEnabled());
    QTest::keyClick(&f.table(), Qt::Key_Down, Qt::AltModifier);
    QTRY_COMPARE(f.shown(), QStringLiteral("a c b"));
    QCOMPARE(f.names(), QStringLiteral("a c b"));
}

void TestListManager::order_isChangedByDragging_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("before");
    QTest::addColumn<QString>("order");
    QTest::newRow("up") << 3 << 1 << QStringLiteral("a d b c");
    QTest::newRow("down") << 0 << 3 << QStringLiteral("b c a d");
    QTest::newRow("to the end") << 1 << 4 << QStringLiteral("a c d b");
    QTest::newRow("below all") << 0 << -1 << QStringLiteral("b c d a");
    QTest::newRow("nowhere") << 1 << 2 << QStringLiteral("a b c d");
}

void TestListManager::order_isChangedByDragging()
{
    QFETCH(int, from);
    QFETCH(int, before);
    QFETCH(QString, order);
    Fixture f({"a", "b", "c", "d"});
    f.select(from);
    const std::unique_ptr<QMimeData> data(f.model().mimeData({f.model().index(from, 0)}));
    QVERIFY(f.model().canDropMimeData(data.get(), Qt::MoveAction, before, 0, {}));
    QVERIFY(f.model().dropMimeData(data.get(), Qt::MoveAction, before, 0, {}));
    QTRY_COMPARE(f.shown(), order);
    QCOMPARE(f.text(f.table().currentIndex().row(), 0), QString(QLatin1Char(char('a' + from))));
    QVERIFY(!f.model().dropMimeData(data.get(), Qt::MoveAction, 0, 0, f.model().index(0, 0)));
}

void TestListManager::removed_isToldAndUndone()
{
    Fixture f({"a", "b", "c"});
    f.select(1);
    f.button("remove").click();
    QTRY_COMPARE(f.shown(), QStringLiteral("a c"));
    QTRY_VERIFY2(f.message().startsWith(QStringLiteral("Removed \u201cb\u201d.")), qPrintable(f.message()));
    QVERIFY(f.message().contains(QLatin1String("stays in your library")));
    f.manager->findChild<QPushButton *>(QStringLiteral("messageAction"))->click();
    QTRY_COMPARE(f.shown(), QStringLiteral("a b c"));
    QCOMPARE(*ListStore::bytes(f.folder.path(), f.shelf.lists()[1]), listOf(10));
}

void TestListManager::removingAll_saysWhatIsShown()
{
    Fixture f({"a"});
    f.button("remove").click();
    QTRY_COMPARE(f.model().rowCount(), 0);
    QVERIFY2(f.sentence().startsWith(QLatin1String("No lists are in use")), qPrintable(f.sentence()));
    QVERIFY(!f.button("remove").isEnabled() && !f.button("update").isEnabled());
    QVERIFY(f.button("add").isEnabled());
    f.manager->findChild<QPushButton *>(QStringLiteral("messageAction"))->click();
    QTRY_COMPARE(f.shown(), QStringLiteral("a"));
    QVERIFY(f.button("remove").isEnabled());
}

void TestListManager::failure_isShownAtItsListAlone()
{
    Fixture f({"a", "b"});
    f.serve("a", listOf(11));
    f.serve("b", "<!DOCTYPE html><title>Log in</title>");
    QVERIFY(f.updateAll());
    QCOMPARE(f.text(0, Model::StateColumn), QStringLiteral("updated just now"));
    QVERIFY(!f.hasSign(0));
    QVERIFY(f.text(1, Model::StateColumn).contains(QLatin1String("no list")));
    QVERIFY(f.hasSign(1));
    QCOMPARE(f.text(1, Model::PapersColumn), QStringLiteral("10"));
    f.select(0);
    QVERIFY(f.sentence().startsWith(QLatin1String("Up to date")));
    f.select(1);
    QVERIFY2(f.sentence().contains(QLatin1String("sent a web page")), qPrintable(f.sentence()));
    f.server.setAnswer("/b", sends(httpBytes(404)));
    QVERIFY(f.updateAll());
    QVERIFY2(f.sentence().contains(QLatin1String("has no list at this address")), qPrintable(f.sentence()));
}

void TestListManager::listThatAsks_offersTheComparison()
{
    Fixture f({"a"});
    f.serve("a", listOf(5));
    QVERIFY(f.button("compare").isHidden());
    QVERIFY(f.updateAll());
    QVERIFY2(f.sentence().contains(QLatin1String("lacks 5 of the papers")), qPrintable(f.sentence()));
    QSignalSpy asked(f.manager.get(), &ListManager::comparisonRequested);
    QVERIFY(f.button("compare").isVisible());
    f.button("compare").click();
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked[0][0].value<UpdateOutcome>().lost, std::size_t(5));
    QVERIFY(asked[0][0].value<UpdateOutcome>().diff);
    f.shelf.accept(f.shelf.lists().front().id);
    QTRY_COMPARE(f.text(0, Model::PapersColumn), QStringLiteral("5"));
    QVERIFY(f.button("compare").isHidden());
}

void TestListManager::listThatAskedBefore_isAskedAgain()
{
    Fixture f({"a"});
    f.serve("a", listOf(5));
    QVERIFY(f.updateAll());
    ListManager later(f.shelf, nullptr);
    later.setAttribute(Qt::WA_DeleteOnClose, false);
    later.show();
    QSignalSpy updates(&later, &ListManager::updateRequested);
    auto *compare = later.findChild<QPushButton *>(QStringLiteral("compare"));
    QVERIFY(compare->isVisible());
    compare->click();
    QCOMPARE(updates.size(), 1);
    QCOMPARE(updates[0][0].toStringList(), QStringList(f.shelf.lists().front().id));
}

void TestListManager::update_ofOneAndOfAll_isAskedForElsewhere()
{
    Fixture f({"a", "b"});
    QSignalSpy updates(f.manager.get(), &ListManager::updateRequested);
    f.select(1);
    f.button("update").click();
    QTest::keyClick(&f.table(), Qt::Key_F5, Qt::ShiftModifier);
    QCOMPARE(updates.size(), 2);
    QCOMPARE(updates[0][0].toStringList(), QStringList(QStringLiteral("b")));
    QVERIFY(updates[1][0].toStringList().isEmpty());
    QCOMPARE(f.server.connections(), 0);
}

void TestListManager::update_underWay_isShownAndCanBeStopped()
{
    Fixture f({"a", "b"});
    f.server.setAnswer("/a", stalls(httpBytes(200, "# Papers\n", "Content-Length: 100000\r\n")));
    QSignalSpy stops(f.manager.get(), &ListManager::stopRequested);
    f.select(0);
    f.shelf.update({f.shelf.lists().front().id});
    QTRY_VERIFY2(f.text(0, Model::StateColumn).startsWith(QLatin1String("updating, ")),
                 qPrintable(f.text(0, Model::StateColumn)));
    QVERIFY(!f.button("update").isEnabled());
    QVERIFY(f.button("stop").isVisible());
    f.select(1);
    QVERIFY(f.button("stop").isHidden() && f.button("update").isEnabled());
    f.select(0);
    f.button("stop").click();
    QCOMPARE(stops.size(), 1);
    f.shelf.cancel();
    QTRY_COMPARE(f.text(0, Model::StateColumn), QStringLiteral("never checked"));
    QVERIFY(f.button("stop").isHidden());
}

void TestListManager::page_andVersions_areAskedForElsewhere()
{
    Fixture f({"a"});
    QSignalSpy pages(f.manager.get(), &ListManager::pageRequested);
    QSignalSpy versions(f.manager.get(), &ListManager::versionsRequested);
    f.button("open").click();
    f.button("versions").click();
    QCOMPARE(pages[0][0].toUrl(), f.server.url("/a"));
    QCOMPARE(versions[0][0].toString(), QStringLiteral("a"));
}

void TestListManager::listThatIsAFile_hasNoPage()
{
    Fixture f({"a"});
    ListRecord file;
    file.name = QStringLiteral("file");
    file.path = file.source = f.folder.filePath(QStringLiteral("mine.md"));
    f.shelf.add(file);
    QTRY_COMPARE(f.model().rowCount(), 2);
    f.select(1);
    QVERIFY(!f.button("open").isEnabled());
    QVERIFY(f.sentence().contains(QLatin1String("Changes of the file")));
}

void TestListManager::bundledList_isCounted()
{
    ListRecord first;
    first.id = first.name = QStringLiteral("bundled");
    first.bundled = QStringLiteral(":/catalog/ml-systems-papers.md");
    Fixture f({}, {first});
    QTRY_VERIFY(!f.text(0, Model::PapersColumn).isEmpty());
    QVERIFY(f.text(0, Model::PapersColumn).remove(QLatin1Char(',')).toInt() > 1000);
    QVERIFY(f.sentence().startsWith(QLatin1String("As it came with Carrel")));
}

void TestListManager::changesByOthers_areShown_andTheSelectionStays()
{
    Fixture f({"a", "b", "c"});
    f.select(2);
    ListStore other = std::move(*ListStore::open(f.folder.path(), f.folder.path()));
    QVERIFY(other.remove(QStringLiteral("a")));
    QVERIFY(other.add(f.record("d")));
    QVERIFY(other.move(QStringLiteral("d"), 0));
    f.shelf.read();
    QTRY_COMPARE(f.shown(), QStringLiteral("d b c"));
    QCOMPARE(f.text(f.table().currentIndex().row(), 0), QStringLiteral("c"));
}

void TestListManager::unusableLists_offerNothing()
{
    ListsFixture f;
    QFile file(f.folder.filePath(QStringLiteral("lists.json")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{\"format\": 99, \"lists\": []}") > 0);
    file.close();
    f.shelf.read();
    QTRY_VERIFY(f.shelf.refusal());
    ListManager manager(f.shelf, nullptr);
    manager.setAttribute(Qt::WA_DeleteOnClose, false);
    manager.show();
    QVERIFY(manager.findChild<MessageBar *>()->text().contains(QLatin1String("newer Carrel")));
    for (const char *name : {"add", "remove", "update", "updateAll", "versions"}) {
        QVERIFY2(!manager.findChild<QPushButton *>(QString::fromLatin1(name))->isEnabled(), name);
    }
}

void TestListManager::changeThatFails_isTold()
{
    Fixture f({"a"});
    ListStore other = std::move(*ListStore::open(f.folder.path(), f.folder.path()));
    QVERIFY(other.remove(QStringLiteral("a")));
    QVERIFY(f.model().setData(f.model().index(0, 0), QStringLiteral("new"), Qt::EditRole));
    QTRY_VERIFY2(f.message().contains(QLatin1String("No list in use")), qPrintable(f.message()));
}

void TestListManager::everyControl_hasANameAndAKeyboardWay()
{
    Fixture f({"a"});
    for (const QPushButton *button : f.manager->findChildren<QPushButton *>()) {
        QVERIFY2(!button->isVisible() || !button->text().isEmpty(), qPrintable(button->objectName()));
        QVERIFY(!button->isVisible() || (button->focusPolicy() & Qt::TabFocus) != 0);
    }
    QVERIFY(!f.table().accessibleName().isEmpty());
    QVERIFY(f.table().hasFocus());
    // Enter is for the table, and presses no button.
    QSignalSpy added(f.manager.get(), &ListManager::addRequested);
    QTest::keyClick(&f.table(), Qt::Key_Return);
    QVERIFY(added.isEmpty() && f.manager->isVisible());
}

QTEST_MAIN(TestListManager)
#include "tst_listmanager.moc"
