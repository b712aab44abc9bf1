// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/paperfilter.h"

#include <QtConcurrentRun>

#include <utility>

namespace carrel {

namespace {

WorkStatesPointer orNone(WorkStatesPointer states)
{
    return states == nullptr ? std::make_shared<const WorkStates>() : std::move(states);
}

} // namespace

// A watcher forgets its former future when it is given a new one: what comes from an older run is never seen.
// The empty future that stands for "nothing under way" counts as cancelled.
PaperFilter::PaperFilter(QObject *parent)
    : QObject(parent)
{
    connect(&m_indexWatcher, &QFutureWatcherBase::finished, this, &PaperFilter::takeIndex);
    connect(&m_runWatcher, &QFutureWatcherBase::finished, this, &PaperFilter::takeResult);
}

void PaperFilter::setCatalog(CatalogPointer catalog, WorkStatesPointer states)
{
    m_catalog = std::move(catalog);
    m_states = orNone(std::move(states));
    m_index.reset();
    m_indexWatcher.setFuture(QtConcurrent::run(&SearchIndex::build, m_catalog));
    run();
}

void PaperFilter::setStates(WorkStatesPointer states)
{
    m_states = orNone(std::move(states));
}

void PaperFilter::setScope(const Scope &scope)
{
    m_request.scope = scope;
    run();
}

void PaperFilter::setText(const QString &text)
{
    m_text = text;
    m_request.query = parseQuery(text);
    run();
}

void PaperFilter::setOrder(PaperOrder order, bool descending)
{
    m_request.order = order;
    m_request.descending = descending;
    run();
}

void PaperFilter::run()
{
    if (m_catalog == nullptr) {
        return;
    }
    const bool atOnce = m_request.query.isEmpty() && m_request.order == PaperOrder::List;
    m_waitsForIndex = !atOnce && m_index == nullptr;
    m_runWatcher.setFuture({});
    if (atOnce) {
        Q_EMIT resultChanged(
            {scopeWorks(*m_catalog, *m_states, m_request.scope), m_request.query, m_request.scope});
    } else if (!m_waitsForIndex) {
        runInPool();
    }
}

void PaperFilter::runInPool()
{
    const auto task = [](SearchIndexPointer index, const WorkStatesPointer &states,
                         const QueryRequest &request) {
        if (request.order == PaperOrder::Title) {
            index = SearchIndex::withTitleOrder(std::move(index));
        }
        std::vector<quint32> rows = runQuery(*index, *states, request);
        return Run{std::move(index), {std::move(rows), request.query, request.scope}};
    };
    m_runWatcher.setFuture(QtConcurrent::run(task, m_index, m_states, m_request));
}

void PaperFilter::takeIndex()
{
    if (m_indexWatcher.isCanceled()) {
        return;
    }
    m_index = m_indexWatcher.result();
    m_indexWatcher.setFuture({});
    if (m_waitsForIndex) {
        run();
    }
}

void PaperFilter::takeResult()
{
    if (m_runWatcher.isCanceled()) {
        return;
    }
    const Run done = m_runWatcher.future().takeResult();
    m_index = done.index;
    Q_EMIT resultChanged(done.result);
}

} // namespace carrel
