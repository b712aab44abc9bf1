// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessible>
#include <QModelIndex>

namespace carrel {

class PaperTableView;

/// Factory for QAccessible: PaperTableView as a table with column headers, rows and cells. Its columns are
/// those that are shown, in their order; its children are the cells of the header, then those of each row.
QAccessibleInterface *accessiblePaperTable(const QString &className, QObject *object);

/// What the view tells screen readers, where one listens.
void tellRowsChanged(PaperTableView &view);
void tellCurrentChanged(PaperTableView &view, const QModelIndex &current);
void tellSelectionChanged(PaperTableView &view);

} // namespace carrel
