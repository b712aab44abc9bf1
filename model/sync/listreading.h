// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "catalog/catalog.h"

#include <QByteArray>
#include <QIODevice>
#include <QString>

#include <functional>

namespace carrel {

/// Told how many bytes of how many have been read; false stops the reading. Called on the reading thread.
using ReadProgress = std::function<bool(qint64 done, qint64 total)>;

/// Bytes of a list, with a limit. Errors: FileUnreadable, TooLarge.
Result<QByteArray> readBytes(QIODevice &device);

/// A list as catalog: chunks are parsed in the pool, a few at a time, so that memory stays near that of the
/// list. Errors: those of readListText(), NoPapers, Cancelled. Thread-safe; blocks until done.
Result<CatalogPointer> readList(QByteArray bytes, const ReadProgress &progress = {},
                                const ListOrigin &origin = {});

/// The same from a regular file or a resource; the detail of an error is the path.
Result<CatalogPointer> readListFile(const QString &path, const ReadProgress &progress = {},
                                    const ListOrigin &origin = {});

} // namespace carrel
