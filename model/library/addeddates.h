// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "catalog/listchange.h"
#include "catalog/workages.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <span>
#include <vector>

namespace carrel {

/// When the works of one list came to it: told by the versions of the list that were in use, one after the
/// other. Titles and ids are kept as hashes, also those of works that left, so that what returns is not new.
/// A value; nothing of it needs the bytes of versions that are gone.
struct AddedDates
{
    struct Version
    {
        quint64 hash = 0; ///< of its bytes, see versionHash()
        quint32 time = 0; ///< when it came into use, in seconds since 1970 in UTC
        friend bool operator==(const Version &, const Version &) = default;
    };
    struct Work
    {
        quint32 added = 0;   ///< seconds since 1970 in UTC; 0: not known
        quint32 version = 0; ///< the first one that had it, of versions
        friend bool operator==(const Work &, const Work &) = default;
    };
    struct Key
    {
        quint64 hash = 0; ///< of a title or an id, as in ListKeys
        quint32 work = 0; ///< of works
        friend bool operator==(const Key &, const Key &) = default;
    };

    std::vector<Version> versions; ///< works of the first were listed before anything is known
    std::vector<Work> works;
    std::vector<Key> keys; ///< by rising hash, each once

    bool isEmpty() const { return versions.empty(); }
    /// The number of a version, kNone for one that was not in use.
    quint32 version(quint64 hash) const;
    /// The work that a title or an id leads to; null for none.
    const Work *find(quint64 hash) const;

    QByteArray toBytes() const;
    /// Errors: FileUnreadable where the bytes are not whole, ListsTooNew.
    static Result<AddedDates> fromBytes(const QByteArray &bytes);
    friend bool operator==(const AddedDates &, const AddedDates &) = default;
};

/// Out of the SHA-256 of a version's bytes.
quint64 versionHash(const QByteArray &sha256);

// These are pure functions, for the pool.

/// The dates with the next version, which is diff.now; diff.before must be a version that they know, the last
/// one as a rule. What was renamed, moved or edited keeps its date, by the cascade of diffLists(); what left
/// in an earlier version and is there again has its old one.
AddedDates broughtForward(AddedDates dates, const ListDiff &diff, const AddedDates::Version &version);
/// The same where the version before is not to be had: by equal titles and ids. The first version is brought
/// to empty dates like this; so is one of another list, which has next to nothing in common with them.
AddedDates broughtForward(AddedDates dates, const Catalog &now, const AddedDates::Version &version);
/// The dates with those of the list's own history for the works of a version: history was brought forward
/// from all its versions, one after the other. What is new stays new. Works of its first version came with it
/// where that is the beginning of the list; else they keep what is known of them.
AddedDates datedBy(AddedDates dates, const Catalog &now, const AddedDates &history, bool fromTheBeginning);

/// Dates out of the versions of a list's own history, which are handed over one after the other, the oldest
/// first: for datedBy().
class HistoryDates final
{
public:
    /// time: when this version took the place of the one before, in seconds since 1970 in UTC.
    void add(CatalogPointer version, quint32 time);
    const AddedDates &dates() const { return m_dates; }

private:
    AddedDates m_dates;
    CatalogPointer m_last;
};

/// One of the lists of a catalog, and what of it counts as new.
struct DatedList
{
    const AddedDates *dates = nullptr;
    Range entries;                        ///< of the catalog
    quint32 looked = 0;                   ///< works of later versions have not been looked at
    quint32 newAfter = 0;                 ///< works of later versions are new
    std::optional<quint32> newSince = {}; ///< works that came then or later are new instead
};

/// The ages of the works of a catalog. A work of several lists is as old as in the first of them.
WorkAgesPointer agesOf(const Catalog &catalog, std::span<const DatedList> lists);

/// Errors as for fromBytes(); the detail is the path. No dates where there is no file.
Result<AddedDates> readAddedDates(const QString &path);
/// The old or the new dates, whenever the program ends. Error: FileUnwritable.
Result<void> writeAddedDates(const QString &path, const AddedDates &dates);

} // namespace carrel
