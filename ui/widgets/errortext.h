// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QString>

#include <vector>

namespace carrel {

/// The sentence for the reader: what happened, to which file, and what can be done. Plain text of bounded
/// length.
QString errorText(const Error &error);
/// The same of several, of which only the first is spelled out. Not empty.
QString errorText(const std::vector<Error> &errors);

} // namespace carrel
