// SPDX-License-Identifier: GPL-3.0-or-later
#include "listtable.h"

#include "export/outputtext.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace carrel {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ListTable", text);
}

QString timeText(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODate) : QString();
}

QString stateText(const ListRecord &record)
{
    static constexpr std::array kStates{QT_TRANSLATE_NOOP("ListTable", "never checked"),
                                        QT_TRANSLATE_NOOP("ListTable", "current"),
                                        QT_TRANSLATE_NOOP("ListTable", "refused: the source has no list"),
                                        QT_TRANSLATE_NOOP("ListTable", "asks: the source lacks many papers"),
                                        QT_TRANSLATE_NOOP("ListTable", "failed")};
    QString text = tr(kStates[static_cast<std::size_t>(record.state)]);
    if (record.checked.isValid()) {
        text = tr("%1, checked %2").arg(text, timeText(record.checked));
    }
    return record.on ? text : tr("off, %1").arg(text);
}

QString papersText(const ListRecord &record)
{
    if (record.versions.empty()) {
        return record.bundled.isEmpty() ? tr("no version yet") : tr("as bundled");
    }
    return tr("%1 papers, fetched %2")
        .arg(record.versions.front().papers)
        .arg(timeText(record.versions.front().fetched));
}

QByteArray writeText(const std::vector<ListRecord> &lists)
{
    std::string out;
    for (const ListRecord &record : lists) {
        appendPlain(out, record.name.toStdString());
        out += '\n';
        for (const QString &line : {record.source, papersText(record), stateText(record)}) {
            out += "    ";
            appendPlain(out, line.toStdString());
            out += '\n';
        }
    }
    return lists.empty() ? tr("No lists are in use.").toUtf8() + '\n' : QByteArray::fromStdString(out);
}

void appendText(std::string &out, std::string_view key, const QString &text)
{
    out.append(key);
    if (text.isEmpty()) {
        out += "null";
    } else {
        appendJsonString(out, text.toStdString());
    }
}

void appendVersion(std::string &out, const ListVersion &version)
{
    appendText(out, "{\"fetched\": ", timeText(version.fetched));
    out.append(", \"papers\": ").append(std::to_string(version.papers));
    appendText(out, ", \"sha256\": ", QString::fromLatin1(version.hash.toHex()));
    out += '}';
}

QByteArray writeJson(const std::vector<ListRecord> &lists)
{
    std::string out = "[";
    for (const ListRecord &record : lists) {
        out += out.size() == 1 ? "\n" : ",\n";
        appendText(out, "{\"id\": ", record.id);
        appendText(out, ", \"name\": ", record.name);
        appendText(out, ", \"source\": ", record.source);
        appendText(out, ", \"url\": ", QString::fromLatin1(record.addresses.value(0).toEncoded()));
        appendText(out, ", \"path\": ", record.path);
        out.append(", \"on\": ").append(record.on ? "true" : "false");
        appendText(out, ", \"state\": ", listStateName(record.state));
        appendText(out, ", \"checked\": ", timeText(record.checked));
        appendText(out, ", \"waitUntil\": ", timeText(record.waitUntil));
        out += ", \"versions\": [";
        bool first = true;
        for (const ListVersion &version : record.versions) {
            out += std::exchange(first, false) ? "" : ", ";
            appendVersion(out, version);
        }
        out += "]}";
    }
    return QByteArray::fromStdString(out + "\n]\n");
}

constexpr std::array kFormats{ListFormat{"text", writeText}, ListFormat{"json", writeJson}};

} // namespace

std::span<const ListFormat> listFormats()
{
    return kFormats;
}

const ListFormat *listFormat(QAnyStringView name)
{
    const auto format = std::find_if(kFormats.begin(), kFormats.end(), [&](const ListFormat &each) {
        return name == QLatin1String(each.name);
    });
    return format == kFormats.end() ? nullptr : &*format;
}

} // namespace carrel
