// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalog.h"
#include "search/queryrunner.h"
#include "sync/catalogrepository.h"

#include <QString>

namespace carrel {

/// "Training System > Resource scheduling", "All papers", "Bookmarks".
QString scopeText(const Catalog &catalog, const Scope &scope);

/// "213 of 1,628 papers", "1,628 papers".
QString countText(qsizetype shown, qsizetype all);

/// Which list is shown and of when: "list of 2026-02-07", or the name of the file.
QString sourceText(const CatalogSource &source);

/// A name within a sentence, cut where it is very long.
QString shortened(const QString &text, qsizetype longest);

} // namespace carrel
