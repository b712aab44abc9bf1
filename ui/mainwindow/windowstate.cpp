// SPDX-License-Identifier: GPL-3.0-or-later
#include "mainwindow/windowstate.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <algorithm>
#include <array>

namespace carrel {

namespace {

constexpr int kMostZoom = 20;
constexpr qsizetype kLongestText = 2000;
constexpr qint64 kLargestFile = 4'000'000;
constexpr std::array kPlacements{"right", "below", "hidden"};

int sizeIn(const QJsonObject &object, const QString &key)
{
    return std::clamp(object[key].toInt(), 0, 100'000);
}

QByteArray bytesIn(const QJsonObject &object, const QString &key)
{
    return QByteArray::fromBase64(object[key].toString().toLatin1());
}

QJsonValue bytesAsText(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

DetailPlacement placementNamed(const QString &name)
{
    const auto found = std::find_if(kPlacements.begin(), kPlacements.end(),
                                    [&](const char *each) { return name == QLatin1String(each); });
    return found == kPlacements.end() ? DetailPlacement::Right
                                      : static_cast<DetailPlacement>(found - kPlacements.begin());
}

QJsonObject objectIn(const QString &path)
{
    QFile file(path);
    // A first start has no such file, and one of this size is not of our making.
    if (path.isEmpty() || !QFileInfo(path).isFile() || file.size() > kLargestFile ||
        !file.open(QIODevice::ReadOnly)) {
        return {};
    }
    return QJsonDocument::fromJson(file.readAll()).object();
}

} // namespace

WindowState readWindowState(const QString &file)
{
    const QJsonObject object = objectIn(file);
    WindowState state;
    state.geometry = bytesIn(object, QStringLiteral("geometry"));
    state.sidebarWidth = sizeIn(object, QStringLiteral("sidebarWidth"));
    state.facetsHeight = sizeIn(object, QStringLiteral("facetsHeight"));
    state.detailWidth = sizeIn(object, QStringLiteral("detailWidth"));
    state.detailHeight = sizeIn(object, QStringLiteral("detailHeight"));
    state.detail = placementNamed(object[QStringLiteral("detail")].toString());
    state.sidebarShown = object[QStringLiteral("sidebarShown")].toBool(true);
    state.facetsShown = object[QStringLiteral("facetsShown")].toBool(true);
    state.sections = bytesIn(object, QStringLiteral("sections"));
    state.columns = bytesIn(object, QStringLiteral("columns"));
    state.filter = object[QStringLiteral("filter")].toString().left(kLongestText);
    state.list = object[QStringLiteral("list")].toString().left(kLongestText);
    state.everywhere = object[QStringLiteral("everywhere")].toBool();
    state.zoom = std::clamp(object[QStringLiteral("zoom")].toInt(), -kMostZoom, kMostZoom);
    return state;
}

bool writeWindowState(const QString &file, const WindowState &state)
{
    if (file.isEmpty()) {
        return false;
    }
    const QJsonObject object{
        {QStringLiteral("geometry"), bytesAsText(state.geometry)},
        {QStringLiteral("sidebarWidth"), state.sidebarWidth},
        {QStringLiteral("facetsHeight"), state.facetsHeight},
        {QStringLiteral("detailWidth"), state.detailWidth},
        {QStringLiteral("detailHeight"), state.detailHeight},
        {QStringLiteral("detail"), QLatin1String(kPlacements[static_cast<std::size_t>(state.detail)])},
        {QStringLiteral("sidebarShown"), state.sidebarShown},
        {QStringLiteral("facetsShown"), state.facetsShown},
        {QStringLiteral("sections"), bytesAsText(state.sections)},
        {QStringLiteral("columns"), bytesAsText(state.columns)},
        {QStringLiteral("filter"), state.filter},
        {QStringLiteral("list"), state.list},
        {QStringLiteral("everywhere"), state.everywhere},
        {QStringLiteral("zoom"), state.zoom},
    };
    QDir().mkpath(QFileInfo(file).absolutePath());
    QSaveFile saved(file);
    return saved.open(QIODevice::WriteOnly) && saved.write(QJsonDocument(object).toJson()) >= 0 &&
           saved.commit();
}

} // namespace carrel
