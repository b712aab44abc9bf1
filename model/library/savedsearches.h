// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QObject>
#include <QString>
#include <QStringList>
#include <QVariant>

#include <functional>
#include <vector>

namespace carrel {

class LibraryStore;

/// A filter that the reader gave a name.
struct SavedSearch
{
    qint64 id = 0;
    QString name;
    QString query;
    int language = 0;    ///< version of the filter language that the query was written in
    QStringList section; ///< titles, outermost first; empty: all papers

    friend bool operator==(const SavedSearch &, const SavedSearch &) = default;
};

/// The reader's saved searches in their order, kept in the library's file. What all() shows is what the
/// database has confirmed. What a search finds is not known here.
class SavedSearches final : public QObject
{
    Q_OBJECT
public:
    static constexpr qsizetype kLongestName = 200;
    static constexpr qsizetype kLongestQuery = 4096;
    static constexpr std::size_t kMost = 1000;

    explicit SavedSearches(LibraryStore &store, QObject *parent = nullptr);

    /// Reads them, as happens by itself whenever the library has been joined with a catalog. Where the file
    /// is damaged, those that can be read are there all the same; without a file all stay as they are.
    Result<void> reload();
    const std::vector<SavedSearch> &all() const { return m_all; }
    /// Null when it is not there.
    const SavedSearch *find(qint64 id) const;
    /// Its place among all; -1 when it is not there.
    int placeOf(qint64 id) const;

    /// Errors of all below: LibraryUnwritable, or what the library refuses changes for; those that take a
    /// name: SearchWithoutName, SearchTooLong; those that take an id: SearchGone. Nothing is changed then.

    /// Puts a search behind the others, under an id that is new. Error: TooManySearches.
    Result<qint64> add(const SavedSearch &search);
    /// Puts a search that was removed back to its place. Error: TooManySearches.
    Result<void> restore(const SavedSearch &search, int place);
    Result<void> rename(qint64 id, const QString &name);
    /// Gives the search of that id another query, language and section.
    Result<void> changeQuery(const SavedSearch &search);
    /// To a place among all, counted without itself; what lies outside means first or last.
    Result<void> move(qint64 id, int place);
    Result<void> remove(qint64 id);

Q_SIGNALS:
    void changed();
    /// Not all could be read when the library was joined with a catalog.
    void failed(const carrel::Error &error);

private:
    using Write = std::function<Result<void>()>;

    Result<void> read(std::vector<SavedSearch> &into) const;
    Result<void> change(const Write &write);
    Result<qint64> insert(const SavedSearch &search, const QVariant &id);
    Result<void> putAt(qint64 id, int place);

    LibraryStore &m_library;
    std::vector<SavedSearch> m_all;
};

} // namespace carrel
