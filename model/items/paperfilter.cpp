// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/paperfilter.h"

#include "base/threadturns.h"
#include "search/closestquery.h"
#include "search/completion.h"

#include <QPromise>
#include <QtConcurrentRun>

#include <optional>
#include <utility>

namespace carrel {

namespace {

WorkStatesPointer orNone(WorkStatesPointer states)
{
    return states == nullptr ? std::make_shared<const WorkStates>() : std::move(states);
}

/// Text of the closest query that finds something; none where no query does.
void suggestInto(QPromise<QString> &promise, const WordListPointer &words, const WorkStatesPointer &states,
                 const QueryRequest &request)
{
    giveWayToMainThread();
    const std::optional<Query> closest = closestQuery(*words, request.query);
    if (closest && !promise.isCanceled() &&
        countMatches(words->index(), *states, *closest, request.scope) > 0) {
        promise.addResult(queryText(*closest));
    }
}

void listWordsInto(QPromise<WordListPointer> &promise, const SearchIndexPointer &index)
{
    giveWayToMainThread();
    promise.addResult(WordList::build(index, [&] { return promise.isCanceled(); }));
}

FilterResult resultOf(const SearchIndexPointer &index, const WorkStatesPointer &states,
                      const QueryRequest &request, const QueryMatchesPointer &earlier)
{
    giveWayToMainThread();
    FilterResult result{{}, request.query, request.scope};
    const bool isKnown =
        earlier != nullptr && earlier->query == request.query && earlier->scope == request.scope;
    result.matches =
        isKnown ? earlier : findMatches(*index, *states, request.query, request.scope, earlier.get());
    result.rows = orderedMatches(*index, *states, result.matches, request.order, request.descending);
    return result;
}

FilterResult scopeResult(const CatalogPointer &catalog, const WorkStatesPointer &states,
                         const QueryRequest &request)
{
    giveWayToMainThread();
    return {scopeWorks(*catalog, *states, request.scope), request.query, request.scope};
}

/// So many works or entries are looked through between two frames.
constexpr std::size_t kFewLookedAt = 50'000;

bool isQuick(const Catalog &catalog, const Scope &scope)
{
    const std::span<const Section> sections = catalog.sections();
    return scope.view == PaperView::Section
               ? scope.section >= sections.size() || sections[scope.section].entries.count <= kFewLookedAt
               : catalog.workCount() <= kFewLookedAt;
}

void countInto(QPromise<FilterCounts> &promise, const SearchIndexPointer &index,
               const WorkStatesPointer &states, const QueryRequest &request,
               const QueryMatchesPointer &matches)
{
    giveWayToMainThread();
    std::optional<FilterCounts> counts = countFilter(*index, *states, request.query, request.scope,
                                                     matches.get(), [&] { return promise.isCanceled(); });
    if (counts) {
        promise.addResult(*std::move(counts));
    }
}

/// What is under way is no longer wanted: it stops if it can, and is not heard of.
template <typename T>
void drop(QFutureWatcher<T> &watcher)
{
    watcher.future().cancel();
    watcher.setFuture({});
}

} // namespace

// A watcher forgets its former future when it is given a new one: what comes from an older run is never seen.
// The empty future that stands for "nothing under way" counts as cancelled.
PaperFilter::PaperFilter(QObject *parent)
    : QObject(parent)
{
    connect(&m_indexWatcher, &QFutureWatcherBase::finished, this, &PaperFilter::takeIndex);
    connect(&m_runWatcher, &QFutureWatcherBase::finished, this, &PaperFilter::takeResult);
    connect(&m_countsWatcher, &QFutureWatcherBase::finished, this, &PaperFilter::takeCounts);
    connect(&m_wordsWatcher, &QFutureWatcherBase::finished, this, &PaperFilter::takeWords);
    connect(&m_suggestionWatcher, &QFutureWatcherBase::finished, this, &PaperFilter::takeSuggestion);
}

void PaperFilter::setCatalog(CatalogPointer catalog, WorkStatesPointer states)
{
    m_waitsForIndex = false;
    takeCatalog(std::move(catalog), std::move(states));
    run();
}

void PaperFilter::extendCatalog(CatalogPointer catalog, WorkStatesPointer states)
{
    takeCatalog(std::move(catalog), std::move(states));
    drop(m_countsWatcher);
    if (!m_hasResult) {
        run();
    }
}

void PaperFilter::takeCatalog(CatalogPointer catalog, WorkStatesPointer states)
{
    Q_ASSERT(catalog != nullptr);
    m_catalog = std::move(catalog);
    m_states = orNone(std::move(states));
    m_index.reset();
    m_words.reset();
    m_matches.reset();
    m_counted.reset();
    drop(m_wordsWatcher);
    buildIndex();
}

void PaperFilter::setStates(WorkStatesPointer states)
{
    m_states = orNone(std::move(states));
    m_matches.reset();
    m_counted.reset();
    if (m_hasResult) {
        count();
    }
}

void PaperFilter::runAgainForMarks()
{
    const PaperView view = m_request.scope.view;
    if (usesMarks(m_request.query) || isByMarks(m_request.order) ||
        (view != PaperView::All && view != PaperView::Section)) {
        run();
    }
}

void PaperFilter::runAgainForAges()
{
    if (usesAges(m_request.query) || m_request.order == PaperOrder::Added ||
        m_request.scope.view == PaperView::New) {
        run();
    }
}

void PaperFilter::setScope(const Scope &scope)
{
    m_request.scope = scope;
    run();
}

void PaperFilter::setText(const QString &text)
{
    m_text = text;
    m_request.query = parseQuery(withoutBegunClause(text));
    run();
}

void PaperFilter::setScopeAndText(const Scope &scope, const QString &text)
{
    m_request.scope = scope;
    setText(text);
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
    const bool atOnce =
        m_request.query.isEmpty() && !hasColumn(m_request.order) && !isByMarks(m_request.order);
    m_waitsForIndex = !atOnce && !isIndexReady();
    m_hasResult = false;
    m_waitsForWords = false;
    drop(m_runWatcher);
    drop(m_countsWatcher);
    drop(m_suggestionWatcher);
    if (atOnce) {
        showScope();
    } else if (!m_waitsForIndex) {
        m_runStates = m_states;
        m_runWatcher.setFuture(QtConcurrent::run(resultOf, m_index, m_states, m_request, m_matches));
    } else if (!m_buildsIndex) {
        buildIndex();
    }
}

/// Without the index.
void PaperFilter::showScope()
{
    const Scope &scope = m_request.scope;
    if (scope.view != PaperView::All && !isQuick(*m_catalog, scope)) {
        m_runStates = m_states;
        m_runWatcher.setFuture(QtConcurrent::run(scopeResult, m_catalog, m_states, m_request));
        return;
    }
    m_matches.reset();
    m_hasResult = true;
    count();
    Q_EMIT resultChanged({scope.view == PaperView::All ? WorkRows::all(m_catalog->listedWorks())
                                                       : WorkRows(scopeWorks(*m_catalog, *m_states, scope)),
                          m_request.query, scope});
}

bool PaperFilter::isIndexReady() const
{
    return m_index != nullptr && (!hasColumn(m_request.order) || m_index->column(m_request.order) != nullptr);
}

/// Counts come after the result even where they are quicker: they are told by the event loop.
void PaperFilter::count()
{
    drop(m_countsWatcher);
    if (m_index != nullptr && m_counted != asked()) {
        m_countsWatcher.setFuture(QtConcurrent::run(countInto, m_index, m_states, m_request, m_matches));
    }
}

/// Makes the index, or, where it is there, what it still lacks: once, however often it is asked for
/// meanwhile.
void PaperFilter::buildIndex()
{
    m_buildsIndex = true;
    m_indexWatcher.setFuture(m_index == nullptr ? QtConcurrent::run(&SearchIndex::build, m_catalog)
                                                : QtConcurrent::run(&SearchIndex::withNameOrders, m_index));
}

void PaperFilter::takeIndex()
{
    if (m_indexWatcher.isCanceled()) {
        return;
    }
    const bool isNew = m_index == nullptr;
    m_index = m_indexWatcher.result();
    m_buildsIndex = false;
    m_indexWatcher.setFuture({});
    if (m_waitsForIndex) {
        run();
    } else if (isNew && m_hasResult) {
        count();
    }
    if (isNew) {
        Q_EMIT indexReady();
    }
}

void PaperFilter::takeResult()
{
    if (!m_runWatcher.isCanceled()) {
        const FilterResult result = m_runWatcher.future().takeResult();
        m_matches = m_runStates == m_states ? result.matches : nullptr;
        if (result.rows.empty() && !result.query.isEmpty()) {
            suggest();
        }
        m_hasResult = true;
        count();
        Q_EMIT resultChanged(result);
    }
}

void PaperFilter::takeCounts()
{
    if (!m_countsWatcher.isCanceled()) {
        m_counted = asked();
        Q_EMIT countsChanged(m_countsWatcher.future().takeResult());
    }
}

/// The list of words is made once, and to its end: what is typed meanwhile may be wrong too.
void PaperFilter::suggest()
{
    m_waitsForWords = m_words == nullptr;
    if (!m_waitsForWords) {
        m_suggestionWatcher.setFuture(QtConcurrent::run(suggestInto, m_words, m_states, m_request));
    } else if (!m_wordsWatcher.isRunning()) {
        m_wordsWatcher.setFuture(QtConcurrent::run(listWordsInto, m_index));
    }
}

void PaperFilter::takeWords()
{
    if (m_wordsWatcher.isCanceled()) {
        return;
    }
    m_words = m_wordsWatcher.result();
    if (m_waitsForWords) {
        suggest();
    }
}

void PaperFilter::takeSuggestion()
{
    if (!m_suggestionWatcher.isCanceled() && m_suggestionWatcher.future().resultCount() > 0) {
        Q_EMIT suggestionFound(m_suggestionWatcher.result());
    }
}

} // namespace carrel
