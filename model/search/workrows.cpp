// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/workrows.h"

#include "catalog/entry.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace carrel {

WorkRows::WorkRows(std::vector<quint32> works)
    : WorkRows(std::make_shared<const std::vector<quint32>>(std::move(works)))
{
}

WorkRows::WorkRows(std::initializer_list<quint32> works)
    : WorkRows(std::vector<quint32>(works))
{
}

WorkRows::WorkRows(Works works)
    : m_works(std::move(works))
    , m_size(static_cast<quint32>(m_works->size()))
{
}

WorkRows::WorkRows(const Pieces &pieces)
{
    std::vector<quint32> starts;
    starts.reserve(pieces->size());
    for (const WorkSet &piece : *pieces) {
        starts.push_back(m_size);
        m_size += piece.count();
    }
    m_found = std::make_shared<const Found>(Found{pieces, std::move(starts)});
}

WorkRows WorkRows::all(quint32 works)
{
    WorkRows rows;
    rows.m_size = works;
    return rows;
}

quint32 WorkRows::operator[](quint32 row) const
{
    if (m_works != nullptr) {
        return (*m_works)[row];
    }
    if (m_found == nullptr) {
        return row;
    }
    const std::vector<quint32> &starts = m_found->starts;
    const auto piece =
        static_cast<std::size_t>(std::upper_bound(starts.begin(), starts.end(), row) - starts.begin()) - 1;
    return (*m_found->pieces)[piece].at(row - starts[piece]);
}

quint32 WorkRows::rowOf(quint32 work) const
{
    if (m_works != nullptr) {
        const auto found = std::find(m_works->begin(), m_works->end(), work);
        return found == m_works->end() ? kNone : static_cast<quint32>(found - m_works->begin());
    }
    if (m_found == nullptr) {
        return work < m_size ? work : kNone;
    }
    const std::vector<WorkSet> &pieces = *m_found->pieces;
    const std::size_t piece = pieces.empty() ? 0 : work / std::max(pieces.front().size(), 1U);
    if (piece >= pieces.size() || work >= pieces[piece].end() || !pieces[piece].contains(work)) {
        return kNone;
    }
    return m_found->starts[piece] + pieces[piece].countBefore(work);
}

bool WorkRows::reach(quint32 work) const
{
    return m_works == nullptr
               ? m_size > 0 && (*this)[m_size - 1] >= work
               : std::any_of(m_works->begin(), m_works->end(), [=](quint32 each) { return each >= work; });
}

std::vector<quint32> WorkRows::works() const
{
    if (m_works != nullptr) {
        return *m_works;
    }
    std::vector<quint32> works(m_size);
    if (m_found == nullptr) {
        std::iota(works.begin(), works.end(), 0U);
        return works;
    }
    auto next = works.begin();
    for (const WorkSet &piece : *m_found->pieces) {
        piece.forEach([&](quint32 work) { *next++ = work; });
    }
    return works;
}

bool WorkRows::equals(const WorkRows &other) const
{
    if (m_size != other.m_size) {
        return false;
    }
    if (m_size == 0 || (m_works == other.m_works && m_found == other.m_found)) {
        return true;
    }
    const quint32 last = m_size - 1;
    if ((*this)[0] != other[0] || (*this)[last] != other[last]) {
        return false;
    }
    if (m_works != nullptr && other.m_works != nullptr) {
        return *m_works == *other.m_works;
    }
    if (m_found != nullptr && other.m_found != nullptr) {
        return *m_found->pieces == *other.m_found->pieces;
    }
    // Rising numbers that are as many as there are between the first and the last are all of them.
    return isInListOrder() == other.isInListOrder() || works() == other.works();
}

} // namespace carrel
