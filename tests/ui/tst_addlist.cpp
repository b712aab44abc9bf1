// SPDX-License-Identifier: GPL-3.0-or-later
#include "listsfixture.h"

#include "lists/addlistdialog.h"
#include "lists/listadding.h"
#include "sync/listsource.h"

#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTreeWidget>

using namespace carrel;
using namespace carrel::test;

namespace {

/// The dialog over a shelf, with three lists known: two of the server, and the first of the shelf.
struct Fixture : ListsFixture
{
    explicit Fixture(const std::vector<ListRecord> &first = {})
        : ListsFixture(first)
        , adder(shelf)
        , dialog(new AddListDialog(adder, shelf,
                                   {{QStringLiteral("One"), address("one"), QStringLiteral("The first"), 20},
                                    {QStringLiteral("Two"), address("two"), QStringLiteral("The second"), 0}},
                                   nullptr))
    {
        QObject::connect(&adder, &ListAdder::ended, &adder, [this] { ++ended; });
        serve("one", listOf(20));
        serve("two", listOf(30));
        dialog->show();
    }
    ~Fixture() { delete dialog; }
    Fixture(const Fixture &) = delete;
    Fixture &operator=(const Fixture &) = delete;

    QLineEdit &source() { return *dialog->findChild<QLineEdit *>(QStringLiteral("source")); }
    QPushButton &button(const char *name)
    {
        return *dialog->findChild<QPushButton *>(QString::fromLatin1(name));
    }
    QPushButton &known(int row)
    {
        return *dialog->findChildren<QPushButton *>(QStringLiteral("addKnown"))[row];
    }
    QString state(int row) { return dialog->findChild<QTreeWidget *>()->topLevelItem(row)->text(3); }
    QString notice() { return dialog->findChild<QLabel *>(QStringLiteral("notice"))->text(); }
    void type(const QString &text)
    {
        source().clear();
        QTest::keyClicks(&source(), text);
        QTest::keyClick(&source(), Qt::Key_Return);
    }
    bool waitForEnds(int count)
    {
        return QTest::qWaitFor([&] { return ended == count && !adder.isAdding(); }, 60'000);
    }

    int ended = 0;
    ListAdder adder;
    AddListDialog *dialog;
};

} // namespace

class TestAddList final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void typedAddress_isAddedWithEnter();
    void typedFile_isAdded();
    void whatIsNotUnderstood_isToldAtOnce();
    void whatIsNoList_isToldAndStays_data();
    void whatIsNoList_isToldAndStays();
    void missingRepository_isToldAsSuch();
    void serverThatAsksToWait_isToldWithTheTime();
    void knownList_isAddedWithOneClick();
    void knownList_isAddedWithEnterInItsRow();
    void knownList_inUse_isMarked();
    void knownLists_areAddedOneAfterTheOther();
    void progress_isShownAndCanBeStopped();
    void unusableLists_areToldWhenItOpens();
    void notice_doesNotMoveWhatIsBelow();
    void elsewhere_resultsGoToTheMessageBar();
    void elsewhere_severalAreToldTogether();
};

void TestAddList::typedAddress_isAddedWithEnter()
{
    Fixture f;
    QVERIFY(!f.button("add").isEnabled());
    f.type(f.address("one"));
    QVERIFY(f.waitForEnds(1));
    QCOMPARE(f.shelf.lists().size(), std::size_t(1));
    QCOMPARE(f.notice(), QStringLiteral("Added \u201cone\u201d: 20 papers."));
    QVERIFY(f.source().text().isEmpty());
    QVERIFY(f.dialog->isVisible());
    QVERIFY(f.button("stop").isHidden());
}

