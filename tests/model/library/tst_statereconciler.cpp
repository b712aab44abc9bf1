// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "catalog/workgrouping.h"
#include "library/statereconciler.h"
#include "support/listbuilder.h"

#include <QtTest>

using namespace carrel;
using carrel::test::ListBuilder;

namespace {

constexpr std::string_view kSlipStream =
    "SlipStream: Adapting Pipelines for Distributed Training of Large DNNs Amid Failures";
constexpr std::string_view kReCycle = "ReCycle: Resilient Training of Large DNNs using Pipeline Adaptation";
constexpr std::string_view kStranger = "Zoomer";
constexpr std::string_view kArxiv = "https://arxiv.org/abs/2405.14009";
constexpr std::string_view kUsenix = "https://www.usenix.org/conference/osdi24/presentation/gandhi";

/// A library that holds every work of a catalog, as if each had been marked there; row 100 + number of the
/// work.
LibraryWorks libraryOf(const Catalog &catalog)
{
    LibraryWorks library;
    for (quint32 work = 0; work < catalog.workCount(); ++work) {
        library.addWork(100 + work, {true, false});
        const Entry &face = catalog.face(work);
        library.setFacts(catalog.text(face.title()), catalog.venueTag(face.venueTag).venue,
                         catalog.year(face));
        library.works.back().listed = true;
        for (const IdentityKey &key : identityKeys(catalog, work)) {
            library.addKey(key.kind, key.text);
        }
    }
    return library;
}

EntryDraft nesting(std::string title, std::string nested, std::string nestedUrl)
{
    EntryDraft draft;
    draft.title = std::move(title);
    draft.versions.push_back({std::move(nested), "", {}, {}});
    if (!nestedUrl.empty()) {
        draft.versions.back().links.push_back({std::move(nestedUrl), ""});
    }
    return draft;
}

Reconciliation reconciled(const LibraryWorks &library, const Catalog &catalog,
                          const Catalog *previous = nullptr)
{
    std::optional<ListSnapshot> before;
    if (previous != nullptr) {
        before = snapshotOf(*previous, listKeys(*previous));
    }
    return reconcile(library, catalog, listKeys(catalog), before ? &*before : nullptr);
}

std::vector<WorkMatch> matchesOf(const LibraryWorks &library, const Catalog &catalog,
                                 const Catalog *previous = nullptr)
{
    return reconciled(library, catalog, previous).matches;
}

std::vector<WorkMatch> match(const CatalogPointer &from, const CatalogPointer &to, bool update = false)
{
    return matchesOf(libraryOf(*from), *to, update ? from.get() : nullptr);
}

constexpr WorkMatch kNoMatch{};
constexpr WorkMatch titleMatch(quint32 work)
{
    return {work, MatchStep::Title};
}
constexpr WorkMatch idMatch(quint32 work)
{
    return {work, MatchStep::Id};
}
constexpr WorkMatch nestedMatch(quint32 work)
{
    return {work, MatchStep::Nested};
}

} // namespace

class TestStateReconciler final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void title_equalButForCaseAndMarks_matches();
    void title_movedAndRelinked_matches();
    void title_equal_goesBeforeAnId();
    void title_twoWorksThatWereOne_takesTheOneWithTheId();
    void id_renamed_matches();
    void id_renamed_matchesInEitherDirection();
    void id_stranger_doesNotMatch();
    void id_twoCandidates_takesTheMoreAlike();
    void id_strangerUnderANewTitle_isARename();
    void id_strangerUnderATitleThatWasThere_doesNotMatch();
    void id_strangerInAnUnrelatedList_doesNotMatch();
    void id_strangerThatAnotherWorkOwns_doesNotMatch();
    void nested_worksOwnEntryBecameAVersion_matches();
    void nested_versionBecameAnEntry_matches();
    void nested_idOfAStranger_doesNotMatch();
    void nested_ownEntry_goesBefore();
    void nested_sameVersionBelowTwoWorks_doesNotMatch();
    void gone_staysUnmatched();
    void severalWorks_mayBecomeOne();
    void emptyLibrary_matchesNothing();
    void hostileId_underAllWorks_endsSoon();
    void unseenKeys_newLinkAndTitle_areLearned();
    void unseenKeys_sameCatalog_learnsNothing();
    void unseenKeys_nestedMatch_learnsNothing();
};

