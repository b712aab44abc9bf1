// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalogpart.h"
#include "markdown/inlinetext.h"
#include "markdown/piecereader.h"
#include "markdown/recordcursor.h"
#include "markdown/recordwords.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>

namespace carrel {

/// What a record turned out to be. The last three look like papers and are none.
enum class ItemKind {
    Entry,    ///< a paper
    Contents, ///< links into the same page
    Links,    ///< bare addresses
    Text,     ///< words without tag or link
    Empty,
    Software, ///< its only links lead to code
    Page,     ///< a course, tool, site: not among papers, and nothing says that it is one
    Chapter,  ///< a link to another file of the list
};

/// Where a record stands: that decides in doubt.
struct RecordPlace
{
    SectionKind section = SectionKind::Neutral;
    bool inPapersTable = false; ///< a row of a table whose header speaks of papers
    bool isParagraph = false;   ///< a paragraph is mostly none
};

/// Reads the text of a record, whatever the order of its parts, into a draft: `[VENUE'YY] [Title](url)`,
/// `**Title** (year), authors [[pdf]](url)`, `[Name](url): title | venue`, ...
class EntryReader final
{
public:
    /// The shape of the list that is read from now on; it must stay.
    void use(const ListShape &shape) { m_pieces.use(shape); }

    /// text must stay until the next call. draft is filled whatever the kind is.
    ItemKind readHead(const InlineText &text, EntryDraft &draft, const RecordPlace &place);
    /// What stands below an entry: more links, another version, authors, venue, or a note.
    void readNested(const InlineText &text, EntryDraft &draft);
    /// The cell of a title; its links and remarks as well.
    void readTitleCell(const InlineText &text, EntryDraft &draft);
    /// Another cell of the same row.
    void readCell(FieldRole role, const InlineText &text, EntryDraft &draft);
    ItemKind kindOf(const EntryDraft &draft, const RecordPlace &place);

private:
    void begin(const InlineText &text, EntryDraft &draft);
    void skipTaskBox();
    void skipDecoration();
    void readTags();
    bool readTag();
    bool readBracketTag(const Bracket &bracket);
    bool readLinkedBracket(const Bracket &bracket, const InlineSpan &link, std::string_view content);
    bool readUnlinkedBracket(const Bracket &bracket, std::string_view content);
    bool readLinkedTag();
    bool readMarkedTag();
    bool readPlainTag();
    const VenueTag &knownTag(std::string_view text);
    bool hasWordsBehind(std::size_t position);
    bool isLabel(const InlineSpan &link);

    void readTitle();
    void takeLinkTitle(const InlineSpan &link);
    void readStrongTitle(const InlineSpan &strong);
    void readPlainTitle();
    bool takeLinkBehind(std::string_view plain, std::size_t end);
    bool skipAuthorsInFront();
    std::size_t quotedEnd() const;
    void extendTitle(bool hasColon);

    void readTail();
    void readGroup(const Bracket &bracket);
    void takeTailText(std::size_t begin, std::size_t end);
    void takeTailLine(std::string_view text);
    bool takePiece(std::string_view piece, bool loose);
    bool readVersion();
    bool readField(std::string_view text);
    void mergeTag(const VenueTag &tag);
    void addAuthors(std::string_view text);
    void addLink(const InlineSpan &link);
    void addLinksWithin(std::size_t begin, std::size_t end);
    void addNote(std::string_view note);

    PieceReader m_pieces;
    RecordCursor m_cursor;
    EntryDraft *m_draft = nullptr;
    bool m_venueKnown = false; ///< from the tag in front
    bool m_inCell = false;
    std::string m_tagUrl;
    std::string m_tagText;
    std::unordered_map<std::string, VenueTag> m_tags;
    const VenueTag *m_lastTag = nullptr; ///< that of m_tagText
};

} // namespace carrel
