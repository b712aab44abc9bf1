// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "catalog/catalog.h"

#include <QByteArray>
#include <QString>

#include <string_view>

class QIODevice;

namespace carrel {

struct Streams;

/// A sentence on standard error.
void say(QIODevice &device, const QString &sentence);

/// Bytes on standard output. Error: FileUnwritable.
Result<void> print(QIODevice &out, std::string_view piece);
Result<void> print(QIODevice &out, const QByteArray &bytes);

/// The list that an argument names: a file or a pipe, "-" for standard input, the bundled one where it is
/// empty. What is odd in it is told on standard error. text takes what it was read from.
Result<CatalogPointer> readNamedList(const QString &name, const Streams &streams, QByteArray *text = nullptr);

} // namespace carrel
