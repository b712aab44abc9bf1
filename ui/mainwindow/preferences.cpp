// SPDX-License-Identifier: GPL-3.0-or-later
#include "mainwindow/preferences.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace carrel {

namespace {

constexpr QLatin1String kMarkReadOnOpen("markReadOnOpen");

QString fileIn(const QString &folder)
{
    return folder + QStringLiteral("/preferences.json");
}

} // namespace

Preferences readPreferences(const QString &folder)
{
    Preferences preferences;
    QFile file(fileIn(folder));
    if (!folder.isEmpty() && file.open(QIODevice::ReadOnly)) {
        constexpr qint64 kLargest = 1 << 20;
        const QJsonObject stored = QJsonDocument::fromJson(file.read(kLargest)).object();
        preferences.markReadOnOpen = stored.value(kMarkReadOnOpen).toBool(preferences.markReadOnOpen);
    }
    return preferences;
}

bool writePreferences(const QString &folder, const Preferences &preferences)
{
    if (folder.isEmpty() || !QDir().mkpath(folder)) {
        return false;
    }
    const QJsonObject object{{kMarkReadOnOpen, preferences.markReadOnOpen}};
    QSaveFile file(fileIn(folder));
    return file.open(QIODevice::WriteOnly) && file.write(QJsonDocument(object).toJson()) >= 0 &&
           file.commit();
}

} // namespace carrel
