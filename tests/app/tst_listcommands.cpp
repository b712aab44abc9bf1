// SPDX-License-Identifier: GPL-3.0-or-later
#include "headless.h"
#include "support/goldenfile.h"

#include <QBuffer>
#include <QTemporaryDir>
#include <QtTest>

using namespace carrel;
using carrel::test::goldenBytes;

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

private:
    Outcome run(const QStringList &arguments, const QByteArray &input = {});

    QTemporaryDir m_folder;
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
                                       : runHeadless(*line, dataPaths(m_folder.path()), streams);
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

QTEST_GUILESS_MAIN(TestListCommands)
#include "tst_listcommands.moc"
