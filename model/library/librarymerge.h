// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/librarydocument.h"

#include <cstddef>
#include <limits>
#include <vector>

namespace carrel {

/// What has to change in a library so that it says what two say.
struct LibraryMerge
{
    static constexpr std::size_t kNew = std::numeric_limits<std::size_t>::max();

    struct Change
    {
        std::size_t own = kNew; ///< number of the library's work; kNew for one that it has not
        LibraryDocument::Work work;
    };
    std::vector<Change> changes;
    std::vector<LibraryDocument::Search> searches; ///< that the library has not, to stand behind its own
};

/// Works are the same that share all keys, else a title, else an id unless their titles are strangers; two
/// works of one library never become one by this. Of each field the newest change counts, of tags that of
/// each tag; notes that both were written and differ are both kept, the newer first. A pure function.
LibraryMerge mergeLibraries(const LibraryDocument &own, const LibraryDocument &other);

} // namespace carrel
