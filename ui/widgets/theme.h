// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>

namespace carrel {

/// A share of over laid on under: 0 gives under, 1 gives over.
QColor blended(const QColor &under, const QColor &over, qreal share);

/// Text that stands back (counts, venues, heads): still 4.5 : 1 and more against its ground.
QColor secondaryText(const QColor &text, const QColor &ground);

/// What lies behind a match of the filter, readable below the palette's text in light and dark.
QColor matchTint(const QPalette &palette);
/// The same in a selected row, whose ground is the highlight.
QColor selectedMatchTint(const QPalette &palette);

/// What lies behind a clause of the filter that was understood.
QColor clauseTint(const QPalette &palette);
/// The same for one that leaves papers out, which has an outline too: no meaning by colour alone.
QColor excludedTint(const QPalette &palette);
QColor excludedOutline(const QPalette &palette);

bool isDark(const QPalette &palette);

/// The palette with the words of an empty box readable: dark desktops leave that role to Qt, whose black is
/// not seen on them.
QPalette withReadablePlaceholder(QPalette palette);

} // namespace carrel
