// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/queryedit.h"

#include <QRandomGenerator>
#include <QtTest>

#include <algorithm>

using namespace carrel;

namespace {

FacetValue venue(std::string_view name)
{
    return *venueValue(name);
}

FacetValue word(ClauseKind kind, ClauseWord which, bool negated = false)
{
    return {{.kind = kind, .word = which}, negated};
}

/// Values as a facet pane offers them.
std::vector<FacetValue> someValues()
{
    return {venue("OSDI"),
            venue("SOSP"),
            venue("IEEE MICRO"),
            venue("\u00C9t\u00E9"),
            word(ClauseKind::Is, ClauseWord::Survey),
            word(ClauseKind::Has, ClauseWord::Code),
            word(ClauseKind::Has, ClauseWord::Link, true)};
}

QString clicked(const QString &text, const FacetValue &value)
{
    return withUse(text, value, nextUse(clauseUse(parseQuery(text), value)));
}

bool sameParts(const QString &a, const QString &b)
{
    const std::vector<QueryNode> left = parseQuery(a).root.children;
    const std::vector<QueryNode> right = parseQuery(b).root.children;
    return left.size() == right.size() && std::is_permutation(left.begin(), left.end(), right.begin());
}

QString randomText(QRandomGenerator &random, const QStringList &pieces, int most)
{
    QString text;
    for (int i = random.bounded(most); i > 0; --i) {
        text += pieces.at(random.bounded(static_cast<int>(pieces.size())));
    }
    return text;
}

/// Anything: well formed or not.
const QStringList &wildPieces()
{
    static const QStringList kPieces{
        QStringLiteral("venue:osdi"),  QStringLiteral("-venue:osdi"), QStringLiteral("Venue:\"sosp\""),
        QStringLiteral("venue:sosp"),  QStringLiteral("is:survey"),   QStringLiteral("has:code"),
        QStringLiteral("-has:link"),   QStringLiteral("has:link"),    QStringLiteral("year:2020"),
        QStringLiteral("year:>=2022"), QStringLiteral("-year:2021"),  QStringLiteral("year:none"),
        QStringLiteral("kv"),          QStringLiteral("KV-Cache"),    QStringLiteral(" OR "),
        QStringLiteral(" OR "),        QStringLiteral(" "),           QStringLiteral(" "),
        QStringLiteral(" "),           QStringLiteral("("),           QStringLiteral(")"),
        QStringLiteral(" ("),          QStringLiteral(") "),          QStringLiteral("-("),
        QStringLiteral("\""),          QStringLiteral("-"),           QStringLiteral("OR"),
        QStringLiteral("venue:")};
    return kPieces;
}

/// A query as a careful reader types it: nothing twice.
QString tidyText(QRandomGenerator &random)
{
    QStringList left{QStringLiteral("KV-Cache"),
                     QStringLiteral("\"Paged Attention\""),
                     QStringLiteral("-Survey"),
                     QStringLiteral("(Moe OR Mixture)"),
                     QStringLiteral("VENUE:NSDI"),
                     QStringLiteral("(venue:OSDI OR venue:\"SOSP\")"),
                     QStringLiteral("-venue:SOSP"),
                     QStringLiteral("Is:Survey"),
                     QStringLiteral("Year:2024"),
                     QStringLiteral("-(venue:osdi OR venue:arxiv)"),
                     QStringLiteral("venue:sosp OR venue:ATC"),
                     QStringLiteral("venue:osdi OR Kernel")};
    QStringList parts;
    for (int i = random.bounded(6); i > 0; --i) {
        parts.append(left.takeAt(random.bounded(static_cast<int>(left.size()))));
    }
    return parts.join(QLatin1Char(' '));
}

} // namespace

class TestQueryEdit final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void use_data();
    void use();
    void noLink_isTheOppositeOfAClause();
    void clicks_data();
    void clicks();
    void years_data();
    void years();
    void yearUse_isWhatAllClausesAllow();
    void clausesInUse_areThoseThatNarrowTheWholeQuery();
    void anyText_hasTheUseThatWasAsked();
    void threeClicks_leadBack();
    void otherParts_areLeftAlone();
    void anyText_hasTheYearsThatWereAsked();
    void wellFormedText_staysAsTyped();
    void venuesWithoutLetters_areNoValues();
    void longTexts_areEdited();
};

