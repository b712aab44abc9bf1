// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/healthcheck.h"
#include "health/healthwriter.h"
#include "support/listbuilder.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace carrel;
using carrel::test::ListBuilder;

namespace {

HealthReport reportOf(std::string_view title)
{
    ListBuilder list;
    list.section("A").entry(title, "OSDI", 2024, "https://example.org/1");
    list.entry(title, "OSDI", 2024, "https://example.org/2");
    return checkHealth(list.build(), "");
}

QByteArray written(const char *format, const HealthReport &report)
{
    return QByteArray::fromStdString(healthFormat(QLatin1String(format))->write(report));
}

} // namespace

class TestHealthWriter final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void text_isGroupedWithLines();
    void json_hasEveryKey();
    void markdown_escapesWhatTheListSays();
    void nothingFound_isSaid();
    void formats_haveNoControlCharacters();
    void unknownFormat_isNull();
};

void TestHealthWriter::text_isGroupedWithLines()
{
    const HealthReport report = reportOf("One %1");
    const QByteArray lines = QByteArray::number(report.findings[0].lines[0]);
    const QByteArray others = QByteArray::number(report.findings[0].lines[1]);
    QCOMPARE(
        written("text", report),
        "List health: 1 finding\nEntries: 2. Works in several sections: 0. Entries without a link: 0.\n\n"
        "Twice in one section: 1\n  line " +
            lines + ": One %1\n      again on line " + others + "\n");
}

void TestHealthWriter::json_hasEveryKey()
{
    const HealthReport report = reportOf("One");
    const QJsonArray array = QJsonDocument::fromJson(written("json", report)).array();
    QCOMPARE(array.size(), 1);
    const QJsonObject finding = array[0].toObject();
    QCOMPARE(finding.keys().join(QLatin1Char(' ')),
             QStringLiteral("found kind line lines moreLines other subject suggestion work"));
    QCOMPARE(finding[QLatin1String("kind")].toString(), QStringLiteral("duplicate"));
    QCOMPARE(finding[QLatin1String("lines")].toArray().size(), 2);
    QCOMPARE(finding[QLatin1String("work")].toString(), report.catalog->workId(0));
    QVERIFY(finding[QLatin1String("found")].isNull());
}

void TestHealthWriter::markdown_escapesWhatTheListSays()
{
    const QByteArray page = written("markdown", reportOf("*One* <b> [x](y)"));
    QVERIFY2(page.contains(": \\*One\\* \\<b> \\[x\\](y)\n"), page.constData());
    QVERIFY(page.contains("## Twice in one section: 1\n"));
}

void TestHealthWriter::nothingFound_isSaid()
{
    const HealthReport report = checkHealth(ListBuilder().section("A").entry("One").build(), "");
    QVERIFY(written("text", report).startsWith("List health: Nothing found\n"));
    QVERIFY(QJsonDocument::fromJson(written("json", report)).array().isEmpty());
}

void TestHealthWriter::formats_haveNoControlCharacters()
{
    const HealthReport report = reportOf("One\x1b[2J");
    for (const HealthFormat &format : healthFormats()) {
        QVERIFY2(!written(format.name, report).contains('\x1b'), format.name);
    }
}

void TestHealthWriter::unknownFormat_isNull()
{
    QVERIFY(healthFormat(u"csv") == nullptr);
}

QTEST_GUILESS_MAIN(TestHealthWriter)
#include "tst_healthwriter.moc"
