// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <array>
#include <vector>

namespace carrel::bench {

/// What readers type, letter by letter, in the bench of the engine and in that of the window alike.
struct TypedSequence
{
    const char *name;
    const char *text;
};

inline constexpr std::array kSequences{TypedSequence{"words", "distributed training"},
                                       TypedSequence{"rare word", "homomorphic"},
                                       TypedSequence{"three words", "scheduling gpu clusters"},
                                       TypedSequence{"clauses", "venue:osdi year:>=2023 has:pdf"},
                                       TypedSequence{"site", "site:usenix.org"},
                                       TypedSequence{"phrase", "\"parameter server\""},
                                       TypedSequence{"wrong word", "distribtued trianing"}};

inline std::vector<QString> beginnings(const char *text)
{
    std::vector<QString> all;
    const QString whole = QString::fromLatin1(text);
    for (qsizetype length = 1; length <= whole.size(); ++length) {
        all.push_back(whole.left(length));
    }
    return all;
}

} // namespace carrel::bench
