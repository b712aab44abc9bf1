// SPDX-License-Identifier: GPL-3.0-or-later
#include "bundledlist.h"

#include "sync/listsource.h"

namespace carrel {

CatalogSource bundledSource()
{
    return {QString::fromLatin1(kBundledList), true,
            QDate::fromString(QString::fromLatin1(kBundledDay), Qt::ISODate)};
}

ListRecord bundledRecord()
{
    ListRecord record;
    record.id = QStringLiteral("ml-systems-papers");
    record.name = record.id;
    record.source = QStringLiteral("byungsoo-oh/ml-systems-papers");
    record.addresses = parseListSource(QStringLiteral("https://github.com/") + record.source)->addresses;
    record.bundled = QString::fromLatin1(kBundledList);
    return record;
}

} // namespace carrel
