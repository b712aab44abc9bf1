// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/papercolumns.h"
#include "support/listbuilder.h"

#include <QtTest>

#include <set>

using namespace carrel;
using test::ListBuilder;

namespace {

QString textOf(PaperColumn column, const CatalogPointer &catalog, quint32 work = 0, WorkState state = {})
{
    for (const PaperColumnInfo &info : paperColumns()) {
        if (info.column == column) {
            return info.text({*catalog, work, state});
        }
    }
    return {};
}

EntryDraft draftWithLinks(std::vector<EntryDraft::NewLink> links)
{
    EntryDraft draft;
    draft.title = "A paper";
    draft.links = std::move(links);
    return draft;
}

} // namespace

class TestPaperColumns final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keys_areUniqueAndEachColumnHasATitle();
    void venueAndYear_areThoseOfTheFace();
    void year_isEmptyWhenUnknown();
    void title_fallsBackToTheAddress();
    void links_nameEachKindOnce();
    void links_leaveOutWhatIsNeverOpened();
    void section_isThePathWithItsGroup();
    void severalLists_areNamedAndCounted();
    void marks_areSpokenAsFacts();
    void tagsRatingAndDate_areTheReaders();
    void added_isTheDayWhereItIsKnown();
};

void TestPaperColumns::keys_areUniqueAndEachColumnHasATitle()
{
    std::set<std::string> keys;
    for (const PaperColumnInfo &info : paperColumns()) {
        QVERIFY(keys.insert(info.key).second);
        QVERIFY(!paperColumnTitle(info.column).isEmpty());
        QCOMPARE(info.sortable, info.order != PaperOrder::List);
    }
    QCOMPARE(keys.size(), std::size_t(13));
}

void TestPaperColumns::venueAndYear_areThoseOfTheFace()
{
    const CatalogPointer catalog = ListBuilder()
                                       .entry("A paper", "arXiv", 2023, "https://arxiv.org/abs/2301.00001")
                                       .entry("A paper", "OSDI", 2024)
                                       .build();
    QCOMPARE(textOf(PaperColumn::Venue, catalog), QStringLiteral("OSDI"));
    QCOMPARE(textOf(PaperColumn::Year, catalog), QStringLiteral("2024"));
}

void TestPaperColumns::year_isEmptyWhenUnknown()
{
    QCOMPARE(textOf(PaperColumn::Year, ListBuilder().entry("A paper", "USENIX ;login:").build()), QString());
}

void TestPaperColumns::title_fallsBackToTheAddress()
{
    const CatalogPointer catalog = ListBuilder().entry("", {}, 0, "https://example.org/x").entry("").build();
    QCOMPARE(textOf(PaperColumn::Title, catalog, 0), QStringLiteral("(no title) https://example.org/x"));
}

void TestPaperColumns::links_nameEachKindOnce()
{
    const CatalogPointer catalog = ListBuilder()
                                       .entry(draftWithLinks({{"https://arxiv.org/abs/2301.00001", ""},
                                                              {"https://arxiv.org/pdf/2301.00001", "PDF"},
                                                              {"https://github.com/a/b", "Code"}}))
                                       .entry(draftWithLinks({{"https://github.com/a/b", "Code"},
                                                              {"https://example.org/paper.pdf", "x"}}))
                                       .build();
    QCOMPARE(catalog->workCount(), std::size_t(1));
    QCOMPARE(textOf(PaperColumn::Links, catalog), QStringLiteral("arXiv, PDF, Code"));
}

void TestPaperColumns::links_leaveOutWhatIsNeverOpened()
{
    const CatalogPointer catalog =
        ListBuilder()
            .entry(draftWithLinks({{"javascript:alert(1)", ""}, {"../x.md", "x"}, {"#top", "y"}}))
            .build();
    QCOMPARE(textOf(PaperColumn::Links, catalog), QString());
}

void TestPaperColumns::section_isThePathWithItsGroup()
{
    const CatalogPointer catalog =
        ListBuilder().section("Training").section("Data", 3).group("General").entry("A paper").build();
    QCOMPARE(textOf(PaperColumn::Section, catalog), QStringLiteral("Training > Data > General"));
}

