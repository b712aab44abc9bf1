// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/listdiff.h"
#include "support/listbuilder.h"

#include <QtTest>

using namespace carrel;
using carrel::test::ListBuilder;

namespace {

constexpr std::string_view kArxiv = "https://arxiv.org/abs/2401.00001";
constexpr std::string_view kUsenix = "https://www.usenix.org/conference/osdi24/presentation/someone";
constexpr std::string_view kCode = "https://github.com/someone/something";

/// Papers that stand around those in question in both versions.
void addCompany(ListBuilder &list, std::string_view first, int count)
{
    for (int i = 0; i < count; ++i) {
        list.entry(std::string(first) + " of the " + std::to_string(i) + "th kind");
    }
}

/// The changes as lines of `kind: title | old => new`.
QStringList changesBetween(const CatalogPointer &before, const CatalogPointer &now)
{
    const ListDiff diff = diffLists(before, now);
    QStringList lines;
    for (const ListChange &change : diff.changes) {
        const Catalog &list = change.entry == kNone ? *before : *now;
        const Entry &entry = list.entry(change.entry == kNone ? change.oldEntry : change.entry);
        const std::string old = oldText(diff, change);
        const std::string fresh = newText(diff, change);
        lines.append(
            toQString(changeKindName(change.kind)) + QStringLiteral(": ") + list.string(entry.title()) +
            (old.empty() && fresh.empty()
                 ? QString()
                 : QStringLiteral(" | ") + toQString(old) + QStringLiteral(" => ") + toQString(fresh)));
    }
    return lines;
}

/// The changes where one entry becomes another, with company around it.
QStringList changesOf(const EntryDraft &before, const EntryDraft &now)
{
    const auto list = [](const EntryDraft &draft) {
        ListBuilder builder;
        builder.section("Papers");
        addCompany(builder, "Studies", 4);
        builder.entry(draft);
        addCompany(builder, "Systems", 4);
        return builder.build();
    };
    return changesBetween(list(before), list(now));
}

EntryDraft draft(std::string_view title, std::string_view tag = {}, std::string_view venue = {},
                 std::string_view url = {})
{
    EntryDraft entry;
    entry.title = title;
    entry.tag.raw = tag;
    entry.tag.venue = venue;
    if (!url.empty()) {
        entry.links.push_back({std::string(url), {}});
    }
    return entry;
}

} // namespace

class TestListDiff final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sameList_hasNoChanges();
    void entryThatComes_isAdded();
    void entryThatGoes_isRemoved();
    void editedEntry_data();
    void editedEntry();
    void editedFromEndToEnd_isNeitherRemovedNorAdded();
    void paperBelowAnotherSection_hasMoved();
    void paperInOneMoreSection_hasNotChanged();
    void renamedSection_movesNothing_data();
    void renamedSection_movesNothing();
    void sectionThatIsUnitedWithAnother_movesNothing();
    void papersTakenOutOfASectionThatStays_haveMoved();
    void headingsThatBecomeGroups_moveNothing();
    void venueAtOneMorePlace_promotesTheWork();
    void linkAtOneMorePlace_isGained();
    void venueKnownFromAnotherPlace_promotesNothing();
    void sameChangeAtTwoPlaces_isToldOnce();
    void duplicateThatGoes_isNotRemoved();
    void twinsThatUnite_areNotRemoved();
    void workThatSplits_addsNothing();
    void entryThatBecomesAVersion_isNotRemoved();
    void versionThatBecomesAnEntry_isNotAdded();
    void titleThatBecomesAVersionOfItsSuccessor_isRenamed();
    void changes_standByKindAndThenInListOrder();
    void emptyLists_areCompared();
    void works_areLedFromOneVersionToTheOther();
};

void TestListDiff::sameList_hasNoChanges()
{
    ListBuilder list;
    list.section("Papers").entry("Borg at scale", "OSDI", 2024, kArxiv).entry("Borg at scale").entry("");
    const CatalogPointer catalog = list.build();
    QCOMPARE(changesBetween(catalog, catalog), QStringList());
}

void TestListDiff::entryThatComes_isAdded()
{
    ListBuilder before;
    addCompany(before, "Studies", 5);
    ListBuilder now;
    addCompany(now, "Studies", 3);
    now.entry("Borg at scale").entry("Borg at scale");
    for (int i = 3; i < 5; ++i) {
        now.entry("Studies of the " + std::to_string(i) + "th kind");
    }
    QCOMPARE(changesBetween(before.build(), now.build()),
             QStringList({QStringLiteral("added: Borg at scale")}));
}

