// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/librarydocument.h"

#include "library/markchange.h"

#include <algorithm>
#include <tuple>

namespace carrel {

void normalise(LibraryDocument::Work &work)
{
    using Tag = LibraryDocument::Tag;
    std::ranges::sort(work.keys, [](const IdentityKey &a, const IdentityKey &b) {
        return std::tie(a.kind, a.text) < std::tie(b.kind, b.text);
    });
    work.keys.erase(std::unique(work.keys.begin(), work.keys.end()), work.keys.end());
    // Of a tag that is told twice, the newest word counts.
    std::ranges::sort(work.tags, [](const Tag &a, const Tag &b) {
        return std::tuple(tagKey(a.name), -a.changed, a.removed, a.name) <
               std::tuple(tagKey(b.name), -b.changed, b.removed, b.name);
    });
    const auto sameTag = [](const Tag &a, const Tag &b) { return tagKey(a.name) == tagKey(b.name); };
    work.tags.erase(std::unique(work.tags.begin(), work.tags.end(), sameTag), work.tags.end());
}

} // namespace carrel
