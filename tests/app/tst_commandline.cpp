// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandline.h"

#include <QtTest>

using namespace carrel;

namespace {

std::variant<CommandLine, UsageError> parsed(const QStringList &words)
{
    return parseCommandLine(QStringList{QStringLiteral("carrel")} + words);
}

std::variant<CommandLine, UsageError> parsed(const char *words)
{
    return parsed(QString::fromUtf8(words).split(QLatin1Char(' '), Qt::SkipEmptyParts));
}

} // namespace

class TestCommandLine final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void verbs_areToldByTheFirstWord_data();
    void verbs_areToldByTheFirstWord();
    void list_takesQueryListAndFormat();
    void list_withoutWords_hasAnEmptyQuery();
    void list_minusBeforeAWord_isPartOfTheQuery();
    void mark_takesWhatToChange();
    void window_takesFiles();
    void screenshot_takesWhatToShow();
    void data_goesWithEveryCall();
    void wrongUsage_isOneSentence_data();
    void wrongUsage_isOneSentence();
    void help_namesEveryOptionAndCommand();
};

void TestCommandLine::verbs_areToldByTheFirstWord_data()
{
    QTest::addColumn<int>("verb");
    const auto row = [](const char *words, Verb verb) { QTest::newRow(words) << static_cast<int>(verb); };
    row("", Verb::Window);
    row("papers.md list", Verb::Window);
    row("list", Verb::List);
    row("sections", Verb::Sections);
    row("mark x --read", Verb::Mark);
    row("changes --from a.md --to b.md", Verb::Changes);
    row("health --catalog a.md --format markdown", Verb::Health);
    row("update", Verb::Update);
    row("update papers --accept", Verb::Update);
    row("lists", Verb::Lists);
    row("lists add owner/name", Verb::ListsAdd);
    row("lists remove papers", Verb::ListsRemove);
    row("--screenshot out.png", Verb::Screenshot);
    row("--help", Verb::Help);
    row("list --help", Verb::Help);
    row("mark --help", Verb::Help);
    row("--version", Verb::Version);
}

void TestCommandLine::verbs_areToldByTheFirstWord()
{
    QFETCH(const int, verb);
    const auto result = parsed(QTest::currentDataTag());
    QVERIFY(std::holds_alternative<CommandLine>(result));
    QCOMPARE(static_cast<int>(std::get<CommandLine>(result).verb), verb);
}

void TestCommandLine::list_takesQueryListAndFormat()
{
    const auto result =
        parsed({QStringLiteral("list"), QStringLiteral("\"kv cache\""), QStringLiteral("gpu"),
                QStringLiteral("--catalog"), QStringLiteral("-"), QStringLiteral("--format=json")});
    const CommandLine line = std::get<CommandLine>(result);
    QCOMPARE(line.query, QStringLiteral("\"kv cache\" gpu"));
    QCOMPARE(line.catalog, QStringLiteral("-"));
    QCOMPARE(line.format, QStringLiteral("json"));
    QVERIFY(!line.withNotes);
    QVERIFY(std::get<CommandLine>(parsed("list gpu --with-notes --format csv")).withNotes);
}

void TestCommandLine::list_minusBeforeAWord_isPartOfTheQuery()
{
    const CommandLine line = std::get<CommandLine>(parsed("list -has:link -survey gpu --catalog -"));
    QCOMPARE(line.query.simplified(), QStringLiteral("-has:link -survey gpu"));
    QCOMPARE(line.catalog, QStringLiteral("-"));
    QVERIFY(std::holds_alternative<UsageError>(parsed("list --has:link")));
    QVERIFY(std::holds_alternative<UsageError>(parsed("-x")));
}

void TestCommandLine::list_withoutWords_hasAnEmptyQuery()
{
    const CommandLine line = std::get<CommandLine>(parsed("list"));
    QVERIFY(line.query.isEmpty());
    QVERIFY(line.catalog.isEmpty());
    QCOMPARE(line.format, QStringLiteral("text"));
}

