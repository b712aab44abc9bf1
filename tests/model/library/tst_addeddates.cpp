// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/addeddates.h"

#include "base/text.h"
#include "library/listdiff.h"
#include "library/listkeys.h"
#include "support/listbuilder.h"

#include <QCryptographicHash>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <array>
#include <initializer_list>

using namespace carrel;
using carrel::test::ListBuilder;

namespace {

constexpr std::string_view kArxiv = "https://arxiv.org/abs/2502.18137";
constexpr std::string_view kOther = "https://arxiv.org/abs/2502.99999";

/// A paper in the short form that these tests speak in.
struct Paper
{
    std::string_view title;
    std::string_view url = {};
    std::string_view venue = {};
};

/// The papers between company that always stands there.
CatalogPointer listOf(std::initializer_list<Paper> papers, std::string_view section = "Papers")
{
    ListBuilder list;
    list.section(section);
    for (const char *company : {"Orca", "Alpa", "Borg", "Pregel", "Spanner", "Dremel"}) {
        list.entry(std::string(company) + " stands in every version of this list");
    }
    for (const Paper &paper : papers) {
        list.entry(paper.title, paper.venue, paper.venue.empty() ? 0 : 2024, paper.url);
    }
    return list.build();
}

/// Dates after these versions, the nth of which came into use at n times 1000.
class History final
{
public:
    explicit History(const CatalogPointer &first) { add(first); }

    void add(const CatalogPointer &version)
    {
        const AddedDates::Version next{m_dates.versions.size() + 1, timeOf(m_dates.versions.size())};
        m_dates = m_last == nullptr ? broughtForward(AddedDates(), *version, next)
                                    : broughtForward(std::move(m_dates), diffLists(m_last, version), next);
        m_last = version;
    }
    const AddedDates &dates() const { return m_dates; }
    /// When the paper was added; 0 for one that was there at first, -1 for one that is not known.
    qint64 added(std::string_view title) const
    {
        const AddedDates::Work *work = m_dates.find(identityHash(normalTitle(title)));
        return work == nullptr ? -1 : work->added;
    }
    static quint32 timeOf(std::size_t version) { return static_cast<quint32>(version + 1) * 1000; }

private:
    AddedDates m_dates;
    CatalogPointer m_last;
};

quint32 workNamed(const Catalog &catalog, std::string_view title)
{
    for (const Entry &entry : catalog.entries()) {
        if (catalog.text(entry.title()) == title) {
            return entry.work;
        }
    }
    return kNone;
}

AddedDates sampleDates()
{
    History history(listOf({{"Old", kArxiv}}));
    history.add(listOf({{"Old", kArxiv}, {"Fresh", kOther}}));
    return history.dates();
}

} // namespace

class TestAddedDates final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void worksOfTheFirstVersion_haveNoDate();
    void entryThatComes_isDatedByItsVersion();
    void paperThatIsEdited_keepsItsDate_data();
    void paperThatIsEdited_keepsItsDate();
    void paperThatReturns_isNotNew_data();
    void paperThatReturns_isNotNew();
    void idOfAPaperThatIsThere_datesNoOther();
    void idThatWentWithAnotherTitle_datesNoOther();
    void twinsThatUnite_areAsOldAsTheOlder();
    void versionThatBecomesAnEntry_isAsOldAsItWas();
    void entryThatWasBelowAnotherForAWhile_keepsItsDate();
    void paperWithoutTitleAndAddress_isNeverNew();
    void withoutTheVersionBefore_titlesAndIdsLead();
    void anotherList_beginsAnew();
    void workThatNoVersionBrought_wasListedBefore();
    void history_datesTheWorksOfAVersion();
    void partOfAHistory_leavesItsFirstWorksUndated();
    void ages_tellNewUnseenAndBefore();
    void newSinceADate_goesByTheDate();
    void workOfTwoLists_isAsOldAsTheOlder();
    void unseenWorks_countOnceASection();
    void bytes_comeBack();
    void damagedBytes_areRefused();
    void soundDigestOverNonsense_isRefused();
    void newerForm_isTold();
    void file_isReadBack();
    void folderThatIsNotThere_isTold();
};

