// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/workstate.h"

#include <QtTest>

#include <set>

using namespace carrel;

namespace {

constexpr std::size_t kWorks = 10'000; // several blocks and a part of one

std::vector<quint32> tagsOf(const WorkStates &states, std::size_t work)
{
    const std::span<const quint32> tags = states.tagsOf(work);
    return {tags.begin(), tags.end()};
}

} // namespace

class TestWorkState final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fresh_saysNothingOfAnyWork();
    void setState_countsMarks();
    void copy_isLeftAloneByChanges();
    void note_isFoldedForTheFilter();
    void tags_areSortedAndCounted();
    void tags_renamedKeepTheirWorks();
    void forEachRemark_seesOnlyTheStretch();
    void times_standBesideEachWork();
};

void TestWorkState::fresh_saysNothingOfAnyWork()
{
    const WorkStates states(kWorks);
    QCOMPARE(states.size(), kWorks);
    for (const std::size_t work : {std::size_t(0), kWorks - 1}) {
        QVERIFY(states[work] == WorkState());
        QVERIFY(states.note(work).isEmpty() && states.tagsOf(work).empty());
        QVERIFY(states.times(work) == MarkTimes());
    }
    QVERIFY(states.tags().empty());
    QVERIFY(WorkStates().empty());
}

void TestWorkState::setState_countsMarks()
{
    WorkStates states(kWorks);
    states.setState(0, {true, true});
    states.setState(kWorks - 1, {true, false});
    states.setState(kWorks - 1, {true, false});
    QCOMPARE(states.bookmarkedCount(), 2U);
    QCOMPARE(states.readCount(), 1U);
    states.setState(0, {false, true, false, false, 5});
    QCOMPARE(states.bookmarkedCount(), 1U);
    QCOMPARE(states[0].rating, quint8(5));
    QVERIFY(states[kWorks - 1].bookmarked && !states[kWorks - 2].bookmarked);
}

void TestWorkState::copy_isLeftAloneByChanges()
{
    WorkStates before(kWorks);
    before.setTags({{7, QStringLiteral("seven"), {}, 0}});
    before.setState(1, {true, false});
    before.setNote(1, QStringLiteral("first"));
    WorkStates after = before;
    after.setState(1, {false, true});
    after.setNote(1, QStringLiteral("second"));
    after.setTagsOf(1, {7});
    after.setTimes(1, {1, 2, 3, 4, 5});
    QVERIFY(before[1].bookmarked && !before[1].read);
    QCOMPARE(before.note(1), QStringLiteral("first"));
    QVERIFY(before.tagsOf(1).empty() && before.times(1) == MarkTimes());
    QCOMPARE(before.tags()[0].works, 0U);
    QCOMPARE(after.note(1), QStringLiteral("second"));
    QCOMPARE(after.tags()[0].works, 1U);
    QCOMPARE(before.bookmarkedCount(), 1U);
    QCOMPARE(after.bookmarkedCount(), 0U);
}

void TestWorkState::note_isFoldedForTheFilter()
{
    WorkStates states(2);
    states.setNote(1, QStringLiteral("Caf\u00E9,\n\nread AGAIN"));
    QCOMPARE(states.foldedNote(1), std::string_view("cafe read again"));
    states.setNote(1, QString());
    QVERIFY(states.foldedNote(1).empty());
}

void TestWorkState::tags_areSortedAndCounted()
{
    WorkStates states(kWorks);
    states.setTagsOf(5, {3, 1});
    states.setTagsOf(9000, {3});
    states.setTags({{1, QStringLiteral("Zoo"), {}, 99},
                    {2, QStringLiteral("none"), {}, 0},
                    {3, QStringLiteral("\u00C4pfel"), {}, 0}});
    QCOMPARE(tagsOf(states, 5), (std::vector<quint32>{1, 3}));
    QCOMPARE(states.tagNames(5), (QStringList{QStringLiteral("\u00C4pfel"), QStringLiteral("Zoo")}));
    QCOMPARE(states.tag(3)->works, 2U);
    QCOMPARE(states.tag(3)->folded, std::string("apfel"));
    QCOMPARE(states.tag(2)->works, 0U);
    QVERIFY(states.tag(4) == nullptr);
    states.setTagsOf(5, {2, 3});
    states.setTagsOf(9000, {});
    QCOMPARE(states.tag(1)->works, 0U);
    QCOMPARE(states.tag(2)->works, 1U);
    QCOMPARE(states.tag(3)->works, 1U);
}

void TestWorkState::tags_renamedKeepTheirWorks()
{
    WorkStates states(3);
    states.setTags({{1, QStringLiteral("a"), {}, 0}});
    states.setTagsOf(2, {1});
    states.setTags({{1, QStringLiteral("b"), {}, 0}});
    QCOMPARE(states.tagNames(2), QStringList{QStringLiteral("b")});
    QCOMPARE(states.tag(1)->works, 1U);
}

void TestWorkState::forEachRemark_seesOnlyTheStretch()
{
    WorkStates states(kWorks);
    for (const std::size_t work : {10U, 4095U, 4096U, 9999U}) {
        states.setNote(work, QString::number(work));
    }
    states.setTimes(11, {1, 0, 0, 0, 0});
    const auto seen = [&states](std::size_t first, std::size_t end) {
        std::set<quint32> works;
        states.forEachRemark(first, end, [&](quint32 work, std::string_view note, std::span<const quint32>) {
            if (note == std::to_string(work)) {
                works.insert(work);
            }
        });
        return works;
    };
    QCOMPARE(seen(0, kWorks), (std::set<quint32>{10, 4095, 4096, 9999}));
    QCOMPARE(seen(11, 4096), (std::set<quint32>{4095}));
    QCOMPARE(seen(4096, 9999), (std::set<quint32>{4096}));
    QCOMPARE(seen(5, 5), std::set<quint32>());
}

void TestWorkState::times_standBesideEachWork()
{
    WorkStates states(kWorks);
    states.setTimes(1, {1, 0, 0, 0, 0});
    states.setTimes(4999, {0, 2, 0, 0, 0});
    states.setTimes(2, {3, 0, 0, 0, 0});
    states.setTimes(1, {4, 0, 0, 0, 0});
    QCOMPARE(states.times(1).bookmarked, 4);
    QCOMPARE(states.times(2).bookmarked, 3);
    QCOMPARE(states.times(4999).read, 2);
    QVERIFY(states.times(3) == MarkTimes());
}

QTEST_GUILESS_MAIN(TestWorkState)
#include "tst_workstate.moc"
