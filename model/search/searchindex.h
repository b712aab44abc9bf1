// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalog.h"

#include <memory>
#include <string>
#include <vector>

namespace carrel {

/// The orders that a table of works can stand in. Unknown values come last in both directions.
enum class PaperOrder : quint8 { List, Title, Venue, Year, Links, Section };

/// Folded text of all works in one block, small-integer columns and precomputed orders; immutable, shared with the
/// pool. Built from a catalog in the pool.
class SearchIndex final
{
public:
    static std::shared_ptr<const SearchIndex> build(CatalogPointer catalog);

    const Catalog &catalog() const { return *m_catalog; }

private:
    CatalogPointer m_catalog;
};

using SearchIndexPointer = std::shared_ptr<const SearchIndex>;

} // namespace carrel
