// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/librarytransfer.h"

#include "library/librarybackup.h"
#include "library/librarystore.h"
#include "library/savedsearches.h"
#include "library/sqlite.h"
#include "support/listbuilder.h"
#include "support/resultcheck.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

using namespace carrel;
using carrel::test::ListBuilder;

namespace {

CatalogPointer list()
{
    return ListBuilder()
        .section("Serving")
        .entry("Orca: A Distributed System", "OSDI", 2022,
               "https://www.usenix.org/conference/osdi22/presentation/yu")
        .entry("Paged Attention", "SOSP", 2023, "https://arxiv.org/abs/2309.06180")
        .entry("Splitwise", "ISCA", 2024, "https://arxiv.org/abs/2311.18677")
        .build();
}

/// A library in a file of its own.
class Machine final
{
public:
    QString path() const { return m_folder.filePath(QStringLiteral("library.sqlite")); }

    void mark(quint32 work, const MarkChange &change)
    {
        const auto store = LibraryStore::open(path());
        CARREL_VERIFY_RESULT(store);
        (*store)->attach(list());
        CARREL_VERIFY_RESULT((*store)->setMarks(std::span(&work, 1), change));
    }

    QByteArray exported() const
    {
        const Result<QByteArray> bytes = exportLibrary(path());
        return bytes ? *bytes : QByteArray("failed: ") + bytes.error().detail.toUtf8();
    }

    LibraryImport import(const QByteArray &json)
    {
        const Result<LibraryImport> done = importLibrary(path(), json, QDateTime::currentDateTime());
        return done ? *done : LibraryImport{-1, -1, -1, -1};
    }

    WorkStatesPointer states() const
    {
        const auto store = LibraryStore::open(path());
        if (!store) {
            return nullptr;
        }
        (*store)->attach(list());
        return (*store)->states();
    }

private:
    QTemporaryDir m_folder;
};

MarkChange tags(const QStringList &added, const QStringList &removed = {})
{
    MarkChange change;
    change.addedTags = added;
    change.removedTags = removed;
    return change;
}

MarkChange note(const char *text)
{
    MarkChange change;
    change.note = QString::fromUtf8(text);
    return change;
}

MarkChange bookmark(bool on)
{
    MarkChange change;
    change.bookmarked = on;
    return change;
}

/// Says something of each kind of two works.
void fill(Machine &machine)
{
    MarkChange change = tags({QStringLiteral("Serving"), QStringLiteral("old")});
    change.bookmarked = true;
    change.read = true;
    change.rating = 4;
    change.note = QString::fromUtf8("a note\nwith \"quotes\" and 标题");
    machine.mark(0, change);
    machine.mark(0, tags({}, {QStringLiteral("old")}));
    machine.mark(1, bookmark(true));
    machine.mark(1, bookmark(false));
    const auto store = LibraryStore::open(machine.path());
    CARREL_VERIFY_RESULT(store);
    SavedSearches searches(**store);
    (*store)->attach(list());
    while ((*store)->keepRecords(100)) {
    }
    CARREL_VERIFY_RESULT(
        searches.add({0, QStringLiteral("KV"), QStringLiteral("kv cache"), 1, {QStringLiteral("Serving")}}));
    CARREL_VERIFY_RESULT(searches.add({0, QStringLiteral("All"), QStringLiteral("is:unread"), 1, {}}));
}

QJsonObject firstWork(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object().value(QLatin1String("works")).toArray().first().toObject();
}

QStringList tagNames(const WorkStatesPointer &states, std::size_t work)
{
    return states == nullptr ? QStringList(QStringLiteral("failed")) : states->tagNames(work);
}

} // namespace

class TestLibraryTransfer final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void renamedTag_doesNotReturnFromAnOlderFile();
    void renamedTag_thatWasGivenAnewElsewhere_comes();
    void renamedTag_backAndForth_isUndone();
    void export_importIntoEmpty_export_isEqual();
    void import_intoEmpty_showsAllThatWasSaid();
    void import_twice_changesNothingMore();
    void import_ofOwnExport_changesNothing();
    void import_intoFull_mergesAndSaysHowMuch();
    void twoMachines_exchanging_sayTheSame();
    void tag_spelledOtherwise_isNoChange();
    void tag_takenAwayLater_doesNotComeBack();
    void tag_ofAWorkThatGotAnother_keepsItsTime();
    void import_makesABackupFirst();
    void import_ofNonsense_changesNothing();
    void import_whileAnotherWrites_changesNothing();
    void import_isSeenByAnOpenLibrary();
    void export_ofNoLibrary_isAnEmptyOne();
    void import_tooManySearches_changesNothing();
};

