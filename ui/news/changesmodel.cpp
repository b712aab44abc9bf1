// SPDX-License-Identifier: GPL-3.0-or-later
#include "news/changesmodel.h"

#include "base/text.h"
#include "export/outputtext.h"
#include "widgets/tooltiptext.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <array>
#include <utility>

namespace carrel {

namespace {

struct Heading
{
    ChangeKind kind;
    const char *head;  ///< in context "ChangesPage"
    const char *count; ///< of the summary
};

/// In the order of the page.
constexpr std::array<Heading, kChangeKinds> kHeadings{{
    {ChangeKind::Added, QT_TRANSLATE_NOOP("ChangesPage", "Added"),
     QT_TRANSLATE_NOOP("ChangesPage", "%1 added")},
    {ChangeKind::Promoted, QT_TRANSLATE_NOOP("ChangesPage", "Published, a preprint before"),
     QT_TRANSLATE_NOOP("ChangesPage", "%1 published")},
    {ChangeKind::Renamed, QT_TRANSLATE_NOOP("ChangesPage", "Renamed"),
     QT_TRANSLATE_NOOP("ChangesPage", "%1 renamed")},
    {ChangeKind::Moved, QT_TRANSLATE_NOOP("ChangesPage", "Moved to another section"),
     QT_TRANSLATE_NOOP("ChangesPage", "%1 moved")},
    {ChangeKind::LinkGained, QT_TRANSLATE_NOOP("ChangesPage", "Link gained"),
     QT_TRANSLATE_NOOP("ChangesPage", "%1 with a link gained")},
    {ChangeKind::LinkChanged, QT_TRANSLATE_NOOP("ChangesPage", "Link changed"),
     QT_TRANSLATE_NOOP("ChangesPage", "%1 with another link")},
    {ChangeKind::LinkLost, QT_TRANSLATE_NOOP("ChangesPage", "Link lost"),
     QT_TRANSLATE_NOOP("ChangesPage", "%1 with a link lost")},
    {ChangeKind::TagChanged, QT_TRANSLATE_NOOP("ChangesPage", "Venue changed"),
     QT_TRANSLATE_NOOP("ChangesPage", "%1 with another venue")},
    {ChangeKind::Removed, QT_TRANSLATE_NOOP("ChangesPage", "Removed"),
     QT_TRANSLATE_NOOP("ChangesPage", "%1 removed")},
}};

/// A text of a list may be of any length; no row shows more.
constexpr qsizetype kLongest = 600;

QString text(const char *source)
{
    return QCoreApplication::translate("ChangesPage", source);
}

QString bounded(QString whole)
{
    return whole.size() <= kLongest ? whole : whole.left(kLongest) + QChar(0x2026);
}

const Heading &headingOf(ChangeKind kind)
{
    return *std::find_if(kHeadings.begin(), kHeadings.end(),
                         [kind](const Heading &each) { return each.kind == kind; });
}

const Catalog &listOf(const ListDiff &diff, const ListChange &change)
{
    return change.entry == kNone ? *diff.before : *diff.now;
}

const Entry &entryOf(const ListDiff &diff, const ListChange &change)
{
    return listOf(diff, change).entry(change.entry == kNone ? change.oldEntry : change.entry);
}

QString sectionText(const ListDiff &diff, const ListChange &change)
{
    const Catalog &list = listOf(diff, change);
    const Entry &entry = entryOf(diff, change);
    QStringList path = list.sectionPath(entry.section);
    path.append(list.groupTitle(entry.section));
    path.removeAll(QString());
    return path.isEmpty() ? text(QT_TRANSLATE_NOOP("ChangesPage", "Before any heading"))
                          : bounded(path.join(QStringLiteral(" \u203a ")));
}

QString venueText(const ListDiff &diff, const ListChange &change)
{
    const VenueTag &tag = listOf(diff, change).venueTag(entryOf(diff, change).venueTag);
    QStringList parts{toQString(tag.venue), tag.year == 0 ? QString() : QString::number(tag.year)};
    parts.removeAll(QString());
    return bounded(parts.join(QLatin1Char(' ')));
}

bool isAboutLinks(ChangeKind kind)
{
    return kind == ChangeKind::LinkGained || kind == ChangeKind::LinkChanged || kind == ChangeKind::LinkLost;
}

/// What changed, as it may be shown.
QString factText(ChangeKind kind, const std::string &fact)
{
    if (fact.empty()) {
        return text(QT_TRANSLATE_NOOP("ChangesPage", "nothing"));
    }
    return bounded(toQString(isAboutLinks(kind) ? withoutPassword(fact) : fact));
}

} // namespace

QString changeHeading(ChangeKind kind)
{
    return text(headingOf(kind).head);
}

ChangesPagePointer ChangesPage::of(ListDiff diff)
{
    auto page = std::make_shared<ChangesPage>();
    page->diff = std::move(diff);
    const std::vector<ListChange> &changes = page->diff.changes;
    for (const Heading &heading : kHeadings) {
        const auto first = std::find_if(changes.begin(), changes.end(),
                                        [&](const ListChange &each) { return each.kind == heading.kind; });
        const auto end = std::find_if(first, changes.end(),
                                      [&](const ListChange &each) { return each.kind != heading.kind; });
        if (first == end) {
            continue;
        }
        const auto number = static_cast<quint32>(first - changes.begin());
        page->rows.push_back({ChangeRow::Kind, number, static_cast<quint32>(end - first)});
        quint32 section = kNone;
        std::size_t head = 0;
        for (auto each = first; each != end; ++each) {
            const quint32 own = entryOf(page->diff, *each).section;
            const auto change = static_cast<quint32>(each - changes.begin());
            if (each == first || own != section) {
                section = own;
                head = page->rows.size();
                page->rows.push_back({ChangeRow::Section, change, 0});
            }
            ++page->rows[head].count;
            page->rows.push_back({ChangeRow::Change, change, 0});
        }
    }
    return page;
}

QString ChangesPage::summary() const
{
    const QLocale locale;
    QStringList parts;
    for (const Row &row : rows) {
        if (row.row == ChangeRow::Kind) {
            parts.append(
                text(headingOf(diff.changes[row.change].kind).count).arg(locale.toString(row.count)));
        }
    }
    return parts.isEmpty() ? text(QT_TRANSLATE_NOOP("ChangesPage", "Nothing has changed."))
                           : parts.join(QLatin1String(", "));
}

void ChangesModel::setPage(ChangesPagePointer page)
{
    beginResetModel();
    m_page = std::move(page);
    endResetModel();
}

const ListChange *ChangesModel::changeAt(const QModelIndex &index) const
{
    if (m_page == nullptr || !index.isValid()) {
        return nullptr;
    }
    const ChangesPage::Row &row = m_page->rows[static_cast<std::size_t>(index.row())];
    return row.row == ChangeRow::Change ? &m_page->diff.changes[row.change] : nullptr;
}

int ChangesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || m_page == nullptr ? 0 : static_cast<int>(m_page->rows.size());
}

