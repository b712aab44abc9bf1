// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>
#include <QUrl>

#include <functional>
#include <optional>
#include <vector>

namespace carrel {

/// What the last check of a list came to.
enum class ListState : quint8 {
    New,     ///< it was never checked
    Current, ///< what is kept is what the source has
    Refused, ///< the source has something that is no list
    Asks,    ///< the source has a list that lacks many papers of the one that is kept
    Failed   ///< the source could not be had
};
/// "new", "current", "refused", "asks", "failed".
QString listStateName(ListState state);

/// One version of a list, as it is kept.
struct ListVersion
{
    QString file; ///< in the folder of the list
    QDateTime fetched;
    int papers = 0;
    QByteArray hash;      ///< SHA-256 of the bytes
    QDateTime modified{}; ///< what its server said, if it did

    /// What the reader knows it by.
    QDate date() const { return (modified.isValid() ? modified : fetched).toLocalTime().date(); }
};

/// A list that is in use.
struct ListRecord
{
    QString id;            ///< its folder in the cache
    QString name;          ///< what the reader calls it
    QString source;        ///< as the reader named it
    QString path;          ///< of a file; empty for a list from the network
    QList<QUrl> addresses; ///< to be tried in this order; the one alone that answered once one did
    QString bundled;       ///< the resource to use as long as nothing was fetched
    bool on = true;
    QByteArray etag; ///< of the newest version, as is lastModified
    QByteArray lastModified;
    QDateTime checked;
    QDateTime waitUntil; ///< the server asked not to be asked before
    ListState state = ListState::New;
    std::vector<ListVersion> versions; ///< the newest first
    QString
        inUse; ///< file of the older version that the reader went back to, or bundled; empty for the newest
};

/// Whether two records are one list: a file or an address is the same. GitHub knows repositories in any case.
bool sharesSource(const ListRecord &a, const ListRecord &b);

/// The bytes that are in use of a list.
struct ListContent
{
    QByteArray bytes;
    std::optional<ListVersion> version; ///< which they are; none for those that came with Carrel
    bool older = false;                 ///< there is a newer version than this
};

/// The lists in use and their last versions on disk: a file of records in the data folder, replaced as a
/// whole, and bytes in the cache folder that it points to. Whatever happens when, there is the old or the new
/// list, never half of one. Several programs may use the same folders. Writing waits for the disk: a copy may
/// do that in the pool, and refresh() shows it to the others.
class ListStore final
{
public:
    static constexpr std::size_t kOlderVersions = 10;

    /// first is what is in use as long as there is no file. Errors: ListsUnreadable, ListsTooNew.
    static Result<ListStore> open(const QString &dataFolder, const QString &cacheFolder,
                                  const std::vector<ListRecord> &first = {});

    const std::vector<ListRecord> &lists() const { return m_lists; }
    /// By id, name (in any case) or source; null where there is none.
    const ListRecord *find(const QString &named) const;
    /// What other programs changed meanwhile.
    Result<void> refresh();

    /// Adds a list at the end under an id of its own, which is returned: its id where that is free, else one
    /// of its name that no list had before. Errors: ListKnown, FileUnwritable.
    Result<QString> add(ListRecord record);
    /// Adds it with its first version, in one step.
    Result<QString> add(ListRecord record, const QByteArray &bytes, ListVersion version);
    /// Forgets the list. What was kept of it goes when the next one is removed, so that putBack() finds it.
    Result<void> remove(const QString &id);
    /// Brings a list back that was removed, to a place from 0. Errors: ListKnown, FileUnwritable.
    Result<void> putBack(const ListRecord &record, std::size_t place);
    /// Moves a list to a place from 0 among the others.
    Result<void> move(const QString &id, std::size_t place);
    /// Changes a record as it is now, whoever changed it last. Errors: ListUnknown, FileUnwritable.
    Result<void> change(const QString &id, const std::function<void(ListRecord &)> &edit);

    /// Where a version is kept, by its file; the bundled one by its resource.
    static QString pathOf(const QString &cacheFolder, const ListRecord &record, const QString &file);
    /// The newest version that is whole. Error: FileUnreadable.
    static Result<QByteArray> bytes(const QString &cacheFolder, const ListRecord &record);
    /// The version that the reader went back to, or the newest that is whole. Error: FileUnreadable.
    static Result<ListContent> content(const QString &cacheFolder, const ListRecord &record);
    /// One that is kept, by its file, or the bundled one. Error: FileUnreadable.
    static Result<ListContent> version(const QString &cacheFolder, const ListRecord &record,
                                       const QString &file);
    /// Whether the newest version is there, so that the server may be asked for a newer one.
    static bool hasNewest(const QString &cacheFolder, const ListRecord &record);
    /// Makes these bytes the newest version and the one in use, beside ten older ones; edit may note more of
    /// the record in the same step.
    Result<void> keep(const QString &id, const QByteArray &bytes, int papers, const QDateTime &now,
                      const std::function<void(ListRecord &)> &edit = {});

    const QString &cacheFolder() const { return m_cacheFolder; }

private:
    ListStore(QString dataFolder, QString cacheFolder);
    QString recordsPath() const;
    Result<std::vector<ListRecord>> read() const;
    Result<void> write(const std::function<Result<void>(std::vector<ListRecord> &)> &edit);
    QString folderOf(const QString &id) const;
    void removeUnused(const ListRecord &record) const;
    void removeForgotten(const std::vector<ListRecord> &lists, const QString &butFor) const;
    Result<void> writeVersion(ListRecord &record, const QByteArray &bytes, ListVersion version) const;

    QString m_dataFolder;
    QString m_cacheFolder;
    std::vector<ListRecord> m_first;
    std::vector<ListRecord> m_lists;
};

} // namespace carrel
