// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/workidentity.h"
#include "support/listbuilder.h"

#include <QtTest>

using namespace carrel;

class TestWorkIdentity final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void identityKeys_work_holdsTitlesIdsAndNestedOfAllItsEntries();
    void identityKeys_titleWithoutLetters_isKeptAsWritten();
    void identityKeys_endlessLinks_areBounded();
    void addKey_severalWorks_keepsKeysApart();
};

void TestWorkIdentity::identityKeys_work_holdsTitlesIdsAndNestedOfAllItsEntries()
{
    EntryDraft draft;
    draft.title = "Orca: A Serving System";
    draft.links = {{"https://arxiv.org/abs/2401.00001v2", ""}, {"https://github.com/a/b", "Code"}};
    draft.versions.push_back({"Orca, the Journal Paper", "", {}, {{"https://doi.org/10.1145/ABC.1", ""}}});
    const CatalogPointer catalog = test::ListBuilder()
                                       .section("One")
                                       .entry(draft)
                                       .section("Two")
                                       .entry("ORCA: a serving system", "OSDI", 2022,
                                              "https://www.usenix.org/conference/osdi22/presentation/yu")
                                       .build();
    QCOMPARE(catalog->workCount(), 1U);
    const std::vector<IdentityKey> expected{
        {IdentityKind::Title, "orcaaservingsystem"}, {IdentityKind::Id, "arxiv:2401.00001"},
        {IdentityKind::Id, "usenix:osdi22/yu"},      {IdentityKind::Nested, "orcathejournalpaper"},
        {IdentityKind::Nested, "doi:10.1145/abc.1"},
    };
    QVERIFY(identityKeys(*catalog, 0) == expected);
}

void TestWorkIdentity::identityKeys_titleWithoutLetters_isKeptAsWritten()
{
    const CatalogPointer catalog = test::ListBuilder().entry("???").build();
    const std::vector<IdentityKey> expected{{IdentityKind::Title, "???"}};
    QVERIFY(identityKeys(*catalog, 0) == expected);
}

void TestWorkIdentity::identityKeys_endlessLinks_areBounded()
{
    EntryDraft draft;
    draft.title = "A Paper";
    for (int i = 0; i < 500; ++i) {
        draft.links.push_back({"https://arxiv.org/abs/2401." + std::to_string(10000 + i), ""});
    }
    const CatalogPointer catalog = test::ListBuilder().entry(draft).build();
    QCOMPARE(identityKeys(*catalog, 0).size(), 65U);
}

void TestWorkIdentity::addKey_severalWorks_keepsKeysApart()
{
    LibraryWorks library;
    library.addWork(3, {true, false});
    library.addKey(IdentityKind::Title, "first");
    library.addKey(IdentityKind::Id, "arxiv:1");
    library.addWork(8, {});
    library.addKey(IdentityKind::Title, "second");
    QCOMPARE(library.keysOf(library.works[0]).size(), 2U);
    const auto keys = library.keysOf(library.works[1]);
    QCOMPARE(keys.size(), 1U);
    QVERIFY(library.keyText(keys[0]) == "second");
    QCOMPARE(keys[0].work, 1U);
}

QTEST_GUILESS_MAIN(TestWorkIdentity)
#include "tst_workidentity.moc"
