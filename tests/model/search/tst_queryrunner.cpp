// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "search/queryrunner.h"
#include "support/listbuilder.h"

#include <QRandomGenerator>
#include <QtTest>

#include <future>

using namespace carrel;
using test::ListBuilder;
using Rows = std::vector<quint32>;

namespace {

Rows found(const CatalogPointer &catalog, const QString &text, const Scope &scope = {},
           const WorkStates &states = {})
{
    return runQuery(*SearchIndex::build(catalog), states, {parseQuery(text), scope, PaperOrder::List, false});
}

Rows sorted(const CatalogPointer &catalog, PaperOrder order, bool descending, const Scope &scope = {})
{
    const SearchIndexPointer index = SearchIndex::withNameOrders(SearchIndex::build(catalog));
    return runQuery(*index, {}, {{}, scope, order, descending});
}

CatalogPointer authoredList()
{
    ListBuilder list;
    EntryDraft draft;
    for (const char *authors : {"B. Wu, A. Lee", "", "Lee, A.; Xu, C."}) {
        draft.title += 'x';
        draft.authors = authors;
        list.entry(draft);
    }
    return list.build();
}

std::string randomWord(QRandomGenerator &random)
{
    static const std::vector<std::string> kWords{
        "kv", "cache", "k", "train", "training", "rain", "gpu", "a", "\u00E9t\u00E9", "\u5206\u5E03", "v"};
    return kWords[random.bounded(static_cast<quint32>(kWords.size()))];
}

std::string randomTitle(QRandomGenerator &random)
{
    std::string title;
    for (quint32 i = random.bounded(6U); i > 0; --i) {
        title += randomWord(random) + (random.bounded(4) == 0 ? "-" : " ");
    }
    return title;
}

CatalogPointer randomList(QRandomGenerator &random, int entries)
{
    ListBuilder list;
    for (int i = 0; i < entries; ++i) {
        if (random.bounded(20) == 0) {
            list.section("Section", 1 + random.bounded(4));
        }
        list.entry(randomTitle(random), random.bounded(3) == 0 ? "OSDI" : "",
                   random.bounded(3) == 0 ? 2024 : 0);
    }
    return list.build();
}

/// What a reader would do by hand: look at each field of each entry of each work of the scope.
Rows slowly(const SearchIndex &index, const WorkStates &states, const QueryRequest &request)
{
    Rows rows;
    for (const quint32 work : scopeWorks(index.catalog(), states, request.scope)) {
        const std::string text = std::string(index.textOf(work)) + std::string(index.tagTextOf(work));
        bool all = true;
        for (const QueryTerm &term : request.query.terms) {
            all = all && text.find(term.folded) != std::string::npos;
        }
        if (all) {
            rows.push_back(work);
        }
    }
    return rows;
}

} // namespace

class TestQueryRunner final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void author_isFoundEitherWayRoundAndSorted();
    void words_areAllFoundAnywhere();
    void words_areFoundInEveryField();
    void phrase_neverReachesAcrossFieldsOrWorks();
    void accentsCaseAndPunctuation_doNotMatter();
    void allPapers_areThoseOfTheList();
    void section_showsWorksWithAPlaceInItInItsOrder();
    void section_thatIsNotThereShowsNothing();
    void marks_chooseTheViews();
    void tags_areViewsToo();
    void orders_byMarks_haveTheUnknownLast();
    void markClauses_chooseAmongTheRest();
    void notesAndTags_ofTheReaderAreFound();
    void venues_areExact();
    void clauses_areTrueOfAnyEntryOfAWork();
    void missingStates_areUnread();
    void unknown_comesLastInBothDirections();
    void sorting_isStableInTheOrderOfTheView();
    void titles_sortAsAReaderExpects();
    void venues_sortByNameCaseAside();
    void links_sortByWhatIsShown();
    void sections_sortInTheOrderOfTheList();
    void randomQueries_agreeWithAReader();
    void largeList_isSharedOutAmongThreads();
    void narrowerQuery_looksAtWhatWasFound();
    void matches_areCountedWithinTheScope();
    void severalThreads_shareOneIndex();
};

