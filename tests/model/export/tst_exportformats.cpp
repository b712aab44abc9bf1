// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/exportformats.h"

#include "samplelist.h"
#include "support/goldenfile.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include <algorithm>

using namespace carrel;
using namespace carrel::test;

namespace {

QByteArray written(const char *format, const Catalog &catalog)
{
    return exportFormat(QLatin1String(format))->write(catalog, allEntries(catalog));
}

QByteArray marked(const char *format, const Catalog &catalog, const WorkStatesPointer &states, bool words)
{
    return exportFormat(QLatin1String(format))->write(catalog, allEntries(catalog), {states, words});
}

bool isControl(char c)
{
    return (c >= 0 && c < 0x20 && c != '\n' && c != '\r') || c == 0x7F;
}

} // namespace

class TestExportFormats final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachFormat_sampleList_equalsGoldenFile_data();
    void eachFormat_sampleList_equalsGoldenFile();
    void eachFormat_hostileTexts_writesNoControlCharacter_data();
    void eachFormat_hostileTexts_writesNoControlCharacter();
    void eachFormat_notesAndTags_equalGoldenFile_data();
    void eachFormat_notesAndTags_equalGoldenFile();
    void eachFormat_hostileNotes_writesNoControlCharacter_data();
    void eachFormat_hostileNotes_writesNoControlCharacter();
    void eachFormat_notesNotAskedFor_saysNothingOfThem_data();
    void eachFormat_notesNotAskedFor_saysNothingOfThem();
    void eachFormat_statesOfFewerWorks_writesTheRestWithoutMarks_data();
    void eachFormat_statesOfFewerWorks_writesTheRestWithoutMarks();
    void json_notesAndTags_areExact();
    void csv_notesAndTags_haveColumnsWithoutAnyMark();
    void bookmarks_dateBookmarked_isTold();
    void eachFormat_noEntries_isWellFormed();
    void references_workOfManyEntries_isWrittenOnce_data();
    void references_workOfManyEntries_isWrittenOnce();
    void references_partOfTheList_keepTheirKeys();
    void bookmarks_linklessPaper_leadsToASearch();
    void exportFormat_unknownName_isNull();
    void json_parses_withAllFields();
    void json_keys_standInTheDocumentedOrder();
    void json_workOfManyEntries_sharesItsId();
    void markdown_otherOrder_reopensSections();
    void markdown_listOfChapters_getsTitle();
    void markdown_unsafeLinks_areLeftOut();
    void entriesOfWorks_formatWithPlaces_takesThoseInTheSection();
    void writeEntries_manyEntries_comeInPiecesThatEqualTheWhole();
    void writeEntries_failingSink_stops();
    void citation_work_isOneLine_data();
    void citation_work_isOneLine();
    void citation_workOfSeveralEntries_takesTheFaceAndAnyLink();
};

void TestExportFormats::eachFormat_sampleList_equalsGoldenFile_data()
{
    QTest::addColumn<QString>("suffix");
    for (const ExportFormat &format : exportFormats()) {
        QTest::newRow(format.name) << QString::fromLatin1(format.suffix);
    }
}

void TestExportFormats::eachFormat_sampleList_equalsGoldenFile()
{
    QFETCH(QString, suffix);
    const QByteArray actual = written(QTest::currentDataTag(), *sampleList());
    const QString path = QStringLiteral(CARREL_TEST_DATA "/export/sample.") + suffix;
    QCOMPARE(actual, goldenBytes(path, actual));
}

void TestExportFormats::eachFormat_hostileTexts_writesNoControlCharacter_data()
{
    eachFormat_sampleList_equalsGoldenFile_data();
}

void TestExportFormats::eachFormat_hostileTexts_writesNoControlCharacter()
{
    const QByteArray actual = written(QTest::currentDataTag(), *sampleList());
    QVERIFY(std::none_of(actual.begin(), actual.end(), isControl));
    QVERIFY(!actual.contains("\xC2\x9B"));
    QVERIFY(!actual.contains("\xE2\x80\xAE"));
}

void TestExportFormats::eachFormat_notesAndTags_equalGoldenFile_data()
{
    eachFormat_sampleList_equalsGoldenFile_data();
}

void TestExportFormats::eachFormat_notesAndTags_equalGoldenFile()
{
    QFETCH(QString, suffix);
    const CatalogPointer list = sampleList();
    const QByteArray actual = marked(QTest::currentDataTag(), *list, sampleMarks(*list), true);
    const QString path = QStringLiteral(CARREL_TEST_DATA "/export/notes.") + suffix;
    QCOMPARE(actual, goldenBytes(path, actual));
}

void TestExportFormats::eachFormat_hostileNotes_writesNoControlCharacter_data()
{
    eachFormat_sampleList_equalsGoldenFile_data();
}

