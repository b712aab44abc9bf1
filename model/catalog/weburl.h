// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace carrel {

/// The parts of an http or https address that tell what it leads to.
struct WebUrl
{
    std::string host;       ///< lower case, ASCII (IDNA), never with user, password or port
    std::string_view path;  ///< as written, with its leading slash; may be empty
    std::string_view query; ///< as written, without the question mark; may be empty
};

/// Parts of url; nothing where it is not http or https, has no host, a bad port, or is written so that
/// programs disagree on its host (a backslash before the path, a control
/// character). The views point into url.
std::optional<WebUrl> parseWebUrl(std::string_view url);

bool hasControlCharacter(std::string_view text);

/// True for host itself and for its subdomains: hostIs("www.arxiv.org", "arxiv.org").
bool hostIs(std::string_view host, std::string_view domain);

} // namespace carrel
