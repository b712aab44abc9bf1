// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/knownlists.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

namespace carrel {

std::vector<KnownList> readKnownLists(const QByteArray &json)
{
    std::vector<KnownList> lists;
    QSet<QString> sources;
    for (const QJsonValue &value : QJsonDocument::fromJson(json)[QLatin1String("lists")].toArray()) {
        const QJsonObject object = value.toObject();
        KnownList list{object[QLatin1String("name")].toString(), object[QLatin1String("source")].toString(),
                       object[QLatin1String("about")].toString(), object[QLatin1String("papers")].toInt()};
        const bool usable = !list.name.isEmpty() && parseListSource(list.source).has_value();
        if (usable && !sources.contains(list.source.toLower())) {
            sources.insert(list.source.toLower());
            lists.push_back(std::move(list));
        }
    }
    return lists;
}

std::vector<KnownList> knownLists()
{
    QFile file(QStringLiteral(":/catalog/known-lists.json"));
    return file.open(QIODevice::ReadOnly) ? readKnownLists(file.readAll()) : std::vector<KnownList>();
}

} // namespace carrel
