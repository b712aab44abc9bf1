// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "search/matchspans.h"

#include <QRandomGenerator>
#include <QtTest>

using namespace carrel;

namespace {

QStringList termsOf(const QString &text)
{
    QStringList terms;
    for (const QueryTerm &term : parseQuery(text).terms) {
        terms.append(QString::fromStdString(term.folded));
    }
    return terms;
}

/// The text with [brackets] around what matches.
QString marked(const QString &text, const QString &query)
{
    QString out;
    qsizetype at = 0;
    for (const TextSpan span : matchSpans(text, parseQuery(query))) {
        out += text.mid(at, span.start - at) + QLatin1Char('[') + text.mid(span.start, span.length) +
               QLatin1Char(']');
        at = span.start + span.length;
    }
    return out + text.mid(at);
}

/// Text of letters, marks, punctuation, ligatures, invisible characters and surrogates, lone ones too.
QString randomText(QRandomGenerator &random, int length)
{
    static const QStringList kPieces{
        QStringLiteral("a"),          QStringLiteral("b"),          QStringLiteral("E"),
        QStringLiteral(" "),          QStringLiteral("-"),          QStringLiteral("'"),
        QString(QChar(0x2019)),       QString(QChar(0xFB01)),       QString(QChar(0xE9)),
        QString(QChar(0x301)),        QString(QChar(0x200B)),       QString(QChar(0xAD)),
        QString(QChar(0xDF)),         QString(QChar(0x130)),        QString(QChar(0xBC)),
        QString(QChar(0xB4)),         QString(QChar(0x4E2D)),       QString(QChar(0xD4DB)),
        QStringLiteral("\U0001D54F"), QStringLiteral("\U0001F600"), QString(QChar(0xD835)),
        QString(QChar(0xDC00)),       QString(QChar(0xFF21)),       QStringLiteral("\""),
        QStringLiteral("1"),          QString(QChar(0xFE0F)),       QString(QChar(0x2026)),
        QString(QChar(0x3B3)),        QStringLiteral("\n")};
    QString text;
    for (int i = 0; i < length; ++i) {
        text += kPieces.at(random.bounded(static_cast<int>(kPieces.size())));
    }
    return text;
}

} // namespace

class TestQuery final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void parse_data();
    void parse();
    void trees_data();
    void trees();
    void terms_areThoseLookedFor();
    void clauses_knowWhereTheyStand();
    void marks_areAskedForByTheirClausesAndByWords();
    void withoutClauses_dropsThoseOfOneKind();
    void anyText_isParsedAndPrinted();
    void deepParentheses_areRead();
    void spans_data();
    void spans();
    void spans_areInRangeSortedAndApart();
    void spans_standWhereTheFoldedTextHasTheTerm();
    void longQueries_areRead();
};

void TestQuery::parse_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("terms");
    QTest::newRow("nothing") << QString() << QStringList();
    QTest::newRow("blanks") << QStringLiteral(" \t ") << QStringList();
    QTest::newRow("words") << QStringLiteral("  Attention  KV ")
                           << QStringList{QStringLiteral("attention"), QStringLiteral("kv")};
    QTest::newRow("phrase") << QStringLiteral("\"kv  Cache\" x")
                            << QStringList{QStringLiteral("kv cache"), QStringLiteral("x")};
    QTest::newRow("open phrase") << QStringLiteral("a \"kv cache")
                                 << QStringList{QStringLiteral("a"), QStringLiteral("kv cache")};
    QTest::newRow("typographic quotes")
        << QStringLiteral("\u201Ckv cache\u201D") << QStringList{QStringLiteral("kv cache")};
    QTest::newRow("phrase at a word")
        << QStringLiteral("a\"b c\"d")
        << QStringList{QStringLiteral("a"), QStringLiteral("b c"), QStringLiteral("d")};
    QTest::newRow("hyphen") << QStringLiteral("kv-cache") << QStringList{QStringLiteral("kv cache")};
    QTest::newRow("apostrophe") << QStringLiteral("S\u2019MoRE") << QStringList{QStringLiteral("smore")};
    QTest::newRow("accents") << QStringLiteral("M\u00E9lange") << QStringList{QStringLiteral("melange")};
    QTest::newRow("punctuation alone") << QStringLiteral("-- \"!\" ...") << QStringList();
    QTest::newRow("same word twice") << QStringLiteral("gpu GPU") << QStringList{QStringLiteral("gpu")};
    QTest::newRow("lone quote") << QStringLiteral("\"") << QStringList();
}

