// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalog.h"
#include "items/itemroles.h"
#include "search/queryedit.h"
#include "stats/facets.h"

#include <QAbstractListModel>

#include <optional>
#include <string>
#include <vector>

namespace carrel {

/// The values of one facet, how many works each would leave and what the query says of it. Venues stand by
/// their number of works; those that the reader typed a clause for come first and stay, however few they are.
class FacetModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum class Facet { Kinds, Venues };
    static constexpr int kUnknownCount = -1;

    explicit FacetModel(Facet facet, QObject *parent = nullptr);

    /// Whether the query came from a click on a value: then the values keep their places.
    void setQuery(const Query &query, bool clicked);
    /// Another list: none of its venues is known yet.
    void setCatalog(CatalogPointer catalog);
    void setVenues(const std::vector<VenueCount> &venues);
    void setKinds(const KindCounts &kinds);

    FacetValue valueAt(const QModelIndex &index) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    struct Row
    {
        std::string venue; ///< as the list writes it; empty for a kind
        int count = kUnknownCount;
    };

    std::vector<Row> inOrder(std::vector<std::optional<Row>> wanted, std::vector<Row> others) const;
    void takeRows(std::vector<Row> rows);
    /// Of a clause that the counts do not tell.
    std::string venueOf(const Clause &clause) const;
    QString nameOf(int row) const;
    QString spokenText(const QModelIndex &index) const;

    Facet m_facet;
    CatalogPointer m_catalog;
    Query m_query;
    std::vector<Row> m_rows;
    std::vector<Clause> m_pinned; ///< venues that come first
};

} // namespace carrel
