// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/healthcheck.h"
#include "support/listbuilder.h"

#include <QtTest>

using namespace carrel;
using carrel::test::ListBuilder;

namespace {

/// "kind line/line found -> suggestion", a finding a line.
QString told(const HealthReport &report)
{
    QStringList all;
    for (const Finding &finding : report.findings) {
        QStringList lines;
        for (const quint32 line : finding.lines) {
            lines.append(QString::number(line));
        }
        all.append(QStringLiteral("%1 %2 %3 -> %4")
                       .arg(toQString(healthKindName(finding.kind)), lines.join(QLatin1Char('/')),
                            toQString(finding.found), toQString(finding.suggestion)));
    }
    return all.join(QLatin1Char('\n'));
}

QString toldOfText(const char *text)
{
    return told(checkHealth(ListBuilder().section("S").entry("Paper").build(), text));
}

} // namespace

class TestHealthCheck final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void soundList_hasNoFindings();
    void workTwiceInOneSection_isDuplicate_alsoInAGroup();
    void workInSeveralSections_isCountedAlone();
    void oneIdUnderStrangers_isWrongLink();
    void oneAddressUnderANameAndItsTitle_isNone();
    void oneAddressUnderManyTitles_isAPageOfAll();
    void translatedTitle_isNoStranger();
    void missingLink_isTakenFromTheOtherEntry();
    void linkCalledPaper_isALinkOfThePaper();
    void preprintThatIsPublishedElsewhere_isTold();
    void paperUnderReview_isNotPublished();
    void twoYearsOfOneVenue_disagree();
    void spellings_areHeldAgainstTheUsualOne();
    void otherSeries_areNoSlips_data();
    void otherSeries_areNoSlips();
    void qualifierSlip_isTold();
    void yearOfArxivId_isHeldAgainstTheTag();
    void oddAddresses_areTold_data();
    void oddAddresses_areTold();
    void anchors_areHeldAgainstHeadingsAndNames();
    void anchorsInCodeAndComments_doNotCount();
    void brokenLinks_areTold();
    void findingsBeyondTheMost_areCounted();
};

void TestHealthCheck::soundList_hasNoFindings()
{
    ListBuilder list;
    list.section("A").entry("One paper of this list", "OSDI", 2024, "https://example.org/1");
    list.entry("Another thing altogether", "MICRO", 2023, "https://example.org/2");
    const HealthReport report = checkHealth(list.build(), "## A\n\n[a](#a)\n");
    QCOMPARE(told(report), QString());
    QCOMPARE(report.total(), 0U);
}

void TestHealthCheck::workTwiceInOneSection_isDuplicate_alsoInAGroup()
{
    ListBuilder list;
    list.section("A").entry("One").group("G").entry("one!").section("B").entry("Two");
    const CatalogPointer catalog = list.build();
    QCOMPARE(told(checkHealth(catalog, "")),
             QStringLiteral("duplicate %1/%2  -> ").arg(catalog->entry(0).line).arg(catalog->entry(1).line));
}

void TestHealthCheck::workInSeveralSections_isCountedAlone()
{
    const HealthReport report =
        checkHealth(ListBuilder().section("A").entry("One").section("B").entry("One").build(), "");
    QCOMPARE(told(report), QString());
    QCOMPARE(report.spreadWorks, 1U);
    QCOMPARE(report.unlinkedEntries, 2U);
}

void TestHealthCheck::oneIdUnderStrangers_isWrongLink()
{
    ListBuilder list;
    list.section("A").entry("Serverless inference of adapters", {}, 0, "https://arxiv.org/abs/2505.14468");
    list.section("B").entry("Zen and quick flow", {}, 0, "https://arxiv.org/pdf/2505.14468v2");
    list.section("C").entry("Zen and quick flow", {}, 0, "https://arxiv.org/abs/2505.12242");
    const CatalogPointer catalog = list.build();
    QCOMPARE(told(checkHealth(catalog, "")),
             QStringLiteral("wrong-link %1/%2 https://arxiv.org/pdf/2505.14468v2 -> "
                            "https://arxiv.org/abs/2505.12242")
                 .arg(catalog->entry(1).line)
                 .arg(catalog->entry(0).line));
}

void TestHealthCheck::oneAddressUnderANameAndItsTitle_isNone()
{
    ListBuilder list;
    list.section("A").entry("AQUA", {}, 0, "https://example.org/aqua");
    list.entry("Responsive inference in multi-tenanted environments using Aqua", {}, 0,
               "https://example.org/aqua/");
    list.entry("Eel: swimming far", {}, 0, "https://arxiv.org/abs/2407.21255");
    list.entry("How a river is crossed by the migrating EEL", {}, 0, "https://arxiv.org/abs/2407.21255");
    QCOMPARE(told(checkHealth(list.build(), "")), QString());
}

