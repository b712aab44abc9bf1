// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalog.h"
#include "search/workcolumn.h"

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace carrel {

/// Kinds of the links of a work that may be opened, of all its entries: bit n stands for LinkKind n.
quint32 openableKinds(const Catalog &catalog, quint32 work);

/// Folded text of all works in one block and a small-integer column for each order; immutable, shared with
/// the pool. Built from a catalog in the pool.
class SearchIndex final
{
public:
    static std::shared_ptr<const SearchIndex> build(CatalogPointer catalog);
    /// The index with the columns of titles and venues, which need the reader's locale and are made when
    /// first asked for; shares all else with the index given, which is returned itself where it has them.
    static std::shared_ptr<const SearchIndex> withNameOrders(std::shared_ptr<const SearchIndex> index);

    const Catalog &catalog() const { return *m_catalog; }
    quint32 workCount() const { return static_cast<quint32>(m_text->starts.size() - 1); }

    /// Folded UTF-8 of all works, one behind the other: titles, venues, aliases, notes, titles of versions.
    /// Each field ends with a line feed, which no term contains.
    std::string_view text() const { return m_text->block; }
    /// Where the text of a work begins; of workCount(): where all ends.
    quint32 textStart(quint32 work) const { return m_text->starts[work]; }
    std::string_view textOf(quint32 work) const
    {
        return text().substr(textStart(work), textStart(work + 1) - textStart(work));
    }

    /// Null for orders without a column, and for titles and venues before withNameOrders().
    const WorkColumn *column(PaperOrder order) const
    {
        return m_columns[static_cast<std::size_t>(order)].get();
    }

    /// Venue tag of the face of each work; the number of tags where it has none.
    const WorkColumn &tags() const { return *m_tags; }
    /// The years that stand for the values of PaperOrder::Year.
    const std::vector<int> &years() const { return m_dictionaries->years; }
    /// Sets of link kinds, as openableKinds() tells them, that stand for the values of PaperOrder::Links; the
    /// last is empty.
    const std::vector<quint32> &linkKindSets() const { return m_dictionaries->linkKinds; }

    /// Calls visit(work) for those of a stretch of works that have several entries.
    template <typename Visit>
    void forEachWithSeveralEntries(quint32 first, quint32 end, Visit visit) const
    {
        const std::vector<quint32> &all = m_dictionaries->severalEntries;
        for (auto work = std::lower_bound(all.begin(), all.end(), first); work != all.end() && *work < end;
             ++work) {
            visit(*work);
        }
    }

private:
    struct Dictionaries
    {
        std::vector<int> years;
        std::vector<quint32> linkKinds;
        std::vector<quint32> severalEntries; ///< works, rising
    };
    struct Text
    {
        std::string block;
        std::vector<quint32> starts;
    };

    explicit SearchIndex(CatalogPointer catalog);
    void setColumn(PaperOrder order, WorkColumn column);

    static Text foldWorks(const Catalog &catalog);

    CatalogPointer m_catalog;
    std::shared_ptr<const Text> m_text;
    std::shared_ptr<const WorkColumn> m_tags;
    std::shared_ptr<const Dictionaries> m_dictionaries;
    std::array<std::shared_ptr<const WorkColumn>, kPaperOrders> m_columns;
};

using SearchIndexPointer = std::shared_ptr<const SearchIndex>;

} // namespace carrel