void TestLibraryTransfer::export_importIntoEmpty_export_isEqual()
{
    Machine one;
    fill(one);
    const QByteArray exported = one.exported();
    QVERIFY(exported.contains("Splitwise") == false);
    QVERIFY(exported.contains("\"facts\": {\"entries\":"));
    Machine two;
    const LibraryImport done = two.import(exported);
    QCOMPARE(done.works, 2);
    QCOMPARE(done.added, 2);
    QCOMPARE(done.searches, 2);
    QCOMPARE(two.exported(), exported);
}

void TestLibraryTransfer::import_intoEmpty_showsAllThatWasSaid()
{
    Machine one;
    fill(one);
    Machine two;
    two.import(one.exported());
    const WorkStatesPointer states = two.states();
    QVERIFY((*states)[0].bookmarked && (*states)[0].read && !(*states)[1].bookmarked);
    QCOMPARE(int((*states)[0].rating), 4);
    QCOMPARE(states->note(0), QString::fromUtf8("a note\nwith \"quotes\" and 标题"));
    QCOMPARE(tagNames(states, 0), QStringList(QStringLiteral("Serving")));
    QCOMPARE(states->times(0), one.states()->times(0));
}

void TestLibraryTransfer::import_twice_changesNothingMore()
{
    Machine one;
    fill(one);
    Machine two;
    two.mark(0, note("another"));
    two.mark(2, bookmark(true));
    two.import(one.exported());
    const QByteArray once = two.exported();
    const LibraryImport again = two.import(one.exported());
    QCOMPARE(again.added + again.changed + again.searches, 0);
    QCOMPARE(two.exported(), once);
}

void TestLibraryTransfer::import_ofOwnExport_changesNothing()
{
    Machine one;
    fill(one);
    const QByteArray before = one.exported();
    const LibraryImport done = one.import(before);
    QCOMPARE(done.works, 2);
    QCOMPARE(done.added + done.changed + done.searches, 0);
    QCOMPARE(one.exported(), before);
}

void TestLibraryTransfer::import_intoFull_mergesAndSaysHowMuch()
{
    Machine one;
    fill(one);
    Machine two;
    two.mark(0, note("mine"));
    two.mark(2, bookmark(true));
    const LibraryImport done = two.import(one.exported());
    QCOMPARE(done.added, 1);
    QCOMPARE(done.changed, 1);
    const WorkStatesPointer states = two.states();
    QVERIFY((*states)[0].bookmarked);
    QVERIFY((*states)[2].bookmarked);
    QVERIFY(states->note(0).startsWith(QStringLiteral("mine\n\na note\n")));
}

void TestLibraryTransfer::twoMachines_exchanging_sayTheSame()
{
    Machine one;
    Machine two;
    fill(one);
    two.mark(0, tags({QStringLiteral("Serving"), QStringLiteral("other")}));
    two.mark(0, note("mine"));
    two.mark(2, bookmark(true));
    two.import(one.exported());
    one.import(two.exported());
    const auto marksOf = [](const QByteArray &json) {
        QJsonArray works = QJsonDocument::fromJson(json).object().value(QLatin1String("works")).toArray();
        for (qsizetype i = 0; i < works.size(); ++i) {
            QJsonObject work = works.at(i).toObject();
            work.remove(QStringLiteral("facts"));
            works[i] = work;
        }
        return works;
    };
    QCOMPARE(marksOf(one.exported()), marksOf(two.exported()));
    QCOMPARE(one.exported(), two.exported());
}

void TestLibraryTransfer::tag_spelledOtherwise_isNoChange()
{
    Machine one;
    one.mark(0, tags({QStringLiteral("serving")}));
    Machine two;
    two.import(one.exported());
    two.mark(1, tags({QStringLiteral("Serving")}));
    Machine three;
    three.mark(0, tags({QStringLiteral("SERVING")}));
    three.import(two.exported());
    QCOMPARE(three.import(two.exported()).changed, 0);
    QCOMPARE(tagNames(three.states(), 1), QStringList(QStringLiteral("SERVING")));
}

