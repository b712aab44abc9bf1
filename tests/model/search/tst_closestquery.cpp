// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/closestquery.h"
#include "support/listbuilder.h"

#include <QtTest>

using namespace carrel;
using test::ListBuilder;

namespace {

WordListPointer wordsOf(const SearchIndexPointer &index)
{
    return WordList::build(index, [] { return false; });
}

} // namespace

class TestClosestQuery final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void wrongWords_areReplaced_data();
    void wrongWords_areReplaced();
    void longLists_areReadWhole();
};

void TestClosestQuery::wrongWords_areReplaced_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *text, const char *expected) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(expected);
    };
    row("distribted", "distributed");
    row("distrubuted", "distributed");
    row("ditsributed trianing", "distributed training");
    row("distribtued train", "distributed train");
    row("distirb", "distributed");
    row("catche", "cache");
    row("cahe", "cache");
    row("cache", "");
    row("", "");
    row("xyz", "");
    row("distribted wholly-unknown", "");
    row("zzzzzzzzzz", "");
    row("\"distribted training\"", "\"distributed training\"");
    row("-distribted cahe venue:osdi", "-distribted cache venue:osdi");
    row("-distribted cache", "");
    row("cahe OR x", "cache OR x");
    row("tarining", "training");
    row("training2 \u4E2D\u6587\u6587\u6587", "");
    row("thisisaverylongwordthatnobodyeverwrotedown", "");
}

void TestClosestQuery::wrongWords_areReplaced()
{
    QFETCH(const QString, text);
    const SearchIndexPointer index = SearchIndex::build(ListBuilder()
                                                            .entry("Distributed Training: x")
                                                            .entry("Cache coaches", "OSDI")
                                                            .entry("Cache training")
                                                            .build());
    const std::optional<Query> closest = closestQuery(*wordsOf(index), parseQuery(text));
    QTEST(closest ? queryText(*closest) : QString(), "expected");
}

void TestClosestQuery::longLists_areReadWhole()
{
    ListBuilder list;
    for (int i = 0; i < 40000; ++i) {
        list.entry("A long list of papers on systems number " + std::to_string(i));
    }
    const SearchIndexPointer index = SearchIndex::build(list.entry("Zeppelin").build());
    const std::optional<Query> closest = closestQuery(*wordsOf(index), parseQuery(u"zeplin"));
    QVERIFY(closest.has_value());
    QCOMPARE(queryText(*closest), QStringLiteral("zeppelin"));
}

QTEST_GUILESS_MAIN(TestClosestQuery)
#include "tst_closestquery.moc"
