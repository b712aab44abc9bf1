// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "commands/actions.h"
#include "commands/windowservices.h"
#include "items/paperfilter.h"
#include "mainwindow/scopes.h"
#include "papers/emptynotice.h"

#include <QObject>

#include <vector>

namespace carrel {

class DetailPane;
struct ExportRequest;
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
    void setScope(const Scope &scope);
    void setFilter(const QString &text);
    /// Goes to the scope before (-1) or after (1) in the history.
    void goInHistory(int step);
    /// Goes to a section and keeps the paper that is looked at.
    void showPlace(quint32 section);
    /// Makes a row of the table the current one, from 0.
    void selectRow(int row);

    /// What the commands are judged by.
    CommandContext context() const;
    /// How many papers are shown of how many, where, and of which list.
    QString statusText() const;
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
    void connectActions();
    /// The scope chosen, or all papers where the filter looks everywhere.
    Scope effectiveScope() const;
    void applyScope();
    EmptyReason emptyReason() const;
    void takeResult(const FilterResult &result);
    void takeStates(const std::vector<quint32> &works);
    void showWork(quint32 work);

    const WindowServices &m_services;
    Panes m_panes;
    PaperActions &m_actions;
    ScopeHistory m_history;
    Scope m_scope; ///< that the reader chose; the filter may look beyond it
};

} // namespace carrel
