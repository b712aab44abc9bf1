// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <memory>
#include <vector>

namespace carrel {

class Catalog;

/// When a work came to its list.
struct WorkAge
{
    quint32 time = 0;    ///< seconds since 1970 in UTC; 0: nothing is known
    bool exact = false;  ///< it came then; else it was listed before then
    bool isNew = false;  ///< it came after what the reader counts as new
    bool unseen = false; ///< it came after the reader last looked at what is new
    friend bool operator==(const WorkAge &, const WorkAge &) = default;
};

/// The age of each work of a catalog. Shared with the pool, so never changed once published.
class WorkAges final
{
public:
    WorkAges() = default;
    explicit WorkAges(std::size_t works)
        : m_times(works)
        , m_flags(works)
    {
    }

    std::size_t size() const { return m_times.size(); }
    /// Nothing is known of a work that it does not have: one that left the list.
    WorkAge operator[](std::size_t work) const;
    bool isNew(std::size_t work) const { return work < m_flags.size() && (m_flags[work] & kNew) != 0; }
    bool isUnseen(std::size_t work) const { return work < m_flags.size() && (m_flags[work] & kUnseen) != 0; }
    /// When the work came, 0 where that is not known.
    quint32 added(std::size_t work) const
    {
        return work < m_flags.size() && (m_flags[work] & kExact) != 0 ? m_times[work] : 0;
    }
    quint32 newCount() const { return m_new; }
    quint32 unseenCount() const { return m_unseen; }

    /// One number a section of the catalog: the works in it and below that the reader has not looked at.
    /// Empty before countSections().
    const std::vector<quint32> &unseenInSections() const { return m_unseenInSections; }

    void set(std::size_t work, const WorkAge &age);
    /// After all is set.
    void countSections(const Catalog &catalog);
    friend bool operator==(const WorkAges &, const WorkAges &) = default;

private:
    enum Flag : quint8 { kExact = 1, kNew = 2, kUnseen = 4 };

    std::vector<quint32> m_times;
    std::vector<quint8> m_flags;
    std::vector<quint32> m_unseenInSections;
    quint32 m_new = 0;
    quint32 m_unseen = 0;
};

using WorkAgesPointer = std::shared_ptr<const WorkAges>;

} // namespace carrel
