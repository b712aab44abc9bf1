// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/catalogtext.h"
#include "support/listbuilder.h"

#include <QtTest>

#include <random>
#include <set>
#include <vector>

using namespace carrel;
using carrel::test::catalogText;
using carrel::test::ListBuilder;

namespace {

CatalogPointer unitedLists(const std::vector<CatalogPointer> &catalogs)
{
    std::vector<CatalogBuilder::NamedList> lists;
    for (const CatalogPointer &each : catalogs) {
        lists.push_back({QStringLiteral("List %1").arg(lists.size() + 1), each});
    }
    Result<CatalogPointer> united = CatalogBuilder::united(lists);
    return united ? std::move(*united) : nullptr;
}

QString titleOf(const Catalog &catalog, quint32 work)
{
    return catalog.string(catalog.face(work).title());
}

/// Works below each section, by looking at every entry.
std::size_t countedWorks(const Catalog &catalog, const Section &section)
{
    std::set<quint32> works;
    for (const Entry &entry : catalog.entries().subspan(section.entries.first, section.entries.count)) {
        works.insert(entry.work);
    }
    return works.size();
}

EntryDraft richDraft()
{
    EntryDraft draft;
    draft.title = "Rich";
    draft.tag = {"PPoPP'24", "PPoPP", {}, {}, 2024};
    draft.links = {{"https://arxiv.org/abs/2401.00001", {}}, {"https://github.com/a/b", "Code"}};
    draft.aliases = {"R", "Rich-v2"};
    draft.notes = {"a note"};
    draft.versions = {{"Old Rich",
                       "Journal version of",
                       {"VLDB'23", "VLDB", {}, {}, 2023},
                       {{"https://a.example/old", {}}}}};
    return draft;
}

} // namespace

