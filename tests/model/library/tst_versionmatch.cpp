// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/versionmatch.h"
#include "support/listbuilder.h"

#include <QtTest>

#include <random>

using namespace carrel;
using carrel::test::ListBuilder;

namespace {

/// What the cascade says where nothing is paired before it.
Reconciliation cascadeAlone(const Catalog &before, const Catalog &now)
{
    LibraryWorks library;
    for (quint32 work = 0; work < before.workCount(); ++work) {
        const Entry &face = before.face(work);
        library.addWork(qint64(work) + 1, {});
        library.works.back().listed = true;
        library.setFacts(before.text(face.title()), before.venueTag(face.venueTag).venue, before.year(face));
        for (const IdentityKey &key : identityKeys(before, work)) {
            library.addKey(key.kind, key.text);
        }
    }
    const ListSnapshot previous = snapshotOf(before, listKeys(before));
    return reconcile(library, now, listKeys(now), &previous);
}

/// Few titles and few ids, so that all that can share a key does so somewhere; some titles are empty, so
/// that addresses stand in for them, some have no letter, some stand below another paper.
EntryDraft randomEntry(std::mt19937 &random)
{
    constexpr std::array<std::string_view, 6> kWords{"Fast", "Slow", "Paging", "Caching", "of Models", "!!!"};
    const auto below = [&](unsigned count) { return static_cast<unsigned>(random() % count); };
    EntryDraft draft;
    for (unsigned words = below(4); words > 0; --words) {
        draft.title += std::string(kWords[below(kWords.size())]) + ' ';
    }
    if (below(2) == 0) {
        draft.title += "number " + std::to_string(below(40));
    }
    if (below(2) == 0) {
        draft.links.push_back({"https://arxiv.org/abs/2401.000" + std::to_string(10 + below(20)), ""});
    }
    if (below(4) == 0) {
        draft.links.push_back({"https://example.org/" + std::to_string(below(4)), ""});
    }
    if (below(8) == 0) {
        draft.versions.push_back({"Fast Paging number " + std::to_string(below(40)), "", {}, {}});
    }
    return draft;
}

/// The entries in another order, with some gone, some changed and some new.
CatalogPointer randomList(std::vector<EntryDraft> &entries, std::mt19937 &random)
{
    std::erase_if(entries, [&](const EntryDraft &) { return random() % 9 == 0; });
    for (EntryDraft &entry : entries) {
        entry = random() % 9 == 0 ? randomEntry(random) : entry;
    }
    while (entries.size() < 60) {
        const auto place = static_cast<std::ptrdiff_t>(random() % (entries.size() + 1));
        entries.insert(entries.begin() + place, randomEntry(random));
    }
    ListBuilder list;
    list.section("Papers");
    for (const EntryDraft &entry : entries) {
        list.entry(entry);
    }
    return list.build();
}

} // namespace

class TestVersionMatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matches_areThoseOfTheCascadeAlone();
    void anEqualTitleOnce_isPaired();
};

void TestVersionMatch::matches_areThoseOfTheCascadeAlone()
{
    std::size_t left = 0;
    std::size_t splits = 0;
    for (unsigned seed = 0; seed < 300; ++seed) {
        std::mt19937 random(seed);
        std::vector<EntryDraft> entries;
        const CatalogPointer before = randomList(entries, random);
        const CatalogPointer now = randomList(entries, random);
        const Reconciliation found = matchVersions(*before, listKeys(*before), *now, listKeys(*now));
        const Reconciliation wanted = cascadeAlone(*before, *now);
        QVERIFY2(found.matches == wanted.matches, qPrintable(QString::number(seed)));
        QVERIFY2(found.splits == wanted.splits, qPrintable(QString::number(seed)));
        left += static_cast<std::size_t>(std::count(found.matches.begin(), found.matches.end(), WorkMatch()));
        splits += found.splits.size();
    }
    // Otherwise the lists were too tame to tell anything.
    QVERIFY(left > 0);
    QVERIFY(splits > 0);
}

void TestVersionMatch::anEqualTitleOnce_isPaired()
{
    const CatalogPointer before = ListBuilder().section("A").entry("Fast Paging").entry("Caching").build();
    const CatalogPointer now = ListBuilder().section("A").entry("Other").entry("Fast  paging!").build();
    const Reconciliation found = matchVersions(*before, listKeys(*before), *now, listKeys(*now));
    QCOMPARE(found.matches.front(), (WorkMatch{1, MatchStep::Title}));
    QCOMPARE(found.matches.back(), WorkMatch());
}

QTEST_APPLESS_MAIN(TestVersionMatch)
#include "tst_versionmatch.moc"
