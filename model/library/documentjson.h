// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "library/librarydocument.h"

namespace carrel {

/// A library in the format of docs/library-format.md: one work a line, in an order that only its content
/// decides.
QByteArray toJson(const LibraryDocument &library);

/// Errors: TooLarge, NotALibrary (the detail says where), LibraryFileTooNew. Whatever the bytes are, it ends
/// soon and what it returns is sound.
Result<LibraryDocument> fromJson(const QByteArray &bytes);

/// An object with its names in alphabetical order, without blanks; empty for what is no object.
QByteArray normalisedFacts(const QByteArray &json);

} // namespace carrel
