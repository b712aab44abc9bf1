// SPDX-License-Identifier: GPL-3.0-or-later
#include "bundledlist.h"

#include "sync/listsource.h"

namespace carrel {

CatalogSource bundledSource()
{
    return {QString::fromLatin1(kBundledList), true};
}

ListRecord bundledRecord()
{
    ListRecord record;
    record.id = QStringLiteral("ml-systems-papers");
    record.name = record.id;
    record.source = QStringLiteral("byungsoo-oh/ml-systems-papers");
    record.addresses = parseListSource(record.source)->addresses;
    record.bundled = QString::fromLatin1(kBundledList);
    return record;
}

} // namespace carrel
