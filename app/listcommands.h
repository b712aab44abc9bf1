// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

namespace carrel {

struct CommandLine;
struct Streams;

// The commands that are about lists as such, not about the papers in one.

/// What is new between two versions of a list.
Result<void> runChanges(const CommandLine &line, const Streams &streams);

} // namespace carrel
