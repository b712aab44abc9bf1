// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace carrel {

class Catalog;

/// What the reader should know of a list that was not read as it was meant: one plain sentence for each kind
/// of trouble, none for a sound list.
QStringList listNotices(const Catalog &catalog);

} // namespace carrel
