// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/listsnapshot.h"
#include "library/workidentity.h"

#include <vector>

namespace carrel {

/// Where in a catalog a work would stand that stood somewhere in an earlier version of the list: beside the
/// neighbours that it had there.
class EntryPlaces final
{
public:
    /// The titles must outlive it.
    EntryPlaces(std::span<const quint64> before, std::span<const quint64> now);

    /// The work of the library was in the earlier version.
    bool wasThere(const LibraryWorks &library, quint32 work) const;
    /// Entries beside the old neighbours of a work of the library, in ascending order.
    std::vector<quint32> near(const LibraryWorks &library, quint32 work) const;

    const TitlePlaces &before() const { return m_before; }
    const TitlePlaces &now() const { return m_now; }

private:
    void addSide(quint32 place, int step, std::vector<quint32> &found) const;

    std::span<const quint64> m_titlesBefore;
    std::span<const quint64> m_titlesNow;
    TitlePlaces m_before;
    TitlePlaces m_now;
};

} // namespace carrel
