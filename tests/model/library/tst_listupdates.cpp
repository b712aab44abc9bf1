// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/libraryjoin.h"
#include "support/listbuilder.h"

#include <QtTest>

using namespace carrel;
using carrel::test::ListBuilder;

namespace {

constexpr std::string_view kSlipStream =
    "SlipStream: Adapting Pipelines for Distributed Training of Large DNNs Amid Failures";
constexpr std::string_view kReCycle = "ReCycle: Resilient Training of Large DNNs using Pipeline Adaptation";
constexpr std::string_view kMPipeMoE =
    "MPipeMoE: Memory Efficient MoE for Pre-trained Models with Adaptive Pipeline Parallelism";
constexpr std::string_view kMPMoE =
    "MPMoE: Memory Efficient MoE for Pre-Trained Models With Adaptive Pipeline Parallelism";
constexpr std::string_view kArxiv1 = "https://arxiv.org/abs/2401.00001";
constexpr std::string_view kArxiv2 = "https://arxiv.org/abs/2402.00002";
constexpr std::string_view kAcm = "https://dl.acm.org/doi/10.1145/3651890.3672268";
constexpr std::string_view kOtherAcm = "https://dl.acm.org/doi/10.1145/1111111.2222222";

struct Paper
{
    std::string_view title;
    std::string_view venue = {};
    int year = 0;
    std::string_view url = {};
};
using Papers = std::vector<Paper>;

/// Papers that stand around those in question in both versions.
const Papers &company()
{
    static const Papers papers{
        {"Attention is all you need"}, {"Borg at scale"},    {"Cache me if you can"},
        {"Deadlines for graphs"},      {"Elastic clusters"}, {"Fast kernels by search"},
        {"Gradients on a budget"},     {"Heaps of tensors"}, {"In-network sums"}};
    return papers;
}

/// The papers at the given places of the company: those of equal number stand before it.
CatalogPointer listOf(const Papers &papers, std::size_t before, std::string_view name = "Papers")
{
    ListBuilder list;
    list.section(name, 1);
    for (std::size_t i = 0; i <= company().size(); ++i) {
        if (i == before) {
            for (const Paper &paper : papers) {
                list.entry(paper.title, paper.venue, paper.year, paper.url);
            }
        }
        if (i < company().size()) {
            list.entry(company()[i].title);
        }
    }
    return list.build();
}

LibraryWorks libraryOf(const Catalog &catalog, const std::vector<std::string_view> &titles)
{
    LibraryWorks library;
    for (quint32 work = 0; work < catalog.workCount(); ++work) {
        const Entry &face = catalog.face(work);
        if (std::find(titles.begin(), titles.end(), catalog.text(face.title())) == titles.end()) {
            continue;
        }
        const qint64 row = 100 + work;
        library.addWork(row, {true, false});
        library.setFacts(catalog.text(face.title()), catalog.venueTag(face.venueTag).venue,
                         catalog.year(face));
        for (const IdentityKey &key : identityKeys(catalog, work)) {
            library.addKey(key.kind, key.text);
        }
        library.listings.push_back({row, 1});
    }
    library.lists.push_back({1, snapshotOf(catalog, listKeys(catalog)).toBytes()});
    return library;
}

/// Where the marks on works of one version are in the next: a title each, "gone" or "elsewhere".
std::vector<std::string> marksAfter(const Catalog &before, const std::vector<std::string_view> &marked,
                                    const Catalog &after)
{
    const LibraryJoin join = joinLibrary(libraryOf(before, marked), after);
    std::vector<std::string> places;
    for (quint32 i = 0; i < join.matches.size(); ++i) {
        const bool gone = std::find(join.gone.begin(), join.gone.end(), i) != join.gone.end();
        const quint32 work = join.matches[i].work;
        places.push_back(work != kNone ? std::string(after.text(after.face(work).title()))
                         : gone        ? "gone"
                                       : "elsewhere");
    }
    return places;
}

/// The mark of the only paper of one version in the next, at the same place or at another.
std::string markAfter(const Paper &before, const Papers &after, std::size_t place = 3,
                      std::size_t placeNow = 3)
{
    return marksAfter(*listOf({before}, place), {before.title}, *listOf(after, placeNow)).front();
}

} // namespace

