// SPDX-License-Identifier: GPL-3.0-or-later
#include "mainwindow/preferences.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <algorithm>
#include <array>

namespace carrel {

namespace {

constexpr QLatin1String kMarkReadOnOpen("markReadOnOpen");
constexpr QLatin1String kSearchSite("searchSite");
constexpr QLatin1String kExportNotes("exportNotes");
constexpr QLatin1String kUpdatesItself("updatesItself");
constexpr QLatin1String kMostMegabytes("mostMegabytes");

/// In the order of SearchSite; these names are in readers' files.
constexpr std::array kSiteNames{QLatin1String("arxiv"), QLatin1String("google-scholar"),
                                QLatin1String("semantic-scholar"), QLatin1String("dblp")};
static_assert(kSiteNames.size() == static_cast<std::size_t>(SearchSite::Dblp) + 1);

SearchSite siteNamed(const QString &name, SearchSite otherwise)
{
    const auto *found = std::find(kSiteNames.begin(), kSiteNames.end(), name);
    return found == kSiteNames.end() ? otherwise : static_cast<SearchSite>(found - kSiteNames.begin());
}

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
        preferences.searchSite = siteNamed(stored.value(kSearchSite).toString(), preferences.searchSite);
        preferences.exportNotes = stored.value(kExportNotes).toBool(preferences.exportNotes);
        preferences.updatesItself = stored.value(kUpdatesItself).toBool(preferences.updatesItself);
        const int most = stored.value(kMostMegabytes).toInt(preferences.mostMegabytes);
        preferences.mostMegabytes = std::clamp(most, 1, Preferences::kMostMegabytes);
    }
    return preferences;
}

Result<void> writePreferences(const QString &folder, const Preferences &preferences)
{
    const QJsonObject object{
        {kMarkReadOnOpen, preferences.markReadOnOpen},
        {kSearchSite, kSiteNames[static_cast<std::size_t>(preferences.searchSite)]},
        {kExportNotes, preferences.exportNotes},
        {kUpdatesItself, preferences.updatesItself},
        {kMostMegabytes, preferences.mostMegabytes},
    };
    QSaveFile file(fileIn(folder));
    if (!QDir().mkpath(folder) || !file.open(QIODevice::WriteOnly) ||
        file.write(QJsonDocument(object).toJson()) < 0 || !file.commit()) {
        return Error{ErrorCode::FileUnwritable, file.fileName()};
    }
    return {};
}

} // namespace carrel
