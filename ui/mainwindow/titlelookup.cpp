// SPDX-License-Identifier: GPL-3.0-or-later
#include "mainwindow/titlelookup.h"

#include <algorithm>

namespace carrel {

quint32 workWithTitle(const Catalog &catalog, std::string_view title)
{
    const auto entries = catalog.entries();
    const auto found = std::find_if(entries.begin(), entries.end(), [&](const Entry &each) {
        return each.titleBytes == title.size() && catalog.text(each.title()) == title;
    });
    return found == entries.end() ? kNone : found->work;
}

} // namespace carrel