void TestExportFormats::eachFormat_hostileNotes_writesNoControlCharacter()
{
    const CatalogPointer list = sampleList();
    const auto states = std::make_shared<WorkStates>(list->workCount());
    states->setTags({{1, QString::fromUtf8("a\x1b[1m\xE2\x80\xAE\xC2\x9Btag"), {}, 0}});
    for (std::size_t work = 0; work < states->size(); ++work) {
        states->setTagsOf(work, {1});
        states->setNote(work, QString::fromUtf8("\x1b[2J\r\x08 \xC2\x9B x \xE2\x80\xAE y \xE2\x80\xA8 z"));
    }
    const QByteArray actual = marked(QTest::currentDataTag(), *list, states, true);
    QVERIFY(actual.contains("tag"));
    QVERIFY(std::none_of(actual.begin(), actual.end(), isControl));
    for (const char *unseen : {"\xC2\x9B", "\xE2\x80\xAE", "\xE2\x80\xA8"}) {
        QVERIFY(!actual.contains(unseen));
    }
}

void TestExportFormats::eachFormat_notesNotAskedFor_saysNothingOfThem_data()
{
    eachFormat_sampleList_equalsGoldenFile_data();
}

void TestExportFormats::eachFormat_notesNotAskedFor_saysNothingOfThem()
{
    const CatalogPointer list = sampleList();
    QByteArray actual = marked(QTest::currentDataTag(), *list, sampleMarks(*list), false);
    actual.replace(" ADD_DATE=\"1700000000\"", "");
    QCOMPARE(actual, written(QTest::currentDataTag(), *list));
}

void TestExportFormats::eachFormat_statesOfFewerWorks_writesTheRestWithoutMarks_data()
{
    eachFormat_sampleList_equalsGoldenFile_data();
}

void TestExportFormats::eachFormat_statesOfFewerWorks_writesTheRestWithoutMarks()
{
    const CatalogPointer list = sampleList();
    const auto few = std::make_shared<WorkStates>(std::size_t(1));
    few->setNote(0, QStringLiteral("the only note"));
    QCOMPARE(marked(QTest::currentDataTag(), *list, few, true).count("the only note"), 1);
}

void TestExportFormats::json_notesAndTags_areExact()
{
    const CatalogPointer list = sampleList();
    const WorkStatesPointer states = sampleMarks(*list);
    const QJsonArray all = QJsonDocument::fromJson(marked("json", *list, states, true)).array();
    QCOMPARE(all.size(), 7);
    for (quint32 i = 0; i < 7; ++i) {
        const QJsonObject entry = all.at(static_cast<qsizetype>(i)).toObject();
        const quint32 work = list->entry(i).work;
        QCOMPARE(entry.value(QLatin1String("readerNote")).toString(), states->note(work));
        QCOMPARE(entry.value(QLatin1String("readerNote")).isNull(), states->note(work).isEmpty());
        QCOMPARE(entry.value(QLatin1String("readerTags")).toArray(),
                 QJsonArray::fromStringList(states->tagNames(work)));
    }
}

void TestExportFormats::csv_notesAndTags_haveColumnsWithoutAnyMark()
{
    const CatalogPointer list = ListBuilder().section("A").entry("one").build();
    QCOMPARE(marked("csv", *list, nullptr, true),
             QByteArray("title,venue,year,survey,section,group,url,ids,aliases,notes,line,authors,readerTags,"
                        "readerNote\r\none,,,false,A,,,,,,2,,,\r\n"));
}

void TestExportFormats::bookmarks_dateBookmarked_isTold()
{
    const CatalogPointer list = ListBuilder().section("A").entry("one").entry("two").entry("three").build();
    const auto states = std::make_shared<WorkStates>(list->workCount());
    states->setState(0, {true, false, false, false, 0});
    states->setTimes(0, {1'700'000'000'999, 0, 0, 0, 0});
    states->setState(1, {true, false, false, false, 0});
    states->setTimes(2, {1'700'000'000'999, 0, 0, 0, 0}); // of a bookmark that is none any more
    const QByteArray page = marked("html", *list, states, false);
    QCOMPARE(page.count("ADD_DATE"), 1);
    QVERIFY(page.contains(" ADD_DATE=\"1700000000\">one</A>"));
}

void TestExportFormats::eachFormat_noEntries_isWellFormed()
{
    const CatalogPointer empty = ListBuilder().build();
    QCOMPARE(written("json", *empty), QByteArray("[\n]\n"));
    QVERIFY(QJsonDocument::fromJson(written("json", *empty)).isArray());
    QCOMPARE(written("csv", *empty).count('\n'), 1);
    for (const char *format : {"markdown", "text", "bibtex", "ris"}) {
        QCOMPARE(written(format, *empty), QByteArray());
    }
    QCOMPARE(written("csl", *empty), QByteArray("[\n]\n"));
    QVERIFY(written("html", *empty).endsWith("<DL><p>\n</DL><p>\n"));
}

