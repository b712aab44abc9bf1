// SPDX-License-Identifier: GPL-3.0-or-later
#include "description.h"
#include "markdown/catalogparser.h"

#include <cstddef>
#include <cstdint>

/// Any bytes give a catalog or a refusal; a catalog never contradicts itself.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace carrel;
    const Result<ListText> text =
        readListText(QByteArray(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)));
    if (text) {
        const CatalogPointer catalog = parseCatalog(*text);
        fuzz::description(*catalog);
        fuzz::checkInvariants(*catalog);
    }
    return 0;
}