QString ChangesModel::titleOf(const ChangesPage::Row &row) const
{
    const ListDiff &diff = m_page->diff;
    const ListChange &change = diff.changes[row.change];
    switch (row.row) {
    case ChangeRow::Kind:
        return changeHeading(change.kind);
    case ChangeRow::Section:
        return sectionText(diff, change);
    case ChangeRow::Change:
        break;
    }
    const QString title = listOf(diff, change).string(entryOf(diff, change).title());
    return title.isEmpty() ? text(QT_TRANSLATE_NOOP("ChangesPage", "(no title)")) : bounded(title);
}

QString ChangesModel::spokenText(const ChangesPage::Row &row) const
{
    const ListChange &change = m_page->diff.changes[row.change];
    if (row.row != ChangeRow::Change) {
        return text(QT_TRANSLATE_NOOP("ChangesPage", "%1, papers: %2"))
            .arg(titleOf(row), QLocale().toString(row.count));
    }
    QStringList parts{titleOf(row), venueText(m_page->diff, change)};
    parts += factsOf(change);
    parts.removeAll(QString());
    return parts.join(QLatin1String(", "));
}

/// The same number of lines for all changes of a kind.
QStringList ChangesModel::factsOf(const ListChange &change) const
{
    const auto old = [&] { return factText(change.kind, oldText(m_page->diff, change)); };
    const auto now = [&] { return factText(change.kind, newText(m_page->diff, change)); };
    const QString was = text(QT_TRANSLATE_NOOP("ChangesPage", "was %1"));
    const QString is = text(QT_TRANSLATE_NOOP("ChangesPage", "now %1"));
    switch (change.kind) {
    case ChangeKind::Added:
    case ChangeKind::Removed:
        return {};
    case ChangeKind::Renamed:
    case ChangeKind::LinkLost:
        return {was.arg(old())};
    case ChangeKind::LinkGained:
        return {is.arg(now())};
    case ChangeKind::LinkChanged:
        return {was.arg(old()), is.arg(now())};
    case ChangeKind::Moved:
    case ChangeKind::Promoted:
    case ChangeKind::TagChanged:
        break;
    }
    return {old() + QStringLiteral(" \u2192 ") + now()};
}

int ChangesModel::factCount(ChangeKind kind)
{
    switch (kind) {
    case ChangeKind::Added:
    case ChangeKind::Removed:
        return 0;
    case ChangeKind::LinkChanged:
        return 2;
    default:
        return 1;
    }
}

QVariant ChangesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const ChangesPage::Row &row = m_page->rows[static_cast<std::size_t>(index.row())];
    const ListChange &change = m_page->diff.changes[row.change];
    const bool isChange = row.row == ChangeRow::Change;
    switch (role) {
    case Qt::DisplayRole:
        return titleOf(row);
    case Qt::ToolTipRole:
        return plainToolTip(isChange ? spokenText(row) : titleOf(row));
    case Qt::AccessibleTextRole:
        return spokenText(row);
    case RowRole:
        return static_cast<int>(row.row);
    case CountRole:
        return static_cast<int>(row.count);
    case VenueRole:
        return isChange ? venueText(m_page->diff, change) : QString();
    case FactsRole:
        return isChange ? factsOf(change) : QStringList();
    case FactCountRole:
        return isChange ? factCount(change.kind) : 0;
    case LinkRole:
        return isChange && isAboutLinks(change.kind);
    default:
        return {};
    }
}

Qt::ItemFlags ChangesModel::flags(const QModelIndex &index) const
{
    if (!index.isValid()) {
        return Qt::NoItemFlags;
    }
    return changeAt(index) == nullptr ? Qt::ItemIsEnabled | Qt::ItemNeverHasChildren
                                      : Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

} // namespace carrel