void TestHealthCheck::oneAddressUnderManyTitles_isAPageOfAll()
{
    ListBuilder list;
    list.section("A");
    for (const char *title : {"Alpha beta", "Quick foxes jump", "Lorem ipsum", "Zebra crossing", "Mouton"}) {
        list.entry(title, {}, 0, "https://example.org/proceedings");
    }
    QCOMPARE(told(checkHealth(list.build(), "")), QString());
}

void TestHealthCheck::translatedTitle_isNoStranger()
{
    ListBuilder list;
    list.section("A").entry("多实例的设计", {}, 0, "https://arxiv.org/abs/2411.19114");
    list.entry("Design of instances", {}, 0, "https://arxiv.org/abs/2411.19114");
    QCOMPARE(told(checkHealth(list.build(), "")), QString());
}

void TestHealthCheck::missingLink_isTakenFromTheOtherEntry()
{
    ListBuilder list;
    list.section("A").entry("One").section("B").entry("One", {}, 0, "https://example.org/1");
    const CatalogPointer catalog = list.build();
    QCOMPARE(told(checkHealth(catalog, "")), QStringLiteral("link-missing %1/%2  -> https://example.org/1")
                                                 .arg(catalog->entry(0).line)
                                                 .arg(catalog->entry(1).line));
}

void TestHealthCheck::linkCalledPaper_isALinkOfThePaper()
{
    EntryDraft draft;
    draft.title = "One";
    draft.links = {{"https://example.org/1", "Paper"}, {"https://github.com/a/b", "Code"}};
    ListBuilder list;
    list.section("A").entry(draft).section("B").entry("One", {}, 0, "https://example.org/1");
    list.entry("Two", {}, 0, "https://example.org/2");
    QCOMPARE(told(checkHealth(list.build(), "")), QString());
    draft.links.front().label = "arxiv version";
    ListBuilder other;
    other.section("A").entry(draft).section("B").entry("One", {}, 0, "https://example.org/1");
    other.entry("Two", {}, 0, "https://example.org/2");
    QVERIFY(told(checkHealth(other.build(), "")).startsWith(QLatin1String("link-missing ")));
}

void TestHealthCheck::preprintThatIsPublishedElsewhere_isTold()
{
    ListBuilder list;
    list.section("A").entry("One", "arXiv", 2024).section("B").entry("One", "OSDI", 2025);
    QVERIFY(told(checkHealth(list.build(), "")).startsWith(QLatin1String("published ")));
}

void TestHealthCheck::paperUnderReview_isNotPublished()
{
    EntryDraft draft;
    draft.title = "One";
    draft.tag = {"under review at ICLR'24", "ICLR", "", "under review", 2024};
    ListBuilder list;
    list.section("A").entry("One", "arXiv", 2024).section("B").entry(draft);
    QCOMPARE(told(checkHealth(list.build(), "")), QString());
}

void TestHealthCheck::twoYearsOfOneVenue_disagree()
{
    ListBuilder list;
    list.section("A").entry("One", "JMLR", 2021).section("B").entry("One", "JMLR", 2022);
    QVERIFY(told(checkHealth(list.build(), "")).startsWith(QLatin1String("tags-disagree ")));
}

void TestHealthCheck::spellings_areHeldAgainstTheUsualOne()
{
    ListBuilder list;
    list.section("A");
    for (int i = 0; i < 12; ++i) {
        list.entry("Paper " + std::to_string(i), i < 9 ? "SIGCOMM" : i < 11 ? "Sigcomm" : "SIGOCMM", 2020);
    }
    const QString all = told(checkHealth(list.build(), ""));
    QVERIFY2(all.contains(QLatin1String("Sigcomm -> SIGCOMM")), qPrintable(all));
    QVERIFY2(all.contains(QLatin1String("SIGOCMM -> SIGCOMM")), qPrintable(all));
    QCOMPARE(all.count(QLatin1Char('\n')), 1);
}

void TestHealthCheck::otherSeries_areNoSlips_data()
{
    QTest::addColumn<QByteArray>("usual");
    QTest::addColumn<QByteArray>("rare");
    const std::pair<const char *, const char *> kPairs[] = {
        {"MICRO", "IEEE MICRO"}, {"SC", "SoCC"},       {"ICS", "ICSE"},        {"ICSE", "ICS"},
        {"ICDCS", "ICDCN"},      {"ISCA", "ISCAS"},    {"SIGMOD", "SIGCOMM"},  {"IPDPS", "IPDPSW"},
        {"ICML", "ICLR"},        {"HotOS", "HotNets"}, {"MobiCom", "MobiSys"}, {"VLDB", "PVLDB"}};
    for (const auto &[usual, rare] : kPairs) {
        QTest::newRow(rare) << QByteArray(usual) << QByteArray(rare);
    }
}

void TestHealthCheck::otherSeries_areNoSlips()
{
    QFETCH(QByteArray, usual);
    QFETCH(QByteArray, rare);
    ListBuilder list;
    list.section("A").entry("The one", rare.toStdString(), 2020);
    for (int i = 0; i < 40; ++i) {
        list.entry("Paper " + std::to_string(i), usual.toStdString(), 2020);
    }
    QCOMPARE(told(checkHealth(list.build(), "")), QString());
}