void TestQuery::parse()
{
    QFETCH(const QString, text);
    QFETCH(const QStringList, terms);
    QCOMPARE(termsOf(text), terms);
}

void TestQuery::trees_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *text, const char *expected) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(expected);
    };
    row("a b a", "a b");
    row("a OR b", "a OR b");
    row("a b OR c d", "a b OR c d");
    row("a or b", "a or b");
    row("a \"OR\" b", "a or b");
    row("a OR b OR a", "a OR b");
    row("a OR a", "a");
    row("OR a OR OR b OR", "a OR b");
    row("OR", "");
    row("a -OR b", "a -or b");
    row("(a b) OR c", "(a b) OR c");
    row("a (b OR c)", "a b OR c");
    row("a (b c) d", "a b c d");
    row("(a OR b) OR c", "a OR b OR c");
    row("((a))", "a");
    row("()", "");
    row("-()", "");
    row("-a", "-a");
    row("-\"kv cache\"", "-\"kv cache\"");
    row("-(a b)", "-(a b)");
    row("-(a OR b)", "-(a OR b)");
    row("-(-a)", "a");
    row("-(a)", "-a");
    row("-(-(a b))", "a b");
    row("x OR -(-(a b))", "x OR (a b)");
    row("(a OR b) (c OR d)", "a OR b c OR d");
    row("--a", "a");
    row("- a", "a");
    row("-", "");
    row("a-b", "\"a b\"");
    row("\"a\"-b", "a b");
    row("O(1)", "\"o 1\"");
    row("(O(1) b) OR c", "(\"o 1\" b) OR c");
    row("(a b", "a b");
    row("a) b", "a b");
    row("a)b", "\"a b\"");
    row("(a)(b)", "a b");
    row("(a OR b)c", "a OR b c");
    row("venue:osdi OR venue:sosp year:2024 -is:read", "venue:osdi OR venue:sosp year:2024 -is:read");
    row("-(venue:arxiv OR year:none)", "-(venue:arxiv OR year:none)");
    row("(venue:sc)", "venue:sc");
    row("venue:\"a\"b", "venue:a b");
    row("a... ... b", "a b");
}

void TestQuery::trees()
{
    QFETCH(const QString, text);
    const Query query = parseQuery(text);
    QTEST(queryText(query), "expected");
    QVERIFY(parseQuery(queryText(query)) == query);
    QCOMPARE(query.isEmpty(), queryText(query).isEmpty());
}

void TestQuery::terms_areThoseLookedFor()
{
    QCOMPARE(termsOf(QStringLiteral("a -b (c OR \"d e\") -(f -g) venue:h")),
             (QStringList{QStringLiteral("a"), QStringLiteral("c"), QStringLiteral("d e")}));
}

void TestQuery::clauses_knowWhereTheyStand()
{
    const QString text = QStringLiteral("kv -venue:\"ieee micro\" (is:read OR Year:>2020) is:nothing");
    QStringList found;
    for (const ClauseSpan &clause : parseQuery(text).clauses) {
        found.append(text.mid(clause.span.start, clause.span.length));
        QCOMPARE(clause.negated, found.size() == 1);
    }
    QCOMPARE(found, (QStringList{QStringLiteral("-venue:\"ieee micro\""), QStringLiteral("is:read"),
                                 QStringLiteral("Year:>2020")}));
}

