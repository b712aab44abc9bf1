// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/catalogbuilder.h"

#include "base/text.h"
#include "catalog/canonicalid.h"
#include "catalog/workgrouping.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace carrel {

namespace {

quint32 size32(std::size_t size)
{
    return static_cast<quint32>(size);
}

Range shiftedRange(Range range, quint32 offset)
{
    return {range.first + offset, range.count};
}

bool saysArxiv(const VenueTag &tag)
{
    return tag.venue.empty() || tag.venue == "arXiv";
}

} // namespace

CatalogBuilder::CatalogBuilder()
    : m_catalog(std::make_shared<Catalog>())
{
}

void CatalogBuilder::expect(std::size_t bytes)
{
    constexpr std::size_t kShortEntry = 64;
    m_catalog->m_text.reserve(bytes);
    m_catalog->m_entries.reserve(bytes / kShortEntry);
    m_catalog->m_links.reserve(bytes / kShortEntry);
    m_titleHashes.reserve(bytes / kShortEntry);
    m_idKeys.reserve(bytes / kShortEntry);
}

TextRef CatalogBuilder::shifted(TextRef ref, const Offsets &offsets)
{
    return {ref.offset + offsets.text, ref.length};
}

Link CatalogBuilder::shifted(Link link, const Offsets &offsets)
{
    link.offset += offsets.text;
    return link;
}

// NOLINTNEXTLINE(performance-unnecessary-value-param) -- a part is taken over, its memory given back at once
void CatalogBuilder::append(CatalogPart part)
{
    Catalog &catalog = *m_catalog;
    const Offsets offsets{size32(catalog.m_text.size()), size32(catalog.m_links.size()),
                          size32(catalog.m_versions.size()), size32(catalog.m_texts.size()),
                          size32(catalog.m_entries.size())};
    catalog.m_text += part.m_text;
    const std::vector<quint32> sections = appendSections(part, offsets);
    const std::vector<quint32> tags = appendTags(part);
    appendEntries(part, offsets, sections, tags);
    appendLists(part, offsets, tags);
    for (const auto &[section, note] : part.m_sectionNotes) {
        m_sectionNotes.emplace_back(sections[section], shifted(note, offsets));
    }
    for (const auto &[section, link] : part.m_sectionLinks) {
        m_sectionLinks.emplace_back(sections[section], shifted(link, offsets));
    }
}

CatalogPointer CatalogBuilder::finish(const ListOrigin &origin)
{
    takeDocumentTitle();
    dropSections();
    placeSectionTexts();
    uniteVenueSpellings();
    groupEntries();
    chooseFaces();
    countSections();
    m_catalog->m_lists = {{origin, m_catalog->title(), {0, size32(m_catalog->m_entries.size())}, kNone, {}}};
    const CatalogPointer done = std::move(m_catalog);
    *this = CatalogBuilder();
    return done;
}

/// The section that encloses a new heading of this level.
quint32 CatalogBuilder::parentFor(int level) const
{
    quint32 parent = m_openSection;
    while (parent != kNone &&
           (m_catalog->m_sections[parent].group || m_catalog->m_sections[parent].line == 0 ||
            m_catalog->m_sections[parent].level >= level)) {
        parent = m_catalog->m_sections[parent].parent;
    }
    return parent;
}

quint32 CatalogBuilder::addSection(Section section, bool contents)
{
    m_catalog->m_sections.push_back(section);
    m_contents.push_back(contents);
    m_openSection = size32(m_catalog->m_sections.size() - 1);
    return m_openSection;
}

