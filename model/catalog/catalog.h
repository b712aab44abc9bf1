// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/text.h"
#include "catalog/diagnostic.h"
#include "catalog/entry.h"

#include <QStringList>

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace carrel {

class Catalog;
using CatalogPointer = std::shared_ptr<const Catalog>;

/// Which of the reader's lists a list is; empty for one that is none of them.
struct ListOrigin
{
    QString id;     ///< may be another list's when this one is gone
    QString source; ///< what it was added as
};

/// One of the lists that a catalog is made of.
struct CatalogList
{
    ListOrigin origin;
    QString name;           ///< as the reader calls it, where there are several; else its document title
    Range entries;          ///< all of its entries
    quint32 root = kNone;   ///< the section that stands for it; kNone where there is one list
    CatalogPointer catalog; ///< the list alone; null where there is one
};

/// Everything one list says, or several lists together, immutable and flat: shared by all threads and panes.
/// Built by CatalogBuilder.
class Catalog final
{
public:
    Catalog() = default;

    std::string_view text(TextRef ref) const
    {
        return std::string_view(m_text).substr(ref.offset, ref.length);
    }
    QString string(TextRef ref) const { return toQString(text(ref)); }

    /// Name of the list: its document title, else empty. Several lists have none together.
    QString title() const { return string(m_title); }

    std::span<const Entry> entries() const { return m_entries; }
    std::span<const Section> sections() const { return m_sections; }
    std::size_t workCount() const { return m_works.size(); }
    std::span<const VenueTag> venueTags() const { return m_venueTags; }
    std::span<const Diagnostic> diagnostics() const { return m_diagnostics; }
    /// Works and sections from these numbers on are not of the list: they left it (CatalogBuilder::extended).
    quint32 listedWorks() const { return static_cast<quint32>(m_works.size()) - m_leftWorks; }
    quint32 listedSections() const { return static_cast<quint32>(m_sections.size()) - m_leftSections; }

    /// Where there are several lists each is a section at the top with those of its own below it. Entries of
    /// a list are consecutive, and lists stand in the order in which they were given.
    std::span<const CatalogList> lists() const { return m_lists; }
    bool hasSeveralLists() const { return m_lists.size() > 1; }
    /// Number of the list that an entry or a section is of; kNone for what left its list.
    quint32 listOf(quint32 entry) const;
    quint32 listOfSection(quint32 section) const;
    /// The section stands for a list.
    bool isListRoot(quint32 section) const;
    /// So many different lists have the work; 0 for one that left its list.
    quint32 listCount(quint32 work) const;

    std::span<const Link> links(Range range) const { return slice(m_links, range); }
    std::span<const Version> versions(Range range) const { return slice(m_versions, range); }
    std::span<const TextRef> texts(Range range) const { return slice(m_texts, range); }

    const Entry &entry(quint32 index) const { return m_entries[index]; }
    Work work(quint32 index) const
    {
        const quint32 &place = m_works[index];
        if ((place & kShared) == 0) {
            return {std::span(&place, 1), place};
        }
        const std::span<const quint32> shared = std::span(m_sharedWorks).subspan(place & ~kShared);
        return {shared.subspan(kSharedHead, shared[1]), shared[0]};
    }
    const Section &section(quint32 index) const { return m_sections[index]; }
    const Entry &face(quint32 index) const { return m_entries[work(index).face]; }

    /// The authors as the list writes them; empty where it names none.
    std::string_view authors(const Entry &entry) const;
    /// Those of the face of a work, else of its first entry that has any.
    std::string_view authorsOfWork(quint32 work) const;

    /// Empty details for an entry that has none.
    const EntryDetails &details(const Entry &entry) const;
    /// The entry's tag, an empty one where it has none.
    const VenueTag &venueTag(quint32 index) const;
    /// What the entry's tag says; 0: unknown.
    int year(const Entry &entry) const { return venueTag(entry.venueTag).year; }

    /// The link that opens an entry: the title's, else the first that may be opened and is neither code nor
    /// slides, else the first that may be opened; null when none.
    const Link *preferredLink(const Entry &entry) const;
    /// The link that opens a work: its face's, else that of its first entry with one; null when none.
    const Link *preferredLinkOfWork(quint32 work) const;

    /// Titles of the section and those above it in its list, outermost first; groups are not part of a path.
    QStringList sectionPath(quint32 section) const;
    /// Title of the group the section is, else empty.
    QString groupTitle(quint32 section) const;
    /// True when section lies in or below ancestor.
    bool isWithin(quint32 section, quint32 ancestor) const;
    /// Canonical ids (`arxiv:2401.00001`) of an entry's own links, in their order, each once.
    std::vector<std::string> canonicalIds(const Entry &entry) const;
    /// Normal title of an entry; what it shows, as written, where no letter or digit is in it.
    std::string titleKey(const Entry &entry) const;
    /// 16 hexadecimal digits that stay the same while any title of the work stays: from its smallest normal
    /// title.
    QString workId(quint32 work) const;

private:
    friend class CatalogBuilder;

    /// Most works have one entry: its number stands in m_works, and nothing else of the work. The others have
    /// kShared and the place in m_sharedWorks where face, number of entries and the entries stand.
    static constexpr quint32 kShared = quint32(1) << 31;
    static constexpr std::size_t kSharedHead = 2;

    void addWork(std::span<const quint32> entries);
    std::string untitledKey(const Entry &entry) const;

    template <typename T>
    static std::span<const T> slice(const std::vector<T> &all, Range range)
    {
        return std::span<const T>(all).subspan(range.first, range.count);
    }

    std::string m_text;
    TextRef m_title;
    std::vector<Entry> m_entries;
    std::vector<EntryDetails> m_details; ///< in the order of the entries
    std::vector<Link> m_links;
    std::vector<Version> m_versions;
    std::vector<TextRef> m_texts;
    std::vector<VenueTag> m_venueTags;
    std::vector<Section> m_sections;
    std::vector<quint32> m_works;
    std::vector<quint32> m_sharedWorks;
    std::vector<CatalogList> m_lists;
    std::vector<Diagnostic> m_diagnostics;
    quint32 m_leftWorks = 0;
    quint32 m_leftSections = 0;
};

} // namespace carrel
