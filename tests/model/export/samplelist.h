// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/workstate.h"
#include "support/listbuilder.h"

#include <utility>

namespace carrel::test {

inline EntryDraft richEntry()
{
    EntryDraft draft;
    draft.title = "Megatron-LM: \"Training\" Multi-Billion, Parameter Models";
    draft.tag = {"SC workshop'21", "SC", "SIGCOMM", "workshop", 2021};
    draft.survey = true;
    draft.links = {{"https://dl.acm.org/doi/10.1145/3458817.3476209", {}},
                   {"https://arxiv.org/abs/2104.04473v2", "arxiv version (2021)"},
                   {"https://github.com/NVIDIA/Megatron-LM", "Code"}};
    draft.aliases = {"PTD-P", "Megatron-LM v2"};
    draft.notes = {"From NVIDIA", "also in 2.1, \"Parallelism\""};
    draft.versions.push_back({"Megatron, the talk",
                              "Journal version of",
                              {"PPoPP'20", "PPoPP", {}, {}, 2020},
                              {{"https://doi.org/10.1145/1", {}}, {"https://example.org/t.pdf", "slides"}}});
    return draft;
}

/// Everything that a list can say, with the characters that formats stumble over.
inline CatalogPointer sampleList()
{
    EntryDraft hostile;
    hostile.title = "Terminal\x1b[31m <b>red</b> & *bold* _x_ [y](z) `code` \\ \xC2\x9B"
                    "1m \xE2\x80\xAE"
                    "abc";
    hostile.tag = {"S&P'24", "S&P", {}, {}, 2024};
    hostile.links = {{"javascript:alert(1)", {}}, {"https://example.org/a_(b) c\n", "odd \x07 label"}};
    EntryDraft bare;
    bare.title = "1. A title without tag, link or year";
    ListBuilder list;
    list.section("ML systems", 1);
    list.section("Training & *more*").section("Distributed", 3).group("General #");
    list.entry(richEntry())
        .entry("Zwei W\xC3\xB6rter: \xE6\xA0\x87\xE9\xA2\x98", "arXiv", 2025,
               "https://arxiv.org/abs/2505.11594");
    EntryDraft linkBehind;
    linkBehind.title = "A title with its link behind it";
    linkBehind.authors = "A. Lee, Ann {Maria} & Wu, \xE6\x9D\x8E\xE5\x9B\x9B et al.";
    linkBehind.links = {{"https://example.org/x_(1).pdf", "paper"}};
    linkBehind.notes = {"Somebody, Somewhere."};
    list.group("Other").entry(bare).entry(linkBehind);
    list.section("Empty").section("Security").entry(hostile);
    list.entry("Why?", "USENIX ;login:", 0, "https://www.usenix.org/conference/osdi24/presentation/fu");
    list.entry("Zwei W\xC3\xB6rter: \xE6\xA0\x87\xE9\xA2\x98", "OSDI", 2025);
    return list.build();
}

/// Marks for that list, with what its texts do not have: lines, commas in tags, what ends things.
inline WorkStatesPointer sampleMarks(const Catalog &catalog)
{
    auto states = std::make_shared<WorkStates>(catalog.workCount());
    states->setTags({{1, QStringLiteral("kv, cache"), {}, 0},
                     {2, QStringLiteral("{50%} \"R&D\" --> <i>"), {}, 0},
                     {3, QString::fromUtf8("\xE6\xA0\x87\xE7\xAD\xBE"), {}, 0}});
    states->setTagsOf(0, {1, 2, 3});
    states->setTagsOf(1, {3});
    states->setNote(0,
                    QString::fromUtf8(
                        "First line: 50% of {x, \"quoted\" --> <script>alert(1)</script>\n"
                        "TY  - JOUR\r\n\n@misc{a, b = {c}}\n:-- | --\n1. # *\xE7\xAC\x94\xE8\xAE\xB0*\\\n"));
    states->setNote(3, QStringLiteral("One\x1b[31m line"));
    states->setNote(4, QStringLiteral("\n \x07\n"));
    for (const std::size_t work : {0, 3, 4}) {
        states->setState(work, {work == 0, false, true, false, 0});
    }
    states->setState(1, {true, false, false, false, 0});
    states->setTimes(0, {1'700'000'000'999, 0, 1'700'000'000'000, 1'700'000'000'000, 0});
    return states;
}

inline std::vector<quint32> allEntries(const Catalog &catalog)
{
    std::vector<quint32> all(catalog.entries().size());
    for (quint32 i = 0; i < all.size(); ++i) {
        all[i] = i;
    }
    return all;
}

} // namespace carrel::test
