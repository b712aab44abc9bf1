// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/workcolumn.h"

#include <QtTest>

using namespace carrel;

class TestWorkColumn final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void numbers_areKeptWhatTheirWidth_data();
    void numbers_areKeptWhatTheirWidth();
    void sorting_putsUnknownLastInBothDirections();
};

void TestWorkColumn::numbers_areKeptWhatTheirWidth_data()
{
    QTest::addColumn<quint32>("greatest");
    QTest::addColumn<std::size_t>("bytes");
    QTest::newRow("small") << 3U << std::size_t(2);
    QTest::newRow("just two bytes") << 65535U << std::size_t(2);
    QTest::newRow("more") << 65536U << std::size_t(4);
}

void TestWorkColumn::numbers_areKeptWhatTheirWidth()
{
    QFETCH(const quint32, greatest);
    ColumnValues values(3, greatest);
    values.set(1, greatest);
    values.set(2, greatest - 1);
    QCOMPARE(values.size(), std::size_t(3));
    QCOMPARE(values[0], 0U);
    QCOMPARE(values[1], greatest);
    QCOMPARE(values[2], greatest - 1);
    const auto width = [](const auto &numbers) { return sizeof(numbers.front()); };
    QTEST(values.visit(width), "bytes");
}

void TestWorkColumn::sorting_putsUnknownLastInBothDirections()
{
    for (const quint32 size : {5U, 70000U}) {
        WorkColumn column{ColumnValues(4, size), size};
        column.values.set(0, size);
        column.values.set(1, 2);
        column.values.set(2, size - 1);
        column.values.set(3, 2);
        std::vector<quint32> works{0, 1, 2, 3};
        sortByColumn(works, column, false);
        QCOMPARE(works, (std::vector<quint32>{1, 3, 2, 0}));
        sortByColumn(works, column, true);
        QCOMPARE(works, (std::vector<quint32>{2, 1, 3, 0}));
    }
}

QTEST_GUILESS_MAIN(TestWorkColumn)
#include "tst_workcolumn.moc"
