// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/listkeys.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <span>
#include <vector>

namespace carrel {

/// What a list held when it was seen: enough to tell what is new in a later version of it and where a work
/// stood, in 8 bytes a title and an id. The titles themselves are not kept.
struct ListSnapshot
{
    QString title;               ///< of the list
    std::vector<quint64> titles; ///< one an entry, in list order
    std::vector<quint64> ids;    ///< in ascending order, each once

    QByteArray toBytes() const;
    /// Nothing where the bytes are none of ours.
    static std::optional<ListSnapshot> fromBytes(const QByteArray &bytes);
    friend bool operator==(const ListSnapshot &, const ListSnapshot &) = default;
};

ListSnapshot snapshotOf(const Catalog &catalog, const ListKeys &keys);
/// The bytes of the snapshot, at a third of the memory, where nothing else is wanted of the keys.
QByteArray snapshotBytes(const Catalog &catalog);

/// Looks up the entries of a snapshot, or of a catalog, by title.
class TitlePlaces final
{
public:
    TitlePlaces() = default;
    explicit TitlePlaces(std::span<const quint64> titles);
    bool contains(quint64 title) const { return !find(title).empty(); }
    /// Places of the title in ascending order.
    std::span<const quint32> find(quint64 title) const;
    /// For each place the first one of its title in the other, kNone where that has none.
    std::vector<quint32> placesIn(const TitlePlaces &other) const;
    /// The same for titles that stand once in each alone.
    std::vector<quint32> onlyPlacesIn(const TitlePlaces &other) const;
    /// So many different titles; kNoTitle is none.
    std::size_t distinct() const;

private:
    std::size_t bucketOf(quint64 title) const { return m_shift < kBits ? title >> m_shift : 0; }
    void sortBucket(std::size_t first, std::size_t last);
    bool isAlone(std::size_t slot) const;
    template <typename Counts>
    std::vector<quint32> placesWhere(const TitlePlaces &other, Counts counts) const;

    static constexpr unsigned kBits = 64;
    unsigned m_shift = kBits;
    /// Of buckets: titles are hashes, so their first bits spread them evenly.
    std::vector<quint32> m_starts{0, 0};
    std::vector<quint64> m_titles; ///< by bucket, rising
    std::vector<quint32> m_places; ///< of m_titles
};

/// Whether now is a later (or earlier) version of the list that before was: most of its papers are there and
/// stand in the same order. Two lists of one field share papers, but not their order.
bool isVersionOf(const ListSnapshot &now, const ListSnapshot &before);
/// The same where the places of their titles are known.
bool isVersionOf(const ListSnapshot &now, const TitlePlaces &nowPlaces, const ListSnapshot &before,
                 const TitlePlaces &beforePlaces);

} // namespace carrel
