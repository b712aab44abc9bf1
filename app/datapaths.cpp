// SPDX-License-Identifier: GPL-3.0-or-later
#include "datapaths.h"

#include <QDir>
#include <QStandardPaths>

namespace carrel {

DataPaths dataPaths(const QString &directory)
{
    if (!directory.isEmpty()) {
        const QString path = QDir(directory).absolutePath();
        return {path, path, path};
    }
    return {QStandardPaths::writableLocation(QStandardPaths::AppDataLocation),
            QStandardPaths::writableLocation(QStandardPaths::CacheLocation),
            QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation)};
}

Result<void> makeFolders(const DataPaths &paths)
{
    for (const QString &folder : {paths.data, paths.cache, paths.config}) {
        if (!QDir().mkpath(folder)) {
            return Error{ErrorCode::FileUnwritable, folder};
        }
    }
    return {};
}

} // namespace carrel
