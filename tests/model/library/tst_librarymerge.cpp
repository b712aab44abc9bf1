// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/librarymerge.h"

#include "library/documentjson.h"
#include "library/markchange.h"

#include <QRandomGenerator>
#include <QtTest>

#include <set>

using namespace carrel;

namespace {

using Document = LibraryDocument;
using DocumentWork = LibraryDocument::Work;

DocumentWork work(const char *title, std::initializer_list<const char *> ids = {})
{
    DocumentWork made;
    made.title = QString::fromUtf8(title);
    made.keys.push_back({IdentityKind::Title, normalTitle(title)});
    for (const char *id : ids) {
        made.keys.push_back({IdentityKind::Id, id});
    }
    normalise(made);
    return made;
}

DocumentWork noted(const char *note, qint64 changed, const char *title = "Orca")
{
    DocumentWork made = work(title);
    made.note = QString::fromUtf8(note);
    made.noted = {made.note.isEmpty() ? 0 : changed, changed};
    return made;
}

/// What a library says once a merge has been made.
Document applied(const Document &own, const Document &other)
{
    const LibraryMerge merge = mergeLibraries(own, other);
    Document after = own;
    for (const LibraryMerge::Change &change : merge.changes) {
        if (change.own == LibraryMerge::kNew) {
            after.works.push_back(change.work);
        } else {
            after.works[change.own] = change.work;
        }
    }
    after.searches.insert(after.searches.end(), merge.searches.begin(), merge.searches.end());
    return after;
}

/// A library of some of twenty works, in which two never share what they are known by. Times differ from
/// those of every other library: `salt` is in each of them.
Document randomLibrary(QRandomGenerator &random, int salt)
{
    const auto time = [&] { return qint64(1 + random.bounded(1'000'000)) * 10 + salt; };
    const auto mark = [&](LibraryDocument::Mark &field) {
        if (random.bounded(2) == 0) {
            field.changed = time();
            field.at = random.bounded(3) == 0 ? 0 : field.changed - random.bounded(5) * 10;
        }
    };
    Document library;
    for (int i = 0; i < 20; ++i) {
        if (random.bounded(3) == 0) {
            continue;
        }
        const QByteArray title = "The one and only work of number " + QByteArray(i + 1, 'x');
        DocumentWork each = work(title.constData());
        if (random.bounded(2) == 0) {
            each.keys.push_back({IdentityKind::Id, "arxiv:2401.0000" + std::to_string(i)});
        }
        mark(each.bookmark);
        mark(each.read);
        mark(each.rated);
        each.rating = each.rated.at == 0 ? 0 : 1 + random.bounded(5);
        mark(each.noted);
        each.note = each.noted.at == 0 ? QString()
                                       : QStringLiteral("note %1 of %2").arg(random.bounded(1000)).arg(salt);
        for (const char *name : {"One", "two", "three"}) {
            if (random.bounded(2) == 0) {
                each.tags.push_back({QString::fromLatin1(name), time(), random.bounded(3) == 0});
                each.tagged.changed = std::max(each.tagged.changed, each.tags.back().changed);
                each.tagged.at = each.tags.back().removed ? each.tagged.at : 5;
            }
        }
        normalise(each);
        library.works.push_back(each);
    }
    for (int i = random.bounded(3); i > 0; --i) {
        library.searches.push_back(
            {QStringLiteral("search %1").arg(random.bounded(4)), QStringLiteral("kv"), 1, {}});
    }
    return library;
}

std::set<QString> searchNames(const Document &library)
{
    std::set<QString> names;
    for (const LibraryDocument::Search &search : library.searches) {
        names.insert(search.name);
    }
    return names;
}

const DocumentWork *find(const Document &library, const QString &title)
{
    const auto found = std::ranges::find(library.works, title, &DocumentWork::title);
    return found == library.works.end() ? nullptr : &*found;
}

} // namespace

class TestLibraryMerge final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void newestChange_ofEachField_wins();
    void removal_thatIsNewer_isRespected();
    void notes_bothWritten_areBothKept_data();
    void notes_bothWritten_areBothKept();
    void notes_mergedTwice_doNotGrow();
    void tags_mergeOneByOne();
    void works_areFoundByTitleThenById_data();
    void works_areFoundByTitleThenById();
    void works_ofOneLibrary_stayApart();
    void searches_areUnited();
    void merge_withItself_changesNothing();
    void randomLibraries_mergeTheSameEitherWayAndLoseNothing();
};

