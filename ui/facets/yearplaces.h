// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "search/queryedit.h"
#include "stats/facets.h"

#include <QCoreApplication>

#include <optional>
#include <utility>
#include <vector>

namespace carrel {

/// The bars of a strip of years, from left to right: which years each stands for, how many works they have
/// and what the query says of them. Knows no widths.
class YearPlaces final
{
    Q_DECLARE_TR_FUNCTIONS(YearPlaces)
public:
    struct Place
    {
        YearRange years; ///< one year, or all that are too long ago for a bar of their own; 0 for the unknown
        quint32 works = 0;
        ClauseUse use = ClauseUse::None;
    };
    using Stretch = std::pair<int, int>; ///< first and last place

    /// Forgets the years of a list.
    void clear();
    /// There is a place for each year from the first to the last one known, and one for 0. Places stay until
    /// clear().
    void addYears(const std::vector<int> &years);
    void setCounts(const std::vector<YearCount> &counts);
    void setQuery(const Query &query);

    int count() const { return static_cast<int>(m_places.size()); }
    const Place &at(int place) const { return m_places[static_cast<std::size_t>(place)]; }
    bool isUnknown(int place) const { return at(place).years.last == 0; }
    bool hasUnknown() const { return m_hasUnknown; }
    /// The last place but for the unknown year; -1 where there is none.
    int lastKnown() const { return count() - (m_hasUnknown ? 2 : 1); }
    /// -1 for a year without a place.
    int placeOf(int year) const;
    quint32 mostWorks() const;

    /// The places asked for, where they stand together.
    std::optional<Stretch> asked() const;
    YearRange rangeOf(const Stretch &stretch) const;
    static QString nameOf(const YearRange &years);

private:
    void layOut();

    std::vector<Place> m_places;
    std::vector<YearCount> m_counts;
    Query m_query;
    int m_firstYear = 0; ///< 0 while no year is known
    int m_lastYear = 0;
    bool m_hasUnknown = false;
};

} // namespace carrel
