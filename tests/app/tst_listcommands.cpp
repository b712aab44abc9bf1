// SPDX-License-Identifier: GPL-3.0-or-later
#include "headless.h"
#include "support/goldenfile.h"
#include "support/loopbackserver.h"

#include <QBuffer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

using namespace carrel;
using namespace carrel::test;

namespace {

struct Outcome
{
    int status;
    QByteArray out;
    QByteArray err;
};

QString dataFile(const char *name)
{
    return QStringLiteral(CARREL_TEST_DATA "/changes/") + QLatin1String(name);
}

QByteArray listOf(int first, int end)
{
    QByteArray list = "# Papers\n";
    for (int i = first; i < end; ++i) {
        const QByteArray number = QByteArray::number(i);
        list += "- [OSDI'24] [Paper number " + number + "](https://example.org/" + number + ")\n";
    }
    return list;
}

} // namespace

class TestListCommands final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void changes_eachFormat_equalsGoldenFile_data();
    void changes_eachFormat_equalsGoldenFile();
    void changes_againstItself_areNone();
    void changes_readStandardInput();
    void changes_unreadableFile_saysWhich();
    void health_bundledList_isToldLineByLine();
    void health_readsStandardInput();
    void health_unreadableFile_saysWhich();
    void lists_atFirst_haveTheBundledOne();
    void listsAdd_address_isInUseOnceItIsFetched();
    void listsAdd_file_isInUse();
    void listsAdd_whatHasNoList_isNotInUse_data();
    void listsAdd_whatHasNoList_isNotInUse();
    void listsAdd_nonsense_isNotUnderstood();
    void listsRemove_forgetsTheList();
    void update_newerList_isToldByKinds();
    void update_listThatLacksPapers_needsAYes();
    void update_failure_keepsNoOtherListBack();
    void update_serverThatAsksToWait_isToldWithTheTime();
    void update_unknownList_saysSo();
    void otherCommands_askNobody();

private:
    Outcome run(const QStringList &arguments, const QByteArray &input = {});
    Outcome run(const char *words) { return run(QString::fromLatin1(words).split(QLatin1Char(' '))); }
    Outcome add(const QString &source)
    {
        return run({QStringLiteral("lists"), QStringLiteral("add"), source});
    }
    QJsonArray lists() { return QJsonDocument::fromJson(run("lists --format json").out).array(); }
    void serve(const QByteArray &path, const QByteArray &list)
    {
        m_server->setAnswer(path, sends(httpBytes(200, list)));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<LoopbackServer> m_server;

private Q_SLOTS:
    void initTestCase() { qputenv("no_proxy", "127.0.0.1"); }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_server = std::make_unique<LoopbackServer>();
        serve("/papers.md", listOf(0, 20));
    }
};

Outcome TestListCommands::run(const QStringList &arguments, const QByteArray &input)
{
    QBuffer in;
    in.setData(input);
    QBuffer out;
    QBuffer err;
    if (!in.open(QIODevice::ReadOnly) || !out.open(QIODevice::WriteOnly) || !err.open(QIODevice::WriteOnly)) {
        return {-1, {}, {}};
    }
    const Streams streams{in, out, err};
    const auto parsed = parseCommandLine(QStringList(QStringLiteral("carrel")) + arguments);
    const auto *line = std::get_if<CommandLine>(&parsed);
    const int status = line == nullptr ? reportUsage(std::get<UsageError>(parsed), streams)
                                       : runHeadless(*line, dataPaths(m_folder->path()), streams);
    return {status, out.data(), err.data()};
}

void TestListCommands::changes_eachFormat_equalsGoldenFile_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("text") << dataFile("changes.txt");
    QTest::newRow("json") << dataFile("changes.json");
    QTest::newRow("markdown") << dataFile("changes.md");
}

void TestListCommands::changes_eachFormat_equalsGoldenFile()
{
    QFETCH(QString, file);
    const Outcome found = run({QStringLiteral("changes"), QStringLiteral("--from"), dataFile("before.md"),
                               QStringLiteral("--to"), dataFile("after.md"), QStringLiteral("--format"),
                               QString::fromLatin1(QTest::currentDataTag())});
    QCOMPARE(found.status, 0);
    QCOMPARE(found.err, QByteArray());
    QCOMPARE(found.out, goldenBytes(file, found.out));
}

void TestListCommands::changes_againstItself_areNone()
{
    const Outcome found = run({QStringLiteral("changes"), QStringLiteral("--from"), dataFile("after.md"),
                               QStringLiteral("--to"), dataFile("after.md")});
    QCOMPARE(found.out, QByteArray("Systems papers: No changes\n"));
}

