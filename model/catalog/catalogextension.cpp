// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/catalogbuilder.h"

#include <utility>

namespace carrel {

CatalogPointer CatalogBuilder::extended(const Catalog &base, CatalogPart part,
                                        const std::vector<quint32> &entriesOfWorks)
{
    CatalogBuilder builder;
    *builder.m_catalog = base;
    Catalog &catalog = *builder.m_catalog;
    builder.m_contents.resize(catalog.m_sections.size());
    auto entry = static_cast<quint32>(catalog.m_entries.size());
    builder.append(std::move(part));
    Section &section = catalog.m_sections.back();
    section.entries = {entry, static_cast<quint32>(catalog.m_entries.size()) - entry};
    section.subtreeEnd = static_cast<quint32>(catalog.m_sections.size());
    section.workCount = static_cast<quint32>(entriesOfWorks.size());
    for (const quint32 count : entriesOfWorks) {
        Work work;
        work.face = entry;
        work.entries = {static_cast<quint32>(catalog.m_workEntries.size()), count};
        for (quint32 i = 0; i < count; ++i, ++entry) {
            catalog.m_entries[entry].work = static_cast<quint32>(catalog.m_works.size());
            catalog.m_workEntries.push_back(entry);
        }
        catalog.m_works.push_back(work);
    }
    return std::move(builder.m_catalog);
}

} // namespace carrel
