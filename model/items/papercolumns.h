// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "search/searchindex.h"

#include <QString>

#include <span>

namespace carrel {

/// Columns of the paper table, in their first order. Stored by `key`, so the order here may change.
enum class PaperColumn { Bookmark, Unread, Title, Venue, Year, Links, Section };

struct PaperColumnInfo
{
    PaperColumn column;
    const char *key;         ///< name in stored settings: "title"
    const char *title;       ///< header text, to be translated in context "PaperColumns"
    PaperOrder order;        ///< what a click on the header sorts by
    bool sortable;
    bool shownAtFirst;
};

/// One row a column; the number of a row is the column of the model.
std::span<const PaperColumnInfo> paperColumns();
QString paperColumnTitle(PaperColumn column);

} // namespace carrel
