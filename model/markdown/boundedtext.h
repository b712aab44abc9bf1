// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace carrel {

struct ListText;

/// Keeps the Markdown parser linear: cmark-gfm 0.29 takes quadratic time for long runs of brackets, markers
/// and nesting (its advisories of 2022 and 2023). Lines and paragraphs are cut at 128 KB and 32 KB, nesting
/// at 32 levels, costly characters of a paragraph at 1,000 of a kind; a real list has none of these. Markers
/// of an unfinished merge become blank lines, and a definition named like a venue tag becomes text, so that
/// it does not turn every tag into a link. Line numbers stay. Each change leaves a diagnostic; text without
/// such places is not copied.
void boundCostlyPlaces(ListText &text);

} // namespace carrel
