// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

namespace carrel {

struct CommandLine;
struct DataPaths;
struct Streams;

// The commands that are about lists as such, not about the papers in one.

/// What is new between two versions of a list.
Result<void> runChanges(const CommandLine &line, const Streams &streams);

/// What a curator would want to mend in a list.
Result<void> runHealth(const CommandLine &line, const Streams &streams);

/// The lists in use.
Result<void> runLists(const CommandLine &line, const DataPaths &paths, const Streams &streams);
/// Uses one more list, if its source has one.
Result<void> runListsAdd(const CommandLine &line, const DataPaths &paths, const Streams &streams);
Result<void> runListsRemove(const CommandLine &line, const DataPaths &paths, const Streams &streams);

/// Asks the sources of lists for newer versions, one after the other. Each that fails is told on standard
/// error at once; false if there is one.
Result<bool> runUpdate(const CommandLine &line, const DataPaths &paths, const Streams &streams);

} // namespace carrel
