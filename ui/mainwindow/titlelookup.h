// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalog.h"

#include <string_view>

namespace carrel {

/// The work of the catalog with an entry of this title; kNone where there is none.
quint32 workWithTitle(const Catalog &catalog, std::string_view title);

} // namespace carrel
