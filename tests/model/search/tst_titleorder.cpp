// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "search/engine/titleorder.h"
#include "search/queryrunner.h"
#include "support/listbuilder.h"

#include <QCollator>
#include <QLocale>
#include <QRandomGenerator>
#include <QtTest>

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

using namespace carrel;
using Names = std::vector<std::string>;

namespace {

WorkColumn ranksOf(const Names &names)
{
    return rankNames(static_cast<quint32>(names.size()),
                     [&](quint32 i) { return std::string_view(names[i]); });
}

/// Names of few pieces, so that many begin alike: words, numbers, all punctuation, accents, other scripts.
Names randomNames(QRandomGenerator &random, int count, int longest)
{
    Names pieces{"aa",     "ch",           "d",      "dz",    "lj", "y",  "i", "Zz", "A",      "0",
                 "007",    "10",           "9",      "99",    "b",  "th", "e", "E",  "\u00E9", "\u00DF",
                 "\uFF21", "\u4E2D\u6587", "\u2019", "\u2014"};
    for (char c = ' '; c <= '~'; ++c) {
        pieces.emplace_back(1, c);
    }
    Names names;
    for (int i = 0; i < count; ++i) {
        std::string name = random.bounded(3) == 0 ? "Efficient training " : "";
        for (int n = random.bounded(longest); n > 0; --n) {
            // Most names are plain, as most titles are.
            const auto piece = static_cast<std::size_t>(random.bounded(static_cast<int>(pieces.size())));
            name += pieces[random.bounded(4) == 0 ? piece : piece % 18];
        }
        names.push_back(name);
    }
    return names;
}

std::vector<quint32> valuesOf(const WorkColumn &column)
{
    return column.values.visit(
        [](const auto &values) { return std::vector<quint32>(values.begin(), values.end()); });
}

} // namespace

class TestTitleOrder final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup() { QLocale::setDefault(QLocale::system()); }
    void names_sortAsAReaderExpects();
    void namesThatDifferInCase_areEqual();
    void emptyNames_areUnknown();
    void longNumbers_sortByValue();
    void namesThatBeginAlike_areToldApart();
    void manyNames_sortAsFewDo_data();
    void manyNames_sortAsFewDo();
    void names_sortAsTheCollatorDoes_data();
    void names_sortAsTheCollatorDoes();
    void titleOrder_isThatOfItsColumn();
};

void TestTitleOrder::names_sortAsAReaderExpects()
{
    const Names sorted{"(De)Activation", "alpha", "Beta", "\u00C9tude", "Fable", "part 9", "Part 10", "Zoo"};
    for (const QLocale::Language language : {QLocale::C, QLocale::English}) {
        QLocale::setDefault(QLocale(language));
        const WorkColumn column = ranksOf(sorted);
        QCOMPARE(column.size, 8U);
        const std::vector<quint32> values = valuesOf(column);
        QVERIFY(std::is_sorted(values.begin(), values.end()));
    }
}

void TestTitleOrder::namesThatDifferInCase_areEqual()
{
    const WorkColumn column = ranksOf({"kv CACHE", "b", "KV Cache", "\uFF2B\uFF36 cache"});
    QCOMPARE(valuesOf(column), (std::vector<quint32>{1, 0, 1, 1}));
    QCOMPARE(column.size, 2U);
}

void TestTitleOrder::emptyNames_areUnknown()
{
    QCOMPARE(valuesOf(ranksOf({"", "b", "", "a"})), (std::vector<quint32>{2, 1, 2, 0}));
    QCOMPARE(ranksOf({}).size, 0U);
    QCOMPARE(valuesOf(ranksOf({""})), (std::vector<quint32>{0}));
}

void TestTitleOrder::longNumbers_sortByValue()
{
    const std::string nines(254, '9');
    const WorkColumn column = ranksOf({"a" + nines, "a1" + nines, "a0", "a00", "a1", "a0001", "b"});
    QCOMPARE(column.values[2], column.values[3]);
    QCOMPARE(column.values[4], column.values[5]);
    QVERIFY(column.values[2] < column.values[4]);
    QVERIFY(column.values[4] < column.values[0]);
    QVERIFY(column.values[1] < column.values[6]);
}

void TestTitleOrder::namesThatBeginAlike_areToldApart()
{
    const std::string common(300, 'x');
    const WorkColumn column =
        ranksOf({common + "b", common, common + "a", common + "aaaaaaaa", common + "A"});
    QCOMPARE(valuesOf(column), (std::vector<quint32>{3, 0, 1, 2, 1}));
}

void TestTitleOrder::manyNames_sortAsFewDo_data()
{
    QTest::addColumn<QString>("beginning");
    QTest::newRow("all kinds of beginnings") << QString();
    QTest::newRow("one beginning") << QStringLiteral("Towards 10 ");
}

