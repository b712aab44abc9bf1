// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/queryrunner.h"
#include "support/listbuilder.h"

#include <QtTest>

using namespace carrel;
using test::ListBuilder;
using Rows = std::vector<quint32>;

namespace {

Rows ranked(const CatalogPointer &catalog, const char *text)
{
    const QueryRequest request{parseQuery(QString::fromUtf8(text)), {}, PaperOrder::BestMatch, false};
    return runQuery(*SearchIndex::build(catalog), {}, request);
}

} // namespace

class TestMatchRank final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneWord_isBestAtTheStartThenWholeThenAtAWordStart();
    void words_areBestSideBySide();
    void shortNames_areFirst();
    void whatFitsAlike_staysInTheOrderOfTheList();
    void withoutWords_theOrderIsThatOfTheList();
};

void TestMatchRank::oneWord_isBestAtTheStartThenWholeThenAtAWordStart()
{
    const CatalogPointer catalog = ListBuilder()
                                       .entry("Other", "Train")
                                       .entry("Constrain and constraint")
                                       .entry("On training")
                                       .entry("Restraint on a train")
                                       .entry("Training it")
                                       .entry("Train it")
                                       .entry("Train")
                                       .build();
    QCOMPARE(ranked(catalog, "train"), (Rows{6, 5, 4, 3, 2, 1, 0}));
}

void TestMatchRank::words_areBestSideBySide()
{
    const CatalogPointer catalog = ListBuilder()
                                       .entry("A cache for each kv store")
                                       .entry("Fast kv cache")
                                       .entry("Kvasir cached")
                                       .entry("KV cache")
                                       .build();
    QCOMPARE(ranked(catalog, "kv cache"), (Rows{3, 1, 0, 2}));
}

void TestMatchRank::shortNames_areFirst()
{
    EntryDraft named;
    named.title = "Efficient training";
    named.aliases = {"Megatron-LM v2"};
    EntryDraft exact;
    exact.title = "Training";
    exact.aliases = {"Megatron"};
    const CatalogPointer catalog =
        ListBuilder().entry("A study of Megatron").entry(named).entry("Megatrons").entry(exact).build();
    QCOMPARE(ranked(catalog, "megatron"), (Rows{3, 1, 2, 0}));
}

void TestMatchRank::whatFitsAlike_staysInTheOrderOfTheList()
{
    const CatalogPointer catalog = ListBuilder().entry("A b").entry("C b").entry("B a").entry("D b").build();
    QCOMPARE(ranked(catalog, "b"), (Rows{2, 0, 1, 3}));
}

void TestMatchRank::withoutWords_theOrderIsThatOfTheList()
{
    const CatalogPointer catalog = ListBuilder().entry("B", "X").entry("A", "X").build();
    QCOMPARE(ranked(catalog, ""), (Rows{0, 1}));
    QCOMPARE(ranked(catalog, "venue:x -c"), (Rows{0, 1}));
}

QTEST_GUILESS_MAIN(TestMatchRank)
#include "tst_matchrank.moc"
