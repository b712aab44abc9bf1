// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "search/clausevalues.h"

#include <QFutureWatcher>
#include <QObject>

#include <optional>
#include <span>
#include <vector>

namespace carrel {

/// The values of clauses in the list that is shown, counted in the pool when first asked for and kept as long
/// as they hold.
class ClauseValueSource final : public QObject
{
    Q_OBJECT
public:
    explicit ClauseValueSource(QObject *parent = nullptr);

    /// Null for as long as there is none.
    void setIndex(SearchIndexPointer index);
    void setStates(WorkStatesPointer states);
    /// None until they are counted; changed() tells when. What was asked for before that is given up.
    std::span<const ClauseValue> values(ClauseKind kind);

Q_SIGNALS:
    /// Other values than before, or none for now.
    void changed();

private:
    void count();
    void take();

    SearchIndexPointer m_index;
    WorkStatesPointer m_states;
    std::vector<std::optional<std::vector<ClauseValue>>> m_known; ///< one a clause
    std::optional<ClauseKind> m_wanted;
    QFutureWatcher<std::vector<ClauseValue>> m_watcher;
};

} // namespace carrel
