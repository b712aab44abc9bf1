// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/changewriter.h"
#include "support/listbuilder.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace carrel;
using carrel::test::ListBuilder;

namespace {

QByteArray written(const char *format, const ListDiff &diff)
{
    QByteArray all;
    const Result<void> done =
        writeChanges(*changeFormat(QLatin1String(format)), diff, [&](std::string_view piece) {
            all.append(piece.data(), static_cast<qsizetype>(piece.size()));
            return Result<void>();
        });
    return done ? all : QByteArray();
}

/// Entries 0 to 2 of both versions are of one paper each.
ListDiff diffOf(std::vector<ListChange> changes)
{
    ListBuilder before;
    before.section("A").entry("One", "arXiv", 2024, "https://user:secret@arxiv.org/abs/1");
    before.entry("Two", {}, 0, "javascript:alert(1)").section("B").entry("Three");
    ListBuilder now;
    now.section("<b>A</b> & `co`").entry("*One* [new]", "OSDI", 2024, "https://example.org/a(b)");
    now.entry("Two", {}, 0, "https://example.org/2").section("B").entry("1. Three # <script>");
    return {before.build(), now.build(), std::move(changes)};
}

} // namespace

class TestChangeWriter final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void json_hasEveryKeyOfEveryChange();
    void json_noChanges_isEmptyArray();
    void json_showsNoPassword();
    void text_groupsByKindWithCounts();
    void text_noChanges_saysSo();
    void text_hasNoControlCharacters();
    void markdown_escapesWhatTheListSays();
    void markdown_linksOnlyWhatMayBeOpened();
    void manyChanges_comeInPieces();
    void refusedPiece_endsTheWriting();
    void changeFormat_unknownName_isNull();
};

void TestChangeWriter::json_hasEveryKeyOfEveryChange()
{
    const ListDiff diff =
        diffOf({{ChangeKind::Added, 2, kNone}, {ChangeKind::Removed, kNone, 2}, {ChangeKind::Renamed, 0, 0}});
    const QJsonArray array = QJsonDocument::fromJson(written("json", diff)).array();
    QCOMPARE(array.size(), 3);
    const QJsonObject added = array[0].toObject();
    QCOMPARE(added.keys(), QStringList({QStringLiteral("kind"), QStringLiteral("line"), QStringLiteral("new"),
                                        QStringLiteral("old"), QStringLiteral("oldLine"),
                                        QStringLiteral("title"), QStringLiteral("work")}));
    QCOMPARE(added[QLatin1String("kind")].toString(), QStringLiteral("added"));
    QCOMPARE(added[QLatin1String("work")].toString(), diff.now->workId(diff.now->entry(2).work));
    QCOMPARE(added[QLatin1String("line")].toInt(), static_cast<int>(diff.now->entry(2).line));
    QVERIFY(added[QLatin1String("oldLine")].isNull());
    QVERIFY(added[QLatin1String("old")].isNull() && added[QLatin1String("new")].isNull());
    const QJsonObject removed = array[1].toObject();
    QCOMPARE(removed[QLatin1String("title")].toString(), QStringLiteral("Three"));
    QVERIFY(removed[QLatin1String("line")].isNull());
    QCOMPARE(removed[QLatin1String("oldLine")].toInt(), static_cast<int>(diff.before->entry(2).line));
    const QJsonObject renamed = array[2].toObject();
    QCOMPARE(renamed[QLatin1String("old")].toString(), QStringLiteral("One"));
    QCOMPARE(renamed[QLatin1String("new")].toString(), QStringLiteral("*One* [new]"));
}

void TestChangeWriter::json_noChanges_isEmptyArray()
{
    const QJsonDocument json = QJsonDocument::fromJson(written("json", diffOf({})));
    QVERIFY(json.isArray());
    QVERIFY(json.array().isEmpty());
}

