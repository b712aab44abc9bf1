// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/listdiff.h"
#include "library/succession.h"
#include "support/listbuilder.h"

#include <QtTest>

using namespace carrel;
using carrel::test::ListBuilder;

namespace {

void addPapers(ListBuilder &list, const std::string &about)
{
    for (int i = 0; i < 6; ++i) {
        list.entry(about + " paper of the " + std::to_string(i) + "th kind", "OSDI", 2024);
    }
}

} // namespace

class TestSuccession final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void works_areLedToTheirNewNumbers();
    void renamedSection_isLedToItsNewName();
    void group_isLedToTheGroupOfItsTitle();
    void sectionThatIsGone_leadsNowhere();
};

void TestSuccession::works_areLedToTheirNewNumbers()
{
    ListBuilder before;
    before.section("Papers").entry("Kept as it is", "OSDI", 2024).entry("Gone for good", "OSDI", 2023);
    addPapers(before, "Storage");
    ListBuilder now;
    now.section("Papers").entry("Brand new thing", "SOSP", 2025).entry("Kept as it is", "OSDI", 2024);
    addPapers(now, "Storage");
    const Succession found = successionOf(diffLists(before.build(), now.build()));
    QCOMPARE(found.workNow(0), 1U);
    QCOMPARE(found.workNow(1), kNone);
    QCOMPARE(found.workNow(2), 2U);
    QCOMPARE(found.workNow(1000), kNone);
}

void TestSuccession::renamedSection_isLedToItsNewName()
{
    ListBuilder before;
    before.section("Training");
    addPapers(before, "Training");
    before.section("Serving");
    addPapers(before, "Serving");
    ListBuilder now;
    now.section("First of all").entry("Another one", "OSDI", 2024).section("Training");
    addPapers(now, "Training");
    now.section("Inference");
    addPapers(now, "Serving");
    const Succession found = successionOf(diffLists(before.build(), now.build()));
    QCOMPARE(found.sectionNow(0), 1U);
    QCOMPARE(found.sectionNow(1), 2U);
    QCOMPARE(found.sectionNow(kNone), kNone);
}

void TestSuccession::group_isLedToTheGroupOfItsTitle()
{
    ListBuilder before;
    before.section("Training").group("General");
    addPapers(before, "Training");
    before.group("Networks");
    addPapers(before, "Network");
    ListBuilder now;
    now.section("New").entry("Another one", "OSDI", 2024).section("Training").group("Networks");
    addPapers(now, "Network");
    now.entry("A stranger to both", "SOSP", 2025);
    addPapers(now, "Training");
    const CatalogPointer old = before.build();
    const CatalogPointer later = now.build();
    QVERIFY(old->section(2).group);
    const Succession found = successionOf(diffLists(old, later));
    QCOMPARE(later->groupTitle(found.sectionNow(2)), QStringLiteral("Networks"));
    // The group that is gone leads to the section around it.
    QCOMPARE(later->string(later->section(found.sectionNow(1)).title), QStringLiteral("Training"));
    QVERIFY(!later->section(found.sectionNow(1)).group);
}

void TestSuccession::sectionThatIsGone_leadsNowhere()
{
    ListBuilder before;
    before.section("Training");
    addPapers(before, "Training");
    before.section("Empty in the end");
    ListBuilder now;
    now.section("Training");
    addPapers(now, "Training");
    const CatalogPointer old = before.build();
    const Succession found = successionOf(diffLists(old, now.build()));
    QCOMPARE(found.sectionNow(static_cast<quint32>(old->sections().size())), kNone);
    QCOMPARE(found.sectionNow(1), kNone);
}

QTEST_GUILESS_MAIN(TestSuccession)
#include "tst_succession.moc"
