// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalog.h"

#include <QString>
#include <QStringList>

namespace carrel {

/// The section that a person names as "Training System/Resource scheduling", in any case; kNone when there is
/// none.
quint32 sectionNamed(const Catalog &catalog, const QString &path);

/// The titles that lead to a section, outermost first; one that stands before among its siblings has its
/// number. They find the section again in another version of the list.
QStringList sectionPath(const Catalog &catalog, quint32 section);
/// The section that a path leads to; kNone when there is none.
quint32 sectionAt(const Catalog &catalog, const QStringList &path);

} // namespace carrel