void TestAddedDates::worksOfTheFirstVersion_haveNoDate()
{
    const History history(listOf({{"SpargeAttn", kArxiv}}));
    QCOMPARE(history.added("SpargeAttn"), 0);
    QCOMPARE(history.dates().works.size(), std::size_t(7));
}

void TestAddedDates::entryThatComes_isDatedByItsVersion()
{
    History history(listOf({}));
    history.add(listOf({{"Splitwise", kArxiv}}));
    history.add(listOf({{"Splitwise", kArxiv}, {"Marconi", kOther}}));
    QCOMPARE(history.added("Splitwise"), 2000);
    QCOMPARE(history.added("Marconi"), 3000);
}

void TestAddedDates::paperThatIsEdited_keepsItsDate_data()
{
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("section");
    const QString before = QStringLiteral("HexGen: Generative Inference of Foundation Model over Clusters");
    const QString url = QString::fromLatin1(kArxiv.data());
    QTest::newRow("moved") << before << url << QStringLiteral("Serving");
    QTest::newRow("linked elsewhere")
        << before << QString::fromLatin1(kOther.data()) << QStringLiteral("Papers");
    QTest::newRow("without its link") << before << QString() << QStringLiteral("Papers");
    QTest::newRow("renamed") << QStringLiteral("HexGen: Inference of Large Models") << url
                             << QStringLiteral("Papers");
    QTest::newRow("renamed and linked elsewhere")
        << QStringLiteral("HexGen: Generative Inference of Foundation Models over a Cluster")
        << QString::fromLatin1(kOther.data()) << QStringLiteral("Papers");
}

void TestAddedDates::paperThatIsEdited_keepsItsDate()
{
    QFETCH(const QString, title);
    QFETCH(const QString, url);
    QFETCH(const QString, section);
    const std::string shown = title.toStdString();
    const std::string address = url.toStdString();
    History history(listOf({}));
    history.add(listOf({{"HexGen: Generative Inference of Foundation Model over Clusters", kArxiv}}));
    history.add(listOf({{shown, address}}, section.toStdString()));
    QCOMPARE(history.added(shown), 2000);
    QCOMPARE(history.dates().works.size(), std::size_t(7));
}

void TestAddedDates::paperThatReturns_isNotNew_data()
{
    QTest::addColumn<QString>("title");
    QTest::newRow("as it was") << QStringLiteral("SpargeAttn: Accurate Sparse Attention");
    QTest::newRow("under another title with its id")
        << QStringLiteral("SpargeAttention: Training-free Attention for Any Model");
}

void TestAddedDates::paperThatReturns_isNotNew()
{
    QFETCH(const QString, title);
    const std::string shown = title.toStdString();
    History history(listOf({}));
    history.add(listOf({{"SpargeAttn: Accurate Sparse Attention", kArxiv}}));
    history.add(listOf({}));
    history.add(listOf({}));
    history.add(listOf({{shown, kArxiv}}));
    QCOMPARE(history.added(shown), 2000);
}

void TestAddedDates::idOfAPaperThatIsThere_datesNoOther()
{
    const Paper first{"Lookup tables for sparse experts", kArxiv};
    History history(listOf({first}));
    history.add(listOf({first, {"Completely unrelated networking paper", kArxiv}}));
    QCOMPARE(history.added("Completely unrelated networking paper"), 2000);
    QCOMPARE(history.added("Lookup tables for sparse experts"), 0);
}

void TestAddedDates::idThatWentWithAnotherTitle_datesNoOther()
{
    History history(listOf({{"Lookup tables for sparse experts", kArxiv}}));
    history.add(listOf({{"Lookup tables for sparse experts", kOther}}));
    history.add(listOf(
        {{"Lookup tables for sparse experts", kOther}, {"Completely unrelated networking paper", kArxiv}}));
    QCOMPARE(history.added("Completely unrelated networking paper"), 3000);
}

