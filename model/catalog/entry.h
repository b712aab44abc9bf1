// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <cstdint>
#include <limits>
#include <span>
#include <string>

namespace carrel {

/// "None" for every index below.
inline constexpr quint32 kNone = std::numeric_limits<quint32>::max();

/// A piece of the catalog's one block of UTF-8 text. Length 0 stands for "nothing here".
struct TextRef
{
    quint32 offset = 0;
    quint32 length = 0;
    bool isEmpty() const { return length == 0; }
};

/// Consecutive elements of one of the catalog's flat vectors.
struct Range
{
    quint32 first = 0;
    quint32 count = 0;
};

/// What a link leads to, judged by its address. The last four are never opened.
enum class LinkKind : quint8 {
    ArxivAbs,
    ArxivPdf,
    Acm,
    Doi,
    Usenix,
    OpenReview,
    Pdf,
    Github,
    Slides,
    Other,
    Relative,
    Anchor,
    Unsafe,
    Invalid
};

/// An address as the list writes it, with its label, which stands right behind it in the text; an empty label
/// means it is the link of the title.
struct Link
{
    static constexpr quint32 kMostUrlBytes = (1U << 18) - 1; ///< no line of a list is as long
    static constexpr quint32 kMostLabelBytes = (1U << 10) - 1;

    TextRef url() const { return {offset, urlBytes}; }
    TextRef label() const { return {offset + urlBytes, labelBytes}; }
    bool isOfTitle() const { return labelBytes == 0; }

    quint32 offset = 0;
    quint32 urlBytes : 18 = 0;
    quint32 labelBytes : 10 = 0;
    LinkKind kind : 4 = LinkKind::Other;
};
static_assert(sizeof(Link) == 8);

/// What one spelling of a venue tag says (`NAIC @ SIGCOMM'25`): each spelling stands once in a catalog.
struct VenueTag
{
    std::string raw;       ///< as written: "SC workshop'25"
    std::string venue;     ///< the series in its usual spelling: "SC"
    std::string host;      ///< conference of a workshop, else empty
    std::string qualifier; ///< "Spotlight", "workshop", "to appear", as written
    int year = 0;          ///< 0: unknown
};

/// A nested bullet that is another version of its parent.
struct Version
{
    TextRef title;
    TextRef relation; ///< words before the tag: "Journal version of"
    quint32 venueTag = kNone;
    Range links;
};

/// The seldom parts of an entry, kept apart to keep Entry small.
struct EntryDetails
{
    quint32 titleOffset = 0; ///< of the entry: no other with details has the same
    Range aliases;           ///< of Catalog::texts(): short names such as `Megatron-LM v2` (JSON: tags)
    Range notes;             ///< of Catalog::texts()
    Range versions;          ///< of Catalog::versions()
};

/// One bullet of the list: what it says of a paper in one place. There may be millions, so each bit counts.
struct Entry
{
    static constexpr quint32 kMostTitleBytes = (1U << 13) - 1;
    static constexpr quint32 kMostAuthorBytes = (1U << 16) - 1;
    static constexpr quint32 kMostLinks = (1U << 16) - 1;

    TextRef title() const { return {titleOffset, titleBytes}; }
    /// Of Catalog::links(); the title's link first, where there is one.
    Range links() const { return {firstLink, linkCount}; }

    quint32 titleOffset = 0;
    quint32 firstLink = 0;
    quint32 line = 0;        ///< 1-based line of the bullet
    quint32 section = kNone; ///< the innermost section or group it stands in
    quint32 work = kNone;
    quint32 venueTag = kNone;
    quint32 titleBytes : 13 = 0;
    quint32 linkCount : 16 = 0;
    bool survey : 1 = false;   ///< the list marks it as a survey
    bool detailed : 1 = false; ///< it has EntryDetails
    bool authored : 1 =
        false; ///< its authors stand right behind its title, behind two bytes with their length
};
static_assert(sizeof(Entry) == 28);

/// A heading, or a group (bold line) below one. Sections stand in document order; those below section i are
/// i+1 up to (not including) subtreeEnd, and their entries are consecutive.
struct Section
{
    TextRef title;
    Range notes;      ///< of Catalog::texts(): quotes and plain paragraphs below the heading
    Range links;      ///< of Catalog::links(): links that stand outside of entries
    quint32 line = 0; ///< 1-based; 0 for the unnamed section of a list without headings
    quint32 parent = kNone;
    quint32 subtreeEnd = 0;
    Range entries;         ///< all entries in it and below
    quint32 workCount = 0; ///< distinct works in it and below
    quint8 level = 1;      ///< 1 to 6 as the heading says; a group has one more than its section
    bool group = false;
};

/// What one or several entries are about, as the catalog shows it.
struct Work
{
    std::span<const quint32> entries; ///< their numbers, in list order
    quint32 face; ///< the entry that stands for the work: venue before arXiv, then a link, then first
};

} // namespace carrel
