// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "catalog/catalog.h"
#include "catalog/workstate.h"
#include "library/gonepapers.h"
#include "library/libraryjoin.h"
#include "library/storedfacts.h"

#include <QByteArray>
#include <QFuture>
#include <QStringList>

#include <functional>
#include <optional>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

namespace carrel {

/// A work of the catalog and a row of the database that says something of it.
struct Attachment
{
    quint32 work;
    qint64 row;
    bool own;             ///< the same work; else one that is nested below it or the other way round
    bool further = false; ///< the row is kept up to date by another work, which is the same to the library
    friend bool operator<(const Attachment &a, const Attachment &b)
    {
        return std::tuple(a.work, !a.own, a.row) < std::tuple(b.work, !b.own, b.row);
    }
};

/// Adds what one more row says of a work.
void addMarks(StoredMarks &into, const StoredMarks &other, bool own);

/// A list of the catalog, as far as the library is to note it.
struct ListAtHand
{
    qint64 row = 0; ///< 0 until a work of it is in the library
    QString source;
    QByteArray snapshot;
};

/// What the library does not know yet of its works and of the lists.
struct LibraryNews
{
    struct Work
    {
        qint64 row;
        std::vector<IdentityKey> keys;
        WorkFacts facts;
    };
    std::vector<Work> works;                             ///< with keys they were not known by
    std::vector<std::pair<qint64, quint32>> newlyListed; ///< rows of works, and the list each was not seen in
    bool listsChanged = false;
    /// Works that turned out to be one: the row that stays, whose number is the highest so that none is given
    /// again, and one that goes.
    std::vector<std::pair<qint64, qint64>> merges;
    bool empty() const { return works.empty() && newlyListed.empty() && merges.empty() && !listsChanged; }
};

/// A work of the library that is two works of the list: its marks stand at one of them, until the reader says
/// which of the two they are for.
struct SplitQuestion
{
    qint64 row = 0;
    quint32 work = kNone; ///< that has the marks
    quint32 other = kNone;
    friend bool operator==(const SplitQuestion &, const SplitQuestion &) = default;
};

enum class SplitAnswer { First, Second, Both };

/// A join in the form that LibraryStore shows and changes. A value; nothing of it is worked out where the
/// window waits.
struct LibraryView
{
    CatalogPointer catalog; ///< the lists, with the works that left them at their end where those are shown
    GoneWorks gone;
    WorkStatesPointer states;
    std::vector<Attachment> attachments; ///< sorted
    qint64 lastRow = 0;                  ///< the newest one that is known
    std::vector<SplitQuestion> questions;
    std::vector<ListAtHand> lists; ///< in the order of the catalog
    LibraryNews news;
};

/// What is stored of a work of the library; empty where nothing is.
using FactsReader = std::function<Result<QByteArray>(qint64 row)>;

/// The view of a join with this list; gone is what was shown of it so far.
LibraryView viewOf(LibraryJoin join, const CatalogPointer &list, GoneWorks gone, const FactsReader &facts);

/// Joins in the pool what the library of this file says, or what was read already, with a list. No result
/// where it was cancelled. The file is read over a connection of its own; where there is none, no further
/// works that left the list are shown.
QFuture<Result<LibraryView>> startJoining(const QString &path, std::optional<LibraryWorks> library,
                                          const CatalogPointer &list, GoneWorks gone,
                                          const QStringList &absent);

} // namespace carrel