void TestChangeWriter::json_showsNoPassword()
{
    const ListDiff diff = diffOf({{ChangeKind::LinkChanged, 0, 0}});
    for (const ChangeFormat &format : changeFormats()) {
        const QByteArray all = written(format.name, diff);
        QVERIFY2(all.contains("arxiv.org/abs/1"), format.name);
        QVERIFY2(!all.contains("secret"), format.name);
    }
}

void TestChangeWriter::text_groupsByKindWithCounts()
{
    const ListDiff diff =
        diffOf({{ChangeKind::Added, 0, kNone}, {ChangeKind::Added, 1, kNone}, {ChangeKind::Promoted, 0, 0}});
    QCOMPARE(written("text", diff), QByteArray("3 changes\n\nAdded: 2\n  <b>A</b> & `co`\n"
                                               "    [OSDI 2024] *One* [new]\n    Two\n\n"
                                               "Published, a preprint before: 1\n"
                                               "    [OSDI 2024] *One* [new]\n        was: arXiv 2024\n"
                                               "        now: OSDI 2024\n"));
}

void TestChangeWriter::text_noChanges_saysSo()
{
    QCOMPARE(written("text", diffOf({})), QByteArray("No changes\n"));
    QCOMPARE(written("markdown", diffOf({})), QByteArray("# Changes\n\nNo changes\n"));
}

void TestChangeWriter::text_hasNoControlCharacters()
{
    ListBuilder list;
    list.section("A\x1b[2J").entry("T\x1b]0;title\x07itle", "V\x1b", 0, "https://example.org/\x1b");
    const CatalogPointer catalog = list.build();
    for (const ChangeFormat &format : changeFormats()) {
        const ListDiff diff{ListBuilder().build(),
                            catalog,
                            {{ChangeKind::Added, 0, kNone}, {ChangeKind::LinkGained, 0, kNone}}};
        QVERIFY2(!written(format.name, diff).contains('\x1b'), format.name);
    }
}

void TestChangeWriter::markdown_escapesWhatTheListSays()
{
    const ListDiff diff = diffOf({{ChangeKind::Added, 0, kNone}, {ChangeKind::Added, 2, kNone}});
    QCOMPARE(written("markdown", diff),
             QByteArray("# Changes\n\n2 changes\n\n## Added: 2\n\n### \\<b>A\\</b> & \\`co\\`\n\n"
                        "- [OSDI 2024] [\\*One\\* \\[new\\]](<https://example.org/a(b)>)\n\n### B\n\n"
                        "- 1\\. Three # \\<script>\n"));
}

void TestChangeWriter::markdown_linksOnlyWhatMayBeOpened()
{
    const ListDiff diff = diffOf({{ChangeKind::Removed, kNone, 1}, {ChangeKind::LinkChanged, 1, 1}});
    const QByteArray page = written("markdown", diff);
    QVERIFY(page.contains("- Two\n"));
    QVERIFY(page.contains("  - was: javascript:alert(1)\n"));
    QVERIFY(page.contains("  - now: [https\\://example.org/2](https://example.org/2)\n"));
}

void TestChangeWriter::manyChanges_comeInPieces()
{
    constexpr std::size_t kMany = 5000;
    const ListDiff diff = diffOf(std::vector<ListChange>(kMany, {ChangeKind::Added, 1, kNone}));
    int pieces = 0;
    const Result<void> done = writeChanges(*changeFormat(u"json"), diff, [&](std::string_view) {
        ++pieces;
        return Result<void>();
    });
    QVERIFY(done.hasValue());
    QVERIFY(pieces > 3);
}

void TestChangeWriter::refusedPiece_endsTheWriting()
{
    const Result<void> done = writeChanges(*changeFormat(u"text"), diffOf({}), [](std::string_view) {
        return Result<void>(Error{ErrorCode::FileUnwritable, QString()});
    });
    QVERIFY(!done);
}

void TestChangeWriter::changeFormat_unknownName_isNull()
{
    QVERIFY(changeFormat(u"csv") == nullptr);
    QVERIFY(changeFormat(u"markdown") != nullptr);
}

QTEST_GUILESS_MAIN(TestChangeWriter)
#include "tst_changewriter.moc"
