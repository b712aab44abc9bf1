// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalog.h"
#include "catalog/catalogpart.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <vector>

namespace carrel {

/// A work that left the list, as it is shown with it.
struct GoneWork
{
    qint64 row = 0;   ///< of the library; 0: it has none there any more
    QByteArray facts; ///< as they are stored
};

/// The works that left a list, in the order of their numbers behind its own. What is shown once keeps its
/// number for as long as the list is shown.
struct GoneWorks
{
    QString section; ///< title of the one they stand in; null: they are not shown
    std::vector<GoneWork> works;
    CatalogPointer catalog; ///< the list with them; null where there are none
};

/// Works that left their list, made entries again from what was stored of them (see storedfacts.h), in a
/// section of their own and, below it, in those that they stood in last.
class GonePapers final
{
public:
    explicit GonePapers(const QString &section);
    /// Whether add() would take the facts.
    static bool isReadable(const QByteArray &facts);
    /// Adds a work; false, and nothing is added, where the facts cannot be read.
    bool add(const QByteArray &facts);

    /// For CatalogBuilder::extended().
    CatalogPart &part() { return m_part; }
    const std::vector<quint32> &entriesOfWorks() const { return m_entriesOfWorks; }

private:
    void openPlace(const QStringList &path, const QString &group);

    const QString m_section;
    QStringList m_path; ///< of the section that is open
    QString m_group;    ///< that is open in it
    CatalogPart m_part;
    std::vector<quint32> m_entriesOfWorks;
};

} // namespace carrel
