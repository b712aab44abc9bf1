// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/listchange.h"
#include "sync/listfetcher.h"

#include <set>
#include <string>

namespace carrel::test {

inline QByteArray listOf(int first, int end)
{
    QByteArray list = "# Papers\n";
    for (int i = first; i < end; ++i) {
        list += "- [OSDI'24] [Paper number " + QByteArray::number(i) + "](https://example.org/" +
                QByteArray::number(i) + ")\n";
    }
    return list;
}

inline QByteArray listOf(int papers)
{
    return listOf(0, papers);
}

/// By titles alone: what compares is not what is tested here.
inline ListDiff compareTitles(CatalogPointer before, CatalogPointer now)
{
    std::set<std::string> titles;
    for (const Entry &entry : now->entries()) {
        titles.insert(now->titleKey(entry));
    }
    ListDiff diff{before, now, {}};
    for (quint32 number = 0; number < before->entries().size(); ++number) {
        if (!titles.contains(before->titleKey(before->entry(number)))) {
            diff.changes.push_back({ChangeKind::Removed, kNone, number});
        }
    }
    return diff;
}

inline FetchLimits limits()
{
    FetchLimits limits;
    limits.systemProxy = false;
    return limits;
}

} // namespace carrel::test
