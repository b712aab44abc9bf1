// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/engine/workfolder.h"

#include "base/text.h"
#include "catalog/authornames.h"

#include <unordered_set>

namespace carrel {

namespace {

constexpr std::size_t kTypicalRest = 8; ///< bytes of folded text of a work beside its title

/// Venue as the table shows it, the tag as written, the host: each a field.
std::string foldedTag(const VenueTag &tag)
{
    std::string text;
    const auto addField = [&](const std::string &field) {
        const std::size_t start = text.size();
        appendFoldedText(text, field);
        if (text.size() > start) {
            text += '\n';
        }
    };
    addField(tag.year == 0 ? tag.venue : tag.venue + ' ' + std::to_string(tag.year));
    addField(tag.raw);
    addField(tag.host);
    return text;
}

std::size_t expectedSize(const Catalog &catalog, Range works)
{
    std::size_t expected = 0;
    for (quint32 work = works.first; work < works.first + works.count; ++work) {
        for (const quint32 entry : catalog.work(work).entries) {
            expected += catalog.entry(entry).titleBytes + kTypicalRest;
        }
    }
    return expected;
}

} // namespace

WorkFolder::WorkFolder(const Catalog &catalog)
    : m_catalog(catalog)
{
    for (const VenueTag &tag : catalog.venueTags()) {
        m_tags.push_back(foldedTag(tag));
    }
}

TextPiece WorkFolder::fold(Range works) const
{
    TextPiece piece;
    piece.text.reserve(expectedSize(m_catalog, works));
    piece.starts.reserve(works.count + 1);
    for (quint32 work = works.first; work < works.first + works.count; ++work) {
        piece.starts.push_back(static_cast<quint32>(piece.text.size()));
        addWork(piece.text, m_catalog.work(work));
    }
    piece.starts.push_back(static_cast<quint32>(piece.text.size()));
    return piece;
}

TextPiece WorkFolder::foldAuthors(Range works) const
{
    TextPiece piece;
    piece.starts.reserve(works.count + 1);
    for (quint32 work = works.first; work < works.first + works.count; ++work) {
        piece.starts.push_back(static_cast<quint32>(piece.text.size()));
        for (const quint32 number : m_catalog.work(work).entries) {
            addAuthors(piece.text, m_catalog.entry(number));
        }
    }
    piece.starts.push_back(static_cast<quint32>(piece.text.size()));
    return piece;
}

void WorkFolder::addAuthors(std::string &text, const Entry &entry) const
{
    const auto addName = [&text](std::string_view name) {
        const std::size_t start = text.size();
        appendFoldedText(text, name);
        text += text.size() > start ? "\n" : "";
    };
    if (!entry.authored) {
        return;
    }
    for (const std::string &name : authorNames(m_catalog.authors(entry)).names) {
        addName(name);
        if (name.find(',') != std::string::npos) {
            const NameParts parts = nameParts(name);
            addName(parts.given + ' ' + parts.family);
        }
    }
}

void WorkFolder::addWork(std::string &text, Work work) const
{
    const std::span<const quint32> numbers = work.entries;
    if (numbers.size() == 1) {
        addField(text, m_catalog.entry(numbers.front()).title());
    } else {
        addEachOnce(text, numbers);
    }
    for (const quint32 number : numbers) {
        addDetails(text, m_catalog.entry(number));
    }
}

void WorkFolder::addField(std::string &text, TextRef field) const
{
    const std::size_t start = text.size();
    appendFoldedText(text, m_catalog.text(field));
    if (text.size() > start) {
        text += '\n';
    }
}

void WorkFolder::addTag(std::string &text, quint32 tag) const
{
    if (tag != kNone) {
        text += m_tags[tag];
    }
}

void WorkFolder::addEachOnce(std::string &text, std::span<const quint32> entries) const
{
    std::unordered_set<std::string> titles;
    std::unordered_set<quint32> tags;
    for (const quint32 number : entries) {
        const Entry &entry = m_catalog.entry(number);
        const std::size_t start = text.size();
        addField(text, entry.title());
        if (!titles.insert(text.substr(start)).second) {
            text.resize(start);
        }
        if (tags.insert(entry.venueTag).second) {
            addTag(text, entry.venueTag);
        }
    }
}

void WorkFolder::addDetails(std::string &text, const Entry &entry) const
{
    if (!entry.detailed) {
        return;
    }
    const EntryDetails &details = m_catalog.details(entry);
    for (const TextRef alias : m_catalog.texts(details.aliases)) {
        addField(text, alias);
    }
    for (const TextRef note : m_catalog.texts(details.notes)) {
        addField(text, note);
    }
    for (const Version &version : m_catalog.versions(details.versions)) {
        addField(text, version.title);
    }
}

} // namespace carrel
