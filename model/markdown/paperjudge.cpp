// SPDX-License-Identifier: GPL-3.0-or-later
// EntryReader::kindOf: whether a record is a paper, and if not, what it is.
#include "markdown/entryreader.h"

#include <algorithm>

namespace carrel {

namespace {

/// What speaks for a paper, and what its links are.
struct Evidence
{
    bool links = false;
    bool paperAddress = false;
    bool paperLabel = false;
    bool onlySites = false;
    bool onlyRelative = true;
    bool onlyAnchors = true;
};

bool isRelative(std::string_view url)
{
    return url.find(':') == std::string_view::npos && !url.starts_with("//");
}

bool isFileOfList(std::string_view url)
{
    return isRelative(url) && !url.starts_with('#') && url.find(".pdf") == std::string_view::npos;
}

Evidence evidenceOf(const EntryDraft &draft, PieceReader &pieces)
{
    Evidence found;
    for (const EntryDraft::NewLink &link : draft.links) {
        const bool anchor = link.url.starts_with('#');
        found.onlyAnchors = found.onlyAnchors && anchor;
        found.onlyRelative = found.onlyRelative && (anchor || isFileOfList(link.url));
        found.links = found.links || !anchor;
        found.paperAddress = found.paperAddress || (!anchor && isPaperAddress(link.url));
        found.paperLabel = found.paperLabel || pieces.label(link.label) == LabelRole::Paper;
    }
    if (!found.paperAddress) {
        found.onlySites =
            std::all_of(draft.links.begin(), draft.links.end(),
                        [](const EntryDraft::NewLink &link) { return isSiteAddress(link.url); });
    }
    return found;
}

/// Good evidence: it would be a paper anywhere.
bool isSurely(const EntryDraft &draft, const Evidence &evidence)
{
    const bool venue = !draft.tag.venue.empty();
    const bool dated = draft.tag.year != 0;
    const bool named = !draft.authors.empty();
    return (evidence.paperAddress && (evidence.paperLabel || venue || dated || named)) ||
           (named && (venue || dated)) || (evidence.paperLabel && (venue || dated));
}

bool isProbably(const EntryDraft &draft, const Evidence &evidence)
{
    return evidence.paperAddress || evidence.paperLabel || !draft.tag.venue.empty() ||
           (draft.tag.year != 0 && evidence.links && !evidence.onlySites);
}

} // namespace

ItemKind EntryReader::kindOf(const EntryDraft &draft, const RecordPlace &place)
{
    if (draft.tagLeads) {
        return ItemKind::Entry;
    }
    if (draft.links.empty()) {
        const bool cited = !draft.authors.empty() && (draft.tag.year != 0 || !draft.tag.venue.empty());
        const bool dated =
            draft.tag.year != 0 && !draft.tag.venue.empty() && place.section == SectionKind::Papers;
        const bool entry = place.inPapersTable || (!place.isParagraph && (cited || dated));
        return entry && wordCount(draft.title) >= 3 ? ItemKind::Entry
               : draft.title.empty()                ? ItemKind::Empty
                                                    : ItemKind::Text;
    }
    const Evidence evidence = evidenceOf(draft, m_pieces);
    if (evidence.onlyAnchors) {
        return ItemKind::Contents;
    }
    if (draft.title.empty()) {
        return ItemKind::Links;
    }
    if (place.inPapersTable || isSurely(draft, evidence)) {
        return ItemKind::Entry;
    }
    if (place.isParagraph) {
        return ItemKind::Text;
    }
    if (evidence.onlyRelative) {
        return ItemKind::Chapter;
    }
    if (place.section == SectionKind::Aside) {
        return evidence.onlySites ? ItemKind::Software : ItemKind::Page;
    }
    const bool among = place.section == SectionKind::Papers;
    return isProbably(draft, evidence) || among || !evidence.onlySites ? ItemKind::Entry : ItemKind::Software;
}

} // namespace carrel
