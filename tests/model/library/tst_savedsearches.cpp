// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/savedsearches.h"

#include "library/librarydatabase.h"
#include "library/librarystore.h"
#include "support/resultcheck.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace carrel;

namespace {

/// A library's file, opened by one program.
struct Library
{
    explicit Library(const QString &path)
        : store(std::move(LibraryStore::open(path)).value())
        , searches(*store)
    {
        loaded = searches.reload().hasValue();
    }
    std::unique_ptr<LibraryStore> store;
    SavedSearches searches;
    bool loaded = false;
};

SavedSearch named(const QString &name, const QString &query = QStringLiteral("venue:osdi"))
{
    return {0, name, query, 1, {}};
}

QString namesOf(const SavedSearches &searches)
{
    QStringList names;
    for (const SavedSearch &search : searches.all()) {
        names << search.name;
    }
    return names.join(QLatin1Char(' '));
}

} // namespace

class TestSavedSearches final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void add_keepsEverythingOverARestart();
    void add_putsBehindTheOthersAndTells();
    void add_hostileText_isOneLineAndComesBack_data();
    void add_hostileText_isOneLineAndComesBack();
    void add_beyondTheBounds_isRefused();
    void add_afterARemoval_neverTakesItsId();
    void rename_changesTheNameAlone();
    void changeQuery_changesAllButTheName();
    void move_putsAtThePlace_data();
    void move_putsAtThePlace();
    void remove_andRestore_bringsItBackWhereItWas();
    void change_ofWhatIsGone_isRefused();
    void change_thatCannotBeStored_changesNothing();
    void otherProgram_itsChangesShowWithOnesOwn();
    void library_closed_refusesAndShowsWhatWas();
    void library_joined_readsThemAgain();
    void damage_toARow_costsNoOther();
    void damage_toTheTable_isToldAndKeepsTheMarks();

private:
    bool tell(const QString &statement);

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    std::unique_ptr<Library> m_library;
};

void TestSavedSearches::init()
{
    m_library.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(QStringLiteral("library.sqlite"));
    m_library = std::make_unique<Library>(m_path);
    QVERIFY(m_library->loaded);
}

bool TestSavedSearches::tell(const QString &statement)
{
    const auto connection = SqliteConnection::open(m_path);
    return (*connection)->execute(statement).hasValue();
}

void TestSavedSearches::add_keepsEverythingOverARestart()
{
    const std::vector<SavedSearch> wanted{
        {1, QStringLiteral("Recent MoE"), QStringLiteral("moe year:>=2024"), 1, {}},
        {2, QStringLiteral("Training"), QStringLiteral("\"kv cache\" OR attention"), 3,
         QStringList{QStringLiteral("Systems / \"Caf\u00e9\""), QStringLiteral("Training\u001e2")}},
        {3, QStringLiteral("Everything"), QStringLiteral(""), 1, QStringList{QString()}}};
    for (const SavedSearch &search : wanted) {
        const Result<qint64> id = m_library->searches.add(search);
        CARREL_VERIFY_RESULT(id);
        QCOMPARE(*id, search.id);
    }
    QVERIFY(m_library->searches.all() == wanted);
    m_library.reset();
    m_library = std::make_unique<Library>(m_path);
    QVERIFY(m_library->searches.all() == wanted);
}

void TestSavedSearches::add_putsBehindTheOthersAndTells()
{
    SavedSearches &searches = m_library->searches;
    QSignalSpy changed(&searches, &SavedSearches::changed);
    CARREL_VERIFY_RESULT(searches.add(named(QStringLiteral("A"))));
    CARREL_VERIFY_RESULT(searches.add(named(QStringLiteral("B"))));
    QCOMPARE(changed.count(), 2);
    QCOMPARE(namesOf(searches), QStringLiteral("A B"));
    QCOMPARE(searches.placeOf(2), 1);
    QCOMPARE(searches.find(2)->name, QStringLiteral("B"));
    QVERIFY(searches.placeOf(3) == -1 && searches.find(3) == nullptr);
    CARREL_VERIFY_RESULT(searches.reload());
    QCOMPARE(changed.count(), 2);
}

