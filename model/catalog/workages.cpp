// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/workages.h"

#include "catalog/catalog.h"

#include <utility>

namespace carrel {

WorkAge WorkAges::operator[](std::size_t work) const
{
    if (work >= m_flags.size()) {
        return {};
    }
    const quint8 flags = m_flags[work];
    return {m_times[work], (flags & kExact) != 0, (flags & kNew) != 0, (flags & kUnseen) != 0};
}

void WorkAges::set(std::size_t work, const WorkAge &age)
{
    m_new += (age.isNew ? 1U : 0U) - (isNew(work) ? 1U : 0U);
    m_unseen += (age.unseen ? 1U : 0U) - (isUnseen(work) ? 1U : 0U);
    m_times[work] = age.time;
    m_flags[work] =
        static_cast<quint8>((age.exact ? kExact : 0) | (age.isNew ? kNew : 0) | (age.unseen ? kUnseen : 0));
}

void WorkAges::countSections(const Catalog &catalog)
{
    std::vector<quint32> counts(catalog.sections().size());
    std::vector<quint32> lastWork(counts.size(), kNone);
    for (quint32 work = 0; m_unseen > 0 && work < m_flags.size(); ++work) {
        if (!isUnseen(work)) {
            continue;
        }
        for (const quint32 entry : catalog.work(work).entries) {
            // What stands above one that was counted was counted with it.
            for (quint32 section = catalog.entry(entry).section;
                 section != kNone && lastWork[section] != work; section = catalog.section(section).parent) {
                lastWork[section] = work;
                ++counts[section];
            }
        }
    }
    m_unseenInSections = std::move(counts);
}

} // namespace carrel
