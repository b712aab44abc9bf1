// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace carrel {

/// A shared id unites two titles only from this likeness on: 3 ids of the real list sit under two different
/// papers (likeness 0.31 at most), its 12 true renames have 0.44 and more.
inline constexpr double kStrangers = 0.40;

/// What groupWorks needs of a list. Hashes find, the exact texts decide; equal texts have equal hashes.
struct GroupingInput
{
    struct Id
    {
        quint64 hash;
        quint32 entry;
        quint32 key; ///< handed to idText
    };
    const std::vector<quint64> &titleHashes; ///< one an entry; 0: it has no title and shares it with none
    const std::vector<Id> &ids;              ///< in list order
    std::function<std::string(quint32 entry)> titleText;
    std::function<std::string(quint32 key)> idText;
    std::span<const std::pair<quint32, quint32>> same = {}; ///< entries that are known to be one work
};

/// A hash for it.
quint64 groupingHash(std::string_view text);

/// Work numbers of all entries (0, 1, 2, ... in order of first appearance): entries of equal normal title are
/// one work, and so are those that share a canonical id unless their titles are strangers.
std::vector<quint32> groupWorks(const GroupingInput &input);

} // namespace carrel