void TestQueryRunner::author_isFoundEitherWayRoundAndSorted()
{
    const CatalogPointer list = authoredList();
    QCOMPARE(found(list, QStringLiteral("author:\"a lee\"")), (Rows{0, 2}));
    QCOMPARE(found(list, QStringLiteral("author:\"lee a\"")), (Rows{2}));
    QCOMPARE(found(list, QStringLiteral("-author:wu")), (Rows{1, 2}));
    QCOMPARE(found(list, QStringLiteral("lee")), Rows());
    QCOMPARE(sorted(list, PaperOrder::Authors, true), (Rows{2, 0, 1}));
}

void TestQueryRunner::words_areAllFoundAnywhere()
{
    const CatalogPointer catalog =
        ListBuilder().entry("Training at scale").entry("Scale").entry("Train").build();
    QCOMPARE(found(catalog, QStringLiteral("scale train")), (Rows{0}));
    QCOMPARE(found(catalog, QStringLiteral("train")), (Rows{0, 2}));
    QCOMPARE(found(catalog, QStringLiteral("nothing")), Rows());
}

void TestQueryRunner::words_areFoundInEveryField()
{
    EntryDraft draft;
    draft.title = "Title";
    draft.tag = {"NAIC @ SIGCOMM'25 (Splotlight)", "NAIC", "SIGCOMM", "Splotlight", 2025};
    draft.aliases = {"P^2"};
    draft.notes = {"From OpenAI"};
    draft.versions.push_back({"Older", {}, {}, {}});
    const CatalogPointer catalog = ListBuilder().entry("Other").entry(draft).build();
    for (const QString &word :
         {QStringLiteral("title"), QStringLiteral("naic"), QStringLiteral("sigcomm"),
          QStringLiteral("splotlight"), QStringLiteral("p^2"), QStringLiteral("openai"),
          QStringLiteral("older"), QStringLiteral("2025"), QStringLiteral("\"naic 2025\"")}) {
        QCOMPARE(found(catalog, word), (Rows{1}));
    }
}

void TestQueryRunner::phrase_neverReachesAcrossFieldsOrWorks()
{
    const CatalogPointer catalog =
        ListBuilder().entry("kv", "cache").entry("page").entry("table kv cache").build();
    QCOMPARE(found(catalog, QStringLiteral("\"kv cache\"")), (Rows{2}));
    QCOMPARE(found(catalog, QStringLiteral("\"page table\"")), Rows());
}

void TestQueryRunner::accentsCaseAndPunctuation_doNotMatter()
{
    const CatalogPointer catalog = ListBuilder().entry("M\u00E9lange: S\u2019MoRE").build();
    QCOMPARE(found(catalog, QStringLiteral("MELANGE")), (Rows{0}));
    QCOMPARE(found(catalog, QStringLiteral("s'more")), (Rows{0}));
}

void TestQueryRunner::allPapers_areThoseOfTheList()
{
    QCOMPARE(found(ListBuilder().entry("A").entry("B").entry("a").build(), QString()), (Rows{0, 1}));
    QCOMPARE(found(ListBuilder().build(), QString()), Rows());
    QCOMPARE(found(ListBuilder().build(), QStringLiteral("x")), Rows());
}

void TestQueryRunner::section_showsWorksWithAPlaceInItInItsOrder()
{
    const CatalogPointer catalog = ListBuilder()
                                       .section("First")
                                       .entry("A")
                                       .entry("B")
                                       .section("Second")
                                       .entry("C")
                                       .section("Below", 3)
                                       .entry("B")
                                       .entry("A")
                                       .entry("C")
                                       .build();
    QCOMPARE(found(catalog, QString(), {PaperView::Section, 0}), (Rows{0, 1}));
    QCOMPARE(found(catalog, QString(), {PaperView::Section, 1}), (Rows{2, 1, 0}));
    QCOMPARE(found(catalog, QString(), {PaperView::Section, 2}), (Rows{1, 0, 2}));
    QCOMPARE(found(catalog, QStringLiteral("a"), {PaperView::Section, 2}), (Rows{0}));
}