/// Section numbers in the catalog of the part's sections.
std::vector<quint32> CatalogBuilder::appendSections(const CatalogPart &part, const Offsets &offsets)
{
    if (m_openSection == kNone && part.usesOpenSection()) {
        addSection({}, part.m_sections.front().contents);
    }
    if (m_openSection != kNone && part.m_sections.front().contents) {
        m_contents[m_openSection] = true;
    }
    std::vector<quint32> numbers{m_openSection};
    for (std::size_t i = 1; i < part.m_sections.size(); ++i) {
        const CatalogPart::PartSection &read = part.m_sections[i];
        Section section;
        section.title = shifted(read.title, offsets);
        section.line = read.line;
        section.group = read.group;
        if (read.group) {
            if (m_openSection == kNone) {
                addSection({}, false);
            }
            const bool besideGroup = m_catalog->m_sections[m_openSection].group;
            section.parent = besideGroup ? m_catalog->m_sections[m_openSection].parent : m_openSection;
            section.level = static_cast<quint8>(m_catalog->m_sections[section.parent].level + 1);
        } else {
            section.parent = parentFor(read.level);
            section.level = read.level;
        }
        numbers.push_back(addSection(section, read.contents));
    }
    return numbers;
}

std::vector<quint32> CatalogBuilder::appendTags(const CatalogPart &part)
{
    std::vector<quint32> numbers;
    for (const VenueTag &tag : part.m_tags) {
        const auto [known, added] = m_tagNumbers.try_emplace(tag.raw, size32(m_catalog->m_venueTags.size()));
        if (added) {
            m_catalog->m_venueTags.push_back(tag);
        }
        numbers.push_back(known->second);
    }
    return numbers;
}

void CatalogBuilder::appendEntries(const CatalogPart &part, const Offsets &offsets,
                                   const std::vector<quint32> &sections, const std::vector<quint32> &tags)
{
    for (Entry entry : part.m_entries) {
        entry.titleOffset += offsets.text;
        entry.firstLink += offsets.links;
        entry.section = sections[entry.section];
        entry.venueTag = entry.venueTag == kNone ? kNone : tags[entry.venueTag];
        m_catalog->m_entries.push_back(entry);
    }
    m_titleHashes.insert(m_titleHashes.end(), part.m_titleHashes.begin(), part.m_titleHashes.end());
    for (const GroupingInput::Id &id : part.m_idKeys) {
        m_idKeys.push_back({id.hash, id.entry + offsets.entries, id.key + offsets.links});
    }
}

void CatalogBuilder::appendLists(const CatalogPart &part, const Offsets &offsets,
                                 const std::vector<quint32> &tags)
{
    Catalog &catalog = *m_catalog;
    for (const Link &link : part.m_links) {
        catalog.m_links.push_back(shifted(link, offsets));
    }
    for (const TextRef text : part.m_texts) {
        catalog.m_texts.push_back(shifted(text, offsets));
    }
    for (const EntryDetails &each : part.m_details) {
        catalog.m_details.push_back(
            {each.titleOffset + offsets.text, shiftedRange(each.aliases, offsets.texts),
             shiftedRange(each.notes, offsets.texts), shiftedRange(each.versions, offsets.versions)});
    }
    for (const Version &version : part.m_versions) {
        catalog.m_versions.push_back({shifted(version.title, offsets), shifted(version.relation, offsets),
                                      version.venueTag == kNone ? kNone : tags[version.venueTag],
                                      shiftedRange(version.links, offsets.links)});
    }
    catalog.m_diagnostics.insert(catalog.m_diagnostics.end(), part.m_diagnostics.begin(),
                                 part.m_diagnostics.end());
}

std::vector<quint32> CatalogBuilder::directEntryCounts() const
{
    std::vector<quint32> counts(m_catalog->m_sections.size(), 0);
    for (const Entry &entry : m_catalog->m_entries) {
        ++counts[entry.section];
    }
    return counts;
}