void TestLibraryTransfer::tag_takenAwayLater_doesNotComeBack()
{
    Machine one;
    one.mark(0, tags({QStringLiteral("a"), QStringLiteral("b")}));
    Machine two;
    two.import(one.exported());
    two.mark(0, tags({QStringLiteral("c")}, {QStringLiteral("a")}));
    two.import(one.exported());
    QCOMPARE(tagNames(two.states(), 0), QStringList({QStringLiteral("b"), QStringLiteral("c")}));
    one.import(two.exported());
    QCOMPARE(tagNames(one.states(), 0), QStringList({QStringLiteral("b"), QStringLiteral("c")}));
}

void TestLibraryTransfer::tag_ofAWorkThatGotAnother_keepsItsTime()
{
    Machine one;
    one.mark(0, tags({QStringLiteral("a")}));
    const auto changed = [&one](qsizetype tag) {
        return firstWork(one.exported())
            .value(QLatin1String("tags"))
            .toObject()
            .value(QLatin1String("names"))
            .toArray()
            .at(tag)
            .toObject()
            .value(QLatin1String("changed"))
            .toInteger();
    };
    const qint64 first = changed(0);
    QVERIFY(first > 0);
    one.mark(0, tags({QStringLiteral("b")}));
    QCOMPARE(changed(0), first);
    QVERIFY(changed(1) > first);
}

void TestLibraryTransfer::import_makesABackupFirst()
{
    Machine one;
    fill(one);
    Machine two;
    two.mark(2, bookmark(true));
    two.import(one.exported());
    const std::vector<LibraryBackup> backups = findBackups(two.path());
    QCOMPARE(backups.size(), std::size_t(1));
    QCOMPARE(backups.front().kind, BackupKind::BeforeImport);
    QCOMPARE(backups.front().marks, std::optional<qint64>(1));
}

void TestLibraryTransfer::import_ofNonsense_changesNothing()
{
    Machine one;
    fill(one);
    const QByteArray before = one.exported();
    for (const QByteArray &bytes : {QByteArray(), QByteArray("{}"), before.left(before.size() / 2)}) {
        const Result<LibraryImport> done = importLibrary(one.path(), bytes, QDateTime::currentDateTime());
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::NotALibrary);
    }
    QCOMPARE(one.exported(), before);
    QVERIFY(findBackups(one.path()).empty());
}

void TestLibraryTransfer::import_whileAnotherWrites_changesNothing()
{
    Machine one;
    fill(one);
    Machine two;
    two.mark(2, bookmark(true));
    const QByteArray before = two.exported();
    {
        const auto other = SqliteConnection::open(two.path());
        CARREL_VERIFY_RESULT(other);
        CARREL_VERIFY_RESULT((*other)->execute(QStringLiteral("BEGIN IMMEDIATE")));
        const Result<LibraryImport> done =
            importLibrary(two.path(), one.exported(), QDateTime::currentDateTime());
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::LibraryBusy);
        CARREL_VERIFY_RESULT((*other)->execute(QStringLiteral("ROLLBACK")));
    }
    QCOMPARE(two.exported(), before);
}

void TestLibraryTransfer::import_isSeenByAnOpenLibrary()
{
    Machine one;
    fill(one);
    Machine two;
    const auto store = LibraryStore::open(two.path());
    CARREL_VERIFY_RESULT(store);
    (*store)->attach(list());
    two.import(one.exported());
    (*store)->refresh();
    QVERIFY((*(*store)->states())[0].bookmarked);
}

void TestLibraryTransfer::export_ofNoLibrary_isAnEmptyOne()
{
    Machine one;
    QVERIFY(one.exported().startsWith("{\"format\": \"carrel-library\", \"version\": 1,\n\"works\": [\n]"));
    QVERIFY(!QFileInfo::exists(one.path()));
}

