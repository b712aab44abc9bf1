// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/urlopener.h"

namespace carrel {

/// Hands addresses to the desktop's own opener.
class DesktopUrlOpener final : public UrlOpener
{
public:
    Result<void> open(const QUrl &url) override;
};

} // namespace carrel
