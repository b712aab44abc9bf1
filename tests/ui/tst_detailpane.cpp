// SPDX-License-Identifier: GPL-3.0-or-later
#include "detail/detailpane.h"
#include "detail/detailtext.h"
#include "support/listbuilder.h"

#include <QCheckBox>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTextBlock>
#include <QtTest>

namespace carrel {

using test::ListBuilder;

namespace {

QString shownText(const DetailPane &pane)
{
    return pane.findChild<DetailText *>()->toPlainText();
}

/// Every reference that a click in the text can follow.
QStringList references(const DetailPane &pane)
{
    QStringList found;
    const QTextDocument *document = pane.findChild<DetailText *>()->document();
    for (QTextBlock block = document->begin(); block.isValid(); block = block.next()) {
        for (auto each = block.begin(); !each.atEnd(); ++each) {
            const QString reference = each.fragment().charFormat().anchorHref();
            if (!reference.isEmpty()) {
                found.append(reference);
            }
        }
    }
    return found;
}

CatalogPointer listOf(EntryDraft draft)
{
    return ListBuilder().section("Training").entry(std::move(draft)).build();
}

QPushButton *button(const DetailPane &pane, const char *name)
{
    return pane.findChild<QPushButton *>(QLatin1String(name));
}

} // namespace

class DetailPaneTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void show_titleIsPlainText();
    void show_factsLineNamesVenueYearSurveyQualifierAndHost();
    void show_authorsStandBelowTheTitle();
    void open_buttonsNameTheFormAndAskForIt();
    void open_buttonsHaveRoomForTheirTextInAPaneOfUsualWidth();
    void open_workWithoutLinkOffersASearch();
    void links_showTheTrueHostAndNeverThePassword();
    void links_unsafeOnesAreTextWithAReason();
    void links_clickTellsTheExactAddress();
    void links_hugeAddressIsElided();
    void places_areLinksToTheirSections();
    void places_manyEntriesStayBounded();
    void versionsAliasesAndNotes_areShown();
    void marks_showTheStateAndOnlyAskForChanges();
    void matches_areMarkedWhereTheFilterLooks();
    void clear_forgetsThePaper();
};

void DetailPaneTest::show_titleIsPlainText()
{
    DetailPane pane;
    pane.show(ListBuilder().section("A").entry("<h1>Bold & \"odd\"</h1>").build(), 0, {});
    QVERIFY(shownText(pane).startsWith(QLatin1String("<h1>Bold & \"odd\"</h1>\n")));
}

void DetailPaneTest::show_factsLineNamesVenueYearSurveyQualifierAndHost()
{
    EntryDraft draft;
    draft.title = "A title";
    draft.survey = true;
    draft.tag = {"NAIC @ SIGCOMM'25 Spotlight", "NAIC", "SIGCOMM", "Spotlight", 2025};
    DetailPane pane;
    pane.show(listOf(draft), 0, {});
    const QString facts = shownText(pane).section(QLatin1Char('\n'), 1, 1);
    QCOMPARE(facts, QStringLiteral("NAIC 2025 \u00b7 Survey \u00b7 Spotlight \u00b7 workshop at SIGCOMM"));
}

void DetailPaneTest::show_authorsStandBelowTheTitle()
{
    EntryDraft draft;
    draft.title = "One";
    for (int i = 0; i < 100; ++i) {
        draft.authors += "<b>A" + std::to_string(i) + "</b>, ";
    }
    DetailPane pane;
    pane.show(listOf(draft), 0, {});
    const QTextDocument *document = pane.findChild<DetailText *>()->document();
    const QString line = document->findBlockByNumber(1).text();
    QVERIFY(line.startsWith(QStringLiteral("<b>A0</b>, <b>A1</b>, ")));
    QVERIFY(line.contains(QStringLiteral("A29")));
    QVERIFY(!line.contains(QStringLiteral("A30")));
    QVERIFY(line.endsWith(QStringLiteral(" and 70 more")));
}

void DetailPaneTest::open_buttonsNameTheFormAndAskForIt()
{
    DetailPane pane;
    pane.show(
        ListBuilder().section("A").entry("T", "arXiv", 2024, "https://arxiv.org/abs/2401.00001").build(), 0,
        {});
    QSignalSpy open(&pane, &DetailPane::openRequested);
    QSignalSpy pdf(&pane, &DetailPane::pdfRequested);
    QCOMPARE(button(pane, "detailOpen")->text(), QStringLiteral("Open arXiv"));
    QTest::mouseClick(button(pane, "detailOpen"), Qt::LeftButton);
    QTest::mouseClick(button(pane, "detailPdf"), Qt::LeftButton);
    QCOMPARE(open.count(), 1);
    QCOMPARE(pdf.count(), 1);

    pane.show(ListBuilder()
                  .section("A")
                  .entry("T", "OSDI", 2024, "https://www.usenix.org/conference/osdi24/x")
                  .build(),
              0, {});
    QCOMPARE(button(pane, "detailOpen")->text(), QStringLiteral("Open USENIX page"));
    QVERIFY(button(pane, "detailPdf")->isHidden());
    QVERIFY(button(pane, "detailMore")->isHidden());
}