void TestQueryRunner::section_thatIsNotThereShowsNothing()
{
    QCOMPARE(found(ListBuilder().entry("A").build(), QString(), {PaperView::Section, 99}), Rows());
    QCOMPARE(found(ListBuilder().entry("A").build(), QStringLiteral("a"), {PaperView::Section, kNone}),
             Rows());
}

void TestQueryRunner::tags_areViewsToo()
{
    const CatalogPointer catalog = ListBuilder().entry("A x").entry("B x").entry("C").build();
    WorkStates states(3);
    states.setTagsOf(2, {7, 9});
    states.setTagsOf(1, {7});
    QCOMPARE(found(catalog, QString(), {PaperView::Tag, kNone, 7}, states), (Rows{1, 2}));
    QCOMPARE(found(catalog, QStringLiteral("x"), {PaperView::Tag, kNone, 7}, states), (Rows{1}));
    QCOMPARE(found(catalog, QString(), {PaperView::Tag, kNone, 8}, states), Rows());
}

void TestQueryRunner::orders_byMarks_haveTheUnknownLast()
{
    const CatalogPointer catalog = ListBuilder().entry("A").entry("B").entry("C").entry("D").build();
    WorkStates states(3);
    states.setTimes(0, {20, 0, 0, 0, 0});
    states.setTimes(2, {10, 0, 0, 0, 0});
    states.setState(1, {false, false, false, false, 2});
    states.setState(2, {false, false, false, false, 2});
    const auto sorted = [&](PaperOrder order, bool descending) {
        return runQuery(*SearchIndex::build(catalog), states, {{}, {}, order, descending});
    };
    QCOMPARE(sorted(PaperOrder::Bookmarked, false), (Rows{2, 0, 1, 3}));
    QCOMPARE(sorted(PaperOrder::Bookmarked, true), (Rows{0, 2, 1, 3}));
    QCOMPARE(sorted(PaperOrder::Rating, true), (Rows{1, 2, 0, 3}));
}

void TestQueryRunner::marks_chooseTheViews()
{
    const CatalogPointer catalog = ListBuilder().entry("A x").entry("B x").entry("C").build();
    const WorkStates states{{true, false}, {true, true}, {false, true}};
    QCOMPARE(found(catalog, QString(), {PaperView::Bookmarks, kNone}, states), (Rows{0, 1}));
    QCOMPARE(found(catalog, QString(), {PaperView::Unread, kNone}, states), (Rows{0}));
    QCOMPARE(found(catalog, QStringLiteral("x"), {PaperView::Unread, kNone}, states), (Rows{0}));
}

void TestQueryRunner::markClauses_chooseAmongTheRest()
{
    const CatalogPointer catalog =
        ListBuilder().section("A").entry("x one").entry("x two").entry("y three").build();
    const WorkStates states{{true, false}, {true, true}, {false, true}};
    const auto rows = [&](const QString &text, Scope scope = {}) {
        return found(catalog, text, scope, states);
    };
    QCOMPARE(rows(QStringLiteral("is:bookmarked")), (Rows{0, 1}));
    QCOMPARE(rows(QStringLiteral("is:read")), (Rows{1, 2}));
    QCOMPARE(rows(QStringLiteral("x is:unread")), (Rows{0}));
    QCOMPARE(rows(QStringLiteral("is:read is:unread")), (Rows{}));
    QCOMPARE(rows(QStringLiteral("is:read"), {PaperView::Bookmarks, kNone}), (Rows{1}));
}

void TestQueryRunner::notesAndTags_ofTheReaderAreFound()
{
    const CatalogPointer catalog = ListBuilder().entry("Alpha").entry("Beta").entry("Gamma").build();
    WorkStates states(3);
    states.setTags({{7, QStringLiteral("To Read"), "to read", 0}});
    states.setTagsOf(2, {7});
    states.setState(1, {false, false, true, false, 0});
    states.setNote(1, QStringLiteral("Compare\nwith ALPHA"));
    states.setState(2, {false, false, false, true, 0});
    const auto rows = [&](const char *text) { return found(catalog, QString::fromUtf8(text), {}, states); };
    QCOMPARE(rows("alpha"), (Rows{0, 1}));
    QCOMPARE(rows("beta alpha"), (Rows{1}));
    QCOMPARE(rows("-alpha"), (Rows{2}));
    QCOMPARE(rows("\"compare with\""), (Rows{1}));
    QCOMPARE(rows("has:note"), (Rows{1}));
    QCOMPARE(rows("-has:note alpha"), (Rows{0}));
    QCOMPARE(rows("tag:read"), (Rows{2}));
    QCOMPARE(rows("is:gone"), (Rows{2}));
}

