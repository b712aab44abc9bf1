// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "commands/actions.h"
#include "commands/windowservices.h"
#include "items/paperfilter.h"
#include "mainwindow/browsehistory.h"
#include "mainwindow/keptplace.h"
#include "papers/emptynotice.h"

#include <QObject>

#include <optional>
#include <vector>

namespace carrel {

class DetailPane;
struct ExportRequest;
struct Succession;
class FilterBar;
class PaperActions;
class PaperPane;
class SidebarPane;

/// Joins sidebar, filter box, table and detail: which papers are shown, and which of them is looked at. The
/// panes belong to the window, what is done to papers to PaperActions.
class Browser final : public QObject
{
    Q_OBJECT
public:
    struct Panes
    {
        SidebarPane &sidebar;
        FilterBar &filterBar;
        PaperPane &papers;
        DetailPane &detail;
    };

    Browser(const WindowServices &services, const Panes &panes, PaperActions &actions, QObject *parent);

    /// Shows the catalog that the models hold, in the scope that the sidebar has come to.
    void showCatalog();
    /// Remembers where the reader stands, before the models take a later version of their catalog.
    void keepPlace();
    /// Shows that version at the place that was kept.
    void showLaterVersion(const Succession &succession);
    void setScope(const Scope &scope);
    void setFilter(const QString &text);
    /// Goes to papers that were chosen, as a new step of the history.
    void goTo(const BrowseStep &step);
    /// Goes to the step before (-1) or after (1) in the history: filter, current paper and place in the table
    /// are as they were left.
    void goInHistory(int step);
    /// Goes to a section and keeps the paper that is looked at.
    void showPlace(quint32 section);
    /// Goes to a paper where its list has it.
    void showPaper(quint32 work);
    /// Makes a row of the table the current one, from 0.
    void selectRow(int row);

    /// The saved search that the present step began with, 0 for none.
    qint64 search() const;
    void adoptSearch(qint64 search);
    QString filterText() const;
    /// Id of the list that the reader looks at; empty where that is none of theirs.
    QString currentList() const;
    /// The scope that the reader chose, and the one that is filtered: all papers where the filter looks
    /// everywhere.
    const Scope &scope() const { return m_scope; }
    Scope effectiveScope() const;

    /// What the commands are judged by.
    CommandContext context() const;
    /// How many papers are shown of how many, where, and of which list.
    QString statusText() const;
    /// The tag whose papers the reader went to.
    std::optional<quint32> currentTag() const;
    /// Appends the ways to read the current paper.
    void fillForms(QMenu &menu);
    void offerMarkAllRead();
    /// All papers that are shown, in the order of the table; and those of them that are selected.
    ExportRequest viewForExport() const;
    ExportRequest selectedForExport() const;

Q_SIGNALS:
    /// Other papers are shown.
    void viewChanged();
    /// Other papers are selected, or their marks have changed.
    void selectionChanged();

private:
    void connectPanes();
    void extendCatalog();
    void connectActions();
    void takeScope(const Scope &scope);
    void takeText(const QString &text);
    void takeEverywhere();
    void applyScope();
    void takeCatalog();
    Scope carried(const Scope &scope, const Succession &succession) const;
    BrowseStep presentStep() const;
    void leaveStep();
    void show(const BrowseStep &step);
    void bringBack(const BrowseStep &step);
    EmptyReason emptyReason() const;
    QString scopeName() const;
    void takeResult(const FilterResult &result);
    void takeJoining(bool joining);
    void takeStates(const std::vector<quint32> &works);
    void showWork(quint32 work);

    const WindowServices &m_services;
    Panes m_panes;
    PaperActions &m_actions;
    BrowseHistory m_history;
    Scope m_scope;                       ///< that the reader chose; the filter may look beyond it
    std::optional<BrowseStep> m_awaited; ///< where the reader is to stand when its rows have come
    std::optional<KeptPlace> m_kept;     ///< the same, after a later version has come
    bool m_isShown = false;              ///< the rows are those of the present step
    bool m_quiet = false;                ///< what changes in the panes is not the reader's doing
};

} // namespace carrel
