// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "health/healthreport.h"

#include <string_view>

namespace carrel {

/// What a curator would want to mend in a list: a pure function of the list and of the text that it was read
/// from, linear in both. Thread-safe.
HealthReport checkHealth(CatalogPointer catalog, std::string_view text);

} // namespace carrel
