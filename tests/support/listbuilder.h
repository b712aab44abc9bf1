// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalogbuilder.h"

#include <initializer_list>
#include <string>
#include <string_view>

namespace carrel::test {

/// Builds a small Catalog in a few words, without Markdown.
class ListBuilder final
{
public:
    ListBuilder &section(std::string_view title, int level = 2);
    ListBuilder &group(std::string_view title);
    /// An entry with a tag such as venue "OSDI", year 2024 and one link; empty or 0 for none.
    ListBuilder &entry(std::string_view title, std::string_view venue = {}, int year = 0,
                       std::string_view url = {});
    /// An entry with everything.
    ListBuilder &entry(EntryDraft draft);
    CatalogPointer build(const ListOrigin &origin = {});

private:
    CatalogPart m_part;
    quint32 m_line = 0;
};

/// The list with papers of these titles at its end that left it; they stood in "Old" last.
CatalogPointer withGone(const Catalog &list, std::initializer_list<std::string_view> titles);

} // namespace carrel::test
