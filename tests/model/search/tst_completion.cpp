// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/completion.h"
#include "search/queryrunner.h"
#include "support/listbuilder.h"

#include <QRandomGenerator>
#include <QtTest>

using namespace carrel;
using test::ListBuilder;

namespace {

EntryDraft paper(std::string title, VenueTag tag, std::vector<EntryDraft::NewLink> links = {},
                 std::vector<std::string> aliases = {})
{
    EntryDraft draft;
    draft.title = std::move(title);
    draft.tag = std::move(tag);
    draft.links = std::move(links);
    draft.aliases = std::move(aliases);
    return draft;
}

/// One paper stands in it twice, with two venues, years and hosts.
CatalogPointer smallList()
{
    ListBuilder list;
    list.section("Training System")
        .entry(
            paper("One", {"OSDI'24", "OSDI", "", "", 2024}, {{"https://www.usenix.org/a", ""}}, {"Megatron"}))
        .entry(paper("Two", {"OSDI'23", "OSDI", "", "", 2023}, {{"https://usenix.org/b", ""}},
                     {"Megatron-LM v2"}))
        .group("General \xE2\x80\x9Cquoted\xE2\x80\x9D")
        .entry(paper("Three", {"SC workshop'25", "SC", "", "workshop", 2025},
                     {{"https://arxiv.org/abs/2401.00001", ""}, {"https://github.com/a/b", "Code"}}));
    list.section("Training")
        .entry(paper("Four", {"IEEE MICRO'20", "IEEE MICRO", "", "", 2020}))
        .entry(paper("Five", {"NAIC @ SIGCOMM'25", "NAIC", "SIGCOMM", "", 2025}))
        .entry(
            paper("One", {"arXiv 2019", "arXiv", "", "", 2019}, {{"https://arxiv.org/abs/2301.00002", ""}}));
    list.section("~ (a) OR -b: !?").entry("Six").entry("Seven");
    return list.build();
}

const SearchIndexPointer &index()
{
    static const SearchIndexPointer built = SearchIndex::build(smallList());
    return built;
}

/// All works bookmarked.
WorkStates states()
{
    WorkStates all(index()->workCount());
    for (quint32 work = 0; work < index()->workCount(); ++work) {
        all.setState(work, {.bookmarked = true});
    }
    return all;
}

std::vector<ClauseValue> valuesOf(ClauseKind kind)
{
    return clauseValues(*index(), states(), kind);
}

/// What can be taken where the bar stands in the text, with the number of works.
QStringList offered(QString text)
{
    const qsizetype cursor = text.indexOf(QLatin1Char('|'));
    const std::optional<CompletionPlace> place = completionPlace(text.remove(cursor, 1), cursor);
    if (!place) {
        return {QStringLiteral("nothing")};
    }
    QStringList all;
    for (const Completion &each : completions(
             *place, place->clause == nullptr ? std::vector<ClauseValue>() : valuesOf(place->clause->kind),
             20)) {
        all.append(each.works == kNone ? each.insert
                                       : each.insert + QLatin1Char(' ') + QString::number(each.works));
    }
    return all;
}

/// The text with the first completion taken.
QString taken(QString text)
{
    const qsizetype cursor = text.indexOf(QLatin1Char('|'));
    const std::optional<CompletionPlace> place = completionPlace(text.remove(cursor, 1), cursor);
    const std::vector<ClauseValue> values =
        place->clause == nullptr ? std::vector<ClauseValue>() : valuesOf(place->clause->kind);
    return text.replace(place->span.start, place->span.length,
                        completions(*place, values, 20).front().insert);
}

QString randomText(QRandomGenerator &random)
{
    static const QStringList kPieces{
        QStringLiteral("venue:"), QStringLiteral("section:"), QStringLiteral("year:"),
        QStringLiteral("is:"),    QStringLiteral("tag:"),     QStringLiteral("group:"),
        QStringLiteral("site:"),  QStringLiteral("host:"),    QStringLiteral("\""),
        QStringLiteral("("),      QStringLiteral(")"),        QStringLiteral("-"),
        QStringLiteral("~"),      QStringLiteral(" "),        QStringLiteral(" OR "),
        QStringLiteral("os"),     QStringLiteral("train"),    QStringLiteral("20"),
        QStringLiteral(">="),     QStringLiteral(".."),       QStringLiteral("\u201C"),
        QStringLiteral("\u00E9"), QString(QChar(0xD83D)),     QStringLiteral("has:"),
        QStringLiteral("ve"),     QStringLiteral(":"),        QStringLiteral("arx")};
    QString text;
    for (int i = random.bounded(9); i > 0; --i) {
        text += kPieces.at(random.bounded(static_cast<int>(kPieces.size())));
    }
    return text;
}

} // namespace

class CompletionTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void begunClauses_areLeftOut_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("rest");
        const auto row = [](const char *text, const char *rest) {
            QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(rest);
        };
        row("venue:", "");
        row("moe venue:", "moe ");
        row("moe -venue:~", "moe ");
        row("year:>=", "");
        row("year:2022..", "year:2022..");
        row("is:boo", "");
        row("IS:", "");
        row("venue:o", "venue:o");
        row("venue: moe", "venue: moe");
        row("venue: ", "venue: ");
        row("is:bookmarked", "is:bookmarked");
        row("is:bogus", "is:bogus");
        row("year:soon", "year:soon");
        row("genre:", "genre:");
        row("\"venue:\"", "\"venue:\"");
        row("-", "-");
    }
    void begunClauses_areLeftOut()
    {
        QFETCH(QString, text);
        QTEST(withoutBegunClause(text).toString(), "rest");
    }

    void offers_data();
    void offers();
    void taking_data();
    void taking();
    void names_tellWhatTheyAreFor();
    void words_areOfferedBeforeTheyAreCounted();
    void number_isBounded();
    void values_findAsManyWorksAsTheySay();
    void anyText_givesASpanWithinIt_andATakenValueIsAClause();
    void manyTags_areOfferedWithoutNumbers();
};

void CompletionTest::offers_data()
{
    const auto row = [](const char *text, const QStringList &all) {
        QTest::newRow(text) << QString::fromUtf8(text) << all;
    };
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("all");
    const QStringList nothing{QStringLiteral("nothing")};
    row("ve|", {QStringLiteral("venue:")});
    row("attention VE|", {QStringLiteral("venue:")});
    row("-(ve|", {QStringLiteral("venue:")});
    row("\"ve|", nothing);
    row("\"a\" ve|x", {QStringLiteral("venue:")});
    row("attention|", {});
    row("foo:|", nothing);
    row("id:|", {});
    row("venue:|", {QStringLiteral("venue:osdi 2"), QStringLiteral("venue:sc 1"),
                    QStringLiteral("venue:\"ieee micro\" 1"), QStringLiteral("venue:naic 1"),
                    QStringLiteral("venue:arxiv 1")});
    row("venue:M|", {QStringLiteral("venue:\"ieee micro\" 1")});
    row("-venue:~si|", {});
    row("-venue:~icr|", {QStringLiteral("venue:\"ieee micro\" 1")});
    row("venue:OSDI'2|", {QStringLiteral("venue:osdi 2")});
    row("venue:workshop|", {QStringLiteral("venue:sc 1")});
    row("venue:\"ieee mi| kv", {QStringLiteral("venue:\"ieee micro\" 1")});
    row("venue:osdi|", {});
    row("venue:o|sdi", {QStringLiteral("venue:osdi 2")});
    row("host:|", {QStringLiteral("host:sigcomm 1")});
    row("year:|",
        {QStringLiteral("year:2025 2"), QStringLiteral("year:2024 1"), QStringLiteral("year:2023 1"),
         QStringLiteral("year:2020 1"), QStringLiteral("year:2019 1"), QStringLiteral("year:none 2")});
    row("year:>=202|", {QStringLiteral("year:>=2025"), QStringLiteral("year:>=2024"),
                        QStringLiteral("year:>=2023"), QStringLiteral("year:>=2020")});
    row("year:2020..2|", {QStringLiteral("year:2020..2025"), QStringLiteral("year:2020..2024"),
                          QStringLiteral("year:2020..2023"), QStringLiteral("year:2020..2020"),
                          QStringLiteral("year:2020..2019")});
    row("section:t|",
        {QStringLiteral("section:training 5"), QStringLiteral("section:\"training system\" 3")});
    row("section:a|", {QStringLiteral("section:\"a or b\" 2")});
    row("group:|", {QStringLiteral("group:\"general quoted\" 1")});
    row("tag:mega|", {QStringLiteral("tag:megatron 2"), QStringLiteral("tag:\"megatron lm v2\" 1")});
    row("site:|", {QStringLiteral("site:arxiv.org 2"), QStringLiteral("site:usenix.org 2"),
                   QStringLiteral("site:github.com 1")});
    row("is:b|", {QStringLiteral("is:bookmarked 7")});
    row("has:c|", {QStringLiteral("has:code 1")});
}

void CompletionTest::offers()
{
    QFETCH(QString, text);
    QFETCH(QStringList, all);
    QCOMPARE(offered(text), all);
}

