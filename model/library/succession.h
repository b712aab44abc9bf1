// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/listchange.h"
#include "catalog/succession.h"

namespace carrel {

/// Pure functions, for the pool.
Succession successionOf(const ListDiff &diff);

/// The same of catalogs of one list or several: lists that are the same in both are followed exactly, others
/// as versions of each other. What is of a list that is not there any more is gone, unless another list has
/// it.
Succession successionOf(const CatalogPointer &before, const CatalogPointer &now);
bool haveListsInCommon(const CatalogPointer &before, const CatalogPointer &now);

} // namespace carrel
