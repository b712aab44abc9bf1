// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalog.h"

#include <algorithm>
#include <numeric>
#include <span>
#include <vector>

namespace carrel {

/// Works of both versions that are one: mostly one of each. Works before have their own numbers, those now
/// stand behind them.
class SameWorks final
{
public:
    SameWorks(const Catalog &before, const Catalog &now)
        : m_first(static_cast<quint32>(before.workCount()))
        , m_roots(before.workCount() + now.workCount())
    {
        std::iota(m_roots.begin(), m_roots.end(), 0U);
    }

    void unite(quint32 workBefore, quint32 workNow)
    {
        const quint32 a = rootOf(workBefore);
        const quint32 b = rootOf(m_first + workNow);
        m_roots[std::max(a, b)] = std::min(a, b);
    }

    /// Calls visit(works of one component, those before first) for each.
    template <typename Visit>
    void forEach(Visit visit)
    {
        std::vector<quint32> ends(m_roots.size() + 1);
        for (quint32 node = 0; node < m_roots.size(); ++node) {
            m_roots[node] = rootOf(node);
            ++ends[m_roots[node] + 1];
        }
        std::partial_sum(ends.begin(), ends.end(), ends.begin());
        std::vector<quint32> nodes(m_roots.size());
        std::vector<quint32> next(ends.begin(), ends.end() - 1);
        for (quint32 node = 0; node < m_roots.size(); ++node) {
            nodes[next[m_roots[node]]++] = node;
        }
        for (std::size_t root = 0; root < m_roots.size(); ++root) {
            if (ends[root] != ends[root + 1]) {
                visit(std::span<const quint32>(nodes).subspan(ends[root], ends[root + 1] - ends[root]));
            }
        }
    }

    bool isBefore(quint32 node) const { return node < m_first; }
    quint32 workNow(quint32 node) const { return node - m_first; }

private:
    quint32 rootOf(quint32 node)
    {
        while (m_roots[node] != node) {
            m_roots[node] = m_roots[m_roots[node]];
            node = m_roots[node];
        }
        return node;
    }

    quint32 m_first;
    std::vector<quint32> m_roots;
};

} // namespace carrel
