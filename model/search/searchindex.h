// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalog.h"
#include "search/engine/indexcolumns.h"
#include "search/engine/workfolder.h"
#include "search/workcolumn.h"

#include <array>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace carrel {

/// Folded text of all works and a column of small integers for each order and clause; immutable, shared with
/// the pool. Built from a catalog in the pool.
class SearchIndex final
{
public:
    /// So many works have their text in one piece: it stays in the cache while one word after the other is
    /// looked for. A multiple of 64.
    static constexpr quint32 kPieceWorks = 16 * 1024;

    static std::shared_ptr<const SearchIndex> build(CatalogPointer catalog);
    /// The index with the columns of titles and venues, which need the reader's locale and are made when
    /// first asked for; shares all else with the index given, which is returned itself where it has them.
    static std::shared_ptr<const SearchIndex> withNameOrders(std::shared_ptr<const SearchIndex> index);

    const Catalog &catalog() const { return *m_catalog; }
    quint32 workCount() const { return static_cast<quint32>(m_catalog->workCount()); }

    std::span<const TextPiece> pieces() const { return *m_pieces; }
    const TextPiece &pieceOf(quint32 work) const { return (*m_pieces)[work / kPieceWorks]; }
    /// The folded text of a work, but for the venue tag of one with a single entry: that stands once for all,
    /// see tagTextOf(). A work says both.
    std::string_view textOf(quint32 work) const { return pieceOf(work).textOf(work % kPieceWorks); }

    /// The folded text of each venue tag of the catalog.
    std::span<const std::string> tagTexts() const { return *m_tagTexts; }
    /// That of the face of a work, empty where it has none.
    std::string_view tagTextOf(quint32 work) const
    {
        const quint32 tag = m_columns->tags.values[work];
        return tag < m_tagTexts->size() ? std::string_view((*m_tagTexts)[tag]) : std::string_view();
    }

    /// True where the list names authors at all: without them they cost nothing.
    bool hasAuthors() const { return !m_authors->empty(); }
    /// The folded names of the authors of a work, each ends with a line feed.
    std::string_view authorsOf(quint32 work) const
    {
        return hasAuthors() ? (*m_authors)[work / kPieceWorks].textOf(work % kPieceWorks)
                            : std::string_view();
    }

    const IndexColumns &columns() const { return *m_columns; }
    /// Null for orders without a column, and for titles and venues before withNameOrders().
    const WorkColumn *column(PaperOrder order) const;
    /// All works in the order of a column that has about as many values as there are works; null for others.
    const WorkOrder *order(PaperOrder order) const;

private:
    struct NameColumns
    {
        WorkColumn titles;
        WorkColumn venues;
        WorkColumn authors; ///< empty where the list names none
        WorkOrder byTitle;
    };

    explicit SearchIndex(CatalogPointer catalog);

    CatalogPointer m_catalog;
    std::shared_ptr<const std::vector<TextPiece>> m_pieces;
    std::shared_ptr<const std::vector<TextPiece>> m_authors; ///< none where the list names none
    std::shared_ptr<const std::vector<std::string>> m_tagTexts;
    std::shared_ptr<const IndexColumns> m_columns;
    std::shared_ptr<const NameColumns> m_names; ///< null until asked for
};

using SearchIndexPointer = std::shared_ptr<const SearchIndex>;

} // namespace carrel
