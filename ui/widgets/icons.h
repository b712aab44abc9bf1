// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QPixmap>

namespace carrel {

enum class IconName {
    Back,
    Forward,
    Refresh,
    Star,
    StarFilled,
    Unread,
    Search,
    Clear,
    Columns,
    Menu,
    OpenExternal,
    Pdf,
    Copy,
    Link,
    Chevron,
    Close,
    Warning,
    Info,
    Help,
    FolderOpen,
    Sidebar,
    Detail,
    Code,
    Slides,
    Save,
    SavedSearch,
    List,
    Tag,
    Unlisted,
    New
};

/// The icon in the colours of the application's palette, sharp at every scale; the desktop's own where its
/// icon theme has one. Costs nothing before it is painted.
QIcon icon(IconName name);

/// Our own drawing of an icon in one colour, size in device independent pixels.
QPixmap iconPixmap(IconName name, int size, qreal devicePixelRatio, const QColor &color);

} // namespace carrel
