// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "catalog/catalog.h"
#include "catalog/workstate.h"
#include "library/markchange.h"
#include "library/statereconciler.h"

#include <QObject>

#include <memory>
#include <optional>
#include <span>
#include <tuple>
#include <vector>

namespace carrel {

class LibraryDatabase;

/// The reader's marks, kept in one SQLite file and joined with the catalog in use by the identity of works.
/// What states() shows is what the database has confirmed. May be without a file, then it takes no change.
class LibraryStore final : public QObject
{
    Q_OBJECT
public:
    /// Opens or makes the library in a folder that is there (":memory:" for one that is not kept) and reads
    /// it. Errors: LibraryUnavailable, LibraryTooNew, LibraryDamaged; the file is as it was then.
    static Result<std::unique_ptr<LibraryStore>> open(const QString &path);
    /// One without a file: shows no mark and takes none.
    static std::unique_ptr<LibraryStore> refusing(const Error &why);
    ~LibraryStore() override;

    /// Why no change is taken; nothing where changes are.
    const std::optional<Error> &refusal() const { return m_refusal; }
    /// Lets go of the file. What is shown stays, every change is refused with this error.
    void close(const Error &why);
    /// Opens a file in place of the one before and joins it with the catalog. Errors as for open(); they are
    /// the refusal from then on, and what is shown stays.
    Result<void> reopen(const QString &path);

    /// Joins the library with a catalog: states() is new afterwards and statesReset is emitted. What other
    /// programs have marked meanwhile shows from here on. A catalog that takes the place of another is seen
    /// as its update.
    void attach(CatalogPointer catalog);
    /// One state a work of the attached catalog, never null.
    WorkStatesPointer states() const;
    /// Shows what other programs have written since; statesReset and statesChanged, with all works, are
    /// emitted then. Costs next to nothing where none has. Where another file took the place of this one,
    /// that one is opened.
    void refresh();

    /// Changes the marks of works of the attached catalog in one transaction; numbers it does not have are
    /// passed over. Errors: LibraryUnwritable, LibraryDamaged, LibraryBusy, LibraryMoved, the refusal;
    /// nothing is changed then.
    Result<void> setMarks(std::span<const quint32> works, const MarkChange &change);

    /// For what the library keeps beside works. Null while it is without a file; another one after reopen().
    LibraryDatabase *database() { return m_database.get(); }

Q_SIGNALS:
    void statesReset();
    /// Works whose states() are not what they were.
    void statesChanged(const std::vector<quint32> &works);
    /// The library could not be read again by attach(): states() show no mark, what is stored stays stored.
    void failed(const carrel::Error &error);
    void refusalChanged();

private:
    /// A work of the catalog and a row of the database that says something of it.
    struct Attachment
    {
        quint32 work;
        qint64 row;
        bool own; ///< the same work; else one that is nested below it or the other way round
        friend bool operator<(const Attachment &a, const Attachment &b)
        {
            return std::tie(a.work, a.row) < std::tie(b.work, b.row);
        }
    };

    LibraryStore();
    void refuse(std::optional<Error> why);
    void join(const Catalog *previous);
    void joinAgain();
    LibraryWorks takeLibrary();
    void adopt(const LibraryWorks &library, const std::vector<WorkMatch> &matches);
    void learn(const LibraryWorks &library, const std::vector<WorkMatch> &matches);

    std::span<const Attachment> attachments(quint32 work) const;
    Result<void> writeMarks(quint32 work, const MarkChange &change, std::vector<Attachment> &added);
    Result<std::optional<qint64>> ownRow(quint32 work, bool needed, std::vector<Attachment> &added);
    void publish(const std::vector<quint32> &works, const MarkChange &change);

    std::unique_ptr<LibraryDatabase> m_database; ///< null where changes are refused
    std::optional<Error> m_refusal;
    QString m_path;
    std::optional<LibraryWorks> m_fresh; ///< as read by reopen(), until attach()
    CatalogPointer m_catalog;
    WorkStatesPointer m_states;
    std::vector<Attachment> m_attachments; ///< sorted
    qint64 m_lastRow = 0;                  ///< the newest one that attach() saw
};

} // namespace carrel