void DetailPaneTest::open_buttonsHaveRoomForTheirTextInAPaneOfUsualWidth()
{
    DetailPane pane;
    pane.resize(pane.sizeHint().width(), 600);
    pane.setVisible(true);
    EntryDraft draft;
    draft.title = "Paper";
    draft.links = {{"https://openreview.net/forum?id=yLgr02IsXY", {}}};
    pane.show(listOf(draft), 0, {});
    QVERIFY(!pane.grab().isNull());
    QCOMPARE(button(pane, "detailOpen")->text(), QStringLiteral("Open OpenReview"));
    for (const char *name : {"detailOpen", "detailPdf", "detailMore"}) {
        const QPushButton &each = *button(pane, name);
        QVERIFY2(each.isVisible() && each.width() >= each.sizeHint().width(), name);
        QVERIFY2(each.width() > each.fontMetrics().horizontalAdvance(each.text()), name);
    }
}

void DetailPaneTest::open_workWithoutLinkOffersASearch()
{
    DetailPane pane;
    pane.show(ListBuilder().section("A").entry("Lost paper").build(), 0, {});
    QCOMPARE(button(pane, "detailOpen")->text(), QStringLiteral("Search the Title"));
    QVERIFY(shownText(pane).contains(QLatin1String("scholar.google.com")));
    QSignalSpy link(&pane, &DetailPane::linkRequested);
    auto *menu = button(pane, "detailMore")->menu();
    Q_EMIT menu->aboutToShow();
    QCOMPARE(menu->actions().size(), 4);
    menu->actions().first()->trigger();
    QCOMPARE(link.at(0).at(1).toUrl().host(), QStringLiteral("scholar.google.com"));
}

void DetailPaneTest::links_showTheTrueHostAndNeverThePassword()
{
    EntryDraft draft;
    draft.title = "T";
    draft.links = {{"https://arxiv.org:secret@evil.example/abs/1", ""},
                   {"https://user:secret@:80/x", "Broken"}};
    DetailPane pane;
    pane.show(listOf(draft), 0, {});
    QVERIFY(shownText(pane).contains(QLatin1String("Page  evil.example")));
    QVERIFY(!shownText(pane).contains(QLatin1String("secret")));
    QCOMPARE(button(pane, "detailOpen")->text(), QStringLiteral("Open evil.example page"));
}

void DetailPaneTest::links_unsafeOnesAreTextWithAReason()
{
    EntryDraft draft;
    draft.title = "T";
    draft.links = {
        {"javascript:alert(1)", ""}, {"file:///etc/passwd", "Slides"}, {"other.md", ""}, {"#top", ""}};
    DetailPane pane;
    pane.resize(500, 600);
    pane.show(listOf(draft), 0, {});
    QCOMPARE(shownText(pane).count(QLatin1String("not opened")), 4);
    QVERIFY(shownText(pane).contains(QLatin1String("javascript:alert(1)")));
    QCOMPARE(button(pane, "detailOpen")->text(), QStringLiteral("Search the Title"));
    QSignalSpy link(&pane, &DetailPane::linkRequested);
    for (const QString &reference : references(pane)) {
        Q_EMIT pane.findChild<DetailText *>()->anchorClicked(QUrl(reference));
    }
    for (const QList<QVariant> &each : link) {
        QCOMPARE(each.at(1).toUrl().scheme(), QStringLiteral("https"));
    }
}

void DetailPaneTest::links_clickTellsTheExactAddress()
{
    DetailPane pane;
    pane.resize(400, 600);
    pane.show(ListBuilder().section("A").entry("T", {}, 0, "https://a.example/x%2Fy?q=a%26b#f").build(), 0,
              {});
    pane.QWidget::show();
    auto *text = pane.findChild<DetailText *>();
    QSignalSpy link(&pane, &DetailPane::linkRequested);
    QTextCursor cursor = text->document()->find(QStringLiteral("Page"));
    const QPoint middle = text->cursorRect(cursor).center() - QPoint(4, 0);
    QTest::mouseMove(text->viewport(), middle);
    QTest::mouseClick(text->viewport(), Qt::LeftButton, {}, middle);
    QCOMPARE(link.count(), 1);
    QCOMPARE(link.at(0).at(1).toUrl().toEncoded(), QByteArray("https://a.example/x%2Fy?q=a%26b#f"));
}

