// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/workidentity.h"

#include "base/text.h"
#include "catalog/canonicalid.h"

#include <algorithm>
#include <utility>

namespace carrel {

namespace {

constexpr std::ptrdiff_t kKeysPerKind = 64;

void addKey(std::vector<IdentityKey> &keys, IdentityKind kind, std::string text)
{
    const auto sameKind = [kind](const IdentityKey &key) { return key.kind == kind; };
    IdentityKey key{kind, std::move(text)};
    if (std::find(keys.begin(), keys.end(), key) == keys.end() &&
        std::count_if(keys.begin(), keys.end(), sameKind) < kKeysPerKind) {
        keys.push_back(std::move(key));
    }
}

void addFurtherKeys(std::vector<IdentityKey> &keys, const Catalog &catalog, quint32 work)
{
    const std::span<const quint32> entries = catalog.work(work).entries;
    for (const quint32 number : entries) {
        for (std::string &id : catalog.canonicalIds(catalog.entry(number))) {
            addKey(keys, IdentityKind::Id, std::move(id));
        }
    }
    for (const quint32 number : entries) {
        for (std::string &key : nestedKeys(catalog, catalog.entry(number))) {
            addKey(keys, IdentityKind::Nested, std::move(key));
        }
    }
}

} // namespace

std::string titleIdentity(const Catalog &catalog, const Entry &entry)
{
    std::string key = catalog.titleKey(entry);
    if (key.empty() && entry.linkCount > 0) {
        key = catalog.text(catalog.links(entry.links()).front().url());
    }
    return key;
}

std::vector<std::string> nestedKeys(const Catalog &catalog, const Entry &entry)
{
    std::vector<std::string> keys;
    for (const Version &version : catalog.versions(catalog.details(entry).versions)) {
        if (std::string title = normalTitle(catalog.text(version.title)); !title.empty()) {
            keys.push_back(std::move(title));
        }
        for (const Link &link : catalog.links(version.links)) {
            if (std::optional<std::string> id = canonicalId(catalog.text(link.url()))) {
                keys.push_back(std::move(*id));
            }
        }
    }
    return keys;
}

std::vector<IdentityKey> identityKeys(const Catalog &catalog, quint32 work)
{
    std::vector<IdentityKey> keys;
    for (const quint32 number : catalog.work(work).entries) {
        if (std::string title = titleIdentity(catalog, catalog.entry(number)); !title.empty()) {
            addKey(keys, IdentityKind::Title, std::move(title));
        }
    }
    addFurtherKeys(keys, catalog, work);
    return keys;
}

std::vector<IdentityKey> furtherKeys(const Catalog &catalog, quint32 work)
{
    std::vector<IdentityKey> keys;
    addFurtherKeys(keys, catalog, work);
    return keys;
}

const StoredMarks &LibraryWorks::marksOf(qint64 row) const
{
    static const StoredMarks none;
    const auto found =
        std::lower_bound(marks.begin(), marks.end(), row,
                         [](const RowMarks &each, qint64 wanted) { return each.row < wanted; });
    return found == marks.end() || found->row != row ? none : found->marks;
}

void LibraryWorks::addWork(qint64 row, WorkState state)
{
    LibraryWork work;
    work.row = row;
    work.state = state;
    works.push_back(work);
}

void LibraryWorks::setFacts(std::string_view title, std::string_view venue, int year)
{
    works.back().title = addText(title);
    works.back().venue = addText(venue);
    works.back().year = year;
}

void LibraryWorks::addKey(IdentityKind kind, std::string_view key)
{
    addKeyTo(static_cast<quint32>(works.size() - 1), kind, key);
}

void LibraryWorks::addKeyTo(quint32 work, IdentityKind kind, std::string_view key)
{
    Range &range = works[work].keys;
    if (range.count == 0) {
        range.first = static_cast<quint32>(keys.size());
    }
    keys.push_back({addText(key), work, kind});
    ++range.count;
}

TextRef LibraryWorks::addText(std::string_view added)
{
    const TextRef ref{static_cast<quint32>(text.size()), static_cast<quint32>(added.size())};
    text += added;
    return ref;
}

} // namespace carrel
