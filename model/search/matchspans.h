// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "search/query.h"

#include <QStringView>

#include <vector>

namespace carrel {

/// Where the terms of the query stand in a text that is shown: sorted, without overlap.
std::vector<TextSpan> matchSpans(QStringView text, const Query &query);

} // namespace carrel
