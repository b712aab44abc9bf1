// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/documentjson.h"

#include <QtTest>

using namespace carrel;

namespace {

LibraryDocument fullLibrary()
{
    LibraryDocument::Work work;
    work.title = QString::fromUtf8("Orca: \"Über\" \\ \x01 标题");
    work.venue = QStringLiteral("OSDI");
    work.year = 2022;
    work.keys = {{IdentityKind::Title, "orca"},
                 {IdentityKind::Id, "usenix:osdi22/yu"},
                 {IdentityKind::Nested, "arxiv:1"}};
    work.bookmark = {1'700'000'000'001, 1'700'000'000'002};
    work.read = {0, 1'700'000'000'003};
    work.rating = 4;
    work.rated = {1'700'000'000'004, 1'700'000'000'004};
    work.note = QStringLiteral("first line\nsecond \"line\"\n");
    work.noted = {1'700'000'000'005, 1'700'000'000'005};
    work.tags = {{QStringLiteral("Big"), 1'700'000'000'006, false},
                 {QStringLiteral("old"), 1'700'000'000'007, true}};
    work.tagged = {1'700'000'000'006, 1'700'000'000'007};
    work.facts = R"({"entries":[{"title":"Orca","year":2022}],"list":"ML"})";
    LibraryDocument::Work bare;
    bare.title = QStringLiteral("Bare");
    return {{bare, work},
            {{QStringLiteral("KV"),
              QStringLiteral("kv -survey"),
              1,
              {QStringLiteral("A"), QStringLiteral("B > C")}},
             {QStringLiteral("All"), QString(), 1, {}}}};
}

QByteArray withWork(const QByteArray &work)
{
    return R"({"format": "carrel-library", "version": 1, "works": [)" + work + "]}";
}

} // namespace

class TestDocumentJson final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fullLibrary_roundTrips();
    void works_standInTheOrderOfTheirText();
    void emptyLibrary_roundTrips();
    void strangeFiles_areRefused_data();
    void strangeFiles_areRefused();
    void strangeMarks_areMadeSound_data();
    void strangeMarks_areMadeSound();
    void newerVersion_isRefusedByName();
    void unknownNames_arePassedOver();
    void anyCutOrFlippedByte_isSurvived();
};

void TestDocumentJson::fullLibrary_roundTrips()
{
    const LibraryDocument library = fullLibrary();
    const Result<LibraryDocument> read = fromJson(toJson(library));
    QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
    QCOMPARE(read->works, library.works);
    QCOMPARE(read->searches, library.searches);
}

void TestDocumentJson::works_standInTheOrderOfTheirText()
{
    LibraryDocument library = fullLibrary();
    const QByteArray before = toJson(library);
    std::swap(library.works[0], library.works[1]);
    QCOMPARE(toJson(library), before);
}

void TestDocumentJson::emptyLibrary_roundTrips()
{
    QCOMPARE(toJson({}), QByteArray("{\"format\": \"carrel-library\", \"version\": 1,\n\"works\": [\n],\n"
                                    "\"searches\": [\n]}\n"));
    const Result<LibraryDocument> read = fromJson(toJson({}));
    QVERIFY(read);
    QVERIFY(read->works.empty());
}

