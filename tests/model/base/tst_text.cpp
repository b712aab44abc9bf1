// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"

#include <QtTest>

#include <array>
#include <cmath>

using namespace carrel;

namespace {

QByteArray bytes(const std::string &text)
{
    return QByteArray::fromStdString(text);
}

void compareText(const std::string &actual, const char *expected)
{
    QCOMPARE(bytes(actual), QByteArray(expected));
}

struct Pair
{
    const char *a;
    const char *b;
    double ratio;
};

/// Values of Python's difflib.SequenceMatcher(None, a, b, autojunk=False).ratio().
constexpr std::array kPairs{
    Pair{"", "", 1.0},
    Pair{"a", "", 0.0},
    Pair{"", "b", 0.0},
    Pair{"abc", "abc", 1.0},
    Pair{"abcd", "bcde", 0.75},
    Pair{"abxcd", "abcd", 0.88888888888888884},
    Pair{"tide", "diet", 0.25},
    Pair{"diet", "tide", 0.5},
    Pair{"ab", "ba", 0.5},
    Pair{"abab", "baba", 0.75},
    Pair{"abcabba", "cbabac", 0.46153846153846156},
    Pair{"cbabac", "abcabba", 0.46153846153846156},
    Pair{"xaby", "abxyab", 0.59999999999999998},
    Pair{"qabxcd", "abycdf", 0.66666666666666663},
    Pair{"aaaa", "aa", 0.66666666666666663},
    Pair{"abcdabcd", "abcd", 0.66666666666666663},
    Pair{"abcd", "abcdabcd", 0.66666666666666663},
    Pair{"pennsylvania", "pencilvaneya", 0.66666666666666663},
    Pair{"gestaltpatternmatching", "gestaltpractice", 0.59459459459459463},
    Pair{"wikimedia", "wikimania", 0.77777777777777779},
    Pair{"wikimania", "wikimedia", 0.77777777777777779},
    Pair{"aabbaabb", "bbaabbaa", 0.75},
    Pair{"1212121", "2121", 0.72727272727272729},
    Pair{"banana", "ananas", 0.83333333333333337},
    Pair{"xyzabcxyz", "abcxyzabc", 0.66666666666666663},
    Pair{"zenflowenablingstallfreeoffloading", "serverlessloraminimizinglatency", 0.30769230769230771},
    Pair{"agentixanengine", "autellixanengine", 0.77419354838709675},
    Pair{"flashdmoefastdistributedmoeinasinglekernel", "flashmoefastdistributedmoeinasinglekernel",
         0.98795180722891562},
    Pair{"slipstreamadaptingpipelines", "recycleresilienttraining", 0.35294117647058826},
    Pair{"privateuseofai", "aiforprivateuse", 0.68965517241379315},
    Pair{"mpipemoememoryefficientmoe", "mpmoememoryefficientmoe", 0.93877551020408168},
    Pair{"大规模语言模型训练", "大规模模型的训练系统", 0.73684210526315785},
    Pair{"数据处理", "模型训练", 0.0},
    Pair{"größe", "grosse", 0.54545454545454541},
    Pair{"bbcaabac", "bbacbbbc", 0.375},
    Pair{"caaccbaa", "ccbbbcba", 0.5},
    Pair{"ccccbbcc", "cbcaaacb", 0.375},
    Pair{"ccaacacc", "abaaaaab", 0.375},
    Pair{"cbcbaaca", "bcababcc", 0.625},
    Pair{"cabccbbb", "abbbcbba", 0.625},
    Pair{"aacbaacc", "bbabbccb", 0.375},
};

} // namespace

class TextTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void normalTitle_keepsLettersAndDigitsOnly_data()
    {
        QTest::addColumn<QByteArray>("title");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *name, const char *title, const char *expected) {
            QTest::newRow(name) << QByteArray(title) << QByteArray(expected);
        };
        row("empty", "", "");
        row("ascii", "PipeDream: Fast, 1F1B!", "pipedreamfast1f1b");
        row("straight apostrophe", "S'MoRE", "smore");
        row("typographic apostrophe", "S\u2019MoRE", "smore");
        row("composed accent", "M\u00E9lange", "melange");
        row("combining accent", "Me\u0301lange", "melange");
        row("ligature", "E\uFB03cient", "efficient");
        row("full width", "\uFF2B\uFF36 \uFF11", "kv1");
        row("sharp s", "Gro\u00DFe", "grosse");
        row("greek", "\u03BBScale", "\u03BBscale");
        row("superscript", "P\u00B2", "p2");
        row("chinese", "\u6570\u636E\uFF1A\u5904\u7406", "\u6570\u636E\u5904\u7406");
        row("beyond the first plane", "\U0001D400\U00020000", "a\U00020000");
        row("emoji", "\U0001F50D", "");
        row("zero width", "zero\u200Bwidth", "zerowidth");
        row("invalid utf-8",
            "a\xFF"
            "b",
            "ab");
    }

    void normalTitle_keepsLettersAndDigitsOnly()
    {
        QFETCH(QByteArray, title);
        QFETCH(QByteArray, expected);
        QCOMPARE(bytes(normalTitle(title.toStdString())), expected);
    }

    void appendNormalTitle_keepsWhatIsThere()
    {
        std::string text = "x";
        appendNormalTitle(text, "A-b");
        appendNormalTitle(text, "\u00C9");
        compareText(text, "xabe");
    }

    void foldedText_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *name, const char *text, const char *expected) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(expected);
        };
        row("empty", "", "");
        row("only punctuation", " -- ", "");
        row("punctuation parts words", "KV-Cache (De)Activation", "kv cache de activation");
        row("runs of blanks", "  a \t b  ", "a b");
        row("straight apostrophe joins", "I've", "ive");
        row("typographic apostrophe joins", "I\u2019ve", "ive");
        row("backtick joins", "throttLL`eM", "throttllem");
        row("accents", "D\u00E9j\u00E0Vu", "dejavu");
        row("em dash", "a\u2014b", "a b");
        row("zero width joins", "zero\u200Bwidth", "zerowidth");
        row("bidi override vanishes", "\u202Eab\u202C c", "ab c");
        row("soft hyphen joins", "dis\u00ADtributed", "distributed");
        row("no-break blank", "a\u00A0b", "a b");
        row("full width", "\uFF2B\uFF36\u3000cache", "kv cache");
        row("control character", "a\x1B[31mb", "a 31mb");
        row("sharp s", "Stra\u00DFe STRA\u1E9EE", "strasse strasse");
        row("long s", "\u017Fet", "set");
        row("ligature", "E\uFB03cient", "efficient");
        row("letters of their own", "\u0141\u00F3d\u017A Troms\u00F8 \u00C6sir \u0152uvre",
            "lodz tromso aesir oeuvre");
        row("dotted and dotless i", "\u0130\u0131", "ii");
        row("final sigma", "\u039F\u03A3 \u03BF\u03C2", "\u03BF\u03C3 \u03BF\u03C3");
        row("typographic quotes", "\u201Ckv\u201D \u00ABcache\u00BB", "kv cache");
        row("chinese", "\u5206\u5E03\u5F0F\uFF1A\u8BAD\u7EC3", "\u5206\u5E03\u5F0F \u8BAD\u7EC3");
        row("apostrophe between blanks", "a ' b", "a b");
    }

    void foldedText()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        QCOMPARE(bytes(carrel::foldedText(text.toStdString())), expected);
    }

    void foldedText_foldedAgainStaysAsItIs()
    {
        for (char32_t c = 1; c < 0x30000; ++c) {
            const std::string once = carrel::foldedText("a" + QString::fromUcs4(&c, 1).toStdString() + "b");
            QCOMPARE(bytes(carrel::foldedText(once)), bytes(once));
        }
    }

    void foldedText_ofAsciiIsWhatUnicodeSays()
    {
        for (char a = 1; a != 127; ++a) {
            for (char b = 1; b != 127; ++b) {
                const std::string text{'x', a, b, a};
                const std::string mixed = carrel::foldedText(text + " \u4E2D");
                const std::string plain = carrel::foldedText(text) + " \u4E2D";
                QCOMPARE(bytes(mixed), bytes(plain));
            }
        }
    }

    void appendFoldedText_neverTouchesTextBefore()
    {
        std::string text = "x ";
        appendFoldedText(text, "- a -");
        compareText(text, "x a");
        appendFoldedText(text, "\u2014");
        compareText(text, "x a");
    }

    void similarity_equalsDifflib()
    {
        for (const Pair &pair : kPairs) {
            const double ratio = similarity(pair.a, pair.b);
            QVERIFY2(std::abs(ratio - pair.ratio) < 1e-12,
                     qPrintable(QStringLiteral("%1 | %2: %3 instead of %4")
                                    .arg(QString::fromUtf8(pair.a), QString::fromUtf8(pair.b))
                                    .arg(ratio)
                                    .arg(pair.ratio)));
        }
    }

    void similarity_ignoresWhatIsBeyondTheLimit()
    {
        const std::string longTitle(5000, 'a');
        QCOMPARE(similarity(longTitle, std::string(256, 'a')), 1.0);
        QCOMPARE(similarity(longTitle + 'b', longTitle), 1.0);
        std::string wide;
        for (int i = 0; i < 600; ++i) {
            wide += "\u6570";
        }
        QCOMPARE(similarity(wide, wide.substr(0, std::size_t(256) * 3)), 1.0);
    }

    void displayText_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("maximum");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *name, const char *text, int maximum, const char *expected) {
            QTest::newRow(name) << QByteArray(text) << maximum << QByteArray(expected);
        };
        row("empty", "", 100, "");
        row("verbatim", "S*: $100K & \u03BC <b>", 100, "S*: $100K & \u03BC <b>");
        row("white space", " a\r\n\t b\u2028c\u00A0 ", 100, "a b c");
        row("controls", "a\x01\x1B[31m\x7F\u0085z\u009Bz", 100, "a[31m zz");
        row("bidi overrides", "\u202Eevil\u202C \u2066x\u2069\u200E", 100, "evil x");
        row("right to left is text", "\u05E9\u05DC\u05D5\u05DD", 100, "\u05E9\u05DC\u05D5\u05DD");
        row("zero width", "\uFEFFze\u200Bro", 100, "zero");
        row("joiners are text", "\u0645\u06CC\u200C\u062E", 100, "\u0645\u06CC\u200C\u062E");
        row("stacked marks",
            "a\u0301\u0301\u0301\u0301\u0301\u0301"
            "b",
            100,
            "a\u0301\u0301\u0301\u0301"
            "b");
        row("invalid utf-8",
            "a\xFF\xC0\x80"
            "b",
            100,
            "a\uFFFD\uFFFD\uFFFD"
            "b");
        row("just fits", "abcdefghij", 10, "abcdefghij");
        row("one too long", "abcdefghijk", 10, "abcdefg\u2026");
        row("blank before the cut", "abcdef hijk", 10, "abcdef\u2026");
        row("wide characters fit", "\U0001F50D\U0001F50D", 8, "\U0001F50D\U0001F50D");
        row("cut between wide characters", "\U0001F50D\U0001F50D\U0001F50D", 10, "\U0001F50D\u2026");
        row("blanks do not count", "a                                     b", 10, "a b");
        row("invisible text has its end",
            "a\u200B\u200B\u200B\u200B\u200B\u200B\u200B\u200B\u200B\u200B"
            "b",
            4, "a\u2026");
    }

    void displayText()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, maximum);
        QFETCH(QByteArray, expected);
        const std::string shown = carrel::displayText(text.toStdString(), static_cast<std::size_t>(maximum));
        QCOMPARE(bytes(shown), expected);
        QVERIFY(shown.size() <= static_cast<std::size_t>(maximum));
    }

    void displayText_neverExceedsTheMaximum()
    {
        const QByteArray text("a\u0301\u6570\U0001F50D b\u200B\u6570\u6570");
        for (std::size_t maximum = 3; maximum < 40; ++maximum) {
            const std::string shown = carrel::displayText(text.toStdString(), maximum);
            QVERIFY(shown.size() <= maximum);
            QVERIFY(!toQString(shown).contains(QChar::ReplacementCharacter));
        }
    }
};

QTEST_GUILESS_MAIN(TextTest)
#include "tst_text.moc"
