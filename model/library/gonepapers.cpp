// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/gonepapers.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace carrel {

namespace {

constexpr quint32 kLine = 1;      // of no meaning; line 0 is for sections without a name
constexpr qsizetype kDeepest = 5; // levels below our own

std::string text(const QJsonObject &object, QLatin1String name)
{
    return object.value(name).toString().toStdString();
}

VenueTag tagOf(const QJsonObject &object)
{
    VenueTag tag;
    tag.raw = text(object, QLatin1String("venueTag"));
    tag.venue = text(object, QLatin1String("venue"));
    tag.host = text(object, QLatin1String("host"));
    tag.qualifier = text(object, QLatin1String("qualifier"));
    tag.year = object.value(QLatin1String("year")).toInt();
    return tag;
}

std::vector<EntryDraft::NewLink> linksOf(const QJsonObject &object)
{
    std::vector<EntryDraft::NewLink> links;
    for (const QJsonValue &value : object.value(QLatin1String("links")).toArray()) {
        const QJsonObject link = value.toObject();
        links.push_back({text(link, QLatin1String("url")), text(link, QLatin1String("label"))});
    }
    return links;
}

std::vector<std::string> textsOf(const QJsonObject &object, QLatin1String name)
{
    std::vector<std::string> texts;
    for (const QJsonValue &value : object.value(name).toArray()) {
        texts.push_back(value.toString().toStdString());
    }
    return texts;
}

QJsonArray entriesOf(const QByteArray &facts)
{
    return QJsonDocument::fromJson(facts).object().value(QLatin1String("entries")).toArray();
}

QStringList pathOf(const QJsonObject &object)
{
    QStringList path;
    for (const QJsonValue &title : object.value(QLatin1String("section")).toArray()) {
        path << title.toString();
    }
    return path.first(std::min(path.size(), kDeepest));
}

/// Its line is 0: it stands nowhere.
EntryDraft draftOf(const QJsonObject &object)
{
    EntryDraft draft;
    draft.title = text(object, QLatin1String("title"));
    draft.tag = tagOf(object);
    draft.survey = object.value(QLatin1String("survey")).toBool();
    draft.authors = text(object, QLatin1String("authors"));
    draft.links = linksOf(object);
    draft.aliases = textsOf(object, QLatin1String("tags"));
    draft.notes = textsOf(object, QLatin1String("notes"));
    for (const QJsonValue &value : object.value(QLatin1String("versions")).toArray()) {
        const QJsonObject version = value.toObject();
        draft.versions.push_back({text(version, QLatin1String("title")),
                                  text(version, QLatin1String("relation")), tagOf(version),
                                  linksOf(version)});
    }
    return draft;
}

} // namespace

GonePapers::GonePapers(const QString &section)
    : m_section(section)
{
    m_part.openSection(section.toStdString(), 1, kLine);
}

/// Opens what differs from the section that is open. A section that holds another one that is open is opened
/// once more: what follows would stand in the other.
void GonePapers::openPlace(const QStringList &path, const QString &group)
{
    if (path == m_path && group == m_group) {
        return;
    }
    const auto differ = std::mismatch(path.begin(), path.end(), m_path.begin(), m_path.end());
    qsizetype known = differ.first - path.begin();
    if (known == path.size() && (path != m_path || group.isEmpty())) {
        if (path.isEmpty()) {
            m_part.openSection(m_section.toStdString(), 1, kLine);
        }
        known = std::max(qsizetype(0), known - 1);
    }
    for (; known < path.size(); ++known) {
        m_part.openSection(path.at(known).toStdString(), static_cast<int>(known) + 2, kLine);
    }
    if (!group.isEmpty()) {
        m_part.openGroup(group.toStdString(), kLine);
    }
    m_path = path;
    m_group = group;
}

bool GonePapers::isReadable(const QByteArray &facts)
{
    return !entriesOf(facts).isEmpty();
}

bool GonePapers::add(const QByteArray &facts)
{
    const QJsonArray entries = entriesOf(facts);
    if (!entries.isEmpty()) {
        const QJsonObject face = entries.first().toObject();
        openPlace(pathOf(face), face.value(QLatin1String("group")).toString());
        for (const QJsonValue &entry : entries) {
            m_part.addEntry(draftOf(entry.toObject()));
        }
        m_entriesOfWorks.push_back(static_cast<quint32>(entries.size()));
    }
    return !entries.isEmpty();
}

} // namespace carrel
