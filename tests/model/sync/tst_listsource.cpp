// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/listsource.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace carrel;

namespace {

const QString kRaw = QStringLiteral("https://raw.githubusercontent.com/");

} // namespace

class TestListSource final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void address_isResolved_data();
    void address_isResolved();
    void repository_isAskedForItsReadmes();
    void file_isTakenBeforeARepository();
    void anythingElse_isNotUnderstood_data();
    void anythingElse_isNotUnderstood();
    void page_isWhereAPersonReadsIt_data();
    void page_isWhereAPersonReadsIt();
};

void TestListSource::address_isResolved_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("name");
    const auto row = [](const char *text, const QString &first, const char *name) {
        QTest::newRow(text) << QString::fromLatin1(text) << first << QString::fromLatin1(name);
    };
    row("owner/name", kRaw + QStringLiteral("owner/name/HEAD/README.md"), "name");
    row(" owner/name ", kRaw + QStringLiteral("owner/name/HEAD/README.md"), "name");
    row("github.com/owner/name", kRaw + QStringLiteral("owner/name/HEAD/README.md"), "name");
    row("https://github.com/owner/name", kRaw + QStringLiteral("owner/name/HEAD/README.md"), "name");
    row("https://github.com/owner/name/?tab=readme-ov-file#papers",
        kRaw + QStringLiteral("owner/name/HEAD/README.md"), "name");
    row("http://www.github.com/owner/name.git", kRaw + QStringLiteral("owner/name/HEAD/README.md"), "name");
    row("git@github.com:owner/name.git", kRaw + QStringLiteral("owner/name/HEAD/README.md"), "name");
    row("https://github.com/owner/name/tree/dev", kRaw + QStringLiteral("owner/name/dev/README.md"), "name");
    row("https://github.com/owner/name/tree/dev/papers",
        kRaw + QStringLiteral("owner/name/dev/papers/README.md"), "name");
    row("https://github.com/owner/name/blob/main/docs/List.md",
        kRaw + QStringLiteral("owner/name/main/docs/List.md"), "name");
    row("https://github.com/owner/name/raw/main/List.md", kRaw + QStringLiteral("owner/name/main/List.md"),
        "name");
    row("https://gitlab.com/group/name/-/blob/main/README.md",
        QStringLiteral("https://gitlab.com/group/name/-/raw/main/README.md"), "name");
    row("https://example.org/lists/papers.md#top", QStringLiteral("https://example.org/lists/papers.md"),
        "papers.md");
    row("http://example.org/", QStringLiteral("http://example.org/"), "example.org");
}

void TestListSource::address_isResolved()
{
    QFETCH(QString, text);
    QFETCH(QString, first);
    QFETCH(QString, name);
    const std::optional<ListSource> source = parseListSource(text);
    QVERIFY(source);
    QCOMPARE(source->addresses.value(0).toString(), first);
    QCOMPARE(source->name, name);
    QVERIFY(source->path.isEmpty());
}

void TestListSource::repository_isAskedForItsReadmes()
{
    const std::optional<ListSource> source = parseListSource(QStringLiteral("owner/name"));
    QVERIFY(source && source->addresses.size() > 2);
    QVERIFY(source->addresses.contains(QUrl(kRaw + QStringLiteral("owner/name/HEAD/readme.md"))));
}

void TestListSource::file_isTakenBeforeARepository()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("My papers.md"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    for (const QString &text : {path, QUrl::fromLocalFile(path).toString()}) {
        const std::optional<ListSource> source = parseListSource(text);
        QVERIFY(source);
        QCOMPARE(source->path, path);
        QCOMPARE(source->name, QStringLiteral("My papers"));
        QVERIFY(source->addresses.isEmpty());
    }
}

void TestListSource::anythingElse_isNotUnderstood_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
         {"", "name", "a/b/c", "ftp://example.org/list.md", "file:///no/such/file.md", "https:///list.md",
          "javascript:alert(1)", "https://github.com/owner", "https://github.com/owner/name/issues",
          "https://github.com/owner/name/blob/main", "../owner", "owner/..", "owner/na me", "-owner/name"}) {
        QTest::newRow(text) << QString::fromLatin1(text);
    }
}

void TestListSource::anythingElse_isNotUnderstood()
{
    QFETCH(QString, text);
    QVERIFY(!parseListSource(text));
}

void TestListSource::page_isWhereAPersonReadsIt_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("page");
    const auto row = [](const char *text, const char *page) {
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(page);
    };
    row("owner/name", "https://github.com/owner/name");
    row("https://github.com/owner/name/blob/main/docs/List.md",
        "https://github.com/owner/name/blob/main/docs/List.md");
    row("https://github.com/owner/name/tree/dev", "https://github.com/owner/name/blob/dev/README.md");
    row("https://gitlab.com/group/name/-/blob/main/README.md",
        "https://gitlab.com/group/name/-/blob/main/README.md");
    row("https://example.org/list.md", "https://example.org/list.md");
}

void TestListSource::page_isWhereAPersonReadsIt()
{
    QFETCH(QString, text);
    QFETCH(QString, page);
    const ListRecord record = recordOf(*parseListSource(text), text);
    QCOMPARE(pageOf(record).toString(), page);
    QCOMPARE(record.source, text);
    QVERIFY(pageOf(ListRecord()).isEmpty());
}

QTEST_GUILESS_MAIN(TestListSource)
#include "tst_listsource.moc"
