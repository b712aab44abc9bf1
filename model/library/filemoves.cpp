// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/filemoves.h"

#include <QFile>
#include <QFileInfo>

#include <cstdio>

#include <fcntl.h>
#include <unistd.h>

namespace carrel {

namespace {

/// A new name is only safe once its folder is on the disk.
void syncFolder(const QString &folder)
{
    const int descriptor = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor >= 0) {
        // Some file systems cannot do it for folders; nothing better is to be had there.
        (void)::fsync(descriptor);
        ::close(descriptor);
    }
}

} // namespace

Result<void> moveFile(const QString &from, const QString &to)
{
    if (std::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) != 0) {
        return Error{ErrorCode::FileUnwritable, to};
    }
    syncFolder(QFileInfo(to).absolutePath());
    return {};
}

} // namespace carrel
