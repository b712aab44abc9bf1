// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalogpart.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace carrel {

/// Works that left their list, made entries again from what was stored of them (see storedfacts.h), in a
/// section of their own.
class GonePapers final
{
public:
    explicit GonePapers(const QString &section);
    /// Adds a work; false, and nothing is added, where the facts cannot be read.
    bool add(const QByteArray &facts);

    /// For CatalogBuilder::extended().
    CatalogPart &part() { return m_part; }
    const std::vector<quint32> &entriesOfWorks() const { return m_entriesOfWorks; }

private:
    CatalogPart m_part;
    std::vector<quint32> m_entriesOfWorks;
};

} // namespace carrel
