// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/titleorder.h"

#include "base/text.h"

#include <QCollator>
#include <QLocale>

#include <algorithm>
#include <string_view>
#include <utility>

namespace carrel {

namespace {

/// The C locale sorts by code points, which no reader wants.
QCollator readersCollator()
{
    const QLocale locale;
    QCollator collator(locale.language() == QLocale::C ? QLocale(QLocale::English) : locale);
    collator.setNumericMode(true);
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    return collator;
}

template <typename NameAt>
WorkColumn rankNames(quint32 count, NameAt nameAt)
{
    const QCollator collator = readersCollator();
    std::vector<std::pair<QCollatorSortKey, quint32>> keys;
    keys.reserve(count);
    WorkColumn column{std::vector<quint32>(count), 0};
    for (quint32 i = 0; i < count; ++i) {
        if (const std::string_view name = nameAt(i); !name.empty()) {
            keys.emplace_back(collator.sortKey(toQString(name)), i);
        }
    }
    std::sort(keys.begin(), keys.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    std::vector<bool> known(count, false);
    for (std::size_t i = 0; i < keys.size(); ++i) {
        column.size += i == 0 || keys[i - 1].first < keys[i].first ? 1 : 0;
        column.values[keys[i].second] = column.size - 1;
        known[keys[i].second] = true;
    }
    for (quint32 i = 0; i < count; ++i) {
        column.values[i] = known[i] ? column.values[i] : column.size;
    }
    return column;
}

} // namespace

WorkColumn rankTitles(const std::vector<std::string> &names)
{
    return rankNames(static_cast<quint32>(names.size()),
                     [&](quint32 i) { return std::string_view(names[i]); });
}

WorkColumn titleColumn(const Catalog &catalog)
{
    return rankNames(static_cast<quint32>(catalog.works().size()),
                     [&](quint32 work) { return catalog.text(catalog.face(work).title); });
}

} // namespace carrel
