// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/statereconciler.h"

#include <vector>

namespace carrel {

/// The library and a catalog side by side: which of the lists that the library has seen the catalog is a
/// version of, where each work stands in it, what is to be noted of that, and which works have left the list.
/// A value; what is to be noted is written by LibraryStore.
struct LibraryJoin
{
    LibraryWorks library;
    QByteArray snapshot;      ///< of the catalog
    qint64 list = 0;          ///< row of the list; 0: one that no work of the library was seen in
    bool listChanged = false; ///< it held something else when it was seen last
    std::vector<WorkMatch> matches;
    std::vector<SplitWork> splits;
    std::vector<UnseenKeys> unseen;
    std::vector<quint32> newlyListed; ///< works of the library that were not seen in this list before
    std::vector<quint32> gone;        ///< works of the library that were seen in it and are not there
};

/// A pure function of its values, for the pool.
LibraryJoin joinLibrary(LibraryWorks library, const Catalog &catalog);

} // namespace carrel
