// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/searchcounter.h"

#include "base/threadturns.h"

#include <QPromise>
#include <QtConcurrentRun>

#include <algorithm>
#include <utility>

namespace carrel {

namespace {

struct Task
{
    Query query;
    Scope scope;
};

void countAll(QPromise<std::vector<quint32>> &promise, const SearchIndexPointer &index,
              const WorkStatesPointer &states, const std::vector<Task> &tasks)
{
    giveWayToMainThread();
    std::vector<quint32> counts;
    counts.reserve(tasks.size());
    for (const Task &task : tasks) {
        if (promise.isCanceled()) {
            return;
        }
        counts.push_back(countMatches(*index, *states, task.query, task.scope));
    }
    promise.addResult(std::move(counts));
}

} // namespace

SearchCounter::SearchCounter(QObject *parent)
    : QObject(parent)
{
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &SearchCounter::take);
}

SearchCounter::~SearchCounter()
{
    m_watcher.future().cancel();
}

void SearchCounter::setIndex(SearchIndexPointer index)
{
    m_index = std::move(index);
    for (Entry &entry : m_entries) {
        entry.due = true;
        entry.count.reset();
    }
    run();
}

void SearchCounter::setStates(WorkStatesPointer states)
{
    m_states = std::move(states);
    for (Entry &entry : m_entries) {
        entry.due = entry.due || usesMarks(entry.query);
    }
    run();
}

void SearchCounter::setSearches(const std::vector<CountedSearch> &searches)
{
    std::vector<Entry> entries;
    entries.reserve(searches.size());
    for (const CountedSearch &search : searches) {
        const auto known = std::find_if(m_entries.begin(), m_entries.end(),
                                        [&](const Entry &entry) { return entry.search == search; });
        entries.push_back(known == m_entries.end() ? Entry{search, parseQuery(search.text), {}, true}
                                                   : *known);
    }
    m_entries = std::move(entries);
    run();
}

std::optional<quint32> SearchCounter::count(const CountedSearch &search) const
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
                                    [&](const Entry &entry) { return entry.search == search; });
    return found == m_entries.end() ? std::nullopt : found->count;
}

void SearchCounter::run()
{
    m_watcher.future().cancel();
    m_watcher.setFuture({});
    std::vector<Task> tasks;
    for (const Entry &entry : m_entries) {
        if (entry.due) {
            tasks.push_back({entry.query, entry.search.scope});
        }
    }
    // Index and states of two catalogs are not seen together: the newer one is on its way.
    const bool ready = m_index != nullptr && m_states != nullptr && m_states->size() == m_index->workCount();
    if (!ready || tasks.empty()) {
        return;
    }
    m_watcher.setFuture(QtConcurrent::run(countAll, m_index, m_states, std::move(tasks)));
}

void SearchCounter::take()
{
    if (m_watcher.isCanceled()) {
        return;
    }
    const std::vector<quint32> counts = m_watcher.result();
    std::size_t next = 0;
    for (Entry &entry : m_entries) {
        if (std::exchange(entry.due, false)) {
            entry.count = counts[next++];
        }
    }
    Q_EMIT counted();
}

} // namespace carrel
