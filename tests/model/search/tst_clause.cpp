// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/clause.h"
#include "search/query.h"

#include <QtTest>

#include <set>

using namespace carrel;

namespace {

/// The clause in its one spelling; empty where the text is no clause.
QString canonical(const QString &text)
{
    const Query query = parseQuery(text);
    return query.clauses.size() == 1 ? queryText(query) : QString();
}

} // namespace

class TestClause final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void table_standsInTheOrderOfKinds();
    void examples_areClausesOfTheirKind();
    void words_areReadEach();
    void values_data();
    void values();
    void noValues_areText_data();
    void noValues_areText();
};

void TestClause::table_standsInTheOrderOfKinds()
{
    std::size_t i = 0;
    for (const ClauseInfo &info : clauseTable()) {
        QCOMPARE(static_cast<std::size_t>(info.kind), i++);
        QCOMPARE(findClause(QString(info.name)), &info);
        QVERIFY(!QByteArray(info.help).isEmpty());
    }
    QVERIFY(findClause(u"nothing") == nullptr);
}

void TestClause::examples_areClausesOfTheirKind()
{
    for (const ClauseInfo &info : clauseTable()) {
        const Query query = parseQuery(QString::fromLatin1(info.example));
        QCOMPARE(query.clauses.size(), std::size_t(1));
        QCOMPARE(query.clauses.front().kind, info.kind);
    }
}

void TestClause::words_areReadEach()
{
    std::set<ClauseWord> seen;
    for (const ClauseWordInfo &word : clauseWords()) {
        const QString text =
            clauseTable()[static_cast<std::size_t>(word.kind)].name + QLatin1Char(':') + word.name;
        QCOMPARE(canonical(text), text);
        QCOMPARE(canonical(text.toUpper()), text);
        QVERIFY(seen.insert(word.word).second);
    }
}

void TestClause::values_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *text, const char *expected) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(expected);
    };
    row("venue:OSDI", "venue:osdi");
    row("Venue:\"IEEE MICRO\"", "venue:\"ieee micro\"");
    row("venue:\u201CIEEE MICRO\u201D", "venue:\"ieee micro\"");
    row("venue:~Sys", "venue:~sys");
    row("venue:~\"IEEE M\"", "venue:~\"ieee m\"");
    row("venue:S&P", "venue:\"s p\"");
    row("host:NeurIPS", "host:neurips");
    row("section:MoE", "section:moe");
    row("section:~MoE", "section:moe");
    row("tag:P^2", "tag:\"p 2\"");
    row("list:\"ML systems\"", "list:\"ml systems\"");
    row("lists:2", "lists:2");
    row("lists:>1", "lists:>=2");
    row("lists:2..3", "lists:2..3");
    row("year:2024", "year:2024");
    row("year:>=2024", "year:>=2024");
    row("year:>2024", "year:>=2025");
    row("year:<=2024", "year:<=2024");
    row("year:<2024", "year:<=2023");
    row("year:2022..2024", "year:2022..2024");
    row("year:2024..2022", "year:2022..2024");
    row("year:2022..", "year:>=2022");
    row("year:..2022", "year:<=2022");
    row("year:2022..2022", "year:2022");
    row("year:NONE", "year:none");
    row("year:\"2024\"", "year:2024");
    row("site:USENIX.org", "site:usenix.org");
    row("site:https://www.usenix.org/", "site:www.usenix.org");
    row("site:org", "site:org");
    row("site:b\u00FCcher.example", "site:xn--bcher-kva.example");
    row("id:2401.00001", "id:arxiv:2401.00001");
    row("id:2401.00001v2", "id:arxiv:2401.00001");
    row("id:arXiv:2401.00001", "id:arxiv:2401.00001");
    row("id:cs/9901002", "id:arxiv:cs/9901002");
    row("id:https://arxiv.org/pdf/2401.00001", "id:arxiv:2401.00001");
    row("id:10.1145/3341301.3359646", "id:doi:10.1145/3341301.3359646");
    row("id:doi:10.1145/ABC", "id:doi:10.1145/abc");
    row("id:https://dl.acm.org/doi/abs/10.1145/1.2", "id:doi:10.1145/1.2");
    row("id:10.48550/arXiv.2401.00001", "id:arxiv:2401.00001");
    row("id:10.1016/S0004-3702(03)00040-9", "id:\"doi:10.1016/s0004-3702(03)00040-9\"");
    row("id:openreview:AbC", "id:openreview:AbC");
    row("-is:read", "-is:read");
}

void TestClause::values()
{
    QFETCH(const QString, text);
    QTEST(canonical(text), "expected");
    QCOMPARE(canonical(canonical(text)), canonical(text));
}

void TestClause::noValues_areText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *text, const char *expected) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(expected);
    };
    row("venue:", "venue");
    row("venue:~", "venue");
    row("venue: osdi", "venue osdi");
    row("venue:&", "venue");
    row("nothing:x", "\"nothing x\"");
    row(":x", "x");
    row("year:20x4", "\"year 20x4\"");
    row("lists:none", "\"lists none\"");
    row("lists:0", "\"lists 0\"");
    row("year:20245", "\"year 20245\"");
    row("year:..", "year");
    row("year:0", "\"year 0\"");
    row("year:>9999", "\"year 9999\"");
    row("is:book", "\"is book\"");
    row("is:pdf", "\"is pdf\"");
    row("has:read", "\"has read\"");
    row("site:a/b", "\"site a b\"");
    row("site:\"a b\"", "\"site a b\"");
    row("id:2401", "\"id 2401\"");
    row("id:", "id");
    row("https://arxiv.org", "\"https arxiv org\"");
}

void TestClause::noValues_areText()
{
    QFETCH(const QString, text);
    const Query query = parseQuery(text);
    QVERIFY(query.clauses.empty());
    QTEST(queryText(query), "expected");
}

QTEST_GUILESS_MAIN(TestClause)
#include "tst_clause.moc"