void TestAddedDates::twinsThatUnite_areAsOldAsTheOlder()
{
    const Paper old{"Streaming batch processing of heterogeneous data", kArxiv};
    const Paper twin{"The streaming batch model for efficient and fault tolerant execution", kOther};
    History history(listOf({old}));
    history.add(listOf({old, twin}));
    QCOMPARE(history.added(twin.title), 2000);
    history.add(listOf({old, {old.title, kOther}}));
    QCOMPARE(history.added(old.title), 0);
    history.add(listOf({{twin.title, kOther}}));
    QCOMPARE(history.added(twin.title), 0);
}

void TestAddedDates::versionThatBecomesAnEntry_isAsOldAsItWas()
{
    EntryDraft parent;
    parent.title = "Megatron";
    EntryDraft::NewVersion version;
    version.title = "Megatron two";
    parent.versions.push_back(version);
    ListBuilder nested;
    nested.section("Papers").entry("Company").entry(parent);
    ListBuilder apart;
    apart.section("Papers").entry("Company").entry("Megatron").entry("Megatron two");
    History history(listOf({{"Company"}, {"Megatron"}}));
    history.add(nested.build());
    history.add(apart.build());
    QCOMPARE(history.added("Megatron two"), 2000);
    QCOMPARE(history.added("Megatron"), 0);
    history.add(nested.build());
    history.add(apart.build());
    QCOMPARE(history.added("Megatron two"), 2000);
}

void TestAddedDates::entryThatWasBelowAnotherForAWhile_keepsItsDate()
{
    EntryDraft parent;
    parent.title = "Megatron";
    EntryDraft::NewVersion version;
    version.title = "Megatron two";
    parent.versions.push_back(version);
    ListBuilder nested;
    nested.section("Papers").entry("Company").entry(parent);
    const CatalogPointer apart = listOf({{"Company"}, {"Megatron"}, {"Megatron two"}});
    History history(listOf({{"Company"}, {"Megatron"}}));
    history.add(apart);
    history.add(nested.build());
    history.add(apart);
    QCOMPARE(history.added("Megatron two"), 2000);
}

void TestAddedDates::paperWithoutTitleAndAddress_isNeverNew()
{
    History history(listOf({}));
    const CatalogPointer now = listOf({{""}, {"Splitwise"}});
    history.add(now);
    const DatedList list{&history.dates(), {0, static_cast<quint32>(now->entries().size())}};
    const WorkAgesPointer ages = agesOf(*now, std::span(&list, 1));
    QCOMPARE(ages->newCount(), 1U);
    QVERIFY(!ages->isNew(workNamed(*now, "")));
}

void TestAddedDates::withoutTheVersionBefore_titlesAndIdsLead()
{
    const AddedDates dates = broughtForward(
        sampleDates(), *listOf({{"Older", kArxiv}, {"Fresh"}, {"Newest"}}), AddedDates::Version{9, 9000});
    const auto added = [&](std::string_view title) {
        return dates.find(identityHash(normalTitle(title)))->added;
    };
    QCOMPARE(added("Older"), 0U);
    QCOMPARE(added("Fresh"), 2000U);
    QCOMPARE(added("Newest"), 9000U);
}

void TestAddedDates::anotherList_beginsAnew()
{
    ListBuilder other;
    other.section("Others");
    for (int i = 0; i < 12; ++i) {
        other.entry("Something else of the " + std::to_string(i) + "th kind");
    }
    const AddedDates dates = broughtForward(sampleDates(), *other.build(), AddedDates::Version{9, 9000});
    QCOMPARE(dates.versions.size(), std::size_t(1));
    QCOMPARE(dates.works.size(), std::size_t(12));
    QCOMPARE(dates.works.front().added, 0U);
}

void TestAddedDates::workThatNoVersionBrought_wasListedBefore()
{
    // The version before is not the one that the dates end with.
    const CatalogPointer before = listOf({{"Old", kArxiv}, {"Fresh", kOther}, {"Unheard of"}});
    const CatalogPointer now = listOf({{"Old", kArxiv}, {"Fresh", kOther}, {"Unheard of"}, {"Came at last"}});
    const AddedDates dates = broughtForward(sampleDates(), diffLists(before, now), {9, 9000});
    QCOMPARE(dates.find(identityHash(normalTitle("Unheard of")))->added, 0U);
    QCOMPARE(dates.find(identityHash(normalTitle("Unheard of")))->version, 0U);
    QCOMPARE(dates.find(identityHash(normalTitle("Came at last")))->added, 9000U);
}

