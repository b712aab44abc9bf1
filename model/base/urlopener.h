// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

class QUrl;

namespace carrel {

/// Hands a web address to the system's browser. The only way out of the program for a link.
class UrlOpener
{
public:
    UrlOpener() = default;
    UrlOpener(const UrlOpener &) = delete;
    UrlOpener &operator=(const UrlOpener &) = delete;
    virtual ~UrlOpener() = default;

    /// The caller has checked that url is http or https with a host; implementations check again.
    virtual Result<void> open(const QUrl &url) = 0;
};

} // namespace carrel
