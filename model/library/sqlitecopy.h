// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/sqlite.h"

namespace carrel {

/// "ok" is all that SQLite says of the file: its pages, its tables, its indexes. Error: LibraryDamaged with
/// what it says instead.
Result<void> checkSoundness(SqliteConnection &connection);

/// Writes what a database holds at one moment into a new file: complete, sound, on the disk, without a log
/// beside it. Others may write to the database meanwhile. On failure no file is left.
Result<void> copyDatabase(SqliteConnection &source, const QString &path);

/// The same in SQL, for a Qt with a SQLite of its own inside; the copy is not checked.
Result<void> copyInSql(SqliteConnection &source, const QString &path);

/// Puts all that one database holds in the place of all that another holds, as one transaction: whoever has
/// the other one open sees it as a change. False where SQLite's interface cannot be had.
Result<bool> replaceContents(SqliteConnection &target, SqliteConnection &source);

} // namespace carrel
