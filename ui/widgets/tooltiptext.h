// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace carrel {

/// Any text as a tool tip that shows it as it is: never read as markup, of bounded length, in lines of
/// bounded width.
QString plainToolTip(const QString &text);

} // namespace carrel
