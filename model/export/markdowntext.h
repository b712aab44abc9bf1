// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace carrel {

/// Text that Markdown shows as it is: whatever would be markup in it is escaped.
void appendMarkdown(std::string &out, std::string_view text);

/// The same where a line or a bullet begins, so that `1. x`, `# x` or `- x` opens no block.
void appendMarkdownLine(std::string &out, std::string_view text);

/// Text in backticks, as many as it needs.
void appendMarkdownCode(std::string &out, std::string_view text);

/// `[text](url)`
void appendMarkdownLink(std::string &out, std::string_view text, std::string_view url);

} // namespace carrel