class TestListUpdates final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void retitledAndRelinked_data();
    void retitledAndRelinked();
    void another_data();
    void another();
    void swappedLinks_staysWithTheTitles();
    void titleUnderAnothersId_staysWithTheTitle();
    void idOfAPaperThatLeft_underOneThatWasThere_isGone();
    void twin_thatTakesTheLinkOfAnother_isFound();
    void entriesThatMerge_areOneWork();
    void workThatSplits_asksTheReader();
    void workThatSplits_intoOneOfAnotherMark_asksNothing();
    void twoThatLeft_forOneThatCame_areGone();
    void oneThatLeft_forTwoThatCame_isGone();
    void fewMarks_areNotDrawnToOldPapers();
    void gone_isFoundWhenItReturns();
    void gone_isNotDrawnToLaterPapers();
    void anotherList_makesNothingGone();
    void anotherList_andBack_isTheSameList();
    void anotherList_ofTheSameField_isAnother();
    void jumpOverManyVersions_isTheSameList();
    void untitledEntries_areNotOneAnother();
    void snapshot_survivesItsBytes();
    void snapshot_ofOtherBytes_isNone();
};

void TestListUpdates::retitledAndRelinked_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<bool>("moved");
    const auto row = [](const char *name, const char *before, const char *after, bool moved) {
        QTest::newRow(name) << QString::fromUtf8(before) << QString::fromUtf8(after) << moved;
    };
    row("same name", "Helix: Distributed Serving of Large Language Models via Max-Flow on Heterogeneous GPUs",
        "Helix: Serving Large Language Models over Heterogeneous GPUs and Network via Max-Flow", true);
    row("same name, hardly the same words",
        "AutoDDL: Automatic Distributed Deep Learning with Asymptotically Optimal Communication",
        "AutoDDL: Automatic Distributed Deep Learning With Near-Optimal Bandwidth Cost", true);
    row("a name is added", "Automatic and Efficient Customization of Neural Networks for ML Applications",
        "ChameleonAPI: Automatic and Efficient Customization of Neural Networks for ML Applications", true);
    row("a kind is added", "LLM-PQ: Serving LLM on Heterogeneous Clusters with Phase-Aware Partition",
        "POSTER: LLM-PQ:Serving LLM on Heterogeneous Clusters with Phase-Aware Partition", true);
    row("a name with signs", "ZeRO++: Extremely Efficient Collective Communication for Giant Model Training",
        "ZeRO++: Extremely Efficient Collective Communication for Large Model Training", true);
    row("written anew where it stood", "Large Language Model Adaptation for Networking",
        "NetLLM: Adapting Large Language Models for Networking", false);
    row("a name that changed a letter", "FlashDMoE: Fast Distributed MoE in a Single Kernel",
        "FlashMoE: Fast Distributed MoE in a Single Kernel", true);
}

void TestListUpdates::retitledAndRelinked()
{
    QFETCH(const QString, before);
    QFETCH(const QString, after);
    QFETCH(const bool, moved);
    const std::string old = before.toStdString();
    const std::string now = after.toStdString();
    const Paper left{old, "arXiv", 2024, kArxiv1};
    const Paper came{now, "SIGCOMM", 2024, kAcm};
    QCOMPARE(markAfter(left, {came}), now);
    QCOMPARE(markAfter(left, {{"Quite Another Thing", "OSDI", 2024, kArxiv2}, came}), now);
    QCOMPARE(markAfter(left, {came}, 3, 9), moved ? now : "gone");
}

void TestListUpdates::another_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("beforeUrl");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("afterUrl");
    const auto row = [](const char *name, std::string_view before, std::string_view beforeUrl,
                        std::string_view after, std::string_view afterUrl) {
        QTest::newRow(name) << toQString(before) << toQString(beforeUrl) << toQString(after)
                            << toQString(afterUrl);
    };
    row("conference and journal", kMPipeMoE, "https://ieeexplore.ieee.org/document/10177396", kMPMoE,
        "https://ieeexplore.ieee.org/document/10494556");
    row("near-identical titles, two preprints", "Efficient Serving of Large Language Models on a Budget",
        kArxiv1, "Efficient Serving of Large Language Model on a Budget", kArxiv2);
    row("the next version", "HexGen: Generative Inference of Large Language Models", kArxiv1,
        "HexGen-2: Generative Inference of Large Language Models", kAcm);
    row("the next report", "DeepSeek-V2 Technical Report", "", "DeepSeek-V3 Technical Report", kArxiv2);
    row("the second part", "Scaling Laws for Routed Models, Part I", "",
        "Scaling Laws for Routed Models, Part II", "");
    row("other field, same words", "A Survey on Efficient Inference for Large Language Models", kArxiv1,
        "A Survey on Efficient Alignment for Large Language Models", kArxiv2);
    row("two preprints of one name", "Orca: A Distributed Serving System for Transformer Models", kArxiv1,
        "Orca: A Distributed Search Space for Transformer Models", kArxiv2);
    row("two publications", "Serving Heterogeneous Models at the Edge of Networks", kAcm,
        "Serving Heterogeneous Models at the Edge of the Network", kOtherAcm);
    row("strangers", kReCycle, kArxiv1, "Zoomer", kArxiv2);
    row("strangers with one id elsewhere", kReCycle, kArxiv1, "Zoomer", kArxiv1);
}

