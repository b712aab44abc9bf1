// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace carrel {
class Catalog;
}

namespace carrel::test {

/// Everything a catalog says, to compare two of them.
QStringList everything(const Catalog &catalog);

} // namespace carrel::test
