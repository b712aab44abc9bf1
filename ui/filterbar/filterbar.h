// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/workstate.h"
#include "search/searchindex.h"

#include <QWidget>

class QAction;
class QToolButton;

namespace carrel {

class FilterCompleter;
class FilterEdit;

/// The box that the reader types a filter into, and the choice whether it looks beyond the section chosen.
/// Completes clauses with the values of the list that it is told of.
class FilterBar final : public QWidget
{
    Q_OBJECT
public:
    explicit FilterBar(QWidget *parent = nullptr);

    QString text() const;
    /// The reader can undo it, and nothing is offered to complete it.
    void setText(const QString &text);
    /// Null for as long as there is none.
    void setIndex(SearchIndexPointer index);
    void setStates(WorkStatesPointer states);
    bool isEverywhere() const;
    void setEverywhere(bool on);
    /// False where the view chosen holds all papers already.
    void setEverywhereAvailable(bool available);
    /// Gives the box the focus with its text selected.
    void focusText();
    /// The reader is typing.
    bool isEditing() const;
    /// Puts the button of an action at the end of the box.
    void addButton(QAction *action);

Q_SIGNALS:
    void textChanged(const QString &text);
    void everywhereChanged(bool on);
    /// The reader is done with the text and wants the papers.
    void papersRequested();
    void helpRequested();
    /// The reader has left the box.
    void editingFinished();

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void addButtons();
    void takePalette();
    bool handleKey(int key);

    FilterEdit *m_text;
    FilterCompleter *m_completer;
    QToolButton *m_everywhere;
};

} // namespace carrel
