// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/statereconciler.h"

namespace carrel {

/// The works of one version of a list in a later one, by the cascade that finds those of a library; the works
/// before stand in for the library's. What no step could tell otherwise, one entry each under a title that
/// no other entry has, is paired at once: nearly all of a long list.
Reconciliation matchVersions(const Catalog &before, const ListKeys &keysBefore, const Catalog &now,
                             const ListKeys &keysNow);

} // namespace carrel
