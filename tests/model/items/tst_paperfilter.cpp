// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/paperfilter.h"
#include "support/listbuilder.h"

#include <QSignalSpy>
#include <QtTest>

#include <memory>

using namespace carrel;
using test::ListBuilder;
using Rows = std::vector<quint32>;

namespace {

CatalogPointer someList()
{
    return ListBuilder()
        .section("Training")
        .entry("Beta training", "OSDI", 2022)
        .entry("alpha training", "SOSP", 2024)
        .section("Serving")
        .entry("Gamma serving", "OSDI", 2023)
        .build();
}

std::shared_ptr<WorkStates> states(std::size_t works)
{
    return std::make_shared<WorkStates>(works);
}

} // namespace

class TestPaperFilter final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void withoutText_theResultComesAtOnce();
    void longScopes_areLookedThroughInThePool();
    void beforeACatalog_nothingIsTold();
    void text_isFoundInThePool();
    void clauseThatIsBegun_findsWhatStandsBeforeIt();
    void textBeforeTheCatalog_waitsForTheIndex();
    void ofSeveralTexts_theNewestWins();
    void clearingTheText_dropsTheRunUnderWay();
    void order_sortsAndComesBack();
    void textWhileTitlesAreOrdered_isFoundInThatOrder();
    void scopeAndText_goTogether();
    void marking_neverChangesTheRowsOfAView();
    void runAgainForMarks_findsAnewWhatTheyDecideOn();
    void narrowerText_afterMarkingSeesTheMarks();
    void textThatFindsNothing_isFollowedByWhatWasMeant();
    void suggestionForAnOlderText_isNotTold();
    void newCatalog_replacesTheIndex();
    void extendedCatalog_leavesWhatIsShown();
    void extendedCatalog_whileTextIsLookedFor_findsInIt();
    void missingStates_countAsUnread();
    void counts_followEachResult();
    void counts_areNotMadeAgainForAnotherOrder();
    void counts_ofAnOlderResultAreNotTold();
    void counts_comeWithTheIndexWhereTheResultCameBefore();
    void counts_followTheMarks();
    void index_isToldOnceACatalog();
    void destroyedWhileRunning_isQuiet();

private:
    /// The rows of the one result that the last call leads to.
    Rows nextRows();

    std::unique_ptr<PaperFilter> m_filter;
    std::vector<FilterResult> m_results;
    std::vector<FilterCounts> m_counts;
};

void TestPaperFilter::init()
{
    m_results.clear();
    m_counts.clear();
    m_filter = std::make_unique<PaperFilter>();
    connect(m_filter.get(), &PaperFilter::resultChanged, this,
            [this](const FilterResult &result) { m_results.push_back(result); });
    connect(m_filter.get(), &PaperFilter::countsChanged, this,
            [this](const FilterCounts &counts) { m_counts.push_back(counts); });
}

Rows TestPaperFilter::nextRows()
{
    if (!QTest::qWaitFor([this] { return !m_results.empty(); })) {
        return {kNone};
    }
    // What an older run may still have to say would be heard now.
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
    const Rows rows = m_results.front().rows.works();
    m_results.erase(m_results.begin());
    return m_results.empty() ? rows : Rows{kNone};
}

void TestPaperFilter::withoutText_theResultComesAtOnce()
{
    m_filter->setCatalog(someList(), states(3));
    QCOMPARE(m_results.size(), std::size_t(1));
    QCOMPARE(m_results[0].rows.works(), (Rows{0, 1, 2}));
    m_filter->setScope({PaperView::Section, 1});
    QCOMPARE(m_results.size(), std::size_t(2));
    QCOMPARE(m_results[1].rows.works(), (Rows{2}));
    QVERIFY(m_results[1].scope == (Scope{PaperView::Section, 1}));
}

