// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace carrel {

// How texts of a list leave the program: always as valid UTF-8 and without a raw control character, whatever
// the list holds, since the output may meet a terminal.

/// Without control characters, bidirectional overrides and invisible characters; runs of blanks as one.
void appendPlain(std::string &out, std::string_view text);

/// An address: as written, but without user and password, and with blanks and control characters
/// percent-encoded.
void appendUrl(std::string &out, std::string_view url);

/// An address as written, but for a password in it.
std::string withoutPassword(std::string_view url);

/// A JSON string in quotes; control, format and separator characters are escaped, so nothing is lost.
void appendJsonString(std::string &out, std::string_view text);

} // namespace carrel
