// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/entryplaces.h"

#include "base/poolwork.h"

#include <algorithm>

namespace carrel {

namespace {

/// A neighbour may have gone as well, or have new ones beside it.
constexpr int kNeighboursTried = 8;
constexpr qint64 kReach = 4;
constexpr std::size_t kPlacesPerTitle = 4;

template <typename Visit>
void forEachTitle(const LibraryWorks &library, quint32 work, Visit visit)
{
    for (const LibraryWorks::Key &key : library.keysOf(library.works[work])) {
        if (key.kind == IdentityKind::Title) {
            visit(identityHash(library.keyText(key)));
        }
    }
}

} // namespace

EntryPlaces::EntryPlaces(std::span<const quint64> before, std::span<const quint64> now)
    : m_titlesBefore(before)
    , m_titlesNow(now)
{
    forEachInPool(2, [this](std::size_t number) {
        if (number == 0) {
            m_before = TitlePlaces(m_titlesBefore);
        } else {
            m_now = TitlePlaces(m_titlesNow);
        }
    });
}

bool EntryPlaces::wasThere(const LibraryWorks &library, quint32 work) const
{
    bool found = false;
    forEachTitle(library, work, [&](quint64 title) { found = found || m_before.contains(title); });
    return found;
}

std::vector<quint32> EntryPlaces::near(const LibraryWorks &library, quint32 work) const
{
    std::vector<quint32> found;
    forEachTitle(library, work, [&](quint64 title) {
        const auto places = m_before.find(title);
        for (std::size_t i = 0; i < std::min(places.size(), kPlacesPerTitle); ++i) {
            addSide(places[i], -1, found);
            addSide(places[i], 1, found);
        }
    });
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

/// Adds what stands now on this side of the nearest old neighbour that is still there: after the one that
/// stood before, before the one that stood after.
void EntryPlaces::addSide(quint32 place, int step, std::vector<quint32> &found) const
{
    qint64 neighbour = qint64(place) + step;
    for (int i = 0; i < kNeighboursTried; ++i, neighbour += step) {
        if (neighbour < 0 || neighbour >= static_cast<qint64>(m_titlesBefore.size())) {
            return;
        }
        const auto now = m_now.find(m_titlesBefore[static_cast<std::size_t>(neighbour)]);
        if (now.empty()) {
            continue;
        }
        for (std::size_t each = 0; each < std::min(now.size(), kPlacesPerTitle); ++each) {
            for (qint64 away = 1; away <= kReach; ++away) {
                const qint64 entry = qint64(now[each]) - step * away;
                if (entry >= 0 && entry < static_cast<qint64>(m_titlesNow.size())) {
                    found.push_back(static_cast<quint32>(entry));
                }
            }
        }
        return;
    }
}

} // namespace carrel
