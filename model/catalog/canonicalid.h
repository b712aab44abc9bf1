// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace carrel {

struct WebUrl;

/// The id of a paper that an address carries, as `scheme:value`: arxiv (no version), doi (lower case),
/// openreview, usenix (conference/slug), acl, pmlr (volume/slug), neurips and mlsys (year/hash), ieee, pvldb,
/// csdl. Only the host itself counts, never a look-alike: nothing for arxiv.org.evil.example or user@host
/// tricks.
std::optional<std::string> canonicalId(std::string_view url);
std::optional<std::string> canonicalId(const WebUrl &url);

/// The year that an arXiv id of the form YYMM.NNNNN tells, else 0.
int arxivYear(std::string_view canonicalId);

} // namespace carrel