void TestStateReconciler::title_equalButForCaseAndMarks_matches()
{
    const auto before = ListBuilder().entry("S\xE2\x80\x99MoRE: Mixture, of Experts!").build();
    const auto after = ListBuilder().entry("Other").entry("s'more mixture of EXPERTS").build();
    QVERIFY(match(before, after) == std::vector{titleMatch(1)});
}

void TestStateReconciler::title_movedAndRelinked_matches()
{
    const auto before = ListBuilder().section("Others").entry(kReCycle, "arXiv", 2024, kArxiv).build();
    const auto after =
        ListBuilder().section("Training").entry(kSlipStream).entry(kReCycle, "OSDI", 2024, kUsenix).build();
    QVERIFY(match(before, after) == std::vector{titleMatch(1)});
}

void TestStateReconciler::title_equal_goesBeforeAnId()
{
    const auto before = ListBuilder().entry(kSlipStream, "arXiv", 2024, kArxiv).build();
    const auto after = ListBuilder().entry(kStranger, "arXiv", 2024, kArxiv).entry(kSlipStream).build();
    QVERIFY(match(before, after) == std::vector{titleMatch(1)});
}

void TestStateReconciler::title_twoWorksThatWereOne_takesTheOneWithTheId()
{
    const auto before =
        ListBuilder().entry(kReCycle, "", 0, kArxiv).entry(kSlipStream, "", 0, kArxiv).build();
    QCOMPARE(before->workCount(), 1U);
    const auto after = ListBuilder().entry(kSlipStream).entry(kReCycle, "", 0, kArxiv).build();
    QVERIFY(match(before, after) == std::vector{titleMatch(1)});
    const auto withoutIds = ListBuilder().entry(kSlipStream).entry(kReCycle).build();
    QVERIFY(match(before, withoutIds) == std::vector{titleMatch(1)}); // the title it showed
}

void TestStateReconciler::id_renamed_matches()
{
    const auto before = ListBuilder().entry(kSlipStream, "arXiv", 2024, kArxiv).build();
    const auto after = ListBuilder()
                           .entry("Other")
                           .entry(kReCycle, "arXiv", 2024, "https://arxiv.org/pdf/2405.14009v3")
                           .build();
    QVERIFY(match(before, after) == std::vector{idMatch(1)});
}

void TestStateReconciler::id_renamed_matchesInEitherDirection()
{
    const auto before = ListBuilder().entry(kReCycle, "arXiv", 2024, kArxiv).build();
    const auto after = ListBuilder().entry(kSlipStream, "arXiv", 2024, kArxiv).build();
    QVERIFY(match(before, after) == std::vector{idMatch(0)});
}

void TestStateReconciler::id_stranger_doesNotMatch()
{
    QVERIFY(similarity(normalTitle(kSlipStream), normalTitle(kStranger)) < kStrangers);
    const auto before = ListBuilder().entry(kSlipStream, "arXiv", 2024, kArxiv).build();
    const auto after = ListBuilder().entry(kStranger, "arXiv", 2024, kArxiv).build();
    QVERIFY(match(before, after) == std::vector{kNoMatch});
}

void TestStateReconciler::id_twoCandidates_takesTheMoreAlike()
{
    const auto before = ListBuilder().entry(kSlipStream, "arXiv", 2024, kArxiv).build();
    const auto after =
        ListBuilder().entry(kStranger, "arXiv", 2024, kArxiv).entry(kReCycle, "arXiv", 2024, kArxiv).build();
    QCOMPARE(after->workCount(), 2U);
    QVERIFY(match(before, after) == std::vector{idMatch(1)});
}

