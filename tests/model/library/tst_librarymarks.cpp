// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/librarydatabase.h"
#include "library/librarystore.h"
#include "support/listbuilder.h"
#include "support/resultcheck.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace carrel;
using carrel::test::ListBuilder;

namespace {

using Works = std::vector<quint32>;

constexpr std::string_view kSlipStream =
    "SlipStream: Adapting Pipelines for Distributed Training of Large DNNs Amid Failures";
constexpr std::string_view kReCycle = "ReCycle: Resilient Training of Large DNNs using Pipeline Adaptation";
constexpr std::string_view kArxiv = "https://arxiv.org/abs/2405.14009";

CatalogPointer threePapers()
{
    return ListBuilder().section("A").entry("One").entry("Two").section("B").entry("Three").build();
}

MarkChange note(const QString &text)
{
    MarkChange change;
    change.note = text;
    return change;
}

MarkChange rating(int stars)
{
    MarkChange change;
    change.rating = stars;
    return change;
}

MarkChange tags(const QStringList &added, const QStringList &removed = {})
{
    MarkChange change;
    change.addedTags = added;
    change.removedTags = removed;
    return change;
}

QStringList list(std::initializer_list<const char *> names)
{
    QStringList all;
    for (const char *name : names) {
        all << QString::fromUtf8(name);
    }
    return all;
}

} // namespace

class TestLibraryMarks final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void note_isKeptAsTyped();
    void note_blank_takesItAway();
    void note_tooLong_isRefused();
    void rating_isKeptAndTakenAway();
    void tags_ofOneNameInAnyCase_areOne();
    void tags_tooLong_areRefused();
    void tags_areCountedInTheStates();
    void times_standWhileTheMarkStands();
    void renameTag_keepsItsWorks();
    void renameTag_toAnotherOnesName_mergesThem();
    void renameTag_onlyItsCase();
    void removeTag_takesItFromAllWorks();
    void tag_thatIsGone_isToldSo();
    void replay_reversed_restoresTimesAndAll();
    void replay_merge_reversed_partsTheTags();
    void replay_afterAnotherList_findsTheSameWork();
    void replay_rowThatIsGone_isPassedOver();
    void changeTimes_areKeptForEachField();
    void worksThatBecomeOne_sayAllThatWasSaid();
    void otherProgramsNote_isNotOverwrittenByAMark();
    void facts_holdAllThatTheListSays();
    void facts_followTheList();

private:
    void open(const CatalogPointer &catalog);
    MarkEdit change(const Works &works, const MarkChange &change);
    const WorkStates &states() const { return *m_store->states(); }
    QVariant ask(const QString &statement) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    std::unique_ptr<LibraryStore> m_store;
};

void TestLibraryMarks::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(QStringLiteral("library.sqlite"));
    open(threePapers());
}

void TestLibraryMarks::cleanup()
{
    m_store.reset();
}

void TestLibraryMarks::open(const CatalogPointer &catalog)
{
    m_store.reset();
    Result<std::unique_ptr<LibraryStore>> store = LibraryStore::open(m_path);
    CARREL_VERIFY_RESULT(store);
    m_store = std::move(*store);
    m_store->attach(catalog);
}

MarkEdit TestLibraryMarks::change(const Works &works, const MarkChange &change)
{
    Result<MarkEdit> edit = m_store->setMarks(works, change);
    return edit ? std::move(*edit) : MarkEdit();
}

QVariant TestLibraryMarks::ask(const QString &statement) const
{
    const auto connection = SqliteConnection::open(m_path);
    Result<QSqlQuery> query = (*connection)->prepare(statement);
    return query && query->exec() && query->next() ? query->value(0) : QVariant();
}

void TestLibraryMarks::note_isKeptAsTyped()
{
    const QString typed = QStringLiteral("  Caf\u00E9 \U0001F600\n\n\tsee \u00A74; \"quoted\"  ");
    const QSignalSpy told(m_store.get(), &LibraryStore::statesChanged);
    change({0, 2}, note(typed));
    QCOMPARE(told.size(), 1);
    QVERIFY(states()[0].noted && !states()[1].noted);
    open(threePapers());
    QCOMPARE(states().note(0), typed);
    QCOMPARE(states().note(2), typed);
    QCOMPARE(states().foldedNote(2), std::string_view("cafe see 4 quoted"));
    QVERIFY(states()[0].noted && !states()[0].bookmarked);
}

