// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalog.h"

#include <string>
#include <utility>
#include <vector>

namespace carrel {

/// Which section of a later version of a list each section of an earlier one is: that of the same path, else
/// of the same but for numbers, else the one that most of its papers went to. So papers whose section was
/// renamed, put elsewhere or united with another are still where they were. Groups count as the section that
/// they stand in.
class SectionMap final
{
public:
    /// An entry before and an entry now that are of one work.
    using Pair = std::pair<quint32, quint32>;

    SectionMap(const Catalog &before, const Catalog &now, const std::vector<Pair> &pairs);

    /// The section, not the group, that an entry stands in; kNone without one.
    static quint32 sectionOf(const Catalog &catalog, const Entry &entry);
    /// kNone for none, and for a section without papers that is gone.
    quint32 now(quint32 before) const { return before == kNone ? kNone : m_now[before]; }

private:
    void matchPaths(const std::vector<std::string> &before, const std::vector<std::string> &now);
    void matchPapers(const Catalog &before, const Catalog &now, const std::vector<Pair> &pairs);

    std::vector<quint32> m_now;
};

} // namespace carrel