void TestExportFormats::references_workOfManyEntries_isWrittenOnce_data()
{
    QTest::addColumn<QByteArray>("mark");
    QTest::newRow("bibtex") << QByteArray("\n@");
    QTest::newRow("ris") << QByteArray("TY  - ");
    QTest::newRow("csl") << QByteArray("{\"id\": ");
}

void TestExportFormats::references_workOfManyEntries_isWrittenOnce()
{
    QFETCH(QByteArray, mark);
    const CatalogPointer list = sampleList();
    QCOMPARE(list->entries().size(), std::size_t(7));
    QCOMPARE(('\n' + written(QTest::currentDataTag(), *list)).count(mark), 6);
}

void TestExportFormats::references_partOfTheList_keepTheirKeys()
{
    ListBuilder list;
    list.section("A").entry("Orca: one", "OSDI", 2022).entry("Orca: two", "OSDI", 2022);
    const CatalogPointer catalog = list.build();
    const QByteArray all = written("bibtex", *catalog);
    const QByteArray second = exportFormat(u"bibtex")->write(*catalog, std::vector<quint32>{1});
    QVERIFY(all.endsWith(second));
}

void TestExportFormats::bookmarks_linklessPaper_leadsToASearch()
{
    const CatalogPointer list = ListBuilder().section("A").entry("One \"paper\" & more").build();
    QVERIFY(written("html", *list)
                .contains("<A HREF=\"https://scholar.google.com/scholar?q=One%20%22paper%22"
                          "%20%26%20more\">One &quot;paper&quot; &amp; more</A>"));
}

void TestExportFormats::exportFormat_unknownName_isNull()
{
    QVERIFY(exportFormat(u"yaml") == nullptr);
    QVERIFY(exportFormat(u"") == nullptr);
    QVERIFY(exportFormat(u"JSON") == nullptr);
}

void TestExportFormats::json_parses_withAllFields()
{
    const CatalogPointer list = sampleList();
    QJsonParseError error;
    const QJsonArray all = QJsonDocument::fromJson(written("json", *list), &error).array();
    QCOMPARE(error.error, QJsonParseError::NoError);
    QCOMPARE(all.size(), 7);
    const QJsonObject rich = all.at(0).toObject();
    QCOMPARE(rich.value(QLatin1String("title")).toString(), toQString(richEntry().title));
    QCOMPARE(rich.value(QLatin1String("ids")).toArray(),
             QJsonArray({QStringLiteral("doi:10.1145/3458817.3476209"), QStringLiteral("arxiv:2104.04473")}));
    QCOMPARE(rich.value(QLatin1String("section")).toArray(),
             QJsonArray({QStringLiteral("Training & *more*"), QStringLiteral("Distributed")}));
    QVERIFY(
        rich.value(QLatin1String("links")).toArray().at(0).toObject().value(QLatin1String("label")).isNull());
    const QJsonObject bare = all.at(2).toObject();
    for (const char *key : {"venue", "venueTag", "host", "qualifier", "year"}) {
        QVERIFY2(bare.value(QLatin1String(key)).isNull(), key);
    }
    const QJsonObject hostile = all.at(4).toObject();
    QVERIFY(hostile.value(QLatin1String("title")).toString().contains(QChar(0x202E)));
    QVERIFY(hostile.value(QLatin1String("title")).toString().contains(QChar(0x1B)));
}

void TestExportFormats::json_keys_standInTheDocumentedOrder()
{
    const QByteArray line = written("json", *sampleList()).split('\n').at(2);
    qsizetype before = -1;
    for (const char *key : {"work", "line", "title", "venue", "venueTag", "host", "qualifier", "year",
                            "survey", "tags", "section", "group", "links", "notes", "versions", "ids"}) {
        const qsizetype at = line.indexOf('"' + QByteArray(key) + "\": ");
        QVERIFY2(at > before, key);
        before = at;
    }
}

void TestExportFormats::json_workOfManyEntries_sharesItsId()
{
    const QJsonArray all = QJsonDocument::fromJson(written("json", *sampleList())).array();
    const auto id = [&](int i) { return all.at(i).toObject().value(QLatin1String("work")).toString(); };
    QCOMPARE(id(1), id(6));
    QVERIFY(id(1) != id(0));
    QCOMPARE(id(1).size(), 16);
}

void TestExportFormats::markdown_otherOrder_reopensSections()
{
    ListBuilder list;
    list.section("A").entry("one").group("G").entry("two").section("B", 3).entry("three");
    const CatalogPointer catalog = list.build();
    const std::vector<quint32> order{2, 1, 0};
    QCOMPARE(exportFormat(u"markdown")->write(*catalog, order),
             QByteArray("## A\n\n### B\n\n- three\n\n## A\n\n**G**\n\n- two\n\n## A\n\n- one\n"));
}

