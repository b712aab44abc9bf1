// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPixmap>

class QString;
class QWidget;

namespace carrel {

/// What hangs at the pointer while something is dragged out of a widget: its name, in the widget's type and
/// colours.
QPixmap dragPicture(const QWidget &widget, const QString &text);

} // namespace carrel
