// SPDX-License-Identifier: GPL-3.0-or-later
#include "listcommands.h"

#include "commandline.h"
#include "export/changewriter.h"
#include "headless.h"
#include "headlessio.h"
#include "library/listdiff.h"

namespace carrel {

Result<void> runChanges(const CommandLine &line, const Streams &streams)
{
    Result<CatalogPointer> before = readNamedList(line.from, streams);
    if (!before) {
        return before.error();
    }
    Result<CatalogPointer> now = readNamedList(line.to, streams);
    if (!now) {
        return now.error();
    }
    const ListDiff diff = diffLists(std::move(*before), std::move(*now));
    return writeChanges(*changeFormat(line.format), diff,
                        [&](std::string_view piece) { return print(streams.out, piece); });
}

} // namespace carrel
