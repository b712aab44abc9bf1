// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/boundedtext.h"

#include "markdown/listtext.h"

#include <QtTest>

#include <algorithm>

using namespace carrel;

namespace {

ListText bounded(const QByteArray &utf8)
{
    ListText text{utf8, {}};
    boundCostlyPlaces(text);
    return text;
}

bool tells(const ListText &text, DiagnosticKind kind, quint32 line)
{
    return std::any_of(text.diagnostics.begin(), text.diagnostics.end(),
                       [&](const Diagnostic &each) { return each.kind == kind && each.line == line; });
}

} // namespace

class BoundedTextTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ordinaryList_staysAsItIs()
    {
        const QByteArray list =
            "# L\n\n**Group**\n- [OSDI'24] [A](https://a.example/) (`X`)\n  - slides: [link](b)\n"
            "    going on\n> a quote [x]\n\n1. one\n| a | b |\n- [ ] task\n";
        const ListText text = bounded(list);
        QCOMPARE(text.utf8, list);
        QVERIFY(text.diagnostics.empty());
    }

    /// A long text is looked through in pieces, and what is plain is passed over.
    void longText_isBoundedAsAShortOne()
    {
        const QByteArray plain = QByteArrayLiteral("- [OSDI'24] [A](https://a.example/)\n").repeated(70'000);
        const QByteArray costly =
            QByteArrayLiteral("- begins a paragraph [\n") + QByteArray("[").repeated(1500) + "\n-[typed\n\n";
        const ListText part = bounded(costly);
        QVERIFY(part.utf8 != costly);
        for (const QByteArray &begin : {plain, plain + QByteArray(30, ' ') + '\n'}) {
            const auto lines = static_cast<quint32>(begin.count('\n'));
            const ListText whole = bounded(begin + costly + plain + costly);
            QVERIFY(whole.utf8 == begin + part.utf8 + plain + part.utf8);
            QCOMPARE(whole.diagnostics.size(), 2 * part.diagnostics.size());
            QVERIFY(tells(whole, part.diagnostics.front().kind, lines + part.diagnostics.front().line));
        }
    }

    void longLine_isCutBetweenCharacters()
    {
        const QByteArray list = "first\n" + QByteArrayLiteral("\xC3\xA9").repeated(100 * 1024) + "\nlast\n";
        const ListText text = bounded(list);
        QVERIFY(text.utf8.size() < 130 * 1024);
        QVERIFY(QUtf8StringView(text.utf8).isValidUtf8());
        QVERIFY(text.utf8.endsWith("\nlast\n"));
        QVERIFY(tells(text, DiagnosticKind::LineCut, 2));
    }

    void deepNesting_isCutAndTold()
    {
        for (const char *marker : {"- ", "> ", ">", "1. "}) {
            const ListText text = bounded(QByteArray(marker).repeated(5000) + "end\nnext\n");
            QVERIFY2(text.utf8.size() < 200, marker);
            QVERIFY(text.utf8.endsWith("end\nnext\n"));
            QVERIFY(tells(text, DiagnosticKind::NestingCut, 1));
        }
        const ListText indented = bounded(QByteArray(500, ' ') + "- deep\n");
        QVERIFY(indented.utf8.size() < 100);
        QVERIFY(indented.utf8.endsWith("- deep\n"));
    }

    void costlyCharacters_haveABudgetAParagraph()
    {
        QByteArray lines;
        for (int i = 0; i < 100; ++i) {
            lines += QByteArray(50, '[') + "\n";
        }
        QCOMPARE(bounded(lines).utf8.count('['), 1000);
        QByteArray bullets;
        for (int i = 0; i < 100; ++i) {
            bullets += "- " + QByteArray(50, '[') + "\n";
        }
        QCOMPARE(bounded(bullets).utf8.count('['), 5000);
    }

    void endlessParagraph_isBroken()
    {
        const QByteArray list = QByteArray("some words in a line\n").repeated(5000);
        ListText text = bounded(list);
        QCOMPARE(text.utf8.count('\n'), list.count('\n'));
        qsizetype longest = 0;
        for (const QByteArray &paragraph : text.utf8.replace("\n\n", "\x01").split('\x01')) {
            longest = std::max(longest, paragraph.size());
        }
        QVERIFY(longest <= 35 * 1024);
    }

    void mergeMarkers_becomeBlankLines()
    {
        const QByteArray list = "- a\n<<<<<<< HEAD\n- b\n=======\n- c\n>>>>>>> branch\n- d\n";
        const ListText text = bounded(list);
        QCOMPARE(text.utf8, QByteArrayLiteral("- a\n\n- b\n\n- c\n\n- d\n"));
        QVERIFY(tells(text, DiagnosticKind::ConflictMarker, 4));
    }

    void rulerWithoutMerge_staysARuler()
    {
        const QByteArray list = "Title\n=======\n\n- a\n";
        QCOMPARE(bounded(list).utf8, list);
    }

    void definitionNamedLikeATag_becomesText()
    {
        const ListText text =
            bounded("- [OSDI'24] [A](https://a.example/)\n\n[osdi'24]: https://evil.example/\n[1]: u\n");
        QVERIFY(!text.utf8.contains("[osdi'24]:"));
        QVERIFY(text.utf8.contains("[1]: u"));
    }

    void typedBullets_becomeBullets()
    {
        QCOMPARE(bounded("-[OSDI'24] [A](u)\n  -\xC2\xA0[B](u)\n\xE2\x80\xA2 [C](u)\n").utf8,
                 QByteArrayLiteral("- [OSDI'24] [A](u)\n  - [B](u)\n-  [C](u)\n"));
    }
};

QTEST_APPLESS_MAIN(BoundedTextTest)
#include "tst_boundedtext.moc"
