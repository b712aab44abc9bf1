// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/succession.h"
#include "support/listbuilder.h"

#include <QtTest>

using namespace carrel;
using carrel::test::ListBuilder;

namespace {

CatalogPointer unitedLists(const CatalogPointer &a, const CatalogPointer &b)
{
    return *CatalogBuilder::united({{QStringLiteral("A"), a}, {QStringLiteral("B"), b}});
}

const ListOrigin kA{QStringLiteral("a"), QStringLiteral("me/a")};
const ListOrigin kB{QStringLiteral("b"), QStringLiteral("me/b")};

CatalogPointer listA()
{
    return ListBuilder()
        .section("One")
        .entry("First")
        .section("Two", 3)
        .entry("Shared")
        .group("More")
        .entry("Third", {}, 0, "https://arxiv.org/abs/2401.00003")
        .build(kA);
}

} // namespace

class ListSuccessionTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listAmongOthers_isFollowed()
    {
        const CatalogPointer a = listA();
        const CatalogPointer b = ListBuilder().section("One").entry("Shared").entry("Other").build(kB);
        const CatalogPointer both = unitedLists(b, a);
        const Succession move = successionOf(a, both);
        QCOMPARE(move.works, (std::vector<quint32>{2, 0, 3}));
        QCOMPARE(move.sections, (std::vector<quint32>{3, 4, 5}));
        const Succession back = successionOf(both, a);
        QCOMPARE(back.works, (std::vector<quint32>{1, kNone, 0, 2}));
        QCOMPARE(back.sections, (std::vector<quint32>{kNone, kNone, kNone, 0, 1, 2}));
        QCOMPARE(back.workNow(7), kNone);
        QCOMPARE(back.sectionNow(kNone), kNone);
    }

    void laterVersion_isFollowedByTitlesAndIds()
    {
        const CatalogPointer b = ListBuilder().section("One").entry("Shared").entry("Other").build(kB);
        const CatalogPointer later = ListBuilder()
                                         .section("New")
                                         .entry("Third, renamed", {}, 0, "https://arxiv.org/pdf/2401.00003v2")
                                         .section("One")
                                         .entry("FIRST")
                                         .section("Two", 3)
                                         .entry("Another")
                                         .build(kA);
        const Succession move = successionOf(unitedLists(listA(), b), unitedLists(later, b));
        // First, Shared (also in the other list), Third, Other; the lists are sections, and the group is none any more.
        QCOMPARE(move.works, (std::vector<quint32>{1, 3, 0, 4}));
        QCOMPARE(move.sections, (std::vector<quint32>{0, 2, 3, 3, 4, 5}));
    }

    void otherLists_areNotFollowed()
    {
        const CatalogPointer b = ListBuilder().section("One").entry("First").build(kB);
        QVERIFY(!haveListsInCommon(listA(), b));
        QVERIFY(haveListsInCommon(b, unitedLists(listA(), b)));
        QVERIFY(haveListsInCommon(listA(), listA()));
        QVERIFY(
            !haveListsInCommon(ListBuilder().entry("First").build(), ListBuilder().entry("First").build()));
    }
};

QTEST_GUILESS_MAIN(ListSuccessionTest)
#include "tst_listsuccession.moc"