void CompletionTest::taking_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("after");
    QTest::newRow("name") << QStringLiteral("-ve| kv") << QStringLiteral("-venue: kv");
    QTest::newRow("name before a colon") << QStringLiteral("ve|:os") << QStringLiteral("venue:os");
    QTest::newRow("value") << QStringLiteral("a -Venue:os| b") << QStringLiteral("a -venue:osdi b");
    QTest::newRow("value, cursor inside") << QStringLiteral("venue:o|zz b") << QStringLiteral("venue:osdi b");
    QTest::newRow("in parentheses") << QStringLiteral("(venue:ie| OR x)")
                                    << QStringLiteral("(venue:\"ieee micro\" OR x)");
    QTest::newRow("at a parenthesis") << QStringLiteral("(venue:os|)") << QStringLiteral("(venue:osdi)");
    QTest::newRow("open quote") << QStringLiteral("venue:\"os|more") << QStringLiteral("venue:osdi more");
    QTest::newRow("closed quote") << QStringLiteral("venue:\"os|more\"x") << QStringLiteral("venue:osdi x");
}

void CompletionTest::taking()
{
    QFETCH(QString, text);
    QFETCH(QString, after);
    QCOMPARE(taken(text), after);
}

void CompletionTest::names_tellWhatTheyAreFor()
{
    const std::vector<Completion> all = completions(*completionPlace(u"", 0), {}, 20);
    QCOMPARE(all.size(), clauseTable().size());
    for (const Completion &each : all) {
        QVERIFY(each.help != nullptr && each.works == kNone);
    }
}

void CompletionTest::words_areOfferedBeforeTheyAreCounted()
{
    const std::vector<Completion> all = completions(*completionPlace(u"is:un", 5), {}, 20);
    QCOMPARE(all.size(), std::size_t(1));
    QCOMPARE(all.front().insert, QStringLiteral("is:unread"));
    QCOMPARE(all.front().works, kNone);
    QVERIFY(all.front().help != nullptr);
}

void CompletionTest::number_isBounded()
{
    QCOMPARE(completions(*completionPlace(u"venue:", 6), valuesOf(ClauseKind::Venue), 3).size(),
             std::size_t(3));
}

void CompletionTest::values_findAsManyWorksAsTheySay()
{
    for (const ClauseInfo &info : clauseTable()) {
        for (const ClauseValue &value : valuesOf(info.kind)) {
            const QString text = clauseText(value.clause);
            const std::vector<quint32> works =
                runQuery(*index(), states(), {parseQuery(text), Scope(), PaperOrder::List, false});
            QVERIFY2(works.size() == value.works, qPrintable(text));
        }
    }
}

void CompletionTest::anyText_givesASpanWithinIt_andATakenValueIsAClause()
{
    QRandomGenerator random(20240611);
    std::vector<std::vector<ClauseValue>> values;
    for (const ClauseInfo &info : clauseTable()) {
        values.push_back(valuesOf(info.kind));
    }
    int checked = 0;
    for (int round = 0; round < 20000; ++round) {
        const QString text = randomText(random);
        const qsizetype cursor = random.bounded(static_cast<int>(text.size()) + 1);
        const std::optional<CompletionPlace> place = completionPlace(text, cursor);
        if (!place) {
            continue;
        }
        const TextSpan span = place->span;
        QVERIFY2(span.start >= 0 && span.length >= 0 && span.start <= cursor &&
                     cursor <= span.start + span.length && span.start + span.length <= text.size(),
                 qPrintable(text));
        const bool isName = place->clause == nullptr;
        const auto all = completions(
            *place,
            isName ? std::vector<ClauseValue>() : values[static_cast<std::size_t>(place->clause->kind)], 5);
        for (const Completion &each : all) {
            QString after = text;
            after.replace(span.start, span.length, each.insert);
            const qsizetype end = span.start + each.insert.trimmed().size();
            const std::vector<ClauseSpan> clauses = parseQuery(after).clauses;
            const bool isClause = std::any_of(clauses.begin(), clauses.end(), [&](const ClauseSpan &clause) {
                return clause.span.start + (clause.negated ? 1 : 0) == span.start &&
                       clause.span.start + clause.span.length == end;
            });
            const auto next = completionPlace(after, end);
            QVERIFY2(isName ? next && next->clause != nullptr : isClause,
                     qPrintable(text + QStringLiteral(" at %1 -> ").arg(cursor) + after));
            ++checked;
        }
    }
    QVERIFY(checked > 5000);
}

void CompletionTest::manyTags_areOfferedWithoutNumbers()
{
    ListBuilder list;
    list.section("S");
    for (int i = 0; i < 2500; ++i) {
        list.entry(paper("Paper " + std::to_string(i), {}, {},
                         {"tag " + std::to_string(i), i % 2 == 0 ? "common" : "other"}));
    }
    const std::vector<ClauseValue> values =
        clauseValues(*SearchIndex::build(list.build()), {}, ClauseKind::Tag);
    QCOMPARE(values.size(), std::size_t(2502));
    QCOMPARE(values.front().shown, QStringLiteral("common"));
    QCOMPARE(values.front().works, kNone);
}

QTEST_GUILESS_MAIN(CompletionTest)
#include "tst_completion.moc"
