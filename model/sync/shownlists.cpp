// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/shownlists.h"

#include <algorithm>
#include <utility>

namespace carrel {

namespace {

/// Equal where the same lists are shown under the same names.
template <typename Lists>
QStringList keysOf(const Lists &lists)
{
    QStringList keys;
    for (const auto &each : lists) {
        keys << each.source.list << each.source.origin << each.source.version << each.source.name;
    }
    return keys;
}

} // namespace

ShownLists::ShownLists(ListShelf &shelf, CatalogRepository &repository, const CatalogSource &bundled,
                       QObject *parent)
    : QObject(parent)
    , m_shelf(shelf)
    , m_repository(repository)
    , m_bundled(bundled)
{
    connect(&shelf, &ListShelf::listsChanged, this, &ShownLists::takeLists);
}

void ShownLists::setFiles(const QStringList &paths)
{
    if (std::exchange(m_files, paths) != paths) {
        Q_EMIT filesChanged();
    }
}

void ShownLists::showFiles(const QStringList &paths)
{
    setFiles(paths);
    std::vector<WantedList> wanted;
    for (const QString &path : paths) {
        wanted.push_back(wantedFile(path));
    }
    if (!wanted.empty()) {
        read(wanted, {});
    }
}

void ShownLists::addToFirst(const QStringList &paths)
{
    setFiles(paths);
    if (paths.size() < 2) {
        return;
    }
    std::vector<WantedList> wanted;
    for (const QString &path : paths) {
        wanted.push_back(wantedFile(path));
    }
    const LoadedCatalog shown = m_repository.loaded();
    if (shown.catalog != nullptr && shown.source.path == paths.front()) {
        wanted.front().read = [shown](const ReadProgress &) { return Result<LoadedCatalog>(shown); };
    }
    read(wanted, shown);
}

void ShownLists::showOwn()
{
    setFiles({});
    m_asked.clear();
    takeLists();
}

/// The first of the lists is shown before the others are known.
void ShownLists::takeLists()
{
    const std::vector<WantedList> wanted = wantedLists(m_shelf.cacheFolder(), m_shelf.lists(), m_bundled);
    const LoadedCatalog &shown = m_repository.loaded();
    QStringList keys = keysOf(wanted);
    if (!m_files.isEmpty() || wanted.empty() || keys == m_asked) {
        return;
    }
    std::vector<LoadedList> there = shown.lists;
    for (LoadedList &each : there) {
        each.source.version = each.expected;
    }
    if (m_asked.isEmpty() && keysOf(there) == keys && !m_repository.isReading()) {
        m_asked = std::move(keys);
        return;
    }
    read(wanted, shown);
}

void ShownLists::read(const std::vector<WantedList> &lists, const LoadedCatalog &shown)
{
    m_asked = keysOf(lists);
    m_repository.open(lists.front().source, unitedReader(lists, shown));
}

} // namespace carrel
