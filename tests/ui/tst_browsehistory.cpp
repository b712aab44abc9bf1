// SPDX-License-Identifier: GPL-3.0-or-later
#include "mainwindow/browsehistory.h"

#include "mainwindow/scopes.h"
#include "support/listbuilder.h"

#include <QtTest>

namespace carrel {

namespace {

constexpr Scope kSection{PaperView::Section, 3};

BrowseStep step(const Scope &scope, const QString &text = {}, qint64 search = 0)
{
    BrowseStep step;
    step.scope = scope;
    step.text = text;
    step.search = search;
    return step;
}

/// Texts of all steps back to the first, the present one first.
QStringList textsBack(BrowseHistory history)
{
    QStringList texts{history.current().text};
    while (history.canGoBack()) {
        texts << history.back().text;
    }
    return texts;
}

QStringList list(std::initializer_list<const char *> texts)
{
    QStringList all;
    for (const char *text : texts) {
        all << QString::fromLatin1(text);
    }
    return all;
}

} // namespace

class BrowseHistoryTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();

    void fresh_hasNowhereToGo();
    void visit_isAStepUnlessNothingChanges();
    void visit_forgetsWhatLayAhead();
    void visit_keepsAHundredSteps();
    void backAndForward_bringBackWhereTheReaderStood();
    void typing_isOneStep();
    void typing_afterItSettled_isAnotherStep();
    void typing_afterGoingBack_isAnotherStep();
    void typing_inAnotherScope_isAnotherStep();
    void clearing_endsTheTextAndIsAStep();
    void clearing_letterByLetter_remembersTheWholeText();
    void savedSearch_isRememberedUntilTheTextIsCleared();
    void sectionPath_leadsBackToItsSection();
    void sectionPath_thatIsNotThere_leadsNowhere();

private:
    void type(std::initializer_list<const char *> texts);

    BrowseHistory m_history;
};

void BrowseHistoryTest::init()
{
    m_history = BrowseHistory();
    m_history.begin({});
}

void BrowseHistoryTest::type(std::initializer_list<const char *> texts)
{
    for (const QString &text : list(texts)) {
        m_history.type(text);
    }
}

void BrowseHistoryTest::fresh_hasNowhereToGo()
{
    QVERIFY(!m_history.canGoBack() && !m_history.canGoForward());
    BrowseHistory none;
    QVERIFY(none.isEmpty() && !none.canGoBack() && !none.canGoForward());
    none.type(QStringLiteral("a"));
    none.note(1, 2);
    none.adoptSearch(3);
    QVERIFY(none.isEmpty());
    none.visit(step(kSection));
    QVERIFY(none.current() == step(kSection) && !none.canGoBack());
}

void BrowseHistoryTest::visit_isAStepUnlessNothingChanges()
{
    m_history.visit(step(kSection));
    m_history.note(7, 100);
    m_history.visit(step(kSection));
    QCOMPARE(m_history.current().work, 7U);
    QVERIFY(m_history.back() == BrowseStep());
    QVERIFY(!m_history.canGoBack() && m_history.canGoForward());
    QVERIFY(m_history.forward().scope == kSection);
    BrowseStep everywhere = step(kSection);
    everywhere.everywhere = true;
    m_history.visit(everywhere);
    QVERIFY(!m_history.back().everywhere);
}

void BrowseHistoryTest::visit_forgetsWhatLayAhead()
{
    m_history.visit(step(kSection));
    m_history.back();
    m_history.visit(step({PaperView::Unread, kNone}));
    QVERIFY(!m_history.canGoForward());
    QVERIFY(m_history.back() == BrowseStep());
}

void BrowseHistoryTest::visit_keepsAHundredSteps()
{
    for (quint32 section = 0; section < 150; ++section) {
        m_history.visit(step({PaperView::Section, section}));
    }
    int steps = 1;
    while (m_history.canGoBack()) {
        m_history.back();
        ++steps;
    }
    QCOMPARE(steps, 100);
    QCOMPARE(m_history.current().scope.section, 50U);
}

void BrowseHistoryTest::backAndForward_bringBackWhereTheReaderStood()
{
    m_history.note(5, 40);
    m_history.visit(step(kSection));
    m_history.note(9, 80);
    const BrowseStep first = m_history.back();
    QVERIFY(first.work == 5 && first.scroll == 40);
    const BrowseStep second = m_history.forward();
    QVERIFY(second.work == 9 && second.scroll == 80);
}

