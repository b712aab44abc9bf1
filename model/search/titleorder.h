// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalog.h"
#include "search/workcolumn.h"

#include <string>
#include <vector>

namespace carrel {

/// Ranks of names as a reader of this locale sorts them: case aside, numbers by value, empty names unknown.
WorkColumn rankTitles(const std::vector<std::string> &names);

/// Ranks of the works of a catalog by the titles of their faces.
WorkColumn titleColumn(const Catalog &catalog);

} // namespace carrel
