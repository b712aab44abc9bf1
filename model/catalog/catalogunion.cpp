// SPDX-License-Identifier: GPL-3.0-or-later
// How several lists become one catalog.
#include "base/poolwork.h"
#include "base/text.h"
#include "catalog/canonicalid.h"
#include "catalog/catalogbuilder.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <numeric>
#include <utility>

namespace carrel {

namespace {

/// So many entries are looked at by one thread at a time.
constexpr std::size_t kPiece = 4096;
constexpr std::size_t kMostTextBytes = std::numeric_limits<quint32>::max();

quint32 size32(std::size_t size)
{
    return static_cast<quint32>(size);
}

quint32 moved(quint32 number, quint32 offset)
{
    return number == kNone ? kNone : number + offset;
}

Range moved(Range range, quint32 offset)
{
    return range.count == 0 ? range : Range{range.first + offset, range.count};
}

/// What the entries of a piece share with others.
struct PieceKeys
{
    std::vector<quint64> titles;
    std::vector<GroupingInput::Id> ids;
};

} // namespace

Result<CatalogPointer> CatalogBuilder::united(const std::vector<NamedList> &lists)
{
    if (lists.size() == 1) {
        return lists.front().catalog;
    }
    std::size_t text = 0;
    std::size_t entries = 0;
    for (const NamedList &each : lists) {
        text += each.catalog->m_text.size() + static_cast<std::size_t>(each.name.toUtf8().size());
        entries += each.catalog->m_entries.size();
        if (text > kMostTextBytes || entries >= Catalog::kShared) {
            return Error{ErrorCode::TooLarge, each.name};
        }
    }
    CatalogBuilder builder;
    builder.makeRoom(lists);
    for (const NamedList &each : lists) {
        builder.appendList(each);
    }
    builder.findKeys();
    builder.uniteVenueSpellings();
    builder.groupEntries();
    builder.chooseFaces();
    builder.countSections();
    return CatalogPointer(std::move(builder.m_catalog));
}

/// Vectors that grow take twice what they need.
void CatalogBuilder::makeRoom(const std::vector<NamedList> &lists)
{
    const auto reserve = [&lists](auto &into, const auto Catalog::*all) {
        into.reserve(std::accumulate(
            lists.begin(), lists.end(), std::size_t(0),
            [all](std::size_t sum, const NamedList &each) { return sum + ((*each.catalog).*all).size(); }));
    };
    Catalog &catalog = *m_catalog;
    constexpr std::size_t kName = 64;
    catalog.m_text.reserve(std::accumulate(
        lists.begin(), lists.end(), std::size_t(0),
        [](std::size_t sum, const NamedList &each) { return sum + each.catalog->m_text.size() + kName; }));
    reserve(catalog.m_entries, &Catalog::m_entries);
    reserve(catalog.m_details, &Catalog::m_details);
    reserve(catalog.m_links, &Catalog::m_links);
    reserve(catalog.m_versions, &Catalog::m_versions);
    reserve(catalog.m_texts, &Catalog::m_texts);
    reserve(m_titleHashes, &Catalog::m_entries);
    reserve(m_idKeys, &Catalog::m_links);
}

void CatalogBuilder::appendList(const NamedList &list)
{
    Catalog &catalog = *m_catalog;
    const Catalog &other = *list.catalog;
    const QByteArray name = list.name.toUtf8();
    Section root;
    root.title = {size32(catalog.m_text.size()), size32(static_cast<std::size_t>(name.size()))};
    catalog.m_text.append(name.constData(), root.title.length);
    const Offsets offsets{size32(catalog.m_text.size()), size32(catalog.m_links.size()),
                          size32(catalog.m_versions.size()), size32(catalog.m_texts.size()),
                          size32(catalog.m_entries.size())};
    const ListOrigin origin = other.m_lists.empty() ? ListOrigin() : other.m_lists.front().origin;
    catalog.m_lists.push_back({origin,
                               list.name,
                               {offsets.entries, size32(other.m_entries.size())},
                               size32(catalog.m_sections.size()),
                               list.catalog});
    catalog.m_text += other.m_text;
    catalog.m_sections.push_back(root);
    appendSectionsOf(other, offsets);
    appendEntriesOf(other, offsets);
    keepWorks(other, offsets.entries);
    catalog.m_diagnostics.insert(catalog.m_diagnostics.end(), other.m_diagnostics.begin(),
                                 other.m_diagnostics.end());
}

void CatalogBuilder::appendSectionsOf(const Catalog &list, const Offsets &offsets)
{
    const quint32 root = size32(m_catalog->m_sections.size()) - 1;
    for (Section section : list.m_sections) {
        section.title = shifted(section.title, offsets);
        section.notes = moved(section.notes, offsets.texts);
        section.links = moved(section.links, offsets.links);
        section.parent = section.parent == kNone ? root : section.parent + root + 1;
        section.workCount = 0;
        m_catalog->m_sections.push_back(section);
    }
}

void CatalogBuilder::appendEntriesOf(const Catalog &list, const Offsets &offsets)
{
    Catalog &catalog = *m_catalog;
    std::vector<quint32> tags;
    for (const VenueTag &tag : list.m_venueTags) {
        const auto [known, added] = m_tagNumbers.try_emplace(tag.raw, size32(catalog.m_venueTags.size()));
        if (added) {
            catalog.m_venueTags.push_back(tag);
        }
        tags.push_back(known->second);
    }
    const auto tagOf = [&tags](quint32 tag) { return tag == kNone ? kNone : tags[tag]; };
    const quint32 firstSection = catalog.m_lists.back().root + 1;
    for (Entry entry : list.m_entries) {
        entry.titleOffset += offsets.text;
        entry.firstLink += offsets.links;
        entry.section = moved(entry.section, firstSection);
        entry.venueTag = tagOf(entry.venueTag);
        catalog.m_entries.push_back(entry);
    }
    for (const EntryDetails &each : list.m_details) {
        catalog.m_details.push_back({each.titleOffset + offsets.text, moved(each.aliases, offsets.texts),
                                     moved(each.notes, offsets.texts),
                                     moved(each.versions, offsets.versions)});
    }
    for (const Link &link : list.m_links) {
        catalog.m_links.push_back(shifted(link, offsets));
    }
    for (const Version &version : list.m_versions) {
        catalog.m_versions.push_back({shifted(version.title, offsets), shifted(version.relation, offsets),
                                      tagOf(version.venueTag), moved(version.links, offsets.links)});
    }
    for (const TextRef text : list.m_texts) {
        catalog.m_texts.push_back(shifted(text, offsets));
    }
}

void CatalogBuilder::keepWorks(const Catalog &list, quint32 firstEntry)
{
    const std::vector<quint32> &shared = list.m_sharedWorks;
    for (std::size_t head = 0; head < shared.size(); head += Catalog::kSharedHead + shared[head + 1]) {
        const auto entries = std::span(shared).subspan(head + Catalog::kSharedHead, shared[head + 1]);
        for (const quint32 entry : entries.subspan(1)) {
            m_sameWorks.emplace_back(entries.front() + firstEntry, entry + firstEntry);
        }
    }
}

/// Catalogs do not keep what their entries were grouped by: a list alone would pay for it.
void CatalogBuilder::findKeys()
{
    const Catalog &catalog = *m_catalog;
    const std::span<const Entry> entries = catalog.entries();
    std::vector<PieceKeys> pieces((entries.size() + kPiece - 1) / kPiece);
    forEachInPool(pieces.size(), [&](std::size_t piece) {
        PieceKeys &keys = pieces[piece];
        std::string title;
        const std::size_t end = std::min(entries.size(), (piece + 1) * kPiece);
        for (std::size_t number = piece * kPiece; number < end; ++number) {
            const Entry &entry = entries[number];
            title.clear();
            appendNormalTitle(title, catalog.text(entry.title()));
            const std::string_view text = title.empty() ? catalog.text(entry.title()) : title;
            keys.titles.push_back(text.empty() ? 0 : groupingHash(text));
            for (quint32 link = entry.firstLink; link < entry.firstLink + entry.linkCount; ++link) {
                if (const auto id = canonicalId(catalog.text(catalog.m_links[link].url()))) {
                    keys.ids.push_back({groupingHash(*id), size32(number), link});
                }
            }
        }
    });
    for (const PieceKeys &keys : pieces) {
        m_titleHashes.insert(m_titleHashes.end(), keys.titles.begin(), keys.titles.end());
        m_idKeys.insert(m_idKeys.end(), keys.ids.begin(), keys.ids.end());
    }
}

} // namespace carrel