void TestListDiff::entryThatGoes_isRemoved()
{
    ListBuilder before;
    addCompany(before, "Studies", 5);
    before.entry("Borg at scale");
    ListBuilder now;
    addCompany(now, "Studies", 5);
    QCOMPARE(changesBetween(before.build(), now.build()),
             QStringList({QStringLiteral("removed: Borg at scale")}));
}

void TestListDiff::editedEntry_data()
{
    QTest::addColumn<EntryDraft>("before");
    QTest::addColumn<EntryDraft>("now");
    QTest::addColumn<QStringList>("changes");
    const std::string_view title = "Borg: Clusters at Scale";
    const auto row = [](const char *name, const EntryDraft &before, const EntryDraft &now,
                        const QStringList &changes) { QTest::newRow(name) << before << now << changes; };
    row("nothing", draft(title), draft(title), {});
    row("renamed", draft(title, {}, {}, kArxiv), draft("Borg: Large Clusters at Scale", {}, {}, kArxiv),
        {QStringLiteral("renamed: Borg: Large Clusters at Scale | Borg: Clusters at Scale => "
                        "Borg: Large Clusters at Scale")});
    row("promoted", draft(title, "arxiv'24", "arXiv"), draft(title, "OSDI'24", "OSDI"),
        {QStringLiteral("promoted: Borg: Clusters at Scale | arxiv'24 => OSDI'24")});
    row("back to arXiv", draft(title, "OSDI'24", "OSDI"), draft(title, "arxiv'24", "arXiv"),
        {QStringLiteral("tag-changed: Borg: Clusters at Scale | OSDI'24 => arxiv'24")});
    row("no longer to appear", draft(title, "OSDI'24 (to appear)", "OSDI"), draft(title, "OSDI'24", "OSDI"),
        {QStringLiteral("tag-changed: Borg: Clusters at Scale | OSDI'24 (to appear) => OSDI'24")});
    row("first tag", draft(title), draft(title, "OSDI'24", "OSDI"),
        {QStringLiteral("tag-changed: Borg: Clusters at Scale |  => OSDI'24")});
    row("link gained", draft(title), draft(title, {}, {}, kArxiv),
        {QStringLiteral("link-gained: Borg: Clusters at Scale |  => %1").arg(toQString(kArxiv))});
    row("link lost", draft(title, {}, {}, kArxiv), draft(title),
        {QStringLiteral("link-lost: Borg: Clusters at Scale | %1 => ").arg(toQString(kArxiv))});
    row("link changed", draft(title, {}, {}, kArxiv), draft(title, {}, {}, kUsenix),
        {QStringLiteral("link-changed: Borg: Clusters at Scale | %1 => %2")
             .arg(toQString(kArxiv), toQString(kUsenix))});
    EntryDraft labelled = draft(title);
    labelled.links.push_back({std::string(kArxiv), "paper"});
    row("label becomes the title", labelled, draft(title, {}, {}, kArxiv), {});
    EntryDraft withCode = draft(title, {}, {}, kArxiv);
    withCode.links.push_back({std::string(kCode), "Code"});
    row("code is no link of the title", draft(title, {}, {}, kArxiv), withCode, {});
    row("everything but the id", draft(title, "arxiv'24", "arXiv", kArxiv),
        draft("Borg: Clusters at Any Scale", "OSDI'24", "OSDI", kUsenix),
        {QStringLiteral("renamed: Borg: Clusters at Any Scale | Borg: Clusters at Scale => "
                        "Borg: Clusters at Any Scale"),
         QStringLiteral("promoted: Borg: Clusters at Any Scale | arxiv'24 => OSDI'24"),
         QStringLiteral("link-changed: Borg: Clusters at Any Scale | %1 => %2")
             .arg(toQString(kArxiv), toQString(kUsenix))});
}

void TestListDiff::editedEntry()
{
    QFETCH(EntryDraft, before);
    QFETCH(EntryDraft, now);
    QFETCH(QStringList, changes);
    QCOMPARE(changesOf(before, now), changes);
}

