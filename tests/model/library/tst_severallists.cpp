// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/librarystore.h"
#include "library/sqlite.h"
#include "support/listbuilder.h"
#include "support/resultcheck.h"

#include <QTemporaryDir>
#include <QtTest>

#include <map>
#include <random>
#include <set>
#include <string>

using namespace carrel;
using carrel::test::ListBuilder;

namespace {

using Titles = std::vector<std::string>;

/// "*" before a title for each that is bookmarked, "-" for each that left its lists; the others are left out.
using Marks = std::set<std::string>;

CatalogPointer listOf(const QString &source, const Titles &titles)
{
    ListBuilder builder;
    builder.section("Papers");
    for (const std::string &title : titles) {
        builder.entry(title, "OSDI", 2024);
    }
    return builder.build({source, source});
}

CatalogPointer unitedLists(const std::vector<CatalogPointer> &catalogs)
{
    std::vector<CatalogBuilder::NamedList> lists;
    for (const CatalogPointer &each : catalogs) {
        lists.push_back({QStringLiteral("List %1").arg(lists.size() + 1), each});
    }
    Result<CatalogPointer> united = CatalogBuilder::united(lists);
    return united ? std::move(*united) : nullptr;
}

/// Papers with these numbers, so many of one hundred that nobody takes a list of others for a version.
Titles papers(int first, int end)
{
    Titles titles;
    for (int i = first; i < end; ++i) {
        titles.push_back("On matter " + std::to_string(i * 7919) + " of number " + std::to_string(i));
    }
    return titles;
}

Titles without(Titles titles, const std::string &title)
{
    std::erase(titles, title);
    return titles;
}

quint32 workTitled(const Catalog &catalog, const std::string &title)
{
    for (quint32 entry = 0; entry < catalog.entries().size(); ++entry) {
        if (catalog.text(catalog.entry(entry).title()) == title) {
            return catalog.entry(entry).work;
        }
    }
    return kNone;
}

} // namespace

/// One library and several lists: each is joined for itself.
class SeveralListsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void mark_madeWithOneList_showsInTheOthers();
    void list_removedAndAddedBack_losesNothing();
    void update_ofOneList_leavesTheOthersAlone();
    void rename_inOneList_isFollowedThere();
    void fork_isNotTakenForItsOrigin_data();
    void fork_isNotTakenForItsOrigin();
    void gone_isWhatNoListHasAnyMore();
    void absentList_mayStillHaveIt();
    void work_underTwoNames_isOneToTheLibrary();
    void source_isLearned();
    void file_ofAListInUse_doesNotTakeItsPlace();
    void facts_areThoseOfAllLists();
    void anyOrderOfLists_losesNothing();

private:
    LibraryStore &attach(const CatalogPointer &catalog);
    void bookmark(const std::string &title, bool on = true);
    Marks marks() const;
    QStringList rows(const QString &statement) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    std::unique_ptr<LibraryStore> m_store;
};

void SeveralListsTest::init()
{
    m_store.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(QStringLiteral("library.sqlite"));
}

LibraryStore &SeveralListsTest::attach(const CatalogPointer &catalog)
{
    if (m_store == nullptr) {
        auto opened = LibraryStore::open(m_path);
        m_store = std::move(*opened);
    }
    m_store->attachWithGone(catalog, QStringLiteral("Gone"));
    return *m_store;
}

void SeveralListsTest::bookmark(const std::string &title, bool on)
{
    const quint32 work = workTitled(*m_store->catalog(), title);
    QVERIFY(work != kNone);
    CARREL_VERIFY_RESULT(m_store->setMarks(std::span(&work, 1), MarkChange{on, std::nullopt}));
}

Marks SeveralListsTest::marks() const
{
    Marks marks;
    const Catalog &catalog = *m_store->catalog();
    for (quint32 work = 0; work < catalog.workCount(); ++work) {
        const WorkState state = (*m_store->states())[work];
        if (state.bookmarked) {
            marks.insert((state.gone ? "-" : "*") + std::string(catalog.text(catalog.face(work).title())));
        }
    }
    return marks;
}

QStringList SeveralListsTest::rows(const QString &statement) const
{
    const auto connection = SqliteConnection::open(m_path);
    Result<QSqlQuery> query = (*connection)->prepare(statement);
    QStringList rows;
    if (!query || !query->exec()) {
        return {QStringLiteral("failed")};
    }
    while (query->next()) {
        QStringList values;
        for (int column = 0; query->value(column).isValid(); ++column) {
            values << (query->isNull(column) ? QStringLiteral("null") : query->value(column).toString());
        }
        rows << values.join(QLatin1Char('|'));
    }
    return rows;
}

