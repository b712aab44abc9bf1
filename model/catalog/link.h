// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/entry.h"

#include <QString>
#include <QUrl>

#include <optional>
#include <string_view>

namespace carrel {

struct WebUrl;

/// The name of a kind in JSON: "arxiv-abs", "acm", ..., "invalid".
std::string_view linkKindName(LinkKind kind);

/// What an address leads to. A label tells slides, and PDF and code where the host says nothing.
LinkKind linkKind(std::string_view url, std::string_view label = {});

/// The same for a caller that has taken the address apart already: parts is parseWebUrl(url).
LinkKind linkKind(std::string_view url, const std::optional<WebUrl> &parts, std::string_view label);

/// True for the kinds that may be opened: all before Relative.
bool isOpenable(LinkKind kind);

/// The address as it may be handed to the system: http or https with a host, without user and password;
/// nothing for all else.
std::optional<QUrl> openableUrl(std::string_view url);

/// The true host in ASCII (look-alikes show as punycode, user and password never), empty when there is none.
QString trueHost(std::string_view url);

} // namespace carrel