void TestAddedDates::history_datesTheWorksOfAVersion()
{
    const CatalogPointer now = listOf({{"Old", kArxiv}, {"Fresh", kOther}});
    History own(now);
    own.add(listOf({{"Old", kArxiv}, {"Fresh", kOther}, {"Not in the history"}}));
    const AddedDates dates = datedBy(own.dates(), *now, sampleDates(), true);
    const auto known = [&](std::string_view title) { return *dates.find(identityHash(normalTitle(title))); };
    QCOMPARE(known("Old"), (AddedDates::Work{1000, 0}));
    QCOMPARE(known("Fresh"), (AddedDates::Work{2000, 0}));
    QCOMPARE(known("Not in the history"), (AddedDates::Work{2000, 1}));
}

void TestAddedDates::partOfAHistory_leavesItsFirstWorksUndated()
{
    const CatalogPointer now = listOf({{"Old", kArxiv}, {"Fresh", kOther}});
    const History own(now);
    const AddedDates dates = datedBy(own.dates(), *now, sampleDates(), false);
    QCOMPARE(dates.find(identityHash(normalTitle("Old")))->added, 0U);
    QCOMPARE(dates.find(identityHash(normalTitle("Fresh")))->added, 2000U);
}

void TestAddedDates::ages_tellNewUnseenAndBefore()
{
    History history(listOf({}));
    history.add(listOf({{"Second"}}));
    const CatalogPointer now = listOf({{"Second"}, {"Third"}});
    history.add(now);
    DatedList list{&history.dates(), {0, static_cast<quint32>(now->entries().size())}};
    list.looked = 1;
    const WorkAgesPointer ages = agesOf(*now, std::span(&list, 1));
    QCOMPARE((*ages)[workNamed(*now, "Second")], (WorkAge{2000, true, true, false}));
    QCOMPARE((*ages)[workNamed(*now, "Third")], (WorkAge{3000, true, true, true}));
    QCOMPARE((*ages)[0], (WorkAge{1000, false, false, false}));
    QCOMPARE(ages->added(0), 0U);
    QCOMPARE(ages->newCount(), 2U);
    QCOMPARE(ages->unseenCount(), 1U);
    QCOMPARE((*ages)[ages->size()], WorkAge());
}

void TestAddedDates::newSinceADate_goesByTheDate()
{
    History history(listOf({}));
    history.add(listOf({{"Second"}}));
    const CatalogPointer now = listOf({{"Second"}, {"Third"}});
    history.add(now);
    DatedList list{&history.dates(), {0, static_cast<quint32>(now->entries().size())}};
    list.newSince = 3000;
    const WorkAgesPointer ages = agesOf(*now, std::span(&list, 1));
    QVERIFY(!ages->isNew(workNamed(*now, "Second")));
    QVERIFY(ages->isNew(workNamed(*now, "Third")));
    QVERIFY(!ages->isNew(0));
}

void TestAddedDates::workOfTwoLists_isAsOldAsTheOlder()
{
    ListBuilder both;
    both.section("One", 1).entry("Shared").entry("Alone").section("Two", 1).entry("Shared").entry("Second");
    const CatalogPointer catalog = both.build();
    AddedDates one;
    one.versions = {{1, 1000}, {2, 5000}};
    AddedDates two = one;
    const auto add = [](AddedDates &dates, std::string_view title, AddedDates::Work work) {
        dates.keys.push_back({identityHash(normalTitle(title)), static_cast<quint32>(dates.works.size())});
        dates.works.push_back(work);
        std::sort(dates.keys.begin(), dates.keys.end(),
                  [](const auto &a, const auto &b) { return a.hash < b.hash; });
    };
    add(one, "Shared", {5000, 1});
    add(one, "Alone", {5000, 1});
    add(two, "Shared", {0, 0});
    add(two, "Second", {5000, 1});
    const std::array lists{DatedList{&one, {0, 2}}, DatedList{&two, {2, 2}}};
    const WorkAgesPointer ages = agesOf(*catalog, lists);
    QCOMPARE((*ages)[workNamed(*catalog, "Shared")], (WorkAge{1000, false, false, false}));
    QCOMPARE((*ages)[workNamed(*catalog, "Alone")], (WorkAge{5000, true, true, true}));
    QCOMPARE((*ages)[workNamed(*catalog, "Second")], (WorkAge{5000, true, true, true}));
}