void TestLibraryMarks::note_blank_takesItAway()
{
    change({0}, note(QStringLiteral("text")));
    change({0}, note(QStringLiteral(" \n")));
    QVERIFY(!states()[0].noted);
    open(threePapers());
    QVERIFY(states().note(0).isEmpty() && states().times(0) == MarkTimes());
    QCOMPARE(ask(QStringLiteral("SELECT count(*) FROM note")).toInt(), 0);
    QVERIFY(change({1}, note(QString())).isEmpty());
    QCOMPARE(ask(QStringLiteral("SELECT count(*) FROM work")).toInt(), 1);
}

void TestLibraryMarks::note_tooLong_isRefused()
{
    const QString longest(kLongestNote, QLatin1Char('n'));
    CARREL_VERIFY_RESULT(m_store->setMarks(Works{0}, note(longest)));
    QCOMPARE(states().note(0).size(), kLongestNote);
    const Result<MarkEdit> refused = m_store->setMarks(Works{1}, note(longest + QLatin1Char('n')));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::NoteTooLong);
    QVERIFY(!states()[1].noted);
}

void TestLibraryMarks::rating_isKeptAndTakenAway()
{
    change({1}, rating(4));
    open(threePapers());
    QCOMPARE(int(states()[1].rating), 4);
    QVERIFY(states().times(1).rated != 0);
    change({1}, rating(0));
    open(threePapers());
    QCOMPARE(int(states()[1].rating), 0);
    QCOMPARE(states().times(1).rated, 0);
    QVERIFY(change({0}, rating(0)).isEmpty());
}

void TestLibraryMarks::tags_ofOneNameInAnyCase_areOne()
{
    change({0}, tags({QStringLiteral("  To \t Read ")}));
    change({1}, tags({QStringLiteral("to read"), QStringLiteral("CAF\u00C9")}));
    change({1}, tags({QStringLiteral("cafe\u0301"), QStringLiteral(" ")}));
    QCOMPARE(states().tagNames(0), list({"To Read"}));
    QCOMPARE(states().tagNames(1), list({"CAF\xC3\x89", "To Read"}));
    change({1}, tags({}, {QStringLiteral("TO READ"), QStringLiteral("unheard of")}));
    open(threePapers());
    QCOMPARE(states().tagNames(1), list({"CAF\xC3\x89"}));
    QCOMPARE(states().tagNames(0), list({"To Read"}));
}

void TestLibraryMarks::tags_tooLong_areRefused()
{
    const QString longest(kLongestTag, QLatin1Char('t'));
    CARREL_VERIFY_RESULT(m_store->setMarks(Works{0}, tags({QLatin1Char(' ') + longest})));
    const Result<MarkEdit> refused = m_store->setMarks(Works{0}, tags({longest + QLatin1Char('t')}));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::TagTooLong);
    QCOMPARE(states().tagNames(0), QStringList{longest});
}

void TestLibraryMarks::tags_areCountedInTheStates()
{
    change({0, 1}, tags({QStringLiteral("b")}));
    change({1}, tags({QStringLiteral("a")}));
    QCOMPARE(states().tags().size(), 2U);
    QCOMPARE(states().tags()[0].name, QStringLiteral("a"));
    QCOMPARE(states().tags()[0].works, 1U);
    QCOMPARE(states().tags()[1].works, 2U);
    open(threePapers());
    QCOMPARE(states().tags()[1].works, 2U);
    change({0, 1, 2}, tags({}, {QStringLiteral("b")}));
    QCOMPARE(states().tags()[1].works, 0U);
}

void TestLibraryMarks::times_standWhileTheMarkStands()
{
    const qint64 before = QDateTime::currentMSecsSinceEpoch();
    MarkChange all = tags({QStringLiteral("t")});
    all.bookmarked = all.read = true;
    all.rating = 5;
    all.note = QStringLiteral("n");
    change({0}, all);
    const MarkTimes times = states().times(0);
    for (const qint64 time : {times.bookmarked, times.read, times.noted, times.tagged, times.rated}) {
        QVERIFY(time >= before && time <= QDateTime::currentMSecsSinceEpoch());
    }
    QVERIFY(change({0}, all).isEmpty());
    open(threePapers());
    QVERIFY(states().times(0) == times);
}