void TestQueryEdit::use_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<ClauseUse>("expected");
    const auto row = [](const char *text, ClauseUse expected) {
        QTest::newRow(text) << QString::fromUtf8(text) << expected;
    };
    row("", ClauseUse::None);
    row("osdi", ClauseUse::None);
    row("\"venue:osdi\"", ClauseUse::None);
    row("venue:~osdi", ClauseUse::None);
    row("venue:osdi", ClauseUse::Included);
    row("kv VENUE:OSDI year:2020", ClauseUse::Included);
    row("(venue:sosp OR venue:osdi)", ClauseUse::Included);
    row("kv venue:sosp OR venue:osdi", ClauseUse::Included);
    row("venue:osdi OR kv", ClauseUse::None);
    row("venue:osdi OR year:2020", ClauseUse::None);
    row("venue:osdi OR -venue:sosp", ClauseUse::None);
    row("(venue:osdi kv) OR x", ClauseUse::None);
    row("-venue:osdi", ClauseUse::Excluded);
    row("-(venue:osdi OR venue:sosp)", ClauseUse::Excluded);
    row("-(venue:osdi OR kv)", ClauseUse::Excluded);
    row("-(venue:osdi kv)", ClauseUse::None);
    row("-(-venue:osdi OR kv)", ClauseUse::Included);
    row("-(-venue:osdi)", ClauseUse::Included);
    row("venue:osdi -venue:osdi", ClauseUse::Excluded);
}

void TestQueryEdit::use()
{
    QFETCH(const QString, text);
    QTEST(clauseUse(parseQuery(text), venue("OSDI")), "expected");
}

void TestQueryEdit::noLink_isTheOppositeOfAClause()
{
    const FacetValue noLink = word(ClauseKind::Has, ClauseWord::Link, true);
    QCOMPARE(clauseUse(parseQuery(u"-has:link"), noLink), ClauseUse::Included);
    QCOMPARE(clauseUse(parseQuery(u"has:link"), noLink), ClauseUse::Excluded);
    QCOMPARE(withUse(QStringLiteral("kv"), noLink, ClauseUse::Included), QStringLiteral("kv -has:link"));
    QCOMPARE(clicked(QStringLiteral("kv -has:link"), noLink), QStringLiteral("kv has:link"));
    QCOMPARE(clicked(QStringLiteral("kv has:link"), noLink), QStringLiteral("kv"));
}

void TestQueryEdit::clicks_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("included");
    QTest::addColumn<QString>("excluded");
    QTest::addColumn<QString>("free");
    const auto row = [](const char *text, const char *included, const char *excluded, const char *free) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(included)
                            << QString::fromUtf8(excluded) << QString::fromUtf8(free);
    };
    row("", "venue:osdi", "-venue:osdi", "");
    row("  KV-Cache  ", "  KV-Cache venue:osdi", "  KV-Cache -venue:osdi", "  KV-Cache  ");
    row("Venue:\"SOSP\" x", "(Venue:\"SOSP\" OR venue:osdi) x", "Venue:\"SOSP\" x -venue:osdi",
        "Venue:\"SOSP\" x");
    row("a (venue:SOSP OR venue:ATC) b", "a (venue:SOSP OR venue:ATC OR venue:osdi) b",
        "a (venue:SOSP OR venue:ATC) b -venue:osdi", "a (venue:SOSP OR venue:ATC) b");
    row("a venue:SOSP OR venue:ATC", "a venue:SOSP OR venue:ATC OR venue:osdi",
        "a venue:SOSP OR venue:ATC -venue:osdi", "a venue:SOSP OR venue:ATC");
    row("(venue:SOSP)", "(venue:SOSP OR venue:osdi)", "(venue:SOSP) -venue:osdi", "(venue:SOSP)");
    row("venue:SOSP OR kv", "venue:SOSP OR kv venue:osdi", "venue:SOSP OR kv -venue:osdi",
        "venue:SOSP OR kv");
    row("a Venue:OSDI b", "a b venue:osdi", "a b -venue:osdi", "a b");
    row("(Venue:OSDI OR venue:sosp)", "(venue:sosp OR venue:osdi)", "venue:sosp -venue:osdi", "venue:sosp");
    row("a (venue:sosp OR venue:osdi) b", "a (venue:sosp OR venue:osdi) b", "a venue:sosp b -venue:osdi",
        "a venue:sosp b");
    row("a venue:sosp OR venue:osdi OR venue:atc b", "a venue:sosp OR venue:atc OR venue:osdi b",
        "a venue:sosp OR venue:atc b -venue:osdi", "a venue:sosp OR venue:atc b");
    row("a venue:osdi OR venue:sosp b", "a (venue:sosp OR venue:osdi) b", "a venue:sosp b -venue:osdi",
        "a venue:sosp b");
    row("a ( venue:osdi ) b", "a b venue:osdi", "a b -venue:osdi", "a b");
    row("-(venue:osdi OR venue:sosp)", "-venue:sosp venue:osdi", "-venue:sosp -venue:osdi", "-venue:sosp");
    row("x -(venue:osdi)", "x venue:osdi", "x -venue:osdi", "x");
    row("venue:osdi kv venue:OSDI", "kv venue:osdi", "kv -venue:osdi", "kv");
    row("venue:osdi -venue:osdi kv", "kv venue:osdi", "kv -venue:osdi", "kv");
    row("\"kv cache", "venue:osdi \"kv cache", "-venue:osdi \"kv cache", "\"kv cache");
    row("kv OR", "venue:osdi kv OR", "-venue:osdi kv OR", "kv OR");
    row("a OR (b c", "venue:osdi a OR (b c", "-venue:osdi a OR (b c", "a OR (b c");
}

