// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/clausevaluesource.h"

#include "base/threadturns.h"

#include <QtConcurrentRun>

#include <utility>

namespace carrel {

ClauseValueSource::ClauseValueSource(QObject *parent)
    : QObject(parent)
    , m_known(clauseTable().size())
{
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &ClauseValueSource::take);
}

void ClauseValueSource::setIndex(SearchIndexPointer index)
{
    m_index = std::move(index);
    m_known.assign(m_known.size(), std::nullopt);
    m_watcher.setFuture({});
    if (m_wanted) {
        count();
    }
    Q_EMIT changed();
}

void ClauseValueSource::setStates(WorkStatesPointer states)
{
    m_states = std::move(states);
    for (const ClauseInfo &info : clauseTable()) {
        if (countsMarks(info.kind)) {
            m_known[static_cast<std::size_t>(info.kind)].reset();
        }
    }
    if (m_wanted && countsMarks(*m_wanted)) {
        count();
    }
    Q_EMIT changed();
}

std::span<const ClauseValue> ClauseValueSource::values(ClauseKind kind)
{
    const std::optional<std::vector<ClauseValue>> &known = m_known[static_cast<std::size_t>(kind)];
    if (known) {
        return *known;
    }
    if (m_wanted != kind) {
        m_wanted = kind;
        count();
    }
    return {};
}

void ClauseValueSource::count()
{
    if (m_index == nullptr) {
        return;
    }
    m_watcher.setFuture(QtConcurrent::run([index = m_index, states = m_states, kind = *m_wanted] {
        giveWayToMainThread();
        return clauseValues(*index, states == nullptr ? WorkStates() : *states, kind);
    }));
}

void ClauseValueSource::take()
{
    if (!m_watcher.isCanceled() && m_wanted) {
        m_known[static_cast<std::size_t>(*std::exchange(m_wanted, std::nullopt))] =
            m_watcher.future().takeResult();
        Q_EMIT changed();
    }
}

} // namespace carrel
