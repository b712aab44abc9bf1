// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace carrel {

/// A title taken apart for comparison.
struct TitleParts
{
    std::string normal;
    std::vector<std::string> names;   ///< normal forms of what stands before colons, 4 letters and more
    std::vector<std::string> words;   ///< folded, sorted, each once
    std::vector<std::string> numbers; ///< folded words that count or tell a part: 2, v3, ii

    static TitleParts of(std::string_view title);
};

/// What stands before the colons of a title, as TitleParts has it.
std::vector<std::string> namesOf(std::string_view title);

/// A word that titles gain and lose without meaning another paper.
bool isLightWord(std::string_view word);

/// Tells of most titles that none of some names stands in them, at a fraction of the cost of namesOf().
class NameFilter final
{
public:
    void add(std::string_view name);
    bool mayBeIn(std::string_view title) const;

private:
    std::unordered_set<quint32> m_beginnings;
    bool m_any = false; ///< there is a name that cannot be told by its beginning
};

} // namespace carrel
