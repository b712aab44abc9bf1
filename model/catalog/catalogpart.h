// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/diagnostic.h"
#include "catalog/entry.h"
#include "catalog/workgrouping.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace carrel {

/// An entry as it is read, before it goes into the flat vectors. Cleared and filled again for each entry.
struct EntryDraft
{
    struct NewLink
    {
        std::string url;
        std::string label; ///< empty: the link of the title
    };
    struct NewVersion
    {
        std::string title;
        std::string relation;
        VenueTag tag;
        std::vector<NewLink> links;
    };

    std::string title;
    VenueTag tag; ///< raw is empty where the entry has none
    quint32 line = 0;
    bool survey = false;
    bool tagLeads = false; ///< the tag stands in a bracket before the title
    std::string authors;   ///< as written
    std::vector<NewLink> links;
    std::vector<std::string> aliases;
    std::vector<std::string> notes;
    std::vector<NewVersion> versions;

    void clear();
};

/// What one chunk of a list holds, in flat vectors of its own: filled by one thread, joined by
/// CatalogBuilder. Section 0 stands for whatever section is open where the chunk begins.
class CatalogPart final
{
public:
    CatalogPart();

    /// Opens a section (level 1 to 6) or, with group, a group of the open section. Texts are stored as given.
    void openSection(std::string_view title, int level, quint32 line);
    void openGroup(std::string_view title, quint32 line);
    void addSectionNote(std::string_view text);
    void addSectionLink(std::string_view url, std::string_view label);
    /// The open section is a table of contents: not shown unless papers stand in it.
    void markContents();
    void addEntry(const EntryDraft &draft);
    void addDiagnostic(DiagnosticKind kind, quint32 line);

    std::size_t entryCount() const { return m_entries.size(); }

private:
    friend class CatalogBuilder;

    struct PartSection
    {
        TextRef title;
        quint32 line = 0;
        quint8 level = 0;
        bool group = false;
        bool contents = false;
    };
    /// Something stands before the part's first heading.
    bool usesOpenSection() const;

    quint64 titleHash(std::string_view title);
    void addAuthors(std::string_view authors);
    TextRef addText(std::string_view text);
    Link makeLink(std::string_view url, std::string_view label);
    Link addLink(std::string_view url, std::string_view label, LinkKind kind);
    quint32 addTag(const VenueTag &tag);
    Range addLinks(const std::vector<EntryDraft::NewLink> &links);
    Range addTexts(const std::vector<std::string> &texts);
    Range addVersions(const std::vector<EntryDraft::NewVersion> &versions);
    Range addEntryLinks(const EntryDraft &draft);

    std::string m_text;
    std::string m_scratch;
    std::vector<PartSection> m_sections;
    std::vector<std::pair<quint32, TextRef>> m_sectionNotes;
    std::vector<std::pair<quint32, Link>> m_sectionLinks;
    std::vector<Entry> m_entries;
    std::vector<quint64> m_titleHashes;
    std::vector<GroupingInput::Id> m_idKeys; ///< key: number of the link
    std::vector<EntryDetails> m_details;
    std::vector<Link> m_links;
    std::vector<Version> m_versions;
    std::vector<TextRef> m_texts;
    std::vector<VenueTag> m_tags;
    std::unordered_map<std::string, quint32> m_tagNumbers;
    quint32 m_lastTag = kNone;
    std::vector<Diagnostic> m_diagnostics;
};

} // namespace carrel
