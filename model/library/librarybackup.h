// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QDateTime>
#include <QString>

#include <optional>
#include <vector>

namespace carrel {

class SqliteConnection;

/// Why a backup is made. Ten are kept of each kind.
enum class BackupKind : quint8 {
    Daily,
    BeforeUpgrade, ///< before another schema is given to the library
    BeforeImport,  ///< before another library is merged into it
    BeforeRestore, ///< what stood in the place of a backup that was restored
};

/// A copy of the library, a file of its own in the backup folder.
struct LibraryBackup
{
    QString path;
    BackupKind kind = BackupKind::Daily;
    QDateTime made;              ///< in the reader's time
    std::optional<qint64> marks; ///< works with a mark; nothing where the file cannot be read
};

/// Beside the library.
QString backupFolder(const QString &library);

/// What the reader has said in a library: works with a mark, and saved searches.
struct LibraryContent
{
    qint64 marks = 0;
    qint64 searches = 0;
    bool isEmpty() const { return marks == 0 && searches == 0; }
};
Result<LibraryContent> contentOf(SqliteConnection &connection);

/// Checks a library that may be open elsewhere. A file that is not there is sound. Errors: LibraryDamaged,
/// LibraryUnavailable.
Result<void> checkLibrary(const QString &library);

/// Makes a backup of a library through its connection and rotates those of its kind: ten stay, and among them
/// the one with the most marks. A library that says nothing is not backed up; nothing is returned then. The
/// file gets its name when it is whole, checked and on the disk. Error: BackupFailed, or LibraryDamaged where
/// the copy is not sound.
Result<std::optional<QString>> backUp(SqliteConnection &connection, const QString &library, BackupKind kind,
                                      const QDateTime &now);

/// The backup of a day, where there is none yet, of a library that others may have open.
Result<void> backUpDaily(const QString &library, const QDateTime &now);

/// All backups, the newest first; looks into each, but does not check it.
std::vector<LibraryBackup> findBackups(const QString &library);
/// The newest one that is sound.
std::optional<LibraryBackup> newestSoundBackup(const QString &library);

} // namespace carrel
