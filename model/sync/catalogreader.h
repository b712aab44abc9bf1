// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "catalog/catalog.h"
#include "sync/listreading.h"
#include "sync/liststore.h"

#include <QDate>
#include <QString>

#include <functional>

namespace carrel {

/// Where a list comes from: the one that ships with Carrel, a version of a list in use, or a file.
struct CatalogSource
{
    QString path; ///< a file or a resource (":/...")
    bool bundled = false;
    QDate date{};       ///< of the version, not known for files
    QString list{};     ///< id of the list in use; empty for a file that is only open
    QString version{};  ///< its file or resource, as in ListVersion and ListRecord::bundled
    bool older = false; ///< there is a newer version of the list
};

/// A list that was read: what it says, and from where.
struct LoadedCatalog
{
    CatalogPointer catalog;
    CatalogSource source;
};

/// Reads a list from where it is kept, in the pool. Tells how much there is before it reads any of it.
using CatalogReader = std::function<Result<LoadedCatalog>(const ReadProgress &progress)>;

CatalogReader fileReader(const CatalogSource &file);

/// Reads what is in use of a list, or one of its versions by its file. bundled tells the date of what came
/// with Carrel.
CatalogReader listReader(const QString &cacheFolder, const ListRecord &record, const CatalogSource &bundled,
                         const QString &version = {});

/// Reads the first list that is in use, before anybody knows which are; the bundled one where none can be
/// read.
CatalogReader firstListReader(const QString &dataFolder, const QString &cacheFolder, const ListRecord &first,
                              const CatalogSource &bundled);

} // namespace carrel
