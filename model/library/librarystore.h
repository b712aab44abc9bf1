// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "catalog/catalog.h"
#include "catalog/workstate.h"

#include <QObject>

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace carrel {

/// What a command does to the marks of works; what is not set stays.
struct MarkChange
{
    std::optional<bool> bookmarked;
    std::optional<bool> read;
};

/// The reader's marks, kept in one SQLite file and joined with the catalog in use by the identity of works.
/// What states() shows is what the database has confirmed.
class LibraryStore final : public QObject
{
    Q_OBJECT
public:
    /// Opens or makes the library (":memory:" for one that is not kept). Errors: LibraryUnavailable, LibraryTooNew,
    /// LibraryDamaged.
    static Result<std::unique_ptr<LibraryStore>> open(const QString &path);
    ~LibraryStore() override;

    /// Joins the library with a catalog: states() is new afterwards and statesReset is emitted.
    void attach(CatalogPointer catalog);
    /// One state a work of the attached catalog, never null after attach().
    WorkStatesPointer states() const;

    /// Changes the marks of works of the attached catalog in one transaction. Error: LibraryUnwritable; nothing is
    /// changed then.
    Result<void> setMarks(std::span<const quint32> works, const MarkChange &change);

Q_SIGNALS:
    void statesReset();
    void statesChanged(const std::vector<quint32> &works);

private:
    class Database;
    explicit LibraryStore(std::unique_ptr<Database> database);
    std::unique_ptr<Database> m_database;
};

} // namespace carrel