void TestExportFormats::markdown_listOfChapters_getsTitle()
{
    ListBuilder list;
    list.section("First", 1).entry("one").section("Second", 1).entry("two");
    QCOMPARE(written("markdown", *list.build()),
             QByteArray("# Papers\n\n# First\n\n- one\n\n# Second\n\n- two\n"));
}

void TestExportFormats::markdown_unsafeLinks_areLeftOut()
{
    const QByteArray actual = written("markdown", *sampleList());
    QVERIFY(!actual.contains("javascript:"));
    QVERIFY(actual.contains("Terminal"));
}

void TestExportFormats::entriesOfWorks_formatWithPlaces_takesThoseInTheSection()
{
    const CatalogPointer list = ListBuilder()
                                    .section("A")
                                    .entry("one")
                                    .entry("two", "OSDI")
                                    .section("B")
                                    .entry("two", "arXiv")
                                    .build();
    const std::vector<quint32> works{1, 0};
    using Entries = std::vector<quint32>;
    QCOMPARE(entriesOfWorks(*exportFormat(u"markdown"), *list, works), (Entries{0, 1, 2}));
    QCOMPARE(entriesOfWorks(*exportFormat(u"csv"), *list, works, 1), (Entries{2}));
    QCOMPARE(entriesOfWorks(*exportFormat(u"bibtex"), *list, works), (Entries{1, 0}));
    QCOMPARE(entriesOfWorks(*exportFormat(u"text"), *list, works, 1), (Entries{1, 0}));
}

void TestExportFormats::writeEntries_manyEntries_comeInPiecesThatEqualTheWhole()
{
    ListBuilder list;
    list.section("A");
    for (int i = 0; i < 2000; ++i) {
        list.entry("Title " + std::to_string(i), "OSDI", 2024, "https://example.org/" + std::to_string(i));
    }
    const CatalogPointer catalog = list.build();
    for (const ExportFormat &format : exportFormats()) {
        QByteArray all;
        int pieces = 0;
        std::size_t told = 0;
        const auto sink = [&](std::string_view piece, std::size_t entries) {
            all.append(piece.data(), static_cast<qsizetype>(piece.size()));
            ++pieces;
            told = entries;
            return Result<void>();
        };
        QVERIFY(writeEntries(format, *catalog, allEntries(*catalog), sink));
        QVERIFY(pieces > 1);
        QCOMPARE(told, catalog->entries().size());
        QVERIFY(all == format.write(*catalog, allEntries(*catalog)));
    }
}

void TestExportFormats::writeEntries_failingSink_stops()
{
    ListBuilder list;
    list.section("A");
    for (int i = 0; i < 5000; ++i) {
        list.entry("Title " + std::to_string(i));
    }
    const CatalogPointer catalog = list.build();
    int calls = 0;
    const auto full = [&](std::string_view, std::size_t) {
        ++calls;
        return Result<void>(Error{ErrorCode::FileUnwritable, QStringLiteral("disk full")});
    };
    const Result<void> done = writeEntries(*exportFormat(u"json"), *catalog, allEntries(*catalog), full);
    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::FileUnwritable);
    QCOMPARE(calls, 1);
}

void TestExportFormats::citation_work_isOneLine_data()
{
    QTest::addColumn<quint32>("entry");
    QTest::addColumn<QString>("line");
    QTest::newRow("workshop") << 0U
                              << QStringLiteral("Megatron-LM: \"Training\" Multi-Billion, Parameter Models. "
                                                "SC @ SIGCOMM 2021. "
                                                "https://dl.acm.org/doi/10.1145/3458817.3476209");
    QTest::newRow("bare") << 2U << QStringLiteral("1. A title without tag, link or year.");
    QTest::newRow("own full stop") << 5U
                                   << QStringLiteral(
                                          "Why? USENIX ;login:. "
                                          "https://www.usenix.org/conference/osdi24/presentation/fu");
}

void TestExportFormats::citation_work_isOneLine()
{
    QFETCH(quint32, entry);
    const CatalogPointer list = sampleList();
    QTEST(citation(*list, list->entry(entry).work), "line");
}

void TestExportFormats::citation_workOfSeveralEntries_takesTheFaceAndAnyLink()
{
    const CatalogPointer list = sampleList();
    QCOMPARE(citation(*list, list->entry(1).work),
             QString::fromUtf8("Zwei Wörter: 标题. OSDI 2025. https://arxiv.org/abs/2505.11594"));
}

QTEST_APPLESS_MAIN(TestExportFormats)
#include "tst_exportformats.moc"