void TestLibraryTransfer::import_tooManySearches_changesNothing()
{
    const auto searches = [](const char *name, int count) {
        QByteArray all;
        for (int i = 0; i < count; ++i) {
            all += (i == 0 ? "" : ", ") + QByteArray("{\"name\": \"") + name + QByteArray::number(i) +
                   "\", \"query\": \"x\", \"language\": 1}";
        }
        return R"({"format": "carrel-library", "version": 1, "searches": [)" + all + "]}";
    };
    Machine one;
    QCOMPARE(one.import(searches("a", 900)).searches, 900);
    const QByteArray before = one.exported();
    const Result<LibraryImport> done =
        importLibrary(one.path(), searches("b", 101), QDateTime::currentDateTime());
    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::TooManySearches);
    QCOMPARE(one.exported(), before);
}

namespace {

void rename(const Machine &machine, const QString &name)
{
    const auto store = LibraryStore::open(machine.path());
    CARREL_VERIFY_RESULT(store);
    (*store)->attach(list());
    CARREL_VERIFY_RESULT((*store)->renameTag((*store)->states()->tags()[0].id, name));
}

/// Beyond the present millisecond: the newer word counts.
void tick()
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    QTRY_VERIFY(QDateTime::currentMSecsSinceEpoch() > now);
}

} // namespace

void TestLibraryTransfer::renamedTag_doesNotReturnFromAnOlderFile()
{
    Machine machine;
    machine.mark(0, tags({QStringLiteral("foo")}));
    machine.mark(1, tags({QStringLiteral("foo")}));
    const QByteArray older = machine.exported();
    tick();
    rename(machine, QStringLiteral("bar"));
    machine.import(older);
    for (const std::size_t work : {0U, 1U}) {
        QCOMPARE(machine.states()->tagNames(work), QStringList{QStringLiteral("bar")});
    }
    // Nor does the other machine keep the old one, when it hears of the new.
    Machine other;
    other.import(older);
    other.import(machine.exported());
    QCOMPARE(other.states()->tagNames(0), QStringList{QStringLiteral("bar")});
    QCOMPARE(other.import(machine.exported()).changed, 0);
}

void TestLibraryTransfer::renamedTag_thatWasGivenAnewElsewhere_comes()
{
    Machine machine;
    machine.mark(0, tags({QStringLiteral("foo")}));
    machine.mark(1, {true, std::nullopt});
    Machine other;
    other.import(machine.exported());
    tick();
    rename(machine, QStringLiteral("bar"));
    tick();
    other.mark(1, tags({QStringLiteral("foo")}));
    machine.import(other.exported());
    QCOMPARE(machine.states()->tagNames(0), QStringList{QStringLiteral("bar")});
    QCOMPARE(machine.states()->tagNames(1), QStringList{QStringLiteral("foo")});
}

void TestLibraryTransfer::renamedTag_backAndForth_isUndone()
{
    Machine machine;
    machine.mark(0, tags({QStringLiteral("old")}));
    const auto store = LibraryStore::open(machine.path());
    CARREL_VERIFY_RESULT(store);
    (*store)->attach(list());
    const quint32 tag = (*store)->states()->tags()[0].id;
    const Result<MarkEdit> edit = (*store)->renameTag(tag, QStringLiteral("new"));
    CARREL_VERIFY_RESULT(edit);
    for (int round = 0; round < 2; ++round) {
        CARREL_VERIFY_RESULT((*store)->replay(edit->reversed()));
        QCOMPARE((*store)->states()->tagNames(0), QStringList{QStringLiteral("old")});
        QCOMPARE((*store)->states()->tag(tag)->works, 1U);
        CARREL_VERIFY_RESULT((*store)->replay(*edit));
        QCOMPARE((*store)->states()->tagNames(0), QStringList{QStringLiteral("new")});
    }
    QCOMPARE((*store)->states()->tags().size(), std::size_t(2));
    // Another work has the old name by now: it is not taken from it.
    const quint32 work = 1;
    CARREL_VERIFY_RESULT((*store)->setMarks(std::span(&work, 1), tags({QStringLiteral("Old")})));
    QCOMPARE((*store)->states()->tagNames(1), QStringList{QStringLiteral("old")});
    QVERIFY(!(*store)->replay(edit->reversed()));
    QCOMPARE((*store)->states()->tagNames(0), QStringList{QStringLiteral("new")});
}

QTEST_GUILESS_MAIN(TestLibraryTransfer)
#include "tst_librarytransfer.moc"
