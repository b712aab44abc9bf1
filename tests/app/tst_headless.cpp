// SPDX-License-Identifier: GPL-3.0-or-later
#include "headless.h"

#include <QBuffer>
#include <QDateTime>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>

using namespace carrel;

namespace {

struct Outcome
{
    int status;
    QByteArray out;
    QByteArray err;
};

constexpr char kList[] = "# Papers\n\n## Training\n- [OSDI'24] [Fast training](https://example.org/1)\n"
                         "- [arxiv'24] [Slow training](https://arxiv.org/abs/2401.00001)\n\n"
                         "## Serving\n- [SOSP'23] [KV caches](https://example.org/3)\n"
                         "- [OSDI'24] [Fast training](https://example.org/1)\n";

QStringList words(const char *text)
{
    return QString::fromUtf8(text).split(QLatin1Char(' '));
}

/// A device like a full disk.
class FullDevice final : public QIODevice
{
public:
    FullDevice() { open(QIODevice::WriteOnly | QIODevice::Unbuffered); }

protected:
    qint64 readData(char *, qint64) override { return -1; }
    qint64 writeData(const char *, qint64) override { return -1; }
};

} // namespace

class TestHeadless final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void list_withoutQuery_printsEachEntryInOrder();
    void list_query_printsAllEntriesOfMatchingWorks();
    void list_withoutMarks_leavesTheDataFolderAlone();
    void list_marks_chooseByTheLibrary();
    void list_withNotes_writesWhatTheReaderSaid();
    void list_withNotes_withoutLibrary_leavesTheDataFolderAlone();
    void list_bookmarksFile_tellsDates();
    void list_gone_hasWhatIsKnownOfIt();
    void list_gone_onlyWhereMarksAreAskedFor();
    void list_gone_ofAnotherList_isNotThere();
    void mark_gone_isPossible();
    void list_workThatBecameTwo_saysSo();
    void list_bundled_isThere();
    void list_unreadableFile_saysSo();
    void list_unusableText_isRefused_data();
    void list_unusableText_isRefused();
    void list_damagedText_isReadWithAHint_data();
    void list_damagedText_isReadWithAHint();
    void anyCommand_fullDisk_saysSo();
    void sections_printsTheTree();
    void mark_matchingWorks_keepsMarksForTheNextRun();
    void mark_nothingFound_printsNone();
    void library_exportedAndImported_isTheSame();
    void library_unwritableFile_saysSo();
    void library_importOfNonsense_saysWhere();
    void damagedLibrary_isLeftAlone();
    void versionAndHelp_needNoList();

private:
    Outcome run(const QStringList &words, const QByteArray &input = kList) const;

    QTemporaryDir m_data;
};

Outcome TestHeadless::run(const QStringList &words, const QByteArray &input) const
{
    QBuffer in;
    QBuffer out;
    QBuffer err;
    in.setData(input);
    in.open(QIODevice::ReadOnly);
    out.open(QIODevice::WriteOnly);
    err.open(QIODevice::WriteOnly);
    const auto parsed = parseCommandLine(QStringList{QStringLiteral("carrel")} + words);
    const CommandLine line = std::get<CommandLine>(parsed);
    const int status = runHeadless(line, dataPaths(m_data.filePath(line.dataDirectory)), {in, out, err});
    return {status, out.data(), err.data()};
}

void TestHeadless::list_withoutQuery_printsEachEntryInOrder()
{
    const Outcome outcome = run(words("list --catalog -"));
    QCOMPARE(outcome.err, QByteArray());
    QCOMPARE(outcome.status, 0);
    QCOMPARE(outcome.out, QByteArray("Fast training. OSDI 2024. https://example.org/1\n"
                                     "Slow training. arXiv 2024. https://arxiv.org/abs/2401.00001\n"
                                     "KV caches. SOSP 2023. https://example.org/3\n"
                                     "Fast training. OSDI 2024. https://example.org/1\n"));
}

