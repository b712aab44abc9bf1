// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/entryreader.h"

#include "base/text.h"
#include "catalog/link.h"
#include "markdown/venuetagreader.h"

#include <algorithm>
#include <array>
#include <utility>

namespace carrel {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t kMostTitleBytes = 2048;
constexpr std::size_t kMostLabelBytes = 256;
constexpr std::size_t kMostNoteBytes = 4096;
constexpr std::size_t kMostTagBytes = 120;
constexpr std::size_t kMostKnownTags = 4096; ///< that one reader remembers
/// Bytes looked at for the brackets of one bullet: a real one needs some hundred, a thousand open ones a
/// square of them.
constexpr std::size_t kMostBracketBytes = 64 * 1024;
constexpr std::string_view kBlanks = " \t";
constexpr std::string_view kFiller = " \t,.;:|";

struct BracketPair
{
    std::string_view open;
    std::string_view close;
};
constexpr std::array kSquare{BracketPair{"["sv, "]"sv}, BracketPair{"\u3010"sv, "\u3011"sv}};
constexpr std::array kRound{BracketPair{"("sv, ")"sv}, BracketPair{"\uFF08"sv, "\uFF09"sv}};

bool isOneOf(char c, std::string_view characters)
{
    return std::any_of(characters.begin(), characters.end(), [c](char each) { return each == c; });
}

std::string_view trimmed(std::string_view text, std::string_view characters = kFiller)
{
    while (!text.empty() && isOneOf(text.front(), characters)) {
        text.remove_prefix(1);
    }
    while (!text.empty() && isOneOf(text.back(), characters)) {
        text.remove_suffix(1);
    }
    return text;
}

/// Position behind the bracket that closes the one at position; npos where none does within the budget, which
/// shrinks by what was looked at.
std::size_t matchingEnd(std::string_view text, std::size_t position, const BracketPair &pair,
                        std::size_t &budget)
{
    text = text.substr(0, position + std::min(budget, text.size() - position));
    const auto spend = [&](std::size_t end) { budget -= std::min(budget, end - position); };
    int depth = 0;
    for (std::size_t i = position; i < text.size();) {
        const std::string_view rest = text.substr(i);
        const bool opens = rest.starts_with(pair.open);
        const bool closes = rest.starts_with(pair.close);
        depth += opens ? 1 : closes ? -1 : 0;
        i += opens ? pair.open.size() : closes ? pair.close.size() : 1;
        if (depth == 0) {
            spend(i);
            return i;
        }
        while (i < text.size() && text[i] != pair.open.front() && text[i] != pair.close.front()) {
            ++i;
        }
    }
    spend(text.size());
    return std::string_view::npos;
}

bool looksLikeTag(std::string_view text)
{
    return text.size() <= kMostTagBytes && readVenueTag(text).year != 0;
}

bool isAddress(std::string_view text)
{
    return text.starts_with("http://") || text.starts_with("https://");
}

bool hasText(std::string_view text)
{
    return text.find_first_not_of(" \t,.;:|()[]-*") != std::string_view::npos;
}

/// Spares most tags the folding: an ASCII tag that begins with another letter is none.
bool mayBeSurvey(std::string_view text)
{
    return !text.empty() &&
           (text.front() == 'S' || text.front() == 's' || static_cast<unsigned char>(text.front()) >= 0x80);
}

bool isAnchor(const EntryDraft::NewLink &link)
{
    return link.url.starts_with('#');
}

} // namespace

ItemKind EntryReader::readHead(const InlineText &text, EntryDraft &draft)
{
    m_text = &text;
    m_draft = &draft;
    m_position = 0;
    m_bracketBudget = kMostBracketBytes;
    m_tagUrl.clear();
    skipTaskBox();
    readTags();
    readTitle();
    readTail();
    return kind();
}