void TestListDiff::editedFromEndToEnd_isNeitherRemovedNorAdded()
{
    QCOMPARE(changesOf(draft("SlipStream: Pipelines Amid Failures", {}, {}, kArxiv),
                       draft("ReCycle: Resilient Training", {}, {}, kArxiv)),
             QStringList({QStringLiteral("renamed: ReCycle: Resilient Training | SlipStream: Pipelines Amid "
                                         "Failures => ReCycle: Resilient Training")}));
}

void TestListDiff::paperBelowAnotherSection_hasMoved()
{
    ListBuilder before;
    before.section("Training").section("Parallelism", 3).entry("Borg at scale").entry("Elastic clusters");
    before.section("Inference").entry("Heaps of tensors");
    ListBuilder now;
    now.section("Training").section("Parallelism", 3).entry("Elastic clusters");
    now.section("Inference").entry("Borg at scale").entry("Heaps of tensors");
    QCOMPARE(changesBetween(before.build(), now.build()),
             QStringList({QStringLiteral("moved: Borg at scale | Training > Parallelism => Inference")}));
}

void TestListDiff::paperInOneMoreSection_hasNotChanged()
{
    ListBuilder before;
    before.section("Training").entry("Borg at scale").entry("Elastic clusters");
    ListBuilder now;
    now.section("Training").entry("Borg at scale").entry("Elastic clusters");
    now.section("Inference").entry("Borg at scale");
    const CatalogPointer less = before.build();
    const CatalogPointer more = now.build();
    QCOMPARE(changesBetween(less, more), QStringList());
    QCOMPARE(changesBetween(more, less), QStringList());
}

void TestListDiff::renamedSection_movesNothing_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("now");
    QTest::newRow("renumbered") << QStringLiteral("2.5 Scheduling") << QStringLiteral("2.6 Scheduling");
    QTest::newRow("number dropped") << QStringLiteral("2.5 Scheduling") << QStringLiteral("Scheduling");
    QTest::newRow("another name") << QStringLiteral("DL scheduling") << QStringLiteral("Resource management");
}

void TestListDiff::renamedSection_movesNothing()
{
    QFETCH(QString, before);
    QFETCH(QString, now);
    const auto list = [](const QString &name) {
        ListBuilder builder;
        builder.section(name.toStdString()).entry("Borg at scale").entry("Elastic clusters");
        builder.section("2024", 3).entry("Deadlines for graphs");
        builder.section("Inference").entry("Heaps of tensors");
        return builder.build();
    };
    QCOMPARE(changesBetween(list(before), list(now)), QStringList());
}

void TestListDiff::sectionThatIsUnitedWithAnother_movesNothing()
{
    ListBuilder before;
    before.section("Training").entry("Borg at scale").entry("Elastic clusters");
    before.section("Checkpoints").entry("Heaps of tensors");
    ListBuilder now;
    now.section("Training").entry("Borg at scale").entry("Elastic clusters").entry("Heaps of tensors");
    QCOMPARE(changesBetween(before.build(), now.build()), QStringList());
}

void TestListDiff::papersTakenOutOfASectionThatStays_haveMoved()
{
    ListBuilder before;
    before.section("Others").entry("Borg at scale").entry("Elastic clusters").entry("Heaps of tensors");
    ListBuilder now;
    now.section("Agents").entry("Borg at scale").entry("Elastic clusters");
    now.section("Others").entry("Heaps of tensors");
    QCOMPARE(changesBetween(before.build(), now.build()),
             QStringList({QStringLiteral("moved: Borg at scale | Others => Agents"),
                          QStringLiteral("moved: Elastic clusters | Others => Agents")}));
}

void TestListDiff::headingsThatBecomeGroups_moveNothing()
{
    ListBuilder before;
    before.section("Training").section("2023", 3).entry("Borg at scale").entry("Elastic clusters");
    before.section("2024", 3).entry("Heaps of tensors");
    ListBuilder now;
    now.section("Training").group("2023").entry("Borg at scale").entry("Elastic clusters");
    now.group("2024").entry("Heaps of tensors");
    const CatalogPointer headings = before.build();
    const CatalogPointer groups = now.build();
    QCOMPARE(changesBetween(headings, groups), QStringList());
}

