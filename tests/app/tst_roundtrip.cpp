// SPDX-License-Identifier: GPL-3.0-or-later
#include "bundledlist.h"
#include "export/exportformats.h"
#include "sync/listreading.h"

#include <QRegularExpression>
#include <QtTest>

#include <numeric>

using namespace carrel;

namespace {

QByteArray written(const Catalog &catalog, const char *format)
{
    std::vector<quint32> all(catalog.entries().size());
    std::iota(all.begin(), all.end(), 0U);
    return exportFormat(QLatin1String(format))->write(catalog, all);
}

/// All that JSON says, but for the lines on which the entries stand.
QStringList facts(const Catalog &catalog)
{
    static const QRegularExpression line(QStringLiteral("\"line\": \\d+, "));
    return QString::fromUtf8(written(catalog, "json")).remove(line).split(QLatin1Char('\n'));
}

constexpr char kHostile[] =
    "# A \\*list\\*\n\n## C# &amp; `code`\n\n"
    "- [OSDI'24] [\\[x\\] <i>y</i> &lt;b&gt; \\`z\\` $1 ~~a~~](https://example.org/a_(b))\n"
    "- [S&P'24] 1\\. S\\*: what? \\_it\\_ \\\\ http\\://example.org www\\.example.org\n"
    "- A title without a tag (2015) [[pdf]](https://example.org/x.pdf)\n  - Somebody, Somewhere.\n"
    "- [KDD'20 Tutorial] [T](https://example.org/a%20b) (`P^2` or `Q`) [[Code](https://github.com/a/b)]\n"
    "  - [arxiv version](https://arxiv.org/abs/2401.00001v2)\n"
    "  - Journal version of [PPoPP'20] [Other](https://doi.org/10.1145/1)\n\n"
    "**Group**\n\n- [Survey :mag:] [arxiv'25] [V](http://example.org?a=1&copy=2)\n\n### #\n\n- [arxiv'25] "
    "W\n";

} // namespace

class TestRoundTrip final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void markdown_readBack_saysTheSame_data();
    void markdown_readBack_saysTheSame();
};

void TestRoundTrip::markdown_readBack_saysTheSame_data()
{
    QTest::addColumn<QByteArray>("list");
    QFile bundled(QString::fromLatin1(kBundledList));
    QVERIFY(bundled.open(QIODevice::ReadOnly));
    QTest::newRow("bundled") << bundled.readAll();
    QTest::newRow("hostile") << QByteArray(kHostile);
    QTest::newRow("no heading") << QByteArray("- [arxiv'25] [A](https://example.org)\n");
    QTest::newRow("chapters") << QByteArray(
        "# One\n- [arxiv'25] [A](https://example.org)\n# Two\n- [arxiv'25] B\n");
}

void TestRoundTrip::markdown_readBack_saysTheSame()
{
    QFETCH(const QByteArray, list);
    const Result<CatalogPointer> first = readList(list);
    QVERIFY(first.hasValue());
    const QByteArray markdown = written(**first, "markdown");
    const Result<CatalogPointer> second = readList(markdown);
    QVERIFY(second.hasValue());
    QCOMPARE(facts(**second), facts(**first));
    QCOMPARE(written(**second, "markdown"), markdown);
}

QTEST_GUILESS_MAIN(TestRoundTrip)
#include "tst_roundtrip.moc"