void TestSavedSearches::add_hostileText_isOneLineAndComesBack_data()
{
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("kept");
    const auto row = [](const char *name, const QString &given, const QString &kept) {
        QTest::newRow(name) << given << kept;
    };
    row("quotes", QStringLiteral("'); DROP TABLE saved_search; --"),
        QStringLiteral("'); DROP TABLE saved_search; --"));
    row("markup", QStringLiteral("<b>&amp;</b>"), QStringLiteral("<b>&amp;</b>"));
    row("lines", QStringLiteral(" a\nb\r\n\tc "), QStringLiteral("a b c"));
    row("control characters", QString(QChar(0)) + QLatin1String("a") + QChar(0) + QChar(0x1b) + QChar(0x85),
        QStringLiteral("a"));
    row("beyond the first plane", QStringLiteral("\U0001F50D \u952E\u503C"),
        QStringLiteral("\U0001F50D \u952E\u503C"));
    row("written from the right", QStringLiteral("\u202Eabc"), QStringLiteral("\u202Eabc"));
    row("placeholders", QStringLiteral("? :name %1"), QStringLiteral("? :name %1"));
}

void TestSavedSearches::add_hostileText_isOneLineAndComesBack()
{
    QFETCH(QString, given);
    QFETCH(QString, kept);
    const Result<qint64> id = m_library->searches.add({0, given, given, 1, QStringList{given}});
    CARREL_VERIFY_RESULT(id);
    const Library again(m_path);
    QCOMPARE(again.searches.all().size(), 1U);
    const SavedSearch &search = again.searches.all().front();
    QCOMPARE(search.name, kept);
    QCOMPARE(search.query.simplified(), kept);
    QVERIFY(!search.query.contains(QChar(0)) && !search.query.contains(QLatin1Char('\n')));
    QCOMPARE(search.section, QStringList{given});
}

void TestSavedSearches::add_beyondTheBounds_isRefused()
{
    SavedSearches &searches = m_library->searches;
    const auto refusal = [&](const SavedSearch &search) { return searches.add(search).error().code; };
    QCOMPARE(refusal(named(QString())), ErrorCode::SearchWithoutName);
    QCOMPARE(refusal(named(QStringLiteral(" \n\t"))), ErrorCode::SearchWithoutName);
    QCOMPARE(refusal(named(QString(201, QLatin1Char('n')))), ErrorCode::SearchTooLong);
    QCOMPARE(refusal(named(QStringLiteral("A"), QString(4097, QLatin1Char('q')))), ErrorCode::SearchTooLong);
    QVERIFY(searches.all().empty());
    CARREL_VERIFY_RESULT(
        searches.add(named(QString(200, QLatin1Char('n')), QString(4096, QLatin1Char('q')))));
    QVERIFY(
        tell(QStringLiteral("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 998) "
                            "INSERT INTO saved_search (name, query, language, position) "
                            "SELECT 'n' || i, '', 1, i FROM n")));
    CARREL_VERIFY_RESULT(searches.add(named(QStringLiteral("the last"))));
    QCOMPARE(searches.all().size(), SavedSearches::kMost);
    const SavedSearch first = searches.all().front();
    QCOMPARE(refusal(named(QStringLiteral("one more"))), ErrorCode::TooManySearches);
    QCOMPARE(searches.restore(first, 0).error().code, ErrorCode::TooManySearches);
    QCOMPARE(searches.all().size(), SavedSearches::kMost);
}

void TestSavedSearches::add_afterARemoval_neverTakesItsId()
{
    SavedSearches &searches = m_library->searches;
    CARREL_VERIFY_RESULT(searches.add(named(QStringLiteral("A"))));
    CARREL_VERIFY_RESULT(searches.remove(1));
    const Result<qint64> id = searches.add(named(QStringLiteral("B")));
    CARREL_VERIFY_RESULT(id);
    QCOMPARE(*id, 2);
}

void TestSavedSearches::rename_changesTheNameAlone()
{
    SavedSearches &searches = m_library->searches;
    SavedSearch search{1, QStringLiteral("A"), QStringLiteral("moe"), 1, QStringList{QStringLiteral("S")}};
    CARREL_VERIFY_RESULT(searches.add(search));
    CARREL_VERIFY_RESULT(searches.rename(1, QStringLiteral(" Mixture\nof experts ")));
    search.name = QStringLiteral("Mixture of experts");
    QVERIFY(searches.all() == std::vector{search});
    QCOMPARE(searches.rename(1, QStringLiteral(" ")).error().code, ErrorCode::SearchWithoutName);
    QCOMPARE(searches.rename(1, QString(201, QLatin1Char('n'))).error().code, ErrorCode::SearchTooLong);
    QVERIFY(searches.all() == std::vector{search});
}