void TestQuery::marks_areAskedForByTheirClausesAndByWords()
{
    QVERIFY(usesMarks(parseQuery(u"a OR -(b is:unread)")));
    QVERIFY(usesMarks(parseQuery(u"is:bookmarked")));
    QVERIFY(usesMarks(parseQuery(u"a -(is:new OR b)")));
    QVERIFY(usesAges(parseQuery(u"a -(is:new OR b)")));
    QVERIFY(!usesAges(parseQuery(u"new is:unread")));
    QVERIFY(!usesMarks(parseQuery(u"is:survey venue:osdi -(year:2024 OR has:pdf)")));
    for (const char *text : {"word", "-\"is:read\"", "tag:x", "has:note", "is:gone"}) {
        QVERIFY2(usesMarks(parseQuery(QString::fromUtf8(text))), text);
    }
}

void TestQuery::withoutClauses_dropsThoseOfOneKind()
{
    const auto without = [](const char *text, ClauseKind kind) {
        return queryText(withoutClauses(parseQuery(QString::fromUtf8(text)), kind));
    };
    const char *text = "kv venue:a OR venue:b -venue:c -(venue:d OR venue:e) year:2024 venue:f OR x";
    QCOMPARE(without(text, ClauseKind::Venue), QStringLiteral("kv year:2024 venue:f OR x"));
    QCOMPARE(without(text, ClauseKind::Host), queryText(parseQuery(QString::fromUtf8(text))));
    QCOMPARE(without("venue:a", ClauseKind::Venue), QString());
    const Query words = parseQuery(u"is:survey -has:pdf has:code -has:code (has:pdf OR has:code) is:read");
    QCOMPARE(queryText(withoutClauses(words, ClauseWord::Code)),
             QStringLiteral("is:survey -has:pdf has:pdf OR has:code is:read"));
}

void TestQuery::anyText_isParsedAndPrinted()
{
    static const QStringList kPieces{
        QStringLiteral("a"),       QStringLiteral("b "),     QStringLiteral(" "),
        QStringLiteral("-"),       QStringLiteral("("),      QStringLiteral(")"),
        QStringLiteral("\""),      QStringLiteral(" OR "),   QStringLiteral("OR"),
        QStringLiteral("venue:"),  QStringLiteral("~"),      QStringLiteral("year:"),
        QStringLiteral("2024"),    QStringLiteral(".."),     QStringLiteral(">="),
        QStringLiteral("id:"),     QStringLiteral("10.1/x"), QStringLiteral("site:"),
        QStringLiteral("is:read"), QStringLiteral(":"),      QStringLiteral("\n"),
        QString(QChar(0xDF)),      QString(QChar(0x201C)),   QString(QChar(0xD835)),
        QString(QChar(0x130)),     QString(QChar(0)),        QString(QChar(0xAC00)),
        QStringLiteral("tag:")};
    QRandomGenerator random(99);
    for (int round = 0; round < 30000; ++round) {
        QString text;
        for (int i = random.bounded(16); i > 0; --i) {
            text += random.bounded(30) == 0 ? QString(QChar(random.bounded(0x10000)))
                                            : kPieces.at(random.bounded(static_cast<int>(kPieces.size())));
        }
        const Query query = parseQuery(text);
        QVERIFY2(parseQuery(queryText(query)) == query, qPrintable(text));
        qsizetype end = 0;
        for (const ClauseSpan &clause : query.clauses) {
            QVERIFY(clause.span.start >= end && clause.span.length > 0);
            end = clause.span.start + clause.span.length;
        }
        QVERIFY(end <= text.size());
    }
}

void TestQuery::deepParentheses_areRead()
{
    const QString deep = QStringLiteral("-(a OR ").repeated(5000) + QLatin1Char('b');
    const Query query = parseQuery(deep);
    QVERIFY(parseQuery(queryText(query)) == query);
}

