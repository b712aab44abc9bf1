// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/entrywriter.h"

#include <string>

namespace carrel {

struct Entry;
struct Link;

/// One line an entry: `Title. Venue Year. URL`.
EntryWriterPointer makeTextWriter(const Catalog &catalog, const ExportedMarks &marks);

/// The line of an entry without its end; link may be null.
void appendCitation(std::string &out, const Catalog &catalog, const Entry &entry, const Link *link);

} // namespace carrel
