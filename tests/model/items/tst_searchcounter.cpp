// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/searchcounter.h"

#include "support/listbuilder.h"

#include <QSignalSpy>
#include <QtTest>

using namespace carrel;
using carrel::test::ListBuilder;

namespace {

CatalogPointer list()
{
    return ListBuilder()
        .section("Training")
        .entry("One paper", "OSDI", 2024)
        .entry("Another paper", "SOSP", 2023)
        .section("Serving")
        .entry("A third paper", "OSDI", 2022)
        .build();
}

const CountedSearch kOsdi{QStringLiteral("venue:osdi"), {}};
const CountedSearch kTraining{QStringLiteral("paper"), {PaperView::Section, 0}};
const CountedSearch kUnread{QStringLiteral("is:unread"), {}};

} // namespace

class TestSearchCounter final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void counts_comeTogether();
    void counts_waitForIndexAndStates();
    void states_countAgainWhatMarksDecide();
    void states_ofAnotherCatalog_waitForItsIndex();
    void searches_thatAreKnown_areNotCountedAgain();
    void newestRun_wins();
    void index_gone_forgetsAll();

private:
    WorkStatesPointer states(bool firstRead) const;
    bool waitForCounts() { return m_counted->wait(); }

    SearchIndexPointer m_index;
    std::unique_ptr<SearchCounter> m_counter;
    std::unique_ptr<QSignalSpy> m_counted;
};

void TestSearchCounter::init()
{
    m_index = SearchIndex::build(list());
    m_counter = std::make_unique<SearchCounter>();
    m_counted = std::make_unique<QSignalSpy>(m_counter.get(), &SearchCounter::counted);
}

WorkStatesPointer TestSearchCounter::states(bool firstRead) const
{
    const auto states = std::make_shared<WorkStates>(m_index->workCount());
    states->setState(0, {false, firstRead});
    return states;
}

void TestSearchCounter::counts_comeTogether()
{
    m_counter->setIndex(m_index);
    m_counter->setStates(states(true));
    m_counter->setSearches({kOsdi, kTraining, kUnread});
    QVERIFY(!m_counter->count(kOsdi));
    QVERIFY(waitForCounts());
    QCOMPARE(m_counted->count(), 1);
    QVERIFY(m_counter->count(kOsdi) == 2U && m_counter->count(kTraining) == 2U);
    QVERIFY(m_counter->count(kUnread) == 2U);
    QVERIFY(!m_counter->count({QStringLiteral("venue:osdi"), {PaperView::Section, 0}}));
}

void TestSearchCounter::counts_waitForIndexAndStates()
{
    m_counter->setSearches({kOsdi});
    m_counter->setStates(states(false));
    m_counter->setIndex(m_index);
    QVERIFY(waitForCounts());
    QVERIFY(m_counter->count(kOsdi) == 2U);
}

void TestSearchCounter::states_countAgainWhatMarksDecide()
{
    m_counter->setIndex(m_index);
    m_counter->setStates(states(false));
    m_counter->setSearches({kOsdi, kUnread});
    QVERIFY(waitForCounts());
    m_counter->setStates(states(true));
    QVERIFY(m_counter->count(kUnread) == 3U);
    QVERIFY(waitForCounts());
    QVERIFY(m_counter->count(kUnread) == 2U && m_counter->count(kOsdi) == 2U);
}

void TestSearchCounter::states_ofAnotherCatalog_waitForItsIndex()
{
    m_counter->setIndex(m_index);
    m_counter->setStates(states(false));
    m_counter->setSearches({kUnread});
    QVERIFY(waitForCounts());
    m_counter->setStates(std::make_shared<WorkStates>(1));
    m_counter->setIndex(nullptr);
    QVERIFY(!m_counter->count(kUnread));
    m_counter->setIndex(SearchIndex::build(ListBuilder().section("S").entry("Only").build()));
    QVERIFY(waitForCounts());
    QVERIFY(m_counter->count(kUnread) == 1U);
}

void TestSearchCounter::searches_thatAreKnown_areNotCountedAgain()
{
    m_counter->setIndex(m_index);
    m_counter->setStates(states(false));
    m_counter->setSearches({kOsdi});
    QVERIFY(waitForCounts());
    m_counter->setSearches({kUnread, kOsdi});
    QVERIFY(m_counter->count(kOsdi) == 2U && !m_counter->count(kUnread));
    QVERIFY(waitForCounts());
    QVERIFY(m_counter->count(kUnread) == 3U);
}

void TestSearchCounter::newestRun_wins()
{
    m_counter->setIndex(m_index);
    m_counter->setSearches({kUnread});
    for (int i = 0; i < 50; ++i) {
        m_counter->setStates(states(i % 2 == 0));
    }
    QVERIFY(waitForCounts());
    QVERIFY(m_counter->count(kUnread) == 3U);
    QCOMPARE(m_counted->count(), 1);
}

void TestSearchCounter::index_gone_forgetsAll()
{
    m_counter->setIndex(m_index);
    m_counter->setStates(states(false));
    m_counter->setSearches({kOsdi});
    m_counter->setIndex(nullptr);
    QVERIFY(!m_counter->count(kOsdi));
    m_counter.reset();
}

QTEST_GUILESS_MAIN(TestSearchCounter)
#include "tst_searchcounter.moc"
