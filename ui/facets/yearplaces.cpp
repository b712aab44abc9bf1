// SPDX-License-Identifier: GPL-3.0-or-later
#include "facets/yearplaces.h"

#include <algorithm>
#include <iterator>

namespace carrel {
namespace {

constexpr int kMostPlaces = 60;

} // namespace

void YearPlaces::clear()
{
    m_counts.clear();
    m_firstYear = 0;
    m_lastYear = 0;
    m_hasUnknown = false;
    layOut();
}

void YearPlaces::addYears(const std::vector<int> &years)
{
    for (const int year : years) {
        if (year <= 0) {
            m_hasUnknown = true;
        } else {
            m_firstYear = m_firstYear == 0 ? year : std::min(m_firstYear, year);
            m_lastYear = std::max(m_lastYear, year);
        }
    }
    layOut();
}

void YearPlaces::setCounts(const std::vector<YearCount> &counts)
{
    m_counts = counts;
    std::vector<int> years;
    std::transform(counts.begin(), counts.end(), std::back_inserter(years),
                   [](const YearCount &each) { return each.year; });
    addYears(years);
}

void YearPlaces::setQuery(const Query &query)
{
    m_query = query;
    layOut();
}

void YearPlaces::layOut()
{
    m_places.clear();
    const int first = std::max(m_firstYear, m_lastYear - kMostPlaces + 1);
    for (int year = first; m_firstYear > 0 && year <= m_lastYear; ++year) {
        m_places.push_back({{year == first && m_firstYear < first ? 1 : year, year}});
    }
    if (m_hasUnknown) {
        m_places.push_back({});
    }
    for (const YearCount &count : m_counts) {
        if (const int place = placeOf(count.year); place >= 0) {
            m_places[static_cast<std::size_t>(place)].works += count.works;
        }
    }
    for (Place &place : m_places) {
        place.use = yearUse(m_query, place.years.last);
    }
}

int YearPlaces::placeOf(int year) const
{
    const auto found = std::find_if(m_places.begin(), m_places.end(), [year](const Place &place) {
        return year >= place.years.first && year <= place.years.last;
    });
    return found == m_places.end() ? -1 : static_cast<int>(found - m_places.begin());
}

quint32 YearPlaces::mostWorks() const
{
    quint32 most = 0;
    for (const Place &place : m_places) {
        most = std::max(most, place.works);
    }
    return most;
}

std::optional<YearPlaces::Stretch> YearPlaces::asked() const
{
    std::optional<Stretch> stretch;
    for (int place = 0; place < count(); ++place) {
        if (at(place).use != ClauseUse::Included) {
            continue;
        }
        if (stretch && stretch->second != place - 1) {
            return std::nullopt;
        }
        stretch = {stretch ? stretch->first : place, place};
    }
    return stretch;
}

YearRange YearPlaces::rangeOf(const Stretch &stretch) const
{
    return {at(stretch.first).years.first, at(stretch.second).years.last};
}

QString YearPlaces::nameOf(const YearRange &years)
{
    const QString last = QString::number(years.last);
    return years.last == 0             ? tr("no year")
           : years.first == years.last ? last
           : years.first == 1          ? tr("until %1").arg(last)
                                       : QString::number(years.first) + QChar(0x2013) + last;
}

} // namespace carrel