void SeveralListsTest::mark_madeWithOneList_showsInTheOthers()
{
    const CatalogPointer a = listOf(QStringLiteral("a"), {"Shared", "Only in a"});
    const CatalogPointer b = listOf(QStringLiteral("b"), {"Other", "Shared"});
    attach(a);
    bookmark("Shared");
    attach(b);
    QCOMPARE(marks(), Marks{"*Shared"});
    attach(unitedLists({b, a}));
    QCOMPARE(marks(), Marks{"*Shared"});
    QCOMPARE(rows(QStringLiteral("SELECT count(*) FROM work")), QStringList(QStringLiteral("1")));
    QCOMPARE(rows(QStringLiteral("SELECT source FROM list JOIN listing ON id = list_id ORDER BY 1")),
             QStringList({QStringLiteral("a"), QStringLiteral("b")}));
    bookmark("Shared", false);
    attach(a);
    QCOMPARE(marks(), Marks());
}

void SeveralListsTest::list_removedAndAddedBack_losesNothing()
{
    const CatalogPointer a = listOf(QStringLiteral("a"), papers(0, 20));
    const CatalogPointer b = listOf(QStringLiteral("b"), papers(10, 30));
    const CatalogPointer both = unitedLists({a, b});
    attach(both);
    for (const int paper : {3, 15, 25}) {
        bookmark(papers(paper, paper + 1).front());
    }
    const Marks all = marks();
    QCOMPARE(all.size(), std::size_t(3));
    attach(b);
    QCOMPARE(marks(), (Marks{"*" + papers(15, 16).front(), "*" + papers(25, 26).front()}));
    QCOMPARE(m_store->catalog()->listedWorks(), m_store->catalog()->workCount());
    attach(both);
    QCOMPARE(marks(), all);
}

void SeveralListsTest::update_ofOneList_leavesTheOthersAlone()
{
    const CatalogPointer a = listOf(QStringLiteral("a"), papers(0, 20));
    const CatalogPointer b = listOf(QStringLiteral("b"), papers(40, 60));
    attach(unitedLists({a, b}));
    bookmark(papers(3, 4).front());
    bookmark(papers(45, 46).front());
    const QString ofB = QStringLiteral("SELECT id, hex(snapshot) FROM list WHERE source = 'b'");
    const QStringList before = rows(ofB);
    QCOMPARE(before.size(), 1);
    attach(unitedLists({listOf(QStringLiteral("a"), papers(4, 24)), b}));
    QCOMPARE(marks(), (Marks{"-" + papers(3, 4).front(), "*" + papers(45, 46).front()}));
    QCOMPARE(rows(ofB), before);
    attach(unitedLists({a, b}));
    QCOMPARE(marks(), (Marks{"*" + papers(3, 4).front(), "*" + papers(45, 46).front()}));
}

/// Only the version of the same list that was seen before tells that the one became the other.
void SeveralListsTest::rename_inOneList_isFollowedThere()
{
    Titles titles = papers(0, 20);
    titles[7] = "Mesh: Serving Large Mixture Models on Small Clusters of Machines";
    const CatalogPointer b = listOf(QStringLiteral("b"), papers(40, 60));
    attach(unitedLists({b, listOf(QStringLiteral("a"), titles)}));
    bookmark(titles[7]);
    titles[7] = "Mesh: Serving Large Mixture Models on Small Clusters of Devices";
    attach(unitedLists({b, listOf(QStringLiteral("a"), titles)}));
    QCOMPARE(marks(), Marks{"*" + titles[7]});
}

void SeveralListsTest::fork_isNotTakenForItsOrigin_data()
{
    QTest::addColumn<bool>("originFirst");
    QTest::addColumn<bool>("forkAlone");
    QTest::newRow("origin first") << true << false;
    QTest::newRow("fork first") << false << false;
    QTest::newRow("origin is off") << true << true;
}

