// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalog.h"
#include "search/engine/workset.h"
#include "search/workcolumn.h"

#include <array>
#include <string>
#include <unordered_map>
#include <vector>

namespace carrel {

/// Kinds of the links of a work that may be opened, of all its entries: bit n stands for LinkKind n.
quint32 openableKinds(const Catalog &catalog, quint32 work);

/// What clauses ask of works, as small numbers and sets of all works. Those of the face say nothing of the
/// other entries of a work.
struct IndexColumns
{
    explicit IndexColumns(quint32 works);

    WorkColumn tags;     ///< of the face; the number of tags where it has none
    WorkColumn years;    ///< of the face, by yearValues
    WorkColumn sections; ///< of the face
    WorkColumn links;    ///< of all entries, by linkKinds
    WorkColumn hosts;    ///< of the links of all entries and their versions, by hostSets
    WorkColumn lists;    ///< so many have the work; empty where there is one list
    WorkSet surveys;     ///< an entry says it is one
    WorkSet pdfs;        ///< a link leads to a PDF
    WorkSet detailed;    ///< an entry has details
    WorkSet several;     ///< there are several entries

    std::vector<int> yearValues;       ///< rising
    std::vector<quint32> linkKinds;    ///< sets as openableKinds() tells them; the last is empty
    std::vector<std::string> hostSets; ///< each host ends with a line feed
};

/// Keeps the works whose value in a column is accepted, 0 or 1 for each value.
void keepAccepted(WorkSet &works, const WorkColumn &column, const std::vector<quint8> &accepted);

/// Fills columns: first each piece of works, which several threads may do at once if it begins at a multiple
/// of 64, then what goes over all of them.
class ColumnBuilder final
{
public:
    ColumnBuilder(const Catalog &catalog, quint32 pieceWorks);

    void fillPiece(quint32 piece);
    IndexColumns finish();

private:
    using HostNumbers = std::unordered_map<std::string, quint32>;

    void fillFace(quint32 work);
    void fillLinks(quint32 work, std::string &hosts);
    void rankYears();
    void uniteHosts();
    Range worksOf(quint32 piece) const;

    const Catalog &m_catalog;
    quint32 m_pieceWorks;
    IndexColumns m_columns;
    std::vector<quint32> m_linkRanks;       ///< by set of kinds
    std::vector<HostNumbers> m_hostNumbers; ///< one dictionary a piece
    std::vector<quint16> m_hosts;           ///< of each work, by the dictionary of its piece
};

} // namespace carrel