/// The first heading names the list, if it is of level 1 and does not merely open the first of several
/// chapters. Papers right below it stand in an unnamed section.
void CatalogBuilder::takeDocumentTitle()
{
    std::vector<Section> &sections = m_catalog->m_sections;
    const auto first =
        std::find_if(sections.begin(), sections.end(), [](const Section &s) { return s.line != 0; });
    if (first == sections.end() || first->level != 1 || first->group) {
        return;
    }
    const auto number = size32(first - sections.begin());
    const std::vector<quint32> counts = directEntryCounts();
    bool chapters = false;
    bool ownPapers = counts[number] > 0;
    for (quint32 i = number + 1; i < sections.size(); ++i) {
        chapters = chapters || (sections[i].level == 1 && !sections[i].group && counts[i] > 0);
        ownPapers = ownPapers || (sections[i].group && sections[i].parent == number && counts[i] > 0);
    }
    if (chapters && ownPapers) {
        return;
    }
    m_catalog->m_title = first->title;
    first->title = {};
    first->line = 0;
    for (Section &section : sections) {
        if (section.parent == number && !section.group) {
            section.parent = kNone;
        }
    }
}

/// Contents without papers and unnamed sections without papers are not shown.
void CatalogBuilder::dropSections()
{
    std::vector<Section> &sections = m_catalog->m_sections;
    std::vector<quint32> below = directEntryCounts();
    for (std::size_t i = sections.size(); i-- > 0;) {
        if (sections[i].parent != kNone) {
            below[sections[i].parent] += below[i];
        }
    }
    m_newNumbers.assign(sections.size(), kNone);
    std::vector<Section> keptSections;
    for (std::size_t i = 0; i < sections.size(); ++i) {
        if (below[i] == 0 && (m_contents[i] || sections[i].line == 0)) {
            continue;
        }
        quint32 parent = sections[i].parent;
        while (parent != kNone && m_newNumbers[parent] == kNone) {
            parent = sections[parent].parent;
        }
        m_newNumbers[i] = size32(keptSections.size());
        Section section = sections[i];
        section.parent = parent == kNone ? kNone : m_newNumbers[parent];
        keptSections.push_back(section);
    }
    sections = std::move(keptSections);
    for (Entry &entry : m_catalog->m_entries) {
        entry.section = m_newNumbers[entry.section];
    }
}

/// Notes and links of a section are brought together, in the order of the list.
void CatalogBuilder::placeSectionTexts()
{
    Catalog &catalog = *m_catalog;
    const auto bySection = [](const auto &a, const auto &b) { return a.first < b.first; };
    std::stable_sort(m_sectionNotes.begin(), m_sectionNotes.end(), bySection);
    std::stable_sort(m_sectionLinks.begin(), m_sectionLinks.end(), bySection);
    const auto place = [&](const auto &found, auto &all, Range Section::*range) {
        for (const auto &[oldNumber, value] : found) {
            if (oldNumber == kNone || m_newNumbers[oldNumber] == kNone) {
                continue;
            }
            Range &target = catalog.m_sections[m_newNumbers[oldNumber]].*range;
            target = target.count == 0 ? Range{size32(all.size()), 1} : Range{target.first, target.count + 1};
            all.push_back(value);
        }
    };
    place(m_sectionNotes, catalog.m_texts, &Section::notes);
    place(m_sectionLinks, catalog.m_links, &Section::links);
}

/// PPOPP and PPoPP are one series, shown as the list most often writes it.
void CatalogBuilder::uniteVenueSpellings()
{
    std::vector<quint32> uses(m_catalog->m_venueTags.size(), 0);
    for (const Entry &entry : m_catalog->m_entries) {
        if (entry.venueTag != kNone) {
            ++uses[entry.venueTag];
        }
    }
    std::unordered_map<std::string, std::map<std::string, quint32>> spellings;
    for (std::size_t i = 0; i < uses.size(); ++i) {
        const std::string &venue = m_catalog->m_venueTags[i].venue;
        spellings[caseFolded(venue)][venue] += uses[i];
    }
    for (VenueTag &tag : m_catalog->m_venueTags) {
        const auto &candidates = spellings[caseFolded(tag.venue)];
        tag.venue = std::max_element(candidates.begin(), candidates.end(), [](const auto &a, const auto &b) {
                        return a.second < b.second;
                    })->first;
    }
}