void TestListDiff::venueAtOneMorePlace_promotesTheWork()
{
    ListBuilder before;
    before.section("Training").entry("Borg at scale", "arXiv", 2024, kArxiv).entry("Elastic clusters");
    ListBuilder now;
    now.section("Training").entry("Borg at scale", "arXiv", 2024, kArxiv).entry("Elastic clusters");
    now.section("Inference").entry("Borg at scale", "OSDI", 2025, kUsenix);
    QCOMPARE(changesBetween(before.build(), now.build()),
             QStringList({QStringLiteral("promoted: Borg at scale | arXiv 2024 => OSDI 2025")}));
}

void TestListDiff::linkAtOneMorePlace_isGained()
{
    ListBuilder before;
    before.section("Training").entry("Borg at scale").entry("Elastic clusters");
    ListBuilder now;
    now.section("Training").entry("Borg at scale").entry("Elastic clusters");
    now.section("Inference").entry("Borg at scale", {}, 0, kUsenix);
    QCOMPARE(changesBetween(before.build(), now.build()),
             QStringList({QStringLiteral("link-gained: Borg at scale |  => %1").arg(toQString(kUsenix))}));
}

void TestListDiff::venueKnownFromAnotherPlace_promotesNothing()
{
    const auto list = [](std::string_view venue) {
        ListBuilder builder;
        builder.section("Training").entry("Borg at scale", "OSDI", 2024);
        builder.section("Inference").entry("Borg at scale", venue, 2024);
        return builder.build();
    };
    QCOMPARE(changesBetween(list("arXiv"), list("OSDI")),
             QStringList({QStringLiteral("tag-changed: Borg at scale | arXiv 2024 => OSDI 2024")}));
}

void TestListDiff::sameChangeAtTwoPlaces_isToldOnce()
{
    const auto list = [](std::string_view title, std::string_view venue) {
        ListBuilder builder;
        builder.section("Training").entry("Heaps of tensors").entry(title, venue, 2024, kArxiv);
        builder.section("Inference").entry(title, venue, 2024, kArxiv);
        return builder.build();
    };
    QCOMPARE(changesBetween(list("Borg at scale", "arXiv"), list("Borg at any scale", "OSDI")),
             QStringList({QStringLiteral("renamed: Borg at any scale | Borg at scale => Borg at any scale"),
                          QStringLiteral("promoted: Borg at any scale | arXiv 2024 => OSDI 2024")}));
}

void TestListDiff::duplicateThatGoes_isNotRemoved()
{
    ListBuilder before;
    before.section("Training").entry("Borg at scale").entry("Borg at scale").entry("Heaps of tensors");
    ListBuilder now;
    now.section("Training").entry("Borg at scale").entry("Heaps of tensors");
    QCOMPARE(changesBetween(before.build(), now.build()), QStringList());
}

void TestListDiff::twinsThatUnite_areNotRemoved()
{
    ListBuilder before;
    before.section("Training").entry("Borg: Clusters at Scale").entry("Heaps of tensors");
    before.entry("Borg: Clusters at Scale, long", {}, 0, kArxiv);
    ListBuilder now;
    now.section("Training").entry("Borg: Clusters at Scale", {}, 0, kArxiv).entry("Heaps of tensors");
    QCOMPARE(changesBetween(before.build(), now.build()), QStringList());
}

void TestListDiff::workThatSplits_addsNothing()
{
    ListBuilder before;
    before.section("Training").entry("Borg: Clusters at Scale", {}, 0, kArxiv);
    before.entry("Borg: Clusters at Scale, Part Two", {}, 0, kArxiv).entry("Heaps of tensors");
    ListBuilder now;
    now.section("Training").entry("Borg: Clusters at Scale", {}, 0, kArxiv);
    now.entry("Borg: Clusters at Scale, Part Two", {}, 0, kUsenix).entry("Heaps of tensors");
    const CatalogPointer one = before.build();
    QCOMPARE(one->workCount(), std::size_t(2));
    QCOMPARE(changesBetween(one, now.build()),
             QStringList({QStringLiteral("link-changed: Borg: Clusters at Scale, Part Two | %1 => %2")
                              .arg(toQString(kArxiv), toQString(kUsenix))}));
}