void TestSavedSearches::changeQuery_changesAllButTheName()
{
    SavedSearches &searches = m_library->searches;
    CARREL_VERIFY_RESULT(
        searches.add({1, QStringLiteral("A"), QStringLiteral("moe"), 1, QStringList{QStringLiteral("S")}}));
    CARREL_VERIFY_RESULT(searches.changeQuery({1, QStringLiteral("ignored"), QStringLiteral("rag"), 2, {}}));
    const SavedSearch wanted{1, QStringLiteral("A"), QStringLiteral("rag"), 2, {}};
    QVERIFY(searches.all() == std::vector{wanted});
    QCOMPARE(
        searches.changeQuery({1, QStringLiteral("A"), QString(4097, QLatin1Char('q')), 2, {}}).error().code,
        ErrorCode::SearchTooLong);
    QVERIFY(searches.all() == std::vector{wanted});
}

void TestSavedSearches::move_putsAtThePlace_data()
{
    QTest::addColumn<int>("id");
    QTest::addColumn<int>("place");
    QTest::addColumn<QString>("order");
    QTest::newRow("up") << 3 << 1 << QStringLiteral("A C B D");
    QTest::newRow("down") << 2 << 2 << QStringLiteral("A C B D");
    QTest::newRow("first") << 4 << 0 << QStringLiteral("D A B C");
    QTest::newRow("last") << 1 << 3 << QStringLiteral("B C D A");
    QTest::newRow("stays") << 2 << 1 << QStringLiteral("A B C D");
    QTest::newRow("above") << 3 << -5 << QStringLiteral("C A B D");
    QTest::newRow("below") << 1 << 99 << QStringLiteral("B C D A");
}

void TestSavedSearches::move_putsAtThePlace()
{
    QFETCH(int, id);
    QFETCH(int, place);
    QFETCH(QString, order);
    for (const char *name : {"A", "B", "C", "D"}) {
        CARREL_VERIFY_RESULT(m_library->searches.add(named(QLatin1String(name))));
    }
    CARREL_VERIFY_RESULT(m_library->searches.move(id, place));
    QCOMPARE(namesOf(m_library->searches), order);
    QCOMPARE(namesOf(Library(m_path).searches), order);
}

void TestSavedSearches::remove_andRestore_bringsItBackWhereItWas()
{
    SavedSearches &searches = m_library->searches;
    for (const char *name : {"A", "B", "C"}) {
        CARREL_VERIFY_RESULT(searches.add(named(QLatin1String(name))));
    }
    const std::vector<SavedSearch> before = searches.all();
    CARREL_VERIFY_RESULT(searches.remove(2));
    QCOMPARE(namesOf(searches), QStringLiteral("A C"));
    CARREL_VERIFY_RESULT(searches.restore(before[1], 1));
    QVERIFY(searches.all() == before);
    QVERIFY(!searches.restore(before[1], 0));
    QVERIFY(searches.all() == before);
}

void TestSavedSearches::change_ofWhatIsGone_isRefused()
{
    SavedSearches &searches = m_library->searches;
    QSignalSpy changed(&searches, &SavedSearches::changed);
    QCOMPARE(searches.rename(7, QStringLiteral("A")).error().code, ErrorCode::SearchGone);
    QCOMPARE(searches.changeQuery({7, QStringLiteral("A"), {}, 1, {}}).error().code, ErrorCode::SearchGone);
    QCOMPARE(searches.move(7, 0).error().code, ErrorCode::SearchGone);
    QCOMPARE(searches.remove(7).error().code, ErrorCode::SearchGone);
    QCOMPARE(changed.count(), 0);
}

void TestSavedSearches::change_thatCannotBeStored_changesNothing()
{
    SavedSearches &searches = m_library->searches;
    CARREL_VERIFY_RESULT(searches.add(named(QStringLiteral("A"))));
    const std::vector<SavedSearch> before = searches.all();
    QVERIFY(m_library->store->database()->prepare(QStringLiteral("PRAGMA query_only = 1"))->exec());
    QCOMPARE(searches.add(named(QStringLiteral("B"))).error().code, ErrorCode::LibraryUnwritable);
    QCOMPARE(searches.rename(1, QStringLiteral("B")).error().code, ErrorCode::LibraryUnwritable);
    QCOMPARE(searches.remove(1).error().code, ErrorCode::LibraryUnwritable);
    QVERIFY(searches.all() == before);
    QVERIFY(Library(m_path).searches.all() == before);
}

