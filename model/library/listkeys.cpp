// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/listkeys.h"

#include "base/text.h"
#include "catalog/canonicalid.h"
#include "library/workidentity.h"

#include <QtEndian>

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <string>

namespace carrel {

namespace {

constexpr quint64 kMultiplier = 0x9E3779B97F4A7C15;

quint64 mixed(quint64 hash, quint64 block)
{
    hash = (hash ^ block) * kMultiplier;
    return hash ^ (hash >> 29);
}

} // namespace

quint64 identityHash(std::string_view text)
{
    constexpr std::size_t kBlock = sizeof(quint64);
    quint64 hash = mixed(0, text.size());
    for (std::size_t i = 0; i < text.size(); i += kBlock) {
        std::array<char, kBlock> bytes{};
        std::memcpy(bytes.data(), text.data() + i, std::min(kBlock, text.size() - i));
        hash = mixed(hash, qFromLittleEndian<quint64>(bytes.data()));
    }
    return mixed(hash, kMultiplier);
}

void visitKeys(const Catalog &catalog, const std::function<void(quint64)> &title,
               const std::function<void(const ListKeys::Id &)> &id)
{
    std::string scratch;
    for (quint32 number = 0; number < catalog.entries().size(); ++number) {
        const Entry &entry = catalog.entry(number);
        scratch.clear();
        appendNormalTitle(scratch, catalog.text(entry.title()));
        if (scratch.empty()) {
            scratch = titleIdentity(catalog, entry);
        }
        title(scratch.empty() ? kNoTitle : identityHash(scratch));
        for (quint32 link = entry.firstLink; link < entry.firstLink + entry.linkCount; ++link) {
            const std::string_view url = catalog.text(catalog.links({link, 1}).front().url());
            if (const std::optional<std::string> text = canonicalId(url)) {
                id({identityHash(*text), number, link});
            }
        }
    }
}

ListKeys listKeys(const Catalog &catalog)
{
    ListKeys keys;
    keys.titles.reserve(catalog.entries().size());
    keys.ids.reserve(catalog.entries().size());
    visitKeys(
        catalog, [&](quint64 title) { keys.titles.push_back(title); },
        [&](const ListKeys::Id &id) { keys.ids.push_back(id); });
    return keys;
}

std::string idText(const Catalog &catalog, const ListKeys::Id &id)
{
    return canonicalId(catalog.text(catalog.links({id.link, 1}).front().url())).value_or(std::string());
}

} // namespace carrel
