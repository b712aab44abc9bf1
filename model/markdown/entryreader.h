// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalogpart.h"
#include "markdown/inlinetext.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>

namespace carrel {

/// What a bullet turned out to be.
enum class ItemKind {
    Entry,    ///< a paper: it has a venue tag or a link with a title
    Contents, ///< links into the same page
    Links,    ///< bare addresses
    Text,     ///< words without tag or link
    Empty,
};

/// Reads the text of a bullet, `[Survey] [VENUE'YY] [Title](url) (`ALIAS`) [[Code](url)] [note]`, into a
/// draft.
class EntryReader final
{
public:
    /// text must stay until the next call. draft is filled whatever the kind is.
    ItemKind readHead(const InlineText &text, EntryDraft &draft);
    /// A bullet below an entry: more links, another version, or a note.
    void readNested(const InlineText &text, EntryDraft &draft);

private:
    struct Bracket
    {
        std::size_t begin; ///< of the content
        std::size_t close; ///< of the closing bracket
        std::size_t end;   ///< behind it
    };

    std::string_view rest() const { return std::string_view(m_text->text).substr(m_position); }
    void skip(std::string_view characters);
    bool bracketAt(std::size_t position, Bracket &found);
    bool hasLinkWithin(const Bracket &bracket) const;
    const InlineSpan *spanWithin(const Bracket &bracket, InlineSpan::Kind kind) const;

    void skipTaskBox();
    void readTags();
    bool readTag();
    bool readBracketTag(const Bracket &bracket);
    bool readLinkedTag();
    const VenueTag &knownTag(std::string_view text);
    void readTitle();
    std::size_t plainTitleEnd();
    void readTail();
    void readGroup(const Bracket &bracket);
    void readTailText();
    bool readVersion();
    void addLink(const InlineSpan &link);
    void addLinksWithin(std::size_t begin, std::size_t end);
    void addNote(std::string_view note);
    ItemKind kind() const;

    const InlineText *m_text = nullptr;
    EntryDraft *m_draft = nullptr;
    std::size_t m_position = 0;
    std::size_t m_bracketBudget = 0;
    std::string m_tagUrl;
    std::string m_tagText;
    std::unordered_map<std::string, VenueTag> m_tags;
    const VenueTag *m_lastTag = nullptr; ///< that of m_tagText
};

} // namespace carrel