void SeveralListsTest::fork_isNotTakenForItsOrigin()
{
    QFETCH(bool, originFirst);
    QFETCH(bool, forkAlone);
    const CatalogPointer origin = listOf(QStringLiteral("origin"), papers(0, 40));
    const CatalogPointer fork = listOf(QStringLiteral("fork"), papers(0, 20));
    attach(origin);
    const QString early = QString::fromStdString(papers(3, 4).front());
    bookmark(early.toStdString());
    bookmark(papers(33, 34).front());
    const auto both = [&](const CatalogPointer &one, const CatalogPointer &other) {
        return unitedLists(originFirst ? std::vector{one, other} : std::vector{other, one});
    };
    if (forkAlone) {
        attach(fork);
        QCOMPARE(marks(), Marks{"*" + early.toStdString()});
    }
    const Marks all{"*" + early.toStdString(), "*" + papers(33, 34).front()};
    attach(both(origin, fork));
    QCOMPARE(marks(), all);
    QCOMPARE(rows(QStringLiteral("SELECT source FROM list ORDER BY 1")),
             QStringList({QStringLiteral("fork"), QStringLiteral("origin")}));
    // The fork alone, as when the other is off, takes nothing from it either.
    attach(fork);
    QCOMPARE(marks(), Marks{"*" + early.toStdString()});
    attach(listOf(QStringLiteral("fork"), without(papers(0, 20), early.toStdString())));
    QCOMPARE(marks(), Marks{"-" + early.toStdString()});
    attach(both(origin, fork));
    QCOMPARE(marks(), all);
    attach(both(listOf(QStringLiteral("origin"), papers(5, 45)), fork));
    QCOMPARE(marks(), all);
    QCOMPARE(rows(QStringLiteral("SELECT count(*) FROM list")), QStringList(QStringLiteral("2")));
}

void SeveralListsTest::gone_isWhatNoListHasAnyMore()
{
    const std::string left = papers(12, 13).front();
    const CatalogPointer a = listOf(QStringLiteral("a"), papers(0, 20));
    const CatalogPointer b = listOf(QStringLiteral("b"), papers(10, 30));
    const CatalogPointer laterA = listOf(QStringLiteral("a"), without(papers(0, 20), left));
    const CatalogPointer laterB = listOf(QStringLiteral("b"), without(papers(10, 30), left));
    attach(unitedLists({a, b}));
    bookmark(left);
    attach(unitedLists({laterA, b}));
    QCOMPARE(marks(), Marks{"*" + left});
    attach(unitedLists({laterA, laterB}));
    QCOMPARE(marks(), Marks{"-" + left});
    attach(unitedLists({laterA, b}));
    QCOMPARE(marks(), Marks{"*" + left});
    // Seen in neither of these.
    attach(unitedLists(
        {listOf(QStringLiteral("c"), papers(50, 60)), listOf(QStringLiteral("d"), papers(60, 70))}));
    QCOMPARE(marks(), Marks());
}

void SeveralListsTest::absentList_mayStillHaveIt()
{
    const std::string left = papers(12, 13).front();
    const CatalogPointer b = listOf(QStringLiteral("b"), papers(10, 30));
    attach(unitedLists({listOf(QStringLiteral("a"), papers(0, 20)), b}));
    bookmark(left);
    const CatalogPointer later = listOf(QStringLiteral("a"), without(papers(0, 20), left));
    const QString section = QStringLiteral("Gone");
    m_store->attachLater(later, section, {QStringLiteral("b")});
    m_store->finishJoining();
    QCOMPARE(marks(), Marks());
    QVERIFY(!m_store->keepRecords(1000));
    m_store->attachLater(later, section, {QStringLiteral("c")});
    m_store->finishJoining();
    QCOMPARE(marks(), Marks{"-" + left});
    m_store->attachLater(unitedLists({later, b}), section);
    m_store->finishJoining();
    QCOMPARE(marks(), Marks{"*" + left});
}

void SeveralListsTest::work_underTwoNames_isOneToTheLibrary()
{
    const std::string before = "Mesh: Serving Large Mixture Models on Small Clusters of Machines";
    const std::string after = "Mesh: Serving Large Mixture Models on Small Clusters of Devices";
    Titles titles = papers(0, 20);
    titles.push_back(before);
    attach(listOf(QStringLiteral("a"), titles));
    bookmark(before);
    titles.back() = after;
    const CatalogPointer a = listOf(QStringLiteral("a"), titles);
    attach(a);
    QCOMPARE(marks(), Marks{"*" + after});
    const CatalogPointer both = unitedLists({a, listOf(QStringLiteral("b"), {before, "Other"})});
    attach(both);
    QCOMPARE(marks(), (Marks{"*" + after, "*" + before}));
    QVERIFY(m_store->questions().empty());
    while (m_store->keepRecords(100)) {
    }
    const QStringList facts = rows(QStringLiteral("SELECT work_id, entries FROM facts"));
    QCOMPARE(facts.size(), 1);
    attach(both);
    while (m_store->keepRecords(100)) {
    }
    QCOMPARE(rows(QStringLiteral("SELECT work_id, entries FROM facts")), facts);
    bookmark(before, false);
    QCOMPARE(marks(), Marks());
    QCOMPARE(rows(QStringLiteral("SELECT count(*) FROM work")), QStringList(QStringLiteral("1")));
}

