// SPDX-License-Identifier: GPL-3.0-or-later
#include "mainwindow/windowstate.h"

#include <QSettings>

#include <algorithm>
#include <array>

namespace carrel {

namespace {

constexpr int kMostZoom = 20;
constexpr qsizetype kLongestText = 2000;
constexpr qsizetype kLongestBlob = 1'000'000;

int readSize(const QSettings &settings, const QString &key)
{
    return std::clamp(settings.value(key).toInt(), 0, 100'000);
}

DetailPlacement placementNamed(const QString &name)
{
    return name == QLatin1String("below")    ? DetailPlacement::Below
           : name == QLatin1String("hidden") ? DetailPlacement::Hidden
                                             : DetailPlacement::Right;
}

QString placementName(DetailPlacement placement)
{
    constexpr std::array kNames{"right", "below", "hidden"};
    return QLatin1String(kNames[static_cast<std::size_t>(placement)]);
}

} // namespace

WindowState readWindowState(const QString &file)
{
    const QSettings settings(file, QSettings::IniFormat);
    WindowState state;
    state.geometry = settings.value(QStringLiteral("geometry")).toByteArray();
    state.sidebarWidth = readSize(settings, QStringLiteral("sidebarWidth"));
    state.detailWidth = readSize(settings, QStringLiteral("detailWidth"));
    state.detailHeight = readSize(settings, QStringLiteral("detailHeight"));
    state.detail = placementNamed(settings.value(QStringLiteral("detail")).toString());
    state.sidebarShown = settings.value(QStringLiteral("sidebarShown"), true).toBool();
    state.sections = settings.value(QStringLiteral("sections")).toByteArray().left(kLongestBlob);
    state.columns = settings.value(QStringLiteral("columns")).toByteArray().left(kLongestBlob);
    state.filter = settings.value(QStringLiteral("filter")).toString().left(kLongestText);
    state.everywhere = settings.value(QStringLiteral("everywhere")).toBool();
    state.zoom = std::clamp(settings.value(QStringLiteral("zoom")).toInt(), -kMostZoom, kMostZoom);
    return state;
}

bool writeWindowState(const QString &file, const WindowState &state)
{
    QSettings settings(file, QSettings::IniFormat);
    settings.setValue(QStringLiteral("geometry"), state.geometry);
    settings.setValue(QStringLiteral("sidebarWidth"), state.sidebarWidth);
    settings.setValue(QStringLiteral("detailWidth"), state.detailWidth);
    settings.setValue(QStringLiteral("detailHeight"), state.detailHeight);
    settings.setValue(QStringLiteral("detail"), placementName(state.detail));
    settings.setValue(QStringLiteral("sidebarShown"), state.sidebarShown);
    settings.setValue(QStringLiteral("sections"), state.sections);
    settings.setValue(QStringLiteral("columns"), state.columns);
    settings.setValue(QStringLiteral("filter"), state.filter);
    settings.setValue(QStringLiteral("everywhere"), state.everywhere);
    settings.setValue(QStringLiteral("zoom"), state.zoom);
    settings.sync();
    return settings.status() == QSettings::NoError;
}

} // namespace carrel
