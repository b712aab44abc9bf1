// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "commands/actions.h"
#include "commands/searchactions.h"
#include "commands/windowservices.h"
#include "items/searchcounter.h"

#include <QObject>

#include <optional>
#include <vector>

class QAction;

namespace carrel {

class Browser;
class FilterBar;
class SidebarPane;

/// Joins saved searches with sidebar, filter box and browser: shows and counts them, goes to the one that is
/// chosen, has their names typed. What is done to them is done by SearchActions.
class SavedSearchPanel final : public QObject
{
    Q_OBJECT
public:
    struct Panes
    {
        SidebarPane &sidebar;
        FilterBar &filterBar;
        Browser &browser;
    };

    SavedSearchPanel(const WindowServices &services, const Panes &panes, QObject *parent);

    /// The browser shows another catalog.
    void showCatalog();
    /// Adds what the commands on saved searches are judged by.
    void addTo(CommandContext &context) const;

    /// Has a name typed for what is filtered, and saves it.
    void save();
    /// Makes the search that the filter began as what the filter is now.
    void update();
    void rename();
    void move(int places);
    void remove();

Q_SIGNALS:
    void messageRequested(carrel::MessageBar::Kind kind, const QString &text,
                          const carrel::MessageAction &action);
    void messageObsolete();
    /// A name is to be typed there.
    void sidebarRequested();
    /// Commands are to be judged anew.
    void changed();

private:
    /// What a saved search is in this list, for this program.
    struct Meaning
    {
        bool understood = true;     ///< its language is known here
        std::optional<Scope> scope; ///< nothing where its section is not in the list
        bool isSure() const { return understood && scope.has_value(); }
    };

    void connectParts();
    void takeSearches();
    void showRows();
    void showCurrent();
    void showButton();
    void useButton();
    void activate(qint64 id);
    void takeName(qint64 id, const QString &name);
    void endEdit(qint64 id);

    Meaning meaningOf(const SavedSearch &search) const;
    QString toolTipOf(const SavedSearch &search, const Meaning &meaning) const;
    SavedSearch presentSearch() const;
    const SavedSearch *base() const;
    bool isShown(const SavedSearch &search) const;
    const SavedSearch *current() const;

    const WindowServices &m_services;
    Panes m_panes;
    SearchActions m_actions;
    SearchCounter m_counter;
    std::vector<Meaning> m_meanings;    ///< one a saved search
    std::optional<SavedSearch> m_draft; ///< its name is being typed
    QAction *m_button;
};

} // namespace carrel
