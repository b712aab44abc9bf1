// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/exportformats.h"

#include <QFuture>

#include <vector>

namespace carrel {

/// What is to be written, and where to.
struct ExportJob
{
    CatalogPointer catalog;
    const ExportFormat *format = nullptr;
    std::vector<quint32> works;
    quint32 section = kNone; ///< see entriesOfWorks()
    ExportedMarks marks;
    QString path; ///< empty: the future brings the bytes
};

/// Writes in the pool. A file is there whole at the end or stays as it was; progress is told in percent, and
/// who cancels the future stops the writing.
QFuture<Result<QByteArray>> startExport(const ExportJob &job);

} // namespace carrel