void TestLibraryMerge::newestChange_ofEachField_wins()
{
    DocumentWork mine = work("Orca");
    mine.bookmark = {10, 10};
    mine.read = {5, 5};
    DocumentWork theirs = work("Orca");
    theirs.bookmark = {3, 3};
    theirs.read = {9, 9};
    theirs.rating = 4;
    theirs.rated = {7, 7};
    const DocumentWork result = applied({{mine}, {}}, {{theirs}, {}}).works.front();
    QCOMPARE(result.bookmark.at, qint64(10));
    QCOMPARE(result.read.at, qint64(9));
    QCOMPARE(result.rating, 4);
    QCOMPARE(result.rated.changed, qint64(7));
}

void TestLibraryMerge::removal_thatIsNewer_isRespected()
{
    DocumentWork mine = work("Orca");
    mine.bookmark = {10, 10};
    DocumentWork theirs = work("Orca");
    theirs.bookmark = {0, 11};
    QCOMPARE(applied({{mine}, {}}, {{theirs}, {}}).works.front().bookmark.at, qint64(0));
    theirs.bookmark = {0, 9};
    QCOMPARE(applied({{mine}, {}}, {{theirs}, {}}).works.front().bookmark.at, qint64(10));
    QCOMPARE(applied({{noted("x", 10)}, {}}, {{noted("", 11)}, {}}).works.front().note, QString());
}

void TestLibraryMerge::notes_bothWritten_areBothKept_data()
{
    QTest::addColumn<QString>("mine");
    QTest::addColumn<qint64>("mineAt");
    QTest::addColumn<QString>("theirs");
    QTest::addColumn<qint64>("theirsAt");
    QTest::addColumn<QString>("result");
    const auto row = [](const char *name, const char *mine, qint64 mineAt, const char *theirs,
                        qint64 theirsAt, const char *result) {
        QTest::newRow(name) << QString::fromLatin1(mine) << mineAt << QString::fromLatin1(theirs) << theirsAt
                            << QString::fromLatin1(result);
    };
    row("theirs is newer", "a", 1, "b", 2, "b\n\na");
    row("mine is newer", "a", 2, "b", 1, "a\n\nb");
    row("equal", "a", 2, "a", 1, "a");
    row("theirs goes on", "ab", 1, "abc", 2, "abc");
    row("theirs was before", "abc", 2, "ab", 1, "abc");
    row("theirs was cut", "abc", 1, "ab", 2, "ab");
    row("mine is none", "", 0, "b", 2, "b");
    row("one moment", "a", 2, "b", 2, "b\n\na");
    row("one moment, one holds the other", "a\n\nb", 2, "b", 2, "a\n\nb");
}

void TestLibraryMerge::notes_bothWritten_areBothKept()
{
    QFETCH(QString, mine);
    QFETCH(qint64, mineAt);
    QFETCH(QString, theirs);
    QFETCH(qint64, theirsAt);
    const DocumentWork a = noted(mine.toUtf8().constData(), mineAt);
    const DocumentWork b = noted(theirs.toUtf8().constData(), theirsAt);
    QTEST(applied({{a}, {}}, {{b}, {}}).works.front().note, "result");
    QTEST(applied({{b}, {}}, {{a}, {}}).works.front().note, "result");
}

void TestLibraryMerge::notes_mergedTwice_doNotGrow()
{
    const Document mine{{noted("a", 1)}, {}};
    const Document theirs{{noted("b", 2)}, {}};
    const Document once = applied(mine, theirs);
    QVERIFY(mergeLibraries(once, theirs).changes.empty());
    QVERIFY(mergeLibraries(once, mine).changes.empty());
    QCOMPARE(applied(theirs, once).works.front().note, once.works.front().note);
}

void TestLibraryMerge::tags_mergeOneByOne()
{
    DocumentWork mine = work("Orca");
    mine.tags = {{QStringLiteral("gone"), 5, false},
                 {QStringLiteral("kept"), 9, false},
                 {QStringLiteral("Mine"), 1, false}};
    mine.tagged = {9, 9};
    normalise(mine);
    DocumentWork theirs = work("Orca");
    theirs.tags = {{QStringLiteral("gone"), 6, true},
                   {QStringLiteral("KEPT"), 8, true},
                   {QStringLiteral("theirs"), 2, false}};
    theirs.tagged = {2, 8};
    normalise(theirs);
    const DocumentWork result = applied({{mine}, {}}, {{theirs}, {}}).works.front();
    QStringList names;
    for (const LibraryDocument::Tag &tag : result.tags) {
        names.append((tag.removed ? QStringLiteral("-") : QString()) + tag.name);
    }
    QCOMPARE(names, QStringList({QStringLiteral("-gone"), QStringLiteral("kept"), QStringLiteral("Mine"),
                                 QStringLiteral("theirs")}));
    QCOMPARE(result.tagged.changed, qint64(9));
}

