// SPDX-License-Identifier: GPL-3.0-or-later
#include "mainwindow/browser.h"

#include "catalog/linkforms.h"
#include "commands/exporter.h"
#include "commands/paperactions.h"
#include "detail/detailpane.h"
#include "detail/formsmenu.h"
#include "filterbar/filterbar.h"
#include "items/papertablemodel.h"
#include "items/sectiontreemodel.h"
#include "library/librarystore.h"
#include "library/papercommands.h"
#include "mainwindow/statustext.h"
#include "papers/paperpane.h"
#include "papers/papertableview.h"
#include "sidebar/sidebarpane.h"

#include <QScopedValueRollback>
#include <QScrollBar>
#include <QSignalBlocker>

#include <algorithm>
#include <utility>

namespace carrel {

namespace {

/// In place of a place in the table.
constexpr int kWhereverTheWorkIs = -1;

} // namespace

Browser::Browser(const WindowServices &services, const Panes &panes, PaperActions &actions, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_panes(panes)
    , m_actions(actions)
{
    connectPanes();
    connectActions();
    connect(&m_services.filter, &PaperFilter::resultChanged, this, &Browser::takeResult);
    connect(&m_services.library, &LibraryStore::statesChanged, this, &Browser::takeStates);
}

void Browser::connectPanes()
{
    FilterBar *filterBar = &m_panes.filterBar;
    PaperPane *papers = &m_panes.papers;
    connect(&m_panes.sidebar, &SidebarPane::scopeActivated, this, &Browser::takeScope);
    connect(filterBar, &FilterBar::textChanged, this, &Browser::takeText);
    connect(filterBar, &FilterBar::everywhereChanged, this, &Browser::takeEverywhere);
    connect(filterBar, &FilterBar::editingFinished, this, [this] { m_history.settle(); });
    connect(filterBar, &FilterBar::papersRequested, papers, &PaperPane::focusPapers);
    connect(papers, &PaperPane::currentWorkChanged, this, &Browser::showWork);
    connect(papers, &PaperPane::selectionChanged, this, &Browser::selectionChanged);
    connect(papers, &PaperPane::sortRequested, &m_services.filter, &PaperFilter::setOrder);
    connect(papers, &PaperPane::filterClearRequested, filterBar,
            [filterBar] { filterBar->setText(QString()); });
    connect(papers, &PaperPane::suggestionAccepted, filterBar, &FilterBar::setText);
    connect(&m_services.filter, &PaperFilter::suggestionFound, papers, &PaperPane::setSuggestion);
    connect(&m_services.filter, &PaperFilter::indexReady, filterBar, [this, filterBar] {
        filterBar->setIndex(m_services.filter.index());
        filterBar->setStates(m_services.library.states());
    });
}

void Browser::connectActions()
{
    PaperActions *actions = &m_actions;
    PaperPane *papers = &m_panes.papers;
    connect(papers, &PaperPane::openRequested, actions, &PaperActions::open);
    connect(papers, &PaperPane::bookmarkToggled, actions, &PaperActions::toggleBookmarked);
    connect(papers, &PaperPane::readToggled, actions, &PaperActions::toggleRead);
    DetailPane *detail = &m_panes.detail;
    connect(detail, &DetailPane::openRequested, actions, [actions](quint32 work) { actions->open({work}); });
    connect(detail, &DetailPane::pdfRequested, actions,
            [actions](quint32 work) { actions->openPdf({work}); });
    connect(detail, &DetailPane::linkRequested, actions, &PaperActions::openLink);
    connect(detail, &DetailPane::bookmarkRequested, actions,
            [actions](quint32 work, bool on) { actions->setBookmarked({work}, on); });
    connect(detail, &DetailPane::readRequested, actions,
            [actions](quint32 work, bool on) { actions->setRead({work}, on); });
    connect(detail, &DetailPane::ratingRequested, actions,
            [actions](quint32 work, int rating) { actions->setRating({work}, rating); });
    connect(detail, &DetailPane::tagAdded, actions,
            [actions](quint32 work, const QString &name) { actions->addTag({work}, name); });
    connect(detail, &DetailPane::tagRemoved, actions,
            [actions](quint32 work, const QString &name) { actions->removeTag({work}, name); });
    connect(detail, &DetailPane::noteChanged, actions,
            [actions](quint32 work, const QString &note) { actions->setNote({work}, note); });
    // Afterwards the number of the work shown means another one.
    connect(&m_services.library, &LibraryStore::aboutToReset, detail, &DetailPane::flush);
    connect(&m_services.library, &LibraryStore::joiningChanged, this, &Browser::takeJoining);
    connect(&m_services.library, &LibraryStore::catalogExtended, this, &Browser::extendCatalog);
    connect(&m_services.library, &LibraryStore::agesChanged, this, [this, detail] {
        detail->setStates(*m_services.library.states());
        m_panes.filterBar.setStates(m_services.library.states());
    });
    connect(detail, &DetailPane::placeRequested, this, &Browser::showPlace);
}

void Browser::showCatalog()
{
    m_scope = m_panes.sidebar.currentScope();
    m_awaited.reset();
    m_kept.reset();
    m_history.begin(presentStep());
    takeCatalog();
}

void Browser::takeCatalog()
{
    m_isShown = false;
    {
        // A section of the list before means nothing in this one, nor does this one's in that.
        const QSignalBlocker quiet(m_services.filter);
        m_services.filter.setScope(effectiveScope());
    }
    m_panes.filterBar.setIndex(nullptr);
    m_services.filter.setCatalog(m_services.papers.catalog(), m_services.library.states());
    applyScope();
}

/// Works that left the list have come to its end.
void Browser::extendCatalog()
{
    const CatalogPointer &catalog = m_services.library.catalog();
    m_panes.detail.extendCatalog(m_services.papers.catalog(), catalog);
    m_services.commands.setCatalog(catalog);
    m_services.papers.extendCatalog(catalog);
    m_services.sections.extendCatalog(catalog);
    m_panes.filterBar.setIndex(nullptr);
    m_services.filter.extendCatalog(catalog, m_services.library.states());
    if (m_scope.view == PaperView::Gone) {
        m_panes.sidebar.setCurrentScope(m_scope);
    }
}

void Browser::setScope(const Scope &scope)
{
    m_panes.sidebar.setCurrentScope(scope);
    takeScope(scope);
}

void Browser::takeScope(const Scope &scope)
{
    leaveStep();
    m_scope = scope;
    m_history.visit(presentStep());
    applyScope();
}

void Browser::takeText(const QString &text)
{
    if (m_quiet) {
        return;
    }
    leaveStep();
    const bool typed = m_panes.filterBar.isEditing();
    if (!typed) {
        m_history.settle();
    }
    m_history.type(text);
    if (!typed) {
        m_history.settle();
    }
    m_isShown = false;
    m_services.filter.setText(text);
    applyScope();
}

void Browser::takeEverywhere()
{
    if (m_quiet) {
        return;
    }
    leaveStep();
    if (!filterText().trimmed().isEmpty()) {
        BrowseStep step = presentStep();
        step.search = search();
        m_history.visit(step);
    }
    applyScope();
}

void Browser::setFilter(const QString &text)
{
    m_panes.filterBar.setText(text);
}

void Browser::goTo(const BrowseStep &step)
{
    leaveStep();
    m_history.visit(step);
    show(step);
}

void Browser::goInHistory(int step)
{
    leaveStep();
    const BrowseStep &target = step < 0 ? m_history.back() : m_history.forward();
    m_awaited = target;
    show(target);
}

void Browser::show(const BrowseStep &step)
{
    m_scope = step.scope;
    {
        const QScopedValueRollback quiet(m_quiet, true);
        m_panes.sidebar.setCurrentScope(step.scope);
        m_panes.filterBar.setEverywhere(step.everywhere);
        m_panes.filterBar.setText(step.text);
    }
    m_isShown = false;
    m_services.filter.setScopeAndText(effectiveScope(), step.text);
    applyScope();
}

/// What is to be shown, without where the reader stands in it.
BrowseStep Browser::presentStep() const
{
    BrowseStep step;
    step.scope = m_scope;
    step.text = filterText();
    step.everywhere = m_panes.filterBar.isEverywhere();
    return step;
}

/// Remembers where the reader stands in the present step.
void Browser::leaveStep()
{
    m_awaited.reset();
    m_kept.reset();
    if (m_isShown) {
        m_history.note(m_panes.papers.currentWork(), m_panes.papers.view().verticalScrollBar()->value());
    }
}

void Browser::bringBack(const BrowseStep &step)
{
    if (step.work != kNone) {
        m_panes.papers.selectWork(step.work);
    }
    if (step.scroll != kWhereverTheWorkIs) {
        m_panes.papers.view().verticalScrollBar()->setValue(step.scroll);
    }
}

qint64 Browser::search() const
{
    return m_history.isEmpty() ? 0 : m_history.current().search;
}

void Browser::adoptSearch(qint64 search)
{
    m_history.adoptSearch(search);
    Q_EMIT viewChanged();
}

QString Browser::filterText() const
{
    return m_panes.filterBar.text();
}

/// Of the section, else of the paper, else the first.
QString Browser::currentList() const
{
    const CatalogPointer &catalog = m_services.papers.catalog();
    if (catalog == nullptr || catalog->lists().empty()) {
        return {};
    }
    const quint32 work = m_panes.papers.currentWork();
    quint32 list = kNone;
    if (m_scope.view == PaperView::Section) {
        list = catalog->listOfSection(m_scope.section);
    } else if (work < catalog->workCount()) {
        list = catalog->listOf(catalog->work(work).entries.front());
    }
    return catalog->lists()[list == kNone ? 0 : list].origin.id;
}

void Browser::showPlace(quint32 section)
{
    const quint32 work = m_panes.detail.work();
    setScope({PaperView::Section, section});
    m_panes.papers.selectWork(work);
}

void Browser::showPaper(quint32 work)
{
    BrowseStep step;
    const quint32 section = m_services.papers.catalog()->face(work).section;
    step.scope = section == kNone ? Scope() : Scope{PaperView::Section, section};
    step.work = work;
    step.scroll = kWhereverTheWorkIs;
    leaveStep();
    m_history.visit(step);
    m_awaited = step;
    show(step);
}

void Browser::selectRow(int row)
{
    const WorkRows &rows = m_services.papers.rows();
    if (row >= 0 && row < static_cast<int>(rows.size())) {
        m_panes.papers.selectWork(rows[static_cast<quint32>(row)]);
    }
}

Scope Browser::effectiveScope() const
{
    const FilterBar &filterBar = m_panes.filterBar;
    const bool everywhere = filterBar.isEverywhere() && !filterBar.text().trimmed().isEmpty();
    return everywhere ? Scope() : m_scope;
}

void Browser::applyScope()
{
    const Scope scope = effectiveScope();
    m_panes.filterBar.setEverywhereAvailable(m_scope.view != PaperView::All);
    if (scope != m_services.filter.scope()) {
        m_isShown = false;
        m_services.filter.setScope(scope);
    }
    Q_EMIT viewChanged();
}

void Browser::takeJoining(bool joining)
{
    m_panes.detail.setNoteLocked(joining);
    if (!joining && m_isShown) {
        m_panes.papers.setEmptyState(emptyReason(), m_panes.filterBar.text());
    }
}

EmptyReason Browser::emptyReason() const
{
    if (m_services.library.isJoining()) {
        return EmptyReason::Loading;
    }
    if (!m_panes.filterBar.text().trimmed().isEmpty()) {
        return EmptyReason::NoMatch;
    }
    switch (m_scope.view) {
    case PaperView::Bookmarks:
        return EmptyReason::NoBookmarks;
    case PaperView::Unread:
        return EmptyReason::NoUnread;
    case PaperView::New:
        return EmptyReason::NothingNew;
    case PaperView::All:
    case PaperView::Section:
    case PaperView::Tag:
    case PaperView::Gone:
        break;
    }
    return EmptyReason::NoPapers;
}

void Browser::takeResult(const FilterResult &result)
{
    m_panes.papers.setQuery(result.query);
    m_panes.detail.setQuery(result.query);
    m_services.papers.setRows(result.rows);
    m_isShown = true;
    if (const auto step = std::exchange(m_awaited, std::nullopt)) {
        bringBack(*step);
    }
    // Views that marks decide on are empty until the library is joined.
    if (m_kept && (result.rows.size() > 0 || !m_services.library.isJoining())) {
        carrel::bringBack(*std::exchange(m_kept, std::nullopt), m_panes.papers);
    }
    m_panes.papers.setEmptyState(emptyReason(), m_panes.filterBar.text());
    Q_EMIT viewChanged();
}

void Browser::takeStates(const std::vector<quint32> &works)
{
    const quint32 work = m_panes.detail.work();
    if (work != kNone && std::find(works.begin(), works.end(), work) != works.end()) {
        m_panes.detail.setStates(*m_services.library.states());
    }
    m_panes.filterBar.setStates(m_services.library.states());
    Q_EMIT selectionChanged();
}

void Browser::showWork(quint32 work)
{
    const WorkStatesPointer states = m_services.library.states();
    if (work == kNone || work >= states->size()) {
        m_panes.detail.clear();
    } else {
        m_panes.detail.show(m_services.papers.catalog(), work, *states);
    }
}

CommandContext Browser::context() const
{
    const CatalogPointer &catalog = m_services.papers.catalog();
    const WorkStatesPointer states = m_services.library.states();
    const std::vector<quint32> works = m_panes.papers.selectedWorks();
    const auto all = [&](bool WorkState::*mark) {
        return !works.empty() &&
               std::all_of(works.begin(), works.end(), [&](quint32 work) { return (*states)[work].*mark; });
    };
    CommandContext context;
    context.selected = static_cast<int>(works.size());
    context.shown = static_cast<int>(m_services.papers.rows().size());
    context.linked = std::any_of(works.begin(), works.end(),
                                 [&](quint32 work) { return catalog->preferredLinkOfWork(work) != nullptr; });
    context.allBookmarked = all(&WorkState::bookmarked);
    context.allRead = all(&WorkState::read);
    context.filtered = !m_panes.filterBar.text().isEmpty();
    context.bestMatchFirst = m_panes.papers.sortOrder() == PaperOrder::BestMatch;
    context.tag = currentTag().has_value();
    context.canGoBack = m_history.canGoBack();
    context.canGoForward = m_history.canGoForward();
    return context;
}

QString Browser::scopeName() const
{
    const Scope &scope = m_services.filter.scope();
    const WorkStatesPointer states = m_services.library.states();
    if (const ReaderTag *tag = scope.view == PaperView::Tag ? states->tag(scope.tag) : nullptr) {
        return tr("Tag %1").arg(tag->name);
    }
    return scopeText(*m_services.papers.catalog(), scope);
}

std::optional<quint32> Browser::currentTag() const
{
    return m_scope.view == PaperView::Tag ? std::optional(m_scope.tag) : std::nullopt;
}

QString Browser::statusText() const
{
    const CatalogPointer &catalog = m_services.papers.catalog();
    if (catalog == nullptr) {
        return {};
    }
    const WorkRows &rows = m_services.papers.rows();
    const auto shown = static_cast<qsizetype>(rows.size());
    const quint32 listed = catalog->listedWorks();
    const bool showsGone = listed < catalog->workCount() && rows.reach(listed);
    const auto all = static_cast<qsizetype>(showsGone ? catalog->workCount() : listed);
    const bool bestMatchFirst =
        m_panes.papers.sortOrder() == PaperOrder::BestMatch && !m_panes.filterBar.text().trimmed().isEmpty();
    QStringList parts{countText(shown, all), scopeName(),
                      bestMatchFirst ? tr("best match first") : QString()};
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" \u00b7 "));
}

void Browser::fillForms(QMenu &menu)
{
    if (const quint32 work = m_panes.papers.currentWork(); work != kNone) {
        const Catalog &catalog = *m_services.papers.catalog();
        fillFormsMenu(menu, linkForms(catalog, work), catalog.string(catalog.face(work).title()),
                      [this, work](const QUrl &url) { m_actions.openLink(work, url); });
    }
}

void Browser::offerMarkAllRead()
{
    m_actions.offerMarkRead(m_services.papers.rows().works(), scopeName());
}

ExportRequest Browser::viewForExport() const
{
    const Scope &scope = m_services.filter.scope();
    const QString name = scopeName();
    return {m_services.papers.rows().works(), scope.view == PaperView::Section ? scope.section : kNone,
            name.section(QStringLiteral(" > "), -1)};
}

ExportRequest Browser::selectedForExport() const
{
    ExportRequest request = viewForExport();
    request.works = m_panes.papers.selectedWorks();
    return request;
}

} // namespace carrel
