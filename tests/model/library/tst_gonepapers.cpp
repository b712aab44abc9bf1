// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/gonepapers.h"
#include "library/librarystore.h"
#include "library/storedfacts.h"
#include "support/listbuilder.h"
#include "support/resultcheck.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>

using namespace carrel;

/// Works that left their list, as the store shows them with it.
class TestGonePapers final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void worksThatLeft_comeWithTheMarks();
    void worksThatLeft_withoutMarks_areNotShown();
    void worksThatLeft_keepTheirNumbers();
    void worksThatLeft_canBeMarked();
    void worksThatLeft_afterAnotherFile_keepTheirNumbers();
    void worksThatLeft_keepTheirAuthors();
    void noneThatLeft_leavesTheCatalogAlone();

private:
    std::unique_ptr<LibraryStore> open();
    CatalogPointer without(std::initializer_list<int> papers) const;
    QString fileOfPapers(std::initializer_list<quint32> marked);

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

namespace {

const MarkChange kBookmark{true, std::nullopt};

bool bookmarked(const LibraryStore &store, quint32 work)
{
    return (*store.states())[work].bookmarked;
}

bool mark(LibraryStore &store, quint32 work, const MarkChange &change)
{
    return store.setMarks(std::span(&work, 1), change).hasValue();
}

MarkChange note(const QString &text)
{
    MarkChange change;
    change.note = text;
    return change;
}

} // namespace

void TestGonePapers::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

std::unique_ptr<LibraryStore> TestGonePapers::open()
{
    Result<std::unique_ptr<LibraryStore>> store = LibraryStore::openUnread(m_path);
    return store ? std::move(*store) : nullptr;
}

/// A list of eight papers, later without some of them.
CatalogPointer TestGonePapers::without(std::initializer_list<int> papers) const
{
    test::ListBuilder list;
    list.section("A");
    for (int i = 0; i < 8; ++i) {
        if (std::find(papers.begin(), papers.end(), i) == papers.end()) {
            list.entry("Company " + std::to_string(i) + std::string(static_cast<std::size_t>(i), 'x'), "OSDI",
                       2020 + i);
        }
    }
    return list.build();
}

QString TestGonePapers::fileOfPapers(std::initializer_list<quint32> marked)
{
    m_path = m_folder->filePath(QStringLiteral("papers.sqlite"));
    const auto store = open();
    store->attach(without({}));
    const std::vector<quint32> works(marked);
    return store->setMarks(works, kBookmark) ? m_path : QString();
}

namespace {

QStringList titlesOf(const LibraryStore &store)
{
    QStringList titles;
    const Catalog &catalog = *store.catalog();
    for (quint32 work = catalog.listedWorks(); work < catalog.workCount(); ++work) {
        titles << catalog.string(catalog.face(work).title()).left(9) +
                      QLatin1String((*store.states())[work].bookmarked ? "*" : "");
    }
    return titles;
}

const QString kGone = QStringLiteral("Gone");

} // namespace

void TestGonePapers::worksThatLeft_comeWithTheMarks()
{
    QVERIFY(!fileOfPapers({1, 4}).isEmpty());
    const CatalogPointer list = without({4});
    const auto store = open();
    const QSignalSpy extended(store.get(), &LibraryStore::catalogExtended);
    store->attachLater(list, kGone);
    QCOMPARE(store->catalog(), list);
    QTRY_VERIFY(!store->isJoining());
    QCOMPARE(extended.size(), 1);
    QCOMPARE(titlesOf(*store), QStringList{QStringLiteral("Company 4*")});
    QCOMPARE(store->states()->size(), 8U);
    QVERIFY((*store->states())[7].gone);
    QVERIFY(!(*store->states())[1].gone);
    const Catalog &catalog = *store->catalog();
    QCOMPARE(catalog.sectionPath(catalog.face(7).section), QStringList({kGone, QStringLiteral("A")}));
    QCOMPARE(catalog.year(catalog.face(7)), 2024);
}

void TestGonePapers::worksThatLeft_withoutMarks_areNotShown()
{
    QVERIFY(!fileOfPapers({1, 4}).isEmpty());
    {
        const auto store = open();
        store->attach(without({}));
        QVERIFY(mark(*store, 4, {false, std::nullopt}));
    }
    const auto store = open();
    store->attachLater(without({4}), kGone);
    store->finishJoining();
    QCOMPARE(titlesOf(*store), QStringList());
}

