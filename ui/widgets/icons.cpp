// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/icons.h"

#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <array>
#include <optional>

namespace carrel {
namespace {

struct IconInfo
{
    IconName name;
    const char *file;  ///< in resources/icons
    const char *theme; ///< name in icon themes; null where only our own drawing fits
};

constexpr std::array kIcons{
    IconInfo{IconName::Back, "back", "go-previous"},
    IconInfo{IconName::Forward, "forward", "go-next"},
    IconInfo{IconName::Refresh, "refresh", "view-refresh"},
    IconInfo{IconName::Star, "star", nullptr},
    IconInfo{IconName::StarFilled, "star-filled", nullptr},
    IconInfo{IconName::Unread, "unread", nullptr},
    IconInfo{IconName::Search, "search", "edit-find"},
    IconInfo{IconName::Clear, "clear", "edit-clear"},
    IconInfo{IconName::Columns, "columns", nullptr},
    IconInfo{IconName::Menu, "menu", "application-menu"},
    IconInfo{IconName::OpenExternal, "open-external", nullptr},
    IconInfo{IconName::Pdf, "pdf", nullptr},
    IconInfo{IconName::Copy, "copy", "edit-copy"},
    IconInfo{IconName::Link, "link", "edit-link"},
    IconInfo{IconName::Chevron, "chevron", nullptr},
    IconInfo{IconName::Close, "close", "window-close"},
    IconInfo{IconName::Warning, "warning", "dialog-warning"},
    IconInfo{IconName::Info, "info", "dialog-information"},
    IconInfo{IconName::Help, "help", "help-contents"},
    IconInfo{IconName::FolderOpen, "folder-open", "document-open"},
    IconInfo{IconName::Sidebar, "sidebar", nullptr},
    IconInfo{IconName::Detail, "detail", nullptr},
    IconInfo{IconName::Code, "code", nullptr},
    IconInfo{IconName::Slides, "slides", nullptr},
    IconInfo{IconName::Save, "save-search", nullptr},
    IconInfo{IconName::SavedSearch, "saved-search", nullptr},
    IconInfo{IconName::List, "list", nullptr},
    IconInfo{IconName::Tag, "tag", nullptr},
    IconInfo{IconName::Unlisted, "unlisted", nullptr},
    IconInfo{IconName::New, "new", nullptr},
};

constexpr bool isInEnumOrder()
{
    for (std::size_t i = 0; i < kIcons.size(); ++i) {
        if (static_cast<std::size_t>(kIcons[i].name) != i) {
            return false;
        }
    }
    return true;
}
static_assert(isInEnumOrder());

const IconInfo &info(IconName name)
{
    return kIcons[static_cast<std::size_t>(name)];
}

QPixmap drawn(IconName name, const QSize &pixels, const QColor &color)
{
    const QString key = QStringLiteral("carrel/%1/%2x%3/%4")
                            .arg(static_cast<int>(name))
                            .arg(pixels.width())
                            .arg(pixels.height())
                            .arg(color.rgba(), 0, 16);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap)) {
        return pixmap;
    }
    pixmap = QPixmap(pixels);
    pixmap.fill(Qt::transparent);
    QSvgRenderer renderer(QStringLiteral(":/icons/%1.svg").arg(QLatin1String(info(name).file)));
    renderer.setAspectRatioMode(Qt::KeepAspectRatio);
    QPainter painter(&pixmap);
    renderer.render(&painter);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(pixmap.rect(), color);
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

QColor paletteColor(QIcon::Mode mode)
{
    const QPalette palette = QGuiApplication::palette();
    switch (mode) {
    case QIcon::Disabled:
        return palette.color(QPalette::Disabled, QPalette::ButtonText);
    case QIcon::Selected:
        return palette.color(QPalette::Active, QPalette::HighlightedText);
    case QIcon::Normal:
    case QIcon::Active:
        break;
    }
    return palette.color(QPalette::Active, QPalette::ButtonText);
}

/// "hicolor" is the empty theme that applications install into; asking it for icons only costs look-ups.
bool hasRealTheme()
{
    const QString theme = QIcon::themeName();
    return !theme.isEmpty() && theme != QLatin1String("hicolor");
}

/// Decides at the first paint whether the theme or our own drawing is shown, so that creating an icon is
/// free.
class LazyIconEngine final : public QIconEngine
{
public:
    explicit LazyIconEngine(IconName name)
        : m_name(name)
    {
    }

    QIconEngine *clone() const override { return new LazyIconEngine(*this); }
    QString key() const override { return QStringLiteral("carrel"); }
    bool isNull() override { return false; }
    QSize actualSize(const QSize &size, QIcon::Mode, QIcon::State) override { return size; }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal scale) override
    {
        const QIcon &fromTheme = themeIcon();
        if (!fromTheme.isNull()) {
            return fromTheme.pixmap(size / scale, scale, mode, state);
        }
        return drawn(m_name, size, paletteColor(mode));
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal scale = painter->device()->devicePixelRatio();
        QPixmap image = scaledPixmap((QSizeF(rect.size()) * scale).toSize(), mode, state, scale);
        image.setDevicePixelRatio(scale);
        painter->drawPixmap(rect, image);
    }

private:
    const QIcon &themeIcon()
    {
        if (!m_theme) {
            const char *name = info(m_name).theme;
            m_theme = name != nullptr && hasRealTheme() ? QIcon::fromTheme(QLatin1String(name)) : QIcon();
        }
        return *m_theme;
    }

    IconName m_name;
    std::optional<QIcon> m_theme;
};

} // namespace

QIcon icon(IconName name)
{
    return QIcon(new LazyIconEngine(name));
}

QPixmap iconPixmap(IconName name, int size, qreal devicePixelRatio, const QColor &color)
{
    QPixmap pixmap = drawn(name, (QSizeF(size, size) * devicePixelRatio).toSize(), color);
    pixmap.setDevicePixelRatio(devicePixelRatio);
    return pixmap;
}

} // namespace carrel
