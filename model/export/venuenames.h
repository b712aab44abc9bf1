// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <string_view>

namespace carrel {

/// How papers of a venue are cited.
enum class VenueKind : quint8 {
    Conference,
    Journal,
    Preprint, ///< arXiv and its like
    Elsewhere ///< a blog, a report: named as it is
};

struct VenueName
{
    VenueKind kind = VenueKind::Conference;
    std::string_view name; ///< in full; empty where it is not known
};

/// What is known of a series, in whatever spelling. A list only says its short name, so one that is not known
/// here is taken for a conference.
VenueName venueName(std::string_view series, int year);

} // namespace carrel
