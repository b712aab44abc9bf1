// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/catalogpart.h"

#include "base/text.h"
#include "catalog/canonicalid.h"
#include "catalog/link.h"
#include "catalog/weburl.h"

#include <algorithm>
#include <span>

namespace carrel {

namespace {

/// The text up to so many bytes; no character is split.
std::string_view cutTo(std::string_view utf8, std::size_t maximum)
{
    if (utf8.size() <= maximum) {
        return utf8;
    }
    while (maximum > 0 && (static_cast<unsigned char>(utf8[maximum]) & 0xC0) == 0x80) {
        --maximum;
    }
    return utf8.substr(0, maximum);
}

} // namespace

void EntryDraft::clear()
{
    title.clear();
    tag = VenueTag();
    line = 0;
    survey = false;
    tagLeads = false;
    authors.clear();
    links.clear();
    aliases.clear();
    notes.clear();
    versions.clear();
}

CatalogPart::CatalogPart()
{
    m_sections.push_back({});
}

void CatalogPart::openSection(std::string_view title, int level, quint32 line)
{
    m_sections.push_back({addText(title), line, static_cast<quint8>(level), false, false});
}

void CatalogPart::openGroup(std::string_view title, quint32 line)
{
    m_sections.push_back({addText(title), line, 0, true, false});
}

void CatalogPart::addSectionNote(std::string_view text)
{
    m_sectionNotes.emplace_back(static_cast<quint32>(m_sections.size() - 1), addText(text));
}

void CatalogPart::addSectionLink(std::string_view url, std::string_view label)
{
    m_sectionLinks.emplace_back(static_cast<quint32>(m_sections.size() - 1), makeLink(url, label));
}

void CatalogPart::markContents()
{
    m_sections.back().contents = true;
}

void CatalogPart::addEntry(const EntryDraft &draft)
{
    Entry entry;
    const std::string_view title = cutTo(draft.title, Entry::kMostTitleBytes);
    entry.titleOffset = addText(title).offset;
    entry.titleBytes = title.size() & Entry::kMostTitleBytes;
    if (!draft.authors.empty()) {
        entry.authored = true;
        addAuthors(draft.authors);
    }
    entry.line = draft.line;
    entry.section = static_cast<quint32>(m_sections.size() - 1);
    entry.survey = draft.survey;
    entry.venueTag = draft.tag.raw.empty() ? kNone : addTag(draft.tag);
    const Range links = addEntryLinks(draft);
    entry.firstLink = links.first;
    entry.linkCount = links.count & Entry::kMostLinks;
    if (!draft.aliases.empty() || !draft.notes.empty() || !draft.versions.empty()) {
        entry.detailed = true;
        m_details.push_back(
            {entry.titleOffset, addTexts(draft.aliases), addTexts(draft.notes), addVersions(draft.versions)});
    }
    m_titleHashes.push_back(titleHash(title));
    m_entries.push_back(entry);
}

void CatalogPart::addDiagnostic(DiagnosticKind kind, quint32 line)
{
    m_diagnostics.push_back({kind, line});
}

/// As GroupingInput wants it: equal where Catalog::titleKey is, 0 for no title.
quint64 CatalogPart::titleHash(std::string_view title)
{
    if (title.empty()) {
        return 0;
    }
    m_scratch.clear();
    appendNormalTitle(m_scratch, title);
    return groupingHash(m_scratch.empty() ? title : m_scratch);
}

bool CatalogPart::usesOpenSection() const
{
    return (!m_entries.empty() && m_entries.front().section == 0) ||
           (!m_sectionNotes.empty() && m_sectionNotes.front().first == 0) ||
           (!m_sectionLinks.empty() && m_sectionLinks.front().first == 0);
}

/// Right behind the title: most entries of a list have authors, or none has, and neither costs a number.
void CatalogPart::addAuthors(std::string_view authors)
{
    const std::string_view kept = cutTo(authors, Entry::kMostAuthorBytes);
    m_text += static_cast<char>(kept.size() & 0xFFU);
    m_text += static_cast<char>(kept.size() >> 8U);
    m_text += kept;
}

TextRef CatalogPart::addText(std::string_view text)
{
    const TextRef ref{static_cast<quint32>(m_text.size()), static_cast<quint32>(text.size())};
    m_text += text;
    return ref;
}

Link CatalogPart::makeLink(std::string_view url, std::string_view label)
{
    return addLink(url, label, linkKind(url, label));
}

/// An address longer than any line of a list opens nothing.
Link CatalogPart::addLink(std::string_view url, std::string_view label, LinkKind kind)
{
    const TextRef address = addText(cutTo(url, Link::kMostUrlBytes));
    const TextRef name = addText(cutTo(label, Link::kMostLabelBytes));
    Link link;
    link.offset = address.offset;
    link.urlBytes = address.length & Link::kMostUrlBytes;
    link.labelBytes = name.length & Link::kMostLabelBytes;
    link.kind = address.length == url.size() ? kind : LinkKind::Invalid;
    return link;
}

quint32 CatalogPart::addTag(const VenueTag &tag)
{
    // Lists are sorted by year, so the tag is mostly that of the entry before.
    if (m_lastTag != kNone && m_tags[m_lastTag].raw == tag.raw) {
        return m_lastTag;
    }
    const auto [known, added] = m_tagNumbers.try_emplace(tag.raw, static_cast<quint32>(m_tags.size()));
    if (added) {
        m_tags.push_back(tag);
        m_tags.back().year = static_cast<qint16>(tag.year);
    }
    m_lastTag = known->second;
    return m_lastTag;
}

Range CatalogPart::addLinks(const std::vector<EntryDraft::NewLink> &links)
{
    const Range range{static_cast<quint32>(m_links.size()), static_cast<quint32>(links.size())};
    for (const EntryDraft::NewLink &link : links) {
        m_links.push_back(makeLink(link.url, link.label));
    }
    return range;
}

Range CatalogPart::addTexts(const std::vector<std::string> &texts)
{
    const Range range{static_cast<quint32>(m_texts.size()), static_cast<quint32>(texts.size())};
    for (const std::string &text : texts) {
        m_texts.push_back(addText(text));
    }
    return range;
}

Range CatalogPart::addVersions(const std::vector<EntryDraft::NewVersion> &versions)
{
    const Range range{static_cast<quint32>(m_versions.size()), static_cast<quint32>(versions.size())};
    for (const EntryDraft::NewVersion &version : versions) {
        m_versions.push_back({addText(version.title), addText(version.relation),
                              version.tag.raw.empty() ? kNone : addTag(version.tag),
                              addLinks(version.links)});
    }
    return range;
}

/// The links of an entry also give its ids; each address is taken apart only once.
Range CatalogPart::addEntryLinks(const EntryDraft &draft)
{
    const std::size_t count = std::min<std::size_t>(draft.links.size(), Entry::kMostLinks);
    const Range range{static_cast<quint32>(m_links.size()), static_cast<quint32>(count)};
    if (count < draft.links.size()) {
        addDiagnostic(DiagnosticKind::LineCut, draft.line);
    }
    bool unsafe = false;
    for (const EntryDraft::NewLink &link : std::span(draft.links).first(count)) {
        const std::optional<WebUrl> parts = parseWebUrl(link.url);
        const LinkKind kind = linkKind(link.url, parts, link.label);
        if (const auto id = parts ? canonicalId(*parts) : std::nullopt) {
            m_idKeys.push_back({groupingHash(*id), static_cast<quint32>(m_entries.size()),
                                static_cast<quint32>(m_links.size())});
        }
        m_links.push_back(addLink(link.url, link.label, kind));
        unsafe = unsafe || kind == LinkKind::Unsafe || kind == LinkKind::Invalid;
    }
    if (unsafe) {
        addDiagnostic(DiagnosticKind::UnsafeLink, draft.line);
    }
    return range;
}

} // namespace carrel
