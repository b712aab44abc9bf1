// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QDateTime>
#include <QString>

namespace carrel {

/// What became of the library that a backup took the place of.
struct RestoredLibrary
{
    QString keptAs;     ///< the file it is in now; empty where it said nothing
    bool moved = false; ///< it was not sound and stands there just as it was
};

/// Puts a copy of a backup, in this Carrel's schema, in the place of the library. What was there is kept: a
/// sound library as a backup of its own, a damaged one as it is under another name. Errors: BackupUnusable,
/// BackupFailed, LibraryTooNew, LibraryBusy, LibraryUnwritable; the library is as it was then.
/// Whoever has the library open sees a sound one change; a damaged one must be closed before.
Result<RestoredLibrary> restoreBackup(const QString &library, const QString &backup, const QDateTime &now);

/// Gives a damaged library, with all that SQLite keeps beside it, another name, so that a new one can be
/// made. Returns that name. Error: LibraryUnwritable.
Result<QString> setAside(const QString &library, const QDateTime &now);

} // namespace carrel
