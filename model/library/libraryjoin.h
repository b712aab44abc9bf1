// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/statereconciler.h"

#include <QStringList>

#include <vector>

namespace carrel {

/// One list of a catalog, as the library knows it.
struct ListJoin
{
    qint64 row = 0;       ///< of the list; 0: one that no work of the library was seen in
    QString source;       ///< as in ListOrigin
    QByteArray snapshot;  ///< of what it holds now
    bool changed = false; ///< it held something else when it was seen last, or its source was not known
    std::vector<quint32> newlyListed; ///< works of the library that were not seen in this list before
};

/// The library and a catalog side by side: which of the lists that the library has seen those of the catalog
/// are versions of, where each work stands in it, what is to be noted of that, and which works have left
/// their lists. A value; what is to be noted is written by LibraryStore.
struct LibraryJoin
{
    struct Further
    {
        quint32 libraryWork;
        WorkMatch match;
    };

    LibraryWorks library;
    std::vector<ListJoin> lists;    ///< in the order of the catalog
    std::vector<WorkMatch> matches; ///< one a work of the library: the firmest of all lists
    std::vector<Further> further;   ///< what one list calls one work and others another, rising
    std::vector<SplitWork> splits;
    std::vector<UnseenKeys> unseen;
    std::vector<quint32> gone; ///< works of the library that were seen in these lists and are in none of them
};

/// Each list of the catalog is joined for itself; what it finds holds for all. Works that were also seen in
/// lists with the sources that are absent, which are in use and only not at hand, are not called gone. A pure
/// function of its values, for the pool.
LibraryJoin joinLibrary(LibraryWorks library, const Catalog &catalog, const QStringList &absent = {});

} // namespace carrel