void CatalogBuilder::groupEntries()
{
    Catalog &catalog = *m_catalog;
    const GroupingInput input{
        m_titleHashes, m_idKeys, [&](quint32 entry) { return catalog.titleKey(catalog.m_entries[entry]); },
        [&](quint32 link) { return *canonicalId(catalog.text(catalog.m_links[link].url())); }, m_sameWorks};
    const std::vector<quint32> works = groupWorks(input);
    quint32 count = 0;
    for (std::size_t i = 0; i < works.size(); ++i) {
        catalog.m_entries[i].work = works[i];
        count = std::max(count, works[i] + 1);
    }
    std::vector<quint32> &places = catalog.m_works;
    places.assign(count, 0);
    for (const quint32 work : works) {
        ++places[work];
    }
    std::vector<quint32> &shared = catalog.m_sharedWorks;
    for (quint32 &place : places) {
        if (const quint32 entries = place; entries > 1) {
            place = size32(shared.size()) | Catalog::kShared;
            shared.resize(shared.size() + Catalog::kSharedHead + entries);
        }
    }
    for (quint32 entry = 0; entry < works.size(); ++entry) {
        quint32 &place = places[works[entry]];
        if ((place & Catalog::kShared) == 0) {
            place = entry;
        } else {
            quint32 *head = &shared[place & ~Catalog::kShared];
            head[Catalog::kSharedHead + head[1]++] = entry;
        }
    }
}

/// Those of works with one entry are known.
void CatalogBuilder::chooseFaces()
{
    Catalog &catalog = *m_catalog;
    const auto rank = [&](quint32 number) {
        const Entry &entry = catalog.m_entries[number];
        return std::tuple(saysArxiv(catalog.venueTag(entry.venueTag)),
                          catalog.preferredLink(entry) == nullptr, number);
    };
    std::vector<quint32> &shared = catalog.m_sharedWorks;
    for (std::size_t head = 0; head < shared.size(); head += Catalog::kSharedHead + shared[head + 1]) {
        const auto entries = std::span(shared).subspan(head + Catalog::kSharedHead, shared[head + 1]);
        shared[head] = *std::min_element(entries.begin(), entries.end(),
                                         [&](quint32 a, quint32 b) { return rank(a) < rank(b); });
    }
}

quint32 CatalogBuilder::commonAncestor(quint32 a, quint32 b) const
{
    while (a != kNone && !m_catalog->isWithin(b, a)) {
        a = m_catalog->m_sections[a].parent;
    }
    return a;
}

/// A work counts once in each section that holds it: each entry's section gets one, what two neighbours of a
/// work have in common above them gives one back, and sums flow up.
void CatalogBuilder::countSections()
{
    std::vector<Section> &sections = m_catalog->m_sections;
    const std::vector<quint32> direct = directEntryCounts();
    quint32 first = 0;
    for (quint32 i = 0; i < sections.size(); ++i) {
        sections[i].entries = {first, direct[i]};
        sections[i].subtreeEnd = i + 1;
        first += direct[i];
    }
    for (std::size_t i = sections.size(); i-- > 0;) {
        if (const quint32 parent = sections[i].parent; parent != kNone) {
            sections[parent].subtreeEnd = std::max(sections[parent].subtreeEnd, sections[i].subtreeEnd);
            sections[parent].entries.count += sections[i].entries.count;
        }
    }
    for (quint32 work = 0; work < m_catalog->workCount(); ++work) {
        quint32 previous = kNone;
        for (const quint32 entry : m_catalog->work(work).entries) {
            const quint32 section = m_catalog->m_entries[entry].section;
            if (section == previous) {
                continue;
            }
            ++sections[section].workCount;
            const quint32 common = previous == kNone ? kNone : commonAncestor(previous, section);
            if (common != kNone) {
                --sections[common].workCount;
            }
            previous = section;
        }
    }
    for (std::size_t i = sections.size(); i-- > 0;) {
        if (const quint32 parent = sections[i].parent; parent != kNone) {
            sections[parent].workCount += sections[i].workCount;
        }
    }
}

} // namespace carrel
