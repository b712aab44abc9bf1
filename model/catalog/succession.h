// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/entry.h"

#include <memory>
#include <vector>

namespace carrel {

/// What each work and each section of a catalog is in the one that takes its place; kNone for what is gone.
/// Groups are the group of the same title, else the section around it.
struct Succession
{
    std::vector<quint32> works;
    std::vector<quint32> sections;

    quint32 workNow(quint32 before) const { return before < works.size() ? works[before] : kNone; }
    quint32 sectionNow(quint32 before) const { return before < sections.size() ? sections[before] : kNone; }
};

using SuccessionPointer = std::shared_ptr<const Succession>;

} // namespace carrel
