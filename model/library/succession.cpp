// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/succession.h"

#include "library/listdiff.h"
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

const CatalogPointer &catalogOf(const CatalogPointer &whole, const CatalogList &list)
{
    return list.catalog == nullptr ? whole : list.catalog;
}

enum class Kinship { None, Version, Same };

Kinship kinship(const CatalogPointer &before, const CatalogList &list, const CatalogPointer &now,
                const CatalogList &other)
{
    if (catalogOf(before, list) == catalogOf(now, other)) {
        return Kinship::Same;
    }
    const bool version = !list.origin.id.isEmpty() && list.origin.id == other.origin.id;
    return version ? Kinship::Version : Kinship::None;
}

/// Leads the numbers of one list over to those of the catalogs around both.
class ListLead final
{
public:
    ListLead(const Catalog &before, const CatalogList &list, const Catalog &now, const CatalogList &other)
        : m_before(before)
        , m_list(list)
        , m_now(now)
        , m_other(other)
    {
    }

    void follow(Succession &succession) const
    {
        for (quint32 entry = 0; entry < m_list.entries.count; ++entry) {
            lead(entry, entry, succession);
        }
        const quint32 sections = sectionsOf(m_before, m_list);
        for (quint32 section = 0; section < sections; ++section) {
            succession.sections[firstSection(m_list) + section] = firstSection(m_other) + section;
        }
        leadRoot(succession);
    }

    void followVersion(const ListDiff &diff, Succession &succession) const
    {
        const Succession own = successionOf(diff);
        for (quint32 work = 0; work < own.works.size(); ++work) {
            if (own.works[work] != kNone) {
                lead(diff.before->work(work).entries.front(), diff.now->work(own.works[work]).entries.front(),
                     succession);
            }
        }
        for (quint32 section = 0; section < own.sections.size(); ++section) {
            const quint32 now = own.sections[section];
            succession.sections[firstSection(m_list) + section] =
                now == kNone ? kNone : firstSection(m_other) + now;
        }
        leadRoot(succession);
    }

private:
    static quint32 firstSection(const CatalogList &list) { return list.root == kNone ? 0 : list.root + 1; }
    static quint32 sectionsOf(const Catalog &catalog, const CatalogList &list)
    {
        return list.root == kNone ? catalog.listedSections()
                                  : catalog.section(list.root).subtreeEnd - list.root - 1;
    }

    /// Entries of the lists.
    void lead(quint32 entry, quint32 other, Succession &succession) const
    {
        quint32 &work = succession.works[m_before.entry(m_list.entries.first + entry).work];
        work = work == kNone ? m_now.entry(m_other.entries.first + other).work : work;
    }

    void leadRoot(Succession &succession) const
    {
        if (m_list.root != kNone) {
            succession.sections[m_list.root] = m_other.root;
        }
    }

    const Catalog &m_before;
    const CatalogList &m_list;
    const Catalog &m_now;
    const CatalogList &m_other;
};

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

bool haveListsInCommon(const CatalogPointer &before, const CatalogPointer &now)
{
    return std::any_of(before->lists().begin(), before->lists().end(), [&](const CatalogList &list) {
        return std::any_of(now->lists().begin(), now->lists().end(), [&](const CatalogList &other) {
            return kinship(before, list, now, other) != Kinship::None;
        });
    });
}

Succession successionOf(const CatalogPointer &before, const CatalogPointer &now)
{
    Succession succession;
    succession.works.assign(before->workCount(), kNone);
    succession.sections.assign(before->sections().size(), kNone);
    for (const CatalogList &list : before->lists()) {
        for (const CatalogList &other : now->lists()) {
            const ListLead lead(*before, list, *now, other);
            switch (kinship(before, list, now, other)) {
            case Kinship::Same:
                lead.follow(succession);
                break;
            case Kinship::Version:
                lead.followVersion(diffLists(catalogOf(before, list), catalogOf(now, other)), succession);
                break;
            case Kinship::None:
                break;
            }
        }
    }
    return succession;
}

} // namespace carrel
