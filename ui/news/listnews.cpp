// SPDX-License-Identifier: GPL-3.0-or-later
#include "news/listnews.h"

#include "library/librarystore.h"
#include "sync/listshelf.h"
#include "sync/pooltask.h"

#include <utility>

namespace carrel {

ListNews::ListNews(ListShelf &lists, LibraryStore &library, const QString &dataFolder, QObject *parent)
    : QObject(parent)
    , m_lists(lists)
    , m_library(library)
    , m_dataFolder(dataFolder)
{
    connect(&lists, &ListShelf::listsChanged, this, &ListNews::takeLists);
}

ListNews::~ListNews()
{
    m_working.waitForFinished();
}

void ListNews::setCatalog(CatalogPointer catalog, std::vector<ShownList> shown)
{
    m_catalog = std::move(catalog);
    m_shown = std::move(shown);
    workOut();
}

void ListNews::look()
{
    m_looks = true;
    workOut();
}

void ListNews::setSince(const NewSince &since)
{
    m_since = since;
    workOut();
}

void ListNews::takeHistory(const ListHistoryDates &history)
{
    m_histories.push_back(history);
    workOut();
}

/// Lists are told of with each check of their sources; most of these bring no version.
void ListNews::takeLists()
{
    std::vector<QByteArray> versions;
    for (const ListRecord &record : m_lists.lists()) {
        versions.push_back(record.id.toUtf8() + record.inUse.toUtf8() +
                           (record.versions.empty() ? QByteArray() : record.versions.front().hash));
    }
    if (versions != m_versions || !m_hasRun) {
        m_versions = std::move(versions);
        workOut();
    } else {
        Q_EMIT changed();
    }
}

/// Nothing is read before the lists are known, which is after the first paint.
void ListNews::workOut()
{
    m_isDue = true;
    if (m_isRunning || !m_lists.isRead()) {
        return;
    }
    m_isDue = false;
    m_isRunning = true;
    m_hasRun = true;
    NewsRequest request{m_dataFolder,
                        m_lists.cacheFolder(),
                        m_lists.lists(),
                        m_catalog,
                        m_shown,
                        std::exchange(m_since, std::nullopt),
                        std::exchange(m_histories, {}),
                        std::exchange(m_looks, false)};
    m_working = runInPool(
        *this, [request] { return workOutNews(request); },
        [this, catalog = m_catalog](const NewsOutcome &outcome) { take(catalog, outcome); });
}

void ListNews::take(const CatalogPointer &catalog, const NewsOutcome &outcome)
{
    m_isRunning = false;
    m_state = outcome.state;
    // Ages of a catalog that is not shown any more are of no use.
    if (catalog == m_catalog && outcome.ages != nullptr) {
        m_library.setAges(outcome.ages);
    }
    Q_EMIT changed();
    if (outcome.error) {
        Q_EMIT failed(*outcome.error);
    }
    if (m_isDue) {
        workOut();
    }
}

} // namespace carrel