void TestSavedSearches::otherProgram_itsChangesShowWithOnesOwn()
{
    CARREL_VERIFY_RESULT(m_library->searches.add(named(QStringLiteral("A"))));
    Library other(m_path);
    CARREL_VERIFY_RESULT(other.searches.add(named(QStringLiteral("B"))));
    CARREL_VERIFY_RESULT(m_library->searches.add(named(QStringLiteral("C"))));
    QCOMPARE(namesOf(m_library->searches), QStringLiteral("A B C"));
    CARREL_VERIFY_RESULT(other.searches.reload());
    QVERIFY(other.searches.all() == m_library->searches.all());
}

void TestSavedSearches::library_closed_refusesAndShowsWhatWas()
{
    SavedSearches &searches = m_library->searches;
    CARREL_VERIFY_RESULT(searches.add(named(QStringLiteral("A"))));
    m_library->store->close({ErrorCode::LibraryDamaged, {}});
    QCOMPARE(searches.add(named(QStringLiteral("B"))).error().code, ErrorCode::LibraryDamaged);
    QCOMPARE(searches.remove(1).error().code, ErrorCode::LibraryDamaged);
    CARREL_VERIFY_RESULT(searches.reload());
    QCOMPARE(namesOf(searches), QStringLiteral("A"));
    CARREL_VERIFY_RESULT(m_library->store->reopen(m_path));
    CARREL_VERIFY_RESULT(searches.add(named(QStringLiteral("B"))));
    QCOMPARE(namesOf(searches), QStringLiteral("A B"));
}

void TestSavedSearches::library_joined_readsThemAgain()
{
    Library other(m_path);
    CARREL_VERIFY_RESULT(other.searches.add(named(QStringLiteral("A"))));
    QSignalSpy failed(&m_library->searches, &SavedSearches::failed);
    m_library->store->attach(nullptr);
    QCOMPARE(namesOf(m_library->searches), QStringLiteral("A"));
    QVERIFY(tell(QStringLiteral("DROP TABLE saved_search")));
    m_library->store->attach(nullptr);
    QCOMPARE(failed.count(), 1);
}

void TestSavedSearches::damage_toARow_costsNoOther()
{
    for (const char *name : {"A", "B", "C", "D", "E"}) {
        CARREL_VERIFY_RESULT(m_library->searches.add(named(QLatin1String(name))));
    }
    for (const char *damage : {"UPDATE saved_search SET name = printf('%.*c', 100000, 'x') WHERE id = 1",
                               "UPDATE saved_search SET query = printf('%.*c', 100000, 'x') WHERE id = 2",
                               "UPDATE saved_search SET section = '[1, {' WHERE id = 3",
                               "UPDATE saved_search SET name = CAST(x'ff00fe' AS TEXT), language = -7, "
                               "position = 99 WHERE id = 4",
                               "UPDATE saved_search SET name = ' ' WHERE id = 5"}) {
        QVERIFY2(tell(QLatin1String(damage)), damage);
    }
    const Library again(m_path);
    QVERIFY(again.loaded);
    const std::vector<SavedSearch> &all = again.searches.all();
    QCOMPARE(all.size(), 4U);
    QCOMPARE(all[0].name, QString(SavedSearches::kLongestName, QLatin1Char('x')));
    QCOMPARE(all[1].name, QStringLiteral("C"));
    QCOMPARE(all[1].section, QStringList{QStringLiteral("[1, {")});
    QCOMPARE(all[2].name, all[2].query);
    QCOMPARE(all[3].language, -7);
    QCOMPARE(all[3].query, QStringLiteral("venue:osdi"));
}

void TestSavedSearches::damage_toTheTable_isToldAndKeepsTheMarks()
{
    CARREL_VERIFY_RESULT(m_library->searches.add(named(QStringLiteral("A"))));
    QVERIFY(tell(QStringLiteral("DROP INDEX saved_search_copy")));
    QVERIFY(tell(QStringLiteral("ALTER TABLE saved_search DROP COLUMN language")));
    const Library again(m_path);
    QVERIFY(!again.loaded);
    QVERIFY(again.searches.all().empty());
    QVERIFY(again.store->states() != nullptr);
}

QTEST_GUILESS_MAIN(TestSavedSearches)
#include "tst_savedsearches.moc"
