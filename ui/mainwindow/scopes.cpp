// SPDX-License-Identifier: GPL-3.0-or-later
#include "mainwindow/scopes.h"

#include <string_view>

namespace carrel {

namespace {

/// No title of a list has it.
constexpr QChar kNumber(0x1e);

/// The section that a path leads to among those from next up to end.
quint32 sectionBelow(const Catalog &catalog, const QStringList &path, quint32 next, quint32 end)
{
    quint32 found = kNone;
    for (const QString &name : path) {
        const qsizetype cut = name.lastIndexOf(kNumber);
        const QByteArray title = (cut < 0 ? name : name.left(cut)).toUtf8();
        int left = cut < 0 ? 1 : name.mid(cut + 1).toInt();
        found = kNone;
        for (; next < end && found == kNone; next = catalog.section(next).subtreeEnd) {
            const bool same = catalog.text(catalog.section(next).title) ==
                              std::string_view(title.constData(), static_cast<std::size_t>(title.size()));
            found = same && --left == 0 ? next : kNone;
        }
        if (found == kNone) {
            return kNone;
        }
        next = found + 1;
        end = catalog.section(found).subtreeEnd;
    }
    return found;
}

} // namespace

quint32 sectionNamed(const Catalog &catalog, const QString &path)
{
    const auto titlesOf = [&catalog](quint32 number, bool withList) {
        QStringList titles = catalog.sectionPath(number);
        if (catalog.section(number).group) {
            titles.append(catalog.groupTitle(number));
        }
        if (withList) {
            titles.prepend(catalog.lists()[catalog.listOfSection(number)].name);
        }
        return titles.join(QLatin1Char('/'));
    };
    for (const Qt::CaseSensitivity sensitivity : {Qt::CaseSensitive, Qt::CaseInsensitive}) {
        for (quint32 number = 0; number < catalog.listedSections(); ++number) {
            const bool several = catalog.hasSeveralLists();
            if ((!catalog.isListRoot(number) && titlesOf(number, false).compare(path, sensitivity) == 0) ||
                (several && titlesOf(number, true).compare(path, sensitivity) == 0)) {
                return number;
            }
        }
    }
    return kNone;
}

QStringList sectionPath(const Catalog &catalog, quint32 section)
{
    QStringList path;
    for (quint32 each = section; each != kNone; each = catalog.section(each).parent) {
        const quint32 parent = catalog.section(each).parent;
        const std::string_view title = catalog.text(catalog.section(each).title);
        int number = 1;
        for (quint32 before = parent == kNone ? 0 : parent + 1; before < each;
             before = catalog.section(before).subtreeEnd) {
            number += catalog.text(catalog.section(before).title) == title ? 1 : 0;
        }
        const QString name = toQString(title);
        path.prepend(number == 1 ? name : name + kNumber + QString::number(number));
    }
    return path;
}

quint32 sectionAt(const Catalog &catalog, const QStringList &path)
{
    const quint32 found = sectionBelow(catalog, path, 0, catalog.listedSections());
    if (found != kNone || path.isEmpty()) {
        return found;
    }
    // The list was alone when the path was noted, or is alone now.
    if (!catalog.hasSeveralLists()) {
        const bool ofThis = !catalog.lists().empty() &&
                            catalog.lists().front().origin.id.compare(path.front(), Qt::CaseInsensitive) == 0;
        return ofThis ? sectionBelow(catalog, path.mid(1), 0, catalog.listedSections()) : kNone;
    }
    for (const CatalogList &list : catalog.lists()) {
        const quint32 end = catalog.section(list.root).subtreeEnd;
        if (const quint32 inList = sectionBelow(catalog, path, list.root + 1, end); inList != kNone) {
            return inList;
        }
    }
    return kNone;
}

} // namespace carrel