void TestQueryEdit::clicks()
{
    QFETCH(const QString, text);
    QTEST(withUse(text, venue("OSDI"), ClauseUse::Included), "included");
    QTEST(withUse(text, venue("OSDI"), ClauseUse::Excluded), "excluded");
    QTEST(withUse(text, venue("OSDI"), ClauseUse::None), "free");
}

void TestQueryEdit::years_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("last");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *text, int first, int last, const char *expected) {
        QTest::addRow("%s %d..%d", text, first, last)
            << QString::fromUtf8(text) << first << last << QString::fromUtf8(expected);
    };
    row("", 2020, 2020, "year:2020");
    row("KV", 2020, 2022, "KV year:2020..2022");
    row("KV", 0, 0, "KV year:none");
    row("KV year:2020 x", 2021, 2023, "KV x year:2021..2023");
    row("year:>=2020 year:<=2022 KV", 2021, 2021, "KV year:2021");
    row("(year:2019 OR year:2021) KV", 2021, 2021, "KV year:2021");
    row("-year:2021 KV", 2020, 2020, "-year:2021 KV year:2020");
    row("-year:2021 KV", 2020, 2022, "KV year:2020..2022");
    row("year:2020 OR KV", 2022, 2022, "year:2020 OR KV year:2022");
    row("KV Year:2020 x", -1, -1, "KV x");
    row("KV -year:2020", -1, -1, "KV");
    row("KV", -1, -1, "KV");
}

void TestQueryEdit::years()
{
    QFETCH(const QString, text);
    QFETCH(const int, first);
    QFETCH(const int, last);
    QTEST(withYears(text, first < 0 ? std::nullopt : std::optional(YearRange{first, last})), "expected");
}

void TestQueryEdit::yearUse_isWhatAllClausesAllow()
{
    const auto uses = [](const char *text) {
        QString out;
        for (const int year : {0, 2019, 2020, 2021, 2022}) {
            const ClauseUse use = yearUse(parseQuery(QString::fromUtf8(text)), year);
            out += QLatin1Char(use == ClauseUse::None ? '.' : use == ClauseUse::Included ? '+' : '-');
        }
        return out;
    };
    QCOMPARE(uses("kv"), QStringLiteral("....."));
    QCOMPARE(uses("year:none"), QStringLiteral("+...."));
    QCOMPARE(uses("year:2020..2021"), QStringLiteral("..++."));
    QCOMPARE(uses("year:>=2020 year:<=2021"), QStringLiteral("..++."));
    QCOMPARE(uses("year:2019 OR year:2021"), QStringLiteral(".+.+."));
    QCOMPARE(uses("year:>=2020 -year:2021"), QStringLiteral("..+-+"));
    QCOMPARE(uses("year:2020 OR kv"), QStringLiteral("....."));
    QCOMPARE(uses("-(year:2020 OR year:none)"), QStringLiteral("-.-.."));
}

void TestQueryEdit::clausesInUse_areThoseThatNarrowTheWholeQuery()
{
    const auto used = [](const char *text) {
        QStringList out;
        for (const Clause &clause : clausesInUse(parseQuery(QString::fromUtf8(text)), ClauseKind::Venue)) {
            out.append(clauseText(clause));
        }
        return out.join(QLatin1Char(' '));
    };
    QCOMPARE(used("venue:a kv (venue:b OR venue:c) -venue:d -venue:a venue:e OR x year:2020"),
             QStringLiteral("venue:a venue:b venue:c venue:d"));
}

void TestQueryEdit::anyText_hasTheUseThatWasAsked()
{
    QRandomGenerator random(3);
    const std::vector<FacetValue> values = someValues();
    for (int round = 0; round < 1500; ++round) {
        const QString text = randomText(random, wildPieces(), 12);
        for (const FacetValue &value : values) {
            for (const ClauseUse use : {ClauseUse::None, ClauseUse::Included, ClauseUse::Excluded}) {
                const QString edited = withUse(text, value, use);
                QVERIFY2(clauseUse(parseQuery(edited), value) == use,
                         qPrintable(text + QLatin1String(" -> ") + edited));
            }
        }
    }
}

