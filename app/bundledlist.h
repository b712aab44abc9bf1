// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/catalogrepository.h"
#include "sync/liststore.h"

namespace carrel {

/// The list that ships with Carrel, as a resource.
inline constexpr char kBundledList[] = ":/catalog/ml-systems-papers.md";
/// The day of it, as its source has it.
inline constexpr char kBundledDay[] = "2026-02-07";

CatalogSource bundledSource();

/// The same as a list in use, which it is until it is removed.
ListRecord bundledRecord();

} // namespace carrel
