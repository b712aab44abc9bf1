// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/catalogrepository.h"
#include "sync/listshelf.h"

#include <QObject>
#include <QStringList>

namespace carrel {

/// Decides which lists are shown together: those of the reader's that are on, or files for as long as the
/// window is open. What reads them and holds them is the repository; only what has changed is read anew.
class ShownLists final : public QObject
{
    Q_OBJECT
public:
    ShownLists(ListShelf &shelf, CatalogRepository &repository, const CatalogSource &bundled,
               QObject *parent = nullptr);

    /// Shows files in place of the reader's lists.
    void showFiles(const QStringList &paths);
    /// The same where the repository is at the first of them already.
    void addToFirst(const QStringList &paths);
    /// Back to the reader's lists.
    void showOwn();

    /// Empty where the reader's lists are shown.
    const QStringList &files() const { return m_files; }

Q_SIGNALS:
    void filesChanged();

private:
    void takeLists();
    void read(const std::vector<WantedList> &lists, const LoadedCatalog &shown);
    void setFiles(const QStringList &paths);

    ListShelf &m_shelf;
    CatalogRepository &m_repository;
    const CatalogSource m_bundled;
    QStringList m_files;
    QStringList m_asked; ///< what was read last, or is being read
};

} // namespace carrel