void TestListUpdates::another()
{
    QFETCH(const QString, before);
    QFETCH(const QString, beforeUrl);
    QFETCH(const QString, after);
    QFETCH(const QString, afterUrl);
    const std::string old = before.toStdString();
    const std::string oldUrl = beforeUrl.toStdString();
    const std::string now = after.toStdString();
    const std::string nowUrl = afterUrl.toStdString();
    QCOMPARE(markAfter({old, "arXiv", 2024, oldUrl}, {{now, "arXiv", 2024, nowUrl}}, 3, 8),
             std::string("gone"));
    if (oldUrl != nowUrl) {
        QCOMPARE(markAfter({old, "arXiv", 2024, oldUrl}, {{now, "arXiv", 2024, nowUrl}}),
                 std::string("gone"));
    }
}

void TestListUpdates::swappedLinks_staysWithTheTitles()
{
    const auto before = listOf({{kReCycle, "", 0, kArxiv1}, {kMPMoE, "", 0, kArxiv2}}, 2);
    const auto after = listOf({{kReCycle, "", 0, kArxiv2}, {kMPMoE, "", 0, kArxiv1}}, 2);
    QCOMPARE(marksAfter(*before, {kReCycle, kMPMoE}, *after),
             (std::vector<std::string>{std::string(kReCycle), std::string(kMPMoE)}));
    QCOMPARE(marksAfter(*before, {kMPMoE}, *after), std::vector<std::string>{std::string(kMPMoE)});
}

void TestListUpdates::titleUnderAnothersId_staysWithTheTitle()
{
    const auto before = listOf({{kReCycle, "", 0, kArxiv1}, {kMPMoE, "", 0, kArxiv2}}, 2);
    const auto after = listOf({{kReCycle, "", 0, kArxiv2}}, 2);
    QCOMPARE(marksAfter(*before, {kReCycle, kMPMoE}, *after),
             (std::vector<std::string>{std::string(kReCycle), "gone"}));
    QCOMPARE(marksAfter(*before, {kMPMoE}, *after), std::vector<std::string>{"gone"});
}

void TestListUpdates::idOfAPaperThatLeft_underOneThatWasThere_isGone()
{
    const std::string_view left = "ReCycle: Resilient Pipelines for Training Large Networks";
    const std::string_view stays = "Flexible Pipelines for Serving Large Networks";
    const auto before = listOf({{left, "", 0, kArxiv1}, {stays, "", 0, kArxiv2}}, 2);
    const auto after = listOf({{stays, "", 0, kArxiv1}}, 2);
    QCOMPARE(marksAfter(*before, {left}, *after), std::vector<std::string>{"gone"});
    QCOMPARE(marksAfter(*before, {left, stays}, *after),
             (std::vector<std::string>{"gone", std::string(stays)}));
}

void TestListUpdates::twin_thatTakesTheLinkOfAnother_isFound()
{
    const std::string_view preprint = "SiDA-MoE: Sparsity-Inspired Data-Aware Serving for Large Models";
    const std::string_view published = "SiDA: Sparsity-Inspired Data-Aware Serving for Large Models";
    const auto before = listOf({{preprint, "arXiv", 2023, kArxiv1}, {published, "MLSys", 2024, kAcm}}, 2);
    const auto after = listOf({{published, "MLSys", 2024, kArxiv1}}, 2);
    QCOMPARE(marksAfter(*before, {preprint, published}, *after),
             (std::vector<std::string>{std::string(published), std::string(published)}));
}

void TestListUpdates::entriesThatMerge_areOneWork()
{
    const auto before = listOf({{kReCycle, "", 0, kArxiv1}, {kSlipStream, "", 0, kArxiv2}}, 2);
    EntryDraft both;
    both.title = kReCycle;
    both.links = {{std::string(kArxiv1), ""}, {std::string(kArxiv2), "Preprint"}};
    ListBuilder list;
    list.section("Papers", 1).entry(company()[0].title).entry(company()[1].title).entry(std::move(both));
    for (std::size_t i = 2; i < company().size(); ++i) {
        list.entry(company()[i].title);
    }
    QCOMPARE(marksAfter(*before, {kReCycle, kSlipStream}, *list.build()),
             (std::vector<std::string>{std::string(kReCycle), std::string(kReCycle)}));
}