void TestStateReconciler::id_strangerUnderANewTitle_isARename()
{
    const auto before = ListBuilder().entry(kSlipStream, "arXiv", 2024, kArxiv).entry("Other").build();
    const auto after = ListBuilder().entry(kStranger, "arXiv", 2024, kArxiv).entry("Other").build();
    const std::vector expected{idMatch(0), titleMatch(1)};
    QVERIFY(match(before, after, true) == expected);
}

void TestStateReconciler::id_strangerUnderATitleThatWasThere_doesNotMatch()
{
    const auto before =
        ListBuilder().entry(kSlipStream, "", 0, kArxiv).entry(kStranger, "", 0, kArxiv).build();
    QCOMPARE(before->workCount(), 2U);
    LibraryWorks library = libraryOf(*ListBuilder().entry(kSlipStream, "", 0, kArxiv).build());
    const auto after = ListBuilder().entry(kStranger, "", 0, kArxiv).build();
    QVERIFY(matchesOf(library, *after, before.get()) == std::vector{kNoMatch});
}

void TestStateReconciler::id_strangerInAnUnrelatedList_doesNotMatch()
{
    const LibraryWorks library = libraryOf(*ListBuilder().entry(kSlipStream, "", 0, kArxiv).build());
    const auto unrelated = ListBuilder().entry("Something Else").build();
    const auto after = ListBuilder().entry(kStranger, "", 0, kArxiv).build();
    QVERIFY(matchesOf(library, *after, unrelated.get()) == std::vector{kNoMatch});
}

void TestStateReconciler::id_strangerThatAnotherWorkOwns_doesNotMatch()
{
    const auto remembered =
        ListBuilder().entry(kSlipStream, "", 0, kArxiv).entry(kStranger, "", 0, kUsenix).build();
    const auto before = ListBuilder().entry(kSlipStream, "", 0, kArxiv).build();
    const auto after = ListBuilder().entry(kStranger, "", 0, kArxiv).build();
    const std::vector expected{kNoMatch, titleMatch(0)};
    QVERIFY(matchesOf(libraryOf(*remembered), *after, before.get()) == expected);
}

void TestStateReconciler::nested_worksOwnEntryBecameAVersion_matches()
{
    const auto before = ListBuilder().entry(kSlipStream, "arXiv", 2024, kArxiv).build();
    const auto byTitle =
        ListBuilder().entry("Other").entry(nesting("New Name", std::string(kSlipStream), "")).build();
    QVERIFY(match(before, byTitle) == std::vector{nestedMatch(1)});
    const auto byId = ListBuilder()
                          .entry("Other")
                          .entry(nesting("New Name", std::string(kReCycle), std::string(kArxiv)))
                          .build();
    QVERIFY(match(before, byId) == std::vector{nestedMatch(1)});
}

void TestStateReconciler::nested_versionBecameAnEntry_matches()
{
    const auto before =
        ListBuilder().entry(nesting("New Name", std::string(kSlipStream), std::string(kArxiv))).build();
    QVERIFY(match(before, ListBuilder().entry("Other").entry(kSlipStream).build()) ==
            std::vector{nestedMatch(1)});
    QVERIFY(match(before, ListBuilder().entry("Other").entry(kReCycle, "", 0, kArxiv).build()) ==
            std::vector{nestedMatch(1)});
}

void TestStateReconciler::nested_idOfAStranger_doesNotMatch()
{
    const auto before = ListBuilder().entry(kSlipStream, "arXiv", 2024, kArxiv).build();
    const auto after =
        ListBuilder().entry(nesting("Zone", std::string(kStranger), std::string(kArxiv))).build();
    QVERIFY(match(before, after) == std::vector{kNoMatch});
}

void TestStateReconciler::nested_ownEntry_goesBefore()
{
    const auto before = ListBuilder().entry(kSlipStream).build();
    const auto after =
        ListBuilder().entry(nesting("New Name", std::string(kSlipStream), "")).entry(kSlipStream).build();
    QVERIFY(match(before, after) == std::vector{titleMatch(1)});
}

