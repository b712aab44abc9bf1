// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalog.h"

#include <QString>

#include <string>
#include <string_view>
#include <vector>

namespace carrel {

/// What a curator would want to mend, in the order in which it is told.
enum class HealthKind : quint8 {
    WrongLink,         ///< one link under titles that have nothing in common
    LinkMissing,       ///< no link, where another entry of the same work has one
    Duplicate,         ///< a work twice in one section
    Published,         ///< a preprint that stands elsewhere in the list with a venue
    TagsDisagree,      ///< a work with two years of one venue
    VenueSpelling,     ///< another spelling than the list mostly has, or a slip in one
    QualifierSpelling, ///< `Splotlight`
    YearDisagrees,     ///< the tag says another year than the arXiv id
    DeadAnchor,        ///< a link into the page that leads nowhere
    UnsafeLink,        ///< no address of the web; never opened
    PasswordInLink,
    MalformedLink, ///< no host, no scheme, an arXiv address without an id
    BrokenLink,    ///< meant as a link, but shown as text
    ConflictMarker,
    DamagedText,
    NoTitle
};
inline constexpr std::size_t kHealthKinds = 16;

/// The name of a kind in JSON: "wrong-link".
std::string_view healthKindName(HealthKind kind);
/// What stands at the head of a kind: "One link under two titles".
QString healthHeading(HealthKind kind);

/// One thing to mend.
struct Finding
{
    HealthKind kind = HealthKind::WrongLink;
    std::vector<quint32> lines; ///< where to mend first, then what it is to be held against
    quint32 moreLines = 0;      ///< that are not in lines
    quint32 entry = kNone;      ///< the entry it is about, where there is one
    std::string subject;        ///< a title, a spelling, an address
    std::string found;          ///< what is odd: an address, a tag, a year
    std::string suggestion;     ///< what to write instead, where that is known
    std::string other;          ///< what the second line says: a title
};

/// What is wrong and what to do, for readers.
QString healthSentence(const Finding &finding);
/// "line 5", "lines 5, 7 and 12 more"; from the given line on.
QString healthLines(const Finding &finding, std::size_t from = 0);

/// Everything that was found in one list, by kind and then by line.
struct HealthReport
{
    /// So many findings of a kind are kept, the others are counted.
    static constexpr std::size_t kMostOfAKind = 1000;

    CatalogPointer catalog;
    std::vector<Finding> findings;
    std::vector<quint32> counts = std::vector<quint32>(kHealthKinds, 0); ///< of all, by kind
    quint32 spreadWorks = 0;     ///< that stand in several sections, which is no fault
    quint32 unlinkedEntries = 0; ///< without any link

    quint32 total() const;
};

/// "63 findings", "Nothing found".
QString healthSummary(const HealthReport &report);
/// What is no fault, but worth knowing: works in several sections, entries without links.
QString healthRemark(const HealthReport &report);

} // namespace carrel