void TestHeadless::list_query_printsAllEntriesOfMatchingWorks()
{
    const Outcome outcome = run(words("list fast --catalog -"));
    QCOMPARE(outcome.status, 0);
    QCOMPARE(outcome.out.count("Fast training"), 2);
    QCOMPARE(outcome.out.count('\n'), 2);
}

void TestHeadless::list_withoutMarks_leavesTheDataFolderAlone()
{
    const Outcome outcome = run(words("list is:bookmarked --catalog - --data untouched"));
    QCOMPARE(outcome.status, 0);
    QCOMPARE(outcome.out, QByteArray());
    QVERIFY(!QFileInfo::exists(m_data.filePath(QStringLiteral("untouched"))));
}

void TestHeadless::list_withNotes_writesWhatTheReaderSaid()
{
    const QStringList note{QStringLiteral("--note"), QStringLiteral("read {50%}, twice\nand again")};
    QCOMPARE(run(words("mark fast --tag systems --catalog - --data words") + note).status, 0);
    const Outcome with = run(words("list training --with-notes --catalog - --data words"));
    QCOMPARE(with.err, QByteArray());
    QCOMPARE(with.out.count("  Tags: systems\n  Note: read {50%}, twice\n  and again\n"), 2);
    QVERIFY(!run(words("list fast --catalog - --data words")).out.contains("twice"));
    for (const char *format : {"json", "csv", "bibtex", "ris", "csl", "markdown", "html"}) {
        const QStringList line = words("list --catalog - --data words --format") +
                                 QStringList{QString::fromLatin1(format), QStringLiteral("--with-notes")};
        QVERIFY2(run(line).out.contains("twice"), format);
        QVERIFY2(run(line).out.contains("systems"), format);
        QVERIFY2(!run(line.mid(0, line.size() - 1)).out.contains("twice"), format);
    }
}

void TestHeadless::list_withNotes_withoutLibrary_leavesTheDataFolderAlone()
{
    const Outcome outcome = run(words("list --with-notes --format csv --catalog - --data untouched"));
    QCOMPARE(outcome.status, 0);
    QCOMPARE(outcome.out.count("\n"), 5);
    QVERIFY(!QFileInfo::exists(m_data.filePath(QStringLiteral("untouched"))));
}

void TestHeadless::list_bookmarksFile_tellsDates()
{
    const qint64 before = QDateTime::currentSecsSinceEpoch();
    QCOMPARE(run(words("mark slow --bookmark --catalog - --data dates")).status, 0);
    const QByteArray page = run(words("list --format html --catalog - --data dates")).out;
    QCOMPARE(page.count("ADD_DATE"), 1);
    static const QRegularExpression date(QStringLiteral(" ADD_DATE=\"(\\d+)\">Slow training</A>"));
    const qint64 told = date.match(QString::fromUtf8(page)).captured(1).toLongLong();
    QVERIFY(told >= before && told <= QDateTime::currentSecsSinceEpoch());
}

void TestHeadless::list_marks_chooseByTheLibrary()
{
    QCOMPARE(run(words("mark fast --read --catalog - --data marks")).status, 0);
    QCOMPARE(run(words("list is:read --catalog - --data marks")).out.count('\n'), 2);
    QCOMPARE(run(words("list is:unread --catalog - --data marks")).out.count('\n'), 2);
    QCOMPARE(run(words("list is:unread slow --catalog - --data marks")).out.count('\n'), 1);
}

