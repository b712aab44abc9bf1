// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/listbuilder.h"

#include <utility>

namespace carrel::test {

ListBuilder &ListBuilder::section(std::string_view title, int level)
{
    m_part.openSection(title, level, ++m_line);
    return *this;
}

ListBuilder &ListBuilder::group(std::string_view title)
{
    m_part.openGroup(title, ++m_line);
    return *this;
}

ListBuilder &ListBuilder::entry(std::string_view title, std::string_view venue, int year,
                                std::string_view url)
{
    EntryDraft draft;
    draft.title = title;
    draft.tag.venue = venue;
    draft.tag.year = year;
    if (!venue.empty()) {
        draft.tag.raw = draft.tag.venue + (year == 0 ? std::string() : ' ' + std::to_string(year));
    }
    if (!url.empty()) {
        draft.links.push_back({std::string(url), {}});
    }
    return entry(std::move(draft));
}

ListBuilder &ListBuilder::entry(EntryDraft draft)
{
    draft.line = ++m_line;
    m_part.addEntry(draft);
    return *this;
}

CatalogPointer ListBuilder::build(const ListOrigin &origin)
{
    CatalogBuilder builder;
    builder.append(std::exchange(m_part, CatalogPart()));
    return builder.finish(origin);
}

CatalogPointer withGone(const Catalog &list, std::initializer_list<std::string_view> titles)
{
    CatalogPart part;
    part.openSection("Gone", 1, 1);
    part.openSection("Old", 2, 1);
    EntryDraft draft;
    for (const std::string_view title : titles) {
        draft.title = title;
        part.addEntry(draft);
    }
    return CatalogBuilder::extended(list, std::move(part), std::vector<quint32>(titles.size(), 1));
}

} // namespace carrel::test
