// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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
    linkBehind.links = {{"https://example.org/x_(1).pdf", "paper"}};
    linkBehind.notes = {"Somebody, Somewhere."};
    list.group("Other").entry(bare).entry(linkBehind);
    list.section("Empty").section("Security").entry(hostile);
    list.entry("Why?", "USENIX ;login:", 0, "https://www.usenix.org/conference/osdi24/presentation/fu");
    list.entry("Zwei W\xC3\xB6rter: \xE6\xA0\x87\xE9\xA2\x98", "OSDI", 2025);
    return list.build();
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