void TestListUpdates::workThatSplits_asksTheReader()
{
    const auto before = listOf({{kReCycle, "", 0, kArxiv1}, {kSlipStream, "", 0, kArxiv1}}, 2);
    const auto after = listOf({{kReCycle, "", 0, kArxiv1}, {kSlipStream, "", 0, kArxiv2}}, 2);
    const LibraryJoin join = joinLibrary(libraryOf(*before, {kReCycle}), *after);
    QCOMPARE(join.matches.size(), 1U);
    QCOMPARE(after->text(after->face(join.matches[0].work).title()), kReCycle);
    QCOMPARE(join.splits.size(), 1U);
    QCOMPARE(after->text(after->face(join.splits[0].other).title()), kSlipStream);
}

void TestListUpdates::workThatSplits_intoOneOfAnotherMark_asksNothing()
{
    const auto before = listOf({{kReCycle, "", 0, kArxiv1}, {kSlipStream, "", 0, kArxiv1}}, 2);
    const auto after = listOf({{kReCycle, "", 0, kArxiv1}, {kSlipStream, "", 0, kArxiv2}}, 2);
    LibraryWorks library = libraryOf(*before, {kReCycle});
    library.addWork(900, {true, false});
    library.addKey(IdentityKind::Title, normalTitle(kSlipStream));
    QVERIFY(joinLibrary(std::move(library), *after).splits.empty());
}

void TestListUpdates::twoThatLeft_forOneThatCame_areGone()
{
    const Papers left{{"Serving Large Mixture Models on Small Clusters of Machines"},
                      {"Serving Large Mixture Models on Small Clusters of Devices"}};
    const auto before = listOf(left, 2);
    const auto after = listOf({{"Serving Large Mixture Models on Small Clusters", "", 0, kArxiv1}}, 2);
    QCOMPARE(marksAfter(*before, {left[0].title, left[1].title}, *after),
             (std::vector<std::string>{"gone", "gone"}));
}

void TestListUpdates::oneThatLeft_forTwoThatCame_isGone()
{
    QCOMPARE(markAfter({"Serving Large Mixture Models on Small Clusters"},
                       {{"Serving Large Mixture Models on Small Clusters of Machines", "", 0, kArxiv1},
                        {"Serving Large Mixture Models on Small Clusters of Devices", "", 0, kArxiv2}}),
             std::string("gone"));
}

void TestListUpdates::fewMarks_areNotDrawnToOldPapers()
{
    // All of the list but one paper is without a mark, and its neighbours are not what it became.
    const auto before = listOf({{kMPipeMoE, "IPDPS", 2023}, {kMPMoE, "TPDS", 2024}}, 2);
    const auto after = listOf({{kMPMoE, "TPDS", 2024}}, 2);
    QCOMPARE(marksAfter(*before, {kMPipeMoE}, *after), std::vector<std::string>{"gone"});
}

void TestListUpdates::gone_isFoundWhenItReturns()
{
    const auto with = listOf({{kSlipStream, "arXiv", 2024, kArxiv1}}, 2);
    const auto without = listOf({}, 0);
    const auto again = listOf({{kReCycle, "SOSP", 2024, kArxiv1}}, 7);
    LibraryWorks library = libraryOf(*with, {kSlipStream});
    library.lists[0].snapshot = snapshotOf(*without, listKeys(*without)).toBytes();
    QCOMPARE(joinLibrary(library, *without).gone, std::vector<quint32>{0});
    const LibraryJoin join = joinLibrary(library, *again);
    QVERIFY(join.gone.empty());
    QCOMPARE(again->text(again->face(join.matches[0].work).title()), kReCycle);
}

void TestListUpdates::gone_isNotDrawnToLaterPapers()
{
    const auto with = listOf({{kMPipeMoE, "IPDPS", 2023}}, 2);
    const auto without = listOf({}, 0);
    const auto later = listOf({{kMPMoE, "", 0}}, 2);
    LibraryWorks library = libraryOf(*with, {kMPipeMoE});
    library.lists[0].snapshot = snapshotOf(*without, listKeys(*without)).toBytes();
    QCOMPARE(joinLibrary(library, *later).gone, std::vector<quint32>{0});
}

