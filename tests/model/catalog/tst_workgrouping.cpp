// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/workgrouping.h"

#include <QtTest>

#include <string>
#include <vector>

using namespace carrel;

namespace {

/// Entries with normal titles and ids; hash tells the hash of both, so that collisions can be staged.
struct Fixture
{
    std::vector<std::string> titles;
    std::vector<std::pair<quint32, std::string>> ids;

    template <typename Hash>
    std::vector<quint32> works(Hash hash) const
    {
        std::vector<quint64> titleHashes;
        for (const std::string &title : titles) {
            titleHashes.push_back(hash(title));
        }
        std::vector<GroupingInput::Id> keys;
        for (quint32 i = 0; i < ids.size(); ++i) {
            keys.push_back({hash(ids[i].second), ids[i].first, i});
        }
        return groupWorks({titleHashes, keys, [this](quint32 entry) { return titles[entry]; },
                           [this](quint32 key) { return ids[key].second; }});
    }

    std::vector<quint32> works() const { return works(std::hash<std::string>{}); }
    std::vector<quint32> worksWhereAllHashesCollide() const
    {
        return works([](const std::string &) { return 7U; });
    }
};

using Works = std::vector<quint32>;

} // namespace

class WorkGroupingTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothing_hasNoWorks() { QCOMPARE(Fixture().works(), Works()); }

    void equalTitles_areOneWork()
    {
        QCOMPARE((Fixture{{"alpha", "beta", "alpha", "gamma", "beta"}, {}}.works()), (Works{0, 1, 0, 2, 1}));
    }

    void sharedId_unitesTitlesThatAreAlike()
    {
        const Fixture list{{"agentixanengine", "other", "autellixanengine"},
                           {{0, "arxiv:1"}, {2, "arxiv:1"}}};
        QCOMPARE(list.works(), (Works{0, 1, 0}));
    }

    /// The likeness of these two is 0.45 one way round and 0.39 the other.
    void sharedId_unitesInEitherOrder()
    {
        const std::string renamed = "recycleresilienttrainingoflargednnsusingpipelineadaptation";
        const std::string before = "slipstreamadaptingpipelinesfordistributedtrainingoflargednnsamidfailures";
        QCOMPARE((Fixture{{renamed, before}, {{0, "arxiv:1"}, {1, "arxiv:1"}}}.works()), (Works{0, 0}));
        QCOMPARE((Fixture{{before, renamed}, {{0, "arxiv:1"}, {1, "arxiv:1"}}}.works()), (Works{0, 0}));
    }

    void sharedId_keepsStrangersApart()
    {
        const Fixture list{{"zenflowenablingstallfreeoffloading", "serverlessloraminimizinglatency"},
                           {{0, "arxiv:1"}, {1, "arxiv:1"}}};
        QCOMPARE(list.works(), (Works{0, 1}));
    }

    void sharedId_unitesAcrossAStrangerBetween()
    {
        const Fixture list{{"agentixanengine", "zzzzzzzzzzzzzzzz", "autellixanengine"},
                           {{0, "arxiv:1"}, {1, "arxiv:1"}, {2, "arxiv:1"}}};
        QCOMPARE(list.works(), (Works{0, 1, 0}));
    }

    void likeness_isTransitiveOverIds()
    {
        const Fixture list{{"aaaabbbb", "bbbbcccc", "ccccdddd"},
                           {{0, "x:1"}, {1, "x:1"}, {1, "x:2"}, {2, "x:2"}}};
        QCOMPARE(list.works(), (Works{0, 0, 0}));
    }

    void titleAndId_areOneWorkTogether()
    {
        const Fixture list{{"newnameofthing", "oldnameofthing", "unrelated", "oldnameofthing"},
                           {{0, "x:1"}, {3, "x:1"}}};
        QCOMPARE(list.works(), (Works{0, 0, 1, 0}));
    }

    void hashCollision_ofTitlesUnitesNothing()
    {
        const Fixture list{{"alpha", "beta", "alpha", "gamma"}, {}};
        QCOMPARE(list.worksWhereAllHashesCollide(), (Works{0, 1, 0, 2}));
    }

    void hashCollision_ofIdsUnitesOnlyEqualIds()
    {
        const Fixture list{{"aaaa1", "aaaa2", "aaaa3", "aaaa4"},
                           {{0, "x:1"}, {1, "x:2"}, {2, "x:1"}, {3, "x:2"}}};
        QCOMPARE(list.worksWhereAllHashesCollide(), (Works{0, 1, 0, 1}));
    }

    void manyStrangersUnderOneId_stayApartInBoundedTime()
    {
        Fixture list;
        for (quint32 i = 0; i < 2000; ++i) {
            list.titles.push_back(std::string(600, static_cast<char>('a' + i % 26)) + std::to_string(i));
            list.ids.emplace_back(i, "x:1");
        }
        const Works works = list.works();
        QCOMPARE(works.size(), std::size_t(2000));
        QVERIFY(works[0] != works[1]);
    }

    void sameEntryTwiceUnderOneId_isOneWork()
    {
        const Fixture list{{"alpha", "beta"}, {{0, "x:1"}, {0, "x:1"}}};
        QCOMPARE(list.works(), (Works{0, 1}));
    }
};

QTEST_GUILESS_MAIN(WorkGroupingTest)
#include "tst_workgrouping.moc"