void EntryReader::readNested(const InlineText &text, EntryDraft &draft)
{
    m_text = &text;
    m_draft = &draft;
    m_position = 0;
    m_bracketBudget = kMostBracketBytes;
    m_tagUrl.clear();
    if (readVersion()) {
        return;
    }
    const InlineSpan *link = text.nextLink(0);
    const std::string_view before = link == nullptr ? std::string_view() : text.slice(0, link->begin);
    const bool labelled =
        link != nullptr && link->end == text.text.size() && trimmed(before, kBlanks).ends_with(':');
    if (labelled && !isAddress(text.of(*link))) {
        draft.links.push_back({std::string(link->url), displayText(trimmed(before), kMostLabelBytes)});
        return;
    }
    if (!text.isOnlyLinks()) {
        addNote(text.text);
    }
    addLinksWithin(0, text.text.size());
}

void EntryReader::skip(std::string_view characters)
{
    const std::string &text = m_text->text;
    while (m_position < text.size()) {
        const std::string_view here = std::string_view(text).substr(m_position);
        if (isOneOf(here.front(), characters)) {
            ++m_position;
        } else if (here.starts_with("\u00A0")) {
            m_position += 2;
        } else {
            return;
        }
    }
}

/// A square or round bracket that opens at position and is closed.
bool EntryReader::bracketAt(std::size_t position, Bracket &found)
{
    const std::string_view text = m_text->text;
    const std::string_view here = text.substr(position);
    for (const auto *pairs : {&kSquare, &kRound}) {
        for (const BracketPair &pair : *pairs) {
            if (here.starts_with(pair.open)) {
                const std::size_t end = matchingEnd(text, position, pair, m_bracketBudget);
                found = {position + pair.open.size(), end - pair.close.size(), end};
                return end != std::string_view::npos;
            }
        }
    }
    return false;
}

const InlineSpan *EntryReader::spanWithin(const Bracket &bracket, InlineSpan::Kind kind) const
{
    const auto span = std::find_if(m_text->spans.begin(), m_text->spans.end(), [&](const InlineSpan &each) {
        return each.kind == kind && each.begin >= bracket.begin && each.end <= bracket.close;
    });
    return span == m_text->spans.end() ? nullptr : &*span;
}

bool EntryReader::hasLinkWithin(const Bracket &bracket) const
{
    return spanWithin(bracket, InlineSpan::Kind::Link) != nullptr;
}

/// `[x]` and `[ ]` of a task list.
void EntryReader::skipTaskBox()
{
    skip(kBlanks);
    for (const std::string_view box : {"[ ] "sv, "[x] "sv, "[X] "sv}) {
        if (rest().starts_with(box)) {
            m_position += box.size();
            return;
        }
    }
}

void EntryReader::readTags()
{
    skip(kBlanks);
    while (readTag()) {
        skip(kBlanks);
    }
}

bool EntryReader::readTag()
{
    if (m_text->linkAt(m_position) != nullptr) {
        return readLinkedTag();
    }
    const bool square = rest().starts_with('[') || rest().starts_with("\u3010");
    Bracket bracket{};
    if (!square || !bracketAt(m_position, bracket) || !readBracketTag(bracket)) {
        return false;
    }
    m_position = bracket.end;
    return true;
}

bool EntryReader::readBracketTag(const Bracket &bracket)
{
    const std::string_view content = trimmed(m_text->slice(bracket.begin, bracket.close), kBlanks);
    if (content.size() > kMostTagBytes) {
        return false;
    }
    if (const InlineSpan *link = spanWithin(bracket, InlineSpan::Kind::Link)) {
        const bool isTag = m_draft->tag.raw.empty() && link->begin == bracket.begin &&
                           link->end == bracket.close && looksLikeTag(content);
        if (!isTag) {
            return false;
        }
        m_tagUrl = link->url;
    } else if (mayBeSurvey(content) && isSurveyTag(content)) {
        m_draft->survey = true;
        return true;
    } else if (!m_draft->tag.raw.empty()) {
        return false;
    }
    if (!content.empty()) {
        m_draft->tag = knownTag(content);
    }
    return true;
}

