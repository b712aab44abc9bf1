// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalog.h"
#include "catalog/workstate.h"
#include "search/workcolumn.h"

#include <QString>

#include <span>

namespace carrel {

/// Columns of the paper table, in their first order. Stored by `key`, so the order here may change.
enum class PaperColumn {
    Bookmark,
    Unread,
    Title,
    Authors,
    Venue,
    Year,
    Links,
    Section,
    Lists,
    Tags,
    Rating,
    Bookmarked,
    Added
};

/// What a cell tells of: one work and what the reader said of it.
struct PaperCell
{
    const Catalog &catalog;
    quint32 work = kNone;
    WorkState state;
    const WorkStates *states = nullptr; ///< for what few works have; null: nothing is known
};

struct PaperColumnInfo
{
    PaperColumn column;
    const char *key;   ///< name in stored settings: "title"
    const char *title; ///< header text, to be translated in context "PaperColumns"
    PaperOrder order;  ///< what a click on the header sorts by
    bool sortable;
    bool shownAtFirst; ///< that of lists only where there are several
    bool icon;         ///< cells and header show an icon: their text is only spoken
    QString (*text)(const PaperCell &cell);
    QString (*toolTip)(const PaperCell &cell); ///< plain text; null for none
};

/// One row a column; the number of a row is the column of the model.
std::span<const PaperColumnInfo> paperColumns();
QString paperColumnTitle(PaperColumn column);

/// "Added 2026-02-07", "Listed before 2026-02-07"; empty where nothing is known.
QString ageText(const WorkAge &age);

/// The title as a table shows it; for an entry without one "(no title)" with the address it leads to.
QString shownTitle(const Catalog &catalog, quint32 work);

} // namespace carrel