void TestDocumentJson::strangeFiles_areRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("where");
    const auto row = [](const char *name, const QByteArray &bytes, const char *where) {
        QTest::newRow(name) << bytes << QString::fromLatin1(where);
    };
    row("empty", "", "");
    row("a list", "# Papers\n- [x](y)", "");
    row("cut", toJson(fullLibrary()).left(300), "");
    row("array", "[]", "format");
    row("other format", R"({"format": "x", "version": 1})", "format");
    row("no version", R"({"format": "carrel-library"})", "version");
    row("version as text", R"({"format": "carrel-library", "version": "1"})", "version");
    row("version 0", R"({"format": "carrel-library", "version": 0})", "");
    row("works as object", R"({"format": "carrel-library", "version": 1, "works": {}})", "works");
    row("work as text", withWork("\"x\""), "works[0]");
    row("no title", withWork("{}"), "works[0].title");
    row("title as number", withWork(R"({"title": 1})"), "works[0].title");
    row("second work", withWork(R"({"title": "a"}, {"title": null})"), "works[1].title");
    row("mark as bool", withWork(R"({"title": "a", "bookmark": true})"), "works[0].bookmark");
    row("negative time", withWork(R"({"title": "a", "read": {"at": -1}})"), "works[0].read");
    row("endless time", withWork(R"({"title": "a", "read": {"at": 1e300}})"), "works[0].read");
    row("half a millisecond", withWork(R"({"title": "a", "read": {"at": 1.5}})"), "works[0].read");
    row("six stars", withWork(R"({"title": "a", "rating": {"stars": 6, "at": 1}})"), "works[0].rating");
    row("note as list", withWork(R"({"title": "a", "note": {"text": []}})"), "works[0].note");
    row("endless note",
        withWork("{\"title\": \"a\", \"note\": {\"text\": \"" + QByteArray(1'100'000, 'x') + "\"}}"),
        "works[0].note");
    row("nameless tag", withWork(R"({"title": "a", "tags": {"names": [{"name": " "}]}})"), "works[0].tags");
    row("key as number", withWork(R"({"title": "a", "ids": [1]})"), "works[0].ids");
    row("too many keys",
        withWork("{\"title\": \"a\", \"ids\": [" + QByteArray("\"x\",").repeated(64) + "\"y\"]}"),
        "works[0].ids");
    row("search without name",
        R"({"format": "carrel-library", "version": 1, "searches": [{"name": "", "query": ""}]})",
        "searches[0]");
    row("deep", R"({"format": "carrel-library", "version": 1, "works": )" + QByteArray(100'000, '['), "");
}

void TestDocumentJson::strangeFiles_areRefused()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, where);
    const Result<LibraryDocument> read = fromJson(bytes);
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::NotALibrary);
    QVERIFY2(where.isEmpty() || read.error().detail == where, qPrintable(read.error().detail));
}

void TestDocumentJson::strangeMarks_areMadeSound_data()
{
    QTest::addColumn<QByteArray>("work");
    QTest::addColumn<QByteArray>("sound");
    const auto row = [](const char *name, const char *work, const char *sound) {
        QTest::newRow(name) << withWork(work) << QByteArray(sound);
    };
    row("set later than changed", R"({"title": "a", "read": {"at": 9, "changed": 3}})",
        R"("read": {"at": 9, "changed": 9})");
    row("stars without a time", R"({"title": "a", "rating": {"stars": 3, "changed": 7}})",
        R"("rating": {"stars": 3, "at": 1, "changed": 7})");
    row("time without stars", R"({"title": "a", "rating": {"stars": 0, "at": 7}})",
        R"("rating": {"stars": 0, "at": null, "changed": 7})");
    row("blank note", R"({"title": "a", "note": {"text": "  ", "at": 7}})",
        R"("note": {"text": "", "at": null, "changed": 7})");
    row("tag told twice",
        R"({"title": "a", "tags": {"names": [{"name": "x", "changed": 1}, {"name": "X", "changed": 2}], "at": 1}})",
        R"("names": [{"name": "X", "changed": 2}])");
}

void TestDocumentJson::strangeMarks_areMadeSound()
{
    QFETCH(QByteArray, work);
    QFETCH(QByteArray, sound);
    const Result<LibraryDocument> read = fromJson(work);
    QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
    const QByteArray written = toJson(*read);
    QVERIFY2(written.contains(sound), written.constData());
    QCOMPARE(toJson(*fromJson(written)), written);
}

void TestDocumentJson::newerVersion_isRefusedByName()
{
    const Result<LibraryDocument> read =
        fromJson(R"({"format": "carrel-library", "version": 2, "works": 7})");
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::LibraryFileTooNew);
}

void TestDocumentJson::unknownNames_arePassedOver()
{
    const Result<LibraryDocument> read = fromJson(withWork(R"({"title": "a", "colour": "red"})"));
    QVERIFY(read);
    QCOMPARE(read->works.size(), std::size_t(1));
}

void TestDocumentJson::anyCutOrFlippedByte_isSurvived()
{
    const QByteArray whole = toJson(fullLibrary());
    for (qsizetype i = 0; i < whole.size(); ++i) {
        QVERIFY(!fromJson(whole.left(i)) || i >= whole.size() - 1);
        QByteArray flipped = whole;
        flipped[i] = static_cast<char>(flipped[i] ^ 0x20);
        if (const Result<LibraryDocument> read = fromJson(flipped)) {
            QCOMPARE(toJson(*fromJson(toJson(*read))), toJson(*read));
        }
    }
}

QTEST_APPLESS_MAIN(TestDocumentJson)
#include "tst_documentjson.moc"
