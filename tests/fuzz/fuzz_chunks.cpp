// SPDX-License-Identifier: GPL-3.0-or-later
#include "description.h"
#include "markdown/catalogparser.h"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <limits>

/// Cut into chunks wherever that is safe or read in one piece: the catalog is the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace carrel;
    const Result<ListText> text =
        readListText(QByteArray(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)));
    if (!text) {
        return 0;
    }
    const std::string whole =
        fuzz::description(*parseCatalog(*text, std::numeric_limits<std::size_t>::max()));
    for (const std::size_t chunkBytes : {std::size_t(1), std::size_t(100)}) {
        const std::string chunked = fuzz::description(*parseCatalog(*text, chunkBytes));
        if (chunked != whole) {
            std::fprintf(stderr, "broken: chunks of %zu bytes differ\n--- whole\n%s--- chunked\n%s",
                         chunkBytes, whole.c_str(), chunked.c_str());
            std::abort();
        }
    }
    return 0;
}
