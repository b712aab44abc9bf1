// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/workstate.h"
#include "search/engine/workset.h"
#include "search/query.h"
#include "search/searchindex.h"
#include "search/workrows.h"

#include <QtGlobal>

#include <memory>
#include <vector>

namespace carrel {

/// Which works a view shows before any filter. Those that left the list are among all and unread papers only
/// where the query asks for what the reader said (findsGone()).
enum class PaperView : quint8 { All, Bookmarks, Unread, Section, Tag, Gone, New };

struct Scope
{
    PaperView view = PaperView::All;
    quint32 section = kNone; ///< of the catalog, for PaperView::Section
    quint32 tag = kNone;     ///< number of a tag of the reader's, for PaperView::Tag
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
/// them. None for a section that the catalog does not have. Of a view of the list those that left it as well
/// where that is wanted.
std::vector<quint32> scopeWorks(const Catalog &catalog, const WorkStates &states, const Scope &scope,
                                bool withGone = false);

/// What a query found within a scope, before it is put into an order.
struct QueryMatches
{
    Query query;
    Scope scope;
    std::vector<WorkSet> pieces; ///< of all works, one behind the other, of equal size but for the last
};
using QueryMatchesPointer = std::shared_ptr<const QueryMatches>;

/// Pure; a large index is shared out among the threads of the pool. Where the query only narrows an earlier
/// one of the same index and states, no more than what that found is looked at.
QueryMatchesPointer findMatches(const SearchIndex &index, const WorkStates &states, const Query &query,
                                const Scope &scope, const QueryMatches *earlier = nullptr);

/// How many works a query finds within a scope.
quint32 countMatches(const SearchIndex &index, const WorkStates &states, const Query &query,
                     const Scope &scope);

/// The works found, in an order: a section's own order where it is the scope, else that of the list. By title
/// or venue only with an index that has that order (SearchIndex::withNameOrders).
WorkRows matchRows(const SearchIndex &index, const QueryMatchesPointer &matches, PaperOrder order,
                   bool descending);

/// The same in any order: also by date bookmarked, rating or date added, where works without one come last.
WorkRows orderedMatches(const SearchIndex &index, const WorkStates &states,
                        const QueryMatchesPointer &matches, PaperOrder order, bool descending);

/// Numbers of the works that match, in the order asked for. Pure; runs in the pool. By title only with an
/// index that has that order (SearchIndex::withNameOrders).
std::vector<quint32> runQuery(const SearchIndex &index, const WorkStates &states,
                              const QueryRequest &request);

} // namespace carrel
