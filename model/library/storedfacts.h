// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalog.h"

#include <QByteArray>
#include <QString>

#include <string_view>

namespace carrel {

/// What the library shows of a work that has left the list.
struct WorkFacts
{
    QString title;
    QString venue;
    int year = 0; ///< 0: unknown
};

WorkFacts factsOf(const Catalog &catalog, quint32 work);

/// Everything that a list says of a work, kept so that the work can be shown and opened when it has left the
/// list: `{"list": title, "entries": [...]}` with an entry as `carrel list --format json` prints it, the face
/// of the work first.
struct StoredFacts
{
    QByteArray entries; ///< JSON
    qint64 digest = 0;  ///< of the JSON, never 0; tells whether anything has changed
};

/// Never 0. The same on every machine and in every version, since it is stored.
qint64 factsDigest(std::string_view entries);

/// What no honest list reaches is cut: so many entries a work, and items of each kind an entry.
StoredFacts storedFacts(const Catalog &catalog, quint32 work);

} // namespace carrel
