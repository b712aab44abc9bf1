// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

namespace {

struct Outcome
{
    int status;
    QByteArray out;
    QByteArray err;
};

constexpr char kList[] =
    "## A\n- [OSDI'24] [One](https://example.org/1)\n- [OSDI'23] [Two](https://example.org/2)\n";

QStringList words(const char *text)
{
    return QString::fromUtf8(text).split(QLatin1Char(' '));
}

} // namespace

/// The built program with a home of its own, no display, and a locale as scripts have it.
class TestProgram final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void list_standardInput_isRead();
    void list_file_isRead();
    void list_bundledList_needsNoFile();
    void list_unusableList_failsWithOneSentence();
    void output_full_fails();
    void wrongUsage_endsWithTwo();
    void sections_json_isAnArray();
    void mark_data_keepsMarksBetweenRuns();
    void mark_platformFolders_areMade();
    void help_needsNoDisplay();

private:
    Outcome run(const QStringList &arguments, const QByteArray &input = {}) const;

    QTemporaryDir m_home;
};

Outcome TestProgram::run(const QStringList &arguments, const QByteArray &input) const
{
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("HOME"), m_home.path());
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C"));
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("none-such"));
    QProcess program;
    program.setProcessEnvironment(environment);
    program.start(QStringLiteral(CARREL_PROGRAM), arguments);
    program.write(input);
    program.closeWriteChannel();
    const bool ended = program.waitForFinished() && program.exitStatus() == QProcess::NormalExit;
    return {ended ? program.exitCode() : -1, program.readAllStandardOutput(), program.readAllStandardError()};
}

void TestProgram::list_standardInput_isRead()
{
    const Outcome outcome = run(words("list two --catalog -"), kList);
    QCOMPARE(outcome.err, QByteArray());
    QCOMPARE(outcome.out, QByteArray("Two. OSDI 2023. https://example.org/2\n"));
    QCOMPARE(outcome.status, 0);
}

void TestProgram::list_file_isRead()
{
    QFile file(m_home.filePath(QString::fromUtf8("Liste \xC3\xA4.md")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(kList);
    file.close();
    const Outcome outcome = run(words("list --format json --catalog") + QStringList{file.fileName()});
    QCOMPARE(outcome.err, QByteArray());
    QCOMPARE(QJsonDocument::fromJson(outcome.out).array().size(), 2);
}

void TestProgram::list_bundledList_needsNoFile()
{
    const Outcome outcome = run(words("list --format json"));
    QCOMPARE(outcome.err, QByteArray());
    QCOMPARE(QJsonDocument::fromJson(outcome.out).array().size(), 1781);
}

void TestProgram::list_unusableList_failsWithOneSentence()
{
    const Outcome outcome = run(words("list --catalog -"), "%PDF-1.4");
    QCOMPARE(outcome.status, 1);
    QCOMPARE(outcome.out, QByteArray());
    QCOMPARE(outcome.err.count('\n'), 1);
    QVERIFY(outcome.err.contains("PDF"));
}

void TestProgram::output_full_fails()
{
    if (!QFile::exists(QStringLiteral("/dev/full"))) {
        QSKIP("This system has no /dev/full.");
    }
    for (const char *command : {"--version", "list", "sections --format json"}) {
        QProcess program;
        program.setStandardOutputFile(QStringLiteral("/dev/full"));
        program.start(QStringLiteral(CARREL_PROGRAM), words(command));
        QVERIFY(program.waitForFinished());
        QCOMPARE(program.exitCode(), 1);
        QVERIFY(program.readAllStandardError().contains("standard output"));
    }
}

void TestProgram::wrongUsage_endsWithTwo()
{
    const Outcome outcome = run(words("list --format yaml"));
    QCOMPARE(outcome.status, 2);
    QCOMPARE(outcome.out, QByteArray());
    QVERIFY(outcome.err.contains("yaml"));
    QVERIFY(outcome.err.contains("--help"));
}

void TestProgram::sections_json_isAnArray()
{
    const Outcome outcome = run(words("sections --format json"));
    QCOMPARE(outcome.status, 0);
    QCOMPARE(QJsonDocument::fromJson(outcome.out).array().size(), 25);
}

void TestProgram::mark_data_keepsMarksBetweenRuns()
{
    const QStringList data{QStringLiteral("--data"), m_home.filePath(QStringLiteral("all"))};
    const Outcome marked = run(words("mark NVIDIA --bookmark") + data);
    QCOMPARE(marked.err, QByteArray());
    QVERIFY(marked.out.endsWith(" marked\n"));
    const Outcome kept = run(words("list is:bookmarked") + data);
    QVERIFY(!kept.out.isEmpty());
    QCOMPARE(kept.out, run(words("list NVIDIA") + data).out);
    QVERIFY(QFileInfo(m_home.filePath(QStringLiteral("all/library.sqlite"))).isFile());
}

void TestProgram::mark_platformFolders_areMade()
{
    const Outcome marked = run(words("mark NVIDIA --read"));
    QCOMPARE(marked.status, 0);
    QVERIFY(QFileInfo(m_home.filePath(QStringLiteral(".local/share/carrel/library.sqlite"))).isFile());
}

void TestProgram::help_needsNoDisplay()
{
    const Outcome outcome = run(words("--help"));
    QCOMPARE(outcome.status, 0);
    QVERIFY(outcome.out.contains("carrel list"));
}

QTEST_GUILESS_MAIN(TestProgram)
#include "tst_program.moc"
