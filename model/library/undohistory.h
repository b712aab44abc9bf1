// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QObject>
#include <QString>

#include <cstddef>
#include <functional>
#include <vector>

namespace carrel {

/// A change that was made, told as the reader would ask for it ("Delete Saved Search"), and how it is taken
/// back and made again.
struct UndoStep
{
    QString name;
    std::function<Result<void>()> undo;
    std::function<Result<void>()> redo;
};

/// The last changes of the library and those taken back. What a step does is its own affair; a step that
/// fails has changed nothing and stays where it is.
class UndoHistory final : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Notes a change that has been made. What was taken back before is forgotten, and so is the oldest of
    /// more than 100. Ignored while a step runs: the changes it makes are its own.
    void push(UndoStep step);
    /// Nothing happens where there is nothing to undo or redo.
    Result<void> undo();
    Result<void> redo();
    void clear();

    bool canUndo() const { return m_done > 0; }
    bool canRedo() const { return m_done < m_steps.size(); }
    /// Empty where there is none.
    QString undoName() const { return canUndo() ? m_steps[m_done - 1].name : QString(); }
    QString redoName() const { return canRedo() ? m_steps[m_done].name : QString(); }

Q_SIGNALS:
    void changed();

private:
    Result<void> run(const std::function<Result<void>()> &step, std::size_t doneAfter);

    std::vector<UndoStep> m_steps; ///< the oldest first; those from m_done on were taken back
    std::size_t m_done = 0;
    bool m_runs = false;
};

} // namespace carrel
