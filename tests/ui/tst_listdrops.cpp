// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/drophint.h"
#include "lists/listdrops.h"

#include <QDropEvent>
#include <QMimeData>
#include <QSignalSpy>
#include <QUrl>
#include <QWidget>
#include <QtTest>

using namespace carrel;

namespace {

struct Fixture
{
    Fixture()
        : drops(&window)
        , dropped(&drops, &ListDrops::dropped)
    {
        window.resize(400, 300);
        window.show();
    }
    void set(std::initializer_list<const char *> addresses)
    {
        QList<QUrl> urls;
        for (const char *address : addresses) {
            urls.append(QUrl(QString::fromLatin1(address)));
        }
        data.setUrls(urls);
    }
    bool enter()
    {
        QDragEnterEvent event({10, 10}, Qt::CopyAction | Qt::MoveAction, &data, Qt::LeftButton, {});
        event.ignore();
        QCoreApplication::sendEvent(&window, &event);
        return event.isAccepted() && event.dropAction() == Qt::CopyAction;
    }
    bool drop()
    {
        QDropEvent event({10, 10}, Qt::CopyAction | Qt::MoveAction, &data, Qt::LeftButton, {});
        event.ignore();
        QCoreApplication::sendEvent(&window, &event);
        return event.isAccepted();
    }
    bool hintShown()
    {
        const auto *hint = window.findChild<DropHint *>();
        return hint != nullptr && hint->isVisible();
    }

    QWidget window;
    ListDrops drops;
    QSignalSpy dropped;
    QMimeData data;
};

} // namespace

class TestListDrops final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filesAndAddresses_areTaken();
    void hint_isShownWhileSomethingIsDragged();
    void hint_leavesTheDragToWhatIsBelow();
    void otherThings_areNotTaken_data();
    void otherThings_areNotTaken();
};

void TestListDrops::filesAndAddresses_areTaken()
{
    Fixture f;
    f.set({"file:///tmp/my%20list.md", "https://github.com/owner/name", "ftp://example.org/list.md"});
    QVERIFY(f.enter());
    QVERIFY(f.drop());
    QCOMPARE(f.dropped.size(), 1);
    QCOMPARE(f.dropped[0][0].toStringList(), QStringList({QStringLiteral("/tmp/my list.md"),
                                                          QStringLiteral("https://github.com/owner/name")}));
}

void TestListDrops::hint_isShownWhileSomethingIsDragged()
{
    Fixture f;
    f.set({"file:///tmp/list.md"});
    QVERIFY(!f.hintShown());
    QVERIFY(f.enter());
    QVERIFY(f.hintShown());
    QCOMPARE(f.window.findChild<DropHint *>()->geometry(), f.window.rect());
    QDragLeaveEvent leave;
    QCoreApplication::sendEvent(&f.window, &leave);
    QVERIFY(!f.hintShown());
    QVERIFY(f.enter());
    QVERIFY(f.drop());
    QVERIFY(!f.hintShown());
}

void TestListDrops::hint_leavesTheDragToWhatIsBelow()
{
    Fixture f;
    f.set({"file:///tmp/list.md"});
    QVERIFY(f.enter());
    QVERIFY(f.window.childAt(10, 10) == nullptr);
}

void TestListDrops::otherThings_areNotTaken_data()
{
    QTest::addColumn<QString>("address");
    for (const char *address :
         {"mailto:a@example.org", "javascript:alert(1)", "https://", "ftp://example.org/x"}) {
        QTest::newRow(address) << QString::fromLatin1(address);
    }
}

void TestListDrops::otherThings_areNotTaken()
{
    QFETCH(QString, address);
    Fixture f;
    f.data.setUrls({QUrl(address)});
    QVERIFY(!f.enter());
    QVERIFY(!f.drop());
    f.data.clear();
    f.data.setText(QStringLiteral("https://github.com/owner/name"));
    QVERIFY(!f.enter());
    QVERIFY(f.dropped.isEmpty());
    QVERIFY(!f.hintShown());
}

QTEST_MAIN(TestListDrops)
#include "tst_listdrops.moc"
