// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalog.h"
#include "catalog/workstate.h"
#include "search/query.h"

#include <QRandomGenerator>
#include <QString>

#include <string>
#include <vector>

namespace carrel::test {

/// What a patient reader would do: goes through each entry of each work, field by field, for each part of a
/// query. Slow, and too simple to be wrong.
class ReferenceMatcher final
{
public:
    ReferenceMatcher(const Catalog &catalog, const WorkStates &states);

    std::vector<quint32> works(const Query &query) const;

private:
    /// An entry as the words of a query see it.
    struct EntryText
    {
        std::vector<std::string> fields;
        std::vector<std::string> aliases;
        std::vector<std::string> path;
        std::vector<std::string> authors;
        std::string group;
        std::string venue;
        std::string host;
        std::vector<std::string> hosts; ///< of links
        std::vector<std::string> ids;
    };

    EntryText textOf(const Entry &entry) const;
    bool matches(quint32 work, const QueryNode &node) const;
    bool hasText(quint32 work, const std::string &folded) const;
    bool clauseHolds(quint32 work, const Clause &clause) const;
    bool entryHolds(quint32 number, const Clause &clause) const;
    bool wordHolds(quint32 work, ClauseWord word) const;

    const Catalog &m_catalog;
    const WorkStates &m_states;
    std::vector<EntryText> m_entries;
    std::vector<bool> m_pdfs; ///< one a work
};

/// Makes text such as a reader may type: words, phrases and clause values out of a list, with much that is
/// wrong.
class RandomQueries final
{
public:
    RandomQueries(const Catalog &catalog, quint32 seed);

    QString next();

private:
    template <typename T>
    const T &any(const std::vector<T> &values)
    {
        return values[m_random.bounded(static_cast<quint32>(values.size()))];
    }
    QString item(int depth);
    QString word();
    QString clause();
    QString value(const ClauseInfo &info);

    QRandomGenerator m_random;
    std::vector<QString> m_words;
    std::vector<QString> m_names;
    std::vector<QString> m_hosts;
    std::vector<QString> m_ids;
};

} // namespace carrel::test
