// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "search/queryrunner.h"

#include <QFutureWatcher>
#include <QObject>
#include <QString>

#include <optional>
#include <vector>

namespace carrel {

/// What is to be counted.
struct CountedSearch
{
    QString text;
    Scope scope;
    friend bool operator==(const CountedSearch &, const CountedSearch &) = default;
};

/// Counts what searches find, all in one run in the pool; of several runs the newest wins. Counts again only
/// what may have changed.
class SearchCounter final : public QObject
{
    Q_OBJECT
public:
    explicit SearchCounter(QObject *parent = nullptr);
    ~SearchCounter() override;

    /// Null while there is none: nothing is known then.
    void setIndex(SearchIndexPointer index);
    void setStates(WorkStatesPointer states);
    void setSearches(const std::vector<CountedSearch> &searches);

    /// As last counted; nothing before that.
    std::optional<quint32> count(const CountedSearch &search) const;

Q_SIGNALS:
    void counted();

private:
    struct Entry
    {
        CountedSearch search;
        Query query;
        std::optional<quint32> count;
        bool due = true;
    };

    void run();
    void take();

    SearchIndexPointer m_index;
    WorkStatesPointer m_states;
    std::vector<Entry> m_entries;
    QFutureWatcher<std::vector<quint32>> m_watcher;
};

} // namespace carrel
