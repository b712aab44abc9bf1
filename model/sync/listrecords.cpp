// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/listrecords.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace carrel {

namespace {

/// Goes up when an older Carrel would lose something of the file by writing it.
constexpr int kFormat = 1;

constexpr std::array kStates{"new", "current", "refused", "asks", "failed"};

QJsonValue timeValue(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(time.toUTC().toString(Qt::ISODateWithMs)) : QJsonValue();
}

QDateTime timeOf(const QJsonValue &value)
{
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
}

QJsonArray addressValues(const QList<QUrl> &addresses)
{
    QJsonArray array;
    for (const QUrl &address : addresses) {
        array.append(QString::fromLatin1(address.toEncoded()));
    }
    return array;
}

QJsonArray versionValues(const std::vector<ListVersion> &versions)
{
    QJsonArray array;
    for (const ListVersion &version : versions) {
        array.append(QJsonObject{{QStringLiteral("file"), version.file},
                                 {QStringLiteral("fetched"), timeValue(version.fetched)},
                                 {QStringLiteral("modified"), timeValue(version.modified)},
                                 {QStringLiteral("papers"), version.papers},
                                 {QStringLiteral("sha256"), QString::fromLatin1(version.hash.toHex())}});
    }
    return array;
}

QJsonObject recordValue(const ListRecord &record)
{
    return {{QStringLiteral("id"), record.id},
            {QStringLiteral("name"), record.name},
            {QStringLiteral("source"), record.source},
            {QStringLiteral("path"), record.path},
            {QStringLiteral("addresses"), addressValues(record.addresses)},
            {QStringLiteral("bundled"), record.bundled},
            {QStringLiteral("on"), record.on},
            {QStringLiteral("etag"), QString::fromLatin1(record.etag)},
            {QStringLiteral("lastModified"), QString::fromLatin1(record.lastModified)},
            {QStringLiteral("checked"), timeValue(record.checked)},
            {QStringLiteral("waitUntil"), timeValue(record.waitUntil)},
            {QStringLiteral("state"), listStateName(record.state)},
            {QStringLiteral("versions"), versionValues(record.versions)},
            {QStringLiteral("inUse"), record.inUse}};
}

/// Ids and files become parts of paths, so that nothing but letters, digits, dots and dashes may be in them.
bool isPlain(const QString &name)
{
    static const QRegularExpression pattern(QStringLiteral("^[A-Za-z0-9][A-Za-z0-9.-]{0,99}$"));
    return pattern.match(name).hasMatch();
}

ListState stateOf(const QString &name)
{
    const auto found = std::find_if(kStates.begin(), kStates.end(),
                                    [&](const char *each) { return name == QLatin1String(each); });
    return found == kStates.end() ? ListState::New : static_cast<ListState>(found - kStates.begin());
}

ListRecord recordOf(const QJsonObject &object)
{
    const auto text = [&](const char *key) { return object[QLatin1String(key)].toString(); };
    ListRecord record;
    record.id = text("id");
    record.name = text("name");
    record.source = text("source");
    record.path = text("path");
    for (const QJsonValue &address : object[QLatin1String("addresses")].toArray()) {
        record.addresses.append(QUrl::fromEncoded(address.toString().toLatin1()));
    }
    record.bundled = text("bundled");
    record.on = object[QLatin1String("on")].toBool(true);
    record.etag = text("etag").toLatin1();
    record.lastModified = text("lastModified").toLatin1();
    record.checked = timeOf(object[QLatin1String("checked")]);
    record.waitUntil = timeOf(object[QLatin1String("waitUntil")]);
    record.state = stateOf(text("state"));
    for (const QJsonValue &value : object[QLatin1String("versions")].toArray()) {
        const QJsonObject version = value.toObject();
        record.versions.push_back(
            {version[QLatin1String("file")].toString(), timeOf(version[QLatin1String("fetched")]),
             version[QLatin1String("papers")].toInt(),
             QByteArray::fromHex(version[QLatin1String("sha256")].toString().toLatin1()),
             timeOf(version[QLatin1String("modified")])});
    }
    record.inUse = text("inUse");
    std::erase_if(record.versions, [](const ListVersion &version) { return !isPlain(version.file); });
    return record;
}

} // namespace

QString listStateName(ListState state)
{
    return QString::fromLatin1(kStates[static_cast<std::size_t>(state)]);
}

QByteArray writeListRecords(const std::vector<ListRecord> &lists)
{
    QJsonArray array;
    for (const ListRecord &record : lists) {
        array.append(recordValue(record));
    }
    return QJsonDocument(QJsonObject{{QStringLiteral("format"), kFormat}, {QStringLiteral("lists"), array}})
        .toJson();
}

Result<std::vector<ListRecord>> readListRecords(const QByteArray &bytes)
{
    const QJsonObject root = QJsonDocument::fromJson(bytes).object();
    const QJsonValue format = root[QLatin1String("format")];
    if (!format.isDouble() || !root[QLatin1String("lists")].isArray()) {
        return Error{ErrorCode::ListsUnreadable, QString()};
    }
    if (format.toInt() > kFormat) {
        return Error{ErrorCode::ListsTooNew, QString()};
    }
    std::vector<ListRecord> lists;
    for (const QJsonValue &value : root[QLatin1String("lists")].toArray()) {
        ListRecord record = recordOf(value.toObject());
        if (!isPlain(record.id)) {
            return Error{ErrorCode::ListsUnreadable, QString()};
        }
        lists.push_back(std::move(record));
    }
    return lists;
}

} // namespace carrel