void TestAddList::typedFile_isAdded()
{
    Fixture f;
    const QTemporaryDir files;
    QFile file(files.filePath(QStringLiteral("mine.md")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(listOf(12)) > 0);
    file.close();
    QTest::keyClicks(&f.source(), file.fileName());
    f.button("add").click();
    QVERIFY(f.waitForEnds(1));
    QCOMPARE(f.shelf.lists().front().path, file.fileName());
    QCOMPARE(f.shelf.lists().front().versions.front().papers, 12);
}

void TestAddList::whatIsNotUnderstood_isToldAtOnce()
{
    Fixture f;
    f.type(QStringLiteral("what is this"));
    QCOMPARE(f.ended, 1);
    QVERIFY2(f.notice().startsWith(QStringLiteral("\u201cwhat is this\u201d is neither a file")),
             qPrintable(f.notice()));
    QCOMPARE(f.source().text(), QStringLiteral("what is this"));
    QCOMPARE(f.server.connections(), 0);
}

void TestAddList::whatIsNoList_isToldAndStays_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("page") << httpBytes(200, "<!DOCTYPE html><title>Log in</title>")
                          << QStringLiteral("is a web page");
    QTest::newRow("no papers") << httpBytes(200, "# A title\n\nAnd a text.\n")
                               << QStringLiteral("There are no papers in");
    QTest::newRow("missing") << httpBytes(404) << QStringLiteral("has no list at this address");
}

void TestAddList::whatIsNoList_isToldAndStays()
{
    QFETCH(QByteArray, answer);
    QFETCH(QString, sentence);
    Fixture f;
    f.server.setAnswer("/one", sends(answer));
    f.type(f.address("one"));
    QVERIFY(f.waitForEnds(1));
    QVERIFY2(f.notice().contains(sentence), qPrintable(f.notice()));
    QVERIFY(f.shelf.lists().empty());
    QCOMPARE(f.source().text(), f.address("one"));
}

void TestAddList::missingRepository_isToldAsSuch()
{
    AddedList added{QStringLiteral("owner/name"), QStringLiteral("name"), {}};
    added.outcome.error = {ErrorCode::NotOnServer, QStringLiteral("raw.githubusercontent.com")};
    QVERIFY(addedText(added).startsWith(
        QStringLiteral("GitHub has no public repository \u201cowner/name\u201d with a README.")));
    added.source = QStringLiteral("https://github.com/owner/name/blob/main/List.md");
    QVERIFY(addedText(added).contains(QLatin1String("has no list at this address")));
}

void TestAddList::serverThatAsksToWait_isToldWithTheTime()
{
    Fixture f;
    f.server.setAnswer("/one", sends(httpBytes(429, {}, "Retry-After: 20\r\n")));
    f.type(f.address("one"));
    QVERIFY(f.waitForEnds(1));
    QVERIFY2(f.notice().contains(QLatin1String("20 seconds")), qPrintable(f.notice()));
}

void TestAddList::knownList_isAddedWithOneClick()
{
    Fixture f;
    QVERIFY(f.known(0).isVisible() && f.state(0).isEmpty());
    QTest::mouseClick(&f.known(0), Qt::LeftButton);
    QVERIFY(!f.known(0).isEnabled());
    QVERIFY(f.waitForEnds(1));
    QCOMPARE(f.names(), QStringLiteral("One"));
    QCOMPARE(f.state(0), QStringLiteral("In use"));
    QVERIFY(!f.known(0).isEnabled() && f.known(1).isEnabled());
}

void TestAddList::knownList_isAddedWithEnterInItsRow()
{
    Fixture f;
    auto &table = *f.dialog->findChild<QTreeWidget *>();
    f.source().setText(QStringLiteral("not this"));
    table.setFocus();
    QTest::keyClick(&table, Qt::Key_Down);
    QTest::keyClick(&table, Qt::Key_Down);
    QTest::keyClick(&table, Qt::Key_Return);
    QVERIFY(f.waitForEnds(1));
    QCOMPARE(f.names(), QStringLiteral("Two"));
    QTest::keyClick(&table, Qt::Key_Return);
    QVERIFY(!f.adder.isAdding());
}

void TestAddList::knownList_inUse_isMarked()
{
    Fixture f;
    f.put({"two"});
    QVERIFY(f.known(0).isVisible() && f.state(0).isEmpty());
    QCOMPARE(f.state(1), QStringLiteral("In use"));
    f.shelf.remove(f.shelf.lists().front().id);
    QTRY_VERIFY(f.known(1).isVisible() && f.state(1).isEmpty());
}