void TestListDiff::entryThatBecomesAVersion_isNotRemoved()
{
    const std::string_view poster = "Poster: Borg and its clusters at scale";
    ListBuilder before;
    before.section("Training").entry("Borg and its clusters at scale").entry(poster).entry("Other tensors");
    EntryDraft paper = draft("Borg and its clusters at scale");
    paper.versions.push_back({std::string(poster), {}, {}, {}});
    ListBuilder now;
    now.section("Training").entry(paper).entry("Other tensors");
    QCOMPARE(changesBetween(before.build(), now.build()), QStringList());
}

void TestListDiff::versionThatBecomesAnEntry_isNotAdded()
{
    const std::string_view poster = "Poster: Borg and its clusters at scale";
    EntryDraft paper = draft("Borg and its clusters at scale");
    paper.versions.push_back({std::string(poster), {}, {}, {}});
    ListBuilder before;
    before.section("Training").entry(paper).entry("Other tensors");
    ListBuilder now;
    now.section("Training").entry("Borg and its clusters at scale").entry(poster).entry("Other tensors");
    QCOMPARE(changesBetween(before.build(), now.build()), QStringList());
}

void TestListDiff::titleThatBecomesAVersionOfItsSuccessor_isRenamed()
{
    const std::string_view poster = "POSTER: LLM-PQ:Serving LLM on Clusters";
    EntryDraft paper = draft("LLM-PQ: Serving LLM on Clusters", "arxiv'24", "arXiv", kArxiv);
    paper.versions.push_back({std::string(poster), {}, {}, {}});
    QCOMPARE(changesOf(draft(poster, "PPoPP'24 poster", "PPoPP", kUsenix), paper),
             QStringList({QStringLiteral("renamed: LLM-PQ: Serving LLM on Clusters | POSTER: LLM-PQ:Serving "
                                         "LLM on Clusters => LLM-PQ: Serving LLM on Clusters"),
                          QStringLiteral("link-changed: LLM-PQ: Serving LLM on Clusters | %1 => %2")
                              .arg(toQString(kUsenix), toQString(kArxiv)),
                          QStringLiteral("tag-changed: LLM-PQ: Serving LLM on Clusters | PPoPP'24 poster => "
                                         "arxiv'24")}));
}

void TestListDiff::changes_standByKindAndThenInListOrder()
{
    ListBuilder before;
    before.section("Training").entry("Deadlines for graphs", "arXiv", 2024).entry("Heaps of tensors");
    addCompany(before, "Studies", 6);
    before.entry("In-network sums");
    ListBuilder now;
    now.section("Training").entry("Kernels by search").entry("Deadlines for graphs", "OSDI", 2024);
    addCompany(now, "Studies", 6);
    now.entry("Gradients on a budget");
    QCOMPARE(changesBetween(before.build(), now.build()),
             QStringList(
                 {QStringLiteral("added: Kernels by search"), QStringLiteral("added: Gradients on a budget"),
                  QStringLiteral("removed: Heaps of tensors"), QStringLiteral("removed: In-network sums"),
                  QStringLiteral("promoted: Deadlines for graphs | arXiv 2024 => OSDI 2024")}));
}

void TestListDiff::emptyLists_areCompared()
{
    const CatalogPointer nothing = ListBuilder().build();
    const CatalogPointer something = ListBuilder().section("Papers").entry("Borg at scale").build();
    QCOMPARE(changesBetween(nothing, nothing), QStringList());
    QCOMPARE(changesBetween(nothing, something), QStringList({QStringLiteral("added: Borg at scale")}));
    QCOMPARE(changesBetween(something, nothing), QStringList({QStringLiteral("removed: Borg at scale")}));
}

void TestListDiff::works_areLedFromOneVersionToTheOther()
{
    ListBuilder before;
    addCompany(before, "Studies", 2);
    before.entry("Borg at scale", {}, 0, kArxiv).entry("AMPipe");
    addCompany(before, "Systems", 2);
    ListBuilder now;
    now.entry("Something that came");
    addCompany(now, "Studies", 2);
    now.entry("Borg at the scale of a datacenter", {}, 0, kArxiv);
    addCompany(now, "Systems", 2);
    const ListDiff diff = diffLists(before.build(), now.build());
    QCOMPARE(diff.nowOf, (std::vector<quint32>{1, 2, 3, kNone, 4, 5}));
    QCOMPARE(diff.beforeOf, (std::vector<quint32>{kNone, 0, 1, 2, 4, 5}));
}

QTEST_GUILESS_MAIN(TestListDiff)
#include "tst_listdiff.moc"
