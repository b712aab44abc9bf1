// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

namespace carrel {

/// The folders of the program. Lower layers are given them and ask nobody else.
struct DataPaths
{
    QString data;   ///< what the reader said; never thrown away
    QString cache;  ///< what can be fetched again
    QString config; ///< preferences and window layout

    QString library() const { return data + QStringLiteral("/library.sqlite"); }
};

/// The platform's folders, or all in one.
DataPaths dataPaths(const QString &directory);

/// Makes the folders where they are missing. Error: FileUnwritable with the folder.
Result<void> makeFolders(const DataPaths &paths);

} // namespace carrel