void TestListCommands::changes_readStandardInput()
{
    const Outcome found =
        run({QStringLiteral("changes"), QStringLiteral("--from"), QStringLiteral("-"), QStringLiteral("--to"),
             dataFile("after.md"), QStringLiteral("--format"), QStringLiteral("json")},
            "# Papers\n- [OSDI'23] [Another paper](https://example.org/1)\n");
    QCOMPARE(found.status, 0);
    QVERIFY(found.out.contains("\"kind\": \"removed\""));
}

void TestListCommands::changes_unreadableFile_saysWhich()
{
    const Outcome found = run({QStringLiteral("changes"), QStringLiteral("--from"), dataFile("missing.md"),
                               QStringLiteral("--to"), dataFile("after.md")});
    QCOMPARE(found.status, 1);
    QVERIFY(found.err.contains("missing.md"));
    QCOMPARE(found.out, QByteArray());
}

/// The file was checked by eye against the list.
void TestListCommands::health_bundledList_isToldLineByLine()
{
    const Outcome found = run("health");
    QCOMPARE(found.status, 0);
    QCOMPARE(found.out,
             goldenBytes(QStringLiteral(CARREL_TEST_DATA "/health/ml-systems-papers.txt"), found.out));
}

void TestListCommands::health_readsStandardInput()
{
    const Outcome found =
        run({QStringLiteral("health"), QStringLiteral("--catalog"), QStringLiteral("-"),
             QStringLiteral("--format"), QStringLiteral("json")},
            "# Papers\n- [OSDI'23] [Another paper](https://example.org/1) [also](#nowhere)\n");
    QCOMPARE(found.status, 0);
    const QJsonArray findings = QJsonDocument::fromJson(found.out).array();
    QCOMPARE(findings.size(), 1);
    QCOMPARE(findings[0].toObject()[QLatin1String("kind")].toString(), QStringLiteral("dead-anchor"));
    QCOMPARE(findings[0].toObject()[QLatin1String("line")].toInt(), 2);
}

void TestListCommands::health_unreadableFile_saysWhich()
{
    const Outcome found = run("health --catalog missing.md");
    QCOMPARE(found.status, 1);
    QVERIFY(found.err.contains("missing.md"));
    QCOMPARE(found.out, QByteArray());
}

void TestListCommands::lists_atFirst_haveTheBundledOne()
{
    const Outcome text = run("lists");
    QCOMPARE(text.status, 0);
    QCOMPARE(text.out, QByteArray("ml-systems-papers\n    byungsoo-oh/ml-systems-papers\n    as bundled\n"
                                  "    never checked\n"));
    const QJsonObject record = lists().at(0).toObject();
    QCOMPARE(
        record[QLatin1String("url")].toString(),
        QStringLiteral("https://raw.githubusercontent.com/byungsoo-oh/ml-systems-papers/HEAD/README.md"));
    QCOMPARE(record[QLatin1String("state")].toString(), QStringLiteral("new"));
    QVERIFY(record[QLatin1String("checked")].isNull());
    QVERIFY(record[QLatin1String("versions")].toArray().isEmpty());
}

void TestListCommands::listsAdd_address_isInUseOnceItIsFetched()
{
    const Outcome added = add(m_server->url("/papers.md").toString());
    QCOMPARE(added.err, QByteArray());
    QCOMPARE(added.out, QByteArray("papers.md: 20 papers\n"));
    QCOMPARE(added.status, 0);
    const QJsonObject record = lists().at(1).toObject();
    QCOMPARE(record[QLatin1String("state")].toString(), QStringLiteral("current"));
    QCOMPARE(record[QLatin1String("versions")].toArray().at(0).toObject()[QLatin1String("papers")].toInt(),
             20);
    QVERIFY(run("lists").out.contains("20 papers, fetched 20"));
    const Outcome again = add(m_server->url("/papers.md").toString());
    QCOMPARE(again.status, 1);
    QVERIFY(again.err.contains("in use already"));
    QCOMPARE(lists().size(), 2);
}

void TestListCommands::listsAdd_file_isInUse()
{
    QCOMPARE(add(dataFile("before.md")).out, QByteArray("before: 12 papers\n"));
    QCOMPARE(lists().at(1).toObject()[QLatin1String("path")].toString(),
             QFileInfo(dataFile("before.md")).absoluteFilePath());
    QCOMPARE(run("update before").out, QByteArray("before: unchanged, 12 papers\n"));
}

