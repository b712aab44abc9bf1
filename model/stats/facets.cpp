// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/facets.h"

#include "base/text.h"
#include "catalog/link.h"
#include "catalog/linkforms.h"

#include <algorithm>
#include <limits>
#include <unordered_map>

namespace carrel {

namespace {

/// Counts works by small numbers, a work once for each number however often it has it.
class WorkCounter final
{
public:
    explicit WorkCounter(std::size_t numbers)
        : m_counts(numbers, 0)
        , m_last(numbers, kNone)
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

template <typename Visit>
void forEachEntry(const Catalog &catalog, std::span<const quint32> works, Visit visit)
{
    for (const quint32 work : works) {
        for (const quint32 entry : catalog.workEntries(catalog.work(work))) {
            visit(work, catalog.entry(entry));
        }
    }
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

bool hasOpenableLink(const Catalog &catalog, const Entry &entry)
{
    const std::span<const Link> links = catalog.links(entry.links);
    return std::any_of(links.begin(), links.end(), [](const Link &link) { return isOpenable(link.kind); });
}

bool hasCode(const Catalog &catalog, const Entry &entry)
{
    const std::span<const Link> links = catalog.links(entry.links);
    return std::any_of(links.begin(), links.end(),
                       [](const Link &link) { return link.kind == LinkKind::Github; });
}

bool hasPdf(const Catalog &catalog, const Entry &entry)
{
    const std::span<const Link> links = catalog.links(entry.links);
    return std::any_of(links.begin(), links.end(),
                       [&](const Link &link) { return leadsToPdf(catalog.text(link.url), link.kind); });
}

} // namespace

std::vector<VenueCount> countVenues(const Catalog &catalog, std::span<const quint32> works)
{
    const VenueNumbers numbers = venueNumbers(catalog);
    WorkCounter counter(numbers.names.size());
    forEachEntry(catalog, works, [&](quint32 work, const Entry &entry) {
        const quint32 venue = entry.venueTag == kNone ? kNone : numbers.ofTag[entry.venueTag];
        if (venue != kNone) {
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

std::vector<YearCount> countYears(const Catalog &catalog, std::span<const quint32> works)
{
    constexpr int kLowest = std::numeric_limits<qint16>::min();
    WorkCounter counter(1 << 16);
    forEachEntry(catalog, works, [&](quint32 work, const Entry &entry) {
        counter.add(static_cast<std::size_t>(entry.year - kLowest), work);
    });
    std::vector<YearCount> counts;
    for (std::size_t i = 0; i < counter.counts().size(); ++i) {
        if (counter.counts()[i] > 0) {
            counts.push_back({static_cast<int>(i) + kLowest, counter.counts()[i]});
        }
    }
    return counts;
}

KindCounts countKinds(const Catalog &catalog, std::span<const quint32> works)
{
    KindCounts counts{};
    for (const quint32 work : works) {
        const std::span<const quint32> entries = catalog.workEntries(catalog.work(work));
        const auto any = [&](auto has) {
            return std::any_of(entries.begin(), entries.end(),
                               [&](quint32 number) { return has(catalog.entry(number)); });
        };
        const auto add = [&](FacetKind kind, bool holds) {
            counts[static_cast<std::size_t>(kind)] += holds ? 1 : 0;
        };
        add(FacetKind::Survey, any([](const Entry &entry) { return entry.survey; }));
        add(FacetKind::Code, any([&](const Entry &entry) { return hasCode(catalog, entry); }));
        add(FacetKind::Pdf, any([&](const Entry &entry) { return hasPdf(catalog, entry); }));
        add(FacetKind::NoLink, !any([&](const Entry &entry) { return hasOpenableLink(catalog, entry); }));
    }
    return counts;
}

/// Each entry's section gets one, what two neighbours of a work have in common above them gives one back, and
/// sums flow up.
std::vector<quint32> countSections(const Catalog &catalog, std::span<const quint32> works)
{
    std::vector<quint32> counts(catalog.sections().size(), 0);
    quint32 previousWork = kNone;
    quint32 previous = kNone;
    forEachEntry(catalog, works, [&](quint32 work, const Entry &entry) {
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