/// A list has few spellings of tags and many entries, so each spelling is read once.
const VenueTag &EntryReader::knownTag(std::string_view text)
{
    if (m_lastTag == nullptr || m_tagText != text) {
        m_tagText.assign(text);
        if (m_tags.size() == kMostKnownTags) {
            m_tags.clear();
        }
        const auto [known, added] = m_tags.try_emplace(m_tagText);
        if (added) {
            known->second = readVenueTag(displayText(text, kMostTagBytes));
        }
        m_lastTag = &known->second;
    }
    return *m_lastTag;
}

/// `[OSDI'24](conference) [Title](paper)`: a link that is the tag of the one behind it.
bool EntryReader::readLinkedTag()
{
    const InlineSpan &link = *m_text->linkAt(m_position);
    const std::string_view text = m_text->of(link);
    const std::size_t next = m_text->text.find_first_not_of(kBlanks, link.end);
    if (!m_draft->tag.raw.empty() || next == std::string::npos || m_text->linkAt(next) == nullptr ||
        !looksLikeTag(text)) {
        return false;
    }
    m_draft->tag = readVenueTag(displayText(text, kMostTagBytes));
    m_position = link.end;
    return true;
}

void EntryReader::readTitle()
{
    const InlineSpan *link = m_text->linkAt(m_position);
    while (link != nullptr && m_text->of(*link) == kEmptyLinkText && m_text->nextLink(link->end) != nullptr) {
        addLink(*link);
        m_position = link->end;
        skip(kBlanks);
        link = m_text->linkAt(m_position);
    }
    if (link != nullptr && !isAddress(m_text->of(*link))) {
        m_draft->title = displayText(m_text->of(*link), kMostTitleBytes);
        m_draft->links.insert(m_draft->links.begin(), {std::string(link->url), std::string()});
        m_position = link->end;
        return;
    }
    const std::size_t end = plainTitleEnd();
    m_draft->title = displayText(trimmed(m_text->slice(m_position, end), " \t,;"), kMostTitleBytes);
    m_position = end;
    if (!m_tagUrl.empty()) {
        m_draft->links.insert(m_draft->links.begin(), {m_tagUrl, std::string()});
    }
}

/// A title without a link ends at a link, or at a bracket that holds a link, an alias in code or strong
/// words.
std::size_t EntryReader::plainTitleEnd()
{
    const std::string &text = m_text->text;
    const InlineSpan *link = m_text->nextLink(m_position);
    const std::size_t most = link == nullptr ? text.size() : link->begin;
    for (std::size_t i = m_position; i < most; ++i) {
        Bracket bracket{};
        const bool bracketed =
            std::string_view("[(\xEF\xE3").find(text[i]) != std::string_view::npos && bracketAt(i, bracket);
        if (!bracketed) {
            continue;
        }
        const InlineSpan *strong = spanWithin(bracket, InlineSpan::Kind::Strong);
        const bool wholeStrong =
            strong != nullptr && strong->begin == bracket.begin && strong->end == bracket.close;
        const InlineSpan *code = spanWithin(bracket, InlineSpan::Kind::Code);
        const bool alias = code != nullptr && code->begin == bracket.begin && text[i] != '[';
        if (hasLinkWithin(bracket) || wholeStrong || alias) {
            return i;
        }
    }
    return most;
}

/// What stands behind the title: aliases, more links, notes.
void EntryReader::readTail()
{
    for (skip(kFiller); m_position < m_text->text.size(); skip(kFiller)) {
        Bracket bracket{};
        if (const InlineSpan *link = m_text->linkAt(m_position)) {
            addLink(*link);
            m_position = link->end;
        } else if (bracketAt(m_position, bracket)) {
            readGroup(bracket);
            m_position = bracket.end;
        } else {
            readTailText();
        }
    }
}

