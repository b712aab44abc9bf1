// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "search/completion.h"

#include <QListView>

#include <vector>

namespace carrel {

class CompletionDelegate;
class CompletionModel;

/// The list below the filter box: what can stand at the cursor, what it is for, and how many papers it finds.
/// Lies within the window and never takes the focus from the box.
class CompletionPopup final : public QListView
{
    Q_OBJECT
public:
    /// Most rows it ever shows.
    static constexpr std::size_t kMostRows = 12;

    explicit CompletionPopup(QWidget *parent);

    /// Without a current row; below a place of its parent, as far as there is room.
    void offer(std::vector<Completion> completions, const QPoint &below);
    const Completion &completion(int row) const;
    int rowCount() const;
    /// -1 where none is.
    int currentRow() const { return currentIndex().row(); }
    /// One row on, or back; from the last to none and around.
    void moveCurrent(int step);

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void dress();

    CompletionModel *m_model;
    CompletionDelegate *m_delegate;
};

} // namespace carrel
