// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/chunkplan.h"

#include <QtTest>

using namespace carrel;

namespace {

/// The lines (1-based) at which chunks begin, cut as often as is safe.
QList<int> cuts(std::string_view text)
{
    QList<int> lines;
    for (const Chunk &chunk : planChunks(text, 1).chunks) {
        lines << static_cast<int>(chunk.firstLine);
    }
    return lines;
}

} // namespace

class ChunkPlanTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void planChunks_coversTheTextWithoutGap()
    {
        const std::string_view text = "intro\n# A\n- a\n- b\n\n## B\n- c";
        std::size_t end = 0;
        for (const Chunk &chunk : planChunks(text, 1).chunks) {
            QCOMPARE(chunk.begin, end);
            QVERIFY(chunk.end > chunk.begin);
            end = chunk.end;
        }
        QCOMPARE(end, text.size());
        QCOMPARE(planChunks({}).chunks.size(), std::size_t(1));
    }

    void planChunks_cutsAtHeadingsAndBullets()
    {
        QCOMPARE(cuts("intro\n# A\n- a\n- b\n\n## B\n- c\n"), (QList<int>{1, 2, 3, 4, 6, 7}));
    }

    void planChunks_belowTarget_keepsTogether()
    {
        QCOMPARE(planChunks("# A\n- a\n- b\n", 1000).chunks.size(), std::size_t(1));
    }

    void planChunks_insideCodeCommentOrHtml_cutsNowhere_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("fence") << QByteArray("a\n```\n# no\n- no\n```\n");
        QTest::newRow("fence never closed") << QByteArray("a\n~~~ c++\n# no\n\n- no\n```\n# no\n");
        QTest::newRow("longer fence") << QByteArray("a\n````\n```\n# no\n````\n");
        QTest::newRow("comment") << QByteArray("a\n<!-- x\n\n# no\n- no\n-->\n");
        QTest::newRow("script") << QByteArray("a\n<SCRIPT>\n\n# no\n</script>\n");
        QTest::newRow("html until a blank line") << QByteArray("a\n<div>\n# no\n- no\n</div>\n");
        QTest::newRow("indented code") << QByteArray("a\n\n    # no\n    - no\n");
    }

    void planChunks_insideCodeCommentOrHtml_cutsNowhere()
    {
        QFETCH(QByteArray, text);
        QCOMPARE(cuts(text.toStdString()), QList<int>{1});
    }

    void planChunks_behindCodeAndComment_cutsAgain()
    {
        QCOMPARE(cuts("a\n```\nb\n```\n# yes\n<!-- c -->\n\n- yes\n"), (QList<int>{1, 5, 8}));
    }

    void planChunks_nestedBullets_stayWithTheirParent()
    {
        QCOMPARE(cuts("- a\n  - b\n\n  - c\n- d\n"), (QList<int>{1, 5}));
    }

    void planChunks_ruler_isNoBullet() { QCOMPARE(cuts("a\n\n* * *\n- - -\n- b\n"), (QList<int>{1, 5})); }

    void planChunks_definitions_areHandedOn()
    {
        const ChunkPlan plan = planChunks("[1]: https://a.example/\n\n- [A][1]\n- [B][1]\n", 1);
        QVERIFY(plan.chunks.size() > 1);
        QCOMPARE(plan.definitions, std::string("[1]: https://a.example/\n\n"));
        QCOMPARE(plan.definitionLines, 2U);
    }
};

QTEST_APPLESS_MAIN(ChunkPlanTest)
#include "tst_chunkplan.moc"
