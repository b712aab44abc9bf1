// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "search/engine/workset.h"

#include <QtGlobal>

#include <initializer_list>
#include <memory>
#include <vector>

namespace carrel {

/// The works that a table shows, in their order: a value whose copies share what they stand for. In the order
/// of the list it is the set that was found, a bit a work, and a row is looked up when it is wanted; only
/// other orders take a number a row.
class WorkRows final
{
public:
    using Works = std::shared_ptr<const std::vector<quint32>>;
    using Pieces = std::shared_ptr<const std::vector<WorkSet>>;

    WorkRows() = default;
    WorkRows(std::vector<quint32> works);
    WorkRows(std::initializer_list<quint32> works);
    /// Not null.
    explicit WorkRows(Works works);
    /// Consecutive stretches from 0 on, of equal size but for the last; not null.
    explicit WorkRows(const Pieces &pieces);
    /// As many works as there are, in the order of the list.
    static WorkRows all(quint32 works);

    quint32 size() const { return m_size; }
    bool empty() const { return m_size == 0; }
    quint32 operator[](quint32 row) const;
    /// kNone for a work that is not among them.
    quint32 rowOf(quint32 work) const;
    /// True where that work or one behind it in the list is among them.
    bool reach(quint32 work) const;
    /// True where rowOf() takes no time to speak of.
    bool isInListOrder() const { return m_works == nullptr; }
    std::vector<quint32> works() const;

    friend bool operator==(const WorkRows &a, const WorkRows &b) { return a.equals(b); }

private:
    struct Found
    {
        Pieces pieces;
        std::vector<quint32> starts; ///< the first row of each piece
    };

    bool equals(const WorkRows &other) const;

    // One of the two, or none for all works.
    Works m_works;
    std::shared_ptr<const Found> m_found;
    quint32 m_size = 0;
};

} // namespace carrel
