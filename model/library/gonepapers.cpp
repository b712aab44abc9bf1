// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/gonepapers.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace carrel {

namespace {

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

/// Its line is 0: it stands nowhere.
EntryDraft draftOf(const QJsonObject &object)
{
    EntryDraft draft;
    draft.title = text(object, QLatin1String("title"));
    draft.tag = tagOf(object);
    draft.survey = object.value(QLatin1String("survey")).toBool();
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
{
    constexpr quint32 kLine = 1; // of no meaning; line 0 is for sections without a name
    m_part.openSection(section.toStdString(), 1, kLine);
}

bool GonePapers::add(const QByteArray &facts)
{
    const QJsonArray entries =
        QJsonDocument::fromJson(facts).object().value(QLatin1String("entries")).toArray();
    for (const QJsonValue &entry : entries) {
        m_part.addEntry(draftOf(entry.toObject()));
    }
    if (!entries.isEmpty()) {
        m_entriesOfWorks.push_back(static_cast<quint32>(entries.size()));
    }
    return !entries.isEmpty();
}

} // namespace carrel
