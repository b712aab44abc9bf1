// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace carrel {

// Text inside the braces of a BibTeX field, as UTF-8: shown by LaTeX as it is.

void appendBibtexText(std::string &out, std::string_view text);

/// The same for a title: words whose capitals must survive a style that lowers them stand in braces
/// (`{GPU}`, `{LLM}s`, `{Orca}: A ...`).
void appendBibtexTitle(std::string &out, std::string_view title);

/// An address or an id, which LaTeX takes as it stands; only what would end the field is encoded.
void appendBibtexAddress(std::string &out, std::string_view address);

} // namespace carrel
