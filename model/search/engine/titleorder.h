// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "search/workcolumn.h"

#include <functional>
#include <string_view>

namespace carrel {

/// Ranks of names as a reader of the default locale sorts them: case aside, numbers by value, empty names
/// unknown. What QCollator says, though most names never meet it: in its own time a million would take
/// seconds. Many names are sorted in the pool, so that several threads may call nameAt() at once.
WorkColumn rankNames(quint32 count, const std::function<std::string_view(quint32)> &nameAt);

} // namespace carrel
