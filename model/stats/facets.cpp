// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/facets.h"

#include "base/text.h"
#include "catalog/link.h"

#include <algorithm>
#include <limits>
#include <unordered_map>
#include <utility>

namespace carrel {

namespace {

/// Goes on counting works by small numbers, a work once for each number however often it has it.
class WorkCounter final
{
public:
    explicit WorkCounter(std::vector<quint32> counts)
        : m_counts(std::move(counts))
        , m_last(m_counts.size(), kNone)
    {
    }

    void add(std::size_t number, quint32 work)
    {
        m_counts[number] += m_last[number] == work ? 0 : 1;
        m_last[number] = work;
    }

    const std::vector<quint32> &counts() const { return m_counts; }

private:
    std::vector<quint32> m_counts;
    std::vector<quint32> m_last;
};

/// Calls visit(work, entry) for the entries of the works that have several.
template <typename Visit>
void forEachOfSeveral(const SearchIndex &index, WorkSets works, Visit visit)
{
    const Catalog &catalog = index.catalog();
    for (WorkSet several : works) {
        several.intersect(index.columns().several);
        several.forEach([&](quint32 work) {
            for (const quint32 entry : catalog.work(work).entries) {
                visit(work, catalog.entry(entry));
            }
        });
    }
}

/// How many of the works with one entry have each value of a column, the unknown at the end.
std::vector<quint32> countValues(const SearchIndex &index, WorkSets works, const WorkColumn &column)
{
    std::vector<quint32> counts(column.size + std::size_t(1), 0);
    for (WorkSet single : works) {
        single.subtract(index.columns().several);
        column.values.visit(
            [&](const auto &values) { single.forEach([&](quint32 work) { ++counts[values[work]]; }); });
    }
    return counts;
}

/// Venues that read alike are one: numbers of tags, and the name of each.
struct VenueNumbers
{
    std::vector<quint32> ofTag;
    std::vector<std::string> names;
};

VenueNumbers venueNumbers(const Catalog &catalog)
{
    VenueNumbers numbers;
    std::unordered_map<std::string, quint32> known;
    for (const VenueTag &tag : catalog.venueTags()) {
        std::string folded = foldedText(tag.venue);
        if (folded.empty()) {
            numbers.ofTag.push_back(kNone);
            continue;
        }
        const auto next = static_cast<quint32>(numbers.names.size());
        const auto [each, isNew] = known.try_emplace(std::move(folded), next);
        numbers.ofTag.push_back(each->second);
        if (isNew) {
            numbers.names.push_back(tag.venue);
        }
    }
    return numbers;
}

quint32 commonAncestor(const Catalog &catalog, quint32 a, quint32 b)
{
    while (a != kNone && !catalog.isWithin(b, a)) {
        a = catalog.section(a).parent;
    }
    return a;
}

quint32 countAccepted(WorkSets works, const WorkColumn &column, const std::vector<quint8> &accepted)
{
    quint32 count = 0;
    for (WorkSet set : works) {
        keepAccepted(set, column, accepted);
        count += set.count();
    }
    return count;
}

quint32 countCommon(WorkSets works, const WorkSet &other)
{
    quint32 count = 0;
    for (WorkSet set : works) {
        set.intersect(other);
        count += set.count();
    }
    return count;
}

} // namespace

std::vector<VenueCount> countVenues(const SearchIndex &index, WorkSets works)
{
    const VenueNumbers numbers = venueNumbers(index.catalog());
    const auto venueOf = [&](quint32 tag) { return tag < numbers.ofTag.size() ? numbers.ofTag[tag] : kNone; };
    std::vector<quint32> found(numbers.names.size(), 0);
    const std::vector<quint32> tags = countValues(index, works, index.columns().tags);
    for (quint32 tag = 0; tag < tags.size(); ++tag) {
        if (const quint32 venue = venueOf(tag); venue != kNone) {
            found[venue] += tags[tag];
        }
    }
    WorkCounter counter(std::move(found));
    forEachOfSeveral(index, works, [&](quint32 work, const Entry &entry) {
        if (const quint32 venue = venueOf(entry.venueTag); venue != kNone) {
            counter.add(venue, work);
        }
    });
    std::vector<VenueCount> counts;
    for (std::size_t i = 0; i < numbers.names.size(); ++i) {
        if (counter.counts()[i] > 0) {
            counts.push_back({numbers.names[i], counter.counts()[i]});
        }
    }
    std::sort(counts.begin(), counts.end(), [](const VenueCount &a, const VenueCount &b) {
        return a.works != b.works ? a.works > b.works : a.venue < b.venue;
    });
    return counts;
}

std::vector<YearCount> countYears(const SearchIndex &index, WorkSets works)
{
    constexpr int kLowest = std::numeric_limits<qint16>::min();
    const std::vector<int> &known = index.columns().yearValues;
    const std::vector<quint32> values = countValues(index, works, index.columns().years);
    std::vector<quint32> found(1 << 16, 0);
    for (std::size_t i = 0; i < values.size(); ++i) {
        found[static_cast<std::size_t>((i < known.size() ? known[i] : 0) - kLowest)] += values[i];
    }
    WorkCounter counter(std::move(found));
    forEachOfSeveral(index, works, [&](quint32 work, const Entry &entry) {
        counter.add(static_cast<std::size_t>(index.catalog().year(entry) - kLowest), work);
    });
    std::vector<YearCount> counts;
    for (std::size_t i = 0; i < counter.counts().size(); ++i) {
        if (counter.counts()[i] > 0) {
            counts.push_back({static_cast<int>(i) + kLowest, counter.counts()[i]});
        }
    }
    return counts;
}

KindCounts countKinds(const SearchIndex &index, WorkSets works)
{
    const IndexColumns &columns = index.columns();
    std::vector<quint8> code;
    std::vector<quint8> none;
    for (const quint32 kinds : columns.linkKinds) {
        code.push_back(kinds >> static_cast<quint32>(LinkKind::Github) & 1U);
        none.push_back(kinds == 0 ? 1 : 0);
    }
    KindCounts counts{};
    counts[static_cast<std::size_t>(FacetKind::Survey)] = countCommon(works, columns.surveys);
    counts[static_cast<std::size_t>(FacetKind::Code)] = countAccepted(works, columns.links, code);
    counts[static_cast<std::size_t>(FacetKind::Pdf)] = countCommon(works, columns.pdfs);
    counts[static_cast<std::size_t>(FacetKind::NoLink)] = countAccepted(works, columns.links, none);
    return counts;
}

/// Each entry's section gets one, what two neighbours of a work have in common above them gives one back, and
/// sums flow up.
std::vector<quint32> countSections(const SearchIndex &index, WorkSets works)
{
    const Catalog &catalog = index.catalog();
    std::vector<quint32> counts = countValues(index, works, index.columns().sections);
    counts.pop_back();
    quint32 previousWork = kNone;
    quint32 previous = kNone;
    forEachOfSeveral(index, works, [&](quint32 work, const Entry &entry) {
        if (entry.section == kNone || (work == previousWork && entry.section == previous)) {
            return;
        }
        ++counts[entry.section];
        const quint32 common =
            work == previousWork ? commonAncestor(catalog, previous, entry.section) : kNone;
        if (common != kNone) {
            --counts[common];
        }
        previousWork = work;
        previous = entry.section;
    });
    for (std::size_t i = counts.size(); i-- > 0;) {
        if (const quint32 parent = catalog.section(static_cast<quint32>(i)).parent; parent != kNone) {
            counts[parent] += counts[i];
        }
    }
    return counts;
}

} // namespace carrel
