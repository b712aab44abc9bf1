// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "model/search/referencematcher.h"
#include "search/queryrunner.h"
#include "support/listbuilder.h"

#include <QtTest>

using namespace carrel;
using test::ListBuilder;
using test::RandomQueries;
using test::ReferenceMatcher;

namespace {

template <typename T>
const T &any(QRandomGenerator &random, const std::vector<T> &values)
{
    return values[random.bounded(static_cast<quint32>(values.size()))];
}

std::string randomTitle(QRandomGenerator &random)
{
    static const std::vector<std::string> kWords{
        "KV",           "Cache", "k",           "Training:",   "rain", "GPU", "a", "\u00C9t\u00E9",
        "\u5206\u5E03", "O(1)",  "Stra\u00DFe", "S\u2019MoRE", "or"};
    std::string title;
    for (quint32 i = random.bounded(6U); i > 0; --i) {
        title += any(random, kWords) + (random.bounded(4) == 0 ? "-" : " ");
    }
    return title;
}

std::string randomUrl(QRandomGenerator &random)
{
    static const std::vector<std::string> kUrls{"https://arxiv.org/abs/2401.0000",
                                                "https://www.arxiv.org/pdf/2401.00001v",
                                                "https://arxiv.org/abs/none",
                                                "https://dl.acm.org/doi/10.1145/1.",
                                                "http://doi.org/10.48550/arXiv.2401.0000",
                                                "https://Openreview.net/forum?id=Ab",
                                                "https://github.com/a/b",
                                                "https://www.usenix.org/system/files/x.PDF?y=",
                                                "https://user@evil.example:80/",
                                                "javascript:alert(1)",
                                                "#anchor",
                                                "../x"};
    return any(random, kUrls) + std::to_string(random.bounded(3));
}

VenueTag randomTag(QRandomGenerator &random)
{
    static const std::vector<VenueTag> kTags{{},
                                             {"OSDI'24", "OSDI", {}, {}, 2024},
                                             {"osdi 2021", "osdi", {}, {}, 2021},
                                             {"SC'25", "SC", {}, {}, 2025},
                                             {"SoCC", "SoCC", {}, {}, 0},
                                             {"NAIC @ SIGCOMM'25", "NAIC", "SIGCOMM", {}, 2025},
                                             {"IEEE MICRO'20", "IEEE MICRO", {}, {}, 2020},
                                             {"MICRO'20", "MICRO", {}, {}, 2020}};
    return any(random, kTags);
}

EntryDraft randomEntry(QRandomGenerator &random)
{
    EntryDraft draft;
    draft.title = randomTitle(random);
    draft.tag = randomTag(random);
    draft.survey = random.bounded(6) == 0;
    for (int i = random.bounded(3); i > 0; --i) {
        draft.links.push_back({randomUrl(random), random.bounded(8) == 0 ? "slides" : ""});
    }
    if (random.bounded(4) == 0) {
        draft.aliases.push_back(randomTitle(random));
        draft.notes.push_back(randomTitle(random));
    }
    if (random.bounded(6) == 0) {
        draft.versions.push_back(
            {randomTitle(random), "Journal version of", randomTag(random), {{randomUrl(random), ""}}});
    }
    return draft;
}

CatalogPointer randomList(QRandomGenerator &random, int entries)
{
    ListBuilder list;
    for (int i = 0; i < entries; ++i) {
        if (random.bounded(12) == 0) {
            list.section(randomTitle(random), 1 + random.bounded(4));
        } else if (random.bounded(12) == 0) {
            list.group(randomTitle(random));
        }
        list.entry(randomEntry(random));
    }
    return list.build();
}

/// Few works have a note or tags, and these say the same words as titles do.
WorkStates randomStates(QRandomGenerator &random, std::size_t works)
{
    WorkStates states(works);
    std::vector<ReaderTag> tags;
    for (quint32 id = 1; id < 4; ++id) {
        const std::string name = randomTitle(random) + std::to_string(id);
        tags.push_back({id, toQString(name), foldedText(name), 0});
    }
    states.setTags(tags);
    for (std::size_t work = 0; work < works; ++work) {
        const bool noted = random.bounded(6) == 0;
        states.setState(work,
                        {random.bounded(8) == 0, random.bounded(2) == 0, noted, random.bounded(9) == 0, 0});
        if (noted) {
            states.setNote(work, toQString(randomTitle(random) + "\n" + randomTitle(random)));
        }
        if (random.bounded(6) == 0) {
            states.setTagsOf(work, {1 + random.bounded(3U)});
        }
    }
    const auto ages = std::make_shared<WorkAges>(works);
    for (std::size_t work = 0; work < works; ++work) {
        ages->set(work, {1, true, random.bounded(4) == 0, false});
    }
    states.setAges(ages);
    return states;
}

} // namespace

class TestQueryAgreement final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void randomQueries_agreeWithAPatientReader();
    void typing_neverLosesAWork();
};

void TestQueryAgreement::randomQueries_agreeWithAPatientReader()
{
    QRandomGenerator random(11);
    int clauses = 0;
    int found = 0;
    for (int list = 0; list < 400; ++list) {
        const CatalogPointer catalog = randomList(random, 1 + random.bounded(list % 20 == 0 ? 200 : 30));
        const SearchIndexPointer index = SearchIndex::build(catalog);
        const WorkStates states = randomStates(random, catalog->workCount() - random.bounded(2));
        const ReferenceMatcher reference(*catalog, states);
        RandomQueries queries(*catalog, random.generate());
        for (int round = 0; round < 275; ++round) {
            const QString text = queries.next();
            const Query query = parseQuery(text);
            const std::vector<quint32> expected = reference.works(query);
            const std::vector<quint32> actual =
                runQuery(*index, states, {query, {}, PaperOrder::List, false});
            QVERIFY2(actual == expected, qPrintable(text));
            QVERIFY2(parseQuery(queryText(query)) == query, qPrintable(text));
            clauses += static_cast<int>(query.clauses.size());
            found += expected.empty() ? 0 : 1;
        }
    }
    QVERIFY(clauses > 50000);
    QVERIFY(found > 20000);
}

/// Each key looks only at what the one before has found.
void TestQueryAgreement::typing_neverLosesAWork()
{
    QRandomGenerator random(12);
    for (int list = 0; list < 20; ++list) {
        const CatalogPointer catalog = randomList(random, 40);
        const SearchIndexPointer index = SearchIndex::build(catalog);
        const WorkStates states = randomStates(random, catalog->workCount());
        const ReferenceMatcher reference(*catalog, states);
        RandomQueries queries(*catalog, random.generate());
        QueryMatchesPointer earlier;
        for (int round = 0; round < 20; ++round) {
            const QString text = queries.next();
            for (qsizetype keys = 1; keys <= text.size(); ++keys) {
                const Query query = parseQuery(text.first(keys));
                earlier = findMatches(*index, states, query, {}, earlier.get());
                QVERIFY2(matchRows(*index, earlier, PaperOrder::List, false).works() ==
                             reference.works(query),
                         qPrintable(text.first(keys)));
            }
        }
    }
}

QTEST_GUILESS_MAIN(TestQueryAgreement)
#include "tst_queryagreement.moc"
