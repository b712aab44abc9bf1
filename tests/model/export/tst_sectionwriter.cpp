// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/sectionwriter.h"

#include "samplelist.h"
#include "support/goldenfile.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace carrel;
using namespace carrel::test;

class TestSectionWriter final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachFormat_sampleList_equalsGoldenFile_data();
    void eachFormat_sampleList_equalsGoldenFile();
    void json_emptySections_areLeftOut();
    void json_entriesBeforeAnyHeading_standInANamelessSection();
    void json_noPapers_isEmptyArray();
    void sectionFormat_unknownName_isNull();
};

void TestSectionWriter::eachFormat_sampleList_equalsGoldenFile_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("text") << QStringLiteral("sections.txt");
    QTest::newRow("json") << QStringLiteral("sections.json");
}

void TestSectionWriter::eachFormat_sampleList_equalsGoldenFile()
{
    QFETCH(QString, file);
    const QByteArray actual = sectionFormat(QLatin1String(QTest::currentDataTag()))->write(*sampleList());
    QCOMPARE(actual, goldenBytes(QStringLiteral(CARREL_TEST_DATA "/export/") + file, actual));
}

void TestSectionWriter::json_emptySections_areLeftOut()
{
    const QByteArray json = sectionFormat(u"json")->write(*sampleList());
    QVERIFY(QJsonDocument::fromJson(json).isArray());
    QVERIFY(!json.contains("Empty"));
    QCOMPARE(QJsonDocument::fromJson(json).array().size(), 2);
}

void TestSectionWriter::json_entriesBeforeAnyHeading_standInANamelessSection()
{
    const QByteArray json = sectionFormat(u"json")->write(*ListBuilder().entry("one").entry("two").build());
    const QJsonObject section = QJsonDocument::fromJson(json).array().at(0).toObject();
    QVERIFY(section.value(QLatin1String("title")).isNull());
    QVERIFY(section.value(QLatin1String("line")).isNull());
    QCOMPARE(section.value(QLatin1String("entries")).toInt(), 2);
}

void TestSectionWriter::json_noPapers_isEmptyArray()
{
    QCOMPARE(sectionFormat(u"json")->write(*ListBuilder().section("A").build()), QByteArray("[]\n"));
}

void TestSectionWriter::sectionFormat_unknownName_isNull()
{
    QVERIFY(sectionFormat(u"csv") == nullptr);
}

QTEST_APPLESS_MAIN(TestSectionWriter)
#include "tst_sectionwriter.moc"