void TestQuery::spans_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QString &text, const QString &query,
                        const QString &expected) { QTest::newRow(name) << text << query << expected; };
    row("no query", QStringLiteral("Text"), QString(), QStringLiteral("Text"));
    row("no match", QStringLiteral("Text"), QStringLiteral("other"), QStringLiteral("Text"));
    row("clause", QStringLiteral("Text is read"), QStringLiteral("is:read"), QStringLiteral("Text is read"));
    row("case", QStringLiteral("KV Cache"), QStringLiteral("cache"), QStringLiteral("KV [Cache]"));
    row("each place", QStringLiteral("a train, a Train"), QStringLiteral("train"),
        QStringLiteral("a [train], a [Train]"));
    row("phrase over punctuation", QStringLiteral("The KV-Cache: x"), QStringLiteral("\"kv cache\""),
        QStringLiteral("The [KV-Cache]: x"));
    row("overlap", QStringLiteral("attention"), QStringLiteral("atten tention"),
        QStringLiteral("[attention]"));
    row("accent in one character", QStringLiteral("M\u00E9lange"), QStringLiteral("mel"),
        QStringLiteral("[M\u00E9l]ange"));
    row("accent of its own", QStringLiteral("Me\u0301lange"), QStringLiteral("me"),
        QStringLiteral("[Me\u0301]lange"));
    row("ligature", QStringLiteral("E\uFB03cient"), QStringLiteral("fic"), QStringLiteral("E[\uFB03c]ient"));
    row("dropped apostrophe", QStringLiteral("S\u2019MoRE"), QStringLiteral("smo"),
        QStringLiteral("[S\u2019Mo]RE"));
    row("invisible", QStringLiteral("so\u00ADft x"), QStringLiteral("soft"),
        QStringLiteral("[so\u00ADft] x"));
    row("surrogates", QStringLiteral("\U0001F600 \U0001D54Fa b"), QStringLiteral("xa"),
        QStringLiteral("\U0001F600 [\U0001D54Fa] b"));
    row("CJK", QStringLiteral("\u5206\u5E03\u5F0F\u8BAD\u7EC3"), QStringLiteral("\u5E03\u5F0F"),
        QStringLiteral("\u5206[\u5E03\u5F0F]\u8BAD\u7EC3"));
    row("fraction", QStringLiteral("\u00BC of it"), QStringLiteral("4"), QStringLiteral("[\u00BC] of it"));
}

void TestQuery::spans()
{
    QFETCH(const QString, text);
    QFETCH(const QString, query);
    QFETCH(const QString, expected);
    QCOMPARE(marked(text, query), expected);
}

void TestQuery::spans_areInRangeSortedAndApart()
{
    QRandomGenerator random(20240607);
    for (int round = 0; round < 20000; ++round) {
        const QString text = randomText(random, random.bounded(24));
        const Query query = parseQuery(randomText(random, random.bounded(6)));
        qsizetype end = 0;
        for (const TextSpan span : matchSpans(text, query)) {
            QVERIFY(span.length > 0);
            QVERIFY(span.start >= end);
            end = span.start + span.length;
            QVERIFY(end <= text.size());
        }
    }
}

void TestQuery::spans_standWhereTheFoldedTextHasTheTerm()
{
    QRandomGenerator random(7);
    for (int round = 0; round < 20000; ++round) {
        const QString text = randomText(random, random.bounded(16));
        const Query query = parseQuery(randomText(random, 2));
        const std::string folded = foldedText(text.toUtf8().toStdString());
        bool found = false;
        for (const QueryTerm &term : query.terms) {
            found = found || folded.find(term.folded) != std::string::npos;
        }
        QCOMPARE(!matchSpans(text, query).empty(), found);
    }
}

void TestQuery::longQueries_areRead()
{
    QString text;
    for (int i = 0; i < 50000; ++i) {
        text += QString::number(i) + QLatin1Char(' ');
    }
    QCOMPARE(parseQuery(text).terms.size(), std::size_t(50000));
}

QTEST_GUILESS_MAIN(TestQuery)
#include "tst_query.moc"
