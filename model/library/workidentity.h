// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalog.h"
#include "catalog/workstate.h"
#include "library/storedmarks.h"

#include <QByteArray>
#include <QString>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace carrel {

/// What a key of a work is. The numbers are stored.
enum class IdentityKind : quint8 {
    Title = 1,  ///< a normal title it was seen under
    Id = 2,     ///< a canonical id of one of its links
    Nested = 3, ///< title or id of a version nested below it
};

struct IdentityKey
{
    IdentityKind kind;
    std::string text;
    friend bool operator==(const IdentityKey &, const IdentityKey &) = default;
};

/// What the title says of an entry's identity: its normal title, else the title as written, else its first
/// address; empty where it has nothing.
std::string titleIdentity(const Catalog &catalog, const Entry &entry);

/// Everything a work of a catalog is known by, titles first, each key once; of each kind the first 64, which
/// no honest list reaches.
std::vector<IdentityKey> identityKeys(const Catalog &catalog, quint32 work);
/// All of them but titles, which cost most.
std::vector<IdentityKey> furtherKeys(const Catalog &catalog, quint32 work);

/// Titles and ids of the versions nested below an entry.
std::vector<std::string> nestedKeys(const Catalog &catalog, const Entry &entry);

/// One work of the library as it stands in the database.
struct LibraryWork
{
    qint64 row = 0;
    WorkState state;
    Range keys; ///< of LibraryWorks::keys
    /// What it showed where it was seen last.
    TextRef title;
    TextRef venue;
    int year = 0;        ///< 0: unknown
    bool listed = false; ///< it was seen in the list at hand
};

/// A list as it was when it was seen last, for as long as works of the library are listed there.
struct StoredList
{
    qint64 row = 0;
    QByteArray snapshot; ///< ListSnapshot::toBytes()
    QString source{};    ///< as in ListOrigin; empty where it is not known
};

/// The work was seen in the list.
struct Listing
{
    qint64 workRow;
    qint64 listRow;
};

/// A copy of the library's works in flat vectors, for functions that know no database.
struct LibraryWorks
{
    struct Key
    {
        TextRef text;
        quint32 work = kNone;
        IdentityKind kind = IdentityKind::Title;
    };

    std::string text;
    std::vector<LibraryWork> works; ///< by row
    std::vector<Key> keys;          ///< those of a work are consecutive
    std::vector<RowMarks> marks;    ///< by rising row
    std::vector<ReaderTag> tags;
    std::vector<StoredList> lists;
    std::vector<Listing> listings;                ///< by workRow
    std::vector<std::pair<qint64, qint64>> apart; ///< rows that the reader told apart, rising

    std::string_view string(TextRef ref) const
    {
        return std::string_view(text).substr(ref.offset, ref.length);
    }
    std::string_view keyText(const Key &key) const { return string(key.text); }
    std::span<const Key> keysOf(const LibraryWork &work) const
    {
        return std::span<const Key>(keys).subspan(work.keys.first, work.keys.count);
    }
    /// Nothing said for a row without marks.
    const StoredMarks &marksOf(qint64 row) const;
    void addWork(qint64 row, WorkState state);
    /// These add to the work that was added last.
    void setFacts(std::string_view title, std::string_view venue, int year);
    void addKey(IdentityKind kind, std::string_view key);
    /// The keys of a work must come one after the other.
    void addKeyTo(quint32 work, IdentityKind kind, std::string_view key);

private:
    TextRef addText(std::string_view added);
};

} // namespace carrel
