// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/searchindex.h"
#include "support/listbuilder.h"

#include <QtTest>

using namespace carrel;
using test::ListBuilder;

namespace {

} // namespace

class TestSearchIndex final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void text_holdsEachFieldOfAWork();
    void text_holdsEachTitleAndTagOnce();
    void text_ofWorkWithoutLettersIsEmpty();
    void emptyCatalog_isAnEmptyIndex();
    void openableKinds_areThoseOfAllEntries();
    void nameOrders_areMadeWhenAskedFor();
};

void TestSearchIndex::text_holdsEachFieldOfAWork()
{
    EntryDraft draft;
    draft.title = "S\u2019MoRE: K-V";
    draft.tag = {"NAIC @ SIGCOMM'25", "NAIC", "SIGCOMM", {}, 2025};
    draft.aliases = {"Alias"};
    draft.notes = {"From OpenAI"};
    draft.versions.push_back({"Older one", "Journal version of", {}, {}});
    const SearchIndexPointer index = SearchIndex::build(ListBuilder().entry(draft).build());
    QCOMPARE(std::string(index->textOf(0)), std::string("smore k v\nalias\nfrom openai\nolder one\n"));
    QCOMPARE(std::string(index->tagTextOf(0)), std::string("naic 2025\nnaic sigcomm25\nsigcomm\n"));
}

void TestSearchIndex::text_holdsEachTitleAndTagOnce()
{
    const CatalogPointer catalog = ListBuilder()
                                       .entry("A paper", "OSDI", 2024)
                                       .entry("a Paper!", "OSDI", 2024)
                                       .entry("APaper", "SOSP", 2025)
                                       .build();
    QCOMPARE(catalog->workCount(), std::size_t(1));
    QCOMPARE(std::string(SearchIndex::build(catalog)->textOf(0)),
             std::string("a paper\nosdi 2024\nosdi 2024\napaper\nsosp 2025\nsosp 2025\n"));
}

void TestSearchIndex::text_ofWorkWithoutLettersIsEmpty()
{
    const SearchIndexPointer index = SearchIndex::build(ListBuilder().entry("???").entry("x").build());
    QCOMPARE(index->workCount(), 2U);
    QVERIFY(index->textOf(0).empty());
    QVERIFY(index->tagTextOf(0).empty());
    QCOMPARE(std::string(index->textOf(1)), std::string("x\n"));
}

void TestSearchIndex::emptyCatalog_isAnEmptyIndex()
{
    const SearchIndexPointer index = SearchIndex::withNameOrders(SearchIndex::build(ListBuilder().build()));
    QCOMPARE(index->workCount(), 0U);
    QVERIFY(index->pieces().empty());
}

void TestSearchIndex::openableKinds_areThoseOfAllEntries()
{
    const CatalogPointer catalog = ListBuilder()
                                       .entry("A", {}, 0, "https://arxiv.org/abs/2401.00001")
                                       .entry("A", {}, 0, "https://github.com/a/b")
                                       .entry("B", {}, 0, "javascript:x")
                                       .build();
    const quint32 expected =
        1U << static_cast<quint32>(LinkKind::ArxivAbs) | 1U << static_cast<quint32>(LinkKind::Github);
    QCOMPARE(openableKinds(*catalog, 0), expected);
    QCOMPARE(openableKinds(*catalog, 1), 0U);
}

void TestSearchIndex::nameOrders_areMadeWhenAskedFor()
{
    const SearchIndexPointer index = SearchIndex::build(ListBuilder().entry("B").entry("A").build());
    QCOMPARE(index->column(PaperOrder::Title), nullptr);
    QCOMPARE(index->column(PaperOrder::Venue), nullptr);
    const SearchIndexPointer ordered = SearchIndex::withNameOrders(index);
    QVERIFY(ordered->column(PaperOrder::Title) != nullptr);
    QVERIFY(ordered->column(PaperOrder::Venue) != nullptr);
    QCOMPARE(ordered->pieces().data(), index->pieces().data());
    QCOMPARE(SearchIndex::withNameOrders(ordered), ordered);
}

QTEST_GUILESS_MAIN(TestSearchIndex)
#include "tst_searchindex.moc"
