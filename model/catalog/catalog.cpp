// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/catalog.h"

#include "catalog/canonicalid.h"
#include "catalog/link.h"

#include <QCryptographicHash>

#include <algorithm>
#include <iterator>

namespace carrel {

const EntryDetails &Catalog::details(const Entry &entry) const
{
    static constexpr EntryDetails kNoDetails;
    if (!entry.detailed) {
        return kNoDetails;
    }
    return *std::lower_bound(
        m_details.begin(), m_details.end(), entry.titleOffset,
        [](const EntryDetails &details, quint32 offset) { return details.titleOffset < offset; });
}

std::string_view Catalog::authors(const Entry &entry) const
{
    if (!entry.authored) {
        return {};
    }
    const std::string_view behind = std::string_view(m_text).substr(entry.titleOffset + entry.titleBytes);
    const auto low = static_cast<unsigned char>(behind[0]);
    const auto high = static_cast<unsigned char>(behind[1]);
    return behind.substr(2, low + 256U * high);
}

std::string_view Catalog::authorsOfWork(quint32 work) const
{
    if (const Entry &face = this->face(work); face.authored) {
        return authors(face);
    }
    const std::span<const quint32> entries = this->work(work).entries;
    const auto named = std::find_if(entries.begin(), entries.end(),
                                    [this](quint32 number) { return m_entries[number].authored; });
    return named == entries.end() ? std::string_view() : authors(m_entries[*named]);
}

const VenueTag &Catalog::venueTag(quint32 index) const
{
    static const VenueTag kNoTag;
    return index == kNone ? kNoTag : m_venueTags[index];
}

/// The first entry is its face.
void Catalog::addWork(std::span<const quint32> entries)
{
    if (entries.size() == 1) {
        m_works.push_back(entries.front());
        return;
    }
    m_works.push_back(static_cast<quint32>(m_sharedWorks.size()) | kShared);
    m_sharedWorks.push_back(entries.front());
    m_sharedWorks.push_back(static_cast<quint32>(entries.size()));
    m_sharedWorks.insert(m_sharedWorks.end(), entries.begin(), entries.end());
}

quint32 Catalog::listOf(quint32 entry) const
{
    const auto after =
        std::upper_bound(m_lists.begin(), m_lists.end(), entry,
                         [](quint32 number, const CatalogList &list) { return number < list.entries.first; });
    const auto list = after - m_lists.begin() - 1;
    const bool listed =
        list >= 0 && entry - std::prev(after)->entries.first < std::prev(after)->entries.count;
    return listed ? static_cast<quint32>(list) : kNone;
}

quint32 Catalog::listOfSection(quint32 section) const
{
    if (section >= listedSections()) {
        return kNone;
    }
    if (!hasSeveralLists()) {
        return 0;
    }
    const auto after =
        std::upper_bound(m_lists.begin(), m_lists.end(), section,
                         [](quint32 number, const CatalogList &list) { return number < list.root; });
    return static_cast<quint32>(after - m_lists.begin() - 1);
}

bool Catalog::isListRoot(quint32 section) const
{
    return hasSeveralLists() && section < listedSections() && m_sections[section].parent == kNone;
}

quint32 Catalog::listCount(quint32 work) const
{
    quint32 count = 0;
    quint32 last = kNone;
    for (const quint32 entry : this->work(work).entries) {
        const quint32 list = listOf(entry);
        count += list != last ? 1U : 0U;
        last = list;
    }
    return count;
}

const Link *Catalog::preferredLink(const Entry &entry) const
{
    const Link *supplement = nullptr;
    for (const Link &link : links(entry.links())) {
        if (isOpenable(link.kind) &&
            (link.isOfTitle() || (link.kind != LinkKind::Github && link.kind != LinkKind::Slides))) {
            return &link;
        }
        if (isOpenable(link.kind) && supplement == nullptr) {
            supplement = &link;
        }
    }
    return supplement;
}

const Link *Catalog::preferredLinkOfWork(quint32 work) const
{
    if (const Link *link = preferredLink(face(work))) {
        return link;
    }
    for (const quint32 number : this->work(work).entries) {
        if (const Link *link = preferredLink(m_entries[number])) {
            return link;
        }
    }
    return nullptr;
}

QStringList Catalog::sectionPath(quint32 section) const
{
    QStringList path;
    for (; section != kNone; section = m_sections[section].parent) {
        const Section &each = m_sections[section];
        if (!each.group && each.line != 0) {
            path.prepend(string(each.title));
        }
    }
    return path;
}

QString Catalog::groupTitle(quint32 section) const
{
    return section != kNone && m_sections[section].group ? string(m_sections[section].title) : QString();
}

bool Catalog::isWithin(quint32 section, quint32 ancestor) const
{
    return section >= ancestor && section < m_sections[ancestor].subtreeEnd;
}

std::vector<std::string> Catalog::canonicalIds(const Entry &entry) const
{
    std::vector<std::string> ids;
    for (const Link &link : links(entry.links())) {
        std::optional<std::string> id = canonicalId(text(link.url()));
        if (id && std::find(ids.begin(), ids.end(), *id) == ids.end()) {
            ids.push_back(std::move(*id));
        }
    }
    return ids;
}

std::string Catalog::titleKey(const Entry &entry) const
{
    std::string key = normalTitle(text(entry.title()));
    return key.empty() ? std::string(text(entry.title())) : key;
}

/// An entry without a title is told from others by its address, else by its line.
std::string Catalog::untitledKey(const Entry &entry) const
{
    return entry.linkCount > 0 ? std::string(text(m_links[entry.firstLink].url()))
                               : "line " + std::to_string(entry.line);
}

QString Catalog::workId(quint32 work) const
{
    std::string smallest;
    bool first = true;
    const std::span<const quint32> entries = this->work(work).entries;
    for (const quint32 number : entries) {
        std::string key = titleKey(m_entries[number]);
        if (first || key < smallest) {
            smallest = std::move(key);
        }
        first = false;
    }
    if (smallest.empty()) {
        smallest = untitledKey(m_entries[entries.front()]);
    }
    const QByteArray bytes(smallest.data(), static_cast<qsizetype>(smallest.size()));
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().left(16));
}

} // namespace carrel
