// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/storedfacts.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <string>
#include <string_view>

namespace carrel {

namespace {

constexpr std::size_t kMostEntries = 16;
constexpr std::size_t kMostItems = 64;
/// After so many bytes no further entry is written.
constexpr std::size_t kMostBytes = 64 * 1024;

void appendString(std::string &out, std::string_view text)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    out += '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 0x20) {
            out += "\\u00";
            out += kDigits[byte >> 4U];
            out += kDigits[byte & 15U];
        } else {
            out += c;
        }
    }
    out += '"';
}

/// A name and its value; nothing where there is none.
void appendText(std::string &out, std::string_view name, std::string_view value)
{
    if (!value.empty()) {
        out += name;
        appendString(out, value);
    }
}

template <typename Items, typename Append>
void appendList(std::string &out, std::string_view name, const Items &items, Append append)
{
    const std::size_t count = std::min<std::size_t>(static_cast<std::size_t>(std::size(items)), kMostItems);
    if (count == 0) {
        return;
    }
    out += name;
    out += '[';
    for (std::size_t i = 0; i < count; ++i) {
        out += i == 0 ? "" : ",";
        append(*(std::begin(items) + static_cast<std::ptrdiff_t>(i)));
    }
    out += ']';
}

class FactsWriter final
{
public:
    explicit FactsWriter(const Catalog &catalog)
        : m_catalog(catalog)
    {
    }

    std::string write(quint32 work)
    {
        const quint32 face = m_catalog.work(work).face;
        m_out = "{\"list\":";
        appendString(m_out, m_catalog.title().toStdString());
        m_out += ",\"entries\":[";
        appendEntry(m_catalog.entry(face));
        std::size_t written = 1;
        for (const quint32 number : m_catalog.work(work).entries) {
            if (number != face && written < kMostEntries && m_out.size() < kMostBytes) {
                m_out += ',';
                appendEntry(m_catalog.entry(number));
                ++written;
            }
        }
        m_out += "]}";
        return std::move(m_out);
    }

private:
    void appendEntry(const Entry &entry)
    {
        const EntryDetails &details = m_catalog.details(entry);
        m_out += "{\"title\":";
        appendString(m_out, m_catalog.text(entry.title()));
        appendTag(m_catalog.venueTag(entry.venueTag), m_catalog.year(entry));
        m_out += entry.survey ? ",\"survey\":true" : "";
        appendText(m_out, ",\"authors\":", m_catalog.authors(entry));
        appendTexts(",\"tags\":", details.aliases);
        const QStringList path = m_catalog.sectionPath(entry.section);
        appendList(m_out, ",\"section\":", path,
                   [this](const QString &title) { appendString(m_out, title.toStdString()); });
        appendText(m_out, ",\"group\":", m_catalog.groupTitle(entry.section).toStdString());
        appendLinks(entry.links());
        appendTexts(",\"notes\":", details.notes);
        appendList(m_out, ",\"versions\":", m_catalog.versions(details.versions),
                   [this](const Version &version) {
                       const VenueTag &tag = m_catalog.venueTag(version.venueTag);
                       m_out += "{\"title\":";
                       appendString(m_out, m_catalog.text(version.title));
                       appendTag(tag, tag.year);
                       appendText(m_out, ",\"relation\":", m_catalog.text(version.relation));
                       appendLinks(version.links);
                       m_out += '}';
                   });
        m_out += '}';
    }

    void appendTag(const VenueTag &tag, int year)
    {
        appendText(m_out, ",\"venue\":", tag.venue);
        appendText(m_out, ",\"venueTag\":", tag.raw);
        appendText(m_out, ",\"host\":", tag.host);
        appendText(m_out, ",\"qualifier\":", tag.qualifier);
        if (year != 0) {
            m_out += ",\"year\":" + std::to_string(year);
        }
    }

    void appendTexts(std::string_view name, Range range)
    {
        appendList(m_out, name, m_catalog.texts(range),
                   [this](TextRef text) { appendString(m_out, m_catalog.text(text)); });
    }

    void appendLinks(Range range)
    {
        appendList(m_out, ",\"links\":", m_catalog.links(range), [this](const Link &link) {
            m_out += "{\"url\":";
            appendString(m_out, m_catalog.text(link.url()));
            appendText(m_out, ",\"label\":", m_catalog.text(link.label()));
            m_out += '}';
        });
    }

    const Catalog &m_catalog;
    std::string m_out;
};

} // namespace

qint64 factsDigest(std::string_view entries)
{
    // FNV-1a.
    quint64 hash = 0xcbf29ce484222325;
    for (const char c : entries) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    }
    return hash == 0 ? 1 : static_cast<qint64>(hash);
}

WorkFacts factsOf(const Catalog &catalog, quint32 work)
{
    const Entry &face = catalog.face(work);
    return {catalog.string(face.title()), toQString(catalog.venueTag(face.venueTag).venue),
            catalog.year(face)};
}

StoredFacts storedFacts(const Catalog &catalog, quint32 work)
{
    const std::string entries = FactsWriter(catalog).write(work);
    return {QByteArray(entries.data(), static_cast<qsizetype>(entries.size())), factsDigest(entries)};
}

} // namespace carrel
