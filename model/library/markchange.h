// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

namespace carrel {

/// What a command does to the marks of works; what is not set stays.
struct MarkChange
{
    std::optional<bool> bookmarked;
    std::optional<bool> read;
};

} // namespace carrel
