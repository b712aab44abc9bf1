// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/catalogbuilder.h"

#include <algorithm>
#include <utility>

namespace carrel {

CatalogPointer CatalogBuilder::extended(const Catalog &base, CatalogPart part,
                                        const std::vector<quint32> &entriesOfWorks)
{
    CatalogBuilder builder;
    *builder.m_catalog = base;
    Catalog &catalog = *builder.m_catalog;
    const auto firstSection = static_cast<quint32>(catalog.m_sections.size());
    const auto firstEntry = static_cast<quint32>(catalog.m_entries.size());
    builder.m_contents.resize(firstSection);
    builder.append(std::move(part));
    quint32 entry = firstEntry;
    for (const quint32 count : entriesOfWorks) {
        ++catalog.m_sections[catalog.m_entries[entry].section].workCount;
        std::vector<quint32> entries(count);
        for (quint32 &each : entries) {
            catalog.m_entries[entry].work = static_cast<quint32>(catalog.m_works.size());
            each = entry++;
        }
        catalog.addWork(entries);
    }
    builder.countLeft(firstSection, firstEntry);
    catalog.m_leftWorks += static_cast<quint32>(entriesOfWorks.size());
    catalog.m_leftSections += static_cast<quint32>(catalog.m_sections.size()) - firstSection;
    return std::move(builder.m_catalog);
}

/// Each work stands in one section: sums flow up.
void CatalogBuilder::countLeft(quint32 firstSection, quint32 firstEntry)
{
    std::vector<Section> &sections = m_catalog->m_sections;
    const std::vector<quint32> direct = directEntryCounts();
    for (quint32 i = firstSection; i < sections.size(); ++i) {
        sections[i].entries = {firstEntry, direct[i]};
        sections[i].subtreeEnd = i + 1;
        firstEntry += direct[i];
    }
    for (auto i = static_cast<quint32>(sections.size()); i-- > firstSection;) {
        if (const quint32 parent = sections[i].parent; parent != kNone) {
            sections[parent].subtreeEnd = std::max(sections[parent].subtreeEnd, sections[i].subtreeEnd);
            sections[parent].entries.count += sections[i].entries.count;
            sections[parent].workCount += sections[i].workCount;
        }
    }
}

} // namespace carrel
