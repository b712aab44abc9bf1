// SPDX-License-Identifier: GPL-3.0-or-later
#include "news/newsstate.h"

#include "sync/liststore.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <algorithm>
#include <array>
#include <limits>

namespace carrel {

namespace {

constexpr int kVersion = 1;
constexpr qint64 kMostBytes = 1024 * 1024;

constexpr std::array kKinds{QLatin1String("look"), QLatin1String("version"), QLatin1String("day")};

quint32 timeIn(const QJsonObject &object, QLatin1String key)
{
    const double time = object.value(key).toDouble();
    return static_cast<quint32>(std::clamp(time, 0.0, double(std::numeric_limits<quint32>::max())));
}

} // namespace

void NewsState::takeVersions(const QString &list, quint32 first, quint32 latest)
{
    const auto [place, isNew] = lists.try_emplace(list, ListLook{first, first, latest});
    ListLook &look = place->second;
    if (!isNew && look.latest != latest) {
        look.newAfter = look.looked;
        look.latest = latest;
    }
}

void NewsState::look(const QString &list)
{
    if (const auto found = lists.find(list); found != lists.end()) {
        found->second.looked = found->second.latest;
    }
}

QString versionName(const ListRecord &record, const ListVersion &version)
{
    const auto sameDay =
        std::count_if(record.versions.begin(), record.versions.end(),
                      [&](const ListVersion &each) { return each.date() == version.date(); });
    const QString day = version.date().toString(Qt::ISODate);
    return sameDay < 2 ? day : day + version.fetched.toLocalTime().toString(QStringLiteral(" HH:mm"));
}

NewsState readNewsState(const QString &path)
{
    NewsState state;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return state;
    }
    const QJsonObject root = QJsonDocument::fromJson(file.read(kMostBytes)).object();
    const QJsonObject since = root.value(QLatin1String("since")).toObject();
    const auto kind = std::find(kKinds.begin(), kKinds.end(), since.value(QLatin1String("kind")).toString());
    if (kind != kKinds.end()) {
        state.since = {static_cast<NewSince::Kind>(kind - kKinds.begin()),
                       timeIn(since, QLatin1String("time"))};
    }
    const QJsonObject lists = root.value(QLatin1String("lists")).toObject();
    for (auto each = lists.begin(); each != lists.end(); ++each) {
        const QJsonObject look = each.value().toObject();
        state.lists[each.key()] = {timeIn(look, QLatin1String("newAfter")),
                                   timeIn(look, QLatin1String("looked")),
                                   timeIn(look, QLatin1String("latest"))};
    }
    return state;
}

Result<void> writeNewsState(const QString &path, const NewsState &state)
{
    QJsonObject lists;
    for (const auto &[id, look] : state.lists) {
        lists.insert(id, QJsonObject{{QStringLiteral("newAfter"), double(look.newAfter)},
                                     {QStringLiteral("looked"), double(look.looked)},
                                     {QStringLiteral("latest"), double(look.latest)}});
    }
    const QJsonObject root{
        {QStringLiteral("version"), kVersion},
        {QStringLiteral("since"),
         QJsonObject{{QStringLiteral("kind"), kKinds[static_cast<std::size_t>(state.since.kind)]},
                     {QStringLiteral("time"), double(state.since.time)}}},
        {QStringLiteral("lists"), lists}};
    const QByteArray bytes = QJsonDocument(root).toJson();
    QSaveFile file(path);
    const bool written =
        file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
    return written ? Result<void>() : Error{ErrorCode::FileUnwritable, path};
}

} // namespace carrel
