// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QFuture>
#include <QString>

class QIODevice;

namespace carrel {

/// What an import has done.
struct LibraryImport
{
    qsizetype works = 0;    ///< that the file tells of
    qsizetype added = 0;    ///< works that the library did not know
    qsizetype changed = 0;  ///< works of the library that say something else now
    qsizetype searches = 0; ///< saved searches that came
};

/// The whole library as docs/library-format.md has it; an empty one for a file that is not there. Errors:
/// those of opening a library, LibraryDamaged. Opens the file itself, so that it may run anywhere.
Result<QByteArray> exportLibrary(const QString &library);

/// Merges such a file into the library, made where there is none, in one transaction, after a backup.
/// Errors: those of fromJson(), of opening a library and of its changes, BackupFailed, TooManySearches; the
/// library is as it was then. Whoever has the library open sees it as changed by another program.
Result<LibraryImport> importLibrary(const QString &library, const QByteArray &json, const QDateTime &now);

/// What is read of a file that is to be imported. Errors: FileUnreadable, TooLarge; their detail is the name.
Result<QByteArray> readLibraryFile(QIODevice &device, const QString &name);

/// The same with files, in the pool. An export that fails leaves the file as it was. Errors besides:
/// FileUnwritable, FileUnreadable.
QFuture<Result<void>> startLibraryExport(const QString &library, const QString &file);
QFuture<Result<LibraryImport>> startLibraryImport(const QString &library, const QString &file,
                                                  const QDateTime &now);

} // namespace carrel
