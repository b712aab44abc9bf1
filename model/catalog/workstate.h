// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <memory>
#include <vector>

namespace carrel {

/// What the reader said of a work, as far as tables and filters need it.
struct WorkState
{
    bool bookmarked = false;
    bool read = false;
    friend bool operator==(const WorkState &, const WorkState &) = default;
};

/// One state a work, indexed like Catalog::works(). Shared with the pool, so never changed once published.
using WorkStates = std::vector<WorkState>;
using WorkStatesPointer = std::shared_ptr<const WorkStates>;

} // namespace carrel