void TestAddList::knownLists_areAddedOneAfterTheOther()
{
    Fixture f;
    f.known(1).click();
    f.known(0).click();
    QCOMPARE(f.state(0), QStringLiteral("Adding"));
    QVERIFY(f.waitForEnds(2));
    QCOMPARE(f.names(), QStringLiteral("Two One"));
}

void TestAddList::progress_isShownAndCanBeStopped()
{
    Fixture f;
    f.server.setAnswer("/one", stalls(httpBytes(200, "# Papers\n", "Content-Length: 100000\r\n")));
    f.type(f.address("one"));
    QTRY_VERIFY(f.button("stop").isVisible());
    QVERIFY2(f.notice().startsWith(QStringLiteral("Adding \u201cone\u201d")), qPrintable(f.notice()));
    f.button("stop").click();
    QVERIFY(f.waitForEnds(1));
    QVERIFY(f.notice().isEmpty());
    QVERIFY(f.button("stop").isHidden());
    QVERIFY(f.shelf.lists().empty());
}

void TestAddList::unusableLists_areToldWhenItOpens()
{
    ListsFixture f;
    QFile file(f.folder.filePath(QStringLiteral("lists.json")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{\"format\": 99, \"lists\": []}") > 0);
    file.close();
    f.shelf.read();
    QTRY_VERIFY(f.shelf.refusal());
    ListAdder adder(f.shelf);
    AddListDialog dialog(adder, f.shelf, {}, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    QVERIFY(
        dialog.findChild<QLabel *>(QStringLiteral("notice"))->text().contains(QLatin1String("newer Carrel")));
}

void TestAddList::notice_doesNotMoveWhatIsBelow()
{
    Fixture f;
    auto &table = *f.dialog->findChild<QTreeWidget *>();
    QCoreApplication::processEvents();
    const QRect before = table.geometry();
    f.type(
        QStringLiteral("what is this, and why would anybody type a text as long as this one into the box"));
    QCoreApplication::processEvents();
    QCOMPARE(table.geometry(), before);
}

void TestAddList::elsewhere_resultsGoToTheMessageBar()
{
    ListsFixture f;
    f.serve("one", listOf(20));
    QWidget window;
    ListAdding adding(f.shelf, &window);
    QSignalSpy messages(&adding, &ListAdding::messageRequested);
    adding.add({f.address("one")});
    QTRY_COMPARE(messages.size(), 1);
    QCOMPARE(messages[0][1].toString(), QStringLiteral("Added \u201cone\u201d: 20 papers."));
    adding.add({QStringLiteral("no list")});
    QCOMPARE(messages.size(), 2);
    QVERIFY(messages[1][0].value<MessageBar::Kind>() == MessageBar::Kind::Warning);
    adding.showDialog();
    adding.add({QStringLiteral("no list")});
    QCOMPARE(messages.size(), 2);
}

void TestAddList::elsewhere_severalAreToldTogether()
{
    ListsFixture f;
    f.serve("one", listOf(20));
    f.serve("two", listOf(30));
    QWidget window;
    ListAdding adding(f.shelf, &window);
    QSignalSpy messages(&adding, &ListAdding::messageRequested);
    adding.add({f.address("one"), f.address("two"), f.address("none")});
    QTRY_VERIFY_WITH_TIMEOUT(!messages.isEmpty() && !f.shelf.isAdding(), 60'000);
    const QString told = messages.last()[1].toString();
    QVERIFY2(told.startsWith(
                 QStringLiteral("Added \u201cone\u201d: 20 papers. Added \u201ctwo\u201d: 30 papers. ")),
             qPrintable(told));
    QVERIFY(messages.last()[0].value<MessageBar::Kind>() == MessageBar::Kind::Warning);
}

QTEST_MAIN(TestAddList)
#include "tst_addlist.moc"