void TestCommandLine::mark_takesWhatToChange()
{
    const CommandLine line = std::get<CommandLine>(parsed("mark is:unread gpu --no-bookmark --read"));
    QCOMPARE(line.query, QStringLiteral("is:unread gpu"));
    QCOMPARE(line.change.bookmarked, std::optional(false));
    QCOMPARE(line.change.read, std::optional(true));
    QVERIFY(!std::get<CommandLine>(parsed("mark x --unread")).change.bookmarked);
    const MarkChange all =
        std::get<CommandLine>(parsed("mark x --tag a --tag b --no-tag c --rating 0 --note -n")).change;
    QCOMPARE(all.addedTags, (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
    QCOMPARE(all.removedTags, QStringList{QStringLiteral("c")});
    QCOMPARE(all.rating, std::optional(0));
    QCOMPARE(all.note, std::optional(QStringLiteral("-n")));
    const auto emptyNote = parseCommandLine({QStringLiteral("carrel"), QStringLiteral("mark"),
                                             QStringLiteral("x"), QStringLiteral("--note"), QString()});
    QCOMPARE(std::get<CommandLine>(emptyNote).change.note, std::optional(QString()));
}

void TestCommandLine::window_takesFiles()
{
    const CommandLine line = std::get<CommandLine>(parsed("b.md c.md --catalog a.md --bench-startup"));
    QCOMPARE(line.files,
             QStringList({QStringLiteral("a.md"), QStringLiteral("b.md"), QStringLiteral("c.md")}));
    QVERIFY(line.benchStartup);
}

void TestCommandLine::screenshot_takesWhatToShow()
{
    const auto result =
        parsed("--screenshot out.png --size 1920x1080 --section A/B --filter gpu --row 3 --catalog list.md");
    const CommandLine line = std::get<CommandLine>(result);
    QCOMPARE(line.screenshot, QStringLiteral("out.png"));
    QCOMPARE(line.size, QSize(1920, 1080));
    QCOMPARE(line.section, QStringLiteral("A/B"));
    QCOMPARE(line.filter, QStringLiteral("gpu"));
    QCOMPARE(line.row, 3);
    QCOMPARE(line.catalog, QStringLiteral("list.md"));
}

void TestCommandLine::data_goesWithEveryCall()
{
    for (const char *words : {"--data d", "list --data d", "sections --data d", "mark x --read --data d",
                              "--data d --screenshot out.png"}) {
        QCOMPARE(std::get<CommandLine>(parsed(words)).dataDirectory, QStringLiteral("d"));
    }
}

void TestCommandLine::wrongUsage_isOneSentence_data()
{
    QTest::addColumn<QString>("names");
    const auto row = [](const char *words, const char *names) {
        QTest::newRow(words) << QString::fromUtf8(names);
    };
    row("list --format yaml", "yaml");
    row("list --format JSON", "text, json, csv, bibtex, ris, csl, markdown, html");
    row("sections --format csv", "text, json");
    row("list --formt json", "formt");
    row("list --bookmark", "--bookmark");
    row("list --size 10x10", "--size");
    row("sections gpu", "gpu");
    row("mark --read", "query");
    row("mark gpu", "--bookmark");
    row("mark gpu --read --unread", "--unread");
    row("mark gpu --rating 6", "--rating");
    row("mark gpu --rating five", "--rating");
    row("list --tag a", "--tag");
    row("sections --with-notes", "--with-notes");
    row("list --with-notes=yes", "with-notes");
    row("mark gpu --bookmark --no-bookmark", "--no-bookmark");
    row("--catalog -", "standard input");
    row("--screenshot out.png --size 12", "--size");
    row("--screenshot out.png --size 99999x800", "--size");
    row("--screenshot out.png --row 0", "--row");
    row("--screenshot out.png list.md", "list.md");
    row("--screenshot", "screenshot");
    row("--format json", "--format");
    row("--data=", "--data");
    row("--no-such", "no-such");
    row("list --read=yes", "read");
    row("library", "export or import");
    row("library marks.json", "export or import");
    row("library export", "one file");
    row("library import a.json b.json", "one file");
    row("library export - --catalog x.md", "--catalog");
    row("changes", "--from OLD");
    row("changes --from a.md", "--to NEW");
    row("changes --from - --to -", "standard input");
    row("changes --from a.md --to b.md --format csv", "text, json, markdown");
    row("health --format csv", "text, json, markdown");
    row("health a.md", "a.md");
    row("list --from a.md", "--from");
    row("lists papers", "papers");
    row("lists add", "one list");
    row("lists add a/b c/d", "one list");
    row("lists remove", "one list");
    row("lists --format csv", "text, json");
    row("lists --accept", "--accept");
    row("update --format json", "--format");
}

void TestCommandLine::wrongUsage_isOneSentence()
{
    QFETCH(const QString, names);
    const auto result = parsed(QTest::currentDataTag());
    QVERIFY(std::holds_alternative<UsageError>(result));
    const QString sentence = std::get<UsageError>(result).sentence;
    QVERIFY2(sentence.contains(names), qPrintable(sentence));
    QVERIFY2(sentence.endsWith(QLatin1Char('.')), qPrintable(sentence));
    QVERIFY(!sentence.contains(QLatin1Char('\n')));
}

void TestCommandLine::help_namesEveryOptionAndCommand()
{
    const QString help = helpText();
    for (const char *word :
         {"list",         "sections",     "mark",          "library export", "library import", "--catalog",
          "--format",     "--with-notes", "--bookmark",    "--no-bookmark",  "--read",         "--unread",
          "--screenshot", "--size",       "--section",     "--filter",       "--row",          "--data",
          "--help",       "--version",    "is:bookmarked", "standard input"}) {
        QVERIFY2(help.contains(QLatin1String(word)), word);
    }
}

QTEST_APPLESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"