void DetailPaneTest::links_hugeAddressIsElided()
{
    DetailPane pane;
    const std::string address = "https://a.example/" + std::string(100'000, 'x');
    pane.show(ListBuilder().section("A").entry("T", {}, 0, address).build(), 0, {});
    QVERIFY(shownText(pane).size() < 1000);
    QVERIFY(button(pane, "detailOpen")->toolTip().size() < 2000);
}

void DetailPaneTest::places_areLinksToTheirSections()
{
    DetailPane pane;
    const CatalogPointer list = ListBuilder()
                                    .section("Training")
                                    .section("MoE & more", 3)
                                    .entry("One paper", "OSDI", 2024)
                                    .section("Serving")
                                    .entry("One paper")
                                    .build();
    QCOMPARE(list->workCount(), std::size_t(1));
    pane.show(list, 0, {});
    QVERIFY(
        shownText(pane).contains(QStringLiteral("Listed in\nTraining \u203a MoE & more\nAlso in\nServing")));
    QSignalSpy place(&pane, &DetailPane::placeRequested);
    for (const QString &reference : references(pane)) {
        Q_EMIT pane.findChild<DetailText *>()->anchorClicked(QUrl(reference));
    }
    QCOMPARE(place.count(), 2);
    QCOMPARE(list->sectionPath(place.at(1).at(0).toUInt()), QStringList{QStringLiteral("Serving")});
}

void DetailPaneTest::places_manyEntriesStayBounded()
{
    ListBuilder builder;
    for (int i = 0; i < 10'000; ++i) {
        builder.section("Section " + std::to_string(i))
            .entry("One paper", {}, 0, "https://a.example/" + std::to_string(i));
    }
    DetailPane pane;
    const CatalogPointer list = builder.build();
    QCOMPARE(list->workCount(), std::size_t(1));
    pane.show(list, 0, {});
    QVERIFY(shownText(pane).contains(QLatin1String("and 9,980 more")));
    QVERIFY(shownText(pane).size() < 10'000);
}

void DetailPaneTest::versionsAliasesAndNotes_areShown()
{
    EntryDraft draft;
    draft.title = "T";
    draft.aliases = {"Megatron-LM v2"};
    draft.notes = {"From OpenAI"};
    draft.versions = {{"An older title",
                       "Journal version of",
                       {"PPoPP'24", "PPoPP", "", "", 2024},
                       {{"https://dl.acm.org/doi/10.1145/1", ""}}}};
    DetailPane pane;
    pane.show(listOf(draft), 0, {});
    const QString text = shownText(pane);
    QVERIFY(text.contains(QLatin1String("Also called\nMegatron-LM v2")));
    QVERIFY(text.contains(QLatin1String("Notes of the list\nFrom OpenAI")));
    QVERIFY(text.contains(
        QStringLiteral("Versions\nAn older title\nJournal version of \u00b7 PPoPP 2024\nACM  dl.acm.org")));
}

void DetailPaneTest::marks_showTheStateAndOnlyAskForChanges()
{
    DetailPane pane;
    pane.show(ListBuilder().section("A").entry("T").build(), 0, WorkStates{WorkState{true, false}});
    auto *bookmarked = pane.findChild<QCheckBox *>(QStringLiteral("detailBookmarked"));
    auto *read = pane.findChild<QCheckBox *>(QStringLiteral("detailRead"));
    QVERIFY(bookmarked->isChecked() && !read->isChecked());
    QSignalSpy asked(&pane, &DetailPane::readRequested);
    QTest::mouseClick(read, Qt::LeftButton, {}, QPoint(8, read->height() / 2));
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.at(0).at(1).toBool(), true);
    QVERIFY(!read->isChecked());
    pane.setStates(WorkStates{WorkState{true, true}});
    QVERIFY(read->isChecked());
}

void DetailPaneTest::matches_areMarkedWhereTheFilterLooks()
{
    EntryDraft draft;
    draft.title = "Sérving models";
    draft.tag = {"ServConf'24", "ServConf", "", "", 2024};
    draft.aliases = {"FastServe"};
    draft.notes = {"Line one\nserved by us"};
    draft.versions = {{"Older serving", "Journal version of", {"PPoPP'24", "PPoPP", "", "", 2024}, {}}};
    draft.links = {{"https://serv.example/serv", ""}};
    DetailPane pane;
    pane.setQuery(parseQuery(u"serv -models"));
    pane.show(listOf(draft), 0, {});
    const auto marked = [&pane] {
        QStringList texts;
        for (const auto &each : pane.findChild<DetailText *>()->extraSelections()) {
            texts.append(each.cursor.selectedText());
        }
        return texts;
    };
    QCOMPARE(marked(), (QStringList{QStringLiteral("Sérv"), QStringLiteral("Serv"), QStringLiteral("Serv"),
                                    QStringLiteral("serv"), QStringLiteral("serv")}));
    pane.setQuery(parseQuery(u"older"));
    QCOMPARE(marked(), QStringList{QStringLiteral("Older")});
    pane.setQuery({});
    QCOMPARE(marked(), QStringList());
}

void DetailPaneTest::clear_forgetsThePaper()
{
    DetailPane pane;
    QCOMPARE(pane.work(), kNone);
    pane.clear();
    pane.show(ListBuilder().section("A").entry("T").build(), 0, {});
    QCOMPARE(pane.work(), 0U);
    pane.clear();
    QCOMPARE(pane.work(), kNone);
    QVERIFY(pane.findChild<DetailText *>()->parentWidget()->isHidden());
}

} // namespace carrel

QTEST_MAIN(carrel::DetailPaneTest)
#include "tst_detailpane.moc"
