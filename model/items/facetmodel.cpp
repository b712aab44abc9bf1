// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/facetmodel.h"

#include "base/text.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <iterator>
#include <limits>
#include <optional>
#include <utility>

namespace carrel {

namespace {

/// Nobody scrolls to the venues beyond; a clause finds them all.
constexpr std::size_t kMostVenues = 2000;
/// Comparing a name with a clause takes most of a microsecond.
constexpr std::size_t kMostCompared = 10'000;

struct KindInfo
{
    ClauseKind clause;
    ClauseWord word;
    bool negated;
    const char *name;
};

// In the order of FacetKind.
constexpr std::array<KindInfo, kFacetKinds> kKinds{
    KindInfo{ClauseKind::Is, ClauseWord::Survey, false, QT_TRANSLATE_NOOP("Facets", "Survey")},
    KindInfo{ClauseKind::Has, ClauseWord::Code, false, QT_TRANSLATE_NOOP("Facets", "Has code")},
    KindInfo{ClauseKind::Has, ClauseWord::Pdf, false, QT_TRANSLATE_NOOP("Facets", "Has PDF")},
    KindInfo{ClauseKind::Has, ClauseWord::Link, true, QT_TRANSLATE_NOOP("Facets", "No link")}};

/// A part of a name is no value of its own.
std::vector<Clause> venuesInUse(const Query &query)
{
    std::vector<Clause> used = clausesInUse(query, ClauseKind::Venue);
    std::erase_if(used, [](const Clause &clause) { return clause.contains; });
    return used;
}

std::size_t placeOf(const std::string &venue, const std::vector<Clause> &clauses)
{
    const std::optional<FacetValue> value = venueValue(venue);
    return static_cast<std::size_t>(
        std::find_if(clauses.begin(), clauses.end(),
                     [&](const Clause &each) { return value && each == value->clause; }) -
        clauses.begin());
}

int asCount(quint32 works)
{
    return static_cast<int>(std::min<quint32>(works, std::numeric_limits<int>::max()));
}

} // namespace

FacetModel::FacetModel(Facet facet, QObject *parent)
    : QAbstractListModel(parent)
    , m_facet(facet)
{
    if (facet == Facet::Kinds) {
        m_rows.resize(kFacetKinds);
    }
}

void FacetModel::setQuery(const Query &query, bool clicked)
{
    m_query = query;
    if (m_facet == Facet::Venues && !clicked) {
        m_pinned = venuesInUse(query);
    }
    if (!m_rows.empty()) {
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {FacetUseRole, Qt::AccessibleTextRole});
    }
}

void FacetModel::setKinds(const KindCounts &kinds)
{
    std::vector<Row> rows(kFacetKinds);
    for (std::size_t i = 0; i < kFacetKinds; ++i) {
        rows[i].count = asCount(kinds[i]);
    }
    takeRows(std::move(rows));
}

void FacetModel::setCatalog(CatalogPointer catalog)
{
    m_catalog = std::move(catalog);
    takeRows(m_facet == Facet::Kinds ? std::vector<Row>(kFacetKinds) : std::vector<Row>());
}

void FacetModel::setVenues(const std::vector<VenueCount> &venues)
{
    std::vector<Clause> wanted = m_pinned;
    for (const Clause &clause : venuesInUse(m_query)) {
        if (std::find(wanted.begin(), wanted.end(), clause) == wanted.end()) {
            wanted.push_back(clause);
        }
    }
    const std::size_t compared = wanted.empty() ? 0 : std::min(venues.size(), kMostCompared);
    const std::size_t shown = std::min(venues.size(), kMostVenues);
    std::vector<std::optional<Row>> found(wanted.size());
    std::vector<Row> others;
    for (std::size_t i = 0; i < std::max(compared, shown); ++i) {
        Row row{venues[i].venue, asCount(venues[i].works)};
        const std::size_t place = i < compared ? placeOf(row.venue, wanted) : wanted.size();
        if (place < wanted.size()) {
            found[place] = std::move(row);
        } else if (i < shown) {
            others.push_back(std::move(row));
        }
    }
    const int count = compared < venues.size() ? kUnknownCount : 0;
    for (std::size_t place = 0; place < wanted.size(); ++place) {
        if (!found[place]) {
            found[place] = Row{venueOf(wanted[place]), count};
        }
    }
    takeRows(inOrder(std::move(found), std::move(others)));
}

/// The pinned venues come first, all else by its number of works.
std::vector<FacetModel::Row> FacetModel::inOrder(std::vector<std::optional<Row>> wanted,
                                                 std::vector<Row> others) const
{
    std::vector<Row> rows;
    for (std::size_t place = 0; place < wanted.size(); ++place) {
        std::vector<Row> &target = place < m_pinned.size() ? rows : others;
        target.push_back(*std::move(wanted[place]));
    }
    std::stable_sort(others.begin(), others.end(), [](const Row &a, const Row &b) {
        return a.count != b.count ? a.count > b.count : a.venue < b.venue;
    });
    std::move(others.begin(), others.end(), std::back_inserter(rows));
    return rows;
}

std::string FacetModel::venueOf(const Clause &clause) const
{
    if (m_catalog != nullptr) {
        const std::span<const VenueTag> tags = m_catalog->venueTags();
        for (const VenueTag &tag : tags.first(std::min(tags.size(), kMostCompared))) {
            if (foldedText(tag.venue) == clause.text) {
                return tag.venue;
            }
        }
    }
    return clause.text;
}

void FacetModel::takeRows(std::vector<Row> rows)
{
    const bool same = std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.end(),
                                 [](const Row &a, const Row &b) { return a.venue == b.venue; });
    if (!same) {
        beginResetModel();
    }
    m_rows = std::move(rows);
    if (!same) {
        endResetModel();
    } else if (!m_rows.empty()) {
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {CountRole, Qt::AccessibleTextRole});
    }
}

FacetValue FacetModel::valueAt(const QModelIndex &index) const
{
    const auto number = static_cast<std::size_t>(index.row());
    if (m_facet == Facet::Venues) {
        return *venueValue(m_rows[number].venue);
    }
    const KindInfo &kind = kKinds[number];
    return {{.kind = kind.clause, .word = kind.word}, kind.negated};
}

int FacetModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant FacetModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    switch (role) {
    case Qt::DisplayRole:
        return nameOf(index.row());
    case Qt::AccessibleTextRole:
        return spokenText(index);
    case CountRole:
        return m_rows[static_cast<std::size_t>(index.row())].count;
    case FacetUseRole:
        return static_cast<int>(clauseUse(m_query, valueAt(index)));
    default:
        return {};
    }
}

QString FacetModel::nameOf(int row) const
{
    const auto number = static_cast<std::size_t>(row);
    return m_facet == Facet::Venues ? toQString(m_rows[number].venue)
                                    : QCoreApplication::translate("Facets", kKinds[number].name);
}

QString FacetModel::spokenText(const QModelIndex &index) const
{
    const int count = m_rows[static_cast<std::size_t>(index.row())].count;
    const QString name = count == kUnknownCount
                             ? nameOf(index.row())
                             : tr("%1, papers: %2").arg(nameOf(index.row()), QString::number(count));
    switch (clauseUse(m_query, valueAt(index))) {
    case ClauseUse::Included:
        return tr("%1, included").arg(name);
    case ClauseUse::Excluded:
        return tr("%1, excluded").arg(name);
    case ClauseUse::None:
        break;
    }
    return name;
}

} // namespace carrel