/// So many names are dealt out to be sorted in the pool. Each of few names stands there many times, so that
/// what is equal is known, and few sort as the collator says.
void TestTitleOrder::manyNames_sortAsFewDo()
{
    QFETCH(const QString, beginning);
    QLocale::setDefault(QLocale(QLocale::English));
    QRandomGenerator random(5);
    Names few = randomNames(random, 3000, 12);
    for (std::string &name : few) {
        name.insert(0, beginning.toStdString());
    }
    few.emplace_back();
    const WorkColumn expected = ranksOf(few);
    Names many;
    std::vector<std::size_t> source;
    while (many.size() < 70'000) {
        source.push_back(static_cast<std::size_t>(random.bounded(static_cast<int>(few.size()))));
        many.push_back(few[source.back()]);
    }
    for (std::size_t i = 0; i < few.size(); ++i) {
        source.push_back(i);
        many.push_back(few[i]);
    }
    const WorkColumn column = ranksOf(many);
    QCOMPARE(column.size, expected.size);
    for (std::size_t i = 0; i < many.size(); ++i) {
        QVERIFY2(column.values[i] == expected.values[source[i]], many[i].c_str());
    }
}

void TestTitleOrder::names_sortAsTheCollatorDoes_data()
{
    QTest::addColumn<QString>("locale");
    for (const char *name :
         {"en_US", "de_DE", "cs_CZ", "da_DK", "lt_LT", "et_EE", "sv_SE", "hu_HU", "zh_CN", "ru_RU"}) {
        QTest::newRow(name) << QString::fromLatin1(name);
    }
}

void TestTitleOrder::names_sortAsTheCollatorDoes()
{
    QFETCH(const QString, locale);
    QLocale::setDefault(QLocale(locale));
    QCollator collator{QLocale(locale)};
    collator.setNumericMode(true);
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    QRandomGenerator random(3);
    for (const int longest : {3, 12}) {
        Names names = randomNames(random, 2000, longest);
        std::erase(names, std::string());
        const WorkColumn column = ranksOf(names);
        std::vector<quint32> order(names.size());
        std::iota(order.begin(), order.end(), 0U);
        sortByColumn(order, column, false);
        for (std::size_t i = 1; i < order.size(); ++i) {
            const QString a = toQString(names[order[i - 1]]);
            const QString b = toQString(names[order[i]]);
            const bool equal = column.values[order[i - 1]] == column.values[order[i]];
            const int expected = collator.compare(a, b);
            QVERIFY2(equal ? expected == 0 : expected < 0, qPrintable(a + QLatin1String(" | ") + b));
        }
    }
}

/// Few works are sorted, many are picked out of the order of all.
void TestTitleOrder::titleOrder_isThatOfItsColumn()
{
    test::ListBuilder list;
    list.section("One");
    for (int i = 0; i < 400; ++i) {
        // Numbers that differ for the catalog and are equal for a reader, and no title at all.
        const std::string zeros(static_cast<std::size_t>(i / 20), '0');
        list.entry(i % 9 == 0 ? std::string() : "Number " + zeros + std::to_string(i % 20),
                   i % 21 == 0 ? "OSDI" : "", 0, "https://a.org/" + std::to_string(i));
    }
    const SearchIndexPointer index = SearchIndex::withNameOrders(SearchIndex::build(list.build()));
    const WorkColumn &column = *index->column(PaperOrder::Title);
    for (const QStringView text : {u"", u"venue:osdi", u"-venue:osdi", u"number 7", u"nothing at all"}) {
        for (const Scope &scope : {Scope(), Scope{PaperView::Section, 0}, Scope{PaperView::Unread, kNone}}) {
            const QueryMatchesPointer matches = findMatches(*index, {}, parseQuery(text), scope);
            std::vector<quint32> expected = matchRows(*index, matches, PaperOrder::List, false).works();
            for (const bool descending : {false, true}) {
                std::stable_sort(expected.begin(), expected.end(), [&](quint32 a, quint32 b) {
                    const quint32 first = column.values[descending ? b : a];
                    const quint32 second = column.values[descending ? a : b];
                    const bool unknown = column.values[a] == column.size || column.values[b] == column.size;
                    return unknown ? column.values[a] < column.values[b] : first < second;
                });
                QCOMPARE(matchRows(*index, matches, PaperOrder::Title, descending).works(), expected);
                expected = matchRows(*index, matches, PaperOrder::List, false).works();
            }
        }
    }
}

QTEST_GUILESS_MAIN(TestTitleOrder)
#include "tst_titleorder.moc"