void TestQueryRunner::venues_areExact()
{
    const CatalogPointer catalog = ListBuilder()
                                       .entry("A", "SC", 2024)
                                       .entry("B", "SoCC")
                                       .entry("C", "sc", 2023)
                                       .entry("D", "MICRO")
                                       .entry("E", "IEEE MICRO")
                                       .entry("F")
                                       .build();
    QCOMPARE(found(catalog, QStringLiteral("venue:sc")), (Rows{0, 2}));
    QCOMPARE(found(catalog, QStringLiteral("venue:micro")), (Rows{3}));
    QCOMPARE(found(catalog, QStringLiteral("venue:\"ieee micro\"")), (Rows{4}));
    QCOMPARE(found(catalog, QStringLiteral("venue:~micro")), (Rows{3, 4}));
    QCOMPARE(found(catalog, QStringLiteral("-venue:~c")), (Rows{5}));
}

void TestQueryRunner::clauses_areTrueOfAnyEntryOfAWork()
{
    const CatalogPointer catalog = ListBuilder()
                                       .section("First")
                                       .group("General")
                                       .entry("A", "arXiv", 2023, "https://arxiv.org/abs/2401.00001")
                                       .entry("B", "OSDI", 2024)
                                       .section("Second")
                                       .section("Below", 3)
                                       .entry("A", "OSDI", 2025, "https://github.com/a/b")
                                       .build();
    for (const char *text : {"venue:arxiv", "venue:osdi year:2023", "year:<2024",
                             "section:first section:second", "id:2401.00001", "site:github.com",
                             "has:code has:pdf", "is:duplicate", "a group:general", "-year:2024"}) {
        QCOMPARE(found(catalog, QString::fromUtf8(text)), (Rows{0}));
    }
    QCOMPARE(found(catalog, QStringLiteral("-venue:arxiv")), (Rows{1}));
    QCOMPARE(found(catalog, QStringLiteral("-has:link")), (Rows{1}));
    QCOMPARE(found(catalog, QStringLiteral("group:second")), Rows());
    QCOMPARE(found(catalog, QStringLiteral("is:new OR is:gone OR has:note OR has:abstract OR list:x")),
             Rows());
}

void TestQueryRunner::missingStates_areUnread()
{
    const CatalogPointer catalog = ListBuilder().entry("A").entry("B").build();
    QCOMPARE(found(catalog, QString(), {PaperView::Unread, kNone}, {{false, true}}), (Rows{1}));
    QCOMPARE(found(catalog, QString(), {PaperView::Bookmarks, kNone}), Rows());
}

void TestQueryRunner::unknown_comesLastInBothDirections()
{
    const CatalogPointer catalog =
        ListBuilder().entry("A").entry("B", "OSDI", 2024).entry("C", "ATC", 2022).entry("").build();
    QCOMPARE(sorted(catalog, PaperOrder::Year, false), (Rows{2, 1, 0, 3}));
    QCOMPARE(sorted(catalog, PaperOrder::Year, true), (Rows{1, 2, 0, 3}));
    QCOMPARE(sorted(catalog, PaperOrder::Venue, false), (Rows{2, 1, 0, 3}));
    QCOMPARE(sorted(catalog, PaperOrder::Venue, true), (Rows{1, 2, 0, 3}));
    QCOMPARE(sorted(catalog, PaperOrder::Title, false), (Rows{0, 1, 2, 3}));
    QCOMPARE(sorted(catalog, PaperOrder::Title, true), (Rows{2, 1, 0, 3}));
}

