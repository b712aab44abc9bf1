// SPDX-License-Identifier: GPL-3.0-or-later
#include "mainwindow/savedsearchpanel.h"

#include "filterbar/filterbar.h"
#include "items/paperfilter.h"
#include "items/papertablemodel.h"
#include "items/sectiontreemodel.h"
#include "library/librarystore.h"
#include "mainwindow/browser.h"
#include "mainwindow/scopes.h"
#include "sidebar/sidebarpane.h"
#include "widgets/errortext.h"
#include "widgets/icons.h"

#include <QAction>
#include <QMenu>

#include <algorithm>

namespace carrel {

namespace {

constexpr qint64 kDraft = 0; ///< no saved search has this id

/// The text that finds in all papers what this one finds in a view.
QString textFor(PaperView view, const QString &tag, const QString &text)
{
    const QString trimmed = text.trimmed();
    switch (view) {
    case PaperView::Bookmarks:
        return QLatin1String("is:bookmarked ") + trimmed;
    case PaperView::Unread:
        return QLatin1String("is:unread ") + trimmed;
    case PaperView::New:
        return QLatin1String("is:new ") + trimmed;
    case PaperView::Gone:
        return QLatin1String("is:gone ") + trimmed;
    case PaperView::Tag:
        return QStringLiteral("tag:\"%1\" ").arg(tag) + trimmed;
    case PaperView::All:
    case PaperView::Section:
        break;
    }
    return trimmed;
}

} // namespace

SavedSearchPanel::SavedSearchPanel(const WindowServices &services, const Panes &panes, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_panes(panes)
    , m_actions(services.searches, services.history, this)
    , m_button(new QAction(this))
{
    m_panes.filterBar.addButton(m_button);
    connectParts();
    takeSearches();
}

void SavedSearchPanel::connectParts()
{
    connect(&m_actions, &SearchActions::messageRequested, this, &SavedSearchPanel::messageRequested);
    connect(&m_actions, &SearchActions::messageObsolete, this, &SavedSearchPanel::messageObsolete);
    connect(&m_services.searches, &SavedSearches::changed, this, &SavedSearchPanel::takeSearches);
    connect(&m_services.filter, &PaperFilter::indexReady, this,
            [this] { m_counter.setIndex(m_services.filter.index()); });
    const auto takeStates = [this] { m_counter.setStates(m_services.library.states()); };
    connect(&m_services.library, &LibraryStore::statesChanged, this, takeStates);
    connect(&m_services.library, &LibraryStore::agesChanged, this, takeStates);
    connect(&m_services.library, &LibraryStore::statesReset, this, takeStates);
    connect(&m_counter, &SearchCounter::counted, this, &SavedSearchPanel::showRows);
    connect(&m_services.sections, &SectionTreeModel::savedSearchMoved, &m_actions, &SearchActions::move,
            Qt::QueuedConnection);
    connect(&m_panes.browser, &Browser::viewChanged, this, &SavedSearchPanel::showCurrent);
    SidebarPane *sidebar = &m_panes.sidebar;
    connect(sidebar, &SidebarPane::savedSearchActivated, this, &SavedSearchPanel::activate);
    connect(sidebar, &SidebarPane::savedSearchRenamed, this, &SavedSearchPanel::takeName);
    connect(sidebar, &SidebarPane::savedSearchEditEnded, this, &SavedSearchPanel::endEdit);
    connect(m_button, &QAction::triggered, this, &SavedSearchPanel::useButton);
}

void SavedSearchPanel::showCatalog()
{
    m_counter.setIndex(m_services.filter.index());
    m_counter.setStates(m_services.library.states());
    takeSearches();
    // After a start the filter may be one that was saved before.
    const std::vector<SavedSearch> &all = m_services.searches.all();
    const auto shown =
        std::find_if(all.begin(), all.end(), [this](const SavedSearch &search) { return isShown(search); });
    if (base() == nullptr && shown != all.end()) {
        m_panes.browser.adoptSearch(shown->id);
    }
}

void SavedSearchPanel::takeSearches()
{
    m_meanings.clear();
    std::vector<CountedSearch> counted;
    for (const SavedSearch &search : m_services.searches.all()) {
        const Meaning meaning = meaningOf(search);
        m_meanings.push_back(meaning);
        if (meaning.isSure()) {
            counted.push_back({search.query, *meaning.scope});
        }
    }
    m_counter.setSearches(counted);
    showRows();
    showCurrent();
}

SavedSearchPanel::Meaning SavedSearchPanel::meaningOf(const SavedSearch &search) const
{
    Meaning meaning;
    meaning.understood = search.language >= 1 && search.language <= kQueryLanguageVersion;
    const CatalogPointer &catalog = m_services.papers.catalog();
    if (search.section.isEmpty()) {
        meaning.scope = Scope();
    } else if (catalog != nullptr) {
        const quint32 section = sectionAt(*catalog, search.section);
        meaning.scope = section == kNone ? std::nullopt : std::optional(Scope{PaperView::Section, section});
    }
    return meaning;
}

QString SavedSearchPanel::toolTipOf(const SavedSearch &search, const Meaning &meaning) const
{
    QString path = search.section.join(QLatin1String(" > "));
    path.remove(QChar(0x1e));
    if (!meaning.understood) {
        return tr("Saved by a newer Carrel, which may read \u201c%1\u201d otherwise.").arg(search.query);
    }
    if (!meaning.scope) {
        return tr("This list has no section \u201c%1\u201d.").arg(path);
    }
    return path.isEmpty() ? search.query : tr("%1 in %2").arg(search.query, path);
}

void SavedSearchPanel::showRows()
{
    std::vector<SavedSearchRow> rows;
    const std::vector<SavedSearch> &all = m_services.searches.all();
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Meaning &meaning = m_meanings[i];
        SavedSearchRow row{all[i].id, all[i].name, toolTipOf(all[i], meaning), -1, !meaning.isSure()};
        if (const auto count =
                meaning.isSure() ? m_counter.count({all[i].query, *meaning.scope}) : std::nullopt) {
            row.count = static_cast<int>(*count);
        }
        rows.push_back(std::move(row));
    }
    if (m_draft) {
        rows.push_back({kDraft, m_draft->name, m_draft->query, -1, false});
    }
    const std::optional<qint64> shown = m_panes.sidebar.currentSavedSearch();
    const bool stays = !shown || std::any_of(rows.begin(), rows.end(),
                                             [&](const SavedSearchRow &row) { return row.id == *shown; });
    if (!stays) {
        // Else the view would go to the row beside, as if the reader had chosen it.
        m_panes.sidebar.setCurrentScope(m_panes.browser.scope());
    }
    m_services.sections.setSavedSearches(rows);
}

/// The row of a saved search is current for as long as it is what is shown.
void SavedSearchPanel::showCurrent()
{
    if (!m_draft) {
        if (const SavedSearch *search = current()) {
            m_panes.sidebar.setCurrentSavedSearch(search->id);
        } else if (m_panes.sidebar.currentSavedSearch()) {
            m_panes.sidebar.setCurrentScope(m_panes.browser.scope());
        }
    }
    showButton();
    Q_EMIT changed();
}

void SavedSearchPanel::showButton()
{
    m_button->setVisible(!m_panes.browser.filterText().trimmed().isEmpty());
    const SavedSearch *search = base();
    const bool saved = current() != nullptr;
    m_button->setIcon(icon(saved ? IconName::SavedSearch : IconName::Save));
    m_button->setText(saved               ? tr("Saved as \u201c%1\u201d").arg(search->name)
                      : search != nullptr ? tr("Update \u201c%1\u201d or save a new search").arg(search->name)
                                          : tr("Save this search"));
    m_button->setToolTip(m_button->text().toHtmlEscaped());
}

void SavedSearchPanel::useButton()
{
    if (current() != nullptr) {
        rename();
        return;
    }
    const SavedSearch *search = base();
    if (search == nullptr) {
        save();
        return;
    }
    QMenu menu(&m_panes.filterBar);
    const QString name = QString(search->name).replace(QLatin1Char('&'), QLatin1String("&&"));
    menu.addAction(tr("&Update \u201c%1\u201d").arg(name), this, &SavedSearchPanel::update);
    menu.addAction(tr("&Save as a New Search..."), this, &SavedSearchPanel::save);
    const QPoint below = m_panes.filterBar.rect().bottomRight() - QPoint(menu.sizeHint().width(), 0);
    menu.exec(m_panes.filterBar.mapToGlobal(below));
}

const SavedSearch *SavedSearchPanel::base() const
{
    return m_services.searches.find(m_panes.browser.search());
}

bool SavedSearchPanel::isShown(const SavedSearch &search) const
{
    const auto place = static_cast<std::size_t>(m_services.searches.placeOf(search.id));
    const std::optional<Scope> scope = m_meanings[place].scope;
    return !search.query.isEmpty() && m_panes.browser.filterText().trimmed() == search.query &&
           m_panes.browser.effectiveScope() == scope.value_or(Scope());
}

const SavedSearch *SavedSearchPanel::current() const
{
    const SavedSearch *search = base();
    return search != nullptr && isShown(*search) ? search : nullptr;
}

void SavedSearchPanel::addTo(CommandContext &context) const
{
    const SavedSearch *search = current();
    const bool filtered = !m_panes.browser.filterText().trimmed().isEmpty();
    context.canSaveSearch = filtered && search == nullptr;
    context.canUpdateSearch = filtered && search == nullptr && base() != nullptr;
    context.savedSearch = search != nullptr;
    if (search != nullptr) {
        const std::vector<SavedSearch> &all = m_services.searches.all();
        context.canMoveSearchUp = search->id != all.front().id;
        context.canMoveSearchDown = search->id != all.back().id;
    }
}

void SavedSearchPanel::activate(qint64 id)
{
    const SavedSearch *search = m_services.searches.find(id);
    if (search == nullptr) {
        return;
    }
    const Meaning meaning = meaningOf(*search);
    BrowseStep step;
    step.scope = meaning.scope.value_or(Scope());
    step.text = search->query;
    step.search = id;
    if (!meaning.isSure()) {
        QString text = toolTipOf(*search, meaning);
        if (!meaning.scope) {
            text += QLatin1Char(' ') + tr("All papers are searched instead.");
        }
        Q_EMIT messageRequested(MessageBar::Kind::Warning, text, {});
    }
    m_panes.browser.goTo(step);
}

/// What is filtered now, without a name.
SavedSearch SavedSearchPanel::presentSearch() const
{
    const Scope scope = m_panes.browser.effectiveScope();
    SavedSearch search;
    const WorkStatesPointer states = m_services.library.states();
    const ReaderTag *tag = states->tag(scope.tag);
    search.query = textFor(scope.view, tag == nullptr ? QString() : tag->name, m_panes.browser.filterText());
    search.language = kQueryLanguageVersion;
    if (scope.view == PaperView::Section) {
        search.section = sectionPath(*m_services.papers.catalog(), scope.section);
    }
    return search;
}

void SavedSearchPanel::save()
{
    if (m_services.papers.catalog() == nullptr) {
        return;
    }
    if (const std::optional<Error> &refusal = m_services.library.refusal()) {
        Q_EMIT messageRequested(MessageBar::Kind::Warning, errorText(*refusal), {});
        return;
    }
    m_draft = presentSearch();
    m_draft->name = m_draft->query.left(SavedSearches::kLongestName);
    showRows();
    Q_EMIT sidebarRequested();
    m_panes.sidebar.editSavedSearch(kDraft);
}

void SavedSearchPanel::takeName(qint64 id, const QString &name)
{
    if (id != kDraft) {
        m_actions.rename(id, name);
        return;
    }
    if (!m_draft) {
        return;
    }
    SavedSearch search = *m_draft;
    search.name = name;
    m_draft.reset();
    const std::optional<qint64> added = m_actions.add(search);
    const SavedSearch present = presentSearch();
    if (!added) {
        takeSearches();
    } else if (search.query == m_panes.browser.filterText().trimmed()) {
        m_panes.browser.adoptSearch(*added);
    } else if (search.query == present.query && search.section == present.section) {
        // A view that has become a part of the text.
        activate(*added);
    }
}

void SavedSearchPanel::endEdit(qint64 id)
{
    if (id == kDraft && m_draft) {
        m_draft.reset();
        showRows();
        showCurrent();
    }
}

void SavedSearchPanel::update()
{
    if (const SavedSearch *search = base()) {
        SavedSearch present = presentSearch();
        present.id = search->id;
        present.name = search->name;
        m_actions.changeQuery(present);
        if (present.query != m_panes.browser.filterText().trimmed()) {
            activate(present.id);
        }
    }
}

void SavedSearchPanel::rename()
{
    if (const SavedSearch *search = current()) {
        Q_EMIT sidebarRequested();
        m_panes.sidebar.editSavedSearch(search->id);
    }
}

void SavedSearchPanel::move(int places)
{
    if (const SavedSearch *search = current()) {
        m_actions.move(search->id, m_services.searches.placeOf(search->id) + places);
    }
}

void SavedSearchPanel::remove()
{
    if (const SavedSearch *search = current()) {
        m_actions.remove(search->id);
    }
}

} // namespace carrel
