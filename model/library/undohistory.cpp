// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/undohistory.h"

#include <QScopedValueRollback>

#include <algorithm>
#include <utility>

namespace carrel {

namespace {

constexpr std::size_t kMostSteps = 100;

} // namespace

void UndoHistory::push(UndoStep step)
{
    if (m_runs) {
        return;
    }
    m_steps.resize(m_done);
    if (m_steps.size() == kMostSteps) {
        m_steps.erase(m_steps.begin());
    }
    m_steps.push_back(std::move(step));
    m_done = m_steps.size();
    Q_EMIT changed();
}

Result<void> UndoHistory::undo()
{
    return canUndo() && !m_runs ? run(m_steps[m_done - 1].undo, m_done - 1) : Result<void>();
}

Result<void> UndoHistory::redo()
{
    return canRedo() && !m_runs ? run(m_steps[m_done].redo, m_done + 1) : Result<void>();
}

Result<void> UndoHistory::run(const std::function<Result<void>()> &step, std::size_t doneAfter)
{
    {
        // A copy: the step may lead to clear().
        const std::function<Result<void>()> act = step;
        const QScopedValueRollback running(m_runs, true);
        if (Result<void> done = act(); !done) {
            return done;
        }
    }
    m_done = std::min(doneAfter, m_steps.size());
    Q_EMIT changed();
    return {};
}

void UndoHistory::clear()
{
    m_steps.clear();
    m_done = 0;
    Q_EMIT changed();
}

} // namespace carrel