void TestQueryRunner::sorting_isStableInTheOrderOfTheView()
{
    const CatalogPointer catalog = ListBuilder()
                                       .section("First")
                                       .entry("A", "OSDI", 2024)
                                       .entry("B", "ATC", 2024)
                                       .entry("C", "OSDI", 2023)
                                       .section("Second")
                                       .entry("B", "ATC", 2024)
                                       .entry("A", "OSDI", 2024)
                                       .build();
    QCOMPARE(sorted(catalog, PaperOrder::Year, false), (Rows{2, 0, 1}));
    QCOMPARE(sorted(catalog, PaperOrder::Year, true), (Rows{0, 1, 2}));
    QCOMPARE(sorted(catalog, PaperOrder::Year, true, {PaperView::Section, 1}), (Rows{1, 0}));
    QCOMPARE(sorted(catalog, PaperOrder::List, true), (Rows{0, 1, 2}));
}

void TestQueryRunner::titles_sortAsAReaderExpects()
{
    const CatalogPointer catalog = ListBuilder()
                                       .entry("Part 10")
                                       .entry("part 9")
                                       .entry("\u00C9tude")
                                       .entry("Zoo")
                                       .entry("alpha")
                                       .entry("Beta")
                                       .entry("(De)Activation")
                                       .build();
    QCOMPARE(sorted(catalog, PaperOrder::Title, false), (Rows{6, 4, 5, 2, 1, 0, 3}));
}

void TestQueryRunner::venues_sortByNameCaseAside()
{
    const CatalogPointer catalog = ListBuilder()
                                       .entry("A", "SOSP")
                                       .entry("B", "arXiv")
                                       .entry("C", "ATC")
                                       .entry("D", "OSDI", 2024)
                                       .build();
    QCOMPARE(sorted(catalog, PaperOrder::Venue, false), (Rows{1, 2, 3, 0}));
}

void TestQueryRunner::links_sortByWhatIsShown()
{
    const CatalogPointer catalog = ListBuilder()
                                       .entry("A", {}, 0, "https://example.org/")
                                       .entry("B")
                                       .entry("C", {}, 0, "https://arxiv.org/abs/2401.00001")
                                       .entry("D", {}, 0, "https://dl.acm.org/doi/10.1145/1.2")
                                       .build();
    QCOMPARE(sorted(catalog, PaperOrder::Links, false), (Rows{2, 3, 0, 1}));
    QCOMPARE(sorted(catalog, PaperOrder::Links, true), (Rows{0, 3, 2, 1}));
}

void TestQueryRunner::sections_sortInTheOrderOfTheList()
{
    const CatalogPointer catalog = ListBuilder()
                                       .section("Zebra")
                                       .entry("A", "arXiv", 2023, "https://arxiv.org/abs/2401.00001")
                                       .entry("B")
                                       .section("Ant")
                                       .entry("A", "OSDI", 2024)
                                       .build();
    QCOMPARE(sorted(catalog, PaperOrder::Section, false), (Rows{1, 0}));
    QCOMPARE(sorted(catalog, PaperOrder::Section, true), (Rows{0, 1}));
}

void TestQueryRunner::randomQueries_agreeWithAReader()
{
    QRandomGenerator random(11);
    for (int list = 0; list < 20; ++list) {
        const CatalogPointer catalog = randomList(random, 1 + random.bounded(300));
        const SearchIndexPointer index = SearchIndex::build(catalog);
        WorkStates states(catalog->workCount());
        for (std::size_t work = 0; work < states.size(); ++work) {
            states.setState(work, {random.bounded(8) == 0, random.bounded(2) == 0});
        }
        for (int round = 0; round < 200; ++round) {
            QString text;
            for (int n = random.bounded(4); n > 0; --n) {
                text += toQString(randomWord(random)) + QLatin1Char(random.bounded(3) == 0 ? '-' : ' ');
            }
            const Scope scope{static_cast<PaperView>(random.bounded(4)), random.bounded(12U)};
            const QueryRequest request{parseQuery(text), scope, PaperOrder::List, false};
            QCOMPARE(runQuery(*index, states, request), slowly(*index, states, request));
        }
    }
}

