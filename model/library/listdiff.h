// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/listchange.h"

namespace carrel {

/// What happened to the works of a list from one version to the next, by the cascade that leads marks from
/// one to the other: what was edited, moved or united with a twin is neither removed nor added. A pure
/// function, for the pool.
ListDiff diffLists(CatalogPointer before, CatalogPointer now);

} // namespace carrel