void BrowseHistoryTest::typing_isOneStep()
{
    type({"m", "mo", "moe", "moe ", "moe y", "moe"});
    QCOMPARE(textsBack(m_history), list({"moe", ""}));
}

void BrowseHistoryTest::typing_afterItSettled_isAnotherStep()
{
    type({"m", "moe"});
    m_history.settle();
    type({"moe r", "moe rag"});
    QCOMPARE(textsBack(m_history), list({"moe rag", "moe", ""}));
}

void BrowseHistoryTest::typing_afterGoingBack_isAnotherStep()
{
    type({"m", "moe"});
    m_history.back();
    type({"r", "rag"});
    QCOMPARE(textsBack(m_history), list({"rag", ""}));
    m_history.back();
    m_history.forward();
    type({"rags"});
    QCOMPARE(textsBack(m_history), list({"rags", "rag", ""}));
}

void BrowseHistoryTest::typing_inAnotherScope_isAnotherStep()
{
    type({"m", "moe"});
    m_history.visit(step(kSection, QStringLiteral("moe")));
    type({"moe r", "moe rag"});
    QCOMPARE(textsBack(m_history), list({"moe rag", "moe", "moe", ""}));
    QVERIFY(m_history.current().scope == kSection);
}

void BrowseHistoryTest::clearing_endsTheTextAndIsAStep()
{
    type({"m", "moe", "", "r", "rag"});
    QCOMPARE(textsBack(m_history), list({"rag", "", "moe", ""}));
}

void BrowseHistoryTest::clearing_letterByLetter_remembersTheWholeText()
{
    type({"r", "ra", "rag", "ra", "r", ""});
    QCOMPARE(textsBack(m_history), list({"", "rag", ""}));
    type({"moe", "mo", "mx", "m", ""});
    QCOMPARE(textsBack(m_history), list({"", "mx", "", "rag", ""}));
}

void BrowseHistoryTest::savedSearch_isRememberedUntilTheTextIsCleared()
{
    m_history.visit(step({}, QStringLiteral("moe"), 4));
    type({"moe r", "moe rag"});
    QCOMPARE(m_history.current().search, 4);
    type({""});
    QCOMPARE(m_history.current().search, 0);
    QCOMPARE(m_history.back().search, 4);
    m_history.adoptSearch(6);
    QCOMPARE(m_history.current().search, 6);
    m_history.visit(step({}, m_history.current().text));
    QCOMPARE(m_history.current().search, 0);
}

void BrowseHistoryTest::sectionPath_leadsBackToItsSection()
{
    const CatalogPointer catalog = test::ListBuilder()
                                       .section("The list", 1)
                                       .section("Training")
                                       .section("Data", 3)
                                       .group("General")
                                       .entry("One")
                                       .section("Data", 3)
                                       .entry("Two")
                                       .section("Training")
                                       .section("Data", 3)
                                       .entry("Three")
                                       .section("")
                                       .entry("Four")
                                       .build();
    QSet<QString> seen;
    for (quint32 section = 0; section < catalog->sections().size(); ++section) {
        const QStringList path = sectionPath(*catalog, section);
        QCOMPARE(sectionAt(*catalog, path), section);
        seen.insert(path.join(QLatin1Char('/')));
    }
    QCOMPARE(static_cast<std::size_t>(seen.size()), catalog->sections().size());
}

void BrowseHistoryTest::sectionPath_thatIsNotThere_leadsNowhere()
{
    const CatalogPointer catalog =
        test::ListBuilder().section("A").section("B", 3).entry("One").section("C").entry("Two").build();
    for (const QStringList &path : {list({}), list({"B"}), list({"A", "C"}), list({"A", "B", "B"}),
                                    list({"A\x1e"
                                          "2"}),
                                    list({"a"}), list({"A\x1e"}), list({"A\x1e-1"})}) {
        QCOMPARE(sectionAt(*catalog, path), kNone);
    }
}

} // namespace carrel

QTEST_GUILESS_MAIN(carrel::BrowseHistoryTest)
#include "tst_browsehistory.moc"
