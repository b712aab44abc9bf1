// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/filtercounts.h"

#include "base/text.h"
#include "support/listbuilder.h"

#include <QRandomGenerator>
#include <QtTest>

#include <array>
#include <set>

using namespace carrel;
using test::ListBuilder;

namespace {

template <std::size_t N>
QString any(QRandomGenerator &random, const std::array<const char *, N> &texts)
{
    return QString::fromLatin1(texts[static_cast<std::size_t>(random.bounded(static_cast<int>(N)))]);
}

EntryDraft randomEntry(QRandomGenerator &random)
{
    constexpr std::array kVenues{"OSDI", "arXiv", "S&P", "s p", "", "SC"};
    constexpr std::array kUrls{"https://arxiv.org/abs/2401.0000", "https://github.com/a/",
                               "https://a.example/b.pdf?x=", "#anchor", "https://a.example/"};
    EntryDraft draft;
    const int title = random.bounded(40);
    draft.title = (title % 2 == 0 ? "even " : "odd ") + std::to_string(title);
    const std::string venue = any(random, kVenues).toStdString();
    const int year = random.bounded(3) == 0 ? 0 : 2020 + random.bounded(4);
    if (!venue.empty()) {
        draft.tag = {venue + '\'' + std::to_string(year), venue, {}, {}, year};
    }
    draft.survey = random.bounded(6) == 0;
    for (int i = random.bounded(3); i > 0; --i) {
        draft.links.push_back({any(random, kUrls).toStdString() + std::to_string(title), ""});
    }
    return draft;
}

CatalogPointer randomList(QRandomGenerator &random, int entries)
{
    ListBuilder list;
    for (int i = 0; i < entries; ++i) {
        if (random.bounded(6) == 0) {
            list.section("Section", 1 + random.bounded(4));
        } else if (random.bounded(9) == 0) {
            list.group("Group");
        }
        list.entry(randomEntry(random));
    }
    return list.build();
}

WorkStates randomStates(QRandomGenerator &random, std::size_t works)
{
    WorkStates states(works);
    for (std::size_t work = 0; work < states.size(); ++work) {
        states.setState(work, {random.bounded(4) == 0, random.bounded(2) == 0});
    }
    const auto ages = std::make_shared<WorkAges>(works);
    for (std::size_t work = 0; work < works; ++work) {
        ages->set(work, {1, true, random.bounded(3) == 0, false});
    }
    states.setAges(ages);
    return states;
}

QString randomText(QRandomGenerator &random)
{
    constexpr std::array kParts{
        "even",      "3",         "-odd",          "venue:osdi",    "-venue:arxiv",    "year:2021",
        "year:none", "is:survey", "-is:survey",    "has:pdf",       "-has:code",       "-has:link",
        "has:link",  "is:unread", "is:bookmarked", "venue:\"s p\"", "year:2020..2022", "has:code OR has:pdf",
        "is:new"};
    QStringList parts;
    for (int i = random.bounded(4); i > 0; --i) {
        parts << any(random, kParts);
    }
    return parts.join(QLatin1Char(' '));
}

Scope randomScope(QRandomGenerator &random, const Catalog &catalog)
{
    const auto section = static_cast<quint32>(random.bounded(static_cast<int>(catalog.sections().size())));
    const std::array<Scope, 6> scopes{Scope{},
                                      Scope{PaperView::Bookmarks, kNone},
                                      Scope{PaperView::Unread, kNone},
                                      Scope{PaperView::Gone, kNone},
                                      Scope{PaperView::New, kNone},
                                      Scope{PaperView::Section, section}};
    return scopes[static_cast<std::size_t>(random.bounded(5))];
}

/// A list, what its reader said, and a filter over it.
struct Sample
{
    SearchIndexPointer index;
    WorkStates states;
    Query query;
    Scope scope;

    FilterCounts counts(const QueryMatches *matches = nullptr) const
    {
        return countFilter(*index, states, query, scope, matches, [] { return false; }).value();
    }

    /// How many rows a filter shows.
    quint32 rows(const Query &filter, const Scope &within) const
    {
        return static_cast<quint32>(
            runQuery(*index, states, {filter, within, PaperOrder::List, false}).size());
    }
    quint32 rowsWith(const Query &others, const QString &clause) const
    {
        return rows(parseQuery(queryText(others) + QLatin1Char(' ') + clause), scope);
    }
};

Sample randomSample(QRandomGenerator &random)
{
    const CatalogPointer list = randomList(random, 1 + random.bounded(80));
    const CatalogPointer catalog =
        random.bounded(2) == 0 ? list : test::withGone(*list, {"kv cache", "training", "gpu"});
    return {SearchIndex::build(catalog),
            randomStates(random, catalog->workCount() - static_cast<std::size_t>(random.bounded(2))),
            parseQuery(randomText(random)), randomScope(random, *catalog)};
}

QString clauseOf(const VenueCount &count)
{
    return QLatin1String("venue:\"") + QString::fromStdString(count.venue) + QLatin1Char('"');
}

QString clauseOf(const YearCount &count)
{
    return QLatin1String("year:") + (count.year == 0 ? QStringLiteral("none") : QString::number(count.year));
}

} // namespace

class TestFilterCounts final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void facets_tellWhatTheirClausesWouldLeave();
    void facets_leaveNoValueOut();
    void sectionsAndViews_countTheWholeList();
    void matchesFoundBefore_changeNothing();
    void withoutQuery_allIsCounted();
    void stopped_tellsNothing();
};