void TestHealthCheck::qualifierSlip_isTold()
{
    EntryDraft draft;
    draft.title = "One";
    draft.tag = {"NeurIPS'24 (Splotlight)", "NeurIPS", "", "Splotlight", 2024};
    EntryDraft sound = draft;
    sound.title = "Two";
    sound.tag = {"NeurIPS'24 Workshops", "NeurIPS", "", "Workshops", 2024};
    const QString all = told(checkHealth(ListBuilder().section("A").entry(draft).entry(sound).build(), ""));
    QVERIFY2(all.endsWith(QLatin1String("splotlight -> spotlight")), qPrintable(all));
}

void TestHealthCheck::yearOfArxivId_isHeldAgainstTheTag()
{
    ListBuilder list;
    list.section("A").entry("One", "arXiv", 2024, "https://arxiv.org/abs/2501.00001");
    list.entry("Two", "arXiv", 2025, "https://arxiv.org/abs/2501.00002");
    list.entry("Three", "OSDI", 2024, "https://arxiv.org/abs/2501.00003");
    const QString all = told(checkHealth(list.build(), ""));
    QVERIFY2(all.endsWith(QLatin1String("2024 -> 2025")), qPrintable(all));
    QVERIFY(!all.contains(QLatin1Char('\n')));
}

void TestHealthCheck::oddAddresses_areTold_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("kind");
    const std::pair<const char *, const char *> kRows[] = {
        {"javascript:alert(1)", "unsafe-link"},
        {"https://user:secret@example.org/1", "password-in-link"},
        {"https:///nohost", "malformed-link"},
        {"https://https//example.org/1", "malformed-link"},
        {"www.example.org/1", "malformed-link"},
        {"arxiv.org/abs/2401.00001", "malformed-link"},
        {"https://arxiv.org/abs/", "malformed-link"},
        {"https://arxiv.org/abs/2413.00001", "malformed-link"},
        {"https://example.org/a b", "malformed-link"},
        {"https://example.org/1\uFF09", "malformed-link"},
        {"papers/one.pdf", ""},
        {"https://example.org/1(2)?a=b#c", ""},
        {"mailto:a@example.org", ""}};
    for (const auto &[url, kind] : kRows) {
        QTest::newRow(url) << QByteArray(url) << QByteArray(kind);
    }
}

void TestHealthCheck::oddAddresses_areTold()
{
    QFETCH(QByteArray, url);
    QFETCH(QByteArray, kind);
    const QString all =
        told(checkHealth(ListBuilder().section("A").entry("One", {}, 0, url.toStdString()).build(), ""));
    QCOMPARE(all.section(QLatin1Char(' '), 0, 0), QString::fromUtf8(kind));
    QVERIFY(!all.contains(QLatin1String("secret")));
}

void TestHealthCheck::anchors_areHeldAgainstHeadingsAndNames()
{
    QCOMPARE(toldOfText("# A & B\n## Others\n## Others\n\nTitle\n=====\n<a name=\"here\"></a>\n"
                        "[x](#a--b) [x](#others-1) [x](#title) [x](#here) [x](#top) <a href=\"#others\">\n"),
             QString());
    QCOMPARE(toldOfText("## DL Scheduling\r\n[x](#21-dl-scheduling)\r\n[x](#nowhere)\n"),
             QStringLiteral("dead-anchor 2/1 #21-dl-scheduling -> #dl-scheduling\n"
                            "dead-anchor 3 #nowhere -> "));
}

void TestHealthCheck::anchorsInCodeAndComments_doNotCount()
{
    QCOMPARE(toldOfText("```\n[x](#a)\n```\n<!--\n[x](#b)\n-->\n`[x](#c)`\n"), QString());
    QCOMPARE(toldOfText("```\n# A\n```\n[x](#a)\n"), QStringLiteral("dead-anchor 4 #a -> "));
}

void TestHealthCheck::brokenLinks_areTold()
{
    QCOMPARE(toldOfText("[a](https://example.org/1 \"title\") [b]( https://example.org/(x) )\n"), QString());
    const QString all = toldOfText("[a]\uFF08https://example.org/1\uFF09\n[b](https://example.org/a b)\n"
                                   "[c](https://example.org/1\n");
    QCOMPARE(all.count(QLatin1String("broken-link")), 3);
}

void TestHealthCheck::findingsBeyondTheMost_areCounted()
{
    std::string text;
    for (std::size_t i = 0; i < HealthReport::kMostOfAKind + 5; ++i) {
        text += "[x](#nowhere)\n";
    }
    const HealthReport report = checkHealth(ListBuilder().section("S").entry("P").build(), text);
    QCOMPARE(report.findings.size(), HealthReport::kMostOfAKind);
    QCOMPARE(report.total(), static_cast<quint32>(HealthReport::kMostOfAKind + 5));
}

QTEST_GUILESS_MAIN(TestHealthCheck)
#include "tst_healthcheck.moc"
