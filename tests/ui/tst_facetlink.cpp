// SPDX-License-Identifier: GPL-3.0-or-later
#include "mainwindow/facetlink.h"

#include "facets/facetpane.h"
#include "facets/facetview.h"
#include "facets/yearstrip.h"
#include "filterbar/filterbar.h"
#include "items/facetmodel.h"
#include "items/paperfilter.h"
#include "items/sectiontreemodel.h"
#include "support/listbuilder.h"

#include <QtTest>

using namespace carrel;

namespace {

CatalogPointer someList()
{
    return test::ListBuilder()
        .section("Training")
        .entry("Attention at scale", "OSDI", 2023, "https://a.example/1.pdf")
        .entry("Attention again", "SOSP", 2024, "https://github.com/a/b")
        .entry("Gradients", "OSDI", 2024)
        .section("Serving")
        .entry("Serving attention", "arXiv", 2025, "https://arxiv.org/abs/2501.00001")
        .entry("Serving gradients")
        .build();
}

/// Box, filter, sidebar and facets, joined as in the window.
struct Fixture
{
    explicit Fixture(const QString &text = {})
    {
        new FacetLink({pane, bar, filter, sections}, &pane);
        QObject::connect(&bar, &FilterBar::textChanged, &filter, &PaperFilter::setText);
        QObject::connect(&filter, &PaperFilter::countsChanged, [this] { ++counted; });
        bar.setText(text);
        const CatalogPointer catalog = someList();
        sections.setCatalog(catalog, nullptr);
        filter.setCatalog(catalog, nullptr);
        pane.resize(260, 300);
        pane.show();
        pane.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&pane));
        waitForCounts();
    }
    void waitForCounts()
    {
        QTRY_VERIFY_WITH_TIMEOUT(counted > 0, 20'000);
        counted = 0;
    }
    void edit(const QString &text)
    {
        bar.setText(text);
        waitForCounts();
    }
    static QModelIndex row(FacetView &view, const QString &name)
    {
        return view.model()
            ->match(view.model()->index(0, 0), Qt::DisplayRole, name, 1, Qt::MatchExactly)
            .value(0);
    }
    void click(FacetView &view, const QString &name)
    {
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.visualRect(row(view, name)).center());
        waitForCounts();
    }
    static QString shown(const FacetView &view)
    {
        QStringList rows;
        for (int i = 0; i < view.model()->rowCount(); ++i) {
            const QModelIndex index = view.model()->index(i, 0);
            const int use = index.data(FacetUseRole).toInt();
            rows.append(QLatin1String(use == 0   ? ""
                                      : use == 1 ? "+"
                                                 : "-") +
                        index.data().toString() + QLatin1Char(' ') + index.data(CountRole).toString());
        }
        return rows.join(QLatin1String(", "));
    }
    QString sectionCounts() const
    {
        QStringList counts;
        const QModelIndex head = sections.index(1, 0);
        for (int i = 0; i < sections.rowCount(head); ++i) {
            counts.append(sections.index(i, 0, head).data(CountRole).toString());
        }
        return counts.join(QLatin1Char(' '));
    }

    FilterBar bar;
    PaperFilter filter;
    SectionTreeModel sections;
    FacetPane pane;
    int counted = 0;
};

} // namespace

class FacetLinkTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void start_countsTheWholeList()
    {
        Fixture f;
        QCOMPARE(Fixture::shown(f.pane.venues()), QStringLiteral("OSDI 2, SOSP 1, arXiv 1"));
        QCOMPARE(Fixture::shown(f.pane.kinds()),
                 QStringLiteral("Survey 0, Has code 1, Has PDF 2, No link 2"));
        QCOMPARE(f.sectionCounts(), QStringLiteral("3 2"));
        QVERIFY(f.pane.years().placeOf(0).isValid());
    }

    void threeClicks_includeExcludeAndFree()
    {
        Fixture f(QStringLiteral("Attention"));
        f.click(f.pane.venues(), QStringLiteral("SOSP"));
        QCOMPARE(f.bar.text(), QStringLiteral("Attention venue:sosp"));
        QCOMPARE(f.sectionCounts(), QStringLiteral("1 0"));
        QCOMPARE(Fixture::shown(f.pane.venues()), QStringLiteral("OSDI 1, +SOSP 1, arXiv 1"));
        f.click(f.pane.venues(), QStringLiteral("SOSP"));
        QCOMPARE(f.bar.text(), QStringLiteral("Attention -venue:sosp"));
        QCOMPARE(f.sectionCounts(), QStringLiteral("1 1"));
        f.click(f.pane.venues(), QStringLiteral("SOSP"));
        QCOMPARE(f.bar.text(), QStringLiteral("Attention"));
        QCOMPARE(f.sectionCounts(), QStringLiteral("2 1"));
    }

    void severalVenues_areAlternativesAndKindsHoldTogether()
    {
        Fixture f;
        f.click(f.pane.venues(), QStringLiteral("OSDI"));
        f.click(f.pane.venues(), QStringLiteral("SOSP"));
        f.click(f.pane.kinds(), QStringLiteral("No link"));
        QCOMPARE(f.bar.text(), QStringLiteral("(venue:osdi OR venue:sosp) -has:link"));
        QCOMPARE(f.sections.indexOf({}).data(CountRole).toInt(), 1);
        QCOMPARE(Fixture::shown(f.pane.venues()), QStringLiteral("+OSDI 1, +SOSP 0"));
        f.click(f.pane.kinds(), QStringLiteral("No link"));
        QCOMPARE(f.bar.text(), QStringLiteral("(venue:osdi OR venue:sosp) has:link"));
    }

    void typing_movesTheFacets()
    {
        Fixture f;
        f.edit(QStringLiteral("VENUE:ArXiv -has:code year:2024..2025"));
        QCOMPARE(Fixture::shown(f.pane.venues()).section(QLatin1Char(','), 0, 0), QStringLiteral("+arXiv 1"));
        QCOMPARE(Fixture::shown(f.pane.kinds()),
                 QStringLiteral("Survey 0, -Has code 0, Has PDF 1, No link 0"));
        QVERIFY(f.pane.years().label().startsWith(QLatin1String("2024")));
        f.edit({});
        QCOMPARE(Fixture::shown(f.pane.venues()), QStringLiteral("OSDI 2, SOSP 1, arXiv 1"));
        QVERIFY(f.pane.years().label().isEmpty());
    }

    void textThatWasThereBefore_isShownFromTheStart()
    {
        Fixture f(QStringLiteral("gradients venue:sosp"));
        QCOMPARE(Fixture::shown(f.pane.venues()), QStringLiteral("+SOSP 0, OSDI 1"));
    }

    void years_areClickedAndDragged()
    {
        Fixture f(QStringLiteral("a"));
        YearStrip &years = f.pane.years();
        QTest::mouseClick(&years, Qt::LeftButton, {}, years.placeOf(2024).center());
        f.waitForCounts();
        QCOMPARE(f.bar.text(), QStringLiteral("a year:2024"));
        QCOMPARE(f.sectionCounts(), QStringLiteral("2 0"));
        QTest::mouseClick(&years, Qt::LeftButton, {}, years.placeOf(2024).center());
        QCOMPARE(f.bar.text(), QStringLiteral("a"));
        QTest::mousePress(&years, Qt::LeftButton, {}, years.placeOf(2025).center());
        QTest::mouseMove(&years, years.placeOf(2023).center());
        QTest::mouseRelease(&years, Qt::LeftButton, {}, years.placeOf(2024).center());
        QCOMPARE(f.bar.text(), QStringLiteral("a year:2024..2025"));
    }

    void emptyResult_keepsWhatLeadsOutOfIt()
    {
        Fixture f;
        f.edit(QStringLiteral("venue:osdi nothing"));
        QCOMPARE(Fixture::shown(f.pane.venues()), QStringLiteral("+OSDI 0"));
        QCOMPARE(f.sectionCounts(), QStringLiteral("0 0"));
        QVERIFY(f.pane.years().placeOf(2023).isValid());
    }

    void anotherList_leavesNothingOfTheFirst()
    {
        Fixture f;
        const CatalogPointer other = test::ListBuilder().section("X").entry("Y", "KDD", 2001).build();
        f.sections.setCatalog(other, nullptr);
        QCOMPARE(Fixture::shown(f.pane.venues()), QString());
        f.filter.setCatalog(other, nullptr);
        f.waitForCounts();
        QCOMPARE(Fixture::shown(f.pane.venues()), QStringLiteral("KDD 1"));
        QVERIFY(f.pane.years().placeOf(2001).isValid() && !f.pane.years().placeOf(2023).isValid());
    }
};

QTEST_MAIN(FacetLinkTest)
#include "tst_facetlink.moc"