void TestQueryRunner::largeList_isSharedOutAmongThreads()
{
    QRandomGenerator random(17);
    ListBuilder list;
    for (int i = 0; i < 50000; ++i) {
        list.entry(randomTitle(random) + std::to_string(i), random.bounded(3) == 0 ? "OSDI" : "");
    }
    const SearchIndexPointer index = SearchIndex::build(list.build());
    for (const QStringView text : {u"train", u"kv cache", u"99 a", u"4999"}) {
        const QueryRequest request{parseQuery(text), {}, PaperOrder::List, false};
        QCOMPARE(runQuery(*index, {}, request), slowly(*index, {}, request));
    }
    const Rows tagged = runQuery(*index, {}, {parseQuery(u"venue:osdi"), {}, PaperOrder::List, false});
    const Rows others = runQuery(*index, {}, {parseQuery(u"-venue:osdi"), {}, PaperOrder::List, false});
    QVERIFY(tagged.size() > 10000 && others.size() > 10000);
    QCOMPARE(tagged.size() + others.size(), std::size_t(50000));
    QVERIFY(std::is_sorted(tagged.begin(), tagged.end()));
}

void TestQueryRunner::narrowerQuery_looksAtWhatWasFound()
{
    const SearchIndexPointer index =
        SearchIndex::build(ListBuilder().entry("ab").entry("abc").entry("c").build());
    // Had it looked at all works, it would have found more than this set holds.
    const auto pretended = [](const char *text) {
        QueryMatches matches{parseQuery(QString::fromUtf8(text)), {}, {WorkSet(0, 3, false)}};
        matches.pieces.front().insert(0);
        return matches;
    };
    const auto found = [&](const char *text, const QueryMatches &earlier, const Scope &scope = {}) {
        const Query query = parseQuery(QString::fromUtf8(text));
        return matchRows(*index, findMatches(*index, {}, query, scope, &earlier), PaperOrder::List, false)
            .works();
    };
    QCOMPARE(found("ab", pretended("a")), (Rows{0}));
    QCOMPARE(found("a b", pretended("a")), (Rows{0}));
    QCOMPARE(found("a -c", pretended("a -cd")), (Rows{0}));
    QCOMPARE(found("b a year:none", pretended("a year:none")), (Rows{0}));
    QCOMPARE(found("b", pretended("a")), (Rows{0, 1}));
    QCOMPARE(found("a", pretended("ab")), (Rows{0, 1}));
    QCOMPARE(found("ab OR c", pretended("ab")), (Rows{0, 1, 2}));
    QCOMPARE(found("a -cd", pretended("a -c")), (Rows{0, 1}));
    QCOMPARE(found("ab", pretended("a"), {PaperView::Unread, kNone}), (Rows{0, 1}));
}

void TestQueryRunner::matches_areCountedWithinTheScope()
{
    const CatalogPointer catalog =
        ListBuilder().section("S").entry("a").entry("b").section("T").entry("a b").build();
    const SearchIndexPointer index = SearchIndex::build(catalog);
    QCOMPARE(countMatches(*index, {}, parseQuery(u"b"), {}), 2U);
    QCOMPARE(countMatches(*index, {}, parseQuery(u"b"), {PaperView::Section, 0}), 1U);
    QCOMPARE(countMatches(*index, {}, {}, {PaperView::Section, 1}), 1U);
    QCOMPARE(countMatches(*index, {}, {}, {PaperView::Bookmarks, kNone}), 0U);
}

void TestQueryRunner::severalThreads_shareOneIndex()
{
    QRandomGenerator random(13);
    const SearchIndexPointer index = SearchIndex::build(randomList(random, 500));
    const QueryRequest request{parseQuery(u"train a"), {}, PaperOrder::Title, true};
    const auto task = [&] { return runQuery(*SearchIndex::withNameOrders(index), {}, request); };
    std::vector<std::future<Rows>> results;
    for (int i = 0; i < 4; ++i) {
        results.push_back(std::async(std::launch::async, task));
    }
    const Rows expected = task();
    QVERIFY(!expected.empty());
    for (std::future<Rows> &result : results) {
        QCOMPARE(result.get(), expected);
    }
}

QTEST_GUILESS_MAIN(TestQueryRunner)
#include "tst_queryrunner.moc"