void TestAddedDates::unseenWorks_countOnceASection()
{
    ListBuilder list;
    list.section("Training", 2).entry("Seen").section("Parallel", 3).entry("Fresh").group("General");
    list.entry("Fresh").section("Serving", 2).entry("Fresh").entry("Fresher");
    const CatalogPointer catalog = list.build();
    WorkAges ages(catalog->workCount());
    ages.set(workNamed(*catalog, "Fresh"), {1, true, true, true});
    ages.set(workNamed(*catalog, "Fresher"), {1, true, true, true});
    ages.countSections(*catalog);
    QCOMPARE(ages.unseenInSections(), (std::vector<quint32>{1, 1, 1, 2}));
}

void TestAddedDates::bytes_comeBack()
{
    const AddedDates dates = sampleDates();
    const Result<AddedDates> read = AddedDates::fromBytes(dates.toBytes());
    QVERIFY(read);
    QCOMPARE(*read, dates);
    const Result<AddedDates> nothing = AddedDates::fromBytes(AddedDates().toBytes());
    QVERIFY(nothing && nothing->isEmpty());
}

void TestAddedDates::damagedBytes_areRefused()
{
    const QByteArray bytes = sampleDates().toBytes();
    for (qsizetype at = 0; at < bytes.size(); ++at) {
        QByteArray flipped = bytes;
        flipped[at] = static_cast<char>(flipped.at(at) ^ 0x10);
        QVERIFY2(!AddedDates::fromBytes(flipped), qPrintable(QString::number(at)));
        QVERIFY2(!AddedDates::fromBytes(bytes.left(at)), qPrintable(QString::number(at)));
    }
    QVERIFY(!AddedDates::fromBytes(bytes + 'x'));
}

/// Who writes the digest anew can write anything behind it.
void TestAddedDates::soundDigestOverNonsense_isRefused()
{
    AddedDates falling = sampleDates();
    std::swap(falling.keys.front(), falling.keys.back());
    AddedDates elsewhere = sampleDates();
    elsewhere.keys.front().work = static_cast<quint32>(elsewhere.works.size());
    AddedDates unknown = sampleDates();
    unknown.works.front().version = static_cast<quint32>(unknown.versions.size());
    for (const AddedDates &dates : {falling, elsewhere, unknown}) {
        QVERIFY(!AddedDates::fromBytes(dates.toBytes()));
    }
    QByteArray counts(12, '\xff');
    QByteArray bytes = AddedDates().toBytes();
    bytes.resize(8);
    bytes += QCryptographicHash::hash(counts, QCryptographicHash::Sha256) + counts;
    QVERIFY(!AddedDates::fromBytes(bytes));
}

void TestAddedDates::newerForm_isTold()
{
    QByteArray bytes = sampleDates().toBytes();
    bytes[7] = 2;
    const Result<AddedDates> read = AddedDates::fromBytes(bytes);
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::ListsTooNew);
}

void TestAddedDates::file_isReadBack()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("list.dates"));
    QVERIFY(readAddedDates(path)->isEmpty());
    QVERIFY(writeAddedDates(path, sampleDates()));
    QCOMPARE(*readAddedDates(path), sampleDates());
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("nothing of the kind");
    file.close();
    const Result<AddedDates> damaged = readAddedDates(path);
    QVERIFY(!damaged);
    QCOMPARE(damaged.error().detail, path);
}

void TestAddedDates::folderThatIsNotThere_isTold()
{
    const QTemporaryDir folder;
    const Result<void> written =
        writeAddedDates(folder.filePath(QStringLiteral("none/list.dates")), sampleDates());
    QVERIFY(!written);
    QCOMPARE(written.error().code, ErrorCode::FileUnwritable);
}

QTEST_GUILESS_MAIN(TestAddedDates)
#include "tst_addeddates.moc"
