// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalog.h"

#include <QString>

namespace carrel::test {

/// Everything that an entry says, in one line that reads well in a failed comparison:
/// `4: OSDI 2024 | Title | arxiv-abs https://... , Code=github https://... | alias X | note Y`.
QString entryText(const Catalog &catalog, const Entry &entry);

/// The whole catalog, a line each section and entry, with works and counts: equal for equal catalogs.
QString catalogText(const Catalog &catalog);

} // namespace carrel::test
