// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <functional>

namespace carrel {

class SqliteConnection;

/// The schema that this Carrel writes, kept as user_version in the file.
int schemaVersion();

/// Brings an open file to schemaVersion(). Refuses, without a write, what a newer Carrel wrote
/// (LibraryTooNew) and what is no library (LibraryDamaged). Two programs may do this at the same time.
/// beforeUpgrade is called before a library of an older schema is written to; where it fails nothing is.
Result<void> migrate(SqliteConnection &connection, const std::function<Result<void>()> &beforeUpgrade = {});

} // namespace carrel