void TestStateReconciler::nested_sameVersionBelowTwoWorks_doesNotMatch()
{
    const auto before = ListBuilder().entry(nesting("Apples", "Technical Report", "")).build();
    const auto after = ListBuilder().entry(nesting("Oranges", "Technical Report", "")).build();
    QVERIFY(match(before, after) == std::vector{kNoMatch});
}

void TestStateReconciler::gone_staysUnmatched()
{
    const auto before = ListBuilder().entry("AMPipe: Accelerating MoE").entry(kReCycle).build();
    const auto after = ListBuilder().entry(kReCycle).build();
    const std::vector expected{kNoMatch, titleMatch(0)};
    QVERIFY(match(before, after) == expected);
}

void TestStateReconciler::severalWorks_mayBecomeOne()
{
    const auto before = ListBuilder().entry(kSlipStream).entry(kReCycle).build();
    const auto after = ListBuilder().entry(kReCycle, "", 0, kArxiv).entry(kSlipStream, "", 0, kArxiv).build();
    QCOMPARE(after->workCount(), 1U);
    const std::vector expected{titleMatch(0), titleMatch(0)};
    QVERIFY(match(before, after) == expected);
}

void TestStateReconciler::emptyLibrary_matchesNothing()
{
    QVERIFY(matchesOf({}, *ListBuilder().entry("A").build(), nullptr).empty());
    QVERIFY(matchesOf(libraryOf(*ListBuilder().entry("A").build()), Catalog(), nullptr) ==
            std::vector{kNoMatch});
}

void TestStateReconciler::hostileId_underAllWorks_endsSoon()
{
    // Quadratic work over these would not end within the time limit of a test.
    LibraryWorks library;
    ListBuilder list;
    for (int i = 0; i < 30000; ++i) {
        const std::string digits = std::to_string(i);
        library.addWork(i + 1, {});
        library.addKey(IdentityKind::Title, "library" + digits);
        library.addKey(IdentityKind::Id, "arxiv:2405.14009");
        list.entry(std::string(200, static_cast<char>('a' + i % 26)) + digits, "", 0, kArxiv);
    }
    QCOMPARE(matchesOf(library, *list.build()).size(), 30000U);
}

void TestStateReconciler::unseenKeys_newLinkAndTitle_areLearned()
{
    const auto before = ListBuilder().entry(kSlipStream, "arXiv", 2024, kArxiv).build();
    const auto after = ListBuilder()
                           .entry("Other")
                           .entry(kReCycle, "arXiv", 2024, kArxiv)
                           .entry(kReCycle, "OSDI", 2024, kUsenix)
                           .build();
    const LibraryWorks library = libraryOf(*before);
    const std::vector<UnseenKeys> unseen = unseenKeys(library, *after, matchesOf(library, *after, nullptr));
    QCOMPARE(unseen.size(), 1U);
    QCOMPARE(unseen[0].libraryWork, 0U);
    const std::vector<IdentityKey> expected{{IdentityKind::Title, normalTitle(kReCycle)},
                                            {IdentityKind::Id, "usenix:osdi24/gandhi"}};
    QVERIFY(unseen[0].keys == expected);
}

void TestStateReconciler::unseenKeys_sameCatalog_learnsNothing()
{
    const auto catalog = ListBuilder().entry(nesting("A", "B", std::string(kArxiv))).entry(kReCycle).build();
    const LibraryWorks library = libraryOf(*catalog);
    QVERIFY(unseenKeys(library, *catalog, matchesOf(library, *catalog)).empty());
}

void TestStateReconciler::unseenKeys_nestedMatch_learnsNothing()
{
    const auto before = ListBuilder().entry(kSlipStream).build();
    const auto after = ListBuilder().entry(nesting("New Name", std::string(kSlipStream), "")).build();
    const LibraryWorks library = libraryOf(*before);
    QVERIFY(unseenKeys(library, *after, matchesOf(library, *after, nullptr)).empty());
}

QTEST_GUILESS_MAIN(TestStateReconciler)
#include "tst_statereconciler.moc"
