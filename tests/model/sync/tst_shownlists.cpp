// SPDX-License-Identifier: GPL-3.0-or-later
#include "shelffixture.h"
#include "sync/shownlists.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>

using namespace carrel;
using namespace carrel::test;

namespace {

/// The reader's lists, and what is shown of them.
struct Fixture : ShelfFixture
{
    Fixture()
        : shown(*shelf, repository, {})
    {
        QObject::connect(&repository, &CatalogRepository::catalogChanged, [this] { ++changes; });
    }

    /// Lists with papers from here to there.
    void add(const char *name, int first, int end)
    {
        serve(name, listOf(first, end));
        ListRecord made = record(name);
        made.source = QString::fromLatin1(name) + QStringLiteral("/source");
        addFromSource(made);
        QVERIFY(waitForAdded(++count));
    }
    bool waitForLists(std::size_t lists)
    {
        return QTest::qWaitFor(
            [&] { return !repository.isReading() && repository.loaded().lists.size() == lists; }, 60'000);
    }
    QString file(const char *name, int first, int end) const
    {
        const QString path = folder.filePath(QString::fromLatin1(name));
        QFile written(path);
        return written.open(QIODevice::WriteOnly) && written.write(listOf(first, end)) > 0 ? path : QString();
    }
    quint32 works() const { return static_cast<quint32>(repository.catalog()->workCount()); }

    CatalogRepository repository;
    ShownLists shown;
    int changes = 0;
    std::size_t count = 0;
};

} // namespace

class TestShownLists final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsThatAreOn_areOneCatalog();
    void changedList_isReadAlone();
    void unchangedLists_areNotReadAgain();
    void unreadableList_touchesNoOther();
    void files_takeThePlaceOfTheLists();
    void fileThatIsShown_isJoinedByOthers();
};

void TestShownLists::listsThatAreOn_areOneCatalog()
{
    Fixture f;
    f.add("a", 0, 6);
    f.add("b", 4, 10);
    QVERIFY(f.waitForLists(2));
    const CatalogPointer both = f.repository.catalog();
    QCOMPARE(f.works(), 10U);
    QCOMPARE(both->lists()[0].name, QStringLiteral("a"));
    QCOMPARE(both->lists()[1].origin.id, QStringLiteral("b"));
    QCOMPARE(both->lists()[1].origin.source, QStringLiteral("b/source"));
    f.shelf->change(
        QStringLiteral("a"), [](ListRecord &each) { each.on = false; }, f.done());
    QVERIFY(f.waitForDone());
    QVERIFY(f.waitForLists(1));
    QCOMPARE(f.repository.catalog()->lists().front().origin.id, QStringLiteral("b"));
    QCOMPARE(f.works(), 6U);
    f.shelf->change(
        QStringLiteral("a"), [](ListRecord &each) { each.on = true; }, f.done());
    QVERIFY(f.waitForDone());
    QVERIFY(f.waitForLists(2));
    f.shelf->change(
        QStringLiteral("b"), [](ListRecord &each) { each.name = QStringLiteral("Renamed"); }, f.done());
    QVERIFY(f.waitForDone());
    QTRY_COMPARE(f.repository.catalog()->lists()[1].name, QStringLiteral("Renamed"));
}

void TestShownLists::changedList_isReadAlone()
{
    Fixture f;
    f.add("a", 0, 6);
    f.add("b", 4, 10);
    QVERIFY(f.waitForLists(2));
    const CatalogPointer a = f.repository.loaded().lists[0].catalog;
    const CatalogPointer b = f.repository.loaded().lists[1].catalog;
    f.serve("b", listOf(4, 12));
    QVERIFY(f.update({QStringLiteral("b")}));
    QTRY_COMPARE(f.works(), 12U);
    QCOMPARE(f.repository.loaded().lists[0].catalog, a);
    QVERIFY(f.repository.loaded().lists[1].catalog != b);
}

void TestShownLists::unchangedLists_areNotReadAgain()
{
    Fixture f;
    f.add("a", 0, 6);
    f.add("b", 4, 10);
    QVERIFY(f.waitForLists(2));
    const int before = f.changes;
    QSignalSpy read(f.shelf.get(), &ListShelf::listsChanged);
    f.shelf->read();
    QTRY_VERIFY(!read.isEmpty());
    QVERIFY(!f.repository.isReading());
    QVERIFY(f.update());
    QVERIFY(!f.repository.isReading());
    QCOMPARE(f.changes, before);
}

void TestShownLists::unreadableList_touchesNoOther()
{
    Fixture f;
    f.add("a", 0, 6);
    f.add("b", 4, 10);
    f.add("c", 8, 14);
    QVERIFY(f.waitForLists(3));
    QVERIFY(QDir(f.folder.filePath(QStringLiteral("lists/b"))).removeRecursively());
    CatalogRepository repository;
    ShownLists shown(*f.shelf, repository, {});
    f.shelf->read();
    QTRY_VERIFY(repository.catalog() != nullptr);
    const LoadedCatalog &loaded = repository.loaded();
    QCOMPARE(loaded.lists.size(), std::size_t(2));
    QCOMPARE(loaded.failures.size(), std::size_t(1));
    QCOMPARE(loaded.failures.front().code, ErrorCode::FileUnreadable);
    QCOMPARE(loaded.failures.front().detail, QStringLiteral("b"));
    QCOMPARE(loaded.absent, QStringList(QStringLiteral("b/source")));
}

void TestShownLists::files_takeThePlaceOfTheLists()
{
    Fixture f;
    f.add("a", 0, 6);
    QVERIFY(f.waitForLists(1));
    const QSignalSpy told(&f.shown, &ShownLists::filesChanged);
    const QStringList files{f.file("one.md", 0, 3), f.file("two.md", 2, 5)};
    f.shown.showFiles(files);
    QVERIFY(f.waitForLists(2));
    QCOMPARE(f.works(), 5U);
    QCOMPARE(f.shown.files(), files);
    QCOMPARE(told.size(), 1);
    QVERIFY(f.repository.loaded().lists[1].source.list.isEmpty());
    f.add("b", 20, 30);
    QVERIFY(!f.repository.isReading());
    QCOMPARE(f.works(), 5U);
    f.shown.showOwn();
    QTRY_COMPARE(f.works(), 16U);
    QVERIFY(f.shown.files().isEmpty());
}

void TestShownLists::fileThatIsShown_isJoinedByOthers()
{
    Fixture f;
    const QStringList files{f.file("one.md", 0, 3), f.file("two.md", 2, 5)};
    CatalogSource first;
    first.path = files.front();
    f.repository.open(first);
    QTRY_VERIFY(f.repository.catalog() != nullptr);
    const CatalogPointer one = f.repository.catalog();
    f.shown.addToFirst(files);
    QVERIFY(f.waitForLists(2));
    QCOMPARE(f.repository.loaded().lists[0].catalog, one);
}

QTEST_GUILESS_MAIN(TestShownLists)
#include "tst_shownlists.moc"
