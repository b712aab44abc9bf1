// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/catalogparser.h"
#include "support/resultcheck.h"

#include <QtTest>

#include <limits>

using namespace carrel;

namespace {

CatalogPointer parsed(const QByteArray &markdown, std::size_t chunkBytes = kChunkBytes)
{
    const Result<ListText> text = readListText(markdown);
    return text ? parseCatalog(*text, chunkBytes) : nullptr;
}

QStringList urls(const Catalog &catalog, const Entry &entry)
{
    QStringList all;
    for (const Link &link : catalog.links(entry.links())) {
        all << catalog.string(link.url());
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

    void anchorThatNothingCloses_leadsOnToTheEnd_data()
    {
        QTest::addColumn<QByteArray>("list");
        QTest::newRow("in brackets") << QByteArray(
            "- [OSDI'24] Some title of a paper (<a href=https://a.example/x>pdf\n");
        QTest::newRow("in the title")
            << QByteArray("- [OSDI'24] Some title of a <a href=https://a.example/x>**b\n");
        QTest::newRow("without words")
            << QByteArray("- [OSDI'24] Some title of a paper <a href=https://a.example/x>\n");
    }

    void anchorThatNothingCloses_leadsOnToTheEnd()
    {
        QFETCH(QByteArray, list);
        const CatalogPointer catalog = parsed(list + "- [OSDI'24] [B](u)\n");
        QCOMPARE(catalog->entries().size(), std::size_t(2));
        QCOMPARE(urls(*catalog, catalog->entry(0)), QStringList{QStringLiteral("https://a.example/x")});
    }

    void addressThatRunsIntoALink_endsBeforeIt()
    {
        const CatalogPointer catalog = parsed("- [OSDI'24] T https://a.example/x[y](https://b.example/)\n");
        QCOMPARE(urls(*catalog, catalog->entry(0)),
                 (QStringList{QStringLiteral("https://a.example/x"), QStringLiteral("https://b.example/")}));
    }

    void chunks_giveTheSameCatalog_data()
    {
        QTest::addColumn<QByteArray>("list");
        const auto row = [](const char *name, const char *list) { QTest::newRow(name) << QByteArray(list); };
        row("definition in a bullet", "- [r]: u\n\n* [r]\n");
        row("definition after text", "words\n[r]: u\n\n* [r]\n");
        row("definition over two lines", "[r]:\nu\n\n* [r]\n");
        row("definition with a title", "[r]: u 'a\nb'\n\n* [r]\n");
        row("label over two lines", "[r\ns]: u\n\n* [r s]\n");
        row("definition that is none", "[a]: u v\n[r]: u\n\n* [r]\n* [a]\n");
        row("plain definitions", "[a]: u\n[r]: v\n\n* [r]\n* [a]\n");
        row("code in what is no tag", "<\n```\n\n- [A'24] x\n");
        row("code in a tag", "<p>\n```\n\n- [A'24] x\n```\n- [B'24] y\n");
        row("other end of a script", "<script>\n</style>\n- [A'24] x\n- [B'24] y\n");
        row("comment that ends at once", "<!-->\n- [A'24] x\n- [B'24] y\n");
        row("declaration", "<!x\n- [A'24] x\n\n- [B'24] y\n");
    }

    void chunks_giveTheSameCatalog()
    {
        QFETCH(QByteArray, list);
        const CatalogPointer whole = parsed(list, std::numeric_limits<std::size_t>::max());
        const CatalogPointer chunked = parsed(list, 1);
        QCOMPARE(chunked->entries().size(), whole->entries().size());
        for (quint32 i = 0; i < whole->entries().size(); ++i) {
            QCOMPARE(chunked->string(chunked->entry(i).title()), whole->string(whole->entry(i).title()));
            QCOMPARE(urls(*chunked, chunked->entry(i)), urls(*whole, whole->entry(i)));
        }
    }
};

QTEST_GUILESS_MAIN(FuzzFindingsTest)
#include "tst_fuzzfindings.moc"
