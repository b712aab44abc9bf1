// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme.h"

namespace carrel {

QColor blended(const QColor &under, const QColor &over, qreal share)
{
    const auto mix = [share](qreal a, qreal b) { return static_cast<float>(a + (b - a) * share); };
    return QColor::fromRgbF(mix(under.redF(), over.redF()), mix(under.greenF(), over.greenF()),
                            mix(under.blueF(), over.blueF()));
}

QColor secondaryText(const QColor &text, const QColor &ground)
{
    return blended(ground, text, 0.64);
}

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Base).lightnessF() < 0.5F;
}

QPalette withReadablePlaceholder(QPalette palette)
{
    palette.setColor(QPalette::PlaceholderText,
                     secondaryText(palette.color(QPalette::Text), palette.color(QPalette::Base)));
    return palette;
}

QColor matchTint(const QPalette &palette)
{
    return blended(palette.color(QPalette::Base), palette.color(QPalette::Active, QPalette::Highlight),
                   isDark(palette) ? 0.5 : 0.3);
}

QColor clauseTint(const QPalette &palette)
{
    return blended(palette.color(QPalette::Base), palette.color(QPalette::Active, QPalette::Highlight),
                   isDark(palette) ? 0.42 : 0.24);
}

QColor excludedTint(const QPalette &palette)
{
    return blended(palette.color(QPalette::Base), palette.color(QPalette::Text), 0.07);
}

QColor excludedOutline(const QPalette &palette)
{
    return blended(palette.color(QPalette::Base), palette.color(QPalette::Text), 0.5);
}

QColor selectedMatchTint(const QPalette &palette)
{
    return blended(palette.color(QPalette::Highlight), palette.color(QPalette::HighlightedText), 0.28);
}

} // namespace carrel
