// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/entry.h"

#include <string_view>

namespace carrel {

/// What a tag such as `NAIC @ SIGCOMM'25` or `OSDI'25 (to appear)` says. Never fails: what is no year, host
/// or qualifier is the venue. Years count from 1900 to two years from now; two digits mean the latest such
/// year.
VenueTag readVenueTag(std::string_view raw);

/// True for a tag that marks surveys (`Survey :mag:`, `综述`).
bool isPlausibleYear(int year);
bool isSurveyTag(std::string_view raw);

} // namespace carrel
