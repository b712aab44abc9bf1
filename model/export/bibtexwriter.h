// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/entrywriter.h"

namespace carrel {

EntryWriterPointer makeBibtexWriter(const Catalog &catalog, const ExportedMarks &marks);

} // namespace carrel
