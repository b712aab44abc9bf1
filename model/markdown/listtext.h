// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "catalog/diagnostic.h"

#include <QByteArray>

#include <vector>

namespace carrel {

/// Most bytes that Carrel reads of one list: a million entries have about 140 MB.
inline constexpr qint64 kMostListBytes = 512LL * 1024 * 1024;

/// A list as clean text: valid UTF-8 without byte order mark and NUL, lines ended by LF, its costly places
/// bounded.
struct ListText
{
    QByteArray utf8;
    std::vector<Diagnostic> diagnostics;
};

/// Text of a list, or why the bytes are none: NotText, Compressed, Pdf, WebPage, LfsPointer, Json, NotUtf8,
/// TooLarge. Bytes that need no change are shared, not copied. Linear in time.
Result<ListText> readListText(const QByteArray &bytes);

} // namespace carrel