void TestGonePapers::worksThatLeft_keepTheirNumbers()
{
    QVERIFY(!fileOfPapers({2, 5}).isEmpty());
    const CatalogPointer list = without({2, 3, 5});
    const auto store = open();
    store->attachLater(list, kGone);
    store->finishJoining();
    QCOMPARE(titlesOf(*store), QStringList({QStringLiteral("Company 2*"), QStringLiteral("Company 5*")}));
    const CatalogPointer before = store->catalog();
    // Another program, which has the older list, marks one more of it and takes a mark from another.
    const auto other = open();
    other->attach(without({}));
    QVERIFY(mark(*other, 3, kBookmark));
    QVERIFY(mark(*other, 2, {false, std::nullopt}));
    const QSignalSpy extended(store.get(), &LibraryStore::catalogExtended);
    store->refreshLater();
    QTRY_VERIFY(!store->isJoining());
    QCOMPARE(extended.size(), 1);
    QCOMPARE(titlesOf(*store), QStringList({QStringLiteral("Company 2"), QStringLiteral("Company 5*"),
                                            QStringLiteral("Company 3*")}));
    // Nothing new: the catalog is the same one.
    const CatalogPointer now = store->catalog();
    QVERIFY(mark(*other, 3, {false, std::nullopt}));
    store->refresh();
    QCOMPARE(store->catalog(), now);
    QCOMPARE(extended.size(), 1);
}

void TestGonePapers::worksThatLeft_canBeMarked()
{
    QVERIFY(!fileOfPapers({4}).isEmpty());
    const auto store = open();
    store->attachLater(without({4}), kGone);
    store->finishJoining();
    QVERIFY(mark(*store, 7, note(QStringLiteral("kept"))));
    QCOMPARE(store->states()->note(7), QStringLiteral("kept"));
    while (store->keepRecords(100)) {
    }
    const auto again = open();
    again->attach(without({}));
    QCOMPARE(again->states()->note(4), QStringLiteral("kept"));
    QVERIFY(bookmarked(*again, 4));
}

void TestGonePapers::worksThatLeft_afterAnotherFile_keepTheirNumbers()
{
    const QString path = fileOfPapers({2, 5});
    const QString copy = m_folder->filePath(QStringLiteral("copy.sqlite"));
    QVERIFY(QFile::copy(path, copy));
    const auto store = open();
    store->attachLater(without({2, 5}), kGone);
    store->finishJoining();
    const CatalogPointer before = store->catalog();
    CARREL_VERIFY_RESULT(store->reopen(copy));
    store->finishJoining();
    QCOMPARE(titlesOf(*store), QStringList({QStringLiteral("Company 2*"), QStringLiteral("Company 5*")}));
    QCOMPARE(store->catalog(), before);
}

void TestGonePapers::worksThatLeft_keepTheirAuthors()
{
    EntryDraft draft;
    draft.title = "One";
    draft.authors = "A. Lee, B. \"Wu\"";
    const CatalogPointer list = test::ListBuilder().section("A").entry(draft).build();
    GonePapers papers(QStringLiteral("Gone"));
    QVERIFY(papers.add(storedFacts(*list, 0).entries));
    const CatalogPointer other = test::ListBuilder().section("A").entry("Two").build();
    const CatalogPointer both =
        CatalogBuilder::extended(*other, std::move(papers.part()), papers.entriesOfWorks());
    QCOMPARE(both->authorsOfWork(1), std::string_view("A. Lee, B. \"Wu\""));
}

void TestGonePapers::noneThatLeft_leavesTheCatalogAlone()
{
    QVERIFY(!fileOfPapers({1}).isEmpty());
    const CatalogPointer list = without({4});
    const auto store = open();
    const QSignalSpy extended(store.get(), &LibraryStore::catalogExtended);
    store->attachLater(list, kGone);
    store->finishJoining();
    QCOMPARE(store->catalog(), list);
    QCOMPARE(extended.size(), 0);
}

QTEST_GUILESS_MAIN(TestGonePapers)
#include "tst_gonepapers.moc"