void TestQueryEdit::threeClicks_leadBack()
{
    QRandomGenerator random(4);
    const std::vector<FacetValue> values = someValues();
    for (int round = 0; round < 1500; ++round) {
        const QString text = randomText(random, wildPieces(), 12);
        for (const FacetValue &value : values) {
            const QString free = withUse(text, value, ClauseUse::None);
            const QString back = clicked(clicked(clicked(free, value), value), value);
            QVERIFY2(sameParts(back, free), qPrintable(free + QLatin1String(" -> ") + back));
        }
    }
}

void TestQueryEdit::otherParts_areLeftAlone()
{
    QRandomGenerator random(5);
    const std::vector<FacetValue> values = someValues();
    for (int round = 0; round < 1500; ++round) {
        const QString text = randomText(random, wildPieces(), 12);
        const FacetValue &value = values[static_cast<std::size_t>(random.bounded(4))];
        const ClauseUse use = static_cast<ClauseUse>(random.bounded(3));
        const Query before = parseQuery(text);
        const Query after = parseQuery(withUse(text, value, use));
        const auto words = [](const Query &query) {
            QStringList terms;
            for (const QueryTerm &term : query.terms) {
                terms.append(QString::fromStdString(term.folded));
            }
            terms.sort();
            return terms;
        };
        QCOMPARE(words(after), words(before));
        for (const FacetValue &other : values) {
            if (!(other == value)) {
                QVERIFY2(clauseUse(after, other) == clauseUse(before, other), qPrintable(text));
            }
        }
        for (const int year : {0, 2020, 2021, 2022}) {
            QCOMPARE(yearUse(after, year), yearUse(before, year));
        }
    }
}

void TestQueryEdit::anyText_hasTheYearsThatWereAsked()
{
    QRandomGenerator random(6);
    for (int round = 0; round < 1500; ++round) {
        const QString text = randomText(random, wildPieces(), 12);
        const int first = 2018 + random.bounded(6);
        const int last = first + random.bounded(3);
        const QString ranged = withYears(text, YearRange{first, last});
        for (int year = 2016; year < 2028; ++year) {
            const ClauseUse use = yearUse(parseQuery(ranged), year);
            QVERIFY2((use == ClauseUse::Included) == (year >= first && year <= last), qPrintable(text));
        }
        const QString free = withYears(ranged, std::nullopt);
        QVERIFY2(sameParts(free, withYears(text, std::nullopt)), qPrintable(text));
        for (const FacetValue &value : someValues()) {
            QCOMPARE(clauseUse(parseQuery(ranged), value), clauseUse(parseQuery(text), value));
        }
    }
}

void TestQueryEdit::wellFormedText_staysAsTyped()
{
    QRandomGenerator random(7);
    const std::vector<FacetValue> values = someValues();
    for (int round = 0; round < 1500; ++round) {
        QString text = tidyText(random);
        for (int click = 0; click < 6; ++click) {
            const QString before = text;
            text = random.bounded(4) == 0
                       ? withYears(text, YearRange{2020, 2020 + random.bounded(3)})
                       : clicked(text, values[static_cast<std::size_t>(random.bounded(6))]);
            for (const char *typed : {"KV-Cache", "\"Paged Attention\"", "-Survey", "(Moe OR Mixture)",
                                      "venue:osdi OR Kernel", "venue:ATC", "venue:arxiv"}) {
                const QString part = QString::fromLatin1(typed);
                QVERIFY2(text.count(part) == before.count(part),
                         qPrintable(before + QLatin1String(" -> ") + text));
            }
            QVERIFY2(!text.contains(QLatin1String("  ")) && text == text.trimmed(), qPrintable(text));
        }
    }
}

void TestQueryEdit::venuesWithoutLetters_areNoValues()
{
    QVERIFY(!venueValue(""));
    QVERIFY(!venueValue("!?"));
    QCOMPARE(withUse({}, venue("~ IEEE \"Micro\" (x)"), ClauseUse::Included),
             QStringLiteral("venue:\"ieee micro x\""));
}

void TestQueryEdit::longTexts_areEdited()
{
    const QString text = QStringLiteral("venue:a OR ").repeated(180) + QLatin1String("venue:osdi");
    QCOMPARE(clauseUse(parseQuery(withUse(text, venue("a"), ClauseUse::None)), venue("a")), ClauseUse::None);
    const QString deep = QStringLiteral("-(venue:osdi OR ").repeated(120);
    QCOMPARE(clauseUse(parseQuery(withUse(deep, venue("osdi"), ClauseUse::Included)), venue("osdi")),
             ClauseUse::Included);
}

Q_DECLARE_METATYPE(carrel::ClauseUse)

QTEST_GUILESS_MAIN(TestQueryEdit)
#include "tst_queryedit.moc"