void TestFilterCounts::facets_tellWhatTheirClausesWouldLeave()
{
    QRandomGenerator random(7);
    for (int round = 0; round < 500; ++round) {
        const Sample sample = randomSample(random);
        const FilterCounts counts = sample.counts();
        const QByteArray text = queryText(sample.query).toUtf8();
        QCOMPARE(counts.filtered, !sample.query.isEmpty());
        const Query otherVenues = withoutClauses(sample.query, ClauseKind::Venue);
        for (const VenueCount &count : counts.venues) {
            QVERIFY2(sample.rowsWith(otherVenues, clauseOf(count)) == count.works, text.constData());
        }
        const Query otherYears = withoutClauses(sample.query, ClauseKind::Year);
        for (const YearCount &count : counts.years) {
            QVERIFY2(sample.rowsWith(otherYears, clauseOf(count)) == count.works, text.constData());
        }
        constexpr std::array kWords{ClauseWord::Survey, ClauseWord::Code, ClauseWord::Pdf, ClauseWord::Link};
        const QStringList clauses{QStringLiteral("is:survey"), QStringLiteral("has:code"),
                                  QStringLiteral("has:pdf"), QStringLiteral("-has:link")};
        for (std::size_t kind = 0; kind < kFacetKinds; ++kind) {
            const Query others = withoutClauses(sample.query, kWords[kind]);
            QVERIFY2(sample.rowsWith(others, clauses[static_cast<qsizetype>(kind)]) == counts.kinds[kind],
                     text.constData());
        }
    }
}

void TestFilterCounts::facets_leaveNoValueOut()
{
    QRandomGenerator random(8);
    for (int round = 0; round < 200; ++round) {
        Sample sample = randomSample(random);
        sample.query = parseQuery(u"even");
        std::set<std::string> venues;
        std::set<int> years;
        const Catalog &catalog = sample.index->catalog();
        for (const quint32 work :
             runQuery(*sample.index, sample.states, {sample.query, sample.scope, PaperOrder::List, false})) {
            for (const quint32 number : catalog.work(work).entries) {
                years.insert(catalog.year(catalog.entry(number)));
                venues.insert(foldedText(catalog.venueTag(catalog.entry(number).venueTag).venue));
            }
        }
        venues.erase(std::string());
        const FilterCounts counts = sample.counts();
        QCOMPARE(counts.venues.size(), venues.size());
        QCOMPARE(counts.years.size(), years.size());
        QVERIFY(std::is_sorted(counts.years.begin(), counts.years.end(),
                               [](const YearCount &a, const YearCount &b) { return a.year < b.year; }));
    }
}

void TestFilterCounts::sectionsAndViews_countTheWholeList()
{
    QRandomGenerator random(9);
    for (int round = 0; round < 300; ++round) {
        const Sample sample = randomSample(random);
        const FilterCounts counts = sample.counts();
        QCOMPARE(counts.sections.size(), sample.index->catalog().sections().size());
        for (quint32 section = 0; section < sample.index->catalog().listedSections(); ++section) {
            QCOMPARE(counts.sections[section], sample.rows(sample.query, {PaperView::Section, section}));
        }
        const ViewCounts expected{sample.rows(sample.query, {}),
                                  sample.rows(sample.query, {PaperView::Bookmarks, kNone}),
                                  sample.rows(sample.query, {PaperView::Unread, kNone}),
                                  sample.rows(sample.query, {PaperView::Gone, kNone}),
                                  sample.rows(sample.query, {PaperView::New, kNone})};
        QCOMPARE(counts.views, expected);
    }
}

void TestFilterCounts::matchesFoundBefore_changeNothing()
{
    QRandomGenerator random(10);
    for (int round = 0; round < 100; ++round) {
        const Sample sample = randomSample(random);
        const QueryMatchesPointer matches =
            findMatches(*sample.index, sample.states, sample.query, sample.scope);
        const FilterCounts counts = sample.counts();
        const FilterCounts again = sample.counts(matches.get());
        QCOMPARE(again.sections, counts.sections);
        QCOMPARE(again.views, counts.views);
        QCOMPARE(again.kinds, counts.kinds);
        QCOMPARE(again.venues.size(), counts.venues.size());
        QCOMPARE(again.years.size(), counts.years.size());
    }
}

void TestFilterCounts::withoutQuery_allIsCounted()
{
    const CatalogPointer catalog =
        ListBuilder().section("S").entry("A", "OSDI", 2024).entry("B", "OSDI", 2023).build();
    const Sample sample{SearchIndex::build(catalog), WorkStates(2), {}, {}};
    const FilterCounts counts = sample.counts();
    QVERIFY(!counts.filtered);
    QCOMPARE(counts.venues.front().works, 2U);
    QCOMPARE(counts.years.size(), std::size_t(2));
    QCOMPARE(counts.kinds, (KindCounts{0, 0, 0, 2}));
    QCOMPARE(counts.sections, std::vector<quint32>{2});
    QCOMPARE(counts.views, (ViewCounts{2, 0, 2}));
}

void TestFilterCounts::stopped_tellsNothing()
{
    const CatalogPointer catalog = ListBuilder().entry("A").build();
    const SearchIndexPointer index = SearchIndex::build(catalog);
    int asked = 0;
    QVERIFY(!countFilter(*index, {}, {}, {}, nullptr, [&] { return ++asked > 2; }));
    QCOMPARE(asked, 3);
}

QTEST_GUILESS_MAIN(TestFilterCounts)
#include "tst_filtercounts.moc"
