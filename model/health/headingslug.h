// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace carrel {

/// The anchor that GitHub gives a heading, as Markdown writes it: lower case, without markup and punctuation,
/// blanks as hyphens. Repeated headings get `-1`, `-2` behind it from the caller.
std::string headingSlug(std::string_view heading);

/// What two writings of an anchor have in common: without case, percent-encoding and variation selectors.
std::string anchorKey(std::string_view anchor);

} // namespace carrel
