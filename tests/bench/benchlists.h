// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/listreading.h"

#include <QByteArray>
#include <QFile>
#include <QString>

#include <utility>

namespace carrel {

inline QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        qFatal("%s cannot be read", qPrintable(path));
    }
    return file.readAll();
}

inline CatalogPointer listOf(QByteArray bytes)
{
    const Result<CatalogPointer> catalog = readList(std::move(bytes));
    if (!catalog) {
        qFatal("no papers");
    }
    return *catalog;
}

/// The list as its curator left it some time later: of each hundred papers one went, one moved and one has
/// another title.
inline QByteArray laterVersion(const QByteArray &bytes)
{
    QByteArray later;
    QByteArray moved;
    later.reserve(bytes.size());
    int entry = 0;
    for (const QByteArray &line : bytes.split('\n')) {
        const int turn = line.startsWith("- ") ? entry++ % 100 : -1;
        if (turn == 17) {
            continue;
        }
        if (turn == 41) {
            moved += line + '\n';
            continue;
        }
        later += turn == 73 ? QByteArray(line).replace(" for ", " towards ") : line;
        later += '\n';
    }
    return later + "\n## Moved\n\n" + moved;
}

} // namespace carrel
