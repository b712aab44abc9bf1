// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/workstate.h"
#include "search/query.h"
#include "search/searchindex.h"

#include <QtGlobal>

#include <vector>

namespace carrel {

/// Which works a view shows before any filter.
enum class PaperView : quint8 { All, Bookmarks, Unread, Section };

struct Scope
{
    PaperView view = PaperView::All;
    quint32 section = kNone; ///< of the catalog, for PaperView::Section
    friend bool operator==(const Scope &, const Scope &) = default;
};

struct QueryRequest
{
    Query query;
    Scope scope;
    PaperOrder order = PaperOrder::List;
    bool descending = false;
};

/// Numbers of the works that a scope shows, in the order of the list; those of a section as the section lists
/// them. None for a section that the catalog does not have.
std::vector<quint32> scopeWorks(const Catalog &catalog, const WorkStates &states, const Scope &scope);

/// Numbers of the works that match, in the order asked for. Pure; runs in the pool. By title only with an
/// index that has that order (SearchIndex::withNameOrders).
std::vector<quint32> runQuery(const SearchIndex &index, const WorkStates &states,
                              const QueryRequest &request);

} // namespace carrel
