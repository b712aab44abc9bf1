// SPDX-License-Identifier: GPL-3.0-or-later
#include "mainwindow/statustext.h"

#include "detail/workdetails.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLocale>

namespace carrel {

namespace {

QString text(const char *source)
{
    return QCoreApplication::translate("StatusText", source);
}

} // namespace

QString scopeText(const Catalog &catalog, const Scope &scope)
{
    switch (scope.view) {
    case PaperView::All:
        return text(QT_TRANSLATE_NOOP("StatusText", "All papers"));
    case PaperView::Bookmarks:
        return text(QT_TRANSLATE_NOOP("StatusText", "Bookmarks"));
    case PaperView::Unread:
        return text(QT_TRANSLATE_NOOP("StatusText", "Unread"));
    case PaperView::New:
        return text(QT_TRANSLATE_NOOP("StatusText", "New"));
    case PaperView::Gone:
        return text(QT_TRANSLATE_NOOP("StatusText", "No longer listed"));
    case PaperView::Tag:
        return text(QT_TRANSLATE_NOOP("StatusText", "Tag"));
    case PaperView::Section:
        return sectionPathText(catalog, scope.section);
    }
    return {};
}

QString countText(qsizetype shown, qsizetype all)
{
    const QLocale locale;
    if (shown == 1 && all == 1) {
        return text(QT_TRANSLATE_NOOP("StatusText", "1 paper"));
    }
    if (shown == all) {
        return QCoreApplication::translate("StatusText", "%1 papers").arg(locale.toString(all));
    }
    return QCoreApplication::translate("StatusText", "%1 of %2 papers")
        .arg(locale.toString(shown), locale.toString(all));
}

QString sourceText(const CatalogSource &source)
{
    if (source.date.isValid()) {
        return text(QT_TRANSLATE_NOOP("StatusText", "list of %1")).arg(source.date.toString(Qt::ISODate));
    }
    return shortened(QFileInfo(source.path).fileName(), 60);
}

QString shortened(const QString &text, qsizetype longest)
{
    return text.size() <= longest ? text : text.left(longest - 1) + QChar(0x2026);
}

} // namespace carrel
