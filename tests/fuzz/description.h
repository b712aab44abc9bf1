// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace carrel {
class Catalog;
}

namespace carrel::fuzz {

/// Everything a catalog says, read through all of its accessors: equal texts mean equal catalogs.
std::string description(const Catalog &catalog);

/// Stops the program where a catalog contradicts itself: ranges, order, counts, links that may be opened.
void checkInvariants(const Catalog &catalog);

} // namespace carrel::fuzz
