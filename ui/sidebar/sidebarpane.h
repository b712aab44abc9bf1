// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "search/queryrunner.h"

#include <QByteArray>
#include <QSet>
#include <QWidget>

#include <optional>
#include <vector>

namespace carrel {

class SectionTreeModel;
class SidebarDelegate;
class SidebarView;

/// The left pane: which works the table shows. Remembers open sections and the current one by their titles,
/// so that both outlive a new version of the list.
class SidebarPane final : public QWidget
{
    Q_OBJECT
public:
    explicit SidebarPane(QWidget *parent = nullptr);

    void setModel(SectionTreeModel *model);

    /// The scope of the current row. After the model was reset it is the same section where that still
    /// stands, under its new number; nothing is emitted then.
    Scope currentScope() const;
    /// Makes a scope current and brings it into sight; emits nothing.
    void setCurrentScope(const Scope &scope);

    /// The saved search that is current; nothing where a scope is.
    std::optional<qint64> currentSavedSearch() const;
    /// Makes a saved search the current row, whose scope the present one is; emits nothing.
    void setCurrentSavedSearch(qint64 id);
    /// Lets the reader type another name for it.
    void editSavedSearch(qint64 id);

    /// The sections that are open, by their numbers; and opens such.
    std::vector<quint32> openSections() const;
    void openSections(const std::vector<quint32> &sections);

    /// Open sections and the current scope.
    QByteArray saveState() const;
    /// May be called before the list is there.
    void restoreState(const QByteArray &state);

    SidebarView &view() const { return *m_view; }

Q_SIGNALS:
    /// The reader went there.
    void scopeActivated(const carrel::Scope &scope);
    void savedSearchActivated(qint64 id);
    void savedSearchRenamed(qint64 id, const QString &name);
    /// After savedSearchRenamed() where there is a new name, else alone.
    void savedSearchEditEnded(qint64 id);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void takeFont();
    void connectDelegate();
    void bringBack();
    void openRemembered(const QModelIndex &parent, const QString &path);
    void rememberOpen(const QModelIndex &index, bool open);
    void takeCurrent(const QModelIndex &index);
    void makeCurrent(const QModelIndex &index);
    QString pathOf(const QModelIndex &index) const;
    QModelIndex indexOfPath(const QString &path) const;

    SidebarView *m_view;
    SidebarDelegate *m_delegate;
    SectionTreeModel *m_model = nullptr;
    QSet<QString> m_open;  ///< paths of the sections that are open
    QString m_currentPath; ///< of the current section or view
    bool m_quiet = false;  ///< what happens now is not the reader's doing
};

} // namespace carrel
