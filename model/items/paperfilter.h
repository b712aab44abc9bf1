// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalog.h"
#include "catalog/workstate.h"
#include "search/queryrunner.h"
#include "search/wordlist.h"
#include "stats/filtercounts.h"

#include <QFutureWatcher>
#include <QObject>
#include <QString>

#include <optional>

namespace carrel {

/// What a filter found: the works to show, in order, and the query that found them; where it found none,
/// maybe what the reader meant.
struct FilterResult
{
    WorkRows rows;
    Query query;
    Scope scope;
    QueryMatchesPointer matches{}; ///< null where the result is the scope, in the list's order
};

/// Runs the reader's query in the pool whenever scope, text or order change; of several runs the newest wins.
/// Without text, in the list's own order, the result comes without the index, and at once where it is no work
/// to make it. States are those of the moment scope, text or order changed, so that a row never vanishes
/// because it was just marked. Each result of another scope or text is followed by its counts, those by
/// others when states change: they are of the states of now.
class PaperFilter final : public QObject
{
    Q_OBJECT
public:
    explicit PaperFilter(QObject *parent = nullptr);

    /// The index is built in the pool; text and order wait for it. A section as scope is one of the new
    /// catalog from now on.
    void setCatalog(CatalogPointer catalog, WorkStatesPointer states);
    /// The catalog with more works at its end. What is shown stays, what is asked for is found in this one.
    void extendCatalog(CatalogPointer catalog, WorkStatesPointer states);
    void setStates(WorkStatesPointer states);
    /// Finds anew what marks decide on: setStates() alone leaves the works that are shown as they are.
    void runAgainForMarks();
    /// The same for the ages of works.
    void runAgainForAges();
    void setScope(const Scope &scope);
    void setText(const QString &text);
    /// Both in one run.
    void setScopeAndText(const Scope &scope, const QString &text);
    void setOrder(PaperOrder order, bool descending);

    const Scope &scope() const { return m_request.scope; }
    QString text() const { return m_text; }
    /// Null while it is built.
    SearchIndexPointer index() const { return m_index; }

Q_SIGNALS:
    void resultChanged(const carrel::FilterResult &result);
    /// What stands beside facets and sections.
    void countsChanged(const carrel::FilterCounts &counts);
    /// index() is that of the catalog now.
    void indexReady();
    /// After a result without rows: text of the closest query that finds something.
    void suggestionFound(const QString &text);

private:
    void takeCatalog(CatalogPointer catalog, WorkStatesPointer states);
    void run();
    void showScope();
    bool isIndexReady() const;
    void buildIndex();
    void count();
    void takeIndex();
    void takeResult();
    void takeCounts();
    void suggest();
    void takeWords();
    void takeSuggestion();

    /// What is asked for but for the order.
    struct Asked
    {
        Query query;
        Scope scope;
        friend bool operator==(const Asked &, const Asked &) = default;
    };
    Asked asked() const { return {m_request.query, m_request.scope}; }

    CatalogPointer m_catalog;
    WorkStatesPointer m_states;
    SearchIndexPointer m_index;    ///< null while it is built
    WordListPointer m_words;       ///< of the index; null until a word is wrong
    QueryMatchesPointer m_matches; ///< of the last result, where the catalog and the states are those of now
    WorkStatesPointer m_runStates; ///< that the last run was started with
    QueryRequest m_request;
    QString m_text;
    std::optional<Asked> m_counted; ///< what the last counts are of, where they are still true
    bool m_waitsForIndex = false;
    bool m_buildsIndex = false;
    bool m_waitsForWords = false;
    bool m_hasResult = false; ///< of what is asked for now: there is something to count
    QFutureWatcher<SearchIndexPointer> m_indexWatcher;
    QFutureWatcher<FilterResult> m_runWatcher;
    QFutureWatcher<FilterCounts> m_countsWatcher;
    QFutureWatcher<WordListPointer> m_wordsWatcher;
    QFutureWatcher<QString> m_suggestionWatcher;
};

} // namespace carrel