void TestLibraryMarks::renameTag_keepsItsWorks()
{
    change({0, 2}, tags({QStringLiteral("old")}));
    const quint32 tag = states().tags()[0].id;
    std::vector<Works> told;
    QObject::connect(m_store.get(), &LibraryStore::statesChanged, this,
                     [&](const Works &works) { told.push_back(works); });
    CARREL_VERIFY_RESULT(m_store->renameTag(tag, QStringLiteral(" new ")));
    QCOMPARE(told, (std::vector<Works>{{0, 2}}));
    QCOMPARE(states().tagNames(2), list({"new"}));
    QCOMPARE(states().tag(tag)->works, 2U);
    open(threePapers());
    QCOMPARE(states().tagNames(0), list({"new"}));
}

void TestLibraryMarks::renameTag_toAnotherOnesName_mergesThem()
{
    change({0, 1}, tags({QStringLiteral("a")}));
    change({1, 2}, tags({QStringLiteral("b")}));
    CARREL_VERIFY_RESULT(m_store->renameTag(states().tags()[0].id, QStringLiteral("B")));
    open(threePapers());
    for (const std::size_t work : {0U, 1U, 2U}) {
        QCOMPARE(states().tagNames(work), list({"b"}));
    }
    QCOMPARE(states().tags()[1].works, 3U);
}

void TestLibraryMarks::renameTag_onlyItsCase()
{
    change({0}, tags({QStringLiteral("gpu")}));
    CARREL_VERIFY_RESULT(m_store->renameTag(states().tags()[0].id, QStringLiteral("GPU")));
    QCOMPARE(states().tagNames(0), list({"GPU"}));
}

void TestLibraryMarks::removeTag_takesItFromAllWorks()
{
    change({0, 1}, tags({QStringLiteral("a"), QStringLiteral("b")}));
    const Result<MarkEdit> edit = m_store->removeTag(states().tags()[0].id);
    CARREL_VERIFY_RESULT(edit);
    QCOMPARE(edit->rows.size(), 2U);
    open(threePapers());
    QCOMPARE(states().tagNames(0), list({"b"}));
    QCOMPARE(states().tagNames(1), list({"b"}));
}

void TestLibraryMarks::tag_thatIsGone_isToldSo()
{
    QCOMPARE(m_store->removeTag(77).error().code, ErrorCode::TagGone);
    QCOMPARE(m_store->renameTag(77, QStringLiteral("a")).error().code, ErrorCode::TagGone);
}

void TestLibraryMarks::replay_reversed_restoresTimesAndAll()
{
    MarkChange first = tags({QStringLiteral("kept")});
    first.bookmarked = true;
    first.note = QStringLiteral("first");
    change({0}, first);
    const MarkTimes times = states().times(0);
    MarkChange second = tags({QStringLiteral("new")}, {QStringLiteral("kept")});
    second.bookmarked = false;
    second.read = true;
    second.note = QStringLiteral("second");
    second.rating = 3;
    const MarkEdit edit = change({0, 1}, second);
    QVERIFY(states().times(0) != times);

    CARREL_VERIFY_RESULT(m_store->replay(edit.reversed()));
    for (const bool again : {false, true}) {
        if (again) {
            open(threePapers());
        }
        QVERIFY(states().times(0) == times);
        QVERIFY(states()[0] == (WorkState{true, false, true, false, 0}));
        QVERIFY(states()[1] == WorkState() && states().tagsOf(1).empty());
        QCOMPARE(states().note(0), QStringLiteral("first"));
        QCOMPARE(states().tagNames(0), list({"kept"}));
    }
    CARREL_VERIFY_RESULT(m_store->replay(edit));
    QVERIFY(states()[0] == (WorkState{false, true, true, false, 3}));
    QCOMPARE(states().tagNames(1), list({"new"}));
}

void TestLibraryMarks::replay_merge_reversed_partsTheTags()
{
    change({0, 1}, tags({QStringLiteral("a")}));
    change({1, 2}, tags({QStringLiteral("b")}));
    const Result<MarkEdit> merged = m_store->renameTag(states().tags()[0].id, QStringLiteral("b"));
    CARREL_VERIFY_RESULT(merged);
    CARREL_VERIFY_RESULT(m_store->replay(merged->reversed()));
    QCOMPARE(states().tagNames(0), list({"a"}));
    QCOMPARE(states().tagNames(1), list({"a", "b"}));
    QCOMPARE(states().tagNames(2), list({"b"}));
    const Result<MarkEdit> renamed = m_store->renameTag(states().tags()[0].id, QStringLiteral("c"));
    CARREL_VERIFY_RESULT(renamed);
    CARREL_VERIFY_RESULT(m_store->replay(renamed->reversed()));
    QCOMPARE(states().tagNames(0), list({"a"}));
}

