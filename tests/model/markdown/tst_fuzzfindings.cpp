// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/catalogparser.h"
#include "support/resultcheck.h"

#include <QtTest>

using namespace carrel;

namespace {

CatalogPointer parsed(const char *markdown, std::size_t chunkBytes = kChunkBytes)
{
    const Result<ListText> text = readListText(QByteArray(markdown));
    return text ? parseCatalog(*text, chunkBytes) : nullptr;
}

QStringList urls(const Catalog &catalog, const Entry &entry)
{
    QStringList all;
    for (const Link &link : catalog.links(entry.links)) {
        all << catalog.string(link.url);
    }
    return all;
}

} // namespace

/// What the fuzzers in tests/fuzz have found, each as the shortest text that shows it.
class FuzzFindingsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linkWithoutText_endsTheEntry()
    {
        const CatalogPointer catalog = parsed("- [OSDI'24] [](https://a.example/x)\n- [OSDI'24] [B](u)\n");
        QCOMPARE(catalog->entries().size(), std::size_t(2));
        QCOMPARE(urls(*catalog, catalog->entry(0)), QStringList{QStringLiteral("https://a.example/x")});
    }

    void openLinkWithoutText_endsTheEntry()
    {
        const CatalogPointer catalog = parsed("- [OSDI'24] T [](https://a.example/x**\n- [OSDI'24] [B](u)\n");
        QCOMPARE(catalog->entries().size(), std::size_t(2));
        QCOMPARE(urls(*catalog, catalog->entry(0)), QStringList{QStringLiteral("https://a.example/x")});
    }

    void addressThatRunsIntoALink_endsBeforeIt()
    {
        const CatalogPointer catalog = parsed("- [OSDI'24] T https://a.example/x[y](https://b.example/)\n");
        QCOMPARE(urls(*catalog, catalog->entry(0)),
                 (QStringList{QStringLiteral("https://a.example/x"), QStringLiteral("https://b.example/")}));
    }
};

QTEST_GUILESS_MAIN(FuzzFindingsTest)
#include "tst_fuzzfindings.moc"
