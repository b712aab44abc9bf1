// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/listbuilder.h"

#include <QtTest>

using namespace carrel;
using carrel::test::ListBuilder;

/// Catalogs with the works that left their lists at the end.
class CatalogExtensionTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void list_staysAsItIs()
    {
        const CatalogPointer list = ListBuilder().section("A").entry("One").entry("Two").entry("One").build();
        const CatalogPointer catalog = test::withGone(*list, {"Left", "One"});
        QCOMPARE(catalog->listedWorks(), 2U);
        QCOMPARE(catalog->listedSections(), 1U);
        QCOMPARE(list->listedWorks(), 2U);
        QCOMPARE(catalog->workCount(), std::size_t(4));
        QCOMPARE(catalog->section(0).workCount, 2U);
        QCOMPARE(catalog->section(0).subtreeEnd, 1U);
        QCOMPARE(catalog->work(0).entries.size(), std::size_t(2));
    }

    void whatLeft_isCounted()
    {
        const CatalogPointer list = ListBuilder().section("A").entry("One").build();
        const CatalogPointer catalog = test::withGone(*list, {"Left", "Gone too"});
        QCOMPARE(catalog->string(catalog->face(1).title()), QStringLiteral("Left"));
        QCOMPARE(catalog->sectionPath(catalog->face(2).section),
                 QStringList({QStringLiteral("Gone"), QStringLiteral("Old")}));
        for (const quint32 section : {1U, 2U}) {
            QCOMPARE(catalog->section(section).workCount, 2U);
            QCOMPARE(catalog->section(section).entries.first, 1U);
            QCOMPARE(catalog->section(section).entries.count, 2U);
            QCOMPARE(catalog->section(section).subtreeEnd, 3U);
        }
    }
};

QTEST_GUILESS_MAIN(CatalogExtensionTest)
#include "tst_catalogextension.moc"