void TestListUpdates::anotherList_makesNothingGone()
{
    const auto mine = listOf({{kReCycle}}, 2, "Mine");
    const auto other = ListBuilder().section("Other", 1).entry("X").entry("Y").entry("Z").build();
    const LibraryJoin join = joinLibrary(libraryOf(*mine, {kReCycle}), *other);
    QVERIFY(join.gone.empty());
    QCOMPARE(join.lists.front().row, qint64(0));
}

void TestListUpdates::anotherList_andBack_isTheSameList()
{
    const auto mine = listOf({{kReCycle}}, 2, "Mine");
    const auto later = listOf({{"New"}}, 2, "Mine");
    LibraryWorks library = libraryOf(*mine, {kReCycle});
    const auto other = ListBuilder().section("Other", 1).entry("X").entry("Y").entry("Z").build();
    library.lists.insert(library.lists.begin(), {2, snapshotOf(*other, listKeys(*other)).toBytes(), {}});
    const LibraryJoin join = joinLibrary(std::move(library), *later);
    QCOMPARE(join.lists.front().row, qint64(1));
    QCOMPARE(join.gone, std::vector<quint32>{0});
}

void TestListUpdates::anotherList_ofTheSameField_isAnother()
{
    // It has most papers of the first, in an order of its own.
    ListBuilder builder;
    builder.section("Awesome", 1);
    for (const std::size_t i : {8U, 1U, 5U, 3U, 7U, 0U, 2U, 6U, 4U}) {
        builder.entry(company()[i].title);
    }
    const auto other = builder.entry("One more").build();
    const auto mine = listOf({{kReCycle}}, 2);
    const LibraryJoin join = joinLibrary(libraryOf(*mine, {kReCycle, company()[1].title}), *other);
    QCOMPARE(join.lists.front().row, qint64(0));
    QVERIFY(join.gone.empty());
    QCOMPARE(join.lists.front().newlyListed.size(), 1U);
}

void TestListUpdates::jumpOverManyVersions_isTheSameList()
{
    ListBuilder builder;
    builder.section("Quite another name", 1);
    for (int i = 0; i < 100; ++i) {
        builder.entry("New paper of number " + std::to_string(i));
        if (i % 10 == 0 && i / 10 < 9) {
            builder.entry(company()[static_cast<std::size_t>(i / 10)].title);
        }
    }
    const auto mine = listOf({{kReCycle}}, 2);
    const LibraryJoin join = joinLibrary(libraryOf(*mine, {kReCycle}), *builder.build());
    QCOMPARE(join.lists.front().row, qint64(1));
    QCOMPARE(join.gone, std::vector<quint32>{0});
}

void TestListUpdates::untitledEntries_areNotOneAnother()
{
    const auto before =
        listOf({{"", "", 0, "https://example.org/a"}, {"", "", 0, "https://example.org/b"}}, 2);
    const LibraryWorks library = libraryOf(*before, {""});
    QCOMPARE(library.works.size(), 2U);
    const auto after = listOf({{"", "", 0, "https://example.org/b"}}, 2);
    const LibraryJoin join = joinLibrary(library, *after);
    QCOMPARE(join.matches[0].step, MatchStep::None);
    QCOMPARE(join.matches[1].step, MatchStep::Title);
}

void TestListUpdates::snapshot_survivesItsBytes()
{
    const auto catalog = listOf({{kReCycle, "", 0, kArxiv1}}, 2, "Ünï");
    const ListSnapshot snapshot = snapshotOf(*catalog, listKeys(*catalog));
    QCOMPARE(snapshot.titles.size(), company().size() + 1);
    QCOMPARE(snapshot.ids.size(), 1U);
    QVERIFY(ListSnapshot::fromBytes(snapshot.toBytes()) == snapshot);
    // Stored, so it must never change.
    QCOMPARE(identityHash("recycle"), quint64(10256526736905281833U));
}

void TestListUpdates::snapshot_ofOtherBytes_isNone()
{
    const auto catalog = listOf({}, 2);
    const QByteArray bytes = snapshotOf(*catalog, listKeys(*catalog)).toBytes();
    QVERIFY(!ListSnapshot::fromBytes({}));
    QVERIFY(!ListSnapshot::fromBytes(QByteArray(bytes).replace(0, 1, "x")));
    for (qsizetype size = 0; size < bytes.size(); ++size) {
        QVERIFY(!ListSnapshot::fromBytes(bytes.left(size)));
    }
}

QTEST_GUILESS_MAIN(TestListUpdates)
#include "tst_listupdates.moc"
