// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/listchange.h"

#include "catalog/link.h"

#include <algorithm>
#include <array>

namespace carrel {

namespace {

std::string titleText(const Catalog &catalog, const Entry &entry)
{
    return std::string(catalog.text(entry.title()));
}

std::string tagText(const Catalog &catalog, const Entry &entry)
{
    return catalog.venueTag(entry.venueTag).raw;
}

std::string addressText(const Catalog &catalog, const Entry &entry)
{
    return std::string(titleAddress(catalog, entry));
}

struct KindRow
{
    ChangeKind kind;
    std::string_view name;
    std::string (*text)(const Catalog &catalog, const Entry &entry); ///< what it is about; null for nothing
};

constexpr std::array<KindRow, kChangeKinds> kKinds{{
    {ChangeKind::Added, "added", nullptr},
    {ChangeKind::Removed, "removed", nullptr},
    {ChangeKind::Moved, "moved", sectionPathText},
    {ChangeKind::Renamed, "renamed", titleText},
    {ChangeKind::Promoted, "promoted", tagText},
    {ChangeKind::LinkGained, "link-gained", addressText},
    {ChangeKind::LinkChanged, "link-changed", addressText},
    {ChangeKind::LinkLost, "link-lost", addressText},
    {ChangeKind::TagChanged, "tag-changed", tagText},
}};

constexpr bool standsInOrder()
{
    for (std::size_t i = 0; i < kKinds.size(); ++i) {
        if (static_cast<std::size_t>(kKinds[i].kind) != i) {
            return false;
        }
    }
    return true;
}
static_assert(standsInOrder());

const KindRow &rowOf(ChangeKind kind)
{
    return kKinds[static_cast<std::size_t>(kind)];
}

std::string textOf(const Catalog &catalog, quint32 entry, ChangeKind kind)
{
    const auto text = rowOf(kind).text;
    return text == nullptr || entry == kNone ? std::string() : text(catalog, catalog.entry(entry));
}

} // namespace

std::string_view changeKindName(ChangeKind kind)
{
    return rowOf(kind).name;
}

std::string_view titleAddress(const Catalog &catalog, const Entry &entry)
{
    const auto links = catalog.links(entry.links());
    const auto own = std::find_if(links.begin(), links.end(), [](const Link &link) {
        return link.isOfTitle() ||
               (isOpenable(link.kind) && link.kind != LinkKind::Github && link.kind != LinkKind::Slides);
    });
    return own == links.end() ? std::string_view() : catalog.text(own->url());
}

std::string sectionPathText(const Catalog &catalog, const Entry &entry)
{
    return catalog.sectionPath(entry.section).join(QStringLiteral(" > ")).toStdString();
}

std::string oldText(const ListDiff &diff, const ListChange &change)
{
    return textOf(*diff.before, change.oldEntry, change.kind);
}

std::string newText(const ListDiff &diff, const ListChange &change)
{
    return textOf(*diff.now, change.entry, change.kind);
}

} // namespace carrel
