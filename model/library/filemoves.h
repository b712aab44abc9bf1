// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

namespace carrel {

/// Gives a file another name in the same file system, in one step and so that it outlives a loss of power; a
/// file of that name is replaced. Error: FileUnwritable.
Result<void> moveFile(const QString &from, const QString &to);

} // namespace carrel
