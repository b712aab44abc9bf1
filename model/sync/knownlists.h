// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/listsource.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace carrel {

/// A public list that Carrel can tell the reader of.
struct KnownList
{
    QString name;
    QString source; ///< as parseListSource() understands it
    QString about;
    int papers = 0; ///< roughly; 0 where that is not known
};

/// The lists that a file names, one a source; what is not understood is left out.
std::vector<KnownList> readKnownLists(const QByteArray &json);

/// Those that come with Carrel.
std::vector<KnownList> knownLists();

} // namespace carrel
