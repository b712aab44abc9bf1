// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "catalog/catalog.h"
#include "sync/listreading.h"
#include "sync/liststore.h"

#include <QDate>
#include <QString>
#include <QStringList>

#include <functional>
#include <vector>

namespace carrel {

/// Where a list comes from: the one that ships with Carrel, a version of a list in use, or a file.
struct CatalogSource
{
    QString path; ///< a file or a resource (":/...")
    bool bundled = false;
    QDate date{};       ///< of the version, not known for files
    QString list{};     ///< id of the list in use; empty for a file that is only open
    QString origin{};   ///< ListRecord::source
    QString name{};     ///< what the reader calls it; empty for a file that is only open
    QString version{};  ///< its file or resource, as in ListVersion and ListRecord::bundled
    bool older = false; ///< there is a newer version of the list
};

/// A list that was read: what it says, and from where.
struct LoadedList
{
    CatalogSource source;
    CatalogPointer catalog;
    QString expected{}; ///< the version that was to be read
};

/// What is to be shown: one list or several as one catalog.
struct LoadedCatalog
{
    CatalogPointer catalog;
    CatalogSource source;            ///< of the first list that is an older version, else of the first
    std::vector<LoadedList> lists{}; ///< in the order of the catalog; none where it was read alone
    QStringList absent{};            ///< CatalogSource::origin of lists in use that the catalog lacks
    std::vector<Error> failures{};   ///< why, for those that could not be read
};

/// Reads a list from where it is kept, in the pool. Tells how much there is before it reads any of it.
using CatalogReader = std::function<Result<LoadedCatalog>(const ReadProgress &progress)>;

CatalogReader fileReader(const CatalogSource &file);

/// Reads what is in use of a list, or one of its versions by its file. bundled tells the date of what came
/// with Carrel.
CatalogReader listReader(const QString &cacheFolder, const ListRecord &record, const CatalogSource &bundled,
                         const QString &version = {});

/// Reads the list with this id, else the first that is in use, before anybody knows which are; the bundled
/// one where none can be read.
CatalogReader firstListReader(const QString &dataFolder, const QString &cacheFolder, const ListRecord &first,
                              const CatalogSource &bundled, const QString &preferred = {});

/// A list that is to be read: from where it should come, and what reads it.
struct WantedList
{
    CatalogSource source;
    CatalogReader read;
};

/// The lists that are on, as they are kept now; a file.
std::vector<WantedList> wantedLists(const QString &cacheFolder, const std::vector<ListRecord> &records,
                                    const CatalogSource &bundled);
WantedList wantedFile(const QString &path);

/// Reads several lists and makes one catalog of them. Of the catalog that was shown are taken the lists that
/// are still the same. A list that cannot be read is left out. Error: that of the first where none can be.
CatalogReader unitedReader(const std::vector<WantedList> &lists, const LoadedCatalog &shown = {});

/// Reads all lists that are in use, before anybody knows which are.
CatalogReader allListsReader(const QString &dataFolder, const QString &cacheFolder, const ListRecord &first,
                             const CatalogSource &bundled);

} // namespace carrel