void SeveralListsTest::source_isLearned()
{
    attach(listOf({}, papers(0, 20)));
    bookmark(papers(3, 4).front());
    QCOMPARE(rows(QStringLiteral("SELECT id, source FROM list")), QStringList(QStringLiteral("1|null")));
    attach(listOf(QStringLiteral("a"), papers(2, 22)));
    QCOMPARE(rows(QStringLiteral("SELECT id, source FROM list")), QStringList(QStringLiteral("1|a")));
    // Known by it whatever it holds.
    attach(listOf(QStringLiteral("a"), papers(50, 70)));
    QCOMPARE(marks(), Marks{"-" + papers(3, 4).front()});
    QCOMPARE(rows(QStringLiteral("SELECT id, source FROM list")), QStringList(QStringLiteral("1|a")));
}

void SeveralListsTest::file_ofAListInUse_doesNotTakeItsPlace()
{
    attach(listOf(QStringLiteral("a"), papers(0, 20)));
    bookmark(papers(3, 4).front());
    const QString ofA = QStringLiteral("SELECT id, hex(snapshot) FROM list WHERE source = 'a'");
    const QStringList before = rows(ofA);
    attach(listOf({}, papers(4, 24)));
    QCOMPARE(marks(), Marks{"-" + papers(3, 4).front()});
    bookmark(papers(22, 23).front());
    QCOMPARE(rows(ofA), before);
    attach(listOf(QStringLiteral("a"), papers(0, 20)));
    QCOMPARE(marks(), Marks{"*" + papers(3, 4).front()});
}

void SeveralListsTest::facts_areThoseOfAllLists()
{
    const CatalogPointer a = listOf(QStringLiteral("a"), {"Shared", "One"});
    const CatalogPointer b = listOf(QStringLiteral("b"), {"SHARED", "Two"});
    attach(unitedLists({a, b}));
    bookmark("Shared");
    const QStringList facts = rows(QStringLiteral("SELECT entries FROM facts"));
    QCOMPARE(facts.size(), 1);
    QVERIFY(facts.front().contains(QStringLiteral("SHARED")));
    QVERIFY(facts.front().contains(QStringLiteral("\"Shared\"")));
}

/// A mark shows wherever a list has its paper, and nowhere else, whatever lists come and go; what a list
/// loses is gone only where no other list has it.
void SeveralListsTest::anyOrderOfLists_losesNothing()
{
    constexpr int kLists = 5;
    constexpr int kRounds = 60;
    std::mt19937 random(11);
    const auto below = [&random](unsigned count) { return static_cast<unsigned>(random() % count); };
    std::vector<Titles> contents;
    for (int list = 0; list < kLists; ++list) {
        contents.push_back(papers(list * 15, list * 15 + 40));
    }
    Titles all = papers(0, 100);
    std::set<std::string> marked;
    std::map<std::string, std::set<int>> seenIn;
    for (int round = 0; round < kRounds; ++round) {
        std::vector<CatalogPointer> lists;
        std::set<std::string> present;
        std::set<int> used;
        for (int list = 0; list < kLists; ++list) {
            Titles &titles = contents[static_cast<std::size_t>(list)];
            const unsigned event = below(6);
            if (event == 0) {
                titles.erase(titles.begin() + below(static_cast<unsigned>(titles.size())));
            } else if (event == 1) {
                const std::string &paper = all[below(100)];
                if (std::find(titles.begin(), titles.end(), paper) == titles.end()) {
                    titles.insert(titles.begin() + below(static_cast<unsigned>(titles.size())), paper);
                }
            }
            if (below(3) != 0) {
                lists.push_back(listOf(QString::number(list), titles));
                used.insert(list);
                present.insert(titles.begin(), titles.end());
            }
        }
        if (lists.empty()) {
            continue;
        }
        attach(lists.size() == 1 ? lists.front() : unitedLists(lists));
        Marks expected;
        for (const std::string &title : marked) {
            const std::set<int> &seen = seenIn[title];
            const bool inUse =
                std::any_of(seen.begin(), seen.end(), [&](int list) { return used.contains(list); });
            if (present.contains(title)) {
                expected.insert("*" + title);
            } else if (inUse) {
                expected.insert("-" + title);
            }
        }
        QCOMPARE(marks(), expected);
        const auto chosen = std::next(present.begin(), below(static_cast<unsigned>(present.size())));
        const bool on = !marked.contains(*chosen);
        bookmark(*chosen, on);
        if (on) {
            marked.insert(*chosen);
        } else {
            marked.erase(*chosen);
        }
        for (const int list : used) {
            for (const std::string &title : contents[static_cast<std::size_t>(list)]) {
                if (marked.contains(title)) {
                    seenIn[title].insert(list);
                }
            }
        }
    }
    QVERIFY(marked.size() > 10);
}

QTEST_GUILESS_MAIN(SeveralListsTest)
#include "tst_severallists.moc"
