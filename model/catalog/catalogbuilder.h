// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "catalog/catalog.h"
#include "catalog/catalogpart.h"
#include "catalog/workgrouping.h"

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace carrel {

/// Joins the parts of a list, in document order, to one immutable Catalog: section tree, venue series, works,
/// faces, counts.
class CatalogBuilder final
{
public:
    CatalogBuilder();

    /// Makes room for a list of so many bytes of Markdown, so that what is there need not be moved again and
    /// again; room that is not used takes no memory.
    void expect(std::size_t bytes);
    /// Takes the next part; its memory is given back on return.
    void append(CatalogPart part);
    /// Ends the list. The builder is empty afterwards.
    CatalogPointer finish(const ListOrigin &origin = {});

    /// A copy of a catalog with the sections of a part at its end, of which the first is of level 1. Their
    /// entries are works that left the list, so many of them one after the other in one section a work; they
    /// are not united with those that were there, and these keep their numbers.
    static CatalogPointer extended(const Catalog &base, CatalogPart part,
                                   const std::vector<quint32> &entriesOfWorks);

    /// A list and what the reader calls it.
    struct NamedList
    {
        QString name;
        CatalogPointer catalog;
    };
    /// Several lists as one catalog: each is a section, and works are grouped and get their faces as if all
    /// entries were of one list. What is one work in its list stays one. One list is the catalog that it is.
    /// Error: TooLarge, with the name of the first list for which there is no room.
    static Result<CatalogPointer> united(const std::vector<NamedList> &lists);

private:
    struct Offsets
    {
        quint32 text;
        quint32 links;
        quint32 versions;
        quint32 texts;
        quint32 entries;
    };

    static TextRef shifted(TextRef ref, const Offsets &offsets);
    static Link shifted(Link link, const Offsets &offsets);
    quint32 parentFor(int level) const;
    quint32 addSection(Section section, bool contents);
    std::vector<quint32> appendSections(const CatalogPart &part, const Offsets &offsets);
    std::vector<quint32> appendTags(const CatalogPart &part);
    void appendEntries(const CatalogPart &part, const Offsets &offsets, const std::vector<quint32> &sections,
                       const std::vector<quint32> &tags);
    void appendLists(const CatalogPart &part, const Offsets &offsets, const std::vector<quint32> &tags);

    std::vector<quint32> directEntryCounts() const;
    quint32 commonAncestor(quint32 a, quint32 b) const;
    void takeDocumentTitle();
    void dropSections();
    void placeSectionTexts();
    void uniteVenueSpellings();
    void groupEntries();
    void chooseFaces();
    void countSections();
    void countLeft(quint32 firstSection, quint32 firstEntry);
    /// These are in catalogunion.cpp.
    void makeRoom(const std::vector<NamedList> &lists);
    void appendList(const NamedList &list);
    void appendSectionsOf(const Catalog &list, const Offsets &offsets);
    void appendEntriesOf(const Catalog &list, const Offsets &offsets);
    void keepWorks(const Catalog &list, quint32 firstEntry);
    void findKeys();

    std::shared_ptr<Catalog> m_catalog;
    std::unordered_map<std::string, quint32> m_tagNumbers;
    std::vector<quint64> m_titleHashes;
    std::vector<GroupingInput::Id> m_idKeys;
    std::vector<std::pair<quint32, quint32>> m_sameWorks;
    std::vector<std::pair<quint32, TextRef>> m_sectionNotes;
    std::vector<std::pair<quint32, Link>> m_sectionLinks;
    std::vector<bool> m_contents;
    std::vector<quint32> m_newNumbers; ///< of sections, kNone for those that were dropped
    quint32 m_openSection = kNone;
};

} // namespace carrel
