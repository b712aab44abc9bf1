// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/librarystore.h"
#include "mainwindow/markprogress.h"
#include "support/listbuilder.h"
#include "support/resultcheck.h"

#include <QtTest>

#include <numeric>

using namespace carrel;
using carrel::test::ListBuilder;

namespace {

constexpr quint32 kPapers = 5000;

} // namespace

class TestMarkProgress final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void longMarking_isTold_andTheWordGoesWithIt();
    void stop_marksNothing();
    void shortMarking_passesWithoutAWord();

private:
    void watch(MarkProgress &progress);
    void mark();

    std::unique_ptr<LibraryStore> m_store;
    QStringList m_texts;
    MessageAction m_action;
    int m_obsolete = 0;
    bool m_done = false;
};

void TestMarkProgress::init()
{
    Result<std::unique_ptr<LibraryStore>> store = LibraryStore::open(QStringLiteral(":memory:"));
    CARREL_VERIFY_RESULT(store);
    m_store = std::move(*store);
    ListBuilder list;
    list.section("A");
    for (quint32 i = 0; i < kPapers; ++i) {
        list.entry("Paper " + std::to_string(i));
    }
    m_store->attach(list.build());
    m_texts.clear();
    m_action = {};
    m_obsolete = 0;
    m_done = false;
}

void TestMarkProgress::watch(MarkProgress &progress)
{
    connect(&progress, &MarkProgress::messageRequested, this,
            [this](MessageBar::Kind, const QString &text, const MessageAction &action) {
                m_texts.append(text);
                m_action = action;
            });
    connect(&progress, &MarkProgress::messageObsolete, this, [this] { ++m_obsolete; });
}

void TestMarkProgress::mark()
{
    std::vector<quint32> works(kPapers);
    std::iota(works.begin(), works.end(), 0U);
    MarkChange change;
    change.read = true;
    m_store->setMarksLater(works, change, [this](const Result<MarkEdit> &) { m_done = true; });
}

void TestMarkProgress::longMarking_isTold_andTheWordGoesWithIt()
{
    MarkProgress progress(*m_store, std::chrono::milliseconds::zero());
    watch(progress);
    mark();
    QCOMPARE(m_texts.size(), 1);
    QVERIFY2(m_texts.first().contains(QLocale().toString(kPapers)), qUtf8Printable(m_texts.first()));
    QCOMPARE(m_obsolete, 0);
    QTRY_VERIFY(m_done);
    QCOMPARE(m_obsolete, 1);
    QVERIFY((*m_store->states())[kPapers - 1].read);
    // Each percentage is told once.
    QCOMPARE(m_texts.removeDuplicates(), 0);
}

void TestMarkProgress::stop_marksNothing()
{
    MarkProgress progress(*m_store, std::chrono::milliseconds::zero());
    watch(progress);
    mark();
    QVERIFY(m_action.run != nullptr);
    m_action.run();
    QVERIFY(m_done);
    QCOMPARE(m_obsolete, 1);
    QVERIFY(!(*m_store->states())[0].read);
}

void TestMarkProgress::shortMarking_passesWithoutAWord()
{
    MarkProgress progress(*m_store, std::chrono::hours(1));
    watch(progress);
    mark();
    QTRY_VERIFY(m_done);
    QVERIFY(m_texts.isEmpty());
    QCOMPARE(m_obsolete, 0);
}

QTEST_MAIN(TestMarkProgress)
#include "tst_markprogress.moc"
