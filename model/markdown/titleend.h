// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "markdown/recordcursor.h"

#include <cstddef>

namespace carrel {

class PieceReader;

/// Where a title that is no link ends: before a link, before a bracket that holds one, an alias in code or
/// strong words, and, unless its venue is known already, before authors, venue or date.
std::size_t plainTitleEnd(RecordCursor &cursor, PieceReader &pieces, bool venueKnown);

} // namespace carrel