/// Several lists as one catalog.
class CatalogUnionTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneList_isWhatItIs()
    {
        const CatalogPointer list = ListBuilder().section("Title", 1).section("A").entry("One").build();
        QCOMPARE(unitedLists({list}), list);
        QCOMPARE(list->lists().size(), std::size_t(1));
        const CatalogList &only = list->lists().front();
        QCOMPARE(only.name, QStringLiteral("Title"));
        QCOMPARE(only.root, kNone);
        QCOMPARE(only.entries.count, 1U);
        QVERIFY(only.catalog == nullptr);
        QVERIFY(!list->hasSeveralLists());
        QVERIFY(!list->isListRoot(0));
        QCOMPARE(list->listOf(0), 0U);
        QCOMPARE(list->listOf(1), kNone);
        QCOMPARE(list->listOfSection(0), 0U);
        QCOMPARE(list->listCount(0), 1U);
    }

    void noList_isEmpty()
    {
        const CatalogPointer catalog = unitedLists({});
        QVERIFY(catalog->entries().empty());
        QVERIFY(catalog->lists().empty());
        QCOMPARE(catalog->listOf(0), kNone);
        QCOMPARE(catalog->listOfSection(0), kNone);
    }

    void lists_areSectionsWithTheirOwnBelow()
    {
        const CatalogPointer a =
            ListBuilder().entry("Loose").section("A", 1).section("A.1").entry("One").build();
        const CatalogPointer b = ListBuilder()
                                     .section("Readings", 1)
                                     .section("B", 2)
                                     .group("Special")
                                     .entry("Two")
                                     .section("B.1", 3)
                                     .entry("Three")
                                     .build();
        const CatalogPointer catalog = unitedLists({a, b});
        QCOMPARE(catalogText(*catalog), QStringLiteral("title \n"
                                                       "# | List 1 | line 0, entries 0+2, works 2\n"
                                                       "# | line 0, entries 0+1, works 1\n"
                                                       "## | A.1 | line 3, entries 1+1, works 1\n"
                                                       "# | List 2 | line 0, entries 2+2, works 2\n"
                                                       "## | B | line 2, entries 2+2, works 2\n"
                                                       "*** | Special | line 3, entries 2+1, works 1\n"
                                                       "### | B.1 | line 5, entries 3+1, works 1\n"
                                                       "1: Loose | section 1 work 0\n"
                                                       "4: One | section 2 work 1\n"
                                                       "4: Two | section 5 work 2\n"
                                                       "6: Three | section 6 work 3\n"
                                                       "work 0+1 face 0\n"
                                                       "work 1+1 face 1\n"
                                                       "work 2+1 face 2\n"
                                                       "work 3+1 face 3"));
        QVERIFY(catalog->hasSeveralLists());
        const std::span<const CatalogList> lists = catalog->lists();
        QCOMPARE(lists.size(), std::size_t(2));
        QCOMPARE(lists[1].name, QStringLiteral("List 2"));
        QCOMPARE(lists[1].root, 3U);
        QCOMPARE(lists[1].entries.first, 2U);
        QCOMPARE(lists[1].entries.count, 2U);
        QCOMPARE(lists[1].catalog, b);
        for (quint32 section = 0; section < catalog->sections().size(); ++section) {
            QCOMPARE(catalog->isListRoot(section), section == 0 || section == 3);
            QCOMPARE(catalog->listOfSection(section), section < 3 ? 0U : 1U);
        }
        QCOMPARE(catalog->section(0).subtreeEnd, 3U);
        QCOMPARE(catalog->section(3).subtreeEnd, 7U);
        QCOMPARE(catalog->sectionPath(6), QStringList({QStringLiteral("B"), QStringLiteral("B.1")}));
        QVERIFY(catalog->sectionPath(3).isEmpty());
    }

    void entries_sayAllThatTheySaid()
    {
        const CatalogPointer a =
            ListBuilder().section("A").entry("One", "OSDI", 2024).entry(richDraft()).build();
        const CatalogPointer b =
            ListBuilder().section("B").entry(richDraft()).entry("Two", "OSDI", 2024).build();
        const CatalogPointer catalog = unitedLists({a, b, a});
        quint32 number = 0;
        for (const CatalogPointer &list : {a, b, a}) {
            for (const Entry &entry : list->entries()) {
                QCOMPARE(test::entryText(*catalog, catalog->entry(number++)), test::entryText(*list, entry));
            }
        }
        QCOMPARE(number, 6U);
        QCOMPARE(catalog->venueTags().size(), std::size_t(3));
    }

    void workInSeveralLists_isOne()
    {
        const CatalogPointer a = ListBuilder()
                                     .section("A")
                                     .entry("Shared", "arXiv", 2024, "https://arxiv.org/abs/2401.00001")
                                     .entry("Only here")
                                     .section("A2")
                                     .entry("Shared")
                                     .build();
        const CatalogPointer b = ListBuilder().section("B").entry("SHARED!", "OSDI", 2024).build();
        const CatalogPointer c = ListBuilder()
                                     .section("C")
                                     .entry("Shared, renamed", {}, 0, "https://arxiv.org/pdf/2401.00001v2")
                                     .entry("Another")
                                     .build();
        const CatalogPointer catalog = unitedLists({a, b, c});
        QCOMPARE(catalog->workCount(), std::size_t(3));
        QCOMPARE(titleOf(*catalog, 0), QStringLiteral("SHARED!"));
        QCOMPARE(catalog->work(0).entries.size(), std::size_t(4));
        QCOMPARE(catalog->listCount(0), 3U);
        QCOMPARE(catalog->listCount(1), 1U);
        QCOMPARE(catalog->listCount(2), 1U);
        for (const CatalogList &list : catalog->lists()) {
            QCOMPARE(catalog->section(list.root).workCount, list.catalog->workCount());
        }
    }

    /// What a list unites by a title of its own holds for the entries of the others as well.
    void whatOneListKnows_unitesTheOthers()
    {
        const CatalogPointer a = ListBuilder().entry("Old name").entry("New name").build();
        const CatalogPointer b = ListBuilder()
                                     .entry("Old name", {}, 0, "https://arxiv.org/abs/2401.00001")
                                     .entry("New name", {}, 0, "https://arxiv.org/abs/2401.00001")
                                     .build();
        QCOMPARE(a->workCount(), std::size_t(2));
        const CatalogPointer catalog = unitedLists({a, b});
        QCOMPARE(catalog->workCount(), std::size_t(1));
        QCOMPARE(catalog->section(catalog->lists()[0].root).workCount, 1U);
    }

    /// The rule compares so many titles an id; together the lists have more than it takes.
    void worksOfAList_stayOne()
    {
        const std::string url = "https://arxiv.org/abs/2401.00001";
        ListBuilder crowd;
        for (int i = 0; i < 40; ++i) {
            crowd.entry(std::string(30, static_cast<char>('a' + i % 26)) + std::to_string(i), {}, 0, url);
        }
        const CatalogPointer a = crowd.build();
        const CatalogPointer b = ListBuilder()
                                     .entry("One long and honest title", {}, 0, url)
                                     .entry("One long and honest title, renamed", {}, 0, url)
                                     .build();
        QCOMPARE(b->workCount(), std::size_t(1));
        const CatalogPointer catalog = unitedLists({a, b});
        const CatalogList &second = catalog->lists()[1];
        QCOMPARE(catalog->entry(second.entries.first).work, catalog->entry(second.entries.first + 1).work);
    }

    void venueSpellings_areOneSeries()
    {
        const CatalogPointer a = ListBuilder().entry("One", "PPOPP", 2023).build();
        const CatalogPointer b =
            ListBuilder().entry("Two", "PPoPP", 2023).entry("Three", "PPoPP", 2024).build();
        const CatalogPointer catalog = unitedLists({a, b});
        for (const Entry &entry : catalog->entries()) {
            QCOMPARE(catalog->venueTag(entry.venueTag).venue, std::string("PPoPP"));
        }
    }

    void emptyLists_haveTheirPlace()
    {
        const CatalogPointer empty = ListBuilder().build();
        const CatalogPointer full = ListBuilder().entry("One").build();
        const CatalogPointer catalog = unitedLists({empty, full, empty});
        QCOMPARE(catalog->lists().size(), std::size_t(3));
        QCOMPARE(catalog->listOf(0), 1U);
        QCOMPARE(catalog->listOf(1), kNone);
        QCOMPARE(catalog->section(catalog->lists()[0].root).workCount, 0U);
        QCOMPARE(catalog->section(catalog->lists()[2].root).subtreeEnd,
                 static_cast<quint32>(catalog->sections().size()));
    }

    void whatLeft_isOfNoList()
    {
        const CatalogPointer list = ListBuilder().section("A").entry("One").build();
        const CatalogPointer catalog = test::withGone(*unitedLists({list, list}), {"Left"});
        QCOMPARE(catalog->listedWorks(), 1U);
        QCOMPARE(catalog->lists().size(), std::size_t(2));
        QCOMPARE(catalog->listOf(2), kNone);
        QCOMPARE(catalog->listOfSection(4), kNone);
        QVERIFY(!catalog->isListRoot(4));
        QCOMPARE(catalog->listCount(1), 0U);
        QCOMPARE(catalog->listCount(0), 2U);
    }

    /// Works and faces are those of one list with all entries; every list's works are parts of them.
    void twentyLists_groupAsOne()
    {
        std::mt19937 random(7);
        const auto below = [&random](unsigned count) { return static_cast<unsigned>(random() % count); };
        std::vector<CatalogPointer> lists;
        ListBuilder together;
        for (int list = 0; list < 20; ++list) {
            ListBuilder builder;
            for (unsigned section = 0; section < 3 + below(4); ++section) {
                builder.section("Section " + std::to_string(section));
                for (unsigned entry = 0; entry < below(30); ++entry) {
                    const unsigned paper = below(400);
                    std::string title = "On the matter of paper " + std::to_string(paper * 7919);
                    title += below(8) == 0 ? ", extended" : "";
                    const char *venue = below(2) == 0 ? "OSDI" : "arXiv";
                    const std::string url =
                        below(3) == 0 ? std::string()
                                      : "https://arxiv.org/abs/2401." + std::to_string(10000 + paper);
                    builder.entry(title, venue, 2024, url);
                    together.entry(title, venue, 2024, url);
                }
            }
            lists.push_back(builder.build());
        }
        const CatalogPointer one = together.build();
        const CatalogPointer catalog = unitedLists(lists);
        QCOMPARE(catalog->workCount(), one->workCount());
        for (quint32 entry = 0; entry < one->entries().size(); ++entry) {
            QCOMPARE(catalog->entry(entry).work, one->entry(entry).work);
        }
        for (quint32 work = 0; work < one->workCount(); ++work) {
            QCOMPARE(catalog->work(work).face, one->work(work).face);
        }
        for (const Section &section : catalog->sections()) {
            QCOMPARE(std::size_t(section.workCount), countedWorks(*catalog, section));
        }
        for (std::size_t list = 0; list < lists.size(); ++list) {
            const CatalogList &each = catalog->lists()[list];
            QCOMPARE(catalog->section(each.root).entries.count, each.entries.count);
            for (quint32 entry = 0; entry < each.entries.count; ++entry) {
                QCOMPARE(catalog->listOf(each.entries.first + entry), static_cast<quint32>(list));
                const quint32 own = lists[list]->entry(entry).work;
                const quint32 first = lists[list]->work(own).entries.front();
                QCOMPARE(catalog->entry(each.entries.first + entry).work,
                         catalog->entry(each.entries.first + first).work);
            }
        }
    }

    void origins_areKept()
    {
        CatalogBuilder builder;
        builder.append(CatalogPart());
        const CatalogPointer a = builder.finish({QStringLiteral("mine"), QStringLiteral("me/mine")});
        QCOMPARE(a->lists().front().origin.id, QStringLiteral("mine"));
        const CatalogPointer catalog = unitedLists({a, ListBuilder().entry("One").build()});
        QCOMPARE(catalog->lists()[0].origin.id, QStringLiteral("mine"));
        QCOMPARE(catalog->lists()[0].origin.source, QStringLiteral("me/mine"));
        QCOMPARE(catalog->lists()[1].origin.source, QString());
    }
};

QTEST_GUILESS_MAIN(CatalogUnionTest)
#include "tst_catalogunion.moc"
