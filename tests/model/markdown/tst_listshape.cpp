// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/listshape.h"

#include "markdown/tablelines.h"

#include <QtTest>

#include <algorithm>
#include <string>

using namespace carrel;

class ListShapeTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tables_endBeforeWhateverBeginsAnotherBlock()
    {
        TableTracker tracker;
        const auto takes = [&](const char *line) { return static_cast<int>(tracker.take(line)); };
        const auto row = static_cast<int>(TableTracker::Line::Row);
        const auto other = static_cast<int>(TableTracker::Line::Other);
        QCOMPARE(takes("a | b"), other);
        QCOMPARE(takes("---|---"), static_cast<int>(TableTracker::Line::Delimiter));
        QCOMPARE(takes("1 | 2"), row);
        QCOMPARE(takes("**3** | 4"), row);
        QCOMPARE(takes("- 5 | 6"), other);
        QCOMPARE(takes("7 | 8"), other);
        QCOMPARE(takes("no bar"), other);
        QCOMPARE(takes("|---|---|"), other);
    }

    void inferShape_findsTheColumnOfTheTitle_data()
    {
        QTest::addColumn<QByteArray>("table");
        QTest::addColumn<int>("column");
        QTest::newRow("named") << QByteArray("|Date|Title|Paper|\n|-|-|-|\n|2020|A|[pdf](u)|\n") << 1;
        QTest::newRow("paper") << QByteArray("Year | Paper | Code\n---|---|---\n2020 | [A](u) | [code](u)\n")
                               << 1;
        QTest::newRow("widest") << QByteArray("|#|What|Where|\n|-|-|-|\n|1|A long title of words|ACL|\n")
                                << 1;
    }

    void inferShape_findsTheColumnOfTheTitle()
    {
        QFETCH(QByteArray, table);
        const ListShape shape = inferShape({table.constData(), static_cast<std::size_t>(table.size())});
        QCOMPARE(shape.tables.size(), std::size_t(1));
        const auto &columns = shape.tables.front().columns;
        const auto title = std::find(columns.begin(), columns.end(), FieldRole::Title);
        QTEST(static_cast<int>(title - columns.begin()), "column");
        QVERIFY(shape.tableAt(3) == &shape.tables.front());
        QVERIFY(shape.tableAt(4) == nullptr);
    }

    void inferShape_sectionsAboutOtherThings_goDownToTheirSubsections()
    {
        const ListShape shape = inferShape("# L\n## Contents\n### Training\n- [A](https://arxiv.org/abs/1)\n"
                                           "## Tools\n### Training\n- [B](https://b.example/)\n## Serving\n");
        QVERIFY(shape.kindAt(3) == SectionKind::Papers);
        QVERIFY(shape.kindAt(7) == SectionKind::Aside);
        QVERIFY(shape.kindAt(8) == SectionKind::Neutral);
    }

    void inferShape_learnsLabelsVenuesAndLeadingBrackets()
    {
        std::string text;
        for (int i = 0; i < 6; ++i) {
            text +=
                "- [Name] Title of a paper (MEET'2" + std::to_string(i) + ") [read me](https://a.example/)\n";
        }
        const ListShape shape = inferShape(text);
        QVERIFY(shape.labels.contains("read me"));
        QVERIFY(shape.isVenue("MEET"));
        QVERIFY(!shape.isVenue("Title of a paper"));
        QVERIFY(!shape.tagsLead);
    }
};

QTEST_APPLESS_MAIN(ListShapeTest)
#include "tst_listshape.moc"
