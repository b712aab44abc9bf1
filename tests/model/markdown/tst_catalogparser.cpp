// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/catalogparser.h"

#include "support/catalogtext.h"
#include "support/resultcheck.h"

#include <QDir>
#include <QFile>
#include <QtTest>

#include <algorithm>
#include <iterator>

using namespace carrel;

namespace {

CatalogPointer parsed(const QByteArray &markdown, std::size_t chunkBytes = kChunkBytes)
{
    const Result<ListText> text = readListText(markdown);
    return text ? parseCatalog(*text, chunkBytes) : nullptr;
}

QStringList entryTexts(const QByteArray &markdown)
{
    const CatalogPointer catalog = parsed(markdown);
    QStringList texts;
    for (const Entry &entry : catalog->entries()) {
        texts << test::entryText(*catalog, entry);
    }
    return texts;
}

QByteArray fileContent(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class CatalogParserTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// The constructs of real lists, each once. Written anew when CARREL_UPDATE_GOLDEN is set.
    void parseCatalog_allConstructs_giveTheGoldenCatalog()
    {
        const QString base = QStringLiteral(CARREL_TEST_DATA "/lists/constructs");
        const QByteArray list = fileContent(base + QStringLiteral(".md"));
        QVERIFY(!list.isEmpty());
        const QString actual = test::catalogText(*parsed(list)) + QLatin1Char('\n');
        if (qEnvironmentVariableIsSet("CARREL_UPDATE_GOLDEN")) {
            QFile golden(base + QStringLiteral(".txt"));
            QVERIFY(golden.open(QIODevice::WriteOnly));
            golden.write(actual.toUtf8());
        }
        const QStringList expected =
            QString::fromUtf8(fileContent(base + QStringLiteral(".txt"))).split(QLatin1Char('\n'));
        const QStringList lines = actual.split(QLatin1Char('\n'));
        for (qsizetype i = 0; i < std::min(lines.size(), expected.size()); ++i) {
            QCOMPARE(lines.at(i), expected.at(i));
        }
        QCOMPARE(lines.size(), expected.size());
    }

    /// Lists of other shapes, each with the entries that a reader finds in it. The second file of a pair is
    /// written by hand.
    void parseCatalog_listsOfOtherShapes_data()
    {
        QTest::addColumn<QString>("path");
        const QDir folder(QStringLiteral(CARREL_TEST_DATA "/lists/shapes"));
        for (const QString &name : folder.entryList({QStringLiteral("*.md")})) {
            QTest::newRow(qPrintable(name)) << folder.filePath(name);
        }
    }

    void parseCatalog_listsOfOtherShapes()
    {
        QFETCH(QString, path);
        const QByteArray list = fileContent(path);
        path.replace(QStringLiteral(".md"), QStringLiteral(".txt"));
        const QString expected = QString::fromUtf8(fileContent(path)).trimmed();
        QVERIFY(!expected.isEmpty());
        QCOMPARE(entryTexts(list), expected.split(QLatin1Char('\n')));
        const QString whole = test::catalogText(*parsed(list, std::size_t(1) << 30));
        for (const std::size_t chunkBytes : {1, 100}) {
            QCOMPARE(test::catalogText(*parsed(list, chunkBytes)), whole);
        }
    }

    void parseCatalog_anyChunkSize_givesTheSameCatalog()
    {
        const QByteArray list = fileContent(QStringLiteral(CARREL_TEST_DATA "/lists/constructs.md"));
        const QString whole = test::catalogText(*parsed(list, std::size_t(1) << 30));
        for (const std::size_t chunkBytes : {1, 100, 333, 1000, 2500}) {
            QCOMPARE(test::catalogText(*parsed(list, chunkBytes)), whole);
        }
    }

    void parseCatalog_titles_areTakenAsWritten_data()
    {
        QTest::addColumn<QByteArray>("written");
        QTest::addColumn<QString>("title");
        const auto row = [](const char *written, const char *title) {
            QTest::newRow(written) << QByteArray(written) << QString::fromUtf8(title);
        };
        row("S*: Test Time Scaling", "S*: Test Time Scaling");
        row("$100K Budget and $200K", "$100K Budget and $200K");
        row("Amp &amp; &lt;h1&gt; &#65; &bogus;", "Amp & <h1> A &bogus;");
        row("Nested [brackets] in title", "Nested [brackets] in title");
        row("*not* emphasis_in_word_x, `code` 2**3**4", "not emphasis_in_word_x, code 234");
        row("<b>bold</b> <i>and</i> more", "bold and more");
        row("one<br>two", "one two");
        row("C++ & C# 100% \"quoted\" 'single'", "C++ & C# 100% \"quoted\" 'single'");
        row("gnp.exe\u202E end", "gnp.exe end");
        row(" blanks inside ", "blanks inside");
        row("\u8D44\u6E90\u9AD8\u6548", "\u8D44\u6E90\u9AD8\u6548");
    }

    void parseCatalog_titles_areTakenAsWritten()
    {
        QFETCH(QByteArray, written);
        const CatalogPointer catalog = parsed("- [OSDI'24] [" + written + "](https://a.example/x)\n");
        QCOMPARE(catalog->entries().size(), std::size_t(1));
        QTEST(catalog->string(catalog->entry(0).title()), "title");
        QCOMPARE(catalog->links(catalog->entry(0).links()).size(), std::size_t(1));
    }

    void parseCatalog_shapesOfEntries_data()
    {
        QTest::addColumn<QByteArray>("list");
        QTest::addColumn<QStringList>("entries");
        const auto row = [](const char *name, const char *list, std::initializer_list<const char *> entries) {
            QStringList texts;
            std::transform(entries.begin(), entries.end(), std::back_inserter(texts),
                           [](const char *entry) { return QString::fromUtf8(entry); });
            QTest::newRow(name) << QByteArray(list) << texts;
        };
        row("reference", "- [OSDI'24] [T][1]\n\n[1]: https://a.example/\n",
            {"1: OSDI 2024 | T | other https://a.example/"});
        row("address in brackets", "- [OSDI'24] T <https://a.example/>\n",
            {"1: OSDI 2024 | T | other https://a.example/"});
        row("bare address", "- [OSDI'24] T https://a.example/x.\n",
            {"1: OSDI 2024 | T | other https://a.example/x"});
        row("linked tag", "- [OSDI'24](https://c.example/) [T](https://a.example/)\n",
            {"1: OSDI 2024 | T | other https://a.example/"});
        row("link on the tag", "- [[OSDI'24](https://a.example/)] T\n",
            {"1: OSDI 2024 | T | other https://a.example/"});
        row("badge before", "- [OSDI'24] [![b](b.svg)](https://g.example/) [T](https://a.example/)\n",
            {"1: OSDI 2024 | T | other https://a.example/, g.example=other https://g.example/"});
        row("never closed", "- [OSDI'24] [T](https://a.example/x\n- [OSDI'24] [U](https://a.example/)\n",
            {"1: OSDI 2024 | T | other https://a.example/x", "2: OSDI 2024 | U | other https://a.example/"});
        row("full width", "- \u3010OSDI'24\u3011 [T]\uFF08https://a.example/\uFF09\uFF08`X`\uFF09\n",
            {"1: OSDI 2024 | T | other https://a.example/ | alias X"});
        row("task", "- [x] [OSDI'24] [T](https://a.example/)\n",
            {"1: OSDI 2024 | T | other https://a.example/"});
        row("ordered", "1. [OSDI'24] [T](https://a.example/)\n",
            {"1: OSDI 2024 | T | other https://a.example/"});
        row("empty tag", "- [] [T](https://a.example/)\n", {"1: T | other https://a.example/"});
        row("words only", "- only words\n", {});
        row("contents", "- [T](#t)\n  - [U](#u)\n", {});
        row("bare addresses", "- https://a.example/\n", {});
        row("below a heading word", "- Topic\n  - [OSDI'24] [T](https://a.example/)\n",
            {"2: OSDI 2024 | T | other https://a.example/"});
        row("quote", "> - [OSDI'24] [T](https://a.example/)\n",
            {"1: OSDI 2024 | T | other https://a.example/"});
        row("comment and code", "<!--\n- [OSDI'24] [T](u)\n-->\n\n```\n- [OSDI'24] [T](u)\n```\n", {});
    }

    void parseCatalog_shapesOfEntries()
    {
        QFETCH(QByteArray, list);
        QFETCH(QStringList, entries);
        QCOMPARE(entryTexts(list), entries);
    }

    void parseCatalog_entryWithoutVisibleTitle_isKeptAndTold()
    {
        const CatalogPointer catalog =
            parsed("- [OSDI'24] [\u200B](https://a.example/1)\n- [OSDI'24] [\u200B](https://a.example/2)\n");
        QCOMPARE(catalog->entries().size(), std::size_t(2));
        QCOMPARE(catalog->workCount(), std::size_t(2));
        QVERIFY(catalog->entry(0).title().isEmpty());
        QCOMPARE(catalog->diagnostics().front().kind, DiagnosticKind::NoTitle);
    }

    void parseCatalog_neverEndingTitle_isCut()
    {
        const CatalogPointer catalog =
            parsed("- [OSDI'24] " + QByteArray("word ").repeated(1024 * 1024) + "\n");
        QCOMPARE(catalog->entries().size(), std::size_t(1));
        QVERIFY(catalog->entry(0).title().length <= 2048);
    }

    void parseCatalog_thousandsOfOpenBrackets_areReadOnce()
    {
        const QByteArray hostile = "- [OSDI'24] T " + QByteArray("([").repeated(20000) + "\n";
        QCOMPARE(parsed(hostile.repeated(5))->entries().size(), std::size_t(5));
    }

    void parseCatalog_groupsAndHeadings()
    {
        const CatalogPointer catalog =
            parsed("Setext\n======\n\n## Closed ##\n**Group:**\n- [OSDI'24] A\n\n"
                   "**Bold: with text** after\n- [OSDI'24] B\n\n##\n- [OSDI'24] C\n");
        QCOMPARE(catalog->title(), QStringLiteral("Setext"));
        QCOMPARE(catalog->groupTitle(catalog->entry(0).section), QStringLiteral("Group"));
        QCOMPARE(catalog->groupTitle(catalog->entry(1).section), QStringLiteral("Group"));
        QCOMPARE(catalog->sectionPath(catalog->entry(1).section), QStringList{QStringLiteral("Closed")});
        QCOMPARE(catalog->sectionPath(catalog->entry(2).section), QStringList{QString()});
    }
};

QTEST_APPLESS_MAIN(CatalogParserTest)
#include "tst_catalogparser.moc"