void EntryReader::readGroup(const Bracket &bracket)
{
    const std::string_view content = m_text->slice(bracket.begin, bracket.close);
    if (const InlineSpan *link = spanWithin(bracket, InlineSpan::Kind::Link)) {
        if (link->url.starts_with('#')) {
            addNote(content);
        } else {
            addLinksWithin(bracket.begin, bracket.close);
        }
        return;
    }
    const std::size_t known = m_draft->aliases.size();
    for (const InlineSpan &span : m_text->spans) {
        if (span.kind == InlineSpan::Kind::Code && span.begin >= bracket.begin && span.end <= bracket.close) {
            m_draft->aliases.push_back(displayText(m_text->of(span), kMostLabelBytes));
        }
    }
    if (m_draft->aliases.size() == known) {
        addNote(content);
    }
}

/// Words up to the next link or bracket.
void EntryReader::readTailText()
{
    const std::string &text = m_text->text;
    std::size_t end = m_position + 1;
    while (end < text.size() && std::string_view("[(").find(text[end]) == std::string_view::npos &&
           !std::string_view(text).substr(end).starts_with("\uFF08") && m_text->linkAt(end) == nullptr) {
        ++end;
    }
    addNote(m_text->slice(m_position, end));
    m_position = end;
}

/// `Journal version of [IPDPS'23] [Title](url)`: words, a tag with a year, a title.
bool EntryReader::readVersion()
{
    for (std::size_t open = m_text->text.find('['); open != std::string::npos;
         open = m_text->text.find('[', open + 1)) {
        Bracket bracket{};
        if (m_text->linkAt(open) != nullptr || !bracketAt(open, bracket) || hasLinkWithin(bracket) ||
            !looksLikeTag(m_text->slice(bracket.begin, bracket.close))) {
            continue;
        }
        EntryDraft::NewVersion version;
        version.relation = displayText(trimmed(m_text->slice(0, open)), kMostLabelBytes);
        version.tag = readVenueTag(displayText(m_text->slice(bracket.begin, bracket.close), kMostTagBytes));
        m_position = bracket.end;
        skip(kBlanks);
        EntryDraft inner;
        EntryDraft *outer = std::exchange(m_draft, &inner);
        readTitle();
        readTail();
        version.title = std::move(inner.title);
        version.links = std::move(inner.links);
        m_draft = outer;
        if (version.title.empty()) {
            return false;
        }
        m_draft->versions.push_back(std::move(version));
        return true;
    }
    return false;
}

void EntryReader::addLink(const InlineSpan &link)
{
    const std::string_view text = m_text->of(link);
    std::string label = isAddress(text) ? std::string() : displayText(text, kMostLabelBytes);
    if (label.empty() && !isAddress(text)) {
        label = trueHost(link.url).toStdString();
    }
    m_draft->links.push_back({std::string(link.url), std::move(label)});
}

void EntryReader::addLinksWithin(std::size_t begin, std::size_t end)
{
    for (const InlineSpan &span : m_text->spans) {
        if (span.kind == InlineSpan::Kind::Link && span.begin >= begin && span.end <= end) {
            addLink(span);
        }
    }
}

void EntryReader::addNote(std::string_view note)
{
    if (hasText(note)) {
        m_draft->notes.push_back(displayText(trimmed(note, " \t,;|"), kMostNoteBytes));
    }
}

ItemKind EntryReader::kind() const
{
    const EntryDraft &draft = *m_draft;
    if (!draft.tag.raw.empty() || draft.survey) {
        return ItemKind::Entry;
    }
    if (draft.links.empty()) {
        return draft.title.empty() ? ItemKind::Empty : ItemKind::Text;
    }
    if (std::all_of(draft.links.begin(), draft.links.end(), isAnchor)) {
        return ItemKind::Contents;
    }
    return draft.title.empty() ? ItemKind::Links : ItemKind::Entry;
}

} // namespace carrel
