// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/entrywriter.h"

namespace carrel {

/// A list that Carrel, and any reader of Markdown, reads back: sections as headings, groups bold, one bullet
/// an entry as `- [VENUE'YY] [Title](url)`, with further links, versions and notes as nested bullets.
/// Links of kind unsafe are left out.
EntryWriterPointer makeMarkdownWriter(const Catalog &catalog, const ExportedMarks &marks);

} // namespace carrel
