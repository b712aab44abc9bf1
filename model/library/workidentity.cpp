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

} // namespace

std::vector<std::string> nestedKeys(const Catalog &catalog, const Entry &entry)
{
    std::vector<std::string> keys;
    for (const Version &version : catalog.versions(catalog.details(entry).versions)) {
        if (std::string title = normalTitle(catalog.text(version.title)); !title.empty()) {
            keys.push_back(std::move(title));
        }
        for (const Link &link : catalog.links(version.links)) {
            if (std::optional<std::string> id = canonicalId(catalog.text(link.url))) {
                keys.push_back(std::move(*id));
            }
        }
    }
    return keys;
}

std::vector<IdentityKey> identityKeys(const Catalog &catalog, quint32 work)
{
    const std::span<const quint32> entries = catalog.workEntries(catalog.work(work));
    std::vector<IdentityKey> keys;
    for (const quint32 number : entries) {
        addKey(keys, IdentityKind::Title, catalog.titleKey(catalog.entry(number)));
    }
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
    works.push_back({row, state, {static_cast<quint32>(keys.size()), 0}});
}

void LibraryWorks::addKey(IdentityKind kind, std::string_view key)
{
    const TextRef ref{static_cast<quint32>(text.size()), static_cast<quint32>(key.size())};
    text += key;
    keys.push_back({ref, static_cast<quint32>(works.size() - 1), kind});
    ++works.back().keys.count;
}

} // namespace carrel