constexpr auto kBefore = R"(# Papers
## Graphs
- [OSDI'24] [Alpha: One Paper](https://arxiv.org/abs/2401.00001) [from here]
  - Extended version [TOCS'25] [Alpha at Length](https://doi.org/10.1145/123.456)
- [OSDI'24] [Beta Works on Graphs](https://arxiv.org/abs/2401.00002)
- [OSDI'24] [Gamma, Rays of Clusters](https://arxiv.org/abs/2401.00003)
- [OSDI'24] [Delta Compresses Weights](https://arxiv.org/abs/2401.00004)
)";
constexpr auto kAfter = R"(# Papers
## Graphs
- [OSDI'24] [Beta Works on Graphs](https://arxiv.org/abs/2401.00002)
- [OSDI'24] [Gamma, Rays of Clusters](https://arxiv.org/abs/2401.00003)
- [OSDI'24] [Delta Compresses Weights](https://arxiv.org/abs/2401.00004)
)";

void TestHeadless::list_gone_hasWhatIsKnownOfIt()
{
    QCOMPARE(run(words("mark alpha --bookmark --catalog - --data gone"), kBefore).status, 0);
    const QByteArray before =
        run(words("list is:bookmarked --catalog - --data gone --format json"), kBefore).out;
    QVERIFY(before.contains("Alpha at Length") && before.contains("\"line\": 3,"));
    QByteArray expected = before;
    expected.replace("\"line\": 3,", "\"line\": null,")
        .replace("[\"Graphs\"]", "[\"No longer in the list\", \"Graphs\"]");
    for (const char *query : {"is:bookmarked", "is:gone"}) {
        const QStringList line = words("list QUERY --catalog - --data gone --format json");
        QCOMPARE(run(QStringList(line).replaceInStrings(QStringLiteral("QUERY"), QString::fromLatin1(query)),
                     kAfter)
                     .out,
                 expected);
    }
    QCOMPARE(run(words("list is:bookmarked --catalog - --data gone --format json"), kBefore).out, before);
    QVERIFY(!run(words("list is:gone --catalog - --data gone"), kBefore).out.contains("Alpha"));
}

void TestHeadless::list_gone_onlyWhereMarksAreAskedFor()
{
    QCOMPARE(run(words("mark alpha --bookmark --catalog - --data only"), kBefore).status, 0);
    QCOMPARE(run(words("list is:gone --catalog - --data only"), kAfter).out.count('\n'), 1);
    for (const char *query : {"list alpha", "list venue:osdi", "list is:unread", "list -is:read", "list"}) {
        const Outcome outcome = run(words(query) + words("--catalog - --data only"), kAfter);
        QVERIFY2(outcome.status == 0 && !outcome.out.contains("Alpha"), query);
    }
}

void TestHeadless::list_gone_ofAnotherList_isNotThere()
{
    QCOMPARE(run(words("mark alpha --bookmark --catalog - --data others"), kBefore).status, 0);
    QCOMPARE(run(words("list is:gone --catalog - --data others")).out, QByteArray());
    QCOMPARE(run(words("list is:bookmarked --catalog - --data others")).out, QByteArray());
    QCOMPARE(run(words("list is:bookmarked --catalog - --data others"), kBefore).out.count('\n'), 1);
}

void TestHeadless::mark_gone_isPossible()
{
    QCOMPARE(run(words("mark alpha --bookmark --catalog - --data change"), kBefore).status, 0);
    QCOMPARE(run(words("mark is:gone --read --catalog - --data change"), kAfter).out,
             QByteArray("1 work marked\n"));
    QCOMPARE(run(words("list is:read --catalog - --data change"), kBefore).out.count('\n'), 1);
    QCOMPARE(run(words("mark is:gone --no-bookmark --unread --catalog - --data change"), kAfter).status, 0);
    QCOMPARE(run(words("list is:gone --catalog - --data change"), kAfter).out, QByteArray());
}

void TestHeadless::list_workThatBecameTwo_saysSo()
{
    QByteArray one(kBefore);
    one += "- [Alpha: A Paper](https://arxiv.org/abs/2401.00001)\n";
    QByteArray two(kBefore);
    two += "- [Alpha: A Paper](https://arxiv.org/abs/2405.00005)\n";
    QCOMPARE(run(words("mark alpha --bookmark --catalog - --data two"), one).out,
             QByteArray("1 work marked\n"));
    const Outcome outcome = run(words("list is:bookmarked --catalog - --data two"), two);
    QVERIFY(outcome.out.contains("Alpha: One Paper") && !outcome.out.contains("Alpha: A Paper"));
    QVERIFY(outcome.err.contains("Alpha: One Paper / Alpha: A Paper"));
}

void TestHeadless::list_bundled_isThere()
{
    const Outcome outcome = run(words("list"));
    QCOMPARE(outcome.status, 0);
    QCOMPARE(outcome.out.count('\n'), 1781);
}

void TestHeadless::list_unreadableFile_saysSo()
{
    for (const QString &path : {m_data.filePath(QStringLiteral("missing.md")), m_data.path()}) {
        const Outcome outcome = run({QStringLiteral("list"), QStringLiteral("--catalog"), path});
        QCOMPARE(outcome.status, 1);
        QCOMPARE(outcome.out, QByteArray());
        QVERIFY(outcome.err.startsWith("carrel: "));
        QVERIFY(outcome.err.contains(QFileInfo(path).fileName().toUtf8()));
        QCOMPARE(outcome.err.count('\n'), 1);
    }
}

void TestHeadless::list_unusableText_isRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no papers") << QByteArray("# Title\n\ntext\n");
    QTest::newRow("web page") << QByteArray("<!DOCTYPE html><html></html>");
    QTest::newRow("binary") << QByteArray(1000, '\x01');
}

void TestHeadless::list_unusableText_isRefused()
{
    QFETCH(const QByteArray, text);
    for (const char *format : {"text", "json", "csv", "markdown"}) {
        const Outcome outcome =
            run(words("list --catalog - --format") + QStringList{QString::fromLatin1(format)}, text);
        QCOMPARE(outcome.status, 1);
        QCOMPARE(outcome.out, QByteArray());
        QVERIFY(outcome.err.contains("standard input"));
    }
}

void TestHeadless::list_damagedText_isReadWithAHint_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("hint");
    const QByteArray list(kList);
    QTest::newRow("bytes") << QByteArray(list).replace("KV", "K\xFFV") << QByteArray("damaged");
    QTest::newRow("merge") << QByteArray(list).replace("## Serving",
                                                       "<<<<<<< HEAD\n=======\n>>>>>>> other\n\n## Serving")
                           << QByteArray("merge at line 7");
}

void TestHeadless::list_damagedText_isReadWithAHint()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, hint);
    const Outcome outcome = run(words("list --catalog -"), text);
    QCOMPARE(outcome.status, 0);
    QCOMPARE(outcome.out.count('\n'), 4);
    QVERIFY2(outcome.err.contains(hint), outcome.err.constData());
    QCOMPARE(outcome.err.count('\n'), 1);
}

void TestHeadless::anyCommand_fullDisk_saysSo()
{
    QBuffer in;
    QBuffer err;
    FullDevice full;
    in.open(QIODevice::ReadOnly);
    err.open(QIODevice::WriteOnly);
    for (const Verb verb : {Verb::List, Verb::Sections, Verb::Help}) {
        CommandLine line;
        line.verb = verb;
        line.format = QStringLiteral("text");
        QCOMPARE(runHeadless(line, dataPaths(m_data.path()), {in, full, err}), 1);
    }
    QCOMPARE(err.data().count("standard output"), 3);
}

void TestHeadless::sections_printsTheTree()
{
    const Outcome outcome = run(words("sections --catalog -"));
    QCOMPARE(outcome.status, 0);
    QCOMPARE(outcome.out, QByteArray("  entries    works  section\n"
                                     "        2        2  Training\n"
                                     "        2        2  Serving\n"));
}

void TestHeadless::mark_matchingWorks_keepsMarksForTheNextRun()
{
    const auto bookmarked = [&] {
        return run(words("list is:bookmarked --catalog - --data kept")).out.count('\n');
    };
    const Outcome marked = run(words("mark training --bookmark --catalog - --data kept"));
    QCOMPARE(marked.err, QByteArray());
    QCOMPARE(marked.out, QByteArray("2 works marked\n"));
    QCOMPARE(bookmarked(), 3);
    const Outcome taken = run(words("mark slow --no-bookmark --catalog - --data kept"));
    QCOMPARE(taken.out, QByteArray("1 work marked\n"));
    QCOMPARE(bookmarked(), 2);
}

void TestHeadless::mark_nothingFound_printsNone()
{
    const Outcome outcome = run(words("mark nowhere --read --catalog - --data none"));
    QCOMPARE(outcome.status, 0);
    QCOMPARE(outcome.out, QByteArray("0 works marked\n"));
}

void TestHeadless::library_exportedAndImported_isTheSame()
{
    QCOMPARE(run(words("mark fast --bookmark --catalog - --data here")).status, 0);
    const Outcome exported = run(words("library export - --data here"));
    QCOMPARE(exported.status, 0);
    QVERIFY(exported.out.startsWith("{\"format\": \"carrel-library\""));
    const Outcome imported = run(words("library import - --data there"), exported.out);
    QCOMPARE(imported.status, 0);
    QCOMPARE(imported.out,
             QByteArray("The library was merged. Papers added: 1, changed: 0; saved searches added: 0.\n"));
    QCOMPARE(run(words("list is:bookmarked --catalog - --data there")).out.count("Fast training"), 2);
    const QString file = m_data.filePath(QStringLiteral("library.json"));
    QCOMPARE(run({QStringLiteral("library"), QStringLiteral("export"), file, QStringLiteral("--data"),
                  QStringLiteral("there")})
                 .status,
             0);
    QFile written(file);
    QVERIFY(written.open(QIODevice::ReadOnly));
    QCOMPARE(written.readAll(), exported.out);
    const Outcome again = run({QStringLiteral("library"), QStringLiteral("import"), file,
                               QStringLiteral("--data"), QStringLiteral("there")});
    QCOMPARE(again.out, QByteArray("The library said all of this already.\n"));
}

void TestHeadless::library_unwritableFile_saysSo()
{
    const Outcome outcome = run(words("library export /nowhere/library.json --data here"));
    QCOMPARE(outcome.status, 1);
    QVERIFY(outcome.err.contains("cannot be written"));
}

void TestHeadless::library_importOfNonsense_saysWhere()
{
    const Outcome outcome = run(words("library import - --data here"),
                                R"({"format": "carrel-library", "version": 1, "works": [{"title": 7}]})");
    QCOMPARE(outcome.status, 1);
    QVERIFY2(outcome.err.contains("works[0].title"), outcome.err.constData());
    QCOMPARE(run(words("library import /nowhere/library.json --data here")).status, 1);
}

void TestHeadless::damagedLibrary_isLeftAlone()
{
    const DataPaths paths = dataPaths(m_data.filePath(QStringLiteral("damaged")));
    QVERIFY(makeFolders(paths).hasValue());
    const QByteArray junk = QByteArray("This is no database, it is a long text. ").repeated(200);
    QFile file(paths.library());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(junk);
    file.close();
    for (const char *text :
         {"mark slow --read --catalog - --data damaged", "list is:unread --catalog - --data damaged"}) {
        const Outcome outcome = run(words(text));
        QCOMPARE(outcome.status, 1);
        QCOMPARE(outcome.out, QByteArray());
        QCOMPARE(outcome.err.count('\n'), 1);
    }
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), junk);
}

void TestHeadless::versionAndHelp_needNoList()
{
    QCOMPARE(run(words("--version")).out, QByteArray("carrel " CARREL_VERSION "\n"));
    QCOMPARE(run(words("--help")).out, helpText().toUtf8());
}

QTEST_GUILESS_MAIN(TestHeadless)
#include "tst_headless.moc"
