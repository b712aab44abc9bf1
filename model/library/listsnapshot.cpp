// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/listsnapshot.h"

#include <QDataStream>
#include <QIODevice>
#include <QtEndian>

#include <algorithm>
#include <numeric>
#include <utility>

namespace carrel {

namespace {

/// First in the bytes, so that a later form can be told from this one.
constexpr quint32 kMagic = 0x43724c31;

/// A list of which less than this is left is another list, unless both have the same name.
constexpr double kMostOfIt = 0.5;
constexpr double kSomeOfIt = 0.1;
/// So many of the pairs that stood one after the other still do. Versions of one list have 0.8 and more,
/// lists of one field that share half of their papers have less than 0.1.
constexpr double kSameOrder = 0.4;
/// With so few papers in common nothing can be said of their order.
constexpr std::size_t kFew = 8;

void append(QByteArray &bytes, quint64 number)
{
    const quint64 stored = qToLittleEndian(number);
    bytes.append(reinterpret_cast<const char *>(&stored), sizeof stored);
}

void appendCount(QByteArray &bytes, std::size_t count)
{
    const quint32 stored = qToLittleEndian(static_cast<quint32>(count));
    bytes.append(reinterpret_cast<const char *>(&stored), sizeof stored);
}

void append(QByteArray &bytes, const std::vector<quint64> &numbers)
{
    appendCount(bytes, numbers.size());
    for (const quint64 number : numbers) {
        append(bytes, number);
    }
}

/// What stands before the numbers, with room for so many of them.
QByteArray startedBytes(const QString &title, std::size_t numbers)
{
    QByteArray bytes;
    {
        QDataStream stream(&bytes, QIODevice::WriteOnly);
        stream.setVersion(QDataStream::Qt_6_0);
        stream.setByteOrder(QDataStream::LittleEndian);
        stream << kMagic << title;
    }
    bytes.reserve(bytes.size() + static_cast<qsizetype>(2 * sizeof(quint32) + numbers * sizeof(quint64)));
    return bytes;
}

/// Hashes are spread evenly: dealt out by their first bits they lie nearly in order, and each share of them
/// fits into a processor's cache.
void sortHashes(std::vector<quint64> &hashes)
{
    constexpr unsigned kBits = 12;
    constexpr unsigned kShift = 64 - kBits;
    constexpr std::size_t kWorthIt = 100'000;
    if (hashes.size() < kWorthIt) {
        std::sort(hashes.begin(), hashes.end());
        return;
    }
    std::vector<std::size_t> starts((std::size_t(1) << kBits) + 1);
    for (const quint64 hash : hashes) {
        ++starts[(hash >> kShift) + 1];
    }
    std::partial_sum(starts.begin(), starts.end(), starts.begin());
    std::vector<std::size_t> next(starts.begin(), starts.end() - 1);
    std::vector<quint64> dealt(hashes.size());
    for (const quint64 hash : hashes) {
        dealt[next[hash >> kShift]++] = hash;
    }
    for (std::size_t share = 0; share + 1 < starts.size(); ++share) {
        std::sort(dealt.begin() + static_cast<std::ptrdiff_t>(starts[share]),
                  dealt.begin() + static_cast<std::ptrdiff_t>(starts[share + 1]));
    }
    hashes.swap(dealt);
}

void sortOnce(std::vector<quint64> &ids)
{
    sortHashes(ids);
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

bool read(QDataStream &stream, std::vector<quint64> &numbers)
{
    quint32 count = 0;
    stream >> count;
    const qint64 left = stream.device()->bytesAvailable();
    if (static_cast<qint64>(count) * static_cast<qint64>(sizeof(quint64)) > left) {
        return false;
    }
    numbers.resize(count);
    const auto size = static_cast<int>(numbers.size() * sizeof(quint64));
    if (stream.readRawData(reinterpret_cast<char *>(numbers.data()), size) != size) {
        return false;
    }
    std::transform(numbers.begin(), numbers.end(), numbers.begin(),
                   [](quint64 number) { return qFromLittleEndian(number); });
    return stream.status() == QDataStream::Ok;
}

/// The share of neighbours, among the titles that both have, that are neighbours still. nowOf tells where
/// each title of the list stands in a list of so many now.
double shareInOrder(const std::vector<quint32> &nowOf, std::size_t now)
{
    std::vector<bool> common(now);
    for (const quint32 place : nowOf) {
        if (place != kNone) {
            common[place] = true;
        }
    }
    std::vector<quint32> rank(now);
    for (std::size_t place = 1; place < now; ++place) {
        rank[place] = rank[place - 1] + (common[place - 1] ? 1U : 0U);
    }
    std::size_t pairs = 0;
    std::size_t kept = 0;
    quint32 last = kNone;
    for (const quint32 place : nowOf) {
        if (place != kNone) {
            pairs += last != kNone ? 1U : 0U;
            kept += last != kNone && rank[place] == rank[last] + 1 ? 1U : 0U;
            last = place;
        }
    }
    return static_cast<double>(kept) / static_cast<double>(pairs);
}

/// Leaves each place once, where it is first.
void keepFirsts(std::vector<quint32> &places, std::size_t size)
{
    std::vector<bool> seen(size);
    for (quint32 &place : places) {
        if (place != kNone && seen[place]) {
            place = kNone;
        } else if (place != kNone) {
            seen[place] = true;
        }
    }
}

} // namespace

QByteArray ListSnapshot::toBytes() const
{
    QByteArray bytes = startedBytes(title, titles.size() + ids.size());
    append(bytes, titles);
    append(bytes, ids);
    return bytes;
}

std::optional<ListSnapshot> ListSnapshot::fromBytes(const QByteArray &bytes)
{
    QDataStream stream(bytes);
    stream.setVersion(QDataStream::Qt_6_0);
    stream.setByteOrder(QDataStream::LittleEndian);
    quint32 magic = 0;
    ListSnapshot snapshot;
    stream >> magic;
    if (magic != kMagic) {
        return std::nullopt;
    }
    stream >> snapshot.title;
    if (!read(stream, snapshot.titles) || !read(stream, snapshot.ids)) {
        return std::nullopt;
    }
    return snapshot;
}

ListSnapshot snapshotOf(const Catalog &catalog, const ListKeys &keys)
{
    ListSnapshot snapshot{catalog.title(), keys.titles, {}};
    snapshot.ids.reserve(keys.ids.size());
    for (const ListKeys::Id &id : keys.ids) {
        snapshot.ids.push_back(id.hash);
    }
    sortOnce(snapshot.ids);
    return snapshot;
}

QByteArray snapshotBytes(const Catalog &catalog)
{
    const std::size_t entries = catalog.entries().size();
    // What is reserved and not used costs nothing.
    QByteArray bytes = startedBytes(catalog.title(), 2 * entries);
    std::vector<quint64> ids;
    ids.reserve(entries);
    appendCount(bytes, entries);
    visitKeys(
        catalog, [&](quint64 title) { append(bytes, title); },
        [&](const ListKeys::Id &id) { ids.push_back(id.hash); });
    sortOnce(ids);
    append(bytes, ids);
    return bytes;
}

TitlePlaces::TitlePlaces(std::span<const quint64> titles)
    : m_titles(titles.size())
    , m_places(titles.size())
{
    while (m_shift > 1 && (std::size_t(1) << (kBits - m_shift)) < titles.size()) {
        --m_shift;
    }
    m_starts.assign((std::size_t(1) << (kBits - m_shift)) + 1, 0);
    for (const quint64 title : titles) {
        ++m_starts[bucketOf(title) + 1];
    }
    std::partial_sum(m_starts.begin(), m_starts.end(), m_starts.begin());
    std::vector<quint32> next(m_starts.begin(), m_starts.end() - 1);
    for (quint32 place = 0; place < titles.size(); ++place) {
        const quint32 slot = next[bucketOf(titles[place])]++;
        m_titles[slot] = titles[place];
        m_places[slot] = place;
    }
    for (std::size_t bucket = 0; bucket + 1 < m_starts.size(); ++bucket) {
        sortBucket(m_starts[bucket], m_starts[bucket + 1]);
    }
}

/// Most hold one title or two; what a list repeats makes one large.
void TitlePlaces::sortBucket(std::size_t first, std::size_t last)
{
    const auto begin = m_titles.begin();
    if (std::is_sorted(begin + static_cast<std::ptrdiff_t>(first),
                       begin + static_cast<std::ptrdiff_t>(last))) {
        return;
    }
    std::vector<std::pair<quint64, quint32>> sorted;
    for (std::size_t i = first; i < last; ++i) {
        sorted.emplace_back(m_titles[i], m_places[i]);
    }
    std::sort(sorted.begin(), sorted.end());
    for (const auto &[title, place] : sorted) {
        m_titles[first] = title;
        m_places[first++] = place;
    }
}

std::span<const quint32> TitlePlaces::find(quint64 title) const
{
    const std::size_t bucket = bucketOf(title);
    const auto begin = m_titles.begin() + static_cast<std::ptrdiff_t>(m_starts[bucket]);
    const auto end = m_titles.begin() + static_cast<std::ptrdiff_t>(m_starts[bucket + 1]);
    const auto [first, last] = std::equal_range(begin, end, title);
    return std::span(m_places).subspan(static_cast<std::size_t>(first - m_titles.begin()),
                                       static_cast<std::size_t>(last - first));
}

std::size_t TitlePlaces::distinct() const
{
    std::size_t count = 0;
    quint64 last = kNoTitle;
    for (const quint64 title : m_titles) {
        count += title != last ? 1U : 0U;
        last = title;
    }
    return count;
}

bool TitlePlaces::isAlone(std::size_t slot) const
{
    return (slot == 0 || m_titles[slot - 1] != m_titles[slot]) &&
           (slot + 1 == m_titles.size() || m_titles[slot + 1] != m_titles[slot]);
}

/// Both sides of a pair are given to counts().
template <typename Counts>
std::vector<quint32> TitlePlaces::placesWhere(const TitlePlaces &other, Counts counts) const
{
    // Both are in ascending order.
    std::vector<quint32> found(m_places.size(), kNone);
    std::size_t theirs = 0;
    for (std::size_t mine = 0; mine < m_titles.size(); ++mine) {
        while (theirs < other.m_titles.size() && other.m_titles[theirs] < m_titles[mine]) {
            ++theirs;
        }
        const bool there = theirs < other.m_titles.size() && other.m_titles[theirs] == m_titles[mine];
        if (there && m_titles[mine] != kNoTitle && counts(mine, theirs)) {
            found[m_places[mine]] = other.m_places[theirs];
        }
    }
    return found;
}

std::vector<quint32> TitlePlaces::placesIn(const TitlePlaces &other) const
{
    return placesWhere(other, [](std::size_t, std::size_t) { return true; });
}

std::vector<quint32> TitlePlaces::onlyPlacesIn(const TitlePlaces &other) const
{
    return placesWhere(
        other, [&](std::size_t mine, std::size_t theirs) { return isAlone(mine) && other.isAlone(theirs); });
}

bool isVersionOf(const ListSnapshot &now, const TitlePlaces &nowPlaces, const ListSnapshot &before,
                 const TitlePlaces &beforePlaces)
{
    std::vector<quint32> nowOf = beforePlaces.placesIn(nowPlaces);
    keepFirsts(nowOf, now.titles.size());
    const auto left = static_cast<std::size_t>(
        std::count_if(nowOf.begin(), nowOf.end(), [](quint32 place) { return place != kNone; }));
    const auto [smaller, larger] = std::minmax({beforePlaces.distinct(), nowPlaces.distinct()});
    if (left == 0) {
        return false;
    }
    const bool sameName = !now.title.isEmpty() && now.title == before.title;
    const auto shared = static_cast<double>(left);
    if (shared / static_cast<double>(smaller) < (sameName ? kSomeOfIt : kMostOfIt)) {
        return false;
    }
    if (left < kFew) {
        return sameName || shared / static_cast<double>(larger) >= kMostOfIt / 2;
    }
    return shareInOrder(nowOf, now.titles.size()) >= (sameName ? kSameOrder / 2 : kSameOrder);
}

bool isVersionOf(const ListSnapshot &now, const ListSnapshot &before)
{
    return isVersionOf(now, TitlePlaces(now.titles), before, TitlePlaces(before.titles));
}

} // namespace carrel
