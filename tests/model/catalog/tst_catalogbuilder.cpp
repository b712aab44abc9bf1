// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/catalogbuilder.h"
#include "support/catalogtext.h"
#include "support/listbuilder.h"

#include <QtTest>

#include <functional>

using namespace carrel;
using carrel::test::catalogText;
using carrel::test::ListBuilder;

namespace {

/// One line a section: indent by depth, title, direct and total entries, works; "group" where it is one.
QStringList outline(const Catalog &catalog)
{
    QStringList lines;
    for (const Section &section : catalog.sections()) {
        int depth = 0;
        for (quint32 up = section.parent; up != kNone; up = catalog.section(up).parent) {
            ++depth;
        }
        lines << QStringLiteral("%1%2%3 %4/%5")
                     .arg(QString(depth, QLatin1Char(' ')), section.group ? QStringLiteral("*") : QString(),
                          catalog.string(section.title))
                     .arg(section.entries.count)
                     .arg(section.workCount);
    }
    return lines;
}

EntryDraft draft(const char *title, const char *venue, quint32 line, const char *url = "")
{
    EntryDraft entry;
    entry.title = title;
    entry.line = line;
    entry.tag.raw = venue;
    entry.tag.venue = venue;
    if (*url != 0) {
        entry.links.push_back({url, {}});
    }
    return entry;
}

using Step = std::function<void(CatalogPart &)>;

/// A list with everything in it, as steps that may be spread over parts.
std::vector<Step> fullList()
{
    const auto entry = [](const EntryDraft &read) {
        return Step([read](CatalogPart &part) { part.addEntry(read); });
    };
    EntryDraft rich = draft("Rich", "PPoPP", 9, "https://arxiv.org/abs/2401.00001");
    rich.aliases = {"R", "Rich-v2"};
    rich.notes = {"a note"};
    rich.versions = {{"Old Rich",
                      "Journal version of",
                      {"VLDB'23", "VLDB", {}, {}, 2023},
                      {{"https://a.example/old", {}}}}};
    rich.links.push_back({"https://github.com/a/b", "Code"});
    return {
        entry(draft("Early", "", 1)),
        [](CatalogPart &part) { part.openSection("The list", 1, 2); },
        [](CatalogPart &part) { part.addSectionNote("what it is"); },
        [](CatalogPart &part) { part.openSection("Contents", 2, 3); },
        [](CatalogPart &part) { part.markContents(); },
        [](CatalogPart &part) { part.addSectionLink("#a", "A"); },
        [](CatalogPart &part) { part.openSection("A", 2, 4); },
        [](CatalogPart &part) { part.addSectionNote("first note"); },
        [](CatalogPart &part) { part.addSectionLink("https://a.example/survey", "survey"); },
        entry(draft("One", "PPOPP", 5, "https://arxiv.org/abs/2401.00002")),
        [](CatalogPart &part) { part.addSectionNote("second note"); },
        [](CatalogPart &part) { part.openGroup("General", 6); },
        entry(draft("Two", "OSDI", 7)),
        [](CatalogPart &part) { part.addDiagnostic(DiagnosticKind::LineCut, 7); },
        [](CatalogPart &part) { part.openGroup("Special", 8); },
        entry(rich),
        entry(draft("Three", "OSDI", 10)),
        [](CatalogPart &part) { part.openSection("A.1", 3, 11); },
        entry(draft("One", "PPoPP", 12)),
        entry(draft("One and more", "PPoPP", 13, "https://arxiv.org/pdf/2401.00002v2")),
        [](CatalogPart &part) { part.openSection("B", 2, 14); },
        entry(draft("Rich", "arXiv", 15)),
        [](CatalogPart &part) { part.openSection("References", 1, 16); },
        [](CatalogPart &part) { part.addSectionLink("https://a.example/ref", "ref"); },
    };
}

/// The list cut into parts before each step for which cut says so.
CatalogPointer build(const std::vector<Step> &steps, const std::function<bool(std::size_t)> &cut)
{
    CatalogBuilder builder;
    CatalogPart part;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (i > 0 && cut(i)) {
            builder.append(std::exchange(part, CatalogPart()));
        }
        steps[i](part);
    }
    builder.append(std::move(part));
    return builder.finish();
}

} // namespace

class CatalogBuilderTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void moreThanAnEntryHolds_isCut()
    {
        EntryDraft read = draft("", "", 1, "https://a.example/");
        read.title = std::string(Entry::kMostTitleBytes - 1, 'x') + "\u00E9";
        read.links.push_back({"https://a.example/" + std::string(Link::kMostUrlBytes, 'x'),
                              std::string(Link::kMostLabelBytes - 1, 'y') + "\u00E9"});
        read.links.resize(Entry::kMostLinks + 1, {"https://b.example/", "b"});
        const CatalogPointer catalog = ListBuilder().entry(read).build();
        const Entry &entry = catalog->entry(0);
        QCOMPARE(std::string(catalog->text(entry.title())), std::string(Entry::kMostTitleBytes - 1, 'x'));
        const std::span<const Link> links = catalog->links(entry.links());
        QCOMPARE(links.size(), std::size_t(Entry::kMostLinks));
        QCOMPARE(links[0].kind, LinkKind::Other);
        QVERIFY(links[0].isOfTitle());
        QCOMPARE(links[1].kind, LinkKind::Invalid);
        QCOMPARE(catalog->text(links[1].label()).size(), std::size_t(Link::kMostLabelBytes - 1));
        QCOMPARE(std::string(catalog->text(links.back().url())), std::string("https://b.example/"));
        QCOMPARE(catalog->diagnostics().front().kind, DiagnosticKind::LineCut);
    }

    void emptyList_isEmpty()
    {
        CatalogBuilder builder;
        const CatalogPointer catalog = builder.finish();
        QVERIFY(catalog->entries().empty());
        QVERIFY(catalog->sections().empty());
        QVERIFY(catalog->workCount() == 0);
        QCOMPARE(catalog->title(), QString());
    }

    void sections_nestByLevel()
    {
        const CatalogPointer catalog = ListBuilder()
                                           .section("List", 1)
                                           .section("A", 2)
                                           .entry("a")
                                           .section("A.1", 3)
                                           .entry("b")
                                           .section("A.2", 4)
                                           .entry("c")
                                           .section("A.3", 3)
                                           .entry("d")
                                           .section("B", 2)
                                           .entry("e")
                                           .build();
        QCOMPARE(catalog->title(), QStringLiteral("List"));
        QCOMPARE(outline(*catalog), (QStringList{QStringLiteral("A 4/4"), QStringLiteral(" A.1 2/2"),
                                                 QStringLiteral("  A.2 1/1"), QStringLiteral(" A.3 1/1"),
                                                 QStringLiteral("B 1/1")}));
        QCOMPARE(catalog->sectionPath(2),
                 (QStringList{QStringLiteral("A"), QStringLiteral("A.1"), QStringLiteral("A.2")}));
        QVERIFY(catalog->isWithin(2, 0));
        QVERIFY(catalog->isWithin(0, 0));
        QVERIFY(!catalog->isWithin(4, 0));
        QVERIFY(!catalog->isWithin(0, 1));
        QCOMPARE(catalog->section(1).entries.first, 1U);
    }

    void skippedLevels_nestBelowTheNextHigherOne()
    {
        const CatalogPointer catalog =
            ListBuilder().section("A", 2).section("A.1", 5).entry("a").section("A.2", 3).entry("b").build();
        QCOMPARE(outline(*catalog), (QStringList{QStringLiteral("A 2/2"), QStringLiteral(" A.1 1/1"),
                                                 QStringLiteral(" A.2 1/1")}));
    }

    void sectionsOfOneName_stayApart()
    {
        const CatalogPointer catalog = ListBuilder()
                                           .section("A", 2)
                                           .section("Others", 3)
                                           .entry("a")
                                           .section("Others", 2)
                                           .entry("b")
                                           .section("Others", 3)
                                           .entry("c")
                                           .build();
        QCOMPARE(outline(*catalog),
                 (QStringList{QStringLiteral("A 1/1"), QStringLiteral(" Others 1/1"),
                              QStringLiteral("Others 2/2"), QStringLiteral(" Others 1/1")}));
    }

    void listWithoutHeadings_hasOneUnnamedSection()
    {
        const CatalogPointer catalog = ListBuilder().entry("a").entry("b").build();
        QCOMPARE(outline(*catalog), QStringList{QStringLiteral(" 2/2")});
        QCOMPARE(catalog->sectionPath(0), QStringList());
        QCOMPARE(catalog->title(), QString());
    }

    void groups_areChildrenAndNoPath()
    {
        const CatalogPointer catalog = ListBuilder()
                                           .section("A", 2)
                                           .entry("a")
                                           .group("General")
                                           .entry("b")
                                           .group("Special")
                                           .entry("c")
                                           .section("A.1", 3)
                                           .entry("d")
                                           .build();
        QCOMPARE(outline(*catalog),
                 (QStringList{QStringLiteral("A 4/4"), QStringLiteral(" *General 1/1"),
                              QStringLiteral(" *Special 1/1"), QStringLiteral(" A.1 1/1")}));
        QCOMPARE(catalog->sectionPath(2), QStringList{QStringLiteral("A")});
        QCOMPARE(catalog->groupTitle(2), QStringLiteral("Special"));
        QCOMPARE(catalog->groupTitle(0), QString());
        QCOMPARE(int(catalog->section(1).level), 3);
    }

    void groupBeforeAnyHeading_standsInAnUnnamedSection()
    {
        const CatalogPointer catalog = ListBuilder().group("General").entry("a").build();
        QCOMPARE(outline(*catalog), (QStringList{QStringLiteral(" 1/1"), QStringLiteral(" *General 1/1")}));
        QCOMPARE(catalog->sectionPath(1), QStringList());
    }

    void firstHeadingOfLevelOne_isTheTitleWithItsPapersUnnamed()
    {
        const CatalogPointer catalog = ListBuilder()
                                           .section("List", 1)
                                           .entry("a")
                                           .group("G")
                                           .entry("b")
                                           .section("A", 2)
                                           .entry("c")
                                           .build();
        QCOMPARE(catalog->title(), QStringLiteral("List"));
        QCOMPARE(outline(*catalog),
                 (QStringList{QStringLiteral(" 2/2"), QStringLiteral(" *G 1/1"), QStringLiteral("A 1/1")}));
        QCOMPARE(catalog->sectionPath(2), QStringList{QStringLiteral("A")});
    }

    void severalHeadingsOfLevelOneWithPapers_areChapters()
    {
        const CatalogPointer catalog =
            ListBuilder().section("One", 1).entry("a").section("Two", 1).entry("b").build();
        QCOMPARE(catalog->title(), QString());
        QCOMPARE(outline(*catalog), (QStringList{QStringLiteral("One 1/1"), QStringLiteral("Two 1/1")}));
    }

    void titleBeforeChapters_isTheTitle()
    {
        const CatalogPointer catalog = ListBuilder()
                                           .section("List", 1)
                                           .section("One", 1)
                                           .entry("a")
                                           .section("Two", 1)
                                           .entry("b")
                                           .build();
        QCOMPARE(catalog->title(), QStringLiteral("List"));
        QCOMPARE(outline(*catalog), (QStringList{QStringLiteral("One 1/1"), QStringLiteral("Two 1/1")}));
    }

    void listWithoutLevelOne_hasNoTitle()
    {
        const CatalogPointer catalog = ListBuilder().section("A", 2).entry("a").build();
        QCOMPARE(catalog->title(), QString());
        QCOMPARE(outline(*catalog), QStringList{QStringLiteral("A 1/1")});
    }

    void contents_areDroppedUnlessPapersStandInThem()
    {
        CatalogPart part;
        part.openSection("Contents", 2, 1);
        part.markContents();
        part.addSectionLink("#a", "A");
        part.openSection("A", 2, 2);
        part.addEntry(draft("a", "", 3));
        part.openSection("Contents", 2, 4);
        part.markContents();
        part.addEntry(draft("b", "", 5));
        CatalogBuilder builder;
        builder.append(std::move(part));
        const CatalogPointer catalog = builder.finish();
        QCOMPARE(outline(*catalog), (QStringList{QStringLiteral("A 1/1"), QStringLiteral("Contents 1/1")}));
        QCOMPARE(catalog->entry(1).section, 1U);
        QCOMPARE(catalog->section(0).links.count, 0U);
    }

    void sectionTexts_standTogetherInOrder()
    {
        const CatalogPointer catalog = build(fullList(), [](std::size_t) { return false; });
        const Section &section = catalog->section(1);
        QCOMPARE(catalog->string(section.title), QStringLiteral("A"));
        QCOMPARE(section.notes.count, 2U);
        QCOMPARE(catalog->string(catalog->texts(section.notes)[0]), QStringLiteral("first note"));
        QCOMPARE(catalog->string(catalog->texts(section.notes)[1]), QStringLiteral("second note"));
        QCOMPARE(section.links.count, 1U);
        QCOMPARE(catalog->string(catalog->links(section.links)[0].label()), QStringLiteral("survey"));
    }

    void parts_joinedAcrossAnyCutEqualOnePart()
    {
        const std::vector<Step> steps = fullList();
        const QString whole = catalogText(*build(steps, [](std::size_t) { return false; }));
        for (std::size_t first = 1; first < steps.size(); ++first) {
            for (std::size_t second = first; second < steps.size(); ++second) {
                const CatalogPointer cut =
                    build(steps, [&](std::size_t i) { return i == first || i == second; });
                QCOMPARE(catalogText(*cut), whole);
            }
        }
        QCOMPARE(catalogText(*build(steps, [](std::size_t) { return true; })), whole);
    }

    void builder_isEmptyAfterFinish()
    {
        CatalogBuilder builder;
        CatalogPart part;
        part.openSection("A", 2, 1);
        part.addEntry(draft("a", "OSDI", 2));
        builder.append(std::move(part));
        QCOMPARE(builder.finish()->entries().size(), std::size_t(1));
        QVERIFY(builder.finish()->entries().empty());
    }

    void workCounts_countAWorkOncePerSection()
    {
        const CatalogPointer catalog = ListBuilder()
                                           .section("A", 2)
                                           .entry("x")
                                           .entry("x")
                                           .section("A.1", 3)
                                           .entry("x")
                                           .entry("y")
                                           .section("A.2", 3)
                                           .entry("y")
                                           .entry("z")
                                           .section("B", 2)
                                           .entry("x")
                                           .group("G")
                                           .entry("z")
                                           .entry("x")
                                           .build();
        QCOMPARE(outline(*catalog),
                 (QStringList{QStringLiteral("A 6/3"), QStringLiteral(" A.1 2/2"), QStringLiteral(" A.2 2/2"),
                              QStringLiteral("B 3/2"), QStringLiteral(" *G 2/2")}));
        QCOMPARE(catalog->workCount(), std::size_t(3));
    }

    void works_keepListOrder()
    {
        const CatalogPointer catalog =
            ListBuilder().section("A").entry("x").entry("y").entry("X!").entry("z").entry("y").build();
        QCOMPARE(catalog->entry(2).work, 0U);
        const std::span<const quint32> entries = catalog->work(1).entries;
        QCOMPARE(std::vector<quint32>(entries.begin(), entries.end()), (std::vector<quint32>{1, 4}));
        QCOMPARE(catalog->entry(3).work, 2U);
    }

    void entriesWithoutTitle_areWorksOfTheirOwn()
    {
        const CatalogPointer catalog =
            ListBuilder().section("A").entry("").entry("").entry("!").entry("!").build();
        QCOMPARE(catalog->workCount(), std::size_t(3));
    }

    void face_isVenueBeforeArxivThenALinkThenTheFirst()
    {
        const auto faceOf = [](ListBuilder builder) { return builder.build()->work(0).face; };
        QCOMPARE(faceOf(ListBuilder()
                            .section("A")
                            .entry("x", "arXiv", 2024, "https://arxiv.org/abs/2401.00001")
                            .entry("x", "OSDI", 2024)),
                 1U);
        QCOMPARE(faceOf(ListBuilder()
                            .section("A")
                            .entry("x", "OSDI", 2024)
                            .entry("x", "OSDI", 2024, "https://a.example/x")),
                 1U);
        QCOMPARE(faceOf(ListBuilder().section("A").entry("x", "OSDI", 2024).entry("x", "SOSP", 2025)), 0U);
        QCOMPARE(faceOf(ListBuilder().section("A").entry("x").entry("x", "arXiv", 2024)), 0U);
        QCOMPARE(faceOf(ListBuilder()
                            .section("A")
                            .entry("x", "OSDI", 2024, "javascript:x")
                            .entry("x", "OSDI", 2024, "https://a.example/x")),
                 1U);
    }

    void preferredLink_isTheTitlesElseTheFirstThatIsNoCode()
    {
        const auto preferred = [](std::vector<EntryDraft::NewLink> links) {
            EntryDraft entry = draft("x", "", 0);
            entry.links = std::move(links);
            const CatalogPointer catalog = ListBuilder().section("A").entry(std::move(entry)).build();
            const Link *link = catalog->preferredLink(catalog->entry(0));
            return link == nullptr ? QString() : catalog->string(link->url());
        };
        QCOMPARE(preferred({{"https://github.com/a/b", ""}, {"https://a.example/x", "arxiv"}}),
                 QStringLiteral("https://github.com/a/b"));
        QCOMPARE(preferred({{"https://github.com/a/b", "Code"}, {"https://a.example/x", "arxiv"}}),
                 QStringLiteral("https://a.example/x"));
        QCOMPARE(preferred({{"https://github.com/a/b", "Code"}}), QStringLiteral("https://github.com/a/b"));
        QCOMPARE(preferred({{"javascript:x", ""}, {"https://a.example/x", "arxiv"}}),
                 QStringLiteral("https://a.example/x"));
        QCOMPARE(preferred({{"#a", ""}}), QString());
        QCOMPARE(preferred({}), QString());
    }

    void preferredLinkOfWork_comesFromAnotherPlaceWhereTheFaceHasNone()
    {
        const CatalogPointer catalog = ListBuilder()
                                           .section("A")
                                           .entry("x", "OSDI", 2024)
                                           .entry("x", "arXiv", 2024, "https://arxiv.org/abs/2401.00001")
                                           .build();
        QCOMPARE(catalog->work(0).face, 0U);
        const Link *link = catalog->preferredLinkOfWork(0);
        QVERIFY(link != nullptr);
        QCOMPARE(catalog->string(link->url()), QStringLiteral("https://arxiv.org/abs/2401.00001"));
    }

    void venueSpellings_areUnitedByMajority()
    {
        const CatalogPointer catalog = ListBuilder()
                                           .section("A")
                                           .entry("a", "PPOPP", 2023)
                                           .entry("b", "PPoPP", 2023)
                                           .entry("c", "PPoPP", 2024)
                                           .entry("d", "MICRO", 2024)
                                           .entry("e", "IEEE MICRO", 2024)
                                           .build();
        const auto venue = [&](quint32 entry) {
            return QString::fromStdString(catalog->venueTag(catalog->entry(entry).venueTag).venue);
        };
        QCOMPARE(venue(0), QStringLiteral("PPoPP"));
        QCOMPARE(venue(1), QStringLiteral("PPoPP"));
        QCOMPARE(venue(3), QStringLiteral("MICRO"));
        QCOMPARE(venue(4), QStringLiteral("IEEE MICRO"));
        QCOMPARE(QString::fromStdString(catalog->venueTag(catalog->entry(0).venueTag).raw),
                 QStringLiteral("PPOPP 2023"));
    }

    void workId_ofUntitledWorks_isTheirAddress()
    {
        const CatalogPointer list = ListBuilder()
                                        .entry("", "OSDI", 2024, "https://a.example/1")
                                        .entry("", "OSDI", 2024, "https://a.example/2")
                                        .entry("", "OSDI", 2024)
                                        .entry("", "OSDI", 2024)
                                        .build();
        QSet<QString> ids;
        for (quint32 work = 0; work < list->workCount(); ++work) {
            ids << list->workId(work);
        }
        QCOMPARE(ids.size(), 4);
    }

    void workId_staysWhileATitleStaysAndWherePlacesAreAdded()
    {
        const auto id = [](const ListBuilder &builder) { return ListBuilder(builder).build()->workId(0); };
        const ListBuilder once = ListBuilder().section("A").entry("PipeDream: Fast");
        QCOMPARE(id(once).size(), 16);
        QCOMPARE(id(ListBuilder().section("B").entry("Pipedream - fast").entry("PipeDream: Fast")), id(once));
        QVERIFY(id(ListBuilder().section("A").entry("PipeDream: Slow")) != id(once));
    }

    void canonicalIds_areThoseOfOwnLinksOnce()
    {
        EntryDraft entry = draft("x", "", 0, "https://arxiv.org/abs/2401.00001");
        entry.links.push_back({"https://arxiv.org/pdf/2401.00001v2", "pdf"});
        entry.links.push_back({"https://doi.org/10.1145/1", "doi"});
        const CatalogPointer catalog = ListBuilder().section("A").entry(std::move(entry)).build();
        QCOMPARE(catalog->canonicalIds(catalog->entry(0)),
                 (std::vector<std::string>{"arxiv:2401.00001", "doi:10.1145/1"}));
    }
};

QTEST_GUILESS_MAIN(CatalogBuilderTest)
#include "tst_catalogbuilder.moc"
