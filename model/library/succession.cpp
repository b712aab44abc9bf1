// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/succession.h"

#include "library/sectionmap.h"

#include <algorithm>

namespace carrel {

namespace {

/// So many entries of a work tell which section has become which.
constexpr std::size_t kVotesPerWork = 8;

std::vector<SectionMap::Pair> likelyPairs(const ListDiff &diff)
{
    std::vector<SectionMap::Pair> pairs;
    pairs.reserve(diff.nowOf.size());
    for (quint32 work = 0; work < diff.nowOf.size(); ++work) {
        if (diff.nowOf[work] == kNone) {
            continue;
        }
        const auto before = diff.before->work(work).entries;
        const auto now = diff.now->work(diff.nowOf[work]).entries;
        for (std::size_t i = 0; i < std::min(before.size(), kVotesPerWork); ++i) {
            for (std::size_t k = 0; k < std::min(now.size(), kVotesPerWork); ++k) {
                pairs.emplace_back(before[i], now[k]);
            }
        }
    }
    return pairs;
}

/// The group of this title in a section, the section itself where there is none.
quint32 groupIn(const Catalog &catalog, quint32 section, std::string_view title)
{
    quint32 child = section + 1;
    while (child < catalog.section(section).subtreeEnd) {
        if (catalog.section(child).group && catalog.text(catalog.section(child).title) == title) {
            return child;
        }
        child = catalog.section(child).subtreeEnd;
    }
    return section;
}

} // namespace

Succession successionOf(const ListDiff &diff)
{
    const Catalog &before = *diff.before;
    const SectionMap map(before, *diff.now, likelyPairs(diff));
    Succession succession{diff.nowOf, {}};
    succession.sections.reserve(before.sections().size());
    for (quint32 number = 0; number < before.sections().size(); ++number) {
        const Section &section = before.section(number);
        quint32 now = map.now(section.group ? section.parent : number);
        if (section.group && now != kNone) {
            now = groupIn(*diff.now, now, before.text(section.title));
        }
        succession.sections.push_back(now);
    }
    return succession;
}

} // namespace carrel
