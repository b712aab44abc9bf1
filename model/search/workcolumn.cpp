// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/workcolumn.h"

#include "catalog/entry.h"

#include <array>
#include <numeric>
#include <utility>

namespace carrel {

namespace {

constexpr quint32 kDigitBits = 11;
constexpr quint32 kDigits = 1U << kDigitBits;

/// One pass of a radix sort: stable by one digit of the key.
template <typename KeyOf>
void sortByDigit(const std::vector<quint32> &from, std::vector<quint32> &to, quint32 shift, KeyOf keyOf)
{
    std::array<quint32, kDigits> place{};
    for (const quint32 work : from) {
        ++place[(keyOf(work) >> shift) & (kDigits - 1)];
    }
    quint32 next = 0;
    for (quint32 &each : place) {
        next += std::exchange(each, next);
    }
    for (const quint32 work : from) {
        to[place[(keyOf(work) >> shift) & (kDigits - 1)]++] = work;
    }
}

} // namespace

WorkOrder::WorkOrder(const WorkColumn &column)
    : equalsPrevious(0, static_cast<quint32>(column.values.size()), false)
{
    std::vector<quint32> sorted(column.values.size());
    std::iota(sorted.begin(), sorted.end(), 0U);
    sortByColumn(sorted, column, false);
    quint32 previous = kNone;
    for (quint32 row = 0; row < sorted.size(); ++row) {
        const quint32 value = column.values[sorted[row]];
        if (value == previous) {
            equalsPrevious.insert(row);
        }
        known += value < column.size ? 1 : 0;
        previous = value;
    }
    works = std::make_shared<const std::vector<quint32>>(std::move(sorted));
}

void sortByColumn(std::vector<quint32> &works, const WorkColumn &column, bool descending)
{
    const auto keyOf = [&](quint32 work) {
        const quint32 value = column.values[work];
        return descending && value < column.size ? column.size - 1 - value : value;
    };
    std::vector<quint32> sorted(works.size());
    for (quint32 shift = 0; shift < 32 && (column.size >> shift) != 0; shift += kDigitBits) {
        sortByDigit(works, sorted, shift, keyOf);
        works.swap(sorted);
    }
}

} // namespace carrel
