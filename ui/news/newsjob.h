// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/listchange.h"
#include "catalog/workages.h"
#include "library/addeddates.h"
#include "news/newsstate.h"
#include "sync/liststore.h"

#include <optional>
#include <vector>

namespace carrel {

/// A list of the catalog that is shown.
struct ShownList
{
    QString id;
    Range entries; ///< of the catalog
};

/// Dates out of the own history of a list in use.
struct ListHistoryDates
{
    QString list; ///< its id
    AddedDates dates;
    bool fromTheBeginning = false; ///< the history is whole
};

/// Everything that dates and news are worked out of; a value, for the pool.
struct NewsRequest
{
    QString dataFolder;
    QString cacheFolder;
    std::vector<ListRecord> records; ///< of all lists in use
    CatalogPointer catalog;          ///< null for none
    std::vector<ShownList> shown;
    std::optional<NewSince> since;           ///< nothing: as it was
    std::vector<ListHistoryDates> histories; ///< that lists are to be dated by
    bool looks = false;                      ///< the reader looks at what is new of the lists shown
};

struct NewsOutcome
{
    NewsState state;
    WorkAgesPointer ages; ///< null where no list in use is shown
    std::optional<Error> error;
};

/// Where the dates of a list stand.
QString addedDatesPath(const QString &dataFolder, const QString &list);

/// Brings the dates of a list forward through all of its kept versions that they do not know yet, and keeps
/// them. Dates that are damaged are put aside and begun anew. Errors: ListsTooNew, FileUnwritable, and what
/// reading a version may give; what is kept is as it was then.
Result<AddedDates> bringDatesForward(const QString &dataFolder, const QString &cacheFolder,
                                     const ListRecord &record);

/// Keeps the dates of a list with those of its own history. Errors as for bringDatesForward().
Result<AddedDates> dateByHistory(const QString &dataFolder, const QString &cacheFolder,
                                 const ListRecord &record, const ListHistoryDates &history);

/// The dates of all lists, the reader's looks at them, and the ages of the works shown. Not two at a time for
/// one folder.
NewsOutcome workOutNews(const NewsRequest &request);

} // namespace carrel