void TestListCommands::listsAdd_whatHasNoList_isNotInUse_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("nothing there") << httpBytes(404) << QByteArray("has no list at this address");
    QTest::newRow("a web page") << httpBytes(200, "<!DOCTYPE html><html></html>")
                                << QByteArray("is a web page");
    QTest::newRow("private") << httpBytes(403) << QByteArray("private");
    QTest::newRow("elsewhere") << httpBytes(302, {}, "Location: file:///etc/passwd\r\n")
                               << QByteArray("not safe to follow");
}

void TestListCommands::listsAdd_whatHasNoList_isNotInUse()
{
    QFETCH(QByteArray, answer);
    QFETCH(QByteArray, said);
    m_server->setAnswer("/papers.md", sends(answer));
    const Outcome added = add(m_server->url("/papers.md").toString());
    QCOMPARE(added.status, 1);
    QCOMPARE(added.out, QByteArray());
    QVERIFY2(added.err.contains(said), added.err.constData());
    QCOMPARE(lists().size(), 1);
}

void TestListCommands::listsAdd_nonsense_isNotUnderstood()
{
    const Outcome added = add(QStringLiteral("no such thing"));
    QCOMPARE(added.status, 1);
    QVERIFY(added.err.contains("owner/name"));
    QVERIFY(!QFile::exists(m_folder->filePath(QStringLiteral("lists.json"))));
}

void TestListCommands::listsRemove_forgetsTheList()
{
    (void)add(m_server->url("/papers.md").toString());
    QCOMPARE(run("lists remove PAPERS.md").status, 0);
    QCOMPARE(lists().size(), 1);
    QCOMPARE(run("lists remove ml-systems-papers").status, 0);
    QCOMPARE(run("lists").out, QByteArray("No lists are in use.\n"));
    QCOMPARE(run("lists remove papers.md").status, 1);
}

void TestListCommands::update_newerList_isToldByKinds()
{
    (void)add(m_server->url("/papers.md").toString());
    QCOMPARE(run("update papers.md").out, QByteArray("papers.md: unchanged, 20 papers\n"));
    serve("/papers.md", listOf(1, 25));
    QCOMPARE(run("update papers.md").out, QByteArray("papers.md: 24 papers: 5 added, 1 removed\n"));
}

void TestListCommands::update_listThatLacksPapers_needsAYes()
{
    (void)add(m_server->url("/papers.md").toString());
    serve("/papers.md", listOf(0, 5));
    const Outcome asked = run("update papers.md");
    QCOMPARE(asked.status, 1);
    QCOMPARE(asked.out, QByteArray());
    QVERIFY(asked.err.contains("lacks 15 of the papers in use"));
    QCOMPARE(lists().at(1).toObject()[QLatin1String("state")].toString(), QStringLiteral("asks"));
    const Outcome accepted = run("update papers.md --accept");
    QCOMPARE(accepted.status, 0);
    QCOMPARE(accepted.out, QByteArray("papers.md: 5 papers: 15 removed\n"));
}

void TestListCommands::update_failure_keepsNoOtherListBack()
{
    serve("/other.md", listOf(30, 40));
    (void)add(m_server->url("/papers.md").toString());
    (void)add(m_server->url("/other.md").toString());
    m_server->setAnswer("/papers.md", sends(httpBytes(500)));
    serve("/other.md", listOf(30, 41));
    const Outcome updated = run("update papers.md other.md");
    QCOMPARE(updated.status, 1);
    QVERIFY(updated.err.contains("papers.md: \u201C127.0.0.1\u201D has a problem of its own"));
    QCOMPARE(updated.out, QByteArray("other.md: 11 papers: 1 added\n"));
}

void TestListCommands::update_serverThatAsksToWait_isToldWithTheTime()
{
    (void)add(m_server->url("/papers.md").toString());
    m_server->setAnswer("/papers.md", sends(httpBytes(429, {}, "Retry-After: 120\r\n")));
    QVERIFY(run("update papers.md").err.contains("Ask again in 120 seconds."));
}

void TestListCommands::update_unknownList_saysSo()
{
    const Outcome updated = run("update nothing");
    QCOMPARE(updated.status, 1);
    QVERIFY(updated.err.contains("nothing"));
}

void TestListCommands::otherCommands_askNobody()
{
    (void)add(m_server->url("/papers.md").toString());
    const int connections = m_server->connections();
    for (const char *words : {"lists", "list kv", "sections", "list is:bookmarked", "mark kv --read"}) {
        QCOMPARE(run(words).status, 0);
    }
    QCOMPARE(m_server->connections(), connections);
}

QTEST_GUILESS_MAIN(TestListCommands)
#include "tst_listcommands.moc"
