// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/authornames.h"

#include "base/text.h"
#include "support/listbuilder.h"

#include <QtTest>

using namespace carrel;
using carrel::test::ListBuilder;

/// The authors of a paper, in one text and one by one.
class AuthorNamesTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void names_areTakenApart_data()
    {
        QTest::addColumn<QString>("written");
        QTest::addColumn<QStringList>("names");
        QTest::addColumn<bool>("others");
        const auto row = [](const char *written, const char *names, bool others = false) {
            const QString all = QString::fromUtf8(names);
            QTest::newRow(written) << QString::fromUtf8(written)
                                   << (all.isEmpty() ? QStringList() : all.split(QLatin1Char('|'))) << others;
        };
        row("", "");
        row("A. Lee", "A. Lee");
        row("A. Lee, B. Wu and C. Xu", "A. Lee|B. Wu|C. Xu");
        row("A. Lee, B. Wu, and C. Xu", "A. Lee|B. Wu|C. Xu");
        row("A. Lee & B. Wu", "A. Lee|B. Wu");
        row("Lee, A.; Wu, B.", "Lee, A.|Wu, B.");
        row("Lee, A.; Wu, B. and Xu, C.", "Lee, A.|Wu, B.|Xu, C.");
        row("Lee, A., Wu, B. C.", "Lee, A.|Wu, B. C.");
        row("Lee, A., Wu, B., and Xu, C.-D.", "Lee, A.|Wu, B.|Xu, C.-D.");
        row("Lee, Ann M and Wu, Bo and van Dam, Cor", "Lee, Ann M|Wu, Bo|van Dam, Cor");
        row("Ann Lee, Bo Wu and Cor Dam, Di Xu", "Ann Lee|Bo Wu|Cor Dam|Di Xu");
        row("Ann Lee, Bo Wu", "Ann Lee|Bo Wu");
        row("A. Lee et al.", "A. Lee", true);
        row("A. Lee, B. Wu, et al", "A. Lee|B. Wu", true);
        row("Ziyuan Luo et.al", "Ziyuan Luo", true);
        row("A. Lee and others", "A. Lee", true);
        row("Sammy Davis, Jr., Ann Lee", "Sammy Davis Jr.|Ann Lee");
        row("Margaret etal", "Margaret etal");
        row("\u5F20\u4E09\u3001\u674E\u56DB\uFF0C\u738B\u4E94", "\u5F20\u4E09|\u674E\u56DB|\u738B\u4E94");
        row("\u5F20\u4E09\uFF1B\u674E\u56DB \u7B49", "\u5F20\u4E09|\u674E\u56DB", true);
        row("Alexander Andersson, Brand Land", "Alexander Andersson|Brand Land");
        row("et al.", "", true);
    }

    void names_areTakenApart()
    {
        QFETCH(const QString, written);
        const AuthorNames authors = authorNames(written.toStdString());
        QStringList names;
        for (const std::string &name : authors.names) {
            names << toQString(name);
        }
        QTEST(names, "names");
        QTEST(authors.others, "others");
    }

    void halves_areToldWhereThatIsSafe()
    {
        QCOMPARE(nameParts("Lee, A. B.").family, std::string("Lee"));
        QCOMPARE(nameParts("Lee, A. B.").given, std::string("A. B."));
        QCOMPARE(nameParts("A. B. Lee").family, std::string("Lee"));
        QCOMPARE(nameParts("J.-P. Lee").given, std::string("J.-P."));
        for (const char *unsafe : {"Ana Maria Lee", "Lee", "A. van Lee", "", "Lee, A, B", "Lee,", "A. B."}) {
            QVERIFY2(nameParts(unsafe).family.empty(), unsafe);
        }
    }

    void authors_standWithTheirEntry()
    {
        EntryDraft draft;
        draft.title = "One";
        draft.authors = "A. Lee";
        draft.notes = {"noted"};
        ListBuilder builder;
        builder.section("S").entry(draft).entry("Two");
        draft.title = "Three";
        draft.authors = std::string(70000, 'x');
        const CatalogPointer list = builder.entry(draft).build();
        QCOMPARE(list->authors(list->entry(0)), std::string_view("A. Lee"));
        QCOMPARE(list->text(list->entry(0).title()), std::string_view("One"));
        QCOMPARE(list->details(list->entry(0)).notes.count, 1U);
        QVERIFY(list->authors(list->entry(1)).empty());
        QCOMPARE(list->authors(list->entry(2)).size(), std::size_t(Entry::kMostAuthorBytes));
    }

    void work_hasTheAuthorsThatAnyEntryNames()
    {
        EntryDraft named;
        named.title = "One";
        named.authors = "A. Lee";
        const CatalogPointer first = ListBuilder().section("A").entry("One", "OSDI", 2024).build();
        const CatalogPointer second = ListBuilder().section("B").entry(named).build();
        const CatalogPointer both =
            CatalogBuilder::united({{QStringLiteral("a"), first}, {QStringLiteral("b"), second}}).value();
        QCOMPARE(both->workCount(), std::size_t(1));
        QVERIFY(both->authors(both->face(0)).empty());
        QCOMPARE(both->authorsOfWork(0), std::string_view("A. Lee"));
        QCOMPARE(test::withGone(*both, {"Left"})->authorsOfWork(0), std::string_view("A. Lee"));
    }
};

QTEST_GUILESS_MAIN(AuthorNamesTest)
#include "tst_authornames.moc"
