// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QFile>
#include <QString>

namespace carrel::test {

/// What the golden file holds; with CARREL_UPDATE_GOLDEN set in the environment it is written anew first, to
/// be reviewed as a diff.
inline QByteArray goldenBytes(const QString &path, const QByteArray &actual)
{
    QFile file(path);
    if (qEnvironmentVariableIsSet("CARREL_UPDATE_GOLDEN") && file.open(QIODevice::WriteOnly)) {
        file.write(actual);
        file.close();
    }
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace carrel::test