void TestPaperFilter::longScopes_areLookedThroughInThePool()
{
    ListBuilder list;
    list.section("Long");
    for (int i = 0; i < 60'000; ++i) {
        list.entry("Paper " + std::to_string(i));
    }
    list.section("Short").entry("One more");
    const CatalogPointer catalog = list.build();
    const auto marks = states(catalog->workCount());
    marks->setState(5, {true});
    m_filter->setCatalog(catalog, marks);
    QCOMPARE(m_results.size(), std::size_t(1));
    QCOMPARE(m_results[0].rows.size(), 60'001U);
    m_filter->setScope({PaperView::Section, 1});
    QCOMPARE(m_results.size(), std::size_t(2));
    m_results.clear();
    m_filter->setScope({PaperView::Section, 0});
    m_filter->setScope({PaperView::Bookmarks, kNone});
    QVERIFY(m_results.empty());
    QCOMPARE(nextRows(), (Rows{5}));
    // Nothing was typed that could have been meant otherwise.
    QSignalSpy suggested(m_filter.get(), &PaperFilter::suggestionFound);
    m_filter->setStates(states(catalog->workCount()));
    m_filter->setScope({PaperView::Bookmarks, kNone});
    QCOMPARE(nextRows(), Rows());
    QVERIFY(suggested.isEmpty());
}

void TestPaperFilter::beforeACatalog_nothingIsTold()
{
    m_filter->setText(QStringLiteral("x"));
    m_filter->setScope({PaperView::Bookmarks, kNone});
    m_filter->setOrder(PaperOrder::Title, false);
    QCoreApplication::processEvents();
    QVERIFY(m_results.empty());
    QCOMPARE(m_filter->text(), QStringLiteral("x"));
}

void TestPaperFilter::text_isFoundInThePool()
{
    m_filter->setCatalog(someList(), states(3));
    m_results.clear();
    m_filter->setText(QStringLiteral("training"));
    QVERIFY(m_results.empty());
    QVERIFY(QTest::qWaitFor([this] { return !m_results.empty(); }));
    QCOMPARE(m_results[0].rows.works(), (Rows{0, 1}));
    QCOMPARE(m_results[0].query.terms.size(), std::size_t(1));
}

void TestPaperFilter::clauseThatIsBegun_findsWhatStandsBeforeIt()
{
    m_filter->setCatalog(someList(), states(3));
    m_results.clear();
    m_filter->setText(QStringLiteral("training venue:"));
    QCOMPARE(nextRows(), (Rows{0, 1}));
    QCOMPARE(m_filter->text(), QStringLiteral("training venue:"));
}

void TestPaperFilter::textBeforeTheCatalog_waitsForTheIndex()
{
    m_filter->setText(QStringLiteral("serving"));
    m_filter->setCatalog(someList(), states(3));
    QCOMPARE(nextRows(), (Rows{2}));
}

void TestPaperFilter::ofSeveralTexts_theNewestWins()
{
    m_filter->setCatalog(someList(), states(3));
    m_results.clear();
    m_filter->setText(QStringLiteral("t"));
    m_filter->setText(QStringLiteral("tr"));
    m_filter->setText(QStringLiteral("gamma"));
    QCOMPARE(nextRows(), (Rows{2}));
    m_filter->setText(QStringLiteral("alpha"));
    m_filter->setText(QStringLiteral("beta"));
    QCOMPARE(nextRows(), (Rows{0}));
}

void TestPaperFilter::clearingTheText_dropsTheRunUnderWay()
{
    m_filter->setCatalog(someList(), states(3));
    m_filter->setText(QStringLiteral("gamma"));
    QVERIFY(QTest::qWaitFor([this] { return m_results.size() == 2; }));
    m_results.clear();
    m_filter->setText(QStringLiteral("alpha"));
    m_filter->setText(QString());
    QCOMPARE(nextRows(), (Rows{0, 1, 2}));
    m_filter->setText(QStringLiteral("beta"));
    QCOMPARE(nextRows(), (Rows{0}));
}

void TestPaperFilter::order_sortsAndComesBack()
{
    m_filter->setCatalog(someList(), states(3));
    m_results.clear();
    m_filter->setOrder(PaperOrder::Title, false);
    QCOMPARE(nextRows(), (Rows{1, 0, 2}));
    m_filter->setOrder(PaperOrder::Title, true);
    QCOMPARE(nextRows(), (Rows{2, 0, 1}));
    m_filter->setOrder(PaperOrder::Year, true);
    QCOMPARE(nextRows(), (Rows{1, 2, 0}));
    m_filter->setOrder(PaperOrder::List, false);
    QCOMPARE(nextRows(), (Rows{0, 1, 2}));
}

void TestPaperFilter::textWhileTitlesAreOrdered_isFoundInThatOrder()
{
    m_filter->setCatalog(someList(), states(3));
    m_results.clear();
    m_filter->setOrder(PaperOrder::Title, false);
    m_filter->setText(QStringLiteral("t"));
    m_filter->setText(QStringLiteral("training"));
    QCOMPARE(nextRows(), (Rows{1, 0}));
    m_filter->setText(QStringLiteral("beta"));
    QCOMPARE(nextRows(), (Rows{0}));
}

void TestPaperFilter::scopeAndText_goTogether()
{
    m_filter->setCatalog(someList(), states(3));
    m_results.clear();
    m_filter->setText(QStringLiteral("osdi"));
    QCOMPARE(nextRows(), (Rows{0, 2}));
    m_filter->setScope({PaperView::Section, 0});
    QCOMPARE(nextRows(), (Rows{0}));
}

void TestPaperFilter::marking_neverChangesTheRowsOfAView()
{
    m_filter->setCatalog(someList(), states(3));
    m_filter->setScope({PaperView::Unread, kNone});
    m_results.clear();
    const std::shared_ptr<WorkStates> read = states(3);
    read->setState(1, {false, true});
    m_filter->setStates(read);
    QCoreApplication::processEvents();
    QVERIFY(m_results.empty());
    m_filter->setScope({PaperView::Unread, kNone});
    QCOMPARE(nextRows(), (Rows{0, 2}));
}

void TestPaperFilter::runAgainForMarks_findsAnewWhatTheyDecideOn()
{
    m_filter->setCatalog(someList(), states(3));
    const std::shared_ptr<WorkStates> marked = states(3);
    marked->setState(1, {true, false});
    m_filter->setStates(marked);
    m_results.clear();
    m_filter->runAgainForMarks();
    QVERIFY(m_results.empty());
    m_filter->setStates(states(3));
    m_filter->setScope({PaperView::Bookmarks, kNone});
    QCOMPARE(nextRows(), Rows());
    m_filter->setStates(marked);
    m_filter->runAgainForMarks();
    QCOMPARE(nextRows(), Rows{1});
}

void TestPaperFilter::narrowerText_afterMarkingSeesTheMarks()
{
    const std::shared_ptr<WorkStates> read = states(3);
    read->setState(1, {false, true});
    for (const bool whileRunning : {false, true}) {
        m_filter = std::make_unique<PaperFilter>();
        connect(m_filter.get(), &PaperFilter::resultChanged, this,
                [this](const FilterResult &result) { m_results.push_back(result); });
        m_filter->setCatalog(someList(), states(3));
        m_filter->setText(QStringLiteral("alpha"));
        QVERIFY(QTest::qWaitFor([this] { return m_results.size() == 2; }));
        m_results.clear();
        m_filter->setText(QStringLiteral("t is:read"));
        if (whileRunning) {
            m_filter->setStates(read);
        }
        QCOMPARE(nextRows(), Rows());
        if (!whileRunning) {
            m_filter->setStates(read);
        }
        m_filter->setText(QStringLiteral("tr is:read"));
        QCOMPARE(nextRows(), (Rows{1}));
    }
}

void TestPaperFilter::textThatFindsNothing_isFollowedByWhatWasMeant()
{
    const QSignalSpy suggestions(m_filter.get(), &PaperFilter::suggestionFound);
    m_filter->setCatalog(someList(), states(3));
    m_results.clear();
    m_filter->setText(QStringLiteral("Trainign"));
    QVERIFY(QTest::qWaitFor([&] { return suggestions.size() == 1; }));
    QCOMPARE(suggestions[0][0].toString(), QStringLiteral("training"));
    QCOMPARE(m_results.size(), std::size_t(1));
    m_results.clear();
    for (const char *text : {"trainign gamma", "training gamma", "training"}) {
        m_filter->setText(QString::fromLatin1(text));
        (void)nextRows();
    }
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
    QCOMPARE(suggestions.size(), 1);
}

void TestPaperFilter::suggestionForAnOlderText_isNotTold()
{
    const QSignalSpy suggestions(m_filter.get(), &PaperFilter::suggestionFound);
    m_filter->setCatalog(someList(), states(3));
    m_results.clear();
    connect(m_filter.get(), &PaperFilter::resultChanged, this, [this](const FilterResult &result) {
        if (result.rows.empty()) {
            m_filter->setText(QStringLiteral("training"));
        }
    });
    m_filter->setText(QStringLiteral("Trainign"));
    QVERIFY(QTest::qWaitFor([this] { return m_results.size() == 2; }));
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
    QVERIFY(suggestions.isEmpty());
}

void TestPaperFilter::newCatalog_replacesTheIndex()
{
    m_filter->setCatalog(someList(), states(3));
    m_filter->setText(QStringLiteral("delta"));
    m_filter->setCatalog(ListBuilder().entry("Delta").build(), states(1));
    QVERIFY(QTest::qWaitFor([this] { return m_results.back().rows == Rows{0}; }));
    QCOMPARE(m_results.size(), std::size_t(2));
}

void TestPaperFilter::extendedCatalog_leavesWhatIsShown()
{
    m_filter->setCatalog(someList(), states(3));
    QVERIFY(QTest::qWaitFor([this] { return m_filter->index() != nullptr; }));
    m_results.clear();
    const QSignalSpy ready(m_filter.get(), &PaperFilter::indexReady);
    m_filter->extendCatalog(test::withGone(*someList(), {"Left training"}), states(4));
    QVERIFY(m_filter->index() == nullptr);
    QTRY_COMPARE(ready.size(), 1);
    QVERIFY(m_results.empty());
    m_filter->setText(QStringLiteral("training"));
    QCOMPARE(nextRows(), (Rows{0, 1}));
    m_filter->setScope({PaperView::Gone});
    QCOMPARE(nextRows(), (Rows{3}));
}

void TestPaperFilter::extendedCatalog_whileTextIsLookedFor_findsInIt()
{
    m_filter->setCatalog(someList(), states(3));
    m_results.clear();
    m_filter->setScopeAndText({PaperView::Gone}, QStringLiteral("training"));
    m_filter->extendCatalog(test::withGone(*someList(), {"Left training"}), states(4));
    QCOMPARE(nextRows(), (Rows{3}));
}

void TestPaperFilter::missingStates_countAsUnread()
{
    m_filter->setScope({PaperView::Unread, kNone});
    m_filter->setCatalog(someList(), nullptr);
    QCOMPARE(nextRows(), (Rows{0, 1, 2}));
}

void TestPaperFilter::counts_followEachResult()
{
    m_filter->setCatalog(someList(), states(3));
    m_filter->setScope({PaperView::Section, 0});
    QVERIFY(QTest::qWaitFor([this] { return !m_counts.empty(); }));
    QVERIFY(!m_counts.back().filtered);
    QCOMPARE(m_counts.back().venues.size(), std::size_t(2));
    QCOMPARE(m_counts.back().sections, (std::vector<quint32>{2, 1}));
    m_counts.clear();
    std::size_t resultsBefore = 0;
    m_results.clear();
    connect(m_filter.get(), &PaperFilter::countsChanged, this, [&] { resultsBefore = m_results.size(); });
    m_filter->setText(QStringLiteral("osdi"));
    QVERIFY(QTest::qWaitFor([this] { return !m_counts.empty(); }));
    QCOMPARE(resultsBefore, std::size_t(1));
    QVERIFY(m_counts.back().filtered);
    QCOMPARE(m_counts.back().venues.size(), std::size_t(1));
    QCOMPARE(m_counts.back().sections, (std::vector<quint32>{1, 1}));
    QCOMPARE(m_counts.back().views, (ViewCounts{2, 0, 2}));
}

void TestPaperFilter::counts_areNotMadeAgainForAnotherOrder()
{
    m_filter->setCatalog(someList(), states(3));
    m_filter->setText(QStringLiteral("osdi"));
    QVERIFY(QTest::qWaitFor([this] { return !m_counts.empty(); }));
    m_counts.clear();
    m_results.clear();
    m_filter->setOrder(PaperOrder::Title, true);
    QCOMPARE(nextRows(), (Rows{2, 0}));
    m_filter->setOrder(PaperOrder::List, false);
    QCOMPARE(nextRows(), (Rows{0, 2}));
    QVERIFY(m_counts.empty());
    // What is true of other states is made anew.
    m_filter->setStates(states(3));
    QVERIFY(QTest::qWaitFor([this] { return !m_counts.empty(); }));
}

void TestPaperFilter::counts_ofAnOlderResultAreNotTold()
{
    m_filter->setCatalog(someList(), states(3));
    QVERIFY(QTest::qWaitFor([this] { return !m_counts.empty(); }));
    m_counts.clear();
    m_filter->setScope({PaperView::Section, 0});
    m_filter->setScope({PaperView::Section, 1});
    m_filter->setText(QStringLiteral("gamma"));
    QVERIFY(QTest::qWaitFor([this] { return !m_counts.empty(); }));
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
    QCOMPARE(m_counts.size(), std::size_t(1));
    QVERIFY(m_counts.front().filtered);
}

void TestPaperFilter::counts_comeWithTheIndexWhereTheResultCameBefore()
{
    m_filter->setCatalog(someList(), states(3));
    QCOMPARE(m_results.size(), std::size_t(1));
    QVERIFY(m_counts.empty());
    QVERIFY(QTest::qWaitFor([this] { return !m_counts.empty(); }));
    QCOMPARE(m_results.size(), std::size_t(1));
    QCOMPARE(m_counts.back().views, (ViewCounts{3, 0, 3}));
}

void TestPaperFilter::counts_followTheMarks()
{
    m_filter->setCatalog(someList(), states(3));
    m_filter->setText(QStringLiteral("training"));
    QVERIFY(QTest::qWaitFor([this] { return !m_counts.empty() && m_counts.back().filtered; }));
    m_counts.clear();
    m_results.clear();
    const std::shared_ptr<WorkStates> marked = states(3);
    marked->setState(1, {true, true});
    m_filter->setStates(marked);
    QVERIFY(QTest::qWaitFor([this] { return !m_counts.empty(); }));
    QCOMPARE(m_counts.back().views, (ViewCounts{2, 1, 1}));
    QVERIFY(m_results.empty());
}

void TestPaperFilter::index_isToldOnceACatalog()
{
    const QSignalSpy ready(m_filter.get(), &PaperFilter::indexReady);
    QVERIFY(m_filter->index() == nullptr);
    const CatalogPointer catalog = someList();
    m_filter->setCatalog(catalog, states(3));
    QVERIFY(m_filter->index() == nullptr);
    m_filter->setOrder(PaperOrder::Title, false);
    QVERIFY(QTest::qWaitFor([this] { return m_results.size() == 2; }));
    QCOMPARE(ready.size(), 1);
    QCOMPARE(&m_filter->index()->catalog(), catalog.get());
    m_filter->setCatalog(someList(), states(3));
    QVERIFY(m_filter->index() == nullptr);
    QVERIFY(QTest::qWaitFor([&] { return ready.size() == 2; }));
}

void TestPaperFilter::destroyedWhileRunning_isQuiet()
{
    m_filter->setCatalog(someList(), states(3));
    m_filter->setText(QStringLiteral("alpha"));
    m_results.clear();
    m_filter.reset();
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
    QVERIFY(m_results.empty());
}

QTEST_GUILESS_MAIN(TestPaperFilter)
#include "tst_paperfilter.moc"