void TestLibraryMarks::replay_afterAnotherList_findsTheSameWork()
{
    const MarkEdit edit = change({2}, {true, std::nullopt});
    m_store->attach(ListBuilder().entry("Three").entry("Zero").entry("One").build());
    QVERIFY(states()[0].bookmarked);
    CARREL_VERIFY_RESULT(m_store->replay(edit.reversed()));
    QVERIFY(!states()[0].bookmarked && !states()[2].bookmarked);
    m_store->attach(ListBuilder().entry("Zero").build());
    CARREL_VERIFY_RESULT(m_store->replay(edit));
    QCOMPARE(states().bookmarkedCount(), 0U);
    open(threePapers());
    QVERIFY(states()[2].bookmarked);
}

void TestLibraryMarks::replay_rowThatIsGone_isPassedOver()
{
    MarkEdit edit = change({0}, note(QStringLiteral("n")));
    edit.rows.front().row = 99;
    CARREL_VERIFY_RESULT(m_store->replay(edit));
    QCOMPARE(states().note(0), QStringLiteral("n"));
}

void TestLibraryMarks::changeTimes_areKeptForEachField()
{
    const auto changed = [this](const char *field) {
        return ask(QStringLiteral("SELECT %1_changed FROM work").arg(QLatin1String(field))).toLongLong();
    };
    const MarkEdit edit = change({0}, {true, std::nullopt});
    const qint64 set = changed("bookmark");
    QVERIFY(set != 0 && changed("read") == 0 && changed("note") == 0);
    QTRY_VERIFY(QDateTime::currentMSecsSinceEpoch() > set);
    change({0}, {false, std::nullopt});
    const qint64 cleared = changed("bookmark");
    QVERIFY(cleared > set);
    QVERIFY(ask(QStringLiteral("SELECT bookmarked_at FROM work")).isNull());
    QTRY_VERIFY(QDateTime::currentMSecsSinceEpoch() > cleared);
    CARREL_VERIFY_RESULT(m_store->replay(edit));
    QVERIFY(changed("bookmark") > cleared);
    QCOMPARE(ask(QStringLiteral("SELECT bookmarked_at FROM work")).toLongLong(), set);
    change({0}, tags({QStringLiteral("t")}));
    change({0}, rating(1));
    change({0}, note(QStringLiteral("n")));
    QVERIFY(changed("tags") != 0 && changed("rating") != 0 && changed("note") != 0);
}

void TestLibraryMarks::worksThatBecomeOne_sayAllThatWasSaid()
{
    open(ListBuilder().entry(kSlipStream).entry(kReCycle).build());
    MarkChange first = tags({QStringLiteral("a")});
    first.read = true;
    change({0}, first);
    MarkChange second = tags({QStringLiteral("b")});
    second.rating = 2;
    second.note = QStringLiteral("n");
    change({1}, second);
    open(ListBuilder().entry(kReCycle, "", 0, kArxiv).entry(kSlipStream, "", 0, kArxiv).build());
    QCOMPARE(states().size(), 1U);
    QVERIFY(states()[0] == (WorkState{false, true, true, false, 2}));
    QCOMPARE(states().tagNames(0), list({"a", "b"}));
    change({0}, {true, std::nullopt});
    QCOMPARE(states().tagNames(0), list({"a", "b"}));
    QVERIFY(states()[0].bookmarked && states()[0].read && states()[0].noted);
    MarkChange nothing = tags({}, {QStringLiteral("a"), QStringLiteral("b")});
    nothing.bookmarked = nothing.read = false;
    nothing.rating = 0;
    nothing.note = QString();
    const MarkEdit cleared = change({0}, nothing);
    QVERIFY(states()[0] == WorkState() && states().tagsOf(0).empty());
    CARREL_VERIFY_RESULT(m_store->replay(cleared.reversed()));
    QCOMPARE(states().tagNames(0), list({"a", "b"}));
    QVERIFY(states()[0].bookmarked && states()[0].read && states()[0].noted);
}

