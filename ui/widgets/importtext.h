// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace carrel {

struct LibraryImport;

/// What an import has done, as one sentence: "The library was merged. Papers added: 3, ..."
QString importText(const LibraryImport &done);

} // namespace carrel
