// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/listsnapshot.h"

#include <QDataStream>
#include <QIODevice>

#include <algorithm>
#include <numeric>

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

void write(QDataStream &stream, const std::vector<quint64> &numbers)
{
    stream << static_cast<quint32>(numbers.size());
    for (const quint64 number : numbers) {
        stream << number;
    }
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
    for (quint64 &number : numbers) {
        stream >> number;
    }
    return stream.status() == QDataStream::Ok;
}

/// The titles that both have, in the order of the first, each once.
std::vector<quint64> common(const ListSnapshot &first, const TitlePlaces &places, const TitlePlaces &others)
{
    std::vector<quint64> shared;
    for (quint32 place = 0; place < first.titles.size(); ++place) {
        const quint64 title = first.titles[place];
        if (title != kNoTitle && places.find(title).front() == place && others.contains(title)) {
            shared.push_back(title);
        }
    }
    return shared;
}

std::size_t distinctCount(const ListSnapshot &list, const TitlePlaces &places)
{
    std::size_t count = 0;
    for (quint32 place = 0; place < list.titles.size(); ++place) {
        count += list.titles[place] != kNoTitle && places.find(list.titles[place]).front() == place ? 1U : 0U;
    }
    return count;
}

double shareInOrder(const std::vector<quint64> &before, const std::vector<quint64> &now)
{
    std::unordered_map<quint64, quint64> next;
    next.reserve(now.size());
    for (std::size_t i = 1; i < now.size(); ++i) {
        next[now[i - 1]] = now[i];
    }
    std::size_t kept = 0;
    for (std::size_t i = 1; i < before.size(); ++i) {
        const auto found = next.find(before[i - 1]);
        kept += found != next.end() && found->second == before[i] ? 1U : 0U;
    }
    return static_cast<double>(kept) / static_cast<double>(before.size() - 1);
}

} // namespace

QByteArray ListSnapshot::toBytes() const
{
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_0);
    stream.setByteOrder(QDataStream::LittleEndian);
    stream << kMagic << title;
    write(stream, titles);
    write(stream, ids);
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
    std::sort(snapshot.ids.begin(), snapshot.ids.end());
    snapshot.ids.erase(std::unique(snapshot.ids.begin(), snapshot.ids.end()), snapshot.ids.end());
    return snapshot;
}

TitlePlaces::TitlePlaces(std::span<const quint64> titles)
    : m_titles(titles)
    , m_sorted(titles.size())
{
    std::iota(m_sorted.begin(), m_sorted.end(), 0U);
    std::sort(m_sorted.begin(), m_sorted.end(),
              [&](quint32 a, quint32 b) { return titles[a] != titles[b] ? titles[a] < titles[b] : a < b; });
}

std::span<const quint32> TitlePlaces::find(quint64 title) const
{
    const auto first =
        std::lower_bound(m_sorted.begin(), m_sorted.end(), title,
                         [this](quint32 place, quint64 wanted) { return m_titles[place] < wanted; });
    auto last = first;
    while (last != m_sorted.end() && m_titles[*last] == title) {
        ++last;
    }
    return {first, last};
}

bool isVersionOf(const ListSnapshot &now, const ListSnapshot &before)
{
    const TitlePlaces nowPlaces(now.titles);
    const TitlePlaces beforePlaces(before.titles);
    const std::vector<quint64> left = common(before, beforePlaces, nowPlaces);
    const auto [smaller, larger] =
        std::minmax({distinctCount(before, beforePlaces), distinctCount(now, nowPlaces)});
    if (left.empty()) {
        return false;
    }
    const bool sameName = !now.title.isEmpty() && now.title == before.title;
    const auto shared = static_cast<double>(left.size());
    if (shared / static_cast<double>(smaller) < (sameName ? kSomeOfIt : kMostOfIt)) {
        return false;
    }
    if (left.size() < kFew) {
        return sameName || shared / static_cast<double>(larger) >= kMostOfIt / 2;
    }
    return shareInOrder(left, common(now, nowPlaces, beforePlaces)) >=
           (sameName ? kSameOrder / 2 : kSameOrder);
}

} // namespace carrel