void TestPaperColumns::severalLists_areNamedAndCounted()
{
    const CatalogPointer one = ListBuilder().section("Training").entry("A paper").entry("A Paper").build();
    const CatalogPointer two = ListBuilder().entry("A paper").entry("Another").build();
    const CatalogPointer catalog =
        *CatalogBuilder::united({{QStringLiteral("One"), one}, {QStringLiteral("Two"), two}});
    QCOMPARE(textOf(PaperColumn::Section, catalog), QStringLiteral("One > Training"));
    QCOMPARE(textOf(PaperColumn::Section, catalog, 1), QStringLiteral("Two"));
    QCOMPARE(textOf(PaperColumn::Lists, catalog), QStringLiteral("2"));
    QCOMPARE(textOf(PaperColumn::Lists, catalog, 1), QString());
    const auto columns = paperColumns();
    const auto lists = std::find_if(columns.begin(), columns.end(), [](const PaperColumnInfo &each) {
        return each.column == PaperColumn::Lists;
    });
    QCOMPARE(lists->toolTip({*catalog, 0, {}}), QStringLiteral("One, Two"));
}

void TestPaperColumns::marks_areSpokenAsFacts()
{
    const CatalogPointer catalog = ListBuilder().entry("A paper").build();
    QCOMPARE(textOf(PaperColumn::Bookmark, catalog), QString());
    QCOMPARE(textOf(PaperColumn::Unread, catalog), QStringLiteral("Unread"));
    QCOMPARE(textOf(PaperColumn::Bookmark, catalog, 0, {true, true}), QStringLiteral("Bookmarked"));
    QCOMPARE(textOf(PaperColumn::Unread, catalog, 0, {true, true}), QString());
}

void TestPaperColumns::tagsRatingAndDate_areTheReaders()
{
    const CatalogPointer catalog = ListBuilder().entry("A").entry("B").build();
    WorkStates states(2);
    states.setTags({{1, QStringLiteral("b"), {}, 0}, {2, QStringLiteral("a"), {}, 0}});
    states.setTagsOf(0, {1, 2});
    states.setState(0, {true, false, false, false, 3});
    states.setTimes(0, {QDateTime(QDate(2026, 3, 5), QTime(12, 0)).toMSecsSinceEpoch(), 0, 0, 0, 0});
    const auto text = [&](PaperColumn column, quint32 work) {
        for (const PaperColumnInfo &info : paperColumns()) {
            if (info.column == column) {
                return info.text({*catalog, work, states[work], &states});
            }
        }
        return QString();
    };
    QCOMPARE(text(PaperColumn::Tags, 0), QStringLiteral("a, b"));
    QCOMPARE(text(PaperColumn::Rating, 0), QString(3, QChar(0x2605)));
    QCOMPARE(text(PaperColumn::Bookmarked, 0), QLocale().toString(QDate(2026, 3, 5), QLocale::ShortFormat));
    for (const PaperColumn column : {PaperColumn::Tags, PaperColumn::Rating, PaperColumn::Bookmarked}) {
        QVERIFY(text(column, 1).isEmpty());
    }
}

void TestPaperColumns::added_isTheDayWhereItIsKnown()
{
    const CatalogPointer catalog = ListBuilder().entry("A").entry("B").entry("C").build();
    const auto noon = static_cast<quint32>(QDateTime(QDate(2026, 2, 7), QTime(12, 0)).toSecsSinceEpoch());
    const auto ages = std::make_shared<WorkAges>(2);
    ages->set(0, {noon, true, false, false});
    ages->set(1, {noon, false, false, false});
    WorkStates states(3);
    states.setAges(ages);
    const auto info = std::find_if(paperColumns().begin(), paperColumns().end(),
                                   [](const auto &each) { return each.column == PaperColumn::Added; });
    const auto cell = [&](quint32 work) { return PaperCell{*catalog, work, {}, &states}; };
    QCOMPARE(info->text(cell(0)), QStringLiteral("2026-02-07"));
    QCOMPARE(info->toolTip(cell(0)), QStringLiteral("Added 2026-02-07"));
    QCOMPARE(info->text(cell(1)), QString());
    QCOMPARE(info->toolTip(cell(1)), QStringLiteral("Listed before 2026-02-07"));
    QCOMPARE(info->toolTip(cell(2)), QString());
}

QTEST_GUILESS_MAIN(TestPaperColumns)
#include "tst_papercolumns.moc"
