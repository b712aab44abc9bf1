// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/queryrunner.h"
#include "support/listbuilder.h"

#include <QtTest>

using namespace carrel;
using test::ListBuilder;
using Rows = std::vector<quint32>;

namespace {

struct LeftSample
{
    CatalogPointer catalog =
        test::withGone(*ListBuilder().section("S").entry("listed one").entry("listed two").build(),
                       {"left one", "left two"});
    WorkStates states{{}, {true, true}, {true, false, false, true}, {false, true, false, true}};
};

Rows found(const CatalogPointer &catalog, const QString &text, const Scope &scope, const WorkStates &states)
{
    return runQuery(*SearchIndex::build(catalog), states, {parseQuery(text), scope, PaperOrder::List, false});
}

} // namespace

/// Works that left the list, in views and queries.
class TestGoneWorks final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void worksThatLeft_standAmongWhatTheReaderMarked();
    void worksThatLeft_areFoundWhereMarksAreAskedFor();
    void narrowerQuery_thatAsksForThoseThatLeft_findsThem();
};

void TestGoneWorks::worksThatLeft_standAmongWhatTheReaderMarked()
{
    LeftSample sample;
    sample.states.setTagsOf(3, {7});
    const auto rows = [&](PaperView view) { return found(sample.catalog, {}, {view, 0, 7}, sample.states); };
    QCOMPARE(rows(PaperView::All), (Rows{0, 1}));
    QCOMPARE(rows(PaperView::Unread), (Rows{0}));
    QCOMPARE(rows(PaperView::Section), (Rows{0, 1}));
    QCOMPARE(rows(PaperView::Bookmarks), (Rows{1, 2}));
    QCOMPARE(rows(PaperView::Tag), (Rows{3}));
    QCOMPARE(rows(PaperView::Gone), (Rows{2, 3}));
    QCOMPARE(scopeWorks(*sample.catalog, sample.states, {}), (Rows{0, 1}));
    QCOMPARE(scopeWorks(*sample.catalog, sample.states, {PaperView::Gone}), (Rows{2, 3}));
}

void TestGoneWorks::worksThatLeft_areFoundWhereMarksAreAskedFor()
{
    const LeftSample sample;
    const auto rows = [&](const char *text, PaperView view = PaperView::All) {
        return found(sample.catalog, QString::fromLatin1(text), {view}, sample.states);
    };
    QCOMPARE(rows("one"), (Rows{0}));
    QCOMPARE(rows("-is:gone"), (Rows{0, 1}));
    QCOMPARE(rows("is:unread"), (Rows{0}));
    QCOMPARE(rows("is:gone"), (Rows{2, 3}));
    QCOMPARE(rows("one is:gone"), (Rows{2}));
    QCOMPARE(rows("is:bookmarked"), (Rows{1, 2}));
    QCOMPARE(rows("is:gone OR two"), (Rows{1, 2, 3}));
    QCOMPARE(rows("is:gone", PaperView::Unread), (Rows{2}));
    QCOMPARE(rows("one", PaperView::Bookmarks), (Rows{2}));
    QCOMPARE(rows("one", PaperView::Gone), (Rows{2}));
}

void TestGoneWorks::narrowerQuery_thatAsksForThoseThatLeft_findsThem()
{
    const LeftSample sample;
    const SearchIndexPointer index = SearchIndex::build(sample.catalog);
    const QueryMatchesPointer earlier = findMatches(*index, sample.states, parseQuery(u"one"), {});
    const QueryMatchesPointer now =
        findMatches(*index, sample.states, parseQuery(u"one is:gone"), {}, earlier.get());
    QCOMPARE(matchRows(*index, now, PaperOrder::List, false).works(), (Rows{2}));
}

QTEST_GUILESS_MAIN(TestGoneWorks)
#include "tst_goneworks.moc"