void TestLibraryMarks::otherProgramsNote_isNotOverwrittenByAMark()
{
    change({0}, {true, std::nullopt});
    {
        const Result<std::unique_ptr<LibraryStore>> other = LibraryStore::open(m_path);
        CARREL_VERIFY_RESULT(other);
        (*other)->attach(threePapers());
        CARREL_VERIFY_RESULT((*other)->setMarks(Works{0, 1}, note(QStringLiteral("theirs"))));
    }
    change({0, 1}, {std::nullopt, true});
    QCOMPARE(states().note(0), QStringLiteral("theirs"));
    QCOMPARE(states().note(1), QStringLiteral("theirs"));
    QVERIFY(states()[1].noted && states()[1].read);
}

void TestLibraryMarks::facts_holdAllThatTheListSays()
{
    EntryDraft draft;
    draft.title = "Caf\xC3\xA9 \"quoted\" \\ back";
    draft.notes = {"From the list"};
    draft.versions.push_back({"The other one", "Journal version of", {}, {}});
    const CatalogPointer catalog = ListBuilder()
                                       .section("Training")
                                       .entry(draft)
                                       .entry("Linked", "OSDI", 2024, kArxiv)
                                       .section("Serving")
                                       .entry("Linked", "", 0, "https://example.org/x")
                                       .build();
    open(catalog);
    change({0, 1}, {true, std::nullopt});
    const auto facts = [this](const QString &title) {
        return QJsonDocument::fromJson(
                   ask(QStringLiteral(
                           "SELECT entries FROM facts JOIN work ON id = work_id WHERE title = '%1'")
                           .arg(title))
                       .toByteArray())
            .object();
    };
    const QJsonObject first = facts(QStringLiteral("Caf\u00E9 \"quoted\" \\ back"))
                                  .value(QLatin1String("entries"))
                                  .toArray()
                                  .at(0)
                                  .toObject();
    QCOMPARE(first.value(QLatin1String("title")).toString(), QStringLiteral("Caf\u00E9 \"quoted\" \\ back"));
    QCOMPARE(first.value(QLatin1String("section")).toArray(), QJsonArray{QStringLiteral("Training")});
    QCOMPARE(first.value(QLatin1String("notes")).toArray(), QJsonArray{QStringLiteral("From the list")});
    QCOMPARE(first.value(QLatin1String("versions")).toArray().at(0)[QLatin1String("relation")].toString(),
             QStringLiteral("Journal version of"));
    const QJsonArray linked = facts(QStringLiteral("Linked")).value(QLatin1String("entries")).toArray();
    QCOMPARE(linked.size(), 2);
    QCOMPARE(linked.at(0)[QLatin1String("venue")].toString(), QStringLiteral("OSDI"));
    QCOMPARE(linked.at(0)[QLatin1String("year")].toInt(), 2024);
    QCOMPARE(linked.at(1)[QLatin1String("links")].toArray().at(0)[QLatin1String("url")].toString(),
             QStringLiteral("https://example.org/x"));
}

void TestLibraryMarks::facts_followTheList()
{
    const QString entries = QStringLiteral("SELECT entries FROM facts");
    change({0}, {true, std::nullopt});
    QVERIFY(!ask(entries).toString().contains(QLatin1String("NSDI")));
    const CatalogPointer later = ListBuilder().entry("Two").entry("One", "NSDI", 2025).build();
    m_store->attach(later);
    QVERIFY(!m_store->keepRecords(100));
    QVERIFY(ask(entries).toString().contains(QLatin1String("NSDI")));
    QCOMPARE(ask(QStringLiteral("SELECT venue FROM work")).toString(), QStringLiteral("NSDI"));
    m_store->attach(ListBuilder().entry("Two").build());
    QVERIFY(!m_store->keepRecords(100));
    QVERIFY(ask(entries).toString().contains(QLatin1String("NSDI")));

    change({0}, {true, std::nullopt});
    m_store->attach(later);
    QVERIFY(m_store->keepRecords(1));
    QVERIFY(!m_store->keepRecords(1));
    QVERIFY(!m_store->keepRecords(1));
}

QTEST_GUILESS_MAIN(TestLibraryMarks)
#include "tst_librarymarks.moc"
