// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/searchindex.h"

#include "base/memory.h"
#include "base/poolwork.h"
#include "search/engine/titleorder.h"

#include <algorithm>
#include <utility>

namespace carrel {

namespace {

constexpr std::size_t kLongList = 100'000;

WorkColumn titleColumn(const Catalog &catalog)
{
    return rankNames(static_cast<quint32>(catalog.workCount()),
                     [&](quint32 work) { return catalog.text(catalog.face(work).title()); });
}

WorkColumn authorColumn(const SearchIndex &index)
{
    const Catalog &catalog = index.catalog();
    return index.hasAuthors() ? rankNames(static_cast<quint32>(catalog.workCount()),
                                          [&](quint32 work) { return catalog.authorsOfWork(work); })
                              : WorkColumn{ColumnValues(catalog.workCount(), 0), 0};
}

WorkColumn venueColumn(const Catalog &catalog, const WorkColumn &tags)
{
    const WorkColumn ranks =
        rankNames(tags.size, [&](quint32 tag) { return std::string_view(catalog.venueTag(tag).venue); });
    WorkColumn column{ColumnValues(tags.values.size(), ranks.size), ranks.size};
    for (std::size_t work = 0; work < tags.values.size(); ++work) {
        const quint32 tag = tags.values[work];
        column.values.set(work, tag < tags.size ? ranks.values[tag] : ranks.size);
    }
    return column;
}

} // namespace

SearchIndex::SearchIndex(CatalogPointer catalog)
    : m_catalog(std::move(catalog))
{
    const WorkFolder folder(*m_catalog);
    ColumnBuilder columns(*m_catalog, kPieceWorks);
    const std::span<const Entry> entries = m_catalog->entries();
    const bool authored =
        std::any_of(entries.begin(), entries.end(), [](const Entry &entry) { return entry.authored; });
    std::vector<TextPiece> authors(authored ? (workCount() + kPieceWorks - 1) / kPieceWorks : 0);
    std::vector<TextPiece> pieces((workCount() + kPieceWorks - 1) / kPieceWorks);
    forEachInPool(pieces.size(), [&](std::size_t piece) {
        const auto number = static_cast<quint32>(piece);
        const quint32 first = number * kPieceWorks;
        pieces[number] = folder.fold({first, std::min(kPieceWorks, workCount() - first)});
        columns.fillPiece(number);
        if (authored) {
            authors[number] = folder.foldAuthors({first, std::min(kPieceWorks, workCount() - first)});
        }
    });
    m_pieces = std::make_shared<const std::vector<TextPiece>>(std::move(pieces));
    m_authors = std::make_shared<const std::vector<TextPiece>>(std::move(authors));
    m_tagTexts = std::make_shared<const std::vector<std::string>>(folder.tagTexts());
    m_columns = std::make_shared<const IndexColumns>(columns.finish());
}

std::shared_ptr<const SearchIndex> SearchIndex::build(CatalogPointer catalog)
{
    // Joining a long list with the library has just left much behind.
    if (catalog->workCount() > kLongList) {
        giveMemoryBack();
    }
    return std::shared_ptr<const SearchIndex>(new SearchIndex(std::move(catalog)));
}

std::shared_ptr<const SearchIndex> SearchIndex::withNameOrders(std::shared_ptr<const SearchIndex> index)
{
    if (index->m_names != nullptr) {
        return index;
    }
    const Catalog &catalog = index->catalog();
    const auto ordered = std::make_shared<SearchIndex>(*index);
    WorkColumn titles = titleColumn(catalog);
    WorkOrder byTitle(titles);
    ordered->m_names = std::make_shared<const NameColumns>(
        NameColumns{std::move(titles), venueColumn(catalog, index->columns().tags), authorColumn(*index),
                    std::move(byTitle)});
    return ordered;
}

const WorkColumn *SearchIndex::column(PaperOrder order) const
{
    switch (order) {
    case PaperOrder::Title:
        return m_names == nullptr ? nullptr : &m_names->titles;
    case PaperOrder::Venue:
        return m_names == nullptr ? nullptr : &m_names->venues;
    case PaperOrder::Authors:
        return m_names == nullptr ? nullptr : &m_names->authors;
    case PaperOrder::Year:
        return &m_columns->years;
    case PaperOrder::Links:
        return &m_columns->links;
    case PaperOrder::Section:
        return &m_columns->sections;
    case PaperOrder::Lists:
        return m_columns->lists.size == 0 ? nullptr : &m_columns->lists;
    default:
        return nullptr;
    }
}

const WorkOrder *SearchIndex::order(PaperOrder order) const
{
    return order == PaperOrder::Title && m_names != nullptr ? &m_names->byTitle : nullptr;
}

} // namespace carrel