void TestLibraryMerge::works_areFoundByTitleThenById_data()
{
    QTest::addColumn<DocumentWork>("mine");
    QTest::addColumn<DocumentWork>("theirs");
    QTest::addColumn<bool>("same");
    QTest::newRow("title") << work("Orca: A System", {"arxiv:1"}) << work("ORCA - a system", {"arxiv:2"})
                           << true;
    QTest::newRow("id") << work("A System That Serves Models", {"arxiv:1"})
                        << work("A System for Serving Models", {"arxiv:1"}) << true;
    QTest::newRow("id of strangers") << work("Orca", {"arxiv:1"}) << work("Zebra fish", {"arxiv:1"}) << false;
    QTest::newRow("neither") << work("Orca", {"arxiv:1"}) << work("Orca 2", {"arxiv:2"}) << false;
}

void TestLibraryMerge::works_areFoundByTitleThenById()
{
    QFETCH(DocumentWork, mine);
    QFETCH(DocumentWork, theirs);
    QFETCH(bool, same);
    const Document result = applied({{mine}, {}}, {{theirs}, {}});
    QCOMPARE(result.works.size(), std::size_t(same ? 1 : 2));
    if (same) {
        QVERIFY(result.works.front().keys.size() > mine.keys.size() || theirs.keys.size() < 2);
    }
}

void TestLibraryMerge::works_ofOneLibrary_stayApart()
{
    const Document library{{work("Orca"), work("Orca"), work("Orca", {"arxiv:1"})}, {}};
    QVERIFY(mergeLibraries(library, library).changes.empty());
    QCOMPARE(applied({}, library).works.size(), std::size_t(3));
    QVERIFY(mergeLibraries(applied({}, library), library).changes.empty());
}

void TestLibraryMerge::searches_areUnited()
{
    const LibraryDocument::Search one{QStringLiteral("one"), QStringLiteral("kv"), 1, {}};
    const LibraryDocument::Search other{
        QStringLiteral("one"), QStringLiteral("cache"), 1, {QStringLiteral("A")}};
    const Document result = applied({{}, {one}}, {{}, {other, one}});
    QCOMPARE(result.searches, (std::vector<LibraryDocument::Search>{one, other}));
    QVERIFY(mergeLibraries(result, {{}, {other, one}}).searches.empty());
}

void TestLibraryMerge::merge_withItself_changesNothing()
{
    QRandomGenerator random(7);
    for (int i = 0; i < 50; ++i) {
        const Document library = randomLibrary(random, 1);
        const LibraryMerge merge = mergeLibraries(library, library);
        QVERIFY(merge.changes.empty());
        QVERIFY(merge.searches.empty());
    }
}

void TestLibraryMerge::randomLibraries_mergeTheSameEitherWayAndLoseNothing()
{
    QRandomGenerator random(42);
    for (int round = 0; round < 300; ++round) {
        const Document a = randomLibrary(random, 1);
        const Document b = randomLibrary(random, 2);
        const Document ab = applied(a, b);
        Document ba = applied(b, a);
        QCOMPARE(searchNames(ba), searchNames(ab));
        ba.searches = ab.searches;
        QCOMPARE(toJson(ba), toJson(ab));
        QVERIFY(mergeLibraries(ab, b).changes.empty());
        QVERIFY(mergeLibraries(ab, a).changes.empty());
        for (const Document *each : {&a, &b}) {
            for (const DocumentWork &before : each->works) {
                const DocumentWork *after = find(ab, before.title);
                QVERIFY(after != nullptr);
                QVERIFY(after->bookmark.changed >= before.bookmark.changed);
                QVERIFY(after->note.contains(before.note) || after->noted.changed > before.noted.changed);
                QVERIFY(after->tags.size() >= before.tags.size());
                QVERIFY(after->keys.size() >= before.keys.size());
            }
        }
    }
}

QTEST_APPLESS_MAIN(TestLibraryMerge)
#include "tst_librarymerge.moc"
