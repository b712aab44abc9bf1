// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/papercolumns.h"

#include "catalog/link.h"
#include "search/searchindex.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <array>
#include <utility>

namespace carrel {

namespace {

constexpr const char *kContext = "PaperColumns";

QString translated(const char *text)
{
    return QCoreApplication::translate(kContext, text);
}

QString dayOf(const WorkAge &age)
{
    return QDateTime::fromSecsSinceEpoch(age.time).date().toString(Qt::ISODate);
}

QString bookmarkText(const PaperCell &cell)
{
    return cell.state.bookmarked ? translated(QT_TRANSLATE_NOOP("PaperColumns", "Bookmarked")) : QString();
}

QString unreadText(const PaperCell &cell)
{
    return cell.state.read ? QString() : translated(QT_TRANSLATE_NOOP("PaperColumns", "Unread"));
}

QString titleText(const PaperCell &cell)
{
    return shownTitle(cell.catalog, cell.work);
}

QString authorsText(const PaperCell &cell)
{
    constexpr qsizetype kLongest = 400;
    return toQString(cell.catalog.authorsOfWork(cell.work)).left(kLongest);
}

const VenueTag &faceTag(const PaperCell &cell)
{
    return cell.catalog.venueTag(cell.catalog.face(cell.work).venueTag);
}

QString venueText(const PaperCell &cell)
{
    return toQString(faceTag(cell).venue);
}

QString venueAsWritten(const PaperCell &cell)
{
    return toQString(faceTag(cell).raw);
}

QString yearText(const PaperCell &cell)
{
    const int year = cell.catalog.year(cell.catalog.face(cell.work));
    return year == 0 ? QString() : QString::number(year);
}

QString linksText(const PaperCell &cell)
{
    // One name a kind; two kinds of one name show once.
    constexpr std::array<const char *, static_cast<std::size_t>(LinkKind::Relative)> kNames{
        "arXiv",
        "arXiv",
        "ACM",
        "DOI",
        "USENIX",
        "OpenReview",
        QT_TRANSLATE_NOOP("PaperColumns", "PDF"),
        QT_TRANSLATE_NOOP("PaperColumns", "Code"),
        QT_TRANSLATE_NOOP("PaperColumns", "Slides"),
        QT_TRANSLATE_NOOP("PaperColumns", "Web")};
    const quint32 kinds = openableKinds(cell.catalog, cell.work);
    QStringList names;
    for (std::size_t kind = 0; kind < kNames.size(); ++kind) {
        const QString name = translated(kNames[kind]);
        if ((kinds >> kind & 1U) != 0 && !names.contains(name)) {
            names.append(name);
        }
    }
    return names.join(QLatin1String(", "));
}

QString sectionText(const PaperCell &cell)
{
    const quint32 section = cell.catalog.face(cell.work).section;
    QStringList path = cell.catalog.sectionPath(section);
    const QString group = cell.catalog.groupTitle(section);
    if (!group.isEmpty()) {
        path.append(group);
    }
    const quint32 list = cell.catalog.hasSeveralLists() ? cell.catalog.listOfSection(section) : kNone;
    if (list != kNone) {
        path.prepend(cell.catalog.lists()[list].name);
    }
    return path.join(QLatin1String(" > "));
}

QString listsText(const PaperCell &cell)
{
    const quint32 count = cell.catalog.listCount(cell.work);
    return count < 2 ? QString() : QLocale().toString(count);
}

QString listNames(const PaperCell &cell)
{
    QStringList names;
    quint32 last = kNone;
    for (const quint32 entry : cell.catalog.work(cell.work).entries) {
        const quint32 list = cell.catalog.listOf(entry);
        if (list != kNone && std::exchange(last, list) != list) {
            names.append(cell.catalog.lists()[list].name);
        }
    }
    return names.join(QLatin1String(", "));
}

QString tagsText(const PaperCell &cell)
{
    return cell.states == nullptr ? QString() : cell.states->tagNames(cell.work).join(QLatin1String(", "));
}

QString ratingText(const PaperCell &cell)
{
    return QString(cell.state.rating, QChar(0x2605));
}

QString bookmarkedText(const PaperCell &cell)
{
    const qint64 time = cell.states == nullptr ? 0 : cell.states->times(cell.work).bookmarked;
    return time == 0 ? QString()
                     : QLocale().toString(QDateTime::fromMSecsSinceEpoch(time).date(), QLocale::ShortFormat);
}

WorkAge ageOf(const PaperCell &cell)
{
    return cell.states == nullptr ? WorkAge() : cell.states->ages()[cell.work];
}

QString addedText(const PaperCell &cell)
{
    const WorkAge age = ageOf(cell);
    return age.exact ? dayOf(age) : QString();
}

QString addedToolTip(const PaperCell &cell)
{
    return ageText(ageOf(cell));
}

constexpr std::array kColumns{
    PaperColumnInfo{PaperColumn::Bookmark, "bookmark", QT_TRANSLATE_NOOP("PaperColumns", "Bookmark"),
                    PaperOrder::List, false, true, true, bookmarkText, nullptr},
    PaperColumnInfo{PaperColumn::Unread, "unread", QT_TRANSLATE_NOOP("PaperColumns", "Unread"),
                    PaperOrder::List, false, true, true, unreadText, nullptr},
    PaperColumnInfo{PaperColumn::Title, "title", QT_TRANSLATE_NOOP("PaperColumns", "Title"),
                    PaperOrder::Title, true, true, false, titleText, titleText},
    PaperColumnInfo{PaperColumn::Authors, "authors", QT_TRANSLATE_NOOP("PaperColumns", "Authors"),
                    PaperOrder::Authors, true, false, false, authorsText, authorsText},
    PaperColumnInfo{PaperColumn::Venue, "venue", QT_TRANSLATE_NOOP("PaperColumns", "Venue"),
                    PaperOrder::Venue, true, true, false, venueText, venueAsWritten},
    PaperColumnInfo{PaperColumn::Year, "year", QT_TRANSLATE_NOOP("PaperColumns", "Year"), PaperOrder::Year,
                    true, true, false, yearText, nullptr},
    PaperColumnInfo{PaperColumn::Links, "links", QT_TRANSLATE_NOOP("PaperColumns", "Links"),
                    PaperOrder::Links, true, true, false, linksText, linksText},
    PaperColumnInfo{PaperColumn::Section, "section", QT_TRANSLATE_NOOP("PaperColumns", "Section"),
                    PaperOrder::Section, true, false, false, sectionText, sectionText},
    PaperColumnInfo{PaperColumn::Lists, "lists", QT_TRANSLATE_NOOP("PaperColumns", "Lists"),
                    PaperOrder::Lists, true, true, false, listsText, listNames},
    PaperColumnInfo{PaperColumn::Tags, "tags", QT_TRANSLATE_NOOP("PaperColumns", "Tags"), PaperOrder::List,
                    false, false, false, tagsText, tagsText},
    PaperColumnInfo{PaperColumn::Rating, "rating", QT_TRANSLATE_NOOP("PaperColumns", "Rating"),
                    PaperOrder::Rating, true, false, false, ratingText, nullptr},
    PaperColumnInfo{PaperColumn::Bookmarked, "bookmarked",
                    QT_TRANSLATE_NOOP("PaperColumns", "Date bookmarked"), PaperOrder::Bookmarked, true, false,
                    false, bookmarkedText, nullptr},
    PaperColumnInfo{PaperColumn::Added, "added", QT_TRANSLATE_NOOP("PaperColumns", "Added"),
                    PaperOrder::Added, true, false, false, addedText, addedToolTip}};

} // namespace

std::span<const PaperColumnInfo> paperColumns()
{
    return kColumns;
}

QString paperColumnTitle(PaperColumn column)
{
    for (const PaperColumnInfo &info : kColumns) {
        if (info.column == column) {
            return translated(info.title);
        }
    }
    return {};
}

QString ageText(const WorkAge &age)
{
    if (age.time == 0) {
        return {};
    }
    return translated(age.exact ? QT_TRANSLATE_NOOP("PaperColumns", "Added %1")
                                : QT_TRANSLATE_NOOP("PaperColumns", "Listed before %1"))
        .arg(dayOf(age));
}

QString shownTitle(const Catalog &catalog, quint32 work)
{
    const QString title = catalog.string(catalog.face(work).title());
    if (!title.isEmpty()) {
        return title;
    }
    const QString none = translated(QT_TRANSLATE_NOOP("PaperColumns", "(no title)"));
    const Link *link = catalog.preferredLinkOfWork(work);
    return link == nullptr ? none : none + QLatin1Char(' ') + catalog.string(link->url());
}

} // namespace carrel
